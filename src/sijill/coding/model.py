"""The learned part: linear models over named features, their weights a data file of the package.

Rules propose, the models choose: whether a candidate is a claim, and which parties are actors and recipients. Whether
it happened, how many and when are the rules' alone: there a model did worse. `benchmarks/train.py` trains them on coded
reports. The same weights give the same answer on every machine: a score is a sum of floats in a fixed order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import msgspec

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

    def choose(self, features: Sequence[Iterable[str]]) -> list[int]:
        """Which of several, each given by its features, are chosen: their indexes, the likeliest first."""
        ranked = sorted(((self.probability(names), -at) for at, names in enumerate(features)), reverse=True)
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


@cache
def models() -> Models | None:
    """The models of the package, or None where it holds no weights: then the rules alone decide."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Models) if WEIGHTS.is_file() else None
