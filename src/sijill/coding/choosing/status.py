"""Whether it happened: what speaks for each status of a candidate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.coding.arguments import Arguments
from sijill.coding.choosing.view import CLAUSE, STOPS, View
from sijill.coding.frames import Candidate
from sijill.languages.arabic.times import Time

CUES = ("cue-planned", "cue-possible", "cue-denied", "cue-underway")
BEFORE, BEHIND = 12, 6
TIMED = 16
"""So near, a time may tell whether the candidate lies ahead."""


def features(
    view: View,
    candidate: Candidate,
    arguments: Arguments,
    said: str,
    rule: str,
    times: Sequence[Time],
    *,
    published: str,
    title: bool,
    inside: str,
) -> list[str]:
    """The names of the features that hold for a candidate. `said` is the kind of its source, `rule` the status that
    the rules give it; `times` are those of the sentence, `published` is the day of the report; `inside` is the event of
    the demand, agreement or threat whose content it may be."""
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
    found += _pairs(view, candidate, kind)
    found += _cues(view, head, pos, kind)
    found += _times(view, candidate, times, published, tense, rule)
    return found


def _pairs(view: View, candidate: Candidate, kind: str) -> Iterator[str]:
    """Words and verbs by twos."""
    head, last, pos = candidate.head, candidate.last, candidate.trigger.pos
    stem, coarse = view.stem, view.coarse
    own = stem(head)
    yield from view.pairs(candidate)
    yield f"coarse-2-1={kind},{coarse(head - 2)},{coarse(head - 1)}"
    yield f"coarse+1+2={kind},{coarse(last + 1)},{coarse(last + 2)}"
    governors = view.governors(head)
    verbs = [view.verb(at) for at in governors]
    for rank, (at, verb) in enumerate(zip(governors, verbs, strict=True)):
        tense, before = verb.form.tense, stem(at - 1)
        yield f"governor{rank}={verb.lemma},{own}"
        yield f"governor{rank}={verb.lemma},{tense},{before}"
        yield f"governor{rank}={verb.lemma},{stem(head - 1)}"
        yield f"governor{rank}={before},{tense},{pos}"
        yield f"governor{rank}={kind},{pos},{tense},{view.front(at)}"
    if len(verbs) > 1:
        yield f"governors={verbs[0].lemma},{verbs[1].lemma}"
        yield f"governors={verbs[0].form.tense},{verbs[1].form.tense},{pos}"
    first = view.first_verb
    if first is not None and first not in governors:
        verb = view.verb(first)
        yield f"first={verb.lemma},{pos}"
        yield f"first={kind},{verb.form.tense}"


def _times(
    view: View, candidate: Candidate, times: Sequence[Time], published: str, tense: str, rule: str
) -> Iterator[str]:
    """Whether the times near the head lie ahead of the report."""
    head, kind, pos = candidate.head, candidate.kind, candidate.trigger.pos
    nearest: tuple[int, str, str] | None = None
    for time in times:
        edge = time.first if time.first > head else time.last
        distance = abs(edge - head)
        verbs, clauses, _, stops, _ = view.between(head, edge)
        if distance > TIMED or stops:
            continue
        lies = _lies(time, published)
        side = "after" if time.first > head else "before"
        yield f"time={lies},{tense}"
        yield f"time={kind},{lies}"
        yield f"time={lies},{side},{min(distance // 3, 4)},{min(verbs + clauses, 2)}"
        yield f"time={lies},{time.direction},{pos}"
        if nearest is None or distance < nearest[0]:
            nearest = distance, lies, side
    told = nearest[1:] if nearest else None
    yield f"nearest-time={told},{tense}"
    yield f"nearest-time={told},{kind}"
    yield f"nearest-time={told},{rule}"


def _lies(time: Time, published: str) -> str:
    """Where a time lies, seen from the day of the report, at its own grain."""
    if not (time.anchored and time.edtf):
        return "open"
    start = time.edtf.split("/", maxsplit=1)[0][: len(published)]
    day = published[: len(start)]
    return "ahead" if start > day else "now" if start == day else "behind"


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
