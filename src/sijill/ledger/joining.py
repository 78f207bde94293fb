"""The writer of events: what reports tell is joined to what is known, or all is made anew.

Both give the same, for `sijill.reconcile.joining` states one law for them. A join is one transaction: cut off at any
moment, the ledger holds either the events without the report, which is still marked as not joined, or all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from sijill.claim import Claim
from sijill.ledger.database import Database
from sijill.ledger.rows import batched, row_claim, row_report
from sijill.ledger.schema import (
    claims,
    coded,
    event_parties,
    events,
    heirs,
    prints,
    reports,
    revisions,
    telling_claims,
    telling_keys,
    telling_links,
    tellings,
    unjoined,
)
from sijill.reconcile import times
from sijill.reconcile.events import Member, span, summarise
from sijill.reconcile.heirs import heirs as heirs_of
from sijill.reconcile.joining import SIZES, Index, Joining, Place, Reach, keys, rebuild
from sijill.reconcile.links import Link
from sijill.reconcile.matching import Match, contradict
from sijill.reconcile.records import Event, Revision
from sijill.reconcile.revisions import Decisions, decide, followed, fused
from sijill.reconcile.tellings import Telling, Told
from sijill.reconcile.witnesses import Print, fingerprint
from sijill.reconcile.world import Reading, Version, read_version
from sijill.report import Report

BATCH = 64
"""Reports joined in one transaction."""
MANY = 2000
"""So many reports and more, if they are a fifth of all, are joined by making everything anew: that is quicker."""
_ROWS = 500
"""Rows of an INSERT, and ids of an IN: both databases take as many."""

_NEAR = sa.select(telling_keys.c.key, telling_keys.c.telling, telling_keys.c.date, telling_keys.c.is_first).where(
    telling_keys.c.key.in_(sa.bindparam("keys", expanding=True)),
    telling_keys.c.size == sa.bindparam("size"),
    telling_keys.c.lo.between(sa.bindparam("farthest"), sa.bindparam("hi")),
    telling_keys.c.hi >= sa.bindparam("lo"),
    sa.or_(telling_keys.c.is_first, telling_keys.c.date >= sa.bindparam("day")),
)
_MEMBERS = sa.select(tellings.c.id).where(tellings.c.first == sa.bindparam("first"))
_BESIDE = sa.select(tellings.c.id).where(tellings.c.version == sa.bindparam("version"))
_MOVE = (
    sa.update(tellings)
    .where(tellings.c.id == sa.bindparam("moved"))
    .values(first=sa.bindparam("to"), event=sa.bindparam("to"), score=sa.bindparam("by"), reasons=sa.bindparam("why"))
)
_SETTLE = sa.update(tellings).where(tellings.c.first == sa.bindparam("of")).values(event=sa.bindparam("now"))
_TURN = (
    sa.update(telling_keys).where(telling_keys.c.telling == sa.bindparam("moved")).values(is_first=sa.bindparam("now"))
)

Progress = Callable[[int, int], object]
"""Called with how many reports were joined, and of how many."""

_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgspec.msgpack.Decoder(Telling).decode
_decode_told = msgspec.msgpack.Decoder(tuple[Told, ...]).decode
decode_event = msgspec.msgpack.Decoder(Event).decode


class Stored(NamedTuple):
    """A telling as it is kept, and until when its version stands."""

    telling: Telling
    place: Place
    event: str
    until: int | None

    def holds(self, day: int | None) -> bool:
        """Whether it was reported by `day`, and its version stood then; None is now."""
        if day is None:
            return self.until is None
        return self.telling.source.date <= day and (self.until is None or day < self.until)


def join(database: Database, *, anew: bool = False, progress: Progress | None = None) -> None:
    """Join all reports that are not joined; with `anew` forget the events first and make all again."""
    with database.read() as conn:
        due = int(conn.scalar(sa.select(sa.func.count()).select_from(unjoined)) or 0)
        known = int(conn.scalar(sa.select(sa.func.count(sa.distinct(coded.c.version)))) or 0) if due >= MANY else 0
    if anew or (due >= MANY and 5 * due >= known):
        with database.write() as conn:
            _Writer(database, conn).make_anew(progress)
        return
    done = 0
    while done < due:
        with database.write() as conn:
            query = sa.select(unjoined.c.version).order_by(unjoined.c.version).limit(BATCH)
            versions = list(conn.scalars(query))
            if not versions:
                return  # somebody else joined them
            _Writer(database, conn).join(versions)
        done += len(versions)
        if progress:
            progress(min(done, due), due)


def rejoin(database: Database, conn: sa.Connection, claim_ids: Iterable[str]) -> None:
    """Bring the events to the revisions as they are now, within a transaction, where `claim_ids` are concerned."""
    versions = {
        version
        for batch in batched(sorted(set(claim_ids)), _ROWS)
        for version in conn.scalars(sa.select(claims.c.version).where(claims.c.id.in_(batch)))
    }
    _Writer(database, conn).join(sorted(versions))


def standing_revisions(conn: sa.Connection) -> list[Revision]:
    """Every revision, over the claims that stand in the place of those it names."""
    return followed(all_revisions(conn), {row.claim: row.heir for row in conn.execute(sa.select(heirs))})


def all_revisions(conn: sa.Connection) -> list[Revision]:
    """Every revision, as it was written."""
    rows = conn.execute(sa.select(revisions).order_by(revisions.c.revision)).mappings()
    return [
        Revision(
            id=row["revision"],
            kind=row["kind"],
            claims=tuple(row["claims"]),
            against=tuple(row["against"]),
            field=row["field"],
            value=row["value"],
            undoes=row["undoes"],
            author=row["author"],
            reason=row["reason"],
            time=row["time"],
        )
        for row in rows
    ]


def stored(conn: sa.Connection, condition: sa.ColumnElement[bool]) -> Iterator[Stored]:
    """The tellings that fulfil a condition, in full."""
    for row in conn.execute(sa.select(tellings).where(condition)):
        telling = msgspec.structs.replace(_decode_head(row.head), told=_decode_told(row.told))
        yield Stored(telling, _place(row), row.event, row.until)


def last_possible(conn: sa.Connection, ids: Iterable[str], day: int) -> dict[str, int]:
    """The last day on which each of these events can have happened, as told by a day: what it takes to make them is
    left aside. None happened after all days that its claims name and all on which it was reported."""
    held = sa.and_(tellings.c.date <= day, sa.or_(tellings.c.until.is_(None), tellings.c.until > day))
    found: dict[str, int] = {}
    for batch in batched(sorted(ids), _ROWS):
        query = sa.select(tellings.c.event, tellings.c.date, tellings.c.told).where(tellings.c.event.in_(batch), held)
        for event, reported, told in conn.execute(query):
            last = max((claim.window[1] for claim in _decode_told(told) if claim.window), default=reported)
            found[event] = max(found.get(event, 0), last, reported)
    return found


def make_events(
    conn: sa.Connection, found: Mapping[str, Sequence[Stored]], reasons: Mapping[str, str], day: int | None
) -> dict[str, Event | None]:
    """The events of the tellings `found`, as of a day; None where no report that stood then tells of one."""
    members = {
        event_id: [
            Member(item.telling, item.place, reasons.get(item.place.first) if item.place.first != event_id else None)
            for item in told
            if item.holds(day)
        ]
        for event_id, told in found.items()
    }
    versions = ({member.telling.source.version for member in told} for told in members.values())
    texts = _prints(conn, set().union(*(several for several in versions if len(several) > 1)))
    made: dict[str, Event | None] = {}
    for event_id, told in members.items():
        known = next(item.telling for item in found[event_id] if item.telling.id == event_id)
        made[event_id] = summarise(event_id, told, texts, known=known) if told else None
    return made


def merge_reasons(conn: sa.Connection, decisions: Decisions) -> dict[str, str]:
    """Why a person merged events, by the first telling of each."""
    if not decisions.merges:
        return {}
    telling_of, places = _merging(conn, [claim for claim_ids, *_ in decisions.merges for claim in claim_ids])
    return fused(decisions, telling_of, places)[1]


def _place(row: Any) -> Place:
    return Place(row.first, Match(row.score, tuple(row.reasons)))


def _prints(conn: sa.Connection, versions: Iterable[int]) -> dict[int, Print]:
    found: dict[int, Print] = {}
    for batch in batched(sorted(versions), _ROWS):
        rows = conn.execute(sa.select(prints.c.version, prints.c.print).where(prints.c.version.in_(batch)))
        found |= {row.version: row.print for row in rows}
    return found


def _merging(conn: sa.Connection, claim_ids: Iterable[str]) -> tuple[dict[str, str], dict[str, Place]]:
    """The tellings of claims, and their places."""
    telling_of: dict[str, str] = {}
    places: dict[str, Place] = {}
    for batch in batched(sorted(set(claim_ids)), _ROWS):
        query = (
            sa.select(telling_claims.c.claim, tellings.c.id, tellings.c.first, tellings.c.score, tellings.c.reasons)
            .join(tellings, tellings.c.id == telling_claims.c.telling)
            .where(telling_claims.c.claim.in_(batch))
        )
        for row in conn.execute(query):
            telling_of[row.claim] = row.id
            places[row.id] = _place(row)
    return telling_of, places


def claims_of(conn: sa.Connection, versions: Collection[int] | None) -> Iterator[tuple[int, Report, list[Any]]]:
    """Each version with its report and its newest coder's claims; all that were coded where `versions` is None."""
    last = sa.select(coded.c.version, sa.func.max(coded.c.run).label("run")).group_by(coded.c.version)
    if versions is not None:
        last = last.where(coded.c.version.in_(versions))
    newest = last.subquery()
    named = [column.label(f"claim_{column.name}") for column in claims.c if column.name != "words"]
    query = (
        sa.select(reports, *named)
        .join(newest, newest.c.version == reports.c.version)
        .outerjoin(claims, sa.and_(claims.c.version == reports.c.version, claims.c.run == newest.c.run))
        .order_by(reports.c.version, claims.c.key)
    )
    rows = conn.execute(query.execution_options(yield_per=_ROWS)).mappings()
    for version, group in groupby(rows, key=lambda row: row["version"]):
        every = list(group)
        found = [
            (row["claim_id"], row_claim({name.removeprefix("claim_"): value for name, value in row.items()}))
            for row in ({name: value for name, value in row.items() if name.startswith("claim_")} for row in every)
            if row["claim_id"] is not None
        ]
        yield version, row_report({**every[0]}), found


def _until(conn: sa.Connection, report_ids: Collection[str] | None = None) -> dict[int, int | None]:
    """For each version the day on which a newer one took its place; never before its own."""
    query = sa.select(reports.c.id, reports.c.version, reports.c.date).order_by(reports.c.id, reports.c.version.desc())
    if report_ids is not None:
        query = query.where(reports.c.id.in_(report_ids))
    found: dict[int, int | None] = {}
    current, earliest = "", None
    for report_id, version, day_text in conn.execute(query):
        if report_id != current:
            current, earliest = report_id, None
        day = date.fromisoformat(day_text).toordinal()
        found[version] = None if earliest is None else max(earliest, day)
        earliest = day if earliest is None else min(earliest, day)
    return found


class _Near(NamedTuple):
    """What the tables say of a telling that is near another: its day, and whether it is the first of an event."""

    date: int
    is_first: bool


class _Store:
    """The tables as `sijill.reconcile.joining.Store`, and over them what this transaction changes, until `flush`.

    Asked and written one telling at a time, a report of twenty claims would take some hundreds of statements.
    """

    def __init__(self, conn: sa.Connection, apart_claims: Mapping[str, Set[str]]) -> None:
        self.conn = conn
        self.apart_claims = apart_claims
        self._heads: dict[str, Telling] = {}
        self._places: dict[str, Place | None] = {}
        self._near: dict[str, dict[str, _Near]] = {}
        self._beside: dict[int, list[str]] = {}
        self._added: dict[str, Telling] = {}
        self._moved: dict[str, bool] = {}
        """Tellings of the tables that were placed anew, and whether the tables have them as first."""
        self._gone: set[str] = set()
        self._changed = Index()
        """What was added or moved, by its keys."""

    def telling(self, telling: str) -> Telling:
        if telling not in self._heads:
            self._load([telling])
        return self._heads[telling]

    def place(self, telling: str) -> Place | None:
        self._load_places([telling])
        return self._places[telling]

    def put(self, telling: str, place: Place) -> None:
        if telling not in self._added and telling not in self._moved:
            before = self.place(telling)
            self._moved[telling] = before is not None and before.first == telling
            self._changed.add(self.telling(telling))
        self._places[telling] = place

    def add(self, telling: Telling) -> None:
        self._heads[telling.id] = self._added[telling.id] = telling
        self._places[telling.id] = None
        self._changed.add(telling)

    def remove(self, telling: str) -> None:
        self._changed.remove(self.telling(telling))
        if self._added.pop(telling, None) is None:
            self._gone.add(telling)
        self._moved.pop(telling, None)
        del self._heads[telling]
        self._places.pop(telling, None)

    def firsts(self, telling: Telling) -> Iterable[Telling]:
        ids = [other for other, near in self._stored_near(telling).items() if near.is_first and self._unchanged(other)]
        for other in self._changed.near(telling):
            place = self._places[other.id]
            if place is not None and place.first == other.id:
                ids.append(other.id)
        self._load(ids)
        return [self._heads[other] for other in ids]

    def later(self, telling: Telling) -> Iterable[Telling]:
        day = telling.source.date
        ids = [other for other, near in self._stored_near(telling).items() if near.date >= day]
        ids = [other for other in ids if self._unchanged(other)]
        ids += [other.id for other in self._changed.near(telling)]
        self._load(ids)
        self._load_places(ids)
        return [self._heads[other] for other in ids]

    def look_up(self, several: Collection[Telling]) -> None:
        """Ask the tables at once what is near these: the tellings of a report have most of their reaches in common."""
        asked: dict[tuple[Reach, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for telling in several:
            self._near[telling.id] = {}
            for key, reach in keys(telling).items():
                asked[reach, telling.source.date][key].append(telling.id)
        for (reach, day), askers in asked.items():
            for size in range(len(SIZES) + 1):
                farthest = reach.lo - SIZES[size] if size < len(SIZES) else times.FIRST
                within = {"size": size, "farthest": farthest, "lo": reach.lo, "hi": reach.hi, "day": day}
                for batch in batched(askers, _ROWS):
                    for key, other, told, is_first in self.conn.execute(_NEAR, within | {"keys": batch}):
                        for asker in askers[key]:
                            if asker != other:
                                self._near[asker][other] = _Near(told, is_first)
        found = {other: near for telling in several for other, near in self._near[telling.id].items()}
        self._load(other for other, near in found.items() if near.is_first and self._unchanged(other))

    def members(self, first: str) -> Collection[str]:
        found = [other for other in self.conn.scalars(_MEMBERS, {"first": first}) if self._unchanged(other)]
        changed = (*self._added, *self._moved)
        return found + [other for other in changed if (at := self._places[other]) is not None and at.first == first]

    def apart(self, telling: str) -> Iterable[str]:
        own = self.telling(telling)
        version = own.source.version
        if version not in self._beside:
            self._beside[version] = list(self.conn.scalars(_BESIDE, {"version": version}))
        beside = [other for other in self._beside[version] if other not in self._gone and other not in self._added]
        beside += [other.id for other in self._added.values() if other.source.version == version]
        self._load(beside)
        siblings = (self._heads[other] for other in beside if other != telling)
        found = {other.id for other in siblings if contradict(own, other)}
        if self.apart_claims:
            found |= self._set_apart(own)
            self._load(found)
        return found

    def _set_apart(self, telling: Telling) -> set[str]:
        """What a person set apart from a telling."""
        link = telling_claims.c
        mine = [claim.claim for claim in telling.told]
        if telling.id not in self._added:
            mine += self.conn.scalars(sa.select(link.claim).where(link.telling == telling.id))
        others = {other for claim in mine for other in self.apart_claims.get(claim, ())}
        found = {one.id for one in self._added.values() if any(claim.claim in others for claim in one.told)}
        for batch in batched(sorted(others), _ROWS):
            stored = self.conn.scalars(sa.select(link.telling).where(link.claim.in_(batch)))
            found |= {other for other in stored if other not in self._gone}
        return found - {telling.id}

    def flush(self, untils: Mapping[int, int | None]) -> None:
        """Write what was changed. `untils` says until when the versions of added tellings stand."""
        for batch in batched(sorted(self._gone), _ROWS):
            self.conn.execute(sa.delete(tellings).where(tellings.c.id.in_(batch)))
            self.conn.execute(sa.delete(telling_keys).where(telling_keys.c.telling.in_(batch)))
            self.conn.execute(sa.delete(telling_claims).where(telling_claims.c.telling.in_(batch)))
        rows, key_rows, claim_rows = [], [], []
        for telling in self._added.values():
            place = self._placed(telling.id)
            rows.append(_row(telling, place, place.first, untils[telling.source.version]))
            key_rows += _key_rows(telling, is_first=place.first == telling.id)
            claim_rows += [{"claim": claim.claim, "telling": telling.id} for claim in telling.told]
        for table, several in ((tellings, rows), (telling_keys, key_rows), (telling_claims, claim_rows)):
            for some in batched(several, _ROWS):
                self.conn.execute(sa.insert(table), some)
        moves, turns = [], []
        for moved, was_first in self._moved.items():
            place = self._placed(moved)
            reasons = list(place.match.reasons)
            moves.append({"moved": moved, "to": place.first, "by": place.match.score, "why": reasons})
            if was_first != (place.first == moved):
                turns.append({"moved": moved, "now": not was_first})
        if moves:
            self.conn.execute(_MOVE, moves)
        if turns:
            self.conn.execute(_TURN, turns)

    def _placed(self, telling: str) -> Place:
        place = self._places[telling]
        if place is None:
            raise AssertionError(f"telling {telling} was added and is nowhere")
        return place

    def _load(self, ids: Iterable[str]) -> None:
        wanted = [telling for telling in ids if telling not in self._heads]
        for batch in batched(wanted, _ROWS):
            for row in self.conn.execute(sa.select(tellings.c.id, tellings.c.head).where(tellings.c.id.in_(batch))):
                self._heads[row.id] = _decode_head(row.head)

    def _load_places(self, ids: Iterable[str]) -> None:
        wanted = [telling for telling in ids if telling not in self._places]
        columns = (tellings.c.id, tellings.c.first, tellings.c.score, tellings.c.reasons)
        for batch in batched(wanted, _ROWS):
            for row in self.conn.execute(sa.select(*columns).where(tellings.c.id.in_(batch))):
                self._places[row.id] = _place(row)

    def _unchanged(self, telling: str) -> bool:
        return telling not in self._gone and telling not in self._moved and telling not in self._added

    def _stored_near(self, telling: Telling) -> Mapping[str, _Near]:
        if telling.id not in self._near:
            self.look_up([telling])
        return self._near[telling.id]


def _row(telling: Telling, place: Place, event: str, until: int | None) -> dict[str, Any]:
    return {
        "id": telling.id,
        "version": telling.source.version,
        "date": telling.source.date,
        "until": until,
        "first": place.first,
        "event": event,
        "score": place.match.score,
        "reasons": list(place.match.reasons),
        "head": _encode(msgspec.structs.replace(telling, told=())),
        "told": _encode(telling.told),
    }


def _key_rows(telling: Telling, *, is_first: bool) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "size": reach.size,
            "lo": reach.lo,
            "hi": reach.hi,
            "telling": telling.id,
            "date": telling.source.date,
            "is_first": is_first,
        }
        for key, reach in keys(telling).items()
    ]


def _link_rows(version: int, links: Iterable[Link]) -> list[dict[str, Any]]:
    return [{"version": version, "kind": link.kind, "a": link.a, "b": link.b, "reason": link.reason} for link in links]


class _Writer:
    """Writes events within the transaction of `conn`."""

    def __init__(self, database: Database, conn: sa.Connection) -> None:
        self.database = database
        self.conn = conn
        self._decide()

    def _decide(self) -> None:
        self.revisions = standing_revisions(self.conn)
        self.decisions = decide(self.revisions)

    def join(self, versions: Sequence[int]) -> None:
        """Bring what `versions` tell into the events, in the place of what they told before."""
        read = {version: (report, found) for version, report, found in claims_of(self.conn, versions)}
        untils = self._stand({report.id for report, _ in read.values()})
        self._print({version: report for version, (report, found) in read.items() if found})
        apart = self.decisions.apart_by_claim()
        if self._follow(versions):
            for claim, others in self.decisions.apart_by_claim().items():  # what goes is still apart as it was
                apart.setdefault(claim, set()).update(others)
        store = _Store(self.conn, apart)
        table = tellings.c
        gone = list(self.conn.scalars(sa.select(table.id).where(table.version.in_(versions)).order_by(table.id)))
        before = set(self.conn.scalars(sa.select(table.event).where(table.version.in_(untils))))
        self.conn.execute(sa.delete(telling_links).where(telling_links.c.version.in_(versions)))
        added: list[Telling] = []
        for version, (report, found) in read.items():
            reading = read_version(Version(report, found, version), self.decisions)
            added += reading.tellings
            if rows := _link_rows(version, reading.links):
                self.conn.execute(sa.insert(telling_links), rows)
        store.look_up(added)
        joining = Joining(store)
        joining.update(added, gone)
        store.flush(untils)
        changed = self._settle_events(joining.touched)
        self._write_events(before | changed)
        self.conn.execute(sa.delete(unjoined).where(unjoined.c.version.in_(versions)))

    def _follow(self, versions: Collection[int] | None) -> bool:
        """Bring the heirs of claims of `versions` to their newest coder, of all where None. Whether any was changed."""
        named = {claim for one in all_revisions(self.conn) for claim in (*one.claims, *one.against)}
        if not named:
            return False
        of_these = sa.true() if versions is None else heirs.c.version.in_(versions)
        before = {row.claim: row.heir for row in self.conn.execute(sa.select(heirs).where(of_these))}
        found = list(self._heirs(versions, named))
        if {row["claim"]: row["heir"] for row in found} == before:
            return False
        self.conn.execute(sa.delete(heirs).where(of_these))
        self._insert(heirs, found)
        self._decide()
        return True

    def _heirs(self, versions: Collection[int] | None, named: Collection[str]) -> Iterator[dict[str, Any]]:
        """The heirs of those of `named` that an older coder made, as rows."""
        query = sa.select(coded.c.version, sa.func.max(coded.c.run).label("run")).group_by(coded.c.version)
        if versions is not None:
            query = query.where(coded.c.version.in_(versions))
        newest = {row.version: row.run for row in self.conn.execute(query.having(sa.func.count() > 1))}
        columns = [column for column in claims.c if column.name != "words"]
        for batch in batched(sorted(newest), _ROWS):
            told: dict[tuple[int, int], list[tuple[str, Claim]]] = defaultdict(list)
            for row in self.conn.execute(sa.select(*columns).where(claims.c.version.in_(batch))).mappings():
                told[row["version"], row["run"]].append((row["id"], row_claim({**row})))
            for (version, run), old in sorted(told.items()):
                if run != newest[version] and any(claim in named for claim, _ in old):
                    for claim, heir in heirs_of(old, told.get((version, newest[version]), ())).items():
                        if claim in named:
                            yield {"claim": claim, "version": version, "heir": heir}

    def _stand(self, report_ids: Collection[str]) -> dict[int, int | None]:
        """Until when each version of these reports stands; kept with its tellings."""
        untils = _until(self.conn, report_ids)
        for version, until in untils.items():
            same = tellings.c.until.is_not_distinct_from(until)
            where = (tellings.c.version == version, sa.not_(same))
            self.conn.execute(sa.update(tellings).where(*where).values(until=until))
        return untils

    def _print(self, texts: Mapping[int, Report]) -> None:
        known = _prints(self.conn, texts)
        rows = [
            {"version": version, "print": fingerprint(report.text)}
            for version, report in texts.items()
            if version not in known
        ]
        if rows:
            self.conn.execute(sa.insert(prints), rows)

    def _settle_events(self, touched: Iterable[str]) -> set[str]:
        """Bring `tellings.event` to what a person merged, for the firsts that changed and those that are merged."""
        merging = [
            claim for revision in self.revisions if revision.kind in ("merge", "split") for claim in revision.claims
        ]
        telling_of, places = _merging(self.conn, merging)
        root = self._roots(telling_of, places)
        firsts = {*touched, *(place.first for place in places.values())}
        changed = {root.get(first, first) for first in firsts}
        settled: list[dict[str, str]] = []
        for batch in batched(sorted(firsts), _ROWS):
            query = sa.select(tellings.c.first, tellings.c.event).where(tellings.c.first.in_(batch)).distinct()
            for first, event in self.conn.execute(query):
                changed.add(event)
                if event != root.get(first, first):
                    settled.append({"of": first, "now": root.get(first, first)})
        if settled:
            self.conn.execute(_SETTLE, settled)
        return changed | set(touched)

    def _roots(self, telling_of: Mapping[str, str], places: Mapping[str, Place]) -> dict[str, str]:
        groups, _ = fused(self.decisions, telling_of, places)
        ids = [first for group in groups for first in group]
        query = sa.select(tellings.c.id, tellings.c.head).where(tellings.c.id.in_(ids))
        order = {row.id: _decode_head(row.head).order for row in self.conn.execute(query)}
        return {first: min(group, key=order.__getitem__) for group in groups for first in group}

    def _write_events(self, ids: Collection[str]) -> None:
        reasons = merge_reasons(self.conn, self.decisions)
        for batch in batched(sorted(ids), _ROWS):
            self.conn.execute(sa.delete(events).where(events.c.id.in_(batch)))
            self.conn.execute(sa.delete(event_parties).where(event_parties.c.event.in_(batch)))
            found: dict[str, list[Stored]] = defaultdict(list)
            for item in stored(self.conn, tellings.c.event.in_(batch)):
                found[item.event].append(item)
            rows, parties = [], []
            for event_id, event in sorted(make_events(self.conn, found, reasons, None).items()):
                row, sides = _event_rows(event_id, event, found[event_id])
                rows.append(row)
                parties += sides
            if rows:
                self.conn.execute(sa.insert(events), rows)
            if parties:
                self.conn.execute(sa.insert(event_parties), parties)

    def make_anew(self, progress: Progress | None) -> None:
        """Forget all that was made of reports and claims, and make it again."""
        conn = self.conn
        self._follow(None)
        for table in (event_parties, events, telling_links, telling_claims, telling_keys, tellings):
            conn.execute(sa.delete(table))
        untils = _until(conn)
        total = int(conn.scalar(sa.select(sa.func.count(sa.distinct(coded.c.version)))) or 0)
        known = set(conn.scalars(sa.select(prints.c.version)))
        readings: dict[int, Reading] = {}
        texts: list[dict[str, Any]] = []
        for done, (version, report, found) in enumerate(claims_of(conn, None), 1):
            if found:
                readings[version] = read_version(Version(report, found, version), self.decisions)
                if version not in known:
                    texts.append({"version": version, "print": fingerprint(report.text)})
            if progress and done % 500 == 0:
                progress(done, 2 * total)
        self._insert(prints, texts)
        apart = self._apart(readings)
        every = {telling.id: telling for reading in readings.values() for telling in reading.tellings}
        places = rebuild(every.values(), apart)
        if progress:
            progress(total + total // 2, 2 * total)
        telling_of = {claim.claim: telling.id for telling in every.values() for claim in telling.told}
        groups, reasons = fused(self.decisions, telling_of, places)
        root = {first: min(group, key=lambda one: every[one].order) for group in groups for first in group}
        event_of = {telling: root.get(place.first, place.first) for telling, place in places.items()}
        self._insert(
            tellings,
            (
                _row(telling, places[telling.id], event_of[telling.id], untils[telling.source.version])
                for telling in every.values()
            ),
        )
        firsts = {place.first for place in places.values()}
        self._insert(
            telling_keys,
            (row for telling in every.values() for row in _key_rows(telling, is_first=telling.id in firsts)),
        )
        self._insert(telling_claims, ({"claim": claim, "telling": telling} for claim, telling in telling_of.items()))
        self._insert(
            telling_links, (row for version, reading in readings.items() for row in _link_rows(version, reading.links))
        )
        members: dict[str, list[Stored]] = defaultdict(list)
        for telling in every.values():
            until = untils[telling.source.version]
            members[event_of[telling.id]].append(Stored(telling, places[telling.id], event_of[telling.id], until))
        self._insert_events(members, reasons)
        conn.execute(sa.delete(unjoined))
        if progress:
            progress(2 * total, 2 * total)

    def _apart(self, readings: Mapping[int, Reading]) -> dict[str, set[str]]:
        apart: dict[str, set[str]] = defaultdict(set)
        telling_of: dict[str, str] = {}
        for reading in readings.values():
            for telling, others in reading.apart.items():
                apart[telling] |= others
            if self.decisions.apart:
                telling_of |= {claim.claim: telling.id for telling in reading.tellings for claim in telling.told}
        for one, other in self.decisions.apart:
            if one in telling_of and other in telling_of and telling_of[one] != telling_of[other]:
                apart[telling_of[one]].add(telling_of[other])
        return apart

    def _insert_events(self, members: Mapping[str, Sequence[Stored]], reasons: Mapping[str, str]) -> None:
        for batch in batched(sorted(members), _ROWS):
            rows, parties = [], []
            found = {event_id: members[event_id] for event_id in batch}
            for event_id, event in make_events(self.conn, found, reasons, None).items():
                row, sides = _event_rows(event_id, event, members[event_id])
                rows.append(row)
                parties += sides
            self.conn.execute(sa.insert(events), rows)
            self._insert(event_parties, parties)

    def _insert(self, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
        for batch in batched(rows, _ROWS):
            self.conn.execute(sa.insert(table), batch)


def _event_rows(
    event_id: str, event: Event | None, found: Sequence[Stored]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An event as a row, and its parties as rows."""
    first = min(item.telling.source.date for item in found)
    settled = max(max(item.telling.source.date, item.until or 0) for item in found)
    own = next(item.telling for item in found if item.telling.id == event_id)
    lo, hi = span(event) if event else (own.lo, own.hi)
    family, _, mode = own.family.partition("/")
    row = {
        "id": event_id,
        "event": event.event if event else family,
        "mode": event.mode if event else mode or None,
        "status": event.status if event else None,
        "lo": lo,
        "hi": hi,
        "first": first,
        "last": event.last.toordinal() if event else settled,
        "settled": settled,
        "value": _encode(event) if event else b"",
        "brief": _encode(brief(event)) if event else b"",
    }
    kinds = {claim.kind for item in found for claim in item.telling.told}
    now = {"actor": set(event.actor), "recipient": set(event.recipient)} if event else {}
    named = {("actor", code) for item in found for code in item.telling.actor}
    named |= {("recipient", code) for item in found for code in item.telling.recipient}
    status = {(event.kind, role, code): event.status for role in now for code in now[role]} if event else {}
    parties = [
        {
            "party": code,
            "role": role,
            "kind": kind,
            "hi": hi,
            "lo": lo,
            "event": event_id,
            "status": status.get((kind, role, code)),
        }
        for role, code in sorted(named)
        for kind in sorted(kinds)
    ]
    return row, parties


def brief(event: Event) -> Event:
    """What sums need of an event; a stock in full, for who says so is told with it."""
    if event.kind == "HOLD":
        return event
    claims = event.claims if event.at_large else ()
    return msgspec.structs.replace(event, witnesses=(), claims=claims, why=(), figures=(), notes=())
