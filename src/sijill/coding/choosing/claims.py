"""What speaks for and against a candidate's being a claim, as names of features for the judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.claim import Said
from sijill.coding.arguments import Arguments
from sijill.coding.choosing.view import View
from sijill.coding.frames import Candidate
from sijill.coding.survey import Survey, family

WINDOW = 6
BESIDE = 4


class Setting(NamedTuple):
    """Where a candidate stands: the sentence's number, what was coded before it there and in the report, and all the
    candidates of the sentence."""

    number: int
    title: bool
    before: Sequence[tuple[Candidate, Arguments]]
    told: dict[str, int]
    rivals: Sequence[Candidate] = ()


def features(
    view: View,
    candidate: Candidate,
    arguments: Arguments,
    said: Said,
    status: str,
    setting: Setting,
    survey: Survey,
) -> list[str]:
    """The names of the features that hold for a candidate, each once."""
    head = candidate.head
    sentence = view.sentence
    word = sentence.words[head]
    assert word is not None
    kind = candidate.kind
    pos = candidate.trigger.pos
    form = candidate.trigger.form
    stem = word.split.stem
    frame = candidate.name
    found = [
        "bias",
        f"kind={kind}",
        f"predicate={frame}",
        f"stem={stem}",
        f"kind+pos={kind},{pos}",
        f"predicate+pos={frame},{pos}",
        f"kind+status={kind},{status}",
        f"kind+said={kind},{said.kind}",
        f"pos+article={pos},{word.split.article}",
        f"kind+article={kind},{pos},{word.split.article}",
        f"stem+article={stem},{word.split.article}",
        f"kind+pronoun={kind},{bool(word.split.pronoun)}",
        f"kind+preposition={kind},{word.preposition}",
        f"stem+preposition={stem},{word.preposition}",
        f"kind+actors={kind},{min(len(arguments.actor), 2)}",
        f"kind+recipients={kind},{min(len(arguments.recipient), 2)}",
        f"pred+parties={frame},{pos},{bool(arguments.actor)},{bool(arguments.recipient)}",
        f"parties={min(len(arguments.actor) + len(arguments.recipient), 3)}",
        f"kind+counted={kind},{any(m.counted for m in arguments.recipients)}",
        f"title={setting.title},{pos}",
        f"place={min(setting.number, 6)}",
        f"length={min(len(sentence.tokens) // 10, 6)}",
        f"quoted={kind},{view.quotes[head]}",
    ]
    found += [f"kind+party={kind},{_sort(code)}" for code in (*arguments.actor[:2], *arguments.recipient[:2])]
    if form is not None:
        found += [f"tense={kind},{form.tense}", f"person={form.person}", f"voice={form.voice}", f"number={form.number}",
                  f"pred+form={frame},{form.tense},{form.voice}"]  # fmt: skip
    if candidate.companion >= 0:
        found.append(f"kind+companion={kind},{sentence.tokens[candidate.companion].text.removeprefix('ال')}")
        found.append(f"companion-side={pos},{candidate.companion > head},{min(abs(candidate.companion - head), 4)}")
        found.append(f"companion-c={frame},{view.fine(candidate.companion)}")
    votes = survey.votes.get((family(kind), "actor")), survey.votes.get((family(kind), "recipient"))
    found.append(f"votes={kind},{bool(votes[0])},{bool(votes[1])}")
    found.append(f"states={min(sum(code.isupper() for code in survey.told), 6)}")
    found.append(f"home={kind},{survey.home is not None and set(survey.told) <= {survey.home}}")
    found += _around(view, candidate, kind)
    found += _neighbours(view, candidate, kind, setting)
    return list(dict.fromkeys(found))


def _sort(code: str) -> str:
    return "slug" if code.islower() else code


def _around(view: View, candidate: Candidate, kind: str) -> list[str]:
    head, last = candidate.head, candidate.last
    frame, pos = candidate.name, candidate.trigger.pos
    found = []
    for name, at in (("-3", head - 3), ("-2", head - 2), ("-1", head - 1), ("+1", last + 1), ("+2", last + 2),
                     ("+3", last + 3)):  # fmt: skip
        found += [
            f"stem{name}={view.stem(at)}", f"fine{name}={view.fine(at)}", f"kind+coarse{name}={kind},{view.coarse(at)}",
            f"kind+shape{name}={kind},{view.shape(at)}",
        ]  # fmt: skip
    for name, at in (("-1", head - 1), ("+1", last + 1), ("+2", last + 2)):
        found += [f"kind+stem{name}={kind},{view.stem(at)}", f"kind+fine{name}={kind},{view.fine(at)}",
                  f"pred+coarse{name}={frame},{pos},{view.coarse(at)}",
                  f"pred+shape{name}={frame},{pos},{view.shape(at)}"]  # fmt: skip
    for at in range(max(0, head - WINDOW), min(view.size, last + WINDOW + 1)):
        if not candidate.first <= at <= last:
            side = "a" if at > head else "b"
            found += [
                f"near-{side}={view.fine(at)}",
                f"kind+near={kind},{view.fine(at)}",
                f"kind+bag={kind},{view.stem(at)}",
            ]
    return found


def _neighbours(view: View, candidate: Candidate, kind: str, setting: Setting) -> list[str]:
    head = candidate.head
    pos = candidate.trigger.pos
    found = []
    governors = view.governors(head)
    for rank, at in enumerate(governors):
        word = view.sentence.words[at]
        assert word is not None
        verb = word.entry.verbs[0]
        found += [
            f"governor{rank}={kind},{verb.lemma}",
            f"governor{rank}={pos},{verb.lemma}",
            f"governor{rank}={kind},{view.fine(at)}",
        ]
        found += [f"governor{rank}-role={kind},{role}" for role in verb.roles]
        found.append(f"governor{rank}-distance={pos},{min(head - at, 6)}")
    if not governors:
        found += [f"governor={kind},none", f"governor={pos},none"]
    if setting.before:
        other, arguments = setting.before[-1]
        event = other.predicate.event
        found.append(f"before={kind},{event}")
        found.append(f"before={kind},{event},{pos},{other.trigger.pos}")
        found.append(f"before-distance={kind},{event},{min((head - other.last) // 3, 4)}")
        inside = any(m.first - 1 <= head <= m.last + 2 for m in arguments.recipients)
        found.append(f"within={kind},{event},{inside}")
        same = sum(c.predicate.event == candidate.predicate.event for c, _ in setting.before)
        found.append(f"same-before={kind},{min(same, 2)}")
        verbs, clauses, commas, _, _ = view.between(other.last, head)
        found.append(f"before-barrier={kind},{event},{min(verbs + clauses, 2)},{min(commas, 1)}")
    else:
        found.append(f"first={kind}")
    found += _rivals(candidate, kind, setting.rivals)
    told = setting.told.get(candidate.predicate.event, 0)
    found.append(f"told={kind},{min(told, 4)}")
    found.append(f"told-all={min(sum(setting.told.values()) // 3, 5)}")
    near = [m for m in view.mentions if abs(m.first - head) <= 6]
    found.append(f"near={kind},{min(len(near), 3)}")
    found += [f"near-kind={kind},{m.kind}" for m in near]
    return found


def _rivals(candidate: Candidate, kind: str, rivals: Sequence[Candidate]) -> list[str]:
    """The other candidates at the same head and right beside it: they may tell the same thing."""
    found = []
    for other in rivals:
        if other is candidate:
            continue
        if other.head == candidate.head:
            found += [f"rival={kind},{other.kind}", f"rival={candidate.name},{other.name}"]
        elif candidate.first <= other.head <= candidate.last or other.first <= candidate.head <= other.last:
            found.append(f"overlap={kind},{other.kind},{other.head > candidate.head}")
        elif abs(other.head - candidate.head) <= BESIDE:
            side = "after" if other.head > candidate.head else "before"
            found += [
                f"beside={kind},{other.kind},{side}",
                f"beside={candidate.name},{candidate.trigger.pos},{other.predicate.event},{side}",
            ]
    return found or [f"alone={kind}"]
