"""Which mode a demand, a refusal, a threat or talks have: what speaks for each."""

from __future__ import annotations

from sijill.coding.choosing.view import STOPS, View
from sijill.coding.frames import Candidate

BEHIND = 12


def features(view: View, candidate: Candidate, rule: str | None, actors: int) -> list[str]:
    """The names of the features that hold for a candidate. `rule` is the mode that the rules give it; `actors` is how
    many actors it has."""
    event = candidate.predicate.event
    frame, pos = candidate.predicate.name, candidate.trigger.pos
    found = [
        "bias", f"event={event}", f"rule={event},{rule}", f"pred={event},{frame}", f"pred+pos={event},{frame},{pos}",
        f"actors={event},{min(actors, 3)}", f"rule+actors={event},{rule},{min(actors, 2)}",
        f"pred+rule={event},{frame},{rule}",
    ]  # fmt: skip
    for at in range(candidate.head + 1, min(view.size, candidate.last + 1 + BEHIND)):
        if view.sentence.tokens[at].text in STOPS:
            break
        step = at - candidate.head
        found += [f"w={event},{view.stem(at)}", f"c={event},{view.fine(at)}"]
        if step <= 4:
            found += [f"near-w={event},{view.stem(at)}", f"near-c={event},{view.fine(at)}"]
    for at in range(max(0, candidate.first - 4), candidate.first):
        found += [f"before-w={event},{view.stem(at)}", f"before-c={event},{view.fine(at)}"]
    return found
