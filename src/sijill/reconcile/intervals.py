"""The arithmetic of what is only known within bounds. The laws of the room rest on these functions.

An interval is `(low, high)`, both included, with None for no upper bound. Nothing here averages or guesses: a result
holds every value that the intervals it was made of allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sijill.claim import Count

NOBODY: Count = (0, 0)
ANY: Count = (1, None)
"""Somebody, and nothing says how many."""


def meets(one: Count, other: Count) -> bool:
    """Whether a value lies in both."""
    return (other[1] is None or one[0] <= other[1]) and (one[1] is None or other[0] <= one[1])


def within(inner: Count, outer: Count) -> bool:
    """Whether every value of `inner` lies in `outer`."""
    return outer[0] <= inner[0] and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))


def agree(intervals: Iterable[Count]) -> Count | None:
    """What several witnesses of one number leave possible: what all of them allow, else whatever one of them does.

    Where no value is in all, a vague figure gives way to the sharper ones within it, and the result spans the rest:
    figures that contradict one another widen it. None where there are no intervals.

    >>> agree([(41, None), (52, 52)]), agree([(52, 52), (50, 50), (20, 99)])
    ((52, 52), (50, 52))
    """
    every = sorted(set(intervals), key=lambda interval: (interval[0], _last(interval)))
    if not every:
        return None
    low, high = max(interval[0] for interval in every), min(map(_last, every))
    if low <= high:
        return low, None if high == _ENDLESS else int(high)
    sharp = [one for one in every if not any(other != one and within(other, one) for other in every)]
    return min(one[0] for one in sharp), _hull_end(sharp)


def add(intervals: Iterable[Count]) -> Count:
    """The sum of numbers that count different people."""
    low, high = 0, 0
    endless = False
    for interval in intervals:
        low += interval[0]
        endless = endless or interval[1] is None
        high += interval[1] or 0
    return low, None if endless else high


def whole_with_parts(whole: Count, parts: Sequence[Count], *, least: int | None = None) -> Count:
    """How many `whole` and its `parts` are together.

    The parts are different people from one another, unless `least` gives the fewest that they can be, where some may
    overlap. Parts are not added to the whole that holds them. They raise its low bound where they alone are more. Where
    they cannot all be in it, it is not known which are, and the two may be apart altogether.
    """
    together = add(parts)
    fewest = together[0] if least is None else least
    low = max(whole[0], fewest)
    if whole[1] is None or fewest <= whole[1]:
        return low, whole[1]
    return low, None if together[1] is None else whole[1] + together[1]


def at_most(interval: Count) -> Count:
    """Any part of `interval`, or none."""
    return 0, interval[1]


def subtract(one: Count, other: Count) -> tuple[int | None, int | None]:
    """`one` less `other`: None where there is no bound on that side."""
    return None if other[1] is None else one[0] - other[1], None if one[1] is None else one[1] - other[0]


def text(interval: tuple[int | None, int | None]) -> str:
    """An interval as people write it: `52`, `20-99`, `1001+`.

    >>> text((52, 52)), text((20, 99)), text((1001, None)), text((None, 30))
    ('52', '20-99', '1001+', 'up to 30')
    """
    low, high = interval
    if low is None:
        return "any number" if high is None else f"up to {high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


_ENDLESS = float("inf")


def _last(interval: Count) -> float:
    return _ENDLESS if interval[1] is None else interval[1]


def _hull_end(intervals: Sequence[Count]) -> int | None:
    highest = max(map(_last, intervals))
    return None if highest == _ENDLESS else int(highest)
