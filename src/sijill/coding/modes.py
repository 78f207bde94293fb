"""The mode of a demand, a refusal or a threat, from what its content names; and of talks, from who takes part."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.coding.frames import Candidate
from sijill.coding.mentions import Sentence

REACH = 14
NEAR = 8
ASKED = {"asks-yield": "yield", "asks-assist": "assist", "asks-meet": "meet", "asks-change": "change"}
THREATENED = {
    "threatens-violence": "violence", "threatens-restrict": "restrict", "threatens-relations": "relations",
    "threatens-arrest": "arrest", "threatens-expel": "expel",
}  # fmt: skip
BODIES = frozenset(("EU", "UN", "GCC", "LAS", "AU", "OIC", "NATO"))


def find_mode(sentence: Sentence, candidate: Candidate, actor: Sequence[str]) -> str | None:
    """The mode of a candidate whose actors are known; that of its frame unless its content or its parties say more."""
    event, mode = candidate.predicate.event, candidate.predicate.mode
    if event in ("REQUEST", "REJECT"):
        return _content_mode(ASKED, sentence, candidate)
    if event == "THREATEN":
        return _content_mode(THREATENED, sentence, candidate)
    if event == "CONSULT" and mode is None:
        return _talks_mode(sentence, candidate, actor)
    return mode


def _content_mode(table: dict[str, str], sentence: Sentence, candidate: Candidate) -> str | None:
    """The mode of the first telling word behind the head."""
    for at in range(candidate.last + 1, min(candidate.last + 1 + REACH, len(sentence.tokens))):
        if sentence.tokens[at].text in (".", "؛"):
            break
        for name, mode in table.items():
            if name in sentence.tags[at]:
                return mode
    return None


def _talks_mode(sentence: Sentence, candidate: Candidate, actor: Sequence[str]) -> str | None:
    """By phone where one is named; third-party under a mediator or at peace talks that the United Nations hold;
    multilateral within one body or among its members."""

    def near(tag: str, before: int, after: int) -> bool:
        first, last = max(0, candidate.first - before), min(len(sentence.tokens), candidate.last + 1 + after)
        return any(tag in sentence.tags[at] for at in range(first, last))

    if near("by-phone", 4, 3):
        return "phone"
    peace = candidate.trigger.pos == "noun" and near("peace", 0, 2)
    if near("mediation", 3, NEAR) or (peace and "UN" in actor):
        return "third-party"
    alone = len(actor) == 1 and (actor[0] in BODIES or (actor[0].islower() and near("assembly", 0, 0)))
    return "multilateral" if alone or near("members", 0, 4) else None
