"""Claims to what happened: events, balances, deals, relations; each with its reasons, and all as of any day.

The room is a pure function of the claims and of a person's revisions: the same claims give the same answer in any order
of arrival. The way through it: what one report tells (`tellings`, `links`) → which tellings are of one event
(`matching`, `joining`) → the event (`events`, `witnesses`) → sums (`parts`, `balances`), `deals`, `relations`.

The law of intervals, which `intervals`, `parts` and `balances` carry out and properties in the tests prove:

- A number is `[low, high]`: every value that the claims allow is within it. A count that is not given is `[1, ∞)`.
- Several witnesses of one event: what all their figures allow. Where nothing is in all of them, the figures contradict
  one another, and the result spans them. Nothing is averaged. So a witness who repeats a figure, or gives a vaguer
  one, changes no sum; one who contradicts can only widen it.
- Done, sought and denied are kept apart: only what is told as done is summed. What some tell as done and others deny
  adds nothing to a low bound and all it has to a high one. An amnesty for people at large adds nothing.
- A part is never added to the whole that holds it: it changes no bound of the whole upward, unless parts that are
  different people are more than the whole by themselves.
- Where nothing rules out that the same people are in two events, the low bound counts them once and the high bound
  twice. So no bound is tighter than the claims allow.
- An event whose time is not told is of the days before its first report (`tellings.LATELY`). An event that is only
  partly within a period, or does not say of whom it tells where that is asked, raises the high bound only.
- The order in which reports arrive is nowhere in it.
"""

from __future__ import annotations

from sijill.reconcile.records import (
    FIELDS,
    REVISION_KINDS,
    STAGES,
    Balance,
    Counted,
    Deal,
    Event,
    EventFilter,
    Figure,
    Held,
    Leg,
    Relation,
    RelationMonth,
    Revision,
    StatusStep,
    Step,
    Why,
    Witness,
)

__all__ = [
    "FIELDS",
    "REVISION_KINDS",
    "STAGES",
    "Balance",
    "Counted",
    "Deal",
    "Event",
    "EventFilter",
    "Figure",
    "Held",
    "Leg",
    "Relation",
    "RelationMonth",
    "Revision",
    "StatusStep",
    "Step",
    "Why",
    "Witness",
]
