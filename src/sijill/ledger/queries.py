"""The questions that a ledger answers.

Unless told otherwise they see the newest version of each report (the one first read last), and of each version the
claims of the newest coder (the one that coded it last).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from sijill.claim import Claim
from sijill.errors import UsageError
from sijill.ledger.database import Database, json_text
from sijill.ledger.fulltext import holds, report_holds
from sijill.ledger.records import ClaimFilter, Overview, ReportFilter, Run, StoredClaim, StoredProblem, Tally, Version
from sijill.ledger.rows import ID_LENGTH, row_claim, row_report
from sijill.ledger.schema import claims, coded, problems, report_words, reports, runs
from sijill.report import Problem, Report

PAGE = 500
LATEST = 5
Conditions = list[sa.ColumnElement[bool]]

# Codes are looked for in the text of the JSON: at the size of a ledger a scan is quicker than a join.
_ACTOR, _RECIPIENT = sa.cast(claims.c.actor, sa.Text), sa.cast(claims.c.recipient, sa.Text)
_CLAIMS_OF_REPORTS = claims.join(reports, claims.c.version == reports.c.version)


def claims_query(database: Database, wanted: ClaimFilter) -> sa.Select[Any]:
    """The query for `wanted`: the newest report first, and as they stand in it. Raises UsageError; see `Ledger`."""
    if wanted.coders:
        with database.read() as conn:
            known = _coders(conn)
        if unknown := sorted(set(wanted.coders) - set(known)):
            raise UsageError(f"no report was coded by {unknown[0]!r}; coders here: {', '.join(known) or 'none'}")
    return (
        sa.select(claims)
        .select_from(_CLAIMS_OF_REPORTS)
        .where(*_conditions(database, wanted))
        .order_by(reports.c.date.desc(), reports.c.version.desc(), claims.c.start, claims.c.key)
        .limit(wanted.limit)
        .offset(wanted.offset or None)
    )


def newest(database: Database) -> sa.Select[Any]:
    """The newest coder's claims of the newest version of each report, in no order."""
    return sa.select(claims).select_from(_CLAIMS_OF_REPORTS).where(*_conditions(database, ClaimFilter()))


def select_claims(database: Database, query: sa.Select[Any]) -> Iterator[StoredClaim]:
    """The claims of a query, read a page at a time."""
    with database.read() as conn:
        yield from _stored(conn, query)


def count_claims(database: Database, wanted: ClaimFilter) -> int:
    """How many claims `wanted` asks for, whatever its limit."""
    query = sa.select(sa.func.count()).select_from(_CLAIMS_OF_REPORTS).where(*_conditions(database, wanted))
    with database.read() as conn:
        return int(conn.scalar(query) or 0)


def find_claims(database: Database, beginning: str, limit: int) -> list[StoredClaim]:
    """Up to `limit` claims whose id begins so, of any coder and version."""
    if not beginning or len(beginning) > ID_LENGTH or not set(beginning) <= set("0123456789abcdef"):
        return []
    between = (claims.c.id >= beginning, claims.c.id < f"{beginning}g")  # a prefix of hex digits, by the index
    query = sa.select(claims).where(*between).order_by(claims.c.id).limit(limit)
    with database.read() as conn:
        return list(_stored(conn, query))


def claims_by_id(database: Database, ids: Sequence[str]) -> list[StoredClaim]:
    """The claims of these ids that are there, in the order of the ids."""
    found: dict[str, StoredClaim] = {}
    with database.read() as conn:
        for first in range(0, len(ids), PAGE):
            query = sa.select(claims).where(claims.c.id.in_(ids[first : first + PAGE]))
            found |= {stored.id: stored for stored in _stored(conn, query)}
    return [found[one] for one in ids if one in found]


def select_report(database: Database, report_id: str) -> Report | None:
    """The newest version of a report."""
    query = sa.select(reports).where(reports.c.id == report_id).order_by(reports.c.version.desc()).limit(1)
    with database.read() as conn:
        row = conn.execute(query).first()
    return row_report({**row._mapping}) if row else None


def select_reports(database: Database, wanted: ReportFilter) -> list[Report]:
    """The newest versions of the reports that `wanted` asks for, the latest first. Raises UsageError; see `Ledger`."""
    query = (
        sa.select(reports)
        .where(*_report_conditions(database, wanted))
        .order_by(reports.c.date.desc(), reports.c.version.desc())
        .limit(wanted.limit)
        .offset(wanted.offset or None)
    )
    with database.read() as conn:
        return [row_report({**row}) for row in conn.execute(query).mappings()]


def count_reports(database: Database, wanted: ReportFilter) -> int:
    """How many reports `wanted` asks for, whatever its limit."""
    query = sa.select(sa.func.count()).select_from(reports).where(*_report_conditions(database, wanted))
    with database.read() as conn:
        return int(conn.scalar(query) or 0)


def select_versions(database: Database, report_id: str) -> list[Version]:
    """Every version of a report, the newest first."""
    query = (
        sa.select(reports, runs.c.started)
        .join(runs, reports.c.run == runs.c.run)
        .where(reports.c.id == report_id)
        .order_by(reports.c.version.desc())
    )
    with database.read() as conn:
        rows = conn.execute(query).mappings().all()
    return [Version(version=row["version"], read=row["started"], report=row_report({**row})) for row in rows]


def select_claims_of(database: Database, version: int) -> list[StoredClaim]:
    """The newest coder's claims of one version of a report, as they stand in it."""
    last_run = sa.select(sa.func.max(coded.c.run)).where(coded.c.version == version).scalar_subquery()
    query = (
        sa.select(claims)
        .where(claims.c.version == version, claims.c.run == last_run)
        .order_by(claims.c.start, claims.c.key)
    )
    with database.read() as conn:
        return list(_stored(conn, query))


def select_problems(database: Database) -> Iterator[StoredProblem]:
    """What was set aside, in the order in which it was met."""
    query = sa.select(problems, runs.c.started).join(runs, problems.c.run == runs.c.run).order_by(problems.c.key)
    with database.read() as conn:
        for row in conn.execution_options(yield_per=PAGE).execute(query):
            problem = Problem(**{name: getattr(row, name) for name in Problem.__struct_fields__})
            yield StoredProblem(problem=problem, found=row.started)


def overview(database: Database) -> Overview:
    """The state of the ledger."""
    newest = _conditions(database, ClaimFilter())
    with database.read() as conn:
        total, first, last = conn.execute(
            sa.select(
                sa.func.count(sa.distinct(reports.c.id)), sa.func.min(reports.c.date), sa.func.max(reports.c.date)
            ).where(reports.c.version == _newest_version())
        ).one()
        kind = (claims.c.event, claims.c.mode, claims.c.status)
        tally = sa.select(*kind, sa.func.count()).select_from(_CLAIMS_OF_REPORTS).where(*newest).group_by(*kind)
        events = [_tally(*row) for row in conn.execute(tally)]
        held = (
            sa.select(*kind, sa.func.count(), _ACTOR)
            .select_from(_CLAIMS_OF_REPORTS)
            .where(*newest, _events(("RETREAT/release", "COERCE/arrest")))
            .group_by(*kind, _ACTOR)
        )
        counts: Counter[tuple[str, str | None, str, str]] = Counter()
        for event, mode, status, count, actor in conn.execute(held):
            for party in json.loads(actor):
                counts[event, mode, status, party] += count
        holders = [_tally(*key[:3], count, key[3]) for key, count in counts.items()]
        unfinished = conn.execute(sa.select(runs).where(runs.c.finished.is_(None)).order_by(runs.c.run))
        cut_off = tuple(
            Run(run=row.run, coder=row.coder, started=row.started, finished=row.finished) for row in unfinished
        )
        coders = tuple(_coders(conn))
        set_aside = int(conn.scalar(sa.select(sa.func.count()).select_from(problems)) or 0)
    latest = ClaimFilter(events=("RETREAT/release",), statuses=("happened",), limit=LATEST)
    active: dict[str | None, int] = {}
    for row in holders:
        active[row.party] = active.get(row.party, 0) + row.claims
    return Overview(
        reports=total,
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        claims=sum(row.claims for row in events),
        set_aside=set_aside,
        coders=coders,
        events=tuple(sorted(events, key=lambda row: (row.event, row.status))),
        holders=tuple(sorted(holders, key=lambda row: (-active[row.party], row.party or "", row.event, row.status))),
        releases=tuple(select_claims(database, claims_query(database, latest))),
        unfinished=cut_off,
    )


def _tally(event: str, mode: str | None, status: Any, count: int, party: str | None = None) -> Tally:
    return Tally(f"{event}/{mode}" if mode else event, status, count, party)


def _stored(conn: sa.Connection, query: sa.Select[Any]) -> Iterator[StoredClaim]:
    """The claims of `query`, with each report fetched once a page."""
    for page in conn.execution_options(yield_per=PAGE).execute(query).mappings().partitions():
        versions = {row["version"] for row in page}
        found = conn.execute(sa.select(reports).where(reports.c.version.in_(versions))).mappings()
        texts = {row["version"]: row_report({**row}) for row in found}
        for row in page:
            claim: Claim = row_claim({**row})
            yield StoredClaim(id=row["id"], claim=claim, report=texts[row["version"]])


def _newest_version(as_of: date | None = None) -> sa.ScalarSelect[int]:
    """The newest version of the report at hand, among those dated up to `as_of`."""
    other = reports.alias()
    query = sa.select(sa.func.max(other.c.version)).where(other.c.id == reports.c.id)
    if as_of:
        query = query.where(other.c.date <= as_of.isoformat())
    return query.correlate(reports).scalar_subquery()


def newest_claims() -> list[sa.ColumnElement[bool]]:
    """The conditions that a claim (joined to its report) is of the newest version and coder."""
    last_run = sa.select(sa.func.max(coded.c.run)).where(coded.c.version == claims.c.version)
    return [reports.c.version == _newest_version(), claims.c.run == last_run.correlate(claims).scalar_subquery()]


def _conditions(database: Database, wanted: ClaimFilter) -> Conditions:
    found: Conditions = [reports.c.version == _newest_version(wanted.as_of)]
    if wanted.as_of:
        found.append(reports.c.date <= wanted.as_of.isoformat())
    if wanted.coders:
        found.append(claims.c.coder.in_(wanted.coders))
    else:
        last_run = sa.select(sa.func.max(coded.c.run)).where(coded.c.version == claims.c.version)
        found.append(claims.c.run == last_run.correlate(claims).scalar_subquery())
    if wanted.events:
        found.append(_events(wanted.events))
    for column, values in ((claims.c.status, wanted.statuses), (claims.c.said_kind, wanted.said)):
        if values:
            found.append(column.in_(values))
    if wanted.reports:
        found.append(reports.c.id.in_(wanted.reports))
    for side, codes in ((_ACTOR, wanted.actors), (_RECIPIENT, wanted.recipients)):
        if codes:
            spellings = sorted({form for code in codes for form in (code, code.upper(), code.lower())})
            found.append(sa.or_(*(side.contains(json_text(form), autoescape=True) for form in spellings)))
    if wanted.since:
        found.append(sa.func.coalesce(claims.c.when_to, reports.c.date) >= wanted.since.isoformat())
    if wanted.until:
        found.append(sa.func.coalesce(claims.c.when_from, reports.c.date) <= wanted.until.isoformat())
    if wanted.text is not None:
        found.append(holds(wanted.text, sqlite=database.is_sqlite))
    return found


def _report_conditions(database: Database, wanted: ReportFilter) -> Conditions:
    found: Conditions = [reports.c.version == _newest_version(wanted.as_of)]
    if wanted.as_of:
        found.append(reports.c.date <= wanted.as_of.isoformat())
    if wanted.outlets:
        found.append(reports.c.outlet.in_(wanted.outlets))
    if wanted.since:
        found.append(reports.c.date >= wanted.since.isoformat())
    if wanted.until:
        found.append(reports.c.date <= wanted.until.isoformat())
    if wanted.text is not None:
        held = sa.select(report_words.c.version).where(report_holds(wanted.text, sqlite=database.is_sqlite))
        found.append(reports.c.version.in_(held))
    return found


def _events(kinds: Sequence[str]) -> sa.ColumnElement[bool]:
    any_of = []
    for event, _, mode in (kind.partition("/") for kind in kinds):
        any_of.append(sa.and_(claims.c.event == event, claims.c.mode == mode) if mode else claims.c.event == event)
    return sa.or_(*any_of)


def _coders(conn: sa.Connection) -> list[str]:
    return list(conn.scalars(sa.select(coded.c.coder).distinct().order_by(coded.c.coder)))
