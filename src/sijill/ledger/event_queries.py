"""The questions about events that a ledger answers, and what a person decides about them.

As of a day: an event that was known then as it is now is read as it is kept. The few that changed since are made again
from the tellings that stood then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from heapq import merge
from itertools import islice
from typing import Any

import msgspec
import sqlalchemy as sa

from sijill.errors import UsageError
from sijill.ledger.database import Database
from sijill.ledger.fulltext import holds
from sijill.ledger.joining import (
    Stored,
    decode_event,
    last_possible,
    make_events,
    merge_reasons,
    rejoin,
    standing_revisions,
    stored,
)
from sijill.ledger.queries import newest
from sijill.ledger.rows import ID_LENGTH, batched
from sijill.ledger.schema import (
    claims,
    event_parties,
    events,
    reports,
    revisions,
    telling_claims,
    telling_links,
    tellings,
)
from sijill.reconcile import balances, relations
from sijill.reconcile.deals import EventLink, deals
from sijill.reconcile.events import span
from sijill.reconcile.parts import Parts
from sijill.reconcile.records import (
    REVISION_KINDS,
    Balance,
    Deal,
    Event,
    EventFilter,
    Field,
    Relation,
    Revision,
    RevisionKind,
)
from sijill.reconcile.revisions import checked, decide, marked

_ROWS = 500
_MODELESS = ("HOLD", "APPOINT", "AGREE")
_SUMMED = (*balances.SIDES, "HOLD", "SANCTION/convict")


def select_events(database: Database, wanted: EventFilter) -> Iterator[Event]:
    """The events that `wanted` asks for, the latest first. Raises UsageError at once where its text has no word."""
    _told(wanted, database)
    return _select(database, wanted)


def _select(database: Database, wanted: EventFilter) -> Iterator[Event]:
    with database.read() as conn:
        kept: Iterable[Event] = _kept(conn, wanted, database)
        least = None
        if wanted.as_of and (asked := _last(wanted)):
            kept = first = list(kept)
            if len(first) == asked:
                least = span(first[-1])[1]  # what happened before it will not be among those asked for
        remade = sorted(_remade(conn, wanted, database, least), key=_latest)
        yield from islice(merge(kept, remade, key=_latest), wanted.offset, _last(wanted))


def count_events(database: Database, wanted: EventFilter) -> int:
    """How many events `wanted` asks for, whatever its limit."""
    with database.read() as conn:
        query = _kept_query(wanted, database, column=events.c.status).subquery()
        kept = int(conn.scalar(sa.select(sa.func.count()).select_from(query)) or 0)
        return kept + sum(1 for _ in _remade(conn, wanted, database))


def find_event(database: Database, beginning: str, as_of: date | None, limit: int) -> list[Event]:
    """Up to `limit` events whose id, or the id of a claim of theirs, begins so; in full."""
    if not beginning or len(beginning) > ID_LENGTH or not set(beginning) <= set("0123456789abcdef"):
        return []
    with database.read() as conn:
        begins = sa.and_(events.c.id >= beginning, events.c.id < beginning + "g")  # ids are hexadecimal
        query = sa.select(events.c.id).where(begins).order_by(events.c.id).limit(limit)
        ids = list(conn.scalars(query))
        if not ids:
            of_claims = (
                sa.select(tellings.c.event)
                .join(telling_claims, telling_claims.c.telling == tellings.c.id)
                .where(telling_claims.c.claim >= beginning, telling_claims.c.claim < beginning + "g")
                .distinct()
                .limit(limit)
            )
            ids = sorted(conn.scalars(of_claims))
        found = list(_by_id(conn, ids, as_of).values())
        return [_with_parts(conn, event, as_of) for event in found] if len(found) == 1 else found


def make_balance(
    database: Database,
    holder: str,
    *,
    of: str | None,
    since: date | None,
    until: date | None,
    as_of: date | None,
) -> Balance:
    """The balance of a holder: see `sijill.reconcile.balances`."""
    wanted = EventFilter(events=_SUMMED, actors=(holder,), since=since, until=until, as_of=as_of)
    with database.read() as conn:
        found = {event.id: event for event in _kept(conn, wanted, database, column=events.c.brief)}
        found |= {event.id: event for event in _remade(conn, wanted, database)}
        told_parts = [(link.a, link.b) for link in _links(conn, found, as_of, ("part",))]
    return balances.balance(
        found.values(), holder=holder, told_parts=told_parts, of=of, since=since, until=until, as_of=as_of
    )


def make_deals(database: Database, as_of: date | None, leg: str | None = None) -> list[Deal]:
    """The deals, or those alone that the event `leg` may be of."""
    with database.read() as conn:
        ties = list(_links(conn, None, as_of, ("exchange", "deal", "talks")))
        ids = {event for tie in ties for event in (tie.a, tie.b)}
        beside = list(_links(conn, ids, as_of, ("context", "part")))
        ids |= {link.b for link in beside if link.kind == "context"}
        found = _by_id(conn, sorted(ids), as_of)
    made = deals(found, [*ties, *beside])
    return made if leg is None else [deal for deal in made if any(one.id == leg for one in deal.legs)]


def make_relation(database: Database, a: str, b: str, as_of: date | None) -> Relation:
    """The relation of two parties: see `sijill.reconcile.relations`."""
    with database.read() as conn:
        found = {event.id: event for event in _kept(conn, EventFilter(parties=(a,), as_of=as_of), database, both=b)}
        found |= {event.id: event for event in _remade(conn, EventFilter(parties=(a,), as_of=as_of), database)}
        for party in (a, b):
            named = EventFilter(events=("APPOINT",), actors=(party,), as_of=as_of)
            found |= {event.id: event for event in _kept(conn, named, database)}
            found |= {event.id: event for event in _remade(conn, named, database)}
    return relations.relation(found.values(), a, b, as_of=as_of)


def select_revisions(database: Database) -> list[Revision]:
    """All revisions, with whether they hold."""
    with database.read() as conn:
        found = marked(standing_revisions(conn))
    return _with_gone(database, found)


def add_revision(
    database: Database,
    kind: RevisionKind,
    claim_ids: Sequence[str],
    *,
    author: str,
    reason: str,
    against: Sequence[str],
    field: Field | None,
    value: object,
    undoes: int | None,
) -> Revision:
    """Write a revision down and bring the events to it, in one transaction. Raises UsageError; see `Ledger.revise`."""
    _check(kind, claim_ids, against, author, reason, field, undoes)
    plain = None if field is None else msgspec.to_builtins(checked(field, value))
    row: dict[str, Any] = {
        "kind": kind,
        "claims": list(claim_ids),
        "against": list(against),
        "field": field,
        "value": plain,
        "undoes": undoes,
        "author": author,
        "reason": reason,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with database.write() as conn:
        _check_claims(conn, {*claim_ids, *against})
        before = {revision.id: revision for revision in marked(standing_revisions(conn))}
        if undoes is not None and undoes not in before:
            raise UsageError(f"there is no revision {undoes} to undo; `sijill revise list` shows them")
        made = conn.execute(sa.insert(revisions).values(row).returning(revisions.c.revision)).scalar_one()
        concerned = {*claim_ids, *against}
        due = undoes
        while due is not None:  # an undoing may undo an undoing
            concerned |= {*before[due].claims, *before[due].against}
            due = before[due].undoes
        rejoin(database, conn, concerned)
        after = marked(standing_revisions(conn))
    [whole] = _with_gone(database, [revision for revision in after if revision.id == made])
    return whole


def _check(
    kind: str,
    claim_ids: Sequence[str],
    against: Sequence[str],
    author: str,
    reason: str,
    field: str | None,
    undoes: int | None,
) -> None:
    if kind not in REVISION_KINDS:
        raise UsageError(f"there is no revision {kind!r}; choose of {', '.join(REVISION_KINDS)}")
    if not author.strip() or not reason.strip():
        raise UsageError("a revision names its author and its reason")
    wrong = {
        "merge": len(set(claim_ids)) < 2 and "merge: name two claims or more, of the events that are one",
        "split": not (claim_ids and against) and "split: name the claims that leave, and those that stay (against)",
        "apart": not (claim_ids and against) and "apart: name the claim, and claims of the event that it is not of",
        "correct": (len(claim_ids) != 1 or field is None) and "correct: name one claim, the field and its value",
        "accept": not claim_ids and "accept: name a claim",
        "reject": not claim_ids and "reject: name a claim",
        "undo": undoes is None and "undo: name the revision by its number",
    }[kind]
    if wrong:
        raise UsageError(wrong)
    if both := set(claim_ids) & set(against):
        raise UsageError(f"claim {min(both)} stands on both sides")


def _check_claims(conn: sa.Connection, ids: Iterable[str]) -> None:
    wanted = set(ids)
    known = {
        claim for batch in batched(sorted(wanted), _ROWS)
        for claim in conn.scalars(sa.select(claims.c.id).where(claims.c.id.in_(batch)))
    }  # fmt: skip
    if missing := sorted(wanted - known):
        raise UsageError(f"there is no claim {missing[0]!r} in the ledger; `sijill claims` lists them")


def _last(wanted: EventFilter) -> int | None:
    return None if wanted.limit is None else wanted.offset + wanted.limit


def _latest(event: Event) -> tuple[int, str]:
    """What events are ordered by: when they happened, the latest first."""
    return -span(event)[1], event.id


def _parties_of(wanted: EventFilter) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The parties that are asked for, each with the roles in which they will do."""
    both = ("actor", "recipient")
    every = [(wanted.actors, both[:1]), (wanted.recipients, both[1:]), (wanted.parties, both)]
    return [(_spellings(codes), roles) for codes, roles in every if codes]


def _spellings(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({form for code in codes for form in (code, code.upper(), code.lower())}))


def _kinds(wanted: EventFilter, event: sa.ColumnElement[Any], mode: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    found = []
    for kind in wanted.events:
        name, _, its_mode = kind.partition("/")
        found.append(sa.and_(event == name, mode == its_mode) if its_mode else event == name)
    return sa.or_(*found)


def _kept_query(
    wanted: EventFilter, database: Database, *, column: sa.ColumnElement[Any] = events.c.value, both: str | None = None
) -> sa.Select[Any]:
    """The events that were known as of the day as they are now."""
    table = events.c
    query = sa.select(column, table.hi, table.id).where(table.status.is_not(None))
    if wanted.as_of:
        query = query.where(table.settled <= wanted.as_of.toordinal())
    sides = _parties_of(wanted) + ([((both,), ("actor", "recipient"))] if both else [])
    if wanted.events and not (sides and _of_kinds(wanted)):  # else its parties lead to few, and no index of kinds must
        query = query.where(_kinds(wanted, table.event, table.mode))
    if wanted.statuses:
        query = query.where(table.status.in_(wanted.statuses))
    if wanted.since:
        query = query.where(table.hi >= wanted.since.toordinal())
    if wanted.until:
        query = query.where(table.lo <= wanted.until.toordinal())
    for codes, roles in sides:
        query = query.where(table.id.in_(_named(wanted, codes, roles, now=True)))
    if (told := _told(wanted, database)) is not None:
        query = query.where(table.id.in_(told))
    return query


def _named(wanted: EventFilter, codes: Sequence[str], roles: Sequence[str], *, now: bool) -> sa.Select[Any]:
    """The ids of events that name one of `codes` in one of `roles`: now, or in any of their claims."""
    table = event_parties.c
    query = sa.select(table.event).where(table.party.in_(codes), table.role.in_(roles))
    if _of_kinds(wanted):
        query = query.where(table.kind.in_(wanted.events))
    if now:
        query = query.where(table.status.is_not(None))
        if wanted.since:
            query = query.where(table.hi >= wanted.since.toordinal())
        if wanted.until:
            query = query.where(table.lo <= wanted.until.toordinal())
    return query


def _of_kinds(wanted: EventFilter) -> bool:
    """Whether kinds are asked for as the parties of events have them: each with its mode."""
    return bool(wanted.events) and all("/" in kind or kind in _MODELESS for kind in wanted.events)


def _told(wanted: EventFilter, database: Database) -> sa.Select[Any] | None:
    """The ids of events with a claim that fulfils what is asked of claims, if anything is."""
    if not (wanted.said or wanted.reports or wanted.text is not None):
        return None
    query = (
        sa.select(tellings.c.event)
        .join(telling_claims, telling_claims.c.telling == tellings.c.id)
        .join(claims, claims.c.id == telling_claims.c.claim)
    )
    if wanted.as_of:
        query = query.where(tellings.c.date <= wanted.as_of.toordinal())
    if wanted.said:
        query = query.where(claims.c.said_kind.in_(wanted.said))
    if wanted.reports:
        query = query.join(reports, reports.c.version == claims.c.version).where(reports.c.id.in_(wanted.reports))
    if wanted.text is not None:
        query = query.where(holds(wanted.text, sqlite=database.is_sqlite))
    return query


def _kept(
    conn: sa.Connection,
    wanted: EventFilter,
    database: Database,
    *,
    column: sa.ColumnElement[Any] = events.c.value,
    both: str | None = None,
) -> Iterator[Event]:
    query = _kept_query(wanted, database, column=column, both=both)
    query = query.order_by(events.c.hi.desc(), events.c.id).limit(_last(wanted))
    for row in conn.execute(query.execution_options(yield_per=_ROWS)):
        yield decode_event(row[0])


def _remade(conn: sa.Connection, wanted: EventFilter, database: Database, least: int | None = None) -> Iterator[Event]:
    """The events that changed after the day, as they were known then; of those that can have happened on the day
    `least` or later."""
    if wanted.as_of is None:
        return
    day = wanted.as_of.toordinal()
    query = sa.select(events.c.id).where(events.c.first <= day, events.c.settled > day)
    for codes, roles in _parties_of(wanted):
        query = query.where(events.c.id.in_(_named(wanted, codes, roles, now=False)))
    if (told := _told(wanted, database)) is not None:
        query = query.where(events.c.id.in_(told))
    ids = list(conn.scalars(query))
    if least is not None:
        ids = [event for event, last in last_possible(conn, ids, day).items() if last >= least]
    for event in _made_again(conn, ids, day):
        if fulfils(event, wanted):
            yield event


def _made_again(conn: sa.Connection, ids: Iterable[str], day: int) -> Iterator[Event]:
    reasons = merge_reasons(conn, decide(standing_revisions(conn)))
    for batch in batched(sorted(ids), _ROWS):
        found: dict[str, list[Stored]] = defaultdict(list)
        for item in stored(conn, tellings.c.event.in_(batch)):
            found[item.event].append(item)
        yield from (event for _, event in sorted(make_events(conn, found, reasons, day).items()) if event)


def fulfils(event: Event, wanted: EventFilter) -> bool:
    """Whether an event is one that is asked for, what is asked of its claims aside."""
    if wanted.events and event.kind not in wanted.events and event.event not in wanted.events:
        return False
    if wanted.statuses and event.status not in wanted.statuses:
        return False
    first, last = span(event)
    if (wanted.since and last < wanted.since.toordinal()) or (wanted.until and first > wanted.until.toordinal()):
        return False
    sides = {"actor": set(event.actor), "recipient": set(event.recipient)}
    return all(any(set(codes) & sides[role] for role in roles) for codes, roles in _parties_of(wanted))


def _by_id(conn: sa.Connection, ids: Sequence[str], as_of: date | None) -> dict[str, Event]:
    """The events of these ids, as of a day."""
    found: dict[str, Event] = {}
    later: list[str] = []
    for batch in batched(ids, _ROWS):
        query = sa.select(events.c.id, events.c.value, events.c.status, events.c.first, events.c.settled)
        for row in conn.execute(query.where(events.c.id.in_(batch))):
            if as_of is None or row.settled <= as_of.toordinal():
                if row.status is not None:
                    found[row.id] = decode_event(row.value)
            elif row.first <= as_of.toordinal():
                later.append(row.id)
    if as_of and later:
        found |= {event.id: event for event in _made_again(conn, later, as_of.toordinal())}
    return {event: found[event] for event in ids if event in found}


def _links(
    conn: sa.Connection, ids: Iterable[str] | None, as_of: date | None, kinds: Sequence[str]
) -> Iterator[EventLink]:
    """Links of reports that stood by the day, of which one side is an event of `ids`; all where `ids` is None."""
    a, b = tellings.alias("a"), tellings.alias("b")
    query = (
        sa.select(
            telling_links.c.kind,
            a.c.event.label("a"),
            b.c.event.label("b"),
            telling_links.c.reason,
            reports.c.id.label("report"),
        )
        .join(a, a.c.id == telling_links.c.a)
        .join(b, b.c.id == telling_links.c.b)
        .join(reports, reports.c.version == telling_links.c.version)
        .where(telling_links.c.kind.in_(kinds))
    )
    if as_of is None:
        query = query.where(a.c.until.is_(None))
    else:
        day = as_of.toordinal()
        query = query.where(a.c.date <= day, sa.or_(a.c.until.is_(None), a.c.until > day))
    if ids is None:
        for row in conn.execute(query):
            yield EventLink(**row._mapping)
        return
    for batch in batched(sorted(ids), _ROWS):
        for row in conn.execute(query.where(a.c.event.in_(batch))):
            yield EventLink(**row._mapping)


def _with_parts(conn: sa.Connection, event: Event, as_of: date | None) -> Event:
    """The event with the events that it is a part of, and its own parts."""
    first, last = span(event)
    near: dict[str, Event] = {event.id: event}
    for link in [*_links(conn, [event.id], as_of, ("part",)), *_links_to(conn, event.id, as_of)]:
        near |= _by_id(conn, [link.a, link.b], as_of)
    if event.actor and event.done:
        table = events.c
        query = (
            sa.select(table.id)
            .where(table.event == event.event, table.hi >= first, table.lo <= last)
            .where(table.mode.is_not_distinct_from(event.mode))
            .where(table.id.in_(_named(EventFilter(), event.actor, ("actor",), now=False)))
        )
        near |= _by_id(conn, sorted(conn.scalars(query)), as_of)
    told = [(link.a, link.b) for link in _links(conn, near, as_of, ("part",))]
    found = Parts((other for other in near.values() if _counted_with(event, other)), told)
    return msgspec.structs.replace(
        event,
        part_of=tuple(sorted(found.wholes.get(event.id, ()))),
        parts=tuple(sorted(part for part, wholes in found.wholes.items() if event.id in wholes)),
    )


def _counted_with(event: Event, other: Event) -> bool:
    return event.id == other.id or (event.kind == other.kind and event.done == other.done)


def _links_to(conn: sa.Connection, event_id: str, as_of: date | None) -> list[EventLink]:
    """The links that make others a part of an event."""
    a, b = tellings.alias("a"), tellings.alias("b")
    query = (
        sa.select(a.c.event)
        .join(telling_links, telling_links.c.a == a.c.id)
        .join(b, b.c.id == telling_links.c.b)
        .where(telling_links.c.kind == "part", b.c.event == event_id)
        .distinct()
    )
    return [link for link in _links(conn, set(conn.scalars(query)), as_of, ("part",)) if link.b == event_id]


def event_of(database: Database, claim_id: str) -> str | None:
    """The id of the event that a claim is in."""
    query = (
        sa.select(tellings.c.event)
        .join(telling_claims, telling_claims.c.telling == tellings.c.id)
        .where(telling_claims.c.claim == claim_id, tellings.c.until.is_(None))
    )
    with database.read() as conn:
        return conn.scalar(query)


def unjoined_count(database: Database) -> int:
    """How many reports are not in the events yet."""
    from sijill.ledger.schema import unjoined  # noqa: PLC0415

    with database.read() as conn:
        return int(conn.scalar(sa.select(sa.func.count()).select_from(unjoined)) or 0)


def concerning(found: Iterable[Revision], claim: str | None, active: bool | None) -> list[Revision]:
    """Those of `found` that name a claim, that hold or do not; all where nothing is asked."""
    return [
        revision
        for revision in found
        if (claim is None or claim in (*revision.claims, *revision.against, *revision.followed))
        and (active is None or revision.active == active)
    ]


def _with_gone(database: Database, found: Sequence[Revision]) -> list[Revision]:
    """The revisions with those of their claims that stand no longer."""
    wanted = sorted({claim for revision in found for claim in (*revision.claims, *revision.against)})
    standing = newest(database)
    with database.read() as conn:
        here = {
            claim
            for batch in batched(wanted, _ROWS)
            for claim in conn.scalars(standing.with_only_columns(claims.c.id).where(claims.c.id.in_(batch)))
        }
    return [
        msgspec.structs.replace(
            revision, gone=tuple(claim for claim in (*revision.claims, *revision.against) if claim not in here)
        )
        for revision in found
    ]
