"""What all requests share: the settings, the ledger, the accounts, and what is kept until the ledger changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from sijill.claim import Claim, Count
from sijill.desk import names
from sijill.desk.review.queue import Queue
from sijill.desk.security.accounts import Accounts
from sijill.desk.security.limits import Limit
from sijill.desk.settings import Settings
from sijill.errors import LedgerError
from sijill.ledger import Ledger, StoredClaim, summaries
from sijill.ledger.schema import revisions, runs
from sijill.ledger.summaries import Month, Situation
from sijill.reconcile import Balance, Deal, Event, EventFilter, Relation
from sijill.reconcile.revisions import decide

_MONTHS = 24
_LATELY = timedelta(days=180)
_SITUATIONS = 30
_DEALS_KEPT = 64
_KEPT = 256

T = TypeVar("T")


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A situation on the overview, with its sums over the months that the overview shows; None for a pair."""

    parties: tuple[str, ...]
    events: int
    last: date
    freed: Count | None = None
    taken: Count | None = None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds: the newest versions of reports and their claims, and what these come to."""

    reports: int
    claims: int
    events: int
    deals: int
    first: date | None
    last: date | None
    months: tuple[Month, ...] = ()
    holders: tuple[Standing, ...] = ()
    pairs: tuple[Standing, ...] = ()


class Desk:
    """A desk that is open."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger = ledger
        self.settings = settings
        self.accounts = Accounts(ledger.database, session_hours=settings.session_hours)
        self.sign_ins = Limit(settings.sign_in_limit)
        self.uploads = Limit(settings.upload_rate)
        self.queue = Queue(ledger)
        self._lock = threading.Lock()
        self._state: object = None
        self._summary: Summary | None = None
        self._deals: dict[date | None, list[Deal]] = {}
        self._kept: dict[tuple[object, ...], Any] = {}

    @cached_property
    def has_account(self) -> bool:
        """Whether somebody could sign in."""
        return any(account.closed is None for account in self.accounts.all())

    def warm(self) -> None:
        """Make what the first page would otherwise wait for."""
        try:
            self.summary()
            self.queue.size()
        except LedgerError:  # whoever asks for a page is told
            return

    def summary(self) -> Summary:
        """What the ledger holds, counted anew when reports were read or somebody decided something."""
        with self._lock:
            self._forget_what_changed()
            if self._summary is None:
                self._summary = self._summarise()
            return self._summary

    def deals(self, as_of: date | None = None) -> list[Deal]:
        """Every deal as of a day, the latest first."""
        with self._lock:
            self._forget_what_changed()
            if as_of not in self._deals:
                if len(self._deals) >= _DEALS_KEPT:
                    self._deals.clear()
                self._deals[as_of] = self.ledger.deals(as_of=as_of)
            return self._deals[as_of]

    def balance(self, holder: str, since: date | None, until: date | None, as_of: date | None) -> Balance:
        """The balance of a holder; see `Ledger.balance`."""
        asked = ("balance", holder, since, until, as_of)
        return self._keep(asked, lambda: self.ledger.balance(holder, since=since, until=until, as_of=as_of))

    def relation(self, a: str, b: str, as_of: date | None) -> Relation:
        """The relation of two parties; see `Ledger.relation`."""
        return self._keep(("relation", a, b, as_of), lambda: self.ledger.relation(a, b, as_of=as_of))

    def _keep(self, asked: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` gives, kept until the ledger changes."""
        with self._lock:
            self._forget_what_changed()
            state = self._state
            if asked in self._kept:
                return self._kept[asked]  # type: ignore[no-any-return]
        made = make()
        with self._lock:
            if state == self._state:
                if len(self._kept) >= _KEPT:
                    self._kept.clear()
                self._kept[asked] = made
        return made

    def events(self, ids: Sequence[str], as_of: date | None = None) -> list[Event]:
        """The events of these ids, as of a day, without their parts and wholes."""
        with self.ledger.database.failures():
            return summaries.events_by_id(self.ledger.database, ids, as_of=as_of)

    def events_of(self, version: int) -> dict[str, str]:
        """The event of each claim of a version of a report that is in one."""
        with self.ledger.database.failures():
            return summaries.events_of(self.ledger.database, version)

    def days_of(self, parties: Sequence[str]) -> list[date]:
        """The days on which something of a situation was reported."""
        with self.ledger.database.failures():
            return summaries.days_of(self.ledger.database, parties)

    def stands(self, stored: StoredClaim) -> Claim | None:
        """A claim as the decisions that hold leave it; None where it was rejected."""
        return decide(self.ledger.revisions(claim=stored.id)).apply(stored.id, stored.claim)

    def _forget_what_changed(self) -> None:
        query = sa.select(
            sa.select(sa.func.max(runs.c.run)).scalar_subquery(),
            sa.select(sa.func.max(runs.c.finished)).scalar_subquery(),
            sa.select(sa.func.max(revisions.c.revision)).scalar_subquery(),
        )
        with self.ledger.database.failures(), self.ledger.database.read() as conn:
            state = tuple(conn.execute(query).one())
        if state != self._state:
            self._state, self._summary = state, None
            self._deals.clear()
            self._kept.clear()

    def _summarise(self) -> Summary:
        seen = self.ledger.overview()
        events = self.ledger.count_events(EventFilter())
        self._deals[None] = self.ledger.deals()
        counts = Summary(
            reports=seen.reports,
            claims=seen.claims,
            events=events,
            deals=len(self._deals[None]),
            first=seen.first,
            last=seen.last,
        )
        if seen.last is None:
            return counts
        months = seen.last.year * 12 + seen.last.month - _MONTHS
        since = date(months // 12, months % 12 + 1, 1)
        database = self.ledger.database
        with database.failures():
            holders, pairs = summaries.situations(database, since=seen.last - _LATELY)
            by_month = summaries.months(database, since=since, until=seen.last)
        return msgspec.structs.replace(
            counts,
            months=tuple(by_month),
            holders=tuple(self._standing(one, since) for one in _groups(holders)),
            pairs=tuple(Standing(parties=one.parties, events=one.events, last=one.last) for one in _groups(pairs)),
        )

    def _standing(self, one: Situation, since: date) -> Standing:
        balance = self.ledger.balance(one.parties[0], since=since)
        return Standing(parties=one.parties, events=one.events, last=one.last, freed=balance.freed, taken=balance.taken)


def _groups(several: list[Situation]) -> list[Situation]:
    """Those between states and organisations: a person or a company is no situation of its own."""
    return [one for one in several if all(names.party(code).kind in ("state", "organisation") for code in one.parties)][
        :_SITUATIONS
    ]
