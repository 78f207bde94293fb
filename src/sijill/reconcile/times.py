"""Days as numbers (`date.toordinal`), and the time that several claims leave possible, back in EDTF."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from sijill import edtf

Window = tuple[int, int]
"""The first and the last day that a time can mean, both included."""

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


@lru_cache(maxsize=20_000)
def window(when: str) -> Window:
    """The days that an EDTF can mean. Raises ValueError where it is none."""
    first, last = edtf.bounds(when)
    return first.toordinal(), last.toordinal()


def agree(windows: Iterable[Window]) -> Window | None:
    """What several claims of one time leave possible: the days in all of them, else the span of the sharper ones."""
    every = sorted(set(windows))
    if not every:
        return None
    low, high = max(first for first, _ in every), min(last for _, last in every)
    if low <= high:
        return low, high
    sharp = [
        one for one in every if not any(other != one and one[0] <= other[0] and other[1] <= one[1] for other in every)
    ]
    return min(first for first, _ in sharp), max(last for _, last in sharp)


def text(span: Window) -> str:
    """A window as EDTF, as short as it can be written.

    >>> text(window("2025-09")), text(window("2025-09-11")), text(window("2025-01/.."))
    ('2025-09', '2025-09-11', '2025-01-01/..')
    """
    if span[0] <= FIRST:
        return f"../{date.fromordinal(span[1])}"
    if span[1] >= LAST:
        return f"{date.fromordinal(span[0])}/.."
    first, last = date.fromordinal(span[0]), date.fromordinal(span[1])
    if first == last:
        return first.isoformat()
    if first.day == 1 and first.year == last.year:
        if first.month == 1 and (last.month, last.day) == (12, 31):
            return f"{first.year:04}"
        if first.month == last.month and last.day == monthrange(last.year, last.month)[1]:
            return f"{first.year:04}-{first.month:02}"
    return f"{first}/{last}"
