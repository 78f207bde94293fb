"""What speaks for and against a candidate's being a claim, as names of features for the judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.claim import Said
from sijill.coding.arguments import Arguments
from sijill.coding.frames import Candidate
from sijill.coding.mentions import Mention, Sentence

NEAR = 10


class Setting(NamedTuple):
    """Where a candidate stands: the sentence's number, what was coded before it there, and in the report."""

    number: int
    title: bool
    before: Sequence[tuple[Candidate, Arguments]]
    told: dict[str, int]


def features(
    sentence: Sentence,
    mentions: Sequence[Mention],
    candidate: Candidate,
    arguments: Arguments,
    said: Said,
    status: str,
    setting: Setting,
) -> list[str]:
    """The names of the features that hold for a candidate, each once."""
    predicate, head = candidate.predicate, candidate.head
    word = sentence.words[head]
    assert word is not None
    kind = candidate.kind
    pos = candidate.trigger.pos
    form = candidate.trigger.form
    stem = word.split.stem
    found = [
        "bias",
        f"kind={kind}",
        f"predicate={predicate.serial}",
        f"stem={stem}",
        f"kind+pos={kind},{pos}",
        f"predicate+pos={predicate.serial},{pos}",
        f"kind+status={kind},{status}",
        f"kind+said={kind},{said.kind}",
        f"pos+article={pos},{word.split.article}",
        f"kind+article={kind},{pos},{word.split.article}",
        f"stem+article={stem},{word.split.article}",
        f"kind+pronoun={kind},{bool(word.split.pronoun)}",
        f"kind+preposition={kind},{word.preposition}",
        f"kind+actors={kind},{min(len(arguments.actor), 2)}",
        f"kind+recipients={kind},{min(len(arguments.recipient), 2)}",
        f"parties={min(len(arguments.actor) + len(arguments.recipient), 3)}",
        f"kind+counted={kind},{any(m.counted for m in arguments.recipients)}",
        f"title={setting.title},{pos}",
        f"place={min(setting.number, 6)}",
        f"length={min(len(sentence.tokens) // 10, 6)}",
    ]
    if form is not None:
        found += [f"tense={kind},{form.tense}", f"person={form.person}", f"voice={form.voice}", f"number={form.number}"]
    if candidate.companion >= 0:
        found.append(f"kind+companion={kind},{sentence.tokens[candidate.companion].text.removeprefix('ال')}")
        found.append(f"companion-side={pos},{candidate.companion > head},{min(abs(candidate.companion - head), 4)}")
    found += _around(sentence, head, kind, candidate.last)
    found += _neighbours(sentence, candidate, kind, setting, mentions)
    return list(dict.fromkeys(found))


def _stem(sentence: Sentence, at: int) -> str:
    if not 0 <= at < len(sentence.tokens):
        return "^" if at < 0 else "$"
    word = sentence.words[at]
    if word is None:
        return "0" if sentence.tokens[at].kind == "number" else sentence.tokens[at].text
    if word.known:
        return word.split.stem
    return word.text.removeprefix("و").removeprefix("ال")


def _shape(sentence: Sentence, at: int) -> str:
    """A coarse class of a word: what the pack knows it as."""
    if not 0 <= at < len(sentence.tokens):
        return "edge"
    word = sentence.words[at]
    if word is None:
        return sentence.tokens[at].kind if sentence.tokens[at].kind == "number" else sentence.tokens[at].text
    entry = word.entry
    for name, has in (
        ("relative", "relative" in word.classes), ("complementizer", "complementizer" in word.classes),
        ("preposition", "preposition" in word.classes), ("verb", bool(entry.verbs) and not word.split.article),
        ("party", bool(entry.parties)), ("nisba", bool(entry.nisbas)), ("title", bool(entry.titles)),
        ("people", bool(entry.people)), ("organ", "organ" in word.classes), ("function", "function" in word.classes),
    ):  # fmt: skip
        if has:
            return name
    return "known" if word.known else "article" if word.split.article else "other"


def _around(sentence: Sentence, head: int, kind: str, last: int) -> list[str]:
    found = []
    for offset in (-3, -2, -1):
        found.append(f"stem{offset}={_stem(sentence, head + offset)}")
        found.append(f"kind+shape{offset}={kind},{_shape(sentence, head + offset)}")
    for offset in (1, 2, 3):
        found.append(f"stem+{offset}={_stem(sentence, last + offset)}")
        found.append(f"kind+shape+{offset}={kind},{_shape(sentence, last + offset)}")
    found.append(f"kind+stem-1={kind},{_stem(sentence, head - 1)}")
    found.append(f"kind+stem+1={kind},{_stem(sentence, last + 1)}")
    return found


def _neighbours(
    sentence: Sentence, candidate: Candidate, kind: str, setting: Setting, mentions: Sequence[Mention]
) -> list[str]:
    head = candidate.head
    found = []
    for at in range(head - 1, max(-1, head - NEAR), -1):
        word = sentence.words[at]
        if word is not None and word.entry.verbs and not word.split.article and not word.entry.parties:
            verb = word.entry.verbs[0]
            found.append(f"governor={kind},{verb.lemma}")
            found += [f"governor-role={kind},{role}" for role in verb.roles]
            found.append(f"governor-distance={min(head - at, 6)}")
            break
    else:
        found.append(f"governor={kind},none")
    if setting.before:
        other, arguments = setting.before[-1]
        event = other.predicate.event
        found.append(f"before={kind},{event}")
        found.append(f"before-distance={kind},{event},{min((head - other.last) // 3, 4)}")
        inside = any(m.first - 1 <= head <= m.last + 2 for m in arguments.recipients)
        found.append(f"within={kind},{event},{inside}")
        same = sum(c.predicate.event == candidate.predicate.event for c, _ in setting.before)
        found.append(f"same-before={kind},{min(same, 2)}")
    else:
        found.append(f"first={kind}")
    told = setting.told.get(candidate.predicate.event, 0)
    found.append(f"told={kind},{min(told, 4)}")
    found.append(f"told-all={min(sum(setting.told.values()) // 3, 5)}")
    near = [m for m in mentions if abs(m.first - head) <= 6]
    found.append(f"near={kind},{min(len(near), 3)}")
    found += [f"near-kind={kind},{m.kind}" for m in near]
    return found
