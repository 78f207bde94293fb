"""The ledger as a value: open it, read into it, ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from sijill.errors import UsageError
from sijill.ledger import queries, reading
from sijill.ledger.database import Database
from sijill.ledger.records import ClaimFilter, Coder, Overview, StoredClaim, StoredProblem, Summary
from sijill.report import Problem, Report

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
    ) -> Summary:
        """Code the reports in `items` and put them in; keep the problems.

        `jobs` processes code. `coder` is the built-in one if None. `progress` is called after every batch with what
        was done so far. A report on which the coder fails is set aside, and tried again at the next reading.
        Raises CoderError where a process that codes dies, and whatever `items` raises.
        """
        if coder is None:
            from sijill import coding  # noqa: PLC0415  (the packs are large)

            coder = Coder(coding.CODER, coding.code_report)
        with self._database.failures():
            return reading.read(self._database, items, coder=coder, jobs=jobs, progress=progress)

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

    def report(self, report_id: str) -> Report:
        """The newest version of a report. Raises UsageError where there is none."""
        with self._database.failures():
            found = queries.select_report(self._database, report_id)
        if found is None:
            raise UsageError(f"there is no report {report_id!r} in the ledger")
        return found

    def problems(self) -> Iterator[StoredProblem]:
        """What was set aside, in the order in which it was met."""
        return self._guarded(queries.select_problems(self._database))

    def overview(self) -> Overview:
        """Counts, holders and the latest releases."""
        with self._database.failures():
            return queries.overview(self._database)

    def _guarded(self, rows: Iterator[T]) -> Iterator[T]:
        with self._database.failures():
            yield from rows
