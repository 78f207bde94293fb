"""Days, weeks, months and years as EDTF, counted from the day of publication, in both calendars.

Every function raises ValueError or OverflowError for what no calendar holds: the 30th of February, the year 0, a Hijri
date outside 1343 to 1500.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

DAYS_SURE = 92


def year(number: int) -> str:
    """A year."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no year {number}")
    return f"{number:04}"


def month(number: int) -> str:
    """A month, by how many months it is after January of the year 0."""
    return f"{year(number // 12)}-{number % 12 + 1:02}"


def months(day: date) -> int:
    """The number of the month of `day`, for `month`."""
    return day.year * 12 + day.month - 1


def days_from(published: date, days: int) -> str:
    """The day `days` after `published`."""
    return (published + timedelta(days)).isoformat()


def week(published: date, weeks: int) -> str:
    """Monday to Sunday of the week `weeks` after that of `published`."""
    monday = published + timedelta(7 * weeks - published.weekday())
    return interval(monday, monday + timedelta(6))


def weekend(published: date, weeks: int) -> str:
    """A Saturday and Sunday: those before `published` (its own, if it is one of them), or `weeks` later."""
    saturday = published + timedelta(7 * weeks - (published.weekday() - 5) % 7)
    return interval(saturday, saturday + timedelta(1))


def weekday(published: date, isoweekday: int, *, future: bool, strict: bool = False) -> str:
    """The nearest such weekday on one side of `published`, the day itself included unless `strict`."""
    apart = isoweekday - published.isoweekday() if future else published.isoweekday() - isoweekday
    days = apart % 7 or (7 if strict else 0)
    return days_from(published, days if future else -days)


def interval(first: date, last: date) -> str:
    """From one day to another."""
    return f"{first.isoformat()}/{last.isoformat()}"


@lru_cache(maxsize=4096)
def from_hijri(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri date, in the calendar of Umm al-Qura."""
    from hijridate import Hijri  # noqa: PLC0415 - few reports need it, and it costs as much as all the rest to import

    return date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())


@lru_cache(maxsize=4096)
def to_hijri(day: date) -> tuple[int, int, int]:
    """Year, month and day in the Hijri calendar."""
    from hijridate import Gregorian  # noqa: PLC0415

    return Gregorian.fromdate(day).to_hijri().datetuple()


def hijri_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a Hijri month."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return from_hijri(year, month, 1), from_hijri(*following, 1) - timedelta(1)


def hijri_year(year: int) -> str:
    """From the first to the last day of a Hijri year."""
    return interval(from_hijri(year, 1, 1), from_hijri(year + 1, 1, 1) - timedelta(1))


def day_of(hijri: bool, year: int, month: int, day: int) -> date:
    """A day in either calendar."""
    return from_hijri(year, month, day) if hijri else date(year, month, day)


def month_of(hijri: bool, year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month in either calendar."""
    if hijri:
        return hijri_month(year, month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def today(hijri: bool, published: date) -> tuple[int, int, int]:
    """Year, month and day of `published` in either calendar."""
    return to_hijri(published) if hijri else (published.year, published.month, published.day)
