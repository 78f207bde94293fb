"""The interface's languages: their words as data, and how dates, numbers and intervals are written in each.

`strings/<language>.toml` holds the words. A value is a text, or a table of a text per CLDR plural category. The files
are checked when they are loaded: every language has the same keys, the same `{placeholders}`, and every plural
category that its grammar asks for.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from datetime import date as Date
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime

from sijill.claim import Count
from sijill.edtf import bounds
from sijill.errors import PackError

LANGUAGES = ("ar", "en")
"""The languages of the interface, the default first."""

DATE_STYLES = ("day", "levant", "iso")
"""How a reader may have dates: months as in Cairo and Riyadh, as in Beirut and Baghdad, or ISO 8601 throughout."""

_DATA = files("sijill.desk") / "strings"
_SEP = "."
Entry = str | dict[str, str]


class Language:
    """The words and forms of one language of the interface, for one style of dates."""

    def __init__(self, code: str, entries: Mapping[str, Entry], dates: str = "day") -> None:
        self.code = code
        self.dates = dates
        self.locale = Locale.parse("ar_LB" if code == "ar" and dates == "levant" else code)
        self.direction = "rtl" if code == "ar" else "ltr"
        self._entries = entries

    def __call__(self, key: str, /, **values: object) -> str:
        """The text under `key`, with `values` in its places. Raises KeyError where the language has no such key."""
        entry = self._entries[key]
        text = entry if isinstance(entry, str) else entry["other"]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether there is a text under `key`."""
        return key in self._entries

    def number_of(self, key: str, number: int, **values: object) -> str:
        """The text under `key` in the plural form that `number` asks for, with `{n}` in its place."""
        entry = self._entries[key]
        if isinstance(entry, str):
            return entry.format(n=self.number(number), **values)
        form = entry.get(self.locale.plural_form(number), entry["other"])
        return form.format(n=self.number(number), **values)

    def number(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return f"{number:,}"

    def count(self, count: Count | None) -> str:
        """An interval of people as it is said: `52`, `20–99`, `at least 1,001`; empty where there is none."""
        if count is None:
            return ""
        low, high = count
        if high is None:
            return self("form.at_least", low=self.number(low))
        if low == high:
            return self.number(low)
        return self("form.range", low=self.number(low), high=self.number(high))

    def date(self, day: Date | str | None) -> str:
        """A day in the reader's style; empty where there is none."""
        if day is None:
            return ""
        day = Date.fromisoformat(day) if isinstance(day, str) else day
        if self.dates == "iso":
            return self._isolated(day.isoformat())
        return _formatted(day, "d MMMM y", str(self.locale))

    def month(self, day: Date | str) -> str:
        """The month of a day (or of `2025-11`) in the reader's style."""
        if isinstance(day, str):
            day = Date.fromisoformat(day if len(day) > 7 else f"{day}-01")
        if self.dates == "iso":
            return self._isolated(day.isoformat()[:7])
        return _formatted(day, "MMMM y", str(self.locale))

    def moment(self, when: str) -> str:
        """A moment (ISO 8601, UTC) in the reader's style."""
        moment = datetime.fromisoformat(when)
        if self.dates == "iso":
            return self._isolated(moment.isoformat(sep=" ", timespec="minutes")[:16])
        return format_datetime(moment, "d MMMM y · HH:mm", locale=self.locale)

    def when(self, edtf: str | None) -> str:
        """An EDTF date as it is said: a day, a month, a year, an interval; empty where there is none."""
        if not edtf:
            return ""
        first, slash, last = edtf.partition("/")
        if not slash:
            return self._coarse(first)
        if first == "..":
            return self("form.until", date=self._coarse(last))
        if last == "..":
            return self("form.since", date=self._coarse(first))
        if self.dates != "iso" and len(first) == len(last) == 10 and first[:7] == last[:7]:
            return self("form.days", first=int(first[8:]), last=self._coarse(last))
        return self("form.from_to", first=self._coarse(first), last=self._coarse(last))

    def months(self) -> tuple[list[str], list[str]]:
        """The names of the twelve months, in full and short, for charts."""
        wide = self.locale.months["stand-alone"]["wide"]
        short = self.locale.months["stand-alone"]["abbreviated"]
        return [wide[number] for number in range(1, 13)], [short[number] for number in range(1, 13)]

    def _isolated(self, text: str) -> str:
        """Figures apart by hyphens, kept from left to right within a text that runs the other way."""
        return f"\u2066{text}\u2069" if self.direction == "rtl" else text

    def _coarse(self, text: str) -> str:
        if len(text) == 4:
            return text
        return self.month(bounds(text)[0]) if len(text) == 7 else self.date(text)


@lru_cache(maxsize=10_000)
def _formatted(day: Date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


@cache
def language(code: str, dates: str = "day") -> Language:
    """The language of the interface. Raises PackError where its file breaks the schema."""
    return Language(code, _load()[code], dates)


@cache
def _load() -> dict[str, dict[str, Entry]]:
    found = {code: _flatten(f"{code}.toml", _read(code)) for code in LANGUAGES}
    check(found)
    return found


def _read(code: str) -> dict[str, Any]:
    try:
        return tomllib.loads((_DATA / f"{code}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{code}.toml: {error}") from error


def _flatten(name: str, table: Mapping[str, Any], prefix: str = "") -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for key, value in table.items():
        path = f"{prefix}{key}"
        if isinstance(value, str) or _is_plural(value):
            found[path] = value
        elif isinstance(value, dict):
            found |= _flatten(name, value, f"{path}{_SEP}")
        else:
            raise PackError(f"{name}: {path} is neither a text nor a table of texts")
    return found


def _is_plural(value: object) -> bool:
    return isinstance(value, dict) and "other" in value and all(isinstance(text, str) for text in value.values())


def check(languages: Mapping[str, Mapping[str, Entry]]) -> None:
    """Hold the languages to each other. Raises PackError that names the file and the key."""
    keys = {code: set(entries) for code, entries in languages.items()}
    everything = set().union(*keys.values())
    for code, entries in languages.items():
        if missing := sorted(everything - keys[code]):
            raise PackError(f"{code}.toml: no {missing[0]}, which another language has")
        categories = set(Locale.parse(code).plural_form.tags) | {"other"}
        for key, entry in entries.items():
            if isinstance(entry, dict) and set(entry) != categories:
                wanted = ", ".join(sorted(categories))
                raise PackError(f"{code}.toml: {key} needs a text for each of {wanted}")
    for key in sorted(everything):
        # A plural form may leave the number out ("one report"), so only the widest form is compared.
        places = {code: _places(entries[key]) for code, entries in languages.items()}
        if len(set(places.values())) > 1:
            raise PackError(f"{key} has different {{places}} in {', '.join(f'{code}.toml' for code in places)}")


def _places(entry: Entry) -> frozenset[str]:
    text = entry if isinstance(entry, str) else entry["other"]
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
