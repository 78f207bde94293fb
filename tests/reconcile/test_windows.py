from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill import edtf
from sijill.reconcile import times

days = st.dates(date(1800, 1, 1), date(2100, 1, 1)).map(date.toordinal)
windows = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))


@settings(deadline=None)
@given(windows)
def test_a_window_is_written_as_edtf_that_means_the_same(window: times.Window) -> None:
    first, last = edtf.bounds(times.text(window))
    assert (first.toordinal(), last.toordinal()) == window


@settings(deadline=None)
@given(days, st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1))
def test_a_day_that_all_allow_stays_possible(day: int, around: list[tuple[int, int]]) -> None:
    found = times.agree((day - before, day + after) for before, after in around)
    assert found is not None
    assert found[0] <= day <= found[1]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (["2025-09", "2025-09-11"], "2025-09-11"),
        (["2025-09-11", "2025-09-12"], "2025-09-11/2025-09-12"),
        (["2025-01/..", "2025-03"], "2025-03"),
        (["../2025-03", "2025"], "2025-01-01/2025-03-31"),
    ],
)
def test_times_agree(told: list[str], found: str) -> None:
    window = times.agree(map(times.window, told))
    assert window is not None
    assert times.text(window) == found


def test_no_times_are_none() -> None:
    assert times.agree([]) is None
