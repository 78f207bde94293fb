"""The models: linear, over named features, their weights a data file of the package.

`benchmarks/train.py` trains them on coded reports. The same weights give the same answer on every machine: a score is
a sum of floats in a fixed order.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from sijill.loading import for_good

WEIGHTS = files("sijill.coding.choosing") / "weights.json.gz"


class Linear(msgspec.Struct, frozen=True):
    """A weight for each feature."""

    weights: dict[str, float]

    def score(self, names: Iterable[str]) -> float:
        """The sum of the weights of these features."""
        weight = self.weights.get
        total = 0.0
        for name in names:
            total += weight(name, 0.0)
        return total

    def probability(self, names: Iterable[str]) -> float:
        """The probability of yes for something that has these features, from 0 to 1."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.score(names)))))

    def best(self, options: Sequence[Iterable[str]]) -> int:
        """The index of the best of several readings, each given by its features; the first of equals."""
        scores = [self.score(names) for names in options]
        return scores.index(max(scores))


class Classes(msgspec.Struct, frozen=True):
    """For each feature, a weight for each label."""

    labels: list[str]
    weights: dict[str, list[float]]

    def best(self, names: Iterable[str], allowed: Collection[str]) -> str:
        """The likeliest of the labels that are allowed. Raises ValueError where no label is."""
        totals = [0.0] * len(self.labels)
        weights = self.weights.get
        for name in names:
            row = weights(name)
            if row is not None:
                for at, weight in enumerate(row):
                    totals[at] += weight
        return max((total, -at, label) for at, (total, label) in enumerate(zip(totals, self.labels, strict=True))
                   if label in allowed)[2]  # fmt: skip


class Chooser(msgspec.Struct, frozen=True):
    """Who fills a place: `first` weighs the parties, and nobody, against one another; `more` tells whether a further
    party does so too, if its probability is `threshold` at least."""

    first: Linear
    more: Linear
    threshold: float

    def choose(self, parties: Sequence[Sequence[str]], nobody: Sequence[str]) -> list[int]:
        """The indexes of those that fill the place, given the features of each and of nobody's doing so."""
        scores = [self.first.score(names) for names in parties]
        if not scores or self.first.score(nobody) > max(scores):
            return []
        best = scores.index(max(scores))
        return [best] + [
            at for at, names in enumerate(parties) if at != best and self.more.probability(names) >= self.threshold
        ]


class Models(msgspec.Struct, frozen=True):
    """The trained models: whether a candidate is a claim, and a model for each field.

    `silent` are the signatures of candidates that were next to never a claim: they are passed over.
    """

    threshold: float
    silent: frozenset[str]
    claim: Linear
    actor: Chooser
    recipient: Chooser
    status: Classes
    mode: Classes
    when: Linear
    said: Linear
    count: Linear


@cache
def models() -> Models | None:
    """The models of the package, or None where it holds no weights: then the rules alone decide."""
    if not WEIGHTS.is_file():
        return None
    with for_good():
        return msgspec.json.decode(gzip.decompress(WEIGHTS.read_bytes()), type=Models)
