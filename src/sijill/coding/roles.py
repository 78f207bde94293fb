"""Who is actor and who is recipient: each party at hand, with what speaks for and against its having the role.

The rules of `arguments` propose; the parties of the sentence and those that the report has been speaking of stand
beside them, for a sentence may leave out what the text around it makes plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.claim import Said
from sijill.coding.arguments import Arguments
from sijill.coding.context import Context
from sijill.coding.frames import Candidate
from sijill.coding.mentions import ADJECTIVE, OUTLET, Mention, Sentence

REMEMBERED = 4


class Standing(NamedTuple):
    """A party that may fill a place: its code, its nearest mention in the sentence, and its features."""

    code: str
    mention: Mention | None
    features: list[str]


def standings(
    sentence: Sentence,
    mentions: Sequence[Mention],
    candidate: Candidate,
    arguments: Arguments,
    filled: tuple[tuple[str, ...], tuple[str, ...]],
    said: Said,
    status: str,
    context: Context,
) -> list[Standing]:
    """The parties that may be actor or recipient of a candidate, nearest first, with their features.

    `filled` holds the actors and recipients that the rules settle on, those left out by the sentence included.
    """
    head = candidate.head
    nearest: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: _distance(m, head)):
        if mention.kind != OUTLET and not mention.first <= head <= mention.last:
            for code in mention.codes:
                nearest.setdefault(code, mention)
    codes = list(nearest)
    for more in (filled[0], filled[1], (said.by,) if said.by else (), context.at_hand(),
                 context.last_talks, context.last_accord, *(context.last_custody or ())[:2],
                 *(context.last_sanctions or ()), context.frequent(REMEMBERED)):  # fmt: skip
        codes += more
    kind = candidate.kind
    pos = candidate.trigger.pos
    form = candidate.trigger.form
    shape = f"{pos},{form.voice if form else ''}"
    common = [
        "bias", f"kind={kind}", f"kind+status={kind},{status}",
        f"kind+rules={kind},{min(len(filled[0]), 3)},{min(len(filled[1]), 3)}",
        f"rules={min(len(arguments.actor), 2)},{min(len(arguments.recipient), 2)}",
    ]  # fmt: skip
    found = []
    for code in dict.fromkeys(codes):
        names = list(common)
        names.append(f"type={kind},{_type(code)}")
        for role, explicit, settled in (
            ("actor", arguments.actor, filled[0]),
            ("recipient", arguments.recipient, filled[1]),
        ):
            if code in explicit:
                names += [f"explicit-{role}", f"explicit-{role}={kind}", f"explicit-{role}={kind},{shape}"]
            elif code in settled:
                names += [f"filled-{role}", f"filled-{role}={kind}"]
            elif settled:
                names += [f"other-{role}={kind}", f"other-{role}"]
        way = arguments.ways.get(code, "none")
        names += [f"way={way},{pos}", f"way={kind},{way}", f"way={kind},{shape},{way}"]
        names += _memory(code, kind, said, context)
        names += _person(code, kind, said, form.person if form else 0)
        closest = nearest.get(code)
        if closest is None:
            names += ["away", f"away={kind}"]
        else:
            names += _nearby(sentence, mentions, candidate, closest, kind, shape)
        found.append(Standing(code, closest, names))
    return found


def _distance(mention: Mention, head: int) -> int:
    return mention.first - head if mention.first > head else head - mention.last


def _type(code: str) -> str:
    if code.islower():
        return "slug"
    return "state" if len(code) == 3 and code not in ("LAS", "GCC", "OIC", "ICC") else "body"


def _memory(code: str, kind: str, said: Said, context: Context) -> list[str]:
    names = [f"told={min(context.count(code), 4)}", f"kind+told={kind},{min(context.count(code), 3)}"]
    if context.frequent(1) == (code,):
        names += ["most", f"most={kind}"]
    for name, group in (
        ("custody-actor", (context.last_custody or ((),))[0]),
        ("custody-recipient", (context.last_custody or ((), ()))[1]),
        ("talks", context.last_talks), ("accord", context.last_accord),
        ("sanctions-actor", (context.last_sanctions or ((),))[0]),
        ("sanctions-recipient", (context.last_sanctions or ((), ()))[1]),
        ("at-hand", context.at_hand()), ("title", tuple(context.title)),
        ("group", context.group()),
    ):  # fmt: skip
        if code in group:
            names += [name, f"{name}={kind}"]
    return names


def _person(code: str, kind: str, said: Said, person: int) -> list[str]:
    if code != said.by:
        return []
    return ["speaks", f"speaks={kind}", f"speaks+person={kind},{person}"]


def _nearby(
    sentence: Sentence, mentions: Sequence[Mention], candidate: Candidate, mention: Mention, kind: str, shape: str
) -> list[str]:
    head = candidate.head
    side = "after" if mention.first > head else "before"
    distance = _distance(mention, head)
    step = 0 if distance <= 1 else 1 if distance <= 3 else 2 if distance <= 6 else 3 if distance <= 12 else 4
    low, high = (head, mention.first) if side == "after" else (mention.last, head)
    between = [m for m in mentions if low < m.first < high and m.kind != ADJECTIVE and m is not mention]
    barrier = any(
        sentence.tokens[at].text in (".", "؛", ":", '"') or sentence.tags[at] & {"complementizer", "relative"}
        for at in range(low + 1, high)
    )
    comma = any(sentence.tokens[at].text == "،" for at in range(low + 1, high))
    verbs = sum(
        bool(word and word.entry.verbs and not word.split.article and not word.entry.parties)
        for word in sentence.words[low + 1 : high]
    )
    place = f"{side},{mention.preposition}"
    names = [
        f"side={shape},{side}", f"place={kind},{place}", f"place={shape},{place}", f"place={kind},{shape},{place}",
        f"step={side},{step}", f"kind+step={kind},{side},{step}",
        f"mention={kind},{mention.kind}", f"mention={shape},{mention.kind},{place}",
        f"mention={kind},{mention.kind},{side}",
        f"between={side},{min(len(between), 3)}", f"kind+between={kind},{side},{min(len(between), 2)}",
        f"barrier={side},{barrier}", f"kind+barrier={kind},{side},{barrier}", f"comma={side},{comma}",
        f"verbs={side},{min(verbs, 2)}", f"kind+verbs={kind},{side},{min(verbs, 2)}",
        f"held={kind},{mention.held},{mention.counted}",
        f"first={kind},{mention is mentions[0]}",
    ]  # fmt: skip
    before = sentence.words[mention.first - 1] if mention.first else None
    if before is not None:
        names.append(f"word-before={before.split.stem if before.known else before.text}")
    joined = [m for m in mentions if m is not mention and (m.last + 1 == mention.first or mention.last + 1 == m.first)]
    names.append(f"joined={kind},{bool(joined)}")
    return names
