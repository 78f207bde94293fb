from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.edtf import bounds
from sijill.languages.arabic import calendars

DAYS = st.dates(date(1950, 1, 1), date(2070, 12, 31))


@given(DAYS)
def test_hijri_dates_go_there_and_back(day: date) -> None:
    assert calendars.from_hijri(*calendars.to_hijri(day)) == day


@given(DAYS, st.integers(-60, 60))
def test_weeks_begin_on_monday_and_weekends_on_saturday(day: date, weeks: int) -> None:
    first, last = bounds(calendars.week(day, weeks))
    assert (first.isoweekday(), (last - first).days) == (1, 6)
    first, last = bounds(calendars.weekend(day, weeks))
    assert (first.isoweekday(), (last - first).days) == (6, 1)


@given(DAYS)
def test_this_week_and_this_month_hold_the_day(day: date) -> None:
    for edtf in (calendars.week(day, 0), calendars.month(calendars.months(day))):
        first, last = bounds(edtf)
        assert first <= day <= last


def test_what_no_calendar_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="no year 0"):
        calendars.year(0)
    with pytest.raises(OverflowError):
        calendars.from_hijri(1200, 1, 1)
    with pytest.raises(ValueError, match="month"):
        calendars.day_of(False, 2015, 13, 1)
