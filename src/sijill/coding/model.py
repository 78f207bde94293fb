"""The learned part: linear models over named features, their weights a data file of the package.

Rules propose, the models choose: whether a candidate is a claim, and which parties are actors and recipients. Whether
it happened, how many and when are the rules' alone: there a model did worse. `benchmarks/train.py` trains them on coded
reports. The same weights give the same answer on every machine: a score is a sum of floats in a fixed order.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from sijill.coding.roles import Standing

WEIGHTS = files("sijill.coding") / "weights.json"


class Linear(msgspec.Struct, frozen=True):
    """A weight for each feature, and the least probability that counts as yes.

    Where one of several is to be chosen, the likeliest needs only the probability `first`.
    """

    threshold: float
    weights: dict[str, float]
    first: float = 1.0

    def probability(self, names: Iterable[str]) -> float:
        """The probability of yes for something that has these features, from 0 to 1."""
        weight = self.weights.get
        total = 0.0
        for name in names:
            total += weight(name, 0.0)
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))

    def choose(self, probabilities: Sequence[float]) -> list[int]:
        """Which of several, each given by its probability, are chosen: their indexes, the likeliest first."""
        ranked = sorted(((probability, -at) for at, probability in enumerate(probabilities)), reverse=True)
        return [
            -at
            for rank, (probability, at) in enumerate(ranked)
            if probability >= (self.threshold if rank else min(self.first, self.threshold))
        ]


class Models(msgspec.Struct, frozen=True):
    """The trained models: whether a candidate is a claim, and whether a party is its actor or its recipient."""

    claim: Linear
    actor: Linear
    recipient: Linear

    def parties(
        self, standings: Sequence[Standing], *, both: Collection[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of the actors and of the recipients among the parties at hand, the likeliest first.

        A party that would be both is what it is likelier to be, unless it is one of `both`.
        """
        acting = [self.actor.probability(party.features) for party in standings]
        receiving = [self.recipient.probability(party.features) for party in standings]
        actors, recipients = self.actor.choose(acting), self.recipient.choose(receiving)
        shared = {at for at in actors if at in recipients and standings[at].code not in both}
        actors = [at for at in actors if at not in shared or acting[at] >= receiving[at]]
        recipients = [at for at in recipients if at not in shared or acting[at] < receiving[at]]
        return tuple(standings[at].code for at in actors), tuple(standings[at].code for at in recipients)


@cache
def models() -> Models | None:
    """The models of the package, or None where it holds no weights: then the rules alone decide."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Models) if WEIGHTS.is_file() else None
