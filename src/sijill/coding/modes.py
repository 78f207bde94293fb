"""The mode of a demand, a refusal or a threat: from what its content names."""

from __future__ import annotations

from sijill.coding.frames import Candidate
from sijill.coding.mentions import Sentence

REACH = 14
ASKED = {"asks-yield": "yield", "asks-assist": "assist", "asks-meet": "meet", "asks-change": "change"}
THREATENED = {
    "threatens-violence": "violence", "threatens-restrict": "restrict", "threatens-relations": "relations",
    "threatens-arrest": "arrest", "threatens-expel": "expel",
}  # fmt: skip


def content_mode(event: str, sentence: Sentence, candidate: Candidate) -> str | None:
    """The mode that the first telling word behind the head gives, or None."""
    table = THREATENED if event == "THREATEN" else ASKED
    for at in range(candidate.last + 1, min(candidate.last + 1 + REACH, len(sentence.tokens))):
        if sentence.tokens[at].text in (".", "؛"):
            break
        for name, mode in table.items():
            if name in sentence.tags[at]:
                return mode
    return None
