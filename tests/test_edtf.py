from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.edtf import bounds


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2015-08-05", date(2015, 8, 5), date(2015, 8, 5)),
        ("2015-02", date(2015, 2, 1), date(2015, 2, 28)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-12", date(2015, 12, 1), date(2015, 12, 31)),
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015-08-01/2015-08-07", date(2015, 8, 1), date(2015, 8, 7)),
        ("2014/2015-03", date(2014, 1, 1), date(2015, 3, 31)),
        ("2015-02/..", date(2015, 2, 1), date.max),
        ("../2015-02", date.min, date(2015, 2, 28)),
    ],
)
def test_bounds(edtf: str, first: date, last: date) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "/", "..", "../..", "2015-13", "2015-02-30", "0000", "15-08-05", "2015/8", "2016/2015", "2015-08-05T10:00",
     "2015-08-05/", "/2015", "٢٠١٥", "2015-08-05\n"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        bounds(text)


@given(st.dates(), st.dates())
def test_any_two_days_in_order_bound_an_interval(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert bounds(f"{first}/{last}") == (first, last)
