"""Whether two tellings of talks, agreements, demands, refusals or threats are of one.

They have no number and seldom a name, and one party has many of them in a week. So no single likeness decides: each is
weighed, with weights that were learnt from judged pairs (`data/talks.toml`; `benchmarks/merges.py --train`).
"""

from __future__ import annotations

from functools import cache

import msgspec

from sijill.errors import PackError
from sijill.reconcile.rarity import alike, covered
from sijill.reconcile.tables import load
from sijill.reconcile.tellings import ANY_MODE, Telling

_DAYS = 10
_MANY = 3


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each likeness counts, and what two tellings must come to in order to be one."""

    enough: float
    weights: dict[str, float]


@cache
def weights() -> Weights:
    """The weights. Raises PackError where the file breaks its schema, or names what is no likeness."""
    found = load("talks.toml", Weights)
    if unknown := found.weights.keys() ^ {"always", *NAMES}:
        raise PackError(f"reconcile/data/talks.toml: {', '.join(sorted(unknown))}: not what is weighed, or not there")
    return found


NAMES = (
    "words",
    "sentence",
    "title",
    "same day",
    "days apart",
    "parties",
    "parties alike",
    "one party each",
    "same recipient",
    "demand",
)


def likenesses(one: Telling, other: Telling) -> tuple[float, ...]:
    """What is alike in two tellings, in the order of `NAMES`: each about 0 to 1, the same whichever is first."""
    common, every = one.parties & other.parties, one.parties | other.parties
    told = one.stated and other.stated
    apart = abs(one.source.date - other.source.date)
    return (
        max(covered(one.words, other.words), covered(one.around, other.around)),
        alike(one.around, other.around),
        alike(one.source.title, other.source.title),
        float(told and one.fine and other.fine),
        0.0 if told else min(_DAYS, apart) / _DAYS,
        min(_MANY, len(common)) / _MANY,
        len(common) / len(every) if every else 0.0,
        float(len(one.parties) < 2 and len(other.parties) < 2),
        float(bool(one.recipient and one.recipient == other.recipient)),
        float(one.family in ANY_MODE),
    )


def weigh(one: Telling, other: Telling) -> float:
    """What speaks for two tellings being of one thing: above 0 where that is likely enough."""
    known = weights()
    found = zip(NAMES, likenesses(one, other), strict=True)
    return known.weights["always"] - known.enough + sum(known.weights[name] * value for name, value in found)
