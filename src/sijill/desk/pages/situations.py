"""A situation: what goes on around a holder, or between two parties, as it stood on any day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sijill.desk import charts, downloads, names
from sijill.desk.asking import Asked
from sijill.desk.viewer import Reading, View
from sijill.errors import UsageError
from sijill.reconcile import Event, EventFilter, Relation

router = APIRouter()

_EVENTS = 150
"""The latest events of a situation are drawn and listed; the rest is a search away."""

_DAYS = 200
_DEALS = 20
_LISTED = 20
_SUMMED = 30


@router.get("/situations")
def situations(view: Reading) -> Response:
    """Where most goes on."""
    summary = view.desk.summary()
    return view.render("situations.html", holders=summary.holders, pairs=summary.pairs)


@router.get("/situations/{code}")
def holder(request: Request, view: Reading, code: str) -> Response:
    """A holder's situation."""
    asked = Asked(request.query_params)
    events = _events(view, asked, EventFilter(parties=(code,), as_of=asked.as_of, limit=_EVENTS + 1))
    if not events and not names.known(code):
        raise UsageError(f"no party {code[:60]!r} is known, and no event tells of it")
    if asked.format:
        return _download(asked, events, code)
    other = _main_counterpart(code, events)
    balance = view.desk.balance(code, asked.since, asked.until, asked.as_of)
    return _page(view, asked, (code,), events, balance=balance, other=other)


@router.get("/situations/{a}/{b}")
def pair(request: Request, view: Reading, a: str, b: str) -> Response:
    """What goes on between two parties."""
    asked = Asked(request.query_params)
    wanted = EventFilter(parties=(a,), as_of=asked.as_of)
    both = (event for event in view.ledger.events(wanted) if b in event.actor or b in event.recipient)
    events = list(islice(both, _EVENTS + 1))
    if not events and not (names.known(a) and names.known(b)):
        raise UsageError(f"nothing is known between {a[:60]!r} and {b[:60]!r}")
    if asked.format:
        return _download(asked, events, f"{a}-{b}")
    return _page(view, asked, (a, b), events, balance=None, other=None)


def _events(view: View, asked: Asked, wanted: EventFilter) -> list[Event]:
    return list(view.ledger.events(wanted))


def _page(
    view: View, asked: Asked, parties: tuple[str, ...], events: list[Event], *, balance: Any, other: str | None
) -> Response:
    words = view.language
    between = (*parties, other)[:2] if other else parties
    relation = view.desk.relation(between[0], between[1], asked.as_of) if len(between) == 2 else None
    days = _days(view, parties)
    return view.render(
        "situation.html",
        parties=parties,
        asked=asked,
        events=events[:_LISTED],
        total=len(events),
        capped=len(events) > _EVENTS,
        counterparts=_counterparts(parties, events),
        balance=balance,
        summed=_SUMMED,
        by_id={event.id: event for event in events},
        deals=[deal for deal in view.desk.deals(asked.as_of) if set(parties) <= set(deal.parties)][:_DEALS],
        relation=relation,
        timeline=charts.timeline(_with_envoys(events[:_EVENTS], relation), words),
        score=charts.relation(relation.months, words) if relation else None,
        years=sorted({day.year for day in days}, reverse=True)[:4],
        days=[{"day": day.isoformat(), "label": words.date(day)} for day in days],
        at=_position(days, asked.as_of),
    )


def _days(view: View, parties: Sequence[str]) -> list[date]:
    """The days on which something of the situation was reported: where the slider stops."""
    days = view.desk.days_of(parties)
    if len(days) > _DAYS:
        step = len(days) / _DAYS
        days = [days[int(at * step)] for at in range(_DAYS - 1)] + days[-1:]
    return days


def _position(days: Sequence[date], as_of: date | None) -> int:
    """The place on the slider of a day: the last stop that is not after it."""
    if as_of is None:
        return max(len(days) - 1, 0)
    return max((at for at, day in enumerate(days) if day <= as_of), default=0)


def _with_envoys(events: list[Event], relation: Relation | None) -> list[Event]:
    """The events and the appointments of envoys, which name their party alone."""
    known = {event.id for event in events}
    return [*events, *(event for event in (relation.envoys if relation else ()) if event.id not in known)]


def _counterparts(parties: Sequence[str], events: Iterable[Event]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for event in events:
        counts.update({*event.actor, *event.recipient} - set(parties))
    return counts.most_common(8)


def _main_counterpart(code: str, events: Iterable[Event]) -> str | None:
    """With whom most passes that is no person or group of those who are held."""
    return next((other for other, _ in _counterparts((code,), events) if names.party(other).kind != "person"), None)


def _download(asked: Asked, events: list[Event], name: str) -> Response:
    plain = "".join(char for char in name if char.isascii() and (char.isalnum() or char == "-")) or "situation"
    if asked.format == "csv":
        return downloads.events_csv(events, f"situation-{plain}")
    return downloads.as_json(events, f"situation-{plain}")
