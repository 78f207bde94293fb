"""What goes into a ledger and what comes out of it, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from sijill.claim import Claim, Kind, Status
from sijill.report import Problem, Report


class Coder(NamedTuple):
    """Anything that turns a report into claims. `name` says which and in what version, as in `sijill-rules/0.1.0`.

    `code` is a function of a module, so that other processes can run it.
    """

    name: str
    code: Callable[[Report], Sequence[Claim]]


class Summary(msgspec.Struct, kw_only=True):
    """What one run did.

    Each item read is one of `new`, `known` (its text was in the ledger) and `set_aside`. `replaced` are those of the
    new ones that are a newer version of a report in the ledger. `claims` are the ones added, by event.
    """

    new: int = 0
    known: int = 0
    set_aside: int = 0
    replaced: int = 0
    claims: Counter[str] = msgspec.field(default_factory=Counter)

    @property
    def seen(self) -> int:
        """How many items were read."""
        return self.new + self.known + self.set_aside


class ClaimFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are asked for. Every field narrows; several values in a field mean any of them.

    `events` are `EVENT` or `EVENT/mode`. `since` and `until` bound the time of a claim: its `when` where it states
    one, else the date of its report; a claim is in if the two overlap. `text` is words that the sentence or the
    report's title must hold. `as_of` sees only reports up to that day. `coders` asks for the claims of these coders
    in the place of the newest. `offset` passes over the first of them.
    """

    events: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    said: tuple[Kind, ...] = ()
    reports: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str | None = None
    as_of: date | None = None
    coders: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0


class ReportFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports are asked for. Every field narrows. `text` is words that the title or the body must hold."""

    text: str | None = None
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    limit: int | None = None
    offset: int = 0


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a report: its number, which grows, and when (ISO 8601, UTC) the run that read it first began."""

    version: int
    read: str
    report: Report


class StoredClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in the ledger, with the version of the report that it was read from."""

    id: str
    claim: Claim
    report: Report

    @property
    def evidence(self) -> str:
        """The stretch of the report that the claim rests on."""
        return self.report.text[self.claim.start : self.claim.end]


class StoredProblem(msgspec.Struct, frozen=True, kw_only=True):
    """What was set aside, and when (ISO 8601, UTC) the run that first met it began."""

    problem: Problem
    found: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One reading. `finished` is None where it still goes on or was cut off; times are ISO 8601, UTC."""

    run: int
    coder: str
    started: str
    finished: str | None


class Tally(NamedTuple):
    """How many claims of an event have a status; `party` is the code they were counted for, if for any."""

    event: str
    status: Status
    claims: int
    party: str | None = None


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a ledger, counted over the newest coder's claims of the newest version of each report.

    `holders` tallies `RETREAT/release` and `COERCE/arrest` by actor, the most active first. `releases` are the
    latest that happened. `unfinished` are the runs that still go on or were cut off.
    """

    reports: int
    first: date | None
    last: date | None
    claims: int
    set_aside: int
    coders: tuple[str, ...]
    events: tuple[Tally, ...]
    holders: tuple[Tally, ...]
    releases: tuple[StoredClaim, ...]
    unfinished: tuple[Run, ...]
