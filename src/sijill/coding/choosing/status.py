"""Whether it happened: what speaks for each status of a candidate."""

from __future__ import annotations

from sijill.coding.arguments import Arguments
from sijill.coding.choosing.view import CLAUSE, STOPS, View
from sijill.coding.frames import Candidate

CUES = ("cue-planned", "cue-possible", "cue-denied", "cue-underway")
BEFORE, BEHIND = 12, 6


def features(
    view: View, candidate: Candidate, arguments: Arguments, said: str, rule: str, *, title: bool, inside: str
) -> list[str]:
    """The names of the features that hold for a candidate. `said` is the kind of its source, `rule` the status that
    the rules give it; `inside` is the event of the demand, agreement or threat whose content it may be."""
    head = candidate.head
    word = view.sentence.words[head]
    assert word is not None
    kind, pos = candidate.kind, candidate.trigger.pos
    form = candidate.trigger.form
    tense = f"{form.tense},{form.voice}" if form else pos
    before = word.split.before
    found = [
        "bias", f"rule={rule}", f"kind={kind}", f"kind+rule={kind},{rule}", f"tense={tense}",
        f"kind+tense={kind},{tense}",
        f"tense+rule={tense},{rule}", f"front={before},{tense}", f"kind+front={kind},{before},{tense}",
        f"stem={word.split.stem}", f"pred={candidate.name},{tense}", f"article={kind},{word.split.article}",
        f"said={said},{rule}", f"title={title},{tense}", f"inside={inside}", f"kind+inside={kind},{inside}",
        f"inside+rule={inside},{rule}", f"parties={kind},{bool(arguments.actor)},{bool(arguments.recipient)}",
        f"counted={kind},{any(m.counted for m in arguments.recipients)}", f"quoted={view.quotes[head]},{tense}",
    ]  # fmt: skip
    around = view.around(candidate)
    found += around
    found += [f"{pos}+{name}" for name in around]
    found += [f"{kind}+{name}" for name in around if name.startswith(("g0", "w-1", "c-1", "c-2", "w+1"))]
    found += _cues(view, head, pos, kind)
    return found


def _cues(view: View, head: int, pos: str, kind: str) -> list[str]:
    """The cues of status before and behind the head, with what stands between."""
    found = []
    clauses = 0
    nearest = True
    for at in range(head - 1, max(-1, head - 1 - BEFORE), -1):
        tags = view.sentence.tags[at]
        text = view.sentence.tokens[at].text
        if text in STOPS:
            break
        for cue in CUES:
            if cue in tags:
                step = min((head - at) // 2, 4)
                found += [
                    f"{cue}={step}", f"{cue}={pos},{step},{min(clauses, 2)}", f"{cue}={view.stem(at)}",
                    f"{cue}={view.stem(at)},{min(clauses, 1)}", f"{cue}={kind},{min(clauses, 1)}",
                ]  # fmt: skip
                if nearest:
                    found += [f"nearest={cue}", f"nearest={cue},{pos},{min(clauses, 1)}"]
                    nearest = False
        if tags & CLAUSE or view.finite[at]:
            clauses += 1
    if nearest:
        found.append(f"nearest=none,{pos}")
    for at in range(head + 1, min(view.size, head + 1 + BEHIND)):
        text = view.sentence.tokens[at].text
        if text in STOPS or text == "،":
            break
        for cue in CUES:
            if cue in view.sentence.tags[at]:
                found += [f"behind-{cue}", f"behind-{cue}={view.stem(at)}", f"behind-{cue}={kind}"]
    return found
