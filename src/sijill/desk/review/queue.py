"""Which claims most need a person: those that would mislead most if they were wrong, and are least sure.

A claim is asked about where it tells of many people, rests on unnamed sources alone, does not make plain who did what
to whom, or gives a figure that contradicts its event's others. The graver its kind, the sooner it is asked. What
somebody accepted, rejected or corrected is asked no more.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from sijill.ledger import Ledger, summaries
from sijill.ledger.queries import newest_claims
from sijill.ledger.schema import claims, reports

LONGEST = 2000
"""How many claims wait at most: the first of them are the ones that matter."""

GRAVE: dict[str, int] = {"RETREAT": 3, "COERCE": 3, "ASSAULT": 3, "HOLD": 2, "SANCTION": 2}
"""How much a kind weighs; the others are not asked about."""

LARGE, VERY_LARGE = 200, 1000
"""From how many people on a number is large."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that waits, why (keys of `review.asks`), and how much it weighs."""

    claim: str
    asks: tuple[str, ...]
    weight: int


class _State(NamedTuple):
    """What changes when reports are read."""

    claims: int | None
    runs: int | None


class Queue:
    """The claims that wait, made anew when reports were read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._found: list[Question] = []

    def waiting(self) -> list[Question]:
        """What waits, the weightiest first."""
        decided = self._decided()
        return [question for question in self._questions() if question.claim not in decided]

    def size(self) -> int:
        """How many claims wait."""
        return len(self.waiting())

    def asks(self, claim: str) -> tuple[str, ...]:
        """Why a claim is asked about; empty where it is not."""
        return next((question.asks for question in self._questions() if question.claim == claim), ())

    def _decided(self) -> set[str]:
        kinds = ("accept", "reject", "correct")
        return {claim for one in self._ledger.revisions(active=True) if one.kind in kinds for claim in one.claims}

    def _questions(self) -> list[Question]:
        with self._lock:
            state = self._read_state()
            if state != self._state:
                self._found = self._make()
                self._state = state
            return self._found

    def _read_state(self) -> _State:
        query = sa.select(sa.func.max(claims.c.key), sa.func.max(claims.c.run))
        with self._ledger.database.failures(), self._ledger.database.read() as conn:
            return _State(*conn.execute(query).one())

    def _make(self) -> list[Question]:
        contradicting = set(self._contradicting())
        weight = sa.case(GRAVE, value=claims.c.event)
        large = sa.case((claims.c.count_low >= VERY_LARGE, 2), (claims.c.count_low >= LARGE, 1), else_=0)
        unnamed = sa.case((claims.c.said_kind == "unnamed", 1), else_=0)
        nobody = sa.cast(claims.c.actor, sa.Text) == "[]"
        no_object = sa.and_(sa.cast(claims.c.recipient, sa.Text) == "[]", claims.c.count_low.is_(None))
        weak = sa.case((sa.and_(nobody, no_object), 2), (nobody, 1), else_=0)
        doubts = large + unnamed + weak
        wanted = [claims.c.event.in_(list(GRAVE)), claims.c.status.in_(["happened", "underway"])]
        doubtful = [doubts > 0]
        if contradicting:
            doubtful.append(claims.c.id.in_(sorted(contradicting)[:LONGEST]))
        query = (
            sa.select(claims.c.id, weight.label("weight"), large.label("large"), unnamed.label("unnamed"),
                      weak.label("weak"))
            .select_from(claims.join(reports, claims.c.version == reports.c.version))
            .where(*newest_claims(), *wanted, sa.or_(*doubtful))
            .order_by((weight * doubts).desc(), reports.c.date.desc(), claims.c.key)
            .limit(LONGEST)
        )  # fmt: skip
        with self._ledger.database.failures(), self._ledger.database.read() as conn:
            rows = conn.execute(query).all()
        found = []
        for row in rows:
            asks = [name for name in ("large", "unnamed") if getattr(row, name)]
            asks += {0: [], 1: ["weak"], 2: ["unsure"]}[row.weak]
            doubt = row.large + row.unnamed + row.weak
            if row.id in contradicting:
                asks.insert(0, "contradiction")
                doubt += 3
            found.append(Question(claim=row.id, asks=tuple(asks), weight=row.weight * doubt))
        return sorted(found, key=lambda question: -question.weight)

    def _contradicting(self) -> Iterable[str]:
        """The claims of events whose figures cannot all be right."""
        with self._ledger.database.failures():
            return summaries.contradicting(self._ledger.database, limit=LONGEST)
