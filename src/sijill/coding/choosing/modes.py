"""Which mode a demand, a refusal, a threat or talks have: what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.coding.choosing.view import STOPS, View
from sijill.coding.frames import Candidate
from sijill.coding.mentions import ADJECTIVE, OUTLET
from sijill.coding.modes import BODIES
from sijill.languages.arabic.lexicon import word_sets

BEHIND = 12
NEAR = 4
CONTENT = 3


def features(
    view: View,
    candidate: Candidate,
    rule: str | None,
    roles: tuple[Sequence[str], Sequence[str]],
    rivals: Sequence[Candidate],
) -> list[str]:
    """The names of the features that hold for a candidate. `rule` is the mode that the rules give it; `roles` are the
    actors and recipients chosen for it, and `rivals` all the candidates of the sentence."""
    event = candidate.predicate.event
    frame, pos = candidate.name, candidate.trigger.pos
    actors, recipients = roles
    parties = f"{min(len(actors), 3)},{min(len(recipients), 2)}"
    found = [
        "bias", f"event={event}", f"rule={event},{rule}", f"pred={event},{frame}", f"pred+pos={event},{frame},{pos}",
        f"actors={event},{min(len(actors), 3)}", f"rule+actors={event},{rule},{min(len(actors), 2)}",
        f"pred+rule={event},{frame},{rule}", f"parties={event},{parties}", f"parties={event},{rule},{parties}",
        f"parties={frame},{pos},{parties}",
    ]  # fmt: skip
    found += [f"actor={event},{_sort(code)}" for code in actors[:4]]
    found += [f"recipient={event},{_sort(code)}" for code in recipients[:2]]
    end = min(view.size, candidate.last + 1 + BEHIND)
    for at in range(candidate.head + 1, end):
        if view.sentence.tokens[at].text in STOPS:
            end = at
            break
        step = at - candidate.head
        found += [f"w={event},{view.stem(at)}", f"c={event},{view.fine(at)}"]
        if step <= NEAR:
            found += [f"near-w={event},{view.stem(at)}", f"near-c={event},{view.fine(at)}"]
    for at in range(max(0, candidate.first - NEAR), candidate.first):
        found += [f"before-w={event},{view.stem(at)}", f"before-c={event},{view.fine(at)}"]
    found += [f"content-{name}" for name in _content(view, candidate, event, end)]
    inside = [other for other in rivals if candidate.last < other.head < end]
    for rank, other in enumerate(inside[:2]):
        found.append(f"holds-{rank}={event},{other.kind}")
    found += [
        f"mention={event},{m.kind},{m.preposition},{m.first > candidate.head}"
        for m in view.mentions
        if m.kind not in (ADJECTIVE, OUTLET) and candidate.first - NEAR <= m.first < end
    ]
    return list(dict.fromkeys(found))


def _sort(code: str) -> str:
    return "slug" if code.islower() else code if code in BODIES else "state"


def _content(view: View, candidate: Candidate, event: str, end: int) -> list[str]:
    """The first words of what is asked, refused or threatened: those right behind a particle that opens it."""
    places: list[tuple[str, int]] = []
    for at in range(candidate.last + 1, end):
        word = view.sentence.words[at]
        if word is None:
            continue
        opens = word.text in word_sets().before_content
        particle, place = (word.text, at + 1) if opens else (word.preposition, at)
        if particle and place < end and place not in view.owner:
            places.append((particle, place))
            if len(places) == CONTENT:
                break
    found = []
    for particle, place in places:
        stem = view.stem(place)
        found += [f"{event},{particle},{stem}", f"{event},{particle},{view.fine(place)}", f"{event},{stem}"]
    return found
