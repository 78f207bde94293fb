"""The learned part: linear models over named features, their weights a data file of the package.

Rules propose, the models choose: whether a candidate is a claim, which parties are actors and recipients, which
status holds. `benchmarks/train.py` trains them on coded reports. The same weights give the same answer on every
machine: a score is a sum of floats in a fixed order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from sijill.claim import Status

WEIGHTS = files("sijill.coding") / "weights.json"


class Linear(msgspec.Struct, frozen=True):
    """A weight for each feature, and the least probability that counts as yes."""

    threshold: float
    weights: dict[str, float]

    def probability(self, names: Iterable[str]) -> float:
        """The probability of yes for something that has these features, from 0 to 1."""
        weight = self.weights.get
        total = 0.0
        for name in names:
            total += weight(name, 0.0)
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))

    def accepts(self, names: Iterable[str]) -> bool:
        """Whether the probability reaches the threshold."""
        return self.probability(names) >= self.threshold


class Models(msgspec.Struct, frozen=True):
    """The trained models. `status` has one for each status, the likeliest holds; `mode` likewise for each mode of
    the events whose mode depends on more than their predicate, "" standing for none."""

    claim: Linear
    actor: Linear
    recipient: Linear
    status: dict[Status, Linear]
    mode: dict[str, dict[str, Linear]]

    def likeliest_status(self, names: list[str]) -> Status:
        """The status whose model is surest, given a candidate's features."""
        return max(self.status, key=lambda status: self.status[status].probability(names))

    def likeliest_mode(self, event: str, names: list[str]) -> str | None:
        """The mode of an event whose model is surest; only for events that `mode` holds."""
        choices = self.mode[event]
        return max(choices, key=lambda mode: choices[mode].probability(names)) or None


@cache
def models() -> Models | None:
    """The models of the package, or None where it holds no weights: then the rules alone decide."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Models) if WEIGHTS.is_file() else None
