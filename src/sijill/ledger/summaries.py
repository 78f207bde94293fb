"""What goes on in a ledger as a whole: by month, by situation, and where figures contradict one another.

These read every event of some months, so whoever shows them keeps them until the ledger changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

import msgspec
import sqlalchemy as sa

from sijill.claim import Count
from sijill.ledger.database import Database
from sijill.ledger.event_queries import _by_id, select_events
from sijill.ledger.schema import event_parties, events, telling_claims, telling_links, tellings
from sijill.reconcile.balances import SIDES, balance
from sijill.reconcile.events import span
from sijill.reconcile.records import Event, EventFilter

_EASED, _IMPOSED = "RETREAT/ease", "SANCTION/discontinue"
_DONE = ("happened", "underway")
_ONE_MONTH = 31


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """A month (`2025-09`): people freed and taken, by the law of intervals; sanctions eased and imposed, in events.

    An event with no holder is in no sum; `unheld` is how many of the month there are.
    """

    month: str
    freed: Count
    taken: Count
    eased: int
    imposed: int
    unheld: int


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """A holder, or two parties, around whom much was reported lately: in how many events, and when last."""

    parties: tuple[str, ...]
    events: int
    last: date


def months(database: Database, *, since: date, until: date) -> list[Month]:
    """The months from that of `since` to that of `until`.

    An event is of the month in which it ended; one that took, or may have taken, longer than a month is of none.
    """
    kinds = (*SIDES, _EASED, _IMPOSED)
    found = list(select_events(database, EventFilter(events=kinds, since=since.replace(day=1), until=until)))
    told = _told_parts(database, [event.id for event in found if event.kind in SIDES])
    by_month: dict[str, list[Event]] = defaultdict(list)
    for event in found:
        first, last = span(event)
        if last - first <= _ONE_MONTH:
            by_month[date.fromordinal(last).isoformat()[:7]].append(event)
    return [_month(month, by_month[month], told) for month in _between(since, until)]


def _month(month: str, events: Sequence[Event], told: Sequence[tuple[str, str]]) -> Month:
    held: dict[str, list[Event]] = defaultdict(list)
    unheld = 0
    for event in events:
        if event.kind in SIDES:
            unheld += not event.actor and event.done
            for actor in event.actor[:1]:  # an event of two holders is summed once
                held[actor].append(event)
    ids = {event.id for event in events}
    pairs = [pair for pair in told if ids.issuperset(pair)]
    sums = [balance(held[actor], holder=actor, told_parts=pairs) for actor in sorted(held)]
    known = [event for event in events if event.status in _DONE]
    return Month(
        month=month,
        freed=_sum(one.freed for one in sums),
        taken=_sum(one.taken for one in sums),
        eased=sum(event.kind == _EASED for event in known),
        imposed=sum(event.kind == _IMPOSED for event in known),
        unheld=unheld,
    )


def _sum(counts: Iterable[Count]) -> Count:
    several = list(counts)
    highs = [high for _, high in several]
    high = None if None in highs else sum(high for high in highs if high is not None)
    return sum(low for low, _ in several), high


def _between(first: date, last: date) -> Iterator[str]:
    month = first.replace(day=1)
    while month <= last:
        yield month.isoformat()[:7]
        month = (month + timedelta(days=31)).replace(day=1)


def _told_parts(database: Database, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Which of these events a report tells as part of which."""
    wanted = set(ids)
    part, whole = tellings.alias("part"), tellings.alias("whole")
    query = (
        sa.select(part.c.event, whole.c.event)
        .select_from(telling_links)
        .join(part, part.c.id == telling_links.c.a)
        .join(whole, whole.c.id == telling_links.c.b)
        .where(telling_links.c.kind == "part", part.c.until.is_(None))
    )
    with database.read() as conn:
        rows = conn.execute(query).all()
    return sorted({(row[0], row[1]) for row in rows if row[0] in wanted and row[1] in wanted})


def situations(database: Database, *, since: date) -> tuple[list[Situation], list[Situation]]:
    """Holders, and pairs of parties, by how many events were reported of them since a day, the most first.

    A holder is who frees, takes or holds. A pair is who meets, agrees, sanctions or eases.
    """
    holders: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, ...], date] = {}
    for event in select_events(database, EventFilter(since=since)):
        if event.last < since:
            continue
        if event.kind in SIDES or event.event == "HOLD":
            for actor in event.actor:
                holders[actor] += 1
                last[actor,] = max(event.last, last.get((actor,), event.last))
        elif event.event in ("CONSULT", "AGREE", "SANCTION", "RETREAT", "THREATEN", "REJECT"):
            for pair in combinations(sorted({*event.actor, *event.recipient}), 2):
                pairs[pair] += 1
                last[pair] = max(event.last, last.get(pair, event.last))
    return (
        [Situation(parties=(code,), events=count, last=last[code,]) for code, count in holders.most_common()],
        [Situation(parties=pair, events=count, last=last[pair]) for pair, count in pairs.most_common()],
    )


def events_by_id(database: Database, ids: Sequence[str], *, as_of: date | None = None) -> list[Event]:
    """The events of these ids, as of a day, without their parts and wholes; those that are none are passed over."""
    with database.read() as conn:
        return list(_by_id(conn, ids, as_of).values())


def events_of(database: Database, version: int) -> dict[str, str]:
    """The event of each claim of a version of a report that is in one."""
    query = (
        sa.select(telling_claims.c.claim, tellings.c.event)
        .join(tellings, tellings.c.id == telling_claims.c.telling)
        .where(tellings.c.version == version, tellings.c.until.is_(None))
    )
    with database.read() as conn:
        return {row.claim: row.event for row in conn.execute(query)}


def days_of(database: Database, parties: Sequence[str]) -> list[date]:
    """The days on which the events that name all of `parties` were first and last reported, in time."""
    query = sa.select(events.c.first, events.c.last).where(events.c.status.is_not(None))
    for party in parties:
        query = query.where(events.c.id.in_(sa.select(event_parties.c.event).where(event_parties.c.party == party)))
    with database.read() as conn:
        found = {day for row in conn.execute(query.distinct()) for day in row}
    return [date.fromordinal(day) for day in sorted(found)]


def contradicting(database: Database, *, limit: int) -> list[str]:
    """Claims of events whose figures cannot all be right, of the latest such events."""
    found: list[str] = []
    for event in select_events(database, EventFilter(events=(*SIDES, "HOLD", "SANCTION/convict"))):
        if len(event.figures) > 1 and _contradict([figure.count for figure in event.figures]):
            found += [claim for figure in event.figures for claim in figure.claims]
        if len(found) >= limit:
            break
    return found[:limit]


def _contradict(counts: Sequence[Count]) -> bool:
    """Whether no number is in all intervals."""
    low = max(low for low, _ in counts)
    return any(high is not None and high < low for _, high in counts)
