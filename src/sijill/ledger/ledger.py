"""The ledger as a value: open it, read into it, ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from sijill.errors import UsageError
from sijill.ledger import queries, reading
from sijill.ledger.database import Database
from sijill.ledger.records import (
    ClaimFilter,
    Coder,
    Overview,
    ReportFilter,
    StoredClaim,
    StoredProblem,
    Summary,
    Version,
)
from sijill.report import Problem, Report

if TYPE_CHECKING:
    from sijill.reconcile import Balance, Deal, Event, EventFilter, Relation, Revision
    from sijill.reconcile.records import Field, RevisionKind

T = TypeVar("T")

_SHOWN = 10


class Ledger:
    """An open ledger. Close it, or use it in a `with` statement.

    Every method raises LedgerError where the database fails under it: what was written until then stays.

    >>> with Ledger.open("sijill.db") as ledger:  # doctest: +SKIP
    ...     for stored in ledger.claims(ClaimFilter(events=("RETREAT/release",), actors=("BLR",))):
    ...         print(stored.report.date, stored.claim.count, stored.evidence)
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, address: str, *, create: bool = True) -> Ledger:
        """Open the ledger at `address`: a file's path, or a URL `sqlite:///…` or `postgresql://…`.

        A new one is made where there is none, unless `create` is false; one of an older form is brought to the
        newest. Raises LedgerError where it is of a newer form, no ledger at all, or cannot be reached.
        """
        return cls(Database.open(address, create=create))

    @property
    def database(self) -> Database:
        """What it is kept in, for rooms that keep something of their own beside it."""
        return self._database

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(
        self,
        items: Iterable[Report | Problem],
        *,
        jobs: int = 1,
        coder: Coder | None = None,
        progress: Callable[[Summary], object] | None = None,
        joining: Callable[[int, int], object] | None = None,
    ) -> Summary:
        """Code the reports in `items` and put them in; keep the problems.

        `jobs` processes code. `coder` is the built-in one if None. `progress` is called after every batch with what
        was done so far. A report on which the coder fails is set aside, and tried again at the next reading.
        What was read is joined to the events at the end; `joining` is called with how much was done of that, and of
        how much. Raises CoderError where a process that codes dies, and
        whatever `items` raises.
        """
        if coder is None:
            from sijill import coding  # noqa: PLC0415  (the packs are large)

            coder = Coder(coding.CODER, coding.code_report)
        with self._database.failures():
            summary = reading.read(self._database, items, coder=coder, jobs=jobs, progress=progress)
        self.reconcile(progress=joining)
        return summary

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[StoredClaim]:
        """The claims that `wanted` asks for: the newest report first, and as they stand in it.

        Raises UsageError where it names a coder that coded nothing here, or a text without a word.
        """
        with self._database.failures():
            query = queries.claims_query(self._database, wanted or ClaimFilter())
        return self._guarded(queries.select_claims(self._database, query))

    def count(self, wanted: ClaimFilter) -> int:
        """How many claims `wanted` asks for, whatever its limit."""
        with self._database.failures():
            return queries.count_claims(self._database, wanted)

    def claim(self, beginning: str) -> StoredClaim:
        """The claim whose id begins so. Raises UsageError where there is none, or more than one."""
        with self._database.failures():
            found = queries.find_claims(self._database, beginning.lower(), _SHOWN + 1)
        if not found:
            raise UsageError(f"there is no claim {beginning!r}; `sijill claims` lists them")
        if len(found) > 1:
            ids = ", ".join(stored.id for stored in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
            raise UsageError(f"more than one claim begins with {beginning!r}: {ids}")
        return found[0]

    def claims_by_id(self, ids: Sequence[str]) -> list[StoredClaim]:
        """The claims of these whole ids, in their order; ids of which there is no claim are passed over."""
        with self._database.failures():
            return queries.claims_by_id(self._database, ids)

    def report(self, report_id: str) -> Report:
        """The newest version of a report. Raises UsageError where there is none."""
        with self._database.failures():
            found = queries.select_report(self._database, report_id)
        if found is None:
            raise UsageError(f"there is no report {report_id!r} in the ledger")
        return found

    def reports(self, wanted: ReportFilter | None = None) -> list[Report]:
        """The newest versions of the reports that `wanted` asks for, the latest first.

        Raises UsageError where its text has no word.
        """
        with self._database.failures():
            return queries.select_reports(self._database, wanted or ReportFilter())

    def count_reports(self, wanted: ReportFilter) -> int:
        """How many reports `wanted` asks for, whatever its limit."""
        with self._database.failures():
            return queries.count_reports(self._database, wanted)

    def versions(self, report_id: str) -> list[Version]:
        """Every version of a report, the newest first. Raises UsageError where there is none."""
        with self._database.failures():
            found = queries.select_versions(self._database, report_id)
        if not found:
            raise UsageError(f"there is no report {report_id!r} in the ledger")
        return found

    def claims_of(self, version: int) -> list[StoredClaim]:
        """The newest coder's claims of one version of a report, as they stand in it."""
        with self._database.failures():
            return queries.select_claims_of(self._database, version)

    def problems(self) -> Iterator[StoredProblem]:
        """What was set aside, in the order in which it was met."""
        return self._guarded(queries.select_problems(self._database))

    def overview(self) -> Overview:
        """Counts, holders and the latest releases."""
        with self._database.failures():
            return queries.overview(self._database)

    def reconcile(self, *, anew: bool = False, progress: Callable[[int, int], object] | None = None) -> None:
        """Join what was read and is not in the events yet: after a reading that was cut off, say.

        `anew` makes all events again, and gives the same. `progress` is called with how much was done, and of how much.
        """
        from sijill.ledger import event_queries, joining  # noqa: PLC0415  (a ledger that only reads claims needs none)

        with self._database.failures():
            if anew or event_queries.unjoined_count(self._database):
                joining.join(self._database, anew=anew, progress=progress)

    def events(self, wanted: EventFilter | None = None) -> Iterator[Event]:
        """The events that `wanted` asks for, the latest first. Raises UsageError where its text has no word."""
        from sijill.ledger import event_queries  # noqa: PLC0415
        from sijill.reconcile import EventFilter  # noqa: PLC0415

        self.reconcile()
        return self._guarded(event_queries.select_events(self._database, wanted or EventFilter()))

    def count_events(self, wanted: EventFilter) -> int:
        """How many events `wanted` asks for, whatever its limit."""
        from sijill.ledger import event_queries  # noqa: PLC0415

        self.reconcile()
        with self._database.failures():
            return event_queries.count_events(self._database, wanted)

    def event(self, beginning: str, *, as_of: date | None = None) -> Event:
        """The event whose id, or the id of a claim of which, begins so; with its wholes and parts.

        Raises UsageError where there is none, or more than one.
        """
        from sijill.ledger import event_queries  # noqa: PLC0415

        self.reconcile()
        with self._database.failures():
            found = event_queries.find_event(self._database, beginning.lower(), as_of, _SHOWN + 1)
        if not found:
            when = f" as of {as_of}" if as_of else ""
            raise UsageError(f"there is no event {beginning!r}{when}; `sijill events` lists them")
        if len(found) > 1:
            ids = ", ".join(event.id for event in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
            raise UsageError(f"more than one event begins with {beginning!r}: {ids}")
        return found[0]

    def event_of(self, claim: str) -> Event | None:
        """The event that a claim is in; None where it was rejected, or is none of the newest coder and version."""
        from sijill.ledger import event_queries  # noqa: PLC0415

        self.reconcile()
        with self._database.failures():
            found = event_queries.event_of(self._database, claim)
        return self.event(found) if found else None

    def balance(
        self,
        holder: str,
        *,
        of: str | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
    ) -> Balance:
        """Whom `holder` took, freed and holds, from `since` to `until`; of one party's people where `of` is given."""
        from sijill.ledger import event_queries  # noqa: PLC0415

        if since and until and since > until:
            raise UsageError(f"the period begins on {since}, after its end on {until}")
        self.reconcile()
        with self._database.failures():
            return event_queries.make_balance(self._database, holder, of=of, since=since, until=until, as_of=as_of)

    def deals(self, *, parties: Sequence[str] = (), as_of: date | None = None, limit: int | None = None) -> list[Deal]:
        """The deals to which all of `parties` are parties, those that moved last first."""
        from sijill.ledger import event_queries  # noqa: PLC0415

        self.reconcile()
        with self._database.failures():
            found = event_queries.make_deals(self._database, as_of)
        return [deal for deal in found if set(parties) <= set(deal.parties)][:limit]

    def deal(self, beginning: str, *, as_of: date | None = None) -> Deal:
        """The deal whose id, or the id of a leg of which, begins so. Raises UsageError where there is none, or more."""
        found = [
            deal
            for deal in self.deals(as_of=as_of)
            if beginning and any(one.startswith(beginning.lower()) for one in (deal.id, *(leg.id for leg in deal.legs)))
        ]
        if not found:
            when = f" as of {as_of}" if as_of else ""
            raise UsageError(f"there is no deal {beginning!r}{when}; `sijill deals` lists them")
        if len(found) > 1:
            raise UsageError(f"more than one deal begins with {beginning!r}: {', '.join(deal.id for deal in found)}")
        return found[0]

    def relation(self, a: str, b: str, *, as_of: date | None = None) -> Relation:
        """What passed between two parties: by month, and its sanctions, meetings and envoys."""
        from sijill.ledger import event_queries  # noqa: PLC0415

        self.reconcile()
        with self._database.failures():
            return event_queries.make_relation(self._database, a, b, as_of)

    def revise(
        self,
        kind: RevisionKind,
        claims: Sequence[str],
        *,
        author: str,
        reason: str,
        against: Sequence[str] = (),
        field: Field | None = None,
        value: object = None,
        undoes: int | None = None,
    ) -> Revision:
        """Write down a person's decision over claims, by their ids, and bring the events to it; see `Revision`.

        An event's id is that of its first claim, and may stand for it. Raises UsageError where a claim is not in the
        ledger, or something that the decision needs is missing.
        """
        from sijill.ledger import event_queries  # noqa: PLC0415

        self.reconcile()
        with self._database.failures():
            return event_queries.add_revision(
                self._database,
                kind,
                claims,
                author=author,
                reason=reason,
                against=against,
                field=field,
                value=value,
                undoes=undoes,
            )

    def revisions(self, *, claim: str | None = None, active: bool | None = None) -> list[Revision]:
        """The revisions in the order in which they were made: of one claim, or those that hold or do not, if asked."""
        from sijill.ledger import event_queries  # noqa: PLC0415

        self.reconcile()
        with self._database.failures():
            return event_queries.concerning(event_queries.select_revisions(self._database), claim, active)

    def _guarded(self, rows: Iterator[T]) -> Iterator[T]:
        with self._database.failures():
            yield from rows
