"""Filters that stay in the address: read from it, forgiving an empty field and refusing nonsense in one line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from starlette.datastructures import QueryParams

from sijill import edtf
from sijill.claim import KINDS, MODES, STATUSES
from sijill.errors import UsageError
from sijill.ledger import ClaimFilter, ReportFilter
from sijill.reconcile import EventFilter

T = TypeVar("T")

PAGE = 30
"""Rows on a page."""

LONGEST = 300
"""Letters of a search that are looked at."""

KIND_NAMES: tuple[str, ...] = tuple(
    f"{event}/{mode}" if mode else event for event, modes in MODES.items() for mode in (None, *filter(None, modes))
)


class WrongQuestion(UsageError):  # noqa: N818 (told to a reader, and no failure)
    """A question that cannot be asked so: what it asks for is not missing, it cannot be."""


class Asked:
    """What the address of a page asks for. Raises WrongQuestion where a value cannot be."""

    def __init__(self, query: QueryParams) -> None:
        self.text = " ".join(query.get("q", "").split())[:LONGEST]
        self.events = _of("event", query.getlist("event"), KIND_NAMES)
        self.statuses = _of("status", query.getlist("status"), STATUSES)
        self.said = _of("said", query.getlist("said"), KINDS)
        self.actors = _codes(query.getlist("actor"))
        self.recipients = _codes(query.getlist("recipient"))
        self.parties = _codes(query.getlist("party"))
        self.since = day(query.get("from"), "from", last=False)
        self.until = day(query.get("to"), "to", last=True)
        self.as_of = day(query.get("as_of"), "as_of", last=True)
        self.page = number(query.get("page"), "page")
        self.format = query.get("format", "")
        if self.since and self.until and self.since > self.until:
            raise WrongQuestion(f"from {self.since} is after to {self.until}: swap them")

    @property
    def narrowed(self) -> bool:
        """Whether anything narrows what is shown."""
        return any(
            (self.text, self.events, self.statuses, self.said, self.actors, self.recipients, self.parties,
             self.since, self.until, self.as_of)
        )  # fmt: skip

    def claims(self, *, whole: bool = False) -> ClaimFilter:
        """The claims that are asked for: a page of them and one more, or all."""
        return ClaimFilter(
            text=self.text or None, actors=self.actors, recipients=self.recipients, **self._common(whole)
        )

    def events_wanted(self, *, whole: bool = False) -> EventFilter:
        """The events that are asked for."""
        sides: dict[str, Any] = {"actors": self.actors, "recipients": self.recipients, "parties": self.parties}
        common = {key: value for key, value in self._common(whole).items() if key != "offset"}
        if not whole:
            common["limit"] = self.page * PAGE + 1
        return EventFilter(text=self.text or None, **sides, **common)

    def page_of(self, found: Iterable[T]) -> list[T]:
        """The events of the page that is asked for, and one more, out of all up to it."""
        first = (self.page - 1) * PAGE
        return list(islice(found, first, first + PAGE + 1))

    def reports(self, *, whole: bool = False) -> ReportFilter:
        """The reports that are asked for."""
        common = {key: value for key, value in self._common(whole).items() if key not in ("events", "statuses", "said")}
        return ReportFilter(text=self.text or None, **common)

    def _common(self, whole: bool) -> dict[str, Any]:
        window: dict[str, Any] = {} if whole else {"limit": PAGE + 1, "offset": (self.page - 1) * PAGE}
        return {
            "events": self.events,
            "statuses": self.statuses,
            "said": self.said,
            "since": self.since,
            "until": self.until,
            "as_of": self.as_of,
            **window,
        }


def day(value: str | None, name: str, *, last: bool) -> date | None:
    """The day that a field gives; of a month or a year its first or last. Raises WrongQuestion where it is none."""
    if not value or not value.strip():
        return None
    try:
        return edtf.bounds(value.strip())[1 if last else 0]
    except ValueError as error:
        raise WrongQuestion(f"{name}: {error}") from error


def number(value: str | None, name: str, *, default: int = 1, most: int = 10_000) -> int:
    """A number from 1 on. Raises WrongQuestion where it is none."""
    if not value:
        return default
    if not (value.isascii() and value.isdigit()) or not 1 <= int(value) <= most:
        raise WrongQuestion(f"{name}: {value[:20]!r} is no number from 1 to {most}")
    return int(value)


def _of(name: str, values: Iterable[str], valid: Iterable[Any]) -> tuple[Any, ...]:
    known = {one.lower(): one for one in valid}
    wanted = [value.strip().lower() for value in values if value.strip()]
    if unknown := [value for value in wanted if value not in known]:
        raise WrongQuestion(f"{name}: there is no {unknown[0][:40]!r}; choose of {', '.join(known.values())}")
    return tuple(known[value] for value in wanted)


def _codes(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value.strip()[:100] for value in values if value.strip())
