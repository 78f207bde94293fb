"""Coded claims against gold claims.

A coded claim matches a gold one where both have the same event and their evidence overlaps; pairs are taken best
first, each claim once. The events' F1 counts the pairs; the claims' F1 counts each pair for the mean of its seven
fields. Slugs of persons and groups compare by sound, for a name may be transliterated in any usual way.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]
"""A claim as it stands in a gold file: the codebook's fields, `start` and `end`."""

FIELDS = ("mode", "status", "actor", "recipient", "count", "when", "said")
LONGEST_EVIDENCE = 400
ALIKE = 0.8

_SOUNDS = (("ph", "f"), ("th", "t"), ("dh", "d"), ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("x", "ks"))
_LETTERS = str.maketrans("pvzcqj", "bfskkg", "aeiouywh'- ")


class Pair(NamedTuple):
    """A gold claim and the coded one that matches it, by their indexes, with the score of each field from 0 to 1."""

    gold: int
    coded: int
    fields: dict[str, float]


class Score(NamedTuple):
    """What was reached: precision, recall and F1 of events and of claims, and the share of each field that is right."""

    gold: int
    coded: int
    matched: int
    soft: float
    fields: dict[str, float]

    @property
    def precision(self) -> float:
        """The share of the coded claims that match a gold one."""
        return self.matched / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold claims that a coded one matches."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def events(self) -> float:
        """The F1 of the events."""
        return 2 * self.matched / (self.coded + self.gold) if self.coded + self.gold else 0.0

    @property
    def claims(self) -> float:
        """The F1 of the claims, a match counting for the mean of its fields."""
        return 2 * self.soft / (self.coded + self.gold) if self.coded + self.gold else 0.0


def _skeleton(slug: str) -> str:
    for written, heard in _SOUNDS:
        slug = slug.replace(written, heard)
    heard = slug.translate(_LETTERS)
    return "".join(c for c, before in zip(heard, " " + heard, strict=False) if c != before)


def same_party(one: str | None, other: str | None) -> bool:
    """Whether two codes name one party: equal, or slugs that sound alike."""
    if one == other:
        return True
    if not (one and other and one.islower() and other.islower()):
        return False
    a, b = _skeleton(one), _skeleton(other)
    return len(a) > 2 and difflib.SequenceMatcher(None, a, b).ratio() >= ALIKE


def _set_f1(gold: Iterable[str], coded: Iterable[str]) -> float:
    wanted, left, hits = sorted(set(gold)), sorted(set(coded)), 0
    if not wanted and not left:
        return 1.0
    total = len(wanted) + len(left)
    for code in wanted:
        hit = next((other for other in left if same_party(code, other)), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return 2 * hits / total


def said_score(gold: Row, coded: Row) -> float:
    """Half for the kind of the source, half for its name."""
    return 0.5 * float(gold["kind"] == coded["kind"]) + 0.5 * float(same_party(gold["by"], coded["by"]))


def field_scores(gold: Row, coded: Row) -> dict[str, float]:
    """The score of each field of a matched pair."""
    return {
        "mode": float(gold["mode"] == coded["mode"]),
        "status": float(gold["status"] == coded["status"]),
        "actor": _set_f1(gold["actor"], coded["actor"]),
        "recipient": _set_f1(gold["recipient"], coded["recipient"]),
        "count": float(gold["count"] == coded["count"]),
        "when": float(gold["when"] == coded["when"]),
        "said": said_score(gold["said"], coded["said"]),
    }


def match(gold: Sequence[Row], coded: Sequence[Row]) -> list[Pair]:
    """The matching pairs, best first, each claim in one pair at most."""
    pairs = []
    for g, one in enumerate(gold):
        for c, other in enumerate(coded):
            overlap = min(one["end"], other["end"]) - max(one["start"], other["start"])
            short = other["end"] - other["start"] <= LONGEST_EVIDENCE
            if one["event"] == other["event"] and short and overlap > 0:
                fields = field_scores(one, other)
                pairs.append((-sum(fields.values()), -overlap, g, c, fields))
    pairs.sort(key=lambda pair: pair[:4])
    taken_gold: set[int] = set()
    taken_coded: set[int] = set()
    matched = []
    for _, _, g, c, fields in pairs:
        if g not in taken_gold and c not in taken_coded:
            taken_gold.add(g)
            taken_coded.add(c)
            matched.append(Pair(g, c, fields))
    return matched


def score(gold: Mapping[str, Sequence[Row]], coded: Mapping[str, Sequence[Row]]) -> Score:
    """The score over all reports of `gold`; a report that was not coded counts as coded without claims."""
    totals: Counter[str] = Counter()
    fields: defaultdict[str, float] = defaultdict(float)
    soft = 0.0
    for report, claims in gold.items():
        others = coded.get(report, ())
        pairs = match(claims, others)
        totals.update(gold=len(claims), coded=len(others), matched=len(pairs))
        for pair in pairs:
            soft += sum(pair.fields.values()) / len(FIELDS)
            for name, value in pair.fields.items():
                fields[name] += value
    matched = totals["matched"]
    shares = {name: fields[name] / matched if matched else 0.0 for name in FIELDS}
    return Score(totals["gold"], totals["coded"], matched, soft, shares)


def by_event(gold: Mapping[str, Sequence[Row]], coded: Mapping[str, Sequence[Row]]) -> dict[str, Score]:
    """The score of each event by itself."""
    events = sorted({claim["event"] for claims in gold.values() for claim in claims})
    return {
        event: score(
            {report: [c for c in claims if c["event"] == event] for report, claims in gold.items()},
            {report: [c for c in claims if c["event"] == event] for report, claims in coded.items()},
        )
        for event in events
    }
