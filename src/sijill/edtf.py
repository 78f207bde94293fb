"""Dates as coarse as the report was: the part of EDTF (ISO 8601-2) that claims use.

A day (`2015-08-05`), a month (`2015-08`), a year (`2015`), an interval of any two of them (`2015-08-01/2015-08-07`),
and one that is open at an end (`2015-02/..`, `../2015-02`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_OPEN = ".."


def bounds(edtf: str) -> tuple[date, date]:
    """The first and the last day that `edtf` can mean; an open end is `date.min` or `date.max`.

    Raises ValueError where `edtf` is none of the forms above, names a day that is not, or runs backwards.

    >>> [day.isoformat() for day in bounds("2015-02")]
    ['2015-02-01', '2015-02-28']
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(first)
    if first == last == _OPEN:
        raise ValueError(f"not a date: {edtf!r} is open at both ends")
    start = date.min if first == _OPEN else _one(first)[0]
    end = date.max if last == _OPEN else _one(last)[1]
    if start > end:
        raise ValueError(f"not a date: {edtf!r} ends before it begins")
    return start, end


def _one(text: str) -> tuple[date, date]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}; write 2015-08-05, 2015-08 or 2015")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return date(int(text), 1, 1), date(int(text), 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        raise ValueError(f"not a date: {text!r}, {error}") from error
