"""Expressions of time, resolved against the day of publication.

`data/times.toml` holds the words, `calendars` does the sums; here is how the words combine. Each method of the reader
takes the token where its kind of expression may begin and gives what it read, or None.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from sijill.edtf import bounds
from sijill.languages.arabic import calendars
from sijill.languages.arabic.numbers import opens_number, read_number
from sijill.languages.arabic.time_words import Phrase, roles_of, starts, words
from sijill.languages.arabic.tokens import NUMBER, SIGN, Token

Direction = Literal["past", "future", "either"]
TimeKind = Literal["day", "week", "month", "year", "range", "since", "until", "vague", "weekday", "duration", "clock"]

_SIDES: dict[str, int] = {"past": -1, "current": 0, "future": 1}
_DIRECTIONS: dict[int, Direction] = {-1: "past", 0: "either", 1: "future"}
_OPEN = ".."
_BARE_YEARS = range(1900, 2100)
_YEARS = range(1000, 2101)
_HIJRI_YEARS = range(1300, 1501)
_HIJRI_ALONE = range(1380, 1481)


class Time(NamedTuple):
    """An expression of time, on the tokens `first` to `last`, both included.

    `edtf` is what it means, None where it dates nothing ("recently", a duration, an hour). `direction` is the side of
    the day of publication that its words tell. Where `anchored` is False the words leave the side open ("on Tuesday",
    "in September") and the tense must tell it: `past` and `future` are the two readings, `edtf` the likelier one.
    """

    first: int
    last: int
    edtf: str | None
    direction: Direction
    anchored: bool
    kind: TimeKind
    past: str | None
    future: str | None


class _Hit(NamedTuple):
    """What was read, up to the token `end`, which is not part of it."""

    end: int
    kind: TimeKind
    edtf: str | None = None
    direction: Direction = "either"
    sides: tuple[str, str] | None = None
    hijri: bool = False
    opening: bool = False


class _Year(NamedTuple):
    """The year that goes with a month: given, or by the side of the day of publication that a word tells."""

    end: int
    number: int | None = None
    side: int | None = None


class _Reader:
    """Reads the expressions of one sentence."""

    def __init__(self, tokens: Sequence[Token], published: datetime.date) -> None:
        self.tokens = tokens
        self.published = published

    # --- words -------------------------------------------------------------------------------------------------------

    def text(self, at: int) -> str:
        """The token at `at`, empty outside the sentence."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def take(self, at: int, role: str) -> tuple[Phrase, int] | None:
        """The longest phrase of `role` at `at`, and the token after it."""
        if not 0 <= at < len(self.tokens):
            return None
        roles = roles_of(self.tokens[at].text)
        if roles is None:
            return None
        for phrase in roles.get(role, ()):
            if len(phrase.words) == 1:
                return phrase, at + 1
            if all(self.text(at + offset) == word for offset, word in enumerate(phrase.words) if offset):
                return phrase, at + len(phrase.words)
        return None

    def skip(self, at: int, *roles: str) -> int:
        """The token after an optional phrase of one of `roles`."""
        for role in roles:
            if taken := self.take(at, role):
                return taken[1]
        return at

    def befriended(self, at: int, end: int) -> bool:
        """Whether the time word from `at` to `end` stands beside a word that makes it something else."""
        text = self.text(at)
        friends = words().friends.get(text)
        if friends is None:
            return False
        before = self.text(at - 1)
        return before in friends.before or before[1:] in friends.before or self.text(end) in friends.after

    def side(self, at: int) -> tuple[int, int] | None:
        """A word like "الماضي" as -1, 0 or 1 ("قبل الماضي" as -2), and the token after it."""
        for role, far in (("before_last", "past"), ("after_next", "future")):
            if (taken := self.take(at, role)) and (side := self.take(taken[1], far)):
                return 2 * _SIDES[far], side[1]
        for role, number in _SIDES.items():
            if taken := self.take(at, role):
                return number, taken[1]
        return None

    # --- days --------------------------------------------------------------------------------------------------------

    def day(self, at: int) -> _Hit | None:
        """A day: today and its like, a weekday or a date, with the part of the day before or behind it."""
        start = at
        while taken := self.take(start, "before_day"):
            start = taken[1]
        hit = self.relative_day(start) or self.weekday(start)
        if hit is None and start > at:
            hit = self.date(start)
            hit = hit if hit and hit.kind == "day" else None
        return hit._replace(end=self.skip(hit.end, "after_day")) if hit else None

    def relative_day(self, at: int) -> _Hit | None:
        """ "اليوم", "أمس الاثنين", "غدا (الخميس)"."""
        taken = self.take(at, "day")
        if taken is None or self.befriended(at, taken[1]):
            return None
        days = taken[0].value
        end = self.skip(taken[1], "after_day")
        opened = self.text(end) == "("
        inner = end + opened
        while before := self.take(inner, "before_day"):
            inner = before[1]
        weekday = self.weekday(inner)
        edtf = calendars.days_from(self.published, days)
        if weekday and (not opened or self.text(weekday.end) == ")"):
            end = weekday.end + opened
            # A report may come out days after it was written: the weekday then knows the day better than "yesterday".
            edtf = (weekday.sides[days > 0] if weekday.sides else weekday.edtf) or edtf
        return _Hit(end, "day", edtf, _DIRECTIONS[_sign(days)])

    def weekday(self, at: int) -> _Hit | None:
        """A weekday with what stands behind it: "الماضي", a part of the day, its date."""
        taken = self.take(at, "weekday")
        if taken is None or self.befriended(at, taken[1]):
            return None
        number, end = taken[0].value, self.skip(taken[1], "after_day")
        side = self.side(end)
        if side:
            end = side[1]
        if date := self.date_behind(end):
            return date
        if side and side[0]:
            future = side[0] > 0
            edtf = calendars.weekday(self.published, number, future=future, strict=True)
            if abs(side[0]) > 1:
                edtf = calendars.days_from(datetime.date.fromisoformat(edtf), 7 if future else -7)
            return _Hit(end, "weekday", edtf, "future" if future else "past")
        past, future_day = (calendars.weekday(self.published, number, future=future) for future in (False, True))
        if past == future_day:
            return _Hit(end, "weekday", past)
        return _Hit(end, "weekday", past, sides=(past, future_day))

    def date_behind(self, at: int) -> _Hit | None:
        """The date that explains the weekday before it: "الخميس 6 أغسطس", "الخميس (6 أغسطس)"."""
        start = self.skip(at, "corresponding")
        opened = False
        while self.text(start) in ("(", "،", ",", "ل"):
            opened = opened or self.text(start) == "("
            start += 1
        date = self.date(start)
        if date is None or date.kind != "day":
            return None
        return date._replace(end=date.end + 1) if opened and self.text(date.end) == ")" else date

    def two_days(self, at: int) -> _Hit | None:
        """ "يومي الثلاثاء والأربعاء"."""
        taken = self.take(at, "two_days")
        if taken is None:
            return None
        if date := self.date(taken[1]):
            return date
        first = self.take(taken[1], "weekday")
        second = self.take(first[1], "weekday") if first else None
        if first is None or second is None or not second[0].front.startswith("و"):
            return None
        apart = (second[0].value - first[0].value) % 7
        end = second[1]
        side = self.side(end)
        ranges = []
        for future in (False, True):
            if future:
                start = calendars.weekday(self.published, first[0].value, future=True, strict=side is not None)
                stop = calendars.days_from(datetime.date.fromisoformat(start), apart)
            else:
                stop = calendars.weekday(self.published, second[0].value, future=False, strict=side is not None)
                start = calendars.days_from(datetime.date.fromisoformat(stop), -apart)
            ranges.append(f"{start}/{stop}")
        if side and side[0]:
            return _Hit(side[1], "range", ranges[side[0] > 0], "future" if side[0] > 0 else "past")
        return _Hit(end, "range", ranges[0], sides=(ranges[0], ranges[1]))

    # --- dates -------------------------------------------------------------------------------------------------------

    def date(self, at: int) -> _Hit | None:
        """A date, and the same date in the other calendar behind it: "10 شوال 1436هـ الموافق 26 يوليو 2015م"."""
        hit = self.one_date(at)
        if hit is None or hit.kind != "day":
            return hit
        other = self.other_calendar(hit)
        if other is None:
            return hit
        return (other if hit.hijri else hit)._replace(end=other.end)

    def one_date(self, at: int) -> _Hit | None:
        """A date in digits, or a month with or without a day; None where the calendar does not hold it."""
        try:
            return self.numeric(at) or self.month_date(at)
        except (ValueError, OverflowError):
            return None

    def other_calendar(self, hit: _Hit) -> _Hit | None:
        at = hit.end + (self.text(hit.end) == ")")
        linked = self.take(at, "corresponding")
        at = linked[1] if linked else at
        opened = False
        while self.text(at) in ("(", "-", "/", "ل", ",", "،"):
            opened = opened or self.text(at) == "("
            at += 1
        other = self.one_date(at)
        if other is None or other.kind != "day" or other.hijri == hit.hijri:
            return None
        closed = opened and self.text(other.end) == ")"
        return other._replace(end=other.end + closed)

    def numeric(self, at: int) -> _Hit | None:
        """ "26/7/2015", "2015-08-05", "26.02.2016", "10/شوال/1436هـ"."""
        if not 0 <= at < len(self.tokens) or self.tokens[at].kind != NUMBER:
            return None
        sign = self.text(at + 1)
        hijri = False
        if len(dotted := self.text(at).split(".")) == 3:
            fields, end = dotted, at + 1
        elif sign and sign in "/-":
            named = self.take(at + 2, "month")
            end = named[1] if named else at + 3
            if self.text(end) != sign:
                return None
            middle = str(named[0].value[1]) if named else self.text(at + 2)
            hijri = bool(named and named[0].value[0])
            fields, end = [self.text(at), middle, self.text(end + 1)], end + 2
        else:
            return None
        if not all(re.fullmatch(r"\d{1,4}", field) for field in fields):
            return None
        if len(fields[0]) == 4:
            fields.reverse()
        day, month, year = map(int, fields)
        if len(fields[2]) != 4:
            return None
        if month > 12 >= day:
            day, month = month, day
        marked = self.take(end, "hijri_mark")
        hijri = hijri or bool(marked) or year in _HIJRI_YEARS
        end = marked[1] if marked else self.skip(end, "gregorian_mark")
        return _Hit(end, "day", calendars.day_of(hijri, year, month, day).isoformat(), hijri=hijri)

    def month_date(self, at: int) -> _Hit | None:
        """A month, with its day or days before it and its year behind it."""
        days, start = self.days(at)
        if days:
            start = self.skip(start, "of")
        named = self.take(start, "months") or self.take(start, "two_months")
        start = named[1] if named else start
        taken = self.take(start, "month")
        if taken is None:
            return None
        phrase, end = taken
        hijri, month = phrase.value
        doubled, end = self.double(end, hijri, month)
        year = self.year_of_month(end, hijri)
        if not (days or doubled or named or year) and self.doubtful(phrase, start):
            return None
        if year is None and not days and (second := self.second_month(end, hijri)):
            return self.two_months(hijri, month, *second)
        end = year.end if year else end
        if len(days) == 2:
            first, last = (self.dated(hijri, month, day, year) for day in days)
            return self.ranged(first, last, end)
        return self.dated(hijri, month, days[0] if days else None, year)._replace(end=end)

    def days(self, at: int) -> tuple[list[int], int]:
        """The day or two days of the month that stand at `at`, and the token after them."""
        first = self.day_of_month(at)
        if first is None:
            return [], at
        joined = self.text(first[1])
        start = first[1]
        if joined == "و" or self.take(start, "closes_range"):
            start += 1
        elif not joined.startswith("و"):
            return [first[0]], first[1]
        second = self.day_of_month(start)
        if second and second[0] > first[0]:
            return [first[0], second[0]], second[1]
        return [first[0]], first[1]

    def day_of_month(self, at: int) -> tuple[int, int] | None:
        """A day in digits or as an ordinal ("الخامس والعشرين"), and the token after it."""
        text = self.text(at)
        if text in ("ال", "وال"):
            at += 1
            text = self.text(at)
        if text.isdecimal():
            return (int(text), at + 1) if len(text) <= 2 and 1 <= int(text) <= 31 else None
        ordinal = self.take(at, "ordinal")
        if ordinal is None:
            if not opens_number(text):
                return None
            number = read_number(self.tokens, at)
            return (number.value, number.end) if number and number.article and number.value in (20, 30) else None
        day, end = ordinal[0].value, ordinal[1]
        ten = read_number(self.tokens, end, end + 1) if opens_number(self.text(end)) else None
        if ten and ten.value == 10 and day < 10:
            return day + 10, ten.end
        if ten and ten.value in (20, 30) and day + ten.value <= 31 and self.text(end).startswith("و"):
            return day + ten.value, ten.end
        return day, end

    def double(self, at: int, hijri: bool, month: int) -> tuple[bool, int]:
        """Whether the same month's other name stands behind it ("سبتمبر/أيلول", "سبتمبر (أيلول)"); the token after."""
        opened = self.text(at) == "("
        start = at + (self.text(at) in ("(", "/", "-"))
        other = self.take(start, "month")
        if other is None or other[0].value != (hijri, month) or other[0].front:
            return False, at
        if opened and self.text(other[1]) != ")":
            return False, at
        return True, other[1] + opened

    def doubtful(self, phrase: Phrase, at: int) -> bool:
        """Whether a month without a day, year or second name is rather the other thing that its name means."""
        if len(phrase.words) > 1:
            return False
        roles = words().roles
        if phrase.words[0] in roles["strong"]:
            return True
        if phrase.words[0] in roles["weak"]:
            return not self.take(at - 1, "openers") and not self.take(at - 1, "edges") and not phrase.front
        return False

    def year_of_month(self, at: int, hijri: bool) -> _Year | None:
        """The year behind a month: a number, "من العام الماضي", or "الماضي" that goes with the month itself."""
        if side := self.side(at):
            return _Year(side[1], side=side[0])
        start = at + (self.text(at) in ("،", ","))
        start = self.skip(start, "of")
        named = self.take(start, "years")
        if named:
            start = named[1]
            if side := self.side(start):
                return _Year(side[1], number=calendars.today(hijri, self.published)[0] + side[0])
        elif (this := self.take(start, "this")) and (unit := self.take(this[1], "years")):
            return _Year(unit[1], number=calendars.today(hijri, self.published)[0])
        number = self.year_number(start, _HIJRI_YEARS if hijri else _YEARS)
        return _Year(self.skip(number[1], "hijri_mark" if hijri else "gregorian_mark"), number[0]) if number else None

    def year_number(self, at: int, within: range) -> tuple[int, int] | None:
        text = self.text(at)
        if len(text) == 4 and text.isdecimal() and int(text) in within:
            return int(text), at + 1
        return None

    def dated(self, hijri: bool, month: int, day: int | None, year: _Year | None) -> _Hit:
        """A month or a day of it. Without a year it is the nearest on the side that the words tell."""

        def extent(in_year: int) -> tuple[datetime.date, datetime.date]:
            if day is None:
                return calendars.month_of(hijri, in_year, month)
            the_day = calendars.day_of(hijri, in_year, month, day)
            return the_day, the_day

        def edtf(in_year: int) -> str:
            first, last = extent(in_year)
            if day is not None:
                return first.isoformat()
            return calendars.interval(first, last) if hijri else calendars.month(calendars.months(first))

        kind: TimeKind = "day" if day is not None else "range" if hijri else "month"
        this_year = calendars.today(hijri, self.published)[0]
        if year and year.number is not None:
            return _Hit(0, kind, edtf(year.number), hijri=hijri)
        side = year.side if year else None
        if side == 0:
            return _Hit(0, kind, edtf(this_year), hijri=hijri)
        first, last = extent(this_year)
        strict = side is not None
        gone = last < self.published if strict else first <= self.published
        ahead = first > self.published if strict else last >= self.published
        past, future = this_year - (not gone), this_year + (not ahead)
        if side is not None:
            return _Hit(0, kind, edtf(past if side < 0 else future), _DIRECTIONS[1 if side > 0 else -1], hijri=hijri)
        if past == future:
            return _Hit(0, kind, edtf(past), hijri=hijri)
        since, until = self.published - extent(past)[1], extent(future)[0] - self.published
        nearer = edtf(past) if since <= until else edtf(future)
        if day is not None and since <= until and since.days <= calendars.DAYS_SURE:
            return _Hit(0, kind, nearer, "past", hijri=hijri)
        return _Hit(0, kind, nearer, sides=(edtf(past), edtf(future)), hijri=hijri)

    def second_month(self, at: int, hijri: bool) -> tuple[int, _Year | None, int] | None:
        """ "ونيسان" behind a month: its number, its year and the token after it."""
        start = at + (self.text(at) == "و")
        taken = self.take(start, "month")
        if taken is None or taken[0].value[0] != hijri:
            return None
        if not (start > at or taken[0].front == "و"):
            return None
        month = taken[0].value[1]
        doubled, end = self.double(taken[1], hijri, month)
        year = self.year_of_month(end, hijri)
        if not (doubled or year) and taken[0].words[0] in words().roles["strong"]:
            return None
        return month, year, year.end if year else end

    def two_months(self, hijri: bool, month: int, second: int, year: _Year | None, end: int) -> _Hit | None:
        """ "يناير ونيسان": from the one to the other."""
        return self.ranged(self.dated(hijri, month, None, year), self.dated(hijri, second, None, year), end)

    def ranged(self, first: _Hit, last: _Hit, end: int) -> _Hit | None:
        """From `first` to `last`; None where that runs backwards."""
        one, other = first.sides or (first.edtf, first.edtf), last.sides or (last.edtf, last.edtf)
        past, future = _range(one[0], other[0]), _range(one[1], other[1])
        edtf = _range(first.edtf, last.edtf) or past or future
        if edtf is None:
            return None
        sides = (past or edtf, future or edtf) if first.sides or last.sides else None
        direction = first.direction if first.direction == last.direction else "either"
        return _Hit(end, "range", edtf, direction, sides, first.hijri)

    # --- weeks, months, years ----------------------------------------------------------------------------------------

    def weekend(self, at: int) -> _Hit | None:
        """ "عطلة نهاية الأسبوع", past unless a word says otherwise."""
        taken = self.take(at, "weekends")
        if taken is None:
            return None
        side = self.side(taken[1])
        if side is None:
            past, future = (calendars.weekend(self.published, weeks) for weeks in (0, 1))
            if bounds(past)[1] >= self.published:
                return _Hit(taken[1], "range", past)
            return _Hit(taken[1], "range", past, sides=(past, future))
        inside = self.published.isoweekday() > 5
        weeks = {0: 0 if inside else 1, 1: 1}.get(side[0], side[0] + 1 - inside)
        return _Hit(side[1], "range", calendars.weekend(self.published, weeks), _DIRECTIONS[_sign(side[0])])

    def period(self, at: int) -> _Hit | None:
        """ "الأسبوع الماضي", "هذا الشهر", "العام المقبل"; vague where it is many or none of these."""
        this = self.take(at, "this")
        taken = self.take(this[1] if this else at, "the_unit")
        if taken is None:
            return None
        (unit, form), end = taken[0].value, taken[1]
        if this:
            return self.unit(unit, 0, end) if form == "one" else None
        if self.befriended(at, end):
            return None
        for _ in range(3):
            side = self.side(end)
            recent = self.take(end, "recent")
            if side or recent:
                break
            between = self.take(end, "between_unit_and_side")
            if between:
                end = between[1]
            elif self.text(end) in ("ال", "") or self.tokens[end].kind == NUMBER or opens_number(self.text(end)):
                end += 1
            else:
                return None
        if recent and unit not in ("hour", "other") and form != "one":
            return _Hit(recent[1], "vague", direction="past")
        if side is None:
            return _Hit(recent[1], "vague", direction="past") if recent and form == "many" else None
        if form != "one" or unit in ("hour", "day", "decade", "other"):
            return _Hit(side[1], "vague", direction=_DIRECTIONS[_sign(side[0])])
        return self.unit(unit, side[0], side[1])

    def unit(self, unit: str, side: int, end: int) -> _Hit | None:
        """The week, month or year `side` away from that of the publication."""
        direction = _DIRECTIONS[_sign(side)]
        if unit == "week":
            return _Hit(end, "week", calendars.week(self.published, side), direction)
        if unit == "month":
            return _Hit(end, "month", calendars.month(calendars.months(self.published) + side), direction)
        if unit == "year":
            return _Hit(end, "year", calendars.year(self.published.year + side), direction)
        return None

    def earlier(self, at: int) -> _Hit | None:
        """ "في وقت سابق من هذا الأسبوع": from its Monday to the day of publication."""
        taken = self.take(at, "earlier")
        if taken is None:
            return None
        hit = self.point(self.skip(taken[1], "of"))
        if hit and hit.kind == "week" and hit.direction == "either" and hit.edtf:
            monday = hit.edtf.split("/")[0]
            return hit._replace(edtf=_range(monday, self.published.isoformat()), direction="past")
        return hit

    def edge(self, at: int) -> _Hit | None:
        """ "مطلع العام الماضي", "نهاية يوليو", "منتصف 2013": as coarse as what it is the edge of."""
        taken = self.take(at, "edges")
        if taken is None:
            return None
        start = self.skip(taken[1], "of")
        opening = self.take(at, "opening_edges") is not None
        hit = self.period(start) or self.year(start) or self.bare_year(start) or self.one_date(start)
        if hit is None and (unit := self.take(start, "the_unit")) and unit[0].value[1] == "one":
            hit = self.unit(unit[0].value[0], 0, unit[1]) if not self.befriended(start, unit[1]) else None
        return hit._replace(opening=opening) if hit and hit.kind in ("week", "month", "year", "range") else None

    def day_of_this_month(self, at: int) -> _Hit | None:
        """ "15 من الشهر الجاري"."""
        day = self.day_of_month(at)
        if day is None:
            return None
        start = self.skip(day[1], "of")
        this = self.take(start, "this")
        unit = self.take(this[1] if this else start, "the_unit")
        if unit is None or unit[0].value != ("month", "one"):
            return None
        side = (0, unit[1]) if this else self.side(unit[1])
        if side is None:
            return None
        month = calendars.month(calendars.months(self.published) + side[0])
        edtf = datetime.date.fromisoformat(f"{month}-{day[0]:02}").isoformat()
        return _Hit(side[1], "day", edtf, _DIRECTIONS[_sign(side[0])])

    def year(self, at: int) -> _Hit | None:
        """ "عام 2013", "سنة 1436هـ", "عامي 2009 و2010"."""
        two = self.take(at, "two_years")
        taken = two or self.take(at, "years")
        if taken is None:
            return None
        first = self.year_number(taken[1], _YEARS)
        if first is None:
            return None
        number, end = first
        mark = self.take(end, "gregorian_mark")
        if not mark and (self.take(end, "hijri_mark") or number in _HIJRI_ALONE):
            return _Hit(self.skip(end, "hijri_mark"), "range", calendars.hijri_year(number), hijri=True)
        end = mark[1] if mark else end
        if (two and self.text(end) == "و") or self.text(end) in ("-", "/"):
            last = self.year_number(end + 1, _YEARS)
            edtf = _range(calendars.year(number), calendars.year(last[0])) if last else None
            if last and edtf:
                return _Hit(self.skip(last[1], "gregorian_mark"), "range", edtf)
        return _Hit(end, "year", calendars.year(number))

    def bare_year(self, at: int) -> _Hit | None:
        """A number that can only be a year, behind a word that a year follows."""
        number = self.year_number(at, _BARE_YEARS)
        if number is None:
            return None
        before = at - 1
        opened = any(self.take(before, role) for role in ("by", "since", "until", "edges", "ago", "later"))
        if not opened and self.text(before) == "و":
            opened = self.year_number(before - 1, _BARE_YEARS) is not None
        if not opened and self.text(before) not in ("من", "-"):
            return None
        return _Hit(self.skip(number[1], "gregorian_mark"), "year", calendars.year(number[0]))

    # --- amounts -----------------------------------------------------------------------------------------------------

    def amount(self, at: int) -> tuple[str, int, bool, int] | None:
        """An amount of time: its unit, how many, whether half a one more, and the token after it."""
        count: int | None = None
        start = at
        if 0 <= at < len(self.tokens) and (self.tokens[at].kind == NUMBER or opens_number(self.text(at))):
            number = read_number(self.tokens, at)
            if number is None:
                return None
            count, start = number.value, number.end
        taken = self.take(start, "unit")
        if taken is None or taken[0].value[0] == "other" or (taken[0].front and start > at):
            return None
        (unit, form), end = taken[0].value, taken[1]
        if count is None:
            if form == "many" or (form == "one" and self.year_number(end, _YEARS)):
                return None
            count = 2 if form == "two" else 1
            end = self.skip(end, "single")
        half = self.take(end, "half")
        return unit, count, half is not None, half[1] if half else end

    def moved(self, unit: str, count: int, half: bool) -> str | None:
        """The day, month or year `count` units away, as coarse as the unit; None where that says too little."""
        if unit == "day" and not half:
            return calendars.days_from(self.published, count)
        if unit == "week" and not half:
            return calendars.days_from(self.published, 7 * count)
        if unit == "month" and not half:
            return calendars.month(calendars.months(self.published) + count)
        if unit == "year" and half:
            return calendars.month(calendars.months(self.published) + 12 * count + (6 if count > 0 else -6))
        if unit in ("year", "decade") and not half:
            return calendars.year(self.published.year + count * (10 if unit == "decade" else 1))
        return None

    def away(self, at: int, sign: int) -> _Hit | None:
        """An amount of time before or after the day of publication; vague where it counts from something else."""
        unsure = self.take(at, "unsure")
        start = unsure[1] if unsure else self.skip(at, "about")
        amount = self.amount(start)
        if amount is None:
            return None
        unit, count, half, end = amount
        direction = _DIRECTIONS[sign]
        edtf = None if unsure or self.text(end) in ("من", "علي") else self.moved(unit, sign * count, half)
        if edtf is None:
            return _Hit(end, "vague", direction=direction)
        kinds: dict[str, TimeKind] = {"day": "day", "week": "day", "month": "month", "year": "year", "decade": "year"}
        return _Hit(end, "month" if half else kinds[unit], edtf, direction)

    def duration(self, at: int) -> _Hit | None:
        """ "لمدة خمس سنوات", "خلال 48 ساعة", and an amount by itself: it dates nothing."""
        taken = self.take(at, "duration")
        start = taken[1] if taken else at
        start = self.skip(start, "unsure", "about")
        counted = start < len(self.tokens) and (self.tokens[start].kind == NUMBER or opens_number(self.text(start)))
        unit = self.take(start, "unit")
        if not taken and not counted and not (unit and unit[0].value[1] == "two"):
            return None
        amount = self.amount(start)
        if amount is None or (not taken and start > at):
            return None
        return _Hit(amount[3], "duration")

    def clock(self, at: int) -> _Hit | None:
        """ "الساعة 10:30 صباحا"."""
        taken = self.take(at, "hour")
        if taken is None:
            return None
        end = taken[1]
        if end < len(self.tokens) and self.tokens[end].kind == NUMBER:
            end += 1
            if self.text(end) == ":" and end + 1 < len(self.tokens) and self.tokens[end + 1].kind == NUMBER:
                end += 2
        elif ordinal := self.day_of_month(end):
            end = ordinal[1]
        else:
            return None
        return _Hit(self.skip(end, "after_day"), "clock")

    # --- all together ------------------------------------------------------------------------------------------------

    def point(self, at: int) -> _Hit | None:
        """A time by itself, without "since" or "until" before it."""
        readers: tuple[Callable[[int], _Hit | None], ...] = (
            self.two_days, self.day, self.weekend, self.date, self.edge, self.period, self.year, self.bare_year,
            self.day_of_this_month,
        )  # fmt: skip
        for reader in readers:
            try:
                hit = reader(at)
            except (ValueError, OverflowError):  # a day that no calendar holds
                hit = None
            if hit:
                return hit
        return None

    def since(self, at: int) -> _Hit | None:
        """ "منذ يناير", "منذ ثلاث سنوات"."""
        taken = self.take(at, "since")
        if taken is None:
            return None
        start = self.skip(taken[1], "about")
        hit = self.point(start) or self.away(taken[1], -1)
        if hit is None:
            return None
        edtf = hit.sides[0] if hit.sides else hit.edtf
        if edtf is None:
            return hit._replace(kind="since", direction="past")
        first = edtf.split("/")[0]
        if hit.opening and hit.kind == "year":
            first += "-01"
        return _Hit(hit.end, "since", f"{first}/{_OPEN}", "past")

    def until(self, at: int, role: str) -> _Hit | None:
        """ "حتى 26 فبراير 2016", "قبل الخميس"."""
        taken = self.take(at, role)
        hit = self.point(taken[1]) if taken else None
        if hit is None or hit.edtf is None:
            return None
        past, future = (f"{_OPEN}/{edtf.split('/')[-1]}" for edtf in hit.sides or (hit.edtf, hit.edtf))
        if hit.sides and role == "until":
            return _Hit(hit.end, "until", future, hit.direction, sides=(past, future))
        return _Hit(hit.end, "until", past, hit.direction, sides=(past, future) if hit.sides else None)

    def vague(self, at: int) -> _Hit | None:
        """ "مؤخرا"; a time right behind it is what is meant ("في وقت لاحق اليوم")."""
        taken = self.take(at, "vague")
        if taken is None:
            return None
        return self.point(self.skip(taken[1], "of")) or _Hit(taken[1], "vague", direction=taken[0].value)

    def read(self, at: int) -> _Hit | None:
        """The expression that begins at `at`."""
        if self.tokens[at].kind == NUMBER:
            return self.point(at) or self.duration(at)
        leads, begins = starts(self.tokens[at].text)
        hit = self.earlier(at) or self.vague(at) or self.since(at) if leads else None
        if hit is None and begins:
            hit = self.point(at)
        if hit is None and leads:
            hit = self.ago(at) or self.later(at) or self.until(at, "until")
        if hit is None and begins:
            hit = self.clock(at) or self.duration(at)
        return hit

    def ago(self, at: int) -> _Hit | None:
        """ "قبل يومين", or "قبل الخميس"."""
        if self.take(at, "ago") is None:
            return None
        return self.away(at + 1, -1) or self.until(at, "ago")

    def later(self, at: int) -> _Hit | None:
        """ "بعد يومين"."""
        return self.away(at + 1, 1) if self.take(at, "later") else None


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _range(first: str | None, last: str | None) -> str | None:
    """From the beginning of one date to the end of another; None where that is no interval."""
    if first is None or last is None:
        return None
    joined = f"{first.split('/')[0]}/{last.split('/')[-1]}"
    try:
        bounds(joined)
    except ValueError:
        return None
    return joined


def _joined(reader: _Reader, first: Time, last: Time) -> Time | None:
    """One time from two that a "from … to …" or a "between … and …" makes a range."""
    dated = ("day", "weekday", "month", "year", "week")
    if first.kind == "since" and last.kind == "until" and last.first - first.last == 1:
        edtf = _range(first.edtf, last.edtf)
        return Time(first.first, last.last, edtf, "either", True, "range", edtf, edtf) if edtf else None
    if first.kind not in dated or not reader.take(first.first - 1, "opens_range"):
        return None
    gap = last.first - first.last
    linked = gap == 2 and (reader.text(last.first - 1) == "و" or reader.take(last.first - 1, "closes_range"))
    linked = linked or (gap == 1 and (last.kind == "until" or reader.text(last.first).startswith("و")))
    if not linked or last.kind not in (*dated, "until"):
        return None
    edtf, past, future = (_range(one, other) for one, other in zip(_readings(first), _readings(last), strict=True))
    if edtf is None:
        edtf = future or past
    if edtf is None:
        return None
    anchored = first.anchored and last.anchored
    return Time(first.first, last.last, edtf, "either", anchored, "range", past or edtf, future or edtf)


def _readings(time: Time) -> tuple[str | None, str | None, str | None]:
    return time.edtf, time.past, time.future


def find_times(tokens: Sequence[Token], *, published: datetime.date) -> list[Time]:
    """The expressions of time in one sentence, in order and apart from one another.

    `tokens` are the sentence's, in normal form; `published` is the day against which "yesterday" is resolved.

    >>> from sijill.languages.arabic.tokens import tokenise
    >>> [time] = find_times(tokenise("افرج عنه امس الاثنين"), published=datetime.date(2015, 8, 4))
    >>> time.first, time.last, time.edtf
    (2, 3, '2015-08-03')
    """
    reader = _Reader(tokens, published)
    found: list[Time] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind == SIGN:
            at += 1
            continue
        try:
            hit = reader.read(at)
        except (ValueError, OverflowError):  # a day that no calendar holds
            hit = None
        if hit is None:
            at += 1
            continue
        past, future = hit.sides or (hit.edtf, hit.edtf)
        time = Time(at, hit.end - 1, hit.edtf, hit.direction, hit.sides is None, hit.kind, past, future)
        if found and (joined := _joined(reader, found[-1], time)):
            found[-1] = joined
        else:
            found.append(time)
        at = hit.end
    return found
