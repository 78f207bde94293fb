"""What passed between two parties: by month with PLOVER's scores, and its sanctions, meetings and envoys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from sijill.reconcile import times
from sijill.reconcile.events import order, span
from sijill.reconcile.records import Event, Relation, RelationMonth
from sijill.reconcile.tables import rows

_SANCTIONS = ("SANCTION/discontinue", "SANCTION/expel", "RETREAT/ease", "THREATEN/restrict", "THREATEN/relations")


@cache
def scores() -> dict[tuple[str, str | None], float]:
    """PLOVER's conflict-cooperation scores, from -10 to 10, by event and mode (Open Event Data Alliance, 2021).

    The file says at its head where they come from, and which of them is a misprint there: it is read as the head says.
    """
    table = rows("plover-scores.tsv", "event", "mode", "score")
    found = {(event, mode or None): float(score) for event, mode, score in table}
    found["ACCUSE", None] = -abs(found["ACCUSE", None])  # the misprint
    return found


def score(event: Event) -> float | None:
    """An event's score: of its mode, else of its event; None for what PLOVER does not know (HOLD, APPOINT)."""
    return scores().get((event.event, event.mode), scores().get((event.event, None)))


def relation(events: Iterable[Event], a: str, b: str, *, as_of: date | None = None) -> Relation:
    """The relation of `a` and `b` from `events`, of which those that are not between the two are passed over.

    An event is between them where one does it to the other, or both do it. Only what was done is scored, each event
    once, in the month in which it began. Envoys are those whom either named, with the other as their field where that
    is told.
    """
    every = sorted(events, key=lambda event: (span(event), order(event)))
    between = [event for event in every if _between(event, a, b)]
    months: dict[str, list[tuple[Event, float | None]]] = defaultdict(list)
    for event in between:
        if event.done:
            months[_month(event)].append((event, score(event)))
    return Relation(
        a=a,
        b=b,
        as_of=as_of,
        months=tuple(_summary(month, months[month]) for month in sorted(months)),
        sanctions=tuple(event for event in between if event.kind in _SANCTIONS),
        channels=tuple(event for event in between if event.event == "CONSULT"),
        envoys=tuple(event for event in every if event.event == "APPOINT" and {a, b} & set(event.actor)),
    )


def _between(event: Event, a: str, b: str) -> bool:
    actors, recipients = set(event.actor), set(event.recipient)
    return (a in actors and b in recipients) or (b in actors and a in recipients) or {a, b} <= actors


def _month(event: Event) -> str:
    first, last = span(event)
    return date.fromordinal(last if first <= times.FIRST or not event.when else first).isoformat()[:7]


def _summary(month: str, events: list[tuple[Event, float | None]]) -> RelationMonth:
    given = [number for _, number in events if number is not None]
    return RelationMonth(
        month=month,
        score=round(sum(given) / len(given), 2) if given else None,
        total=round(sum(given), 2),
        scored=len(given),
        cooperation=sum(number > 0 for number in given),
        conflict=sum(number < 0 for number in given),
        events=tuple(event.id for event, _ in events),
    )
