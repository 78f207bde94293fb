"""The writer of a ledger: reports in, coded where they were not, written in batches.

A batch is one transaction, and what it adds is looked up within it. So a reading that is cut off leaves whole
batches, running again adds the rest, and two readings at once double nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice

import msgspec
import sqlalchemy as sa

from sijill.ledger import schema
from sijill.ledger.coding import Batch, Coded, code_batches
from sijill.ledger.database import Database
from sijill.ledger.fulltext import index_reports, words
from sijill.ledger.records import Coder, Summary
from sijill.ledger.rows import Row, problem_row, report_row
from sijill.report import Problem, Report

BATCH = 64
"""Reports in a transaction: one commit costs as much as coding one of them."""

Key = tuple[str, str]


def read(
    database: Database,
    items: Iterable[Report | Problem],
    *,
    coder: Coder,
    jobs: int = 1,
    progress: Callable[[Summary], object] | None = None,
) -> Summary:
    """Put `items` into the ledger; see `Ledger.read`."""
    summary = Summary()
    with database.write() as conn:
        begun = sa.insert(schema.runs).values(coder=coder.name, started=_now()).returning(schema.runs.c.run)
        run = int(conn.execute(begun).scalar_one())
    batches = (_look_up(database, coder, batch) for batch in _batches(items))
    with closing(code_batches(batches, coder, jobs)) as done:
        for batch, coded in done:
            with database.write() as conn:
                _Writer(database, conn, run, coder).write(batch, coded, summary)
            if progress:
                progress(summary)
    with database.write() as conn:
        finished = {"finished": _now(), "counts": msgspec.to_builtins(summary)}
        conn.execute(sa.update(schema.runs).where(schema.runs.c.run == run).values(finished))
        if summary.new >= BATCH:
            database.gather_statistics(conn)
    return summary


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _batches(items: Iterable[Report | Problem]) -> Iterator[list[Report | Problem]]:
    storable = map(_storable, items)
    while batch := list(islice(storable, BATCH)):
        yield batch


def _storable(item: Report | Problem) -> Report | Problem:
    """`item`, or a problem in its place where it holds what no database takes as text."""
    if isinstance(item, Problem):
        return item
    parts = (item.id, item.title, item.body, item.language, item.outlet, item.agency, item.url, *item.points)
    try:
        whole = "\n".join(part for part in parts if part).encode()
    except UnicodeEncodeError:
        whole = b"\0"
    if b"\0" not in whole:
        return item
    return Problem(
        source=item.url or item.id,
        report=item.id,
        reason="not-text",
        detail="its text holds characters that are no Unicode text (NUL or half of a surrogate pair): clean it first",
    )


def _look_up(database: Database, coder: Coder, items: list[Report | Problem]) -> Batch:
    reports = [item for item in items if isinstance(item, Report)]
    with database.read() as conn:
        versions = _versions(conn, reports)
        coded = _coded(conn, coder, versions.values())
    done = {key for key, version in versions.items() if version in coded}
    return Batch(items, [report for report in reports if (report.id, report.digest) not in done])


def _versions(conn: sa.Connection, reports: Sequence[Report]) -> dict[Key, int]:
    """The versions that the ledger holds of the ids of `reports`."""
    table = schema.reports.c
    query = sa.select(table.id, table.digest, table.version).where(table.id.in_({report.id for report in reports}))
    return {(row.id, row.digest): row.version for row in conn.execute(query)}


def _coded(conn: sa.Connection, coder: Coder, versions: Iterable[int]) -> set[int]:
    """Those of `versions` that the coder has coded."""
    table = schema.coded.c
    query = sa.select(table.version).where(table.coder == coder.name, table.version.in_(list(versions)))
    return set(conn.scalars(query))


class _Writer:
    """Writes one batch within the transaction of `conn`."""

    def __init__(self, database: Database, conn: sa.Connection, run: int, coder: Coder) -> None:
        self.database = database
        self.conn = conn
        self.run = run
        self.coder = coder

    def write(self, batch: Batch, coded: Sequence[Coded], summary: Summary) -> None:
        """Add what is new in `batch`, whose `uncoded` reports gave `coded`, and count it all in `summary`."""
        reports = [item for item in batch.items if isinstance(item, Report)]
        problems = [item for item in batch.items if isinstance(item, Problem)]
        results = {_key(report): result for report, result in zip(batch.uncoded, coded, strict=True)}
        versions = _versions(self.conn, reports)
        ids = {key[0] for key in versions}
        fresh: dict[Key, Report] = {}
        for report in reports:
            result = results.get(_key(report))
            known = _key(report) in versions or _key(report) in fresh
            if isinstance(result, Problem):
                problems.append(result)
            elif known:
                summary.known += 1
            else:
                summary.new += 1
                summary.replaced += report.id in ids
            if not known:
                fresh[_key(report)] = report
                ids.add(report.id)
        versions |= self._add_reports(fresh)
        self._add_claims({versions[key]: rows for key, rows in results.items() if isinstance(rows, list)}, summary)
        self._add(schema.problems, [problem_row(problem) for problem in problems])
        summary.set_aside += len(problems)

    def _add_reports(self, fresh: dict[Key, Report]) -> dict[Key, int]:
        """Add reports in the order in which they were read, and give the versions that they became."""
        if not fresh:
            return {}
        insert = sa.insert(schema.reports).returning(schema.reports.c.version, sort_by_parameter_order=True)
        rows = [report_row(report) | {"run": self.run} for report in fresh.values()]
        versions = dict(zip(fresh, self.conn.scalars(insert, rows), strict=True))
        seen = [
            {"version": version, "words": words(f"{fresh[key].title}\n{fresh[key].body}")}
            for key, version in versions.items()
        ]
        self.conn.execute(sa.insert(schema.report_words), seen)
        if self.database.is_sqlite:
            index_reports(self.conn, min(versions.values()))
        return versions

    def _add_claims(self, results: dict[int, list[Row]], summary: Summary) -> None:
        """Add the claims of each version, but of those that another run coded since they were looked up."""
        fresh = results.keys() - _coded(self.conn, self.coder, results)
        self._add(schema.coded, [{"version": version, "coder": self.coder.name} for version in sorted(fresh)])
        if fresh:
            due = [{"version": version} for version in sorted(fresh)]
            self.conn.execute(self.database.insert_new(schema.unjoined), due)
        claims = {row["id"]: row | {"version": version} for version in sorted(fresh) for row in results[version]}
        self._add(schema.claims, list(claims.values()))
        for row in claims.values():
            summary.claims[f"{row['event']}/{row['mode']}" if row["mode"] else row["event"]] += 1

    def _add(self, table: sa.Table, rows: list[Row]) -> None:
        if rows:
            self.conn.execute(self.database.insert_new(table), [row | {"run": self.run} for row in rows])


def _key(report: Report) -> Key:
    return report.id, report.digest
