"""From what a form gave to a report: dates that can be, text that holds words, values that every database can store."""

from __future__ import annotations

import datetime
import re

from sijill.report import Report
from sijill.sources.agencies import credited
from sijill.sources.draft import Draft
from sijill.sources.problems import SetAside

FIRST_DATE = datetime.date(1900, 1, 1)
LONGEST_ID = 200
LONGEST_TITLE = 1000
LONGEST_ADDRESS = 2000

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_DATE = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?![A-Za-z])")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdfb\ufe70-\ufefc]")
_LATIN_LETTER = re.compile("[A-Za-z]")
_LANGUAGE_SAMPLE = 5000


def storable(text: str) -> str:
    """`text` with NUL characters and lone surrogates replaced, one for one, by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def to_report(draft: Draft, *, fallback_id: str, date: datetime.date | None, today: datetime.date) -> Report:
    """The report in `draft`.

    `fallback_id` and `date` stand in where the draft brings none. Raises SetAside for a text without a word, and for a
    date that is missing, later than the day after `today` or before 1900.
    """
    title = " ".join((draft.title or "").split("\n"))[:LONGEST_TITLE]
    if not _has_word(draft.body) and not _has_word(title):
        raise SetAside("no-text")
    when = _parse_date(draft.date) or date
    if when is None:
        raise SetAside("no-date", found=f"{storable(draft.date)[:40]!r}" if draft.date else "none is given")
    if when > today + datetime.timedelta(days=1):
        raise SetAside("future-date", date=when)
    if when < FIRST_DATE:
        raise SetAside("old-date", date=when, first=FIRST_DATE.year)
    body = storable(draft.body)
    return Report(
        id=_line(draft.id, LONGEST_ID) or _line(fallback_id, LONGEST_ID) or "report",
        date=when,
        body=body,
        title=storable(title),
        outlet=_line(draft.outlet, LONGEST_ID),
        agency=_line(draft.agency, LONGEST_ID) or credited(body),
        language=_language(draft.language, body or title),
        points=tuple(filter(None, (_line(point, LONGEST_TITLE) for point in draft.points))),
        url=_line(draft.url, LONGEST_ADDRESS),
    )


def _has_word(text: str) -> bool:
    return any(char.isalpha() and char != "ـ" for char in text)


def _line(value: str | None, limit: int) -> str | None:
    """`value` on one line, without blanks at its ends, no longer than `limit`; None where nothing is left."""
    return " ".join(storable(value).split())[:limit] or None if value else None


def _parse_date(written: str | None) -> datetime.date | None:
    found = _DATE.match(written or "")
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _language(stated: str | None, text: str) -> str:
    """The stated ISO 639-1 code; where none is stated, the language whose letters are more: `ar` or `en`."""
    if stated and (found := _LANGUAGE.match(stated.strip())):
        return found[1].lower()
    sample = text[:_LANGUAGE_SAMPLE]
    return "ar" if len(_ARABIC_LETTER.findall(sample)) >= len(_LATIN_LETTER.findall(sample)) else "en"
