"""A report: one published text, and the problem that stands in its place where none could be read.

Offsets everywhere in Sijill count Unicode code points, from 0, into `Report.text`.
"""

from __future__ import annotations

import hashlib
from datetime import date as Date
from functools import cached_property

import msgspec


class Report(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One published text.

    `id` is the source's own identifier, or the file's stem where it brings none.
    `agency` is the news agency that the report credits, as written ("رويترز"); `outlet` is who published it.
    `points` are the key points that the publisher put above the text, none if it did not.
    `language` is an ISO 639-1 code.
    """

    id: str
    date: Date
    body: str
    title: str = ""
    outlet: str | None = None
    agency: str | None = None
    language: str = "ar"
    points: tuple[str, ...] = ()
    url: str | None = None

    @cached_property
    def text(self) -> str:
        """Title, blank line and body; the body alone where there is no title. All offsets are into this."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, of the date and the text: two versions of a report differ in it."""
        return hashlib.sha256(f"{self.date.isoformat()}\n{self.text}".encode()).hexdigest()


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What was set aside, and why: yielded by a source in the place of a report that cannot be read.

    `source` is the file (or `-` for standard input); `line` its line, from 1, where the form has lines of its own;
    `report` the report's id where it is known; `reason` one word for machines; `detail` one line for people that
    says what is wrong and what to do.
    """

    source: str
    reason: str
    detail: str
    line: int | None = None
    report: str | None = None
