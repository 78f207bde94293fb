"""Who is actor and who is recipient: each party at hand, with what speaks for and against its having the role.

The rules of `arguments` propose; the parties of the sentence and those that the report has been speaking of stand
beside them, for a sentence may leave out what the text around it makes plain.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sijill.claim import Claim, Said
from sijill.coding.arguments import Arguments
from sijill.coding.choosing.view import View
from sijill.coding.context import Context
from sijill.coding.frames import Candidate
from sijill.coding.mentions import ADJECTIVE, OUTLET, Mention
from sijill.coding.survey import ROLES, Survey

REMEMBERED = 4
SURVEYED = 7
NAMED = 3


class Standing(NamedTuple):
    """A party that may fill a place: its code, its nearest mention in the sentence, its features, and whether the rules
    find it in the sentence as the subject.

    Of what is not `mutual` only a subject is a further actor, and only beside a subject: of the arrests, sentences and
    detentions coded by hand one in a hundred has two, and a party too many is a hedge that widens every sum. Where the
    first is none, a further one was right 49 times of 273 in coded reports; beside a subject 103 times of 129.
    """

    code: str
    mention: Mention | None
    features: list[str]
    subject: bool


def standings(
    view: View,
    candidate: Candidate,
    arguments: Arguments,
    filled: tuple[tuple[str, ...], tuple[str, ...]],
    said: Said,
    status: str,
    context: Context,
    survey: Survey,
    before: Sequence[Claim],
    inside: Claim | None,
) -> list[Standing]:
    """The parties that may be actor or recipient of a candidate, nearest first, with their features.

    `filled` holds the actors and recipients that the rules settle on, those left out by the sentence included;
    `before` are the claims of the sentence so far, and `inside` is the demand, agreement or threat whose content this
    may be.
    """
    head = candidate.head
    nearest: dict[str, Mention] = {}
    others: dict[str, list[Mention]] = {}
    for mention in sorted(view.mentions, key=lambda m: _distance(m, head)):
        if mention.kind != OUTLET and not mention.first <= head <= mention.last:
            for code in mention.codes:
                if nearest.setdefault(code, mention) is not mention:
                    others.setdefault(code, []).append(mention)
    named = set(nearest)
    for mention in view.mentions:
        if mention.kind != OUTLET and not mention.first <= head <= mention.last:
            for code in (*mention.also, mention.slug) if mention.slug else mention.also:
                nearest.setdefault(code, mention)
    codes = list(nearest)
    for more in (filled[0], filled[1], (said.by,) if said.by else (), context.at_hand(),
                 context.last_talks, context.last_accord, *(context.last_custody or ())[:2],
                 *(context.last_sanctions or ()), context.frequent(REMEMBERED), context.own_state()):  # fmt: skip
        codes += more
    kind = candidate.kind
    for role in ROLES:
        codes += survey.likely(kind, role)
    people: dict[str, str] = {}
    for code in dict.fromkeys(codes):
        for own in survey.standing_for(code):
            people.setdefault(own, code)
    codes += people
    codes += survey.most_told(SURVEYED)
    codes += survey.most_named(NAMED)
    if survey.home:
        codes.append(survey.home)
    frame = candidate.name
    pos = candidate.trigger.pos
    form = candidate.trigger.form
    shape = f"{pos},{form.voice if form else ''}"
    common = [
        "bias", f"kind={kind}", f"kind+status={kind},{status}",
        f"kind+rules={kind},{min(len(filled[0]), 3)},{min(len(filled[1]), 3)}",
        f"rules={min(len(arguments.actor), 2)},{min(len(arguments.recipient), 2)}",
        f"kind+said={kind},{said.kind}", f"pred={frame},{pos}",
    ]  # fmt: skip
    found = []
    for code in dict.fromkeys(codes):
        names = list(common)
        names.append(f"type={kind},{_type(code)}")
        roles = ""
        for role, explicit, settled in (
            ("actor", arguments.actor, filled[0]),
            ("recipient", arguments.recipient, filled[1]),
        ):
            if code in explicit:
                roles += "E"
                names += [f"explicit-{role}", f"explicit-{role}={kind}", f"explicit-{role}={kind},{shape}",
                          f"explicit-{role}={frame},{shape}"]  # fmt: skip
            elif code in settled:
                roles += "F"
                names += [f"filled-{role}", f"filled-{role}={kind}"]
            elif settled:
                roles += "O"
                names += [f"other-{role}={kind}", f"other-{role}"]
            else:
                roles += "-"
        names += [f"roles={roles}", f"roles={kind},{roles}", f"roles={kind},{shape},{roles}"]
        way = arguments.ways.get(code, "none")
        names += [f"way={way},{pos}", f"way={kind},{way}", f"way={kind},{shape},{way}", f"way={frame},{shape},{way}"]
        names += _memory(code, kind, said, context)
        names += _chained(code, kind, roles, before, inside)
        names += _surveyed(code, kind, shape, roles, survey)
        if code in people:
            names += [f"person={kind}", f"person={kind},{people[code] in nearest}", f"person={roles}"]
        if survey.standing_for(code):
            names += [f"stands-for={kind}", f"stands-for={roles}"]
        names += _person(code, kind, said, form.person if form else 0)
        closest = nearest.get(code)
        if closest is not None and code not in named:
            names += ["also", f"also={kind},{closest.kind}"]
        if closest is None:
            names += ["away", f"away={kind}", f"away={frame},{pos}"]
        else:
            names += _nearby(view, candidate, closest, kind, shape)
            for other in others.get(code, ())[:2]:
                side = "after" if other.first > head else "before"
                names += [f"again={side},{other.kind}", f"again={kind},{side}"]
        found.append(Standing(code, closest, names, code in arguments.actor))
    return found


def mutual(candidate: Candidate) -> bool:
    """Whether several sides do it together as a matter of course: talks, agreements, exchanges."""
    return candidate.kind.startswith(("CONSULT", "AGREE")) or bool(candidate.predicate.partner)


def one_person(codes: Sequence[str], survey: Survey) -> bool:
    """Whether the parties chosen are a single person by name: no two or more people are."""
    return len(codes) == 1 and codes[0].islower() and (codes[0] in survey.people or codes[0] in survey.named)


def none(kind: str, shape: str, role: str, filled: int) -> list[str]:
    """The features of nobody's filling a place. `filled` is how many parties the rules put there."""
    return ["none", f"none={kind}", f"none={kind},{shape}", f"none={role},{min(filled, 2)}",
            f"none={role},{kind},{min(filled, 2)}"]  # fmt: skip


def given(standing: Standing, kind: str, role: str, others: Collection[str], survey: Survey) -> list[str]:
    """The features that a party has for `role` once the parties of the other role are known."""
    code = standing.code
    own = code in others
    names = [f"other={own}", f"other={kind},{own}", f"others={kind},{min(len(others), 2)}"]
    if own:
        names += [f"other={_type(code)},{role}", f"other={kind},{_type(code)}"]
    pairs = [survey.paired(kind, code, other) if role == "actor" else survey.paired(kind, other, code)
             for other in others]  # fmt: skip
    most = max(pairs, default=0)
    names += [f"pair={min(most, 3)}", f"pair={kind},{bool(most)},{bool(others)}"]
    return names


def _chained(code: str, kind: str, roles: str, before: Sequence[Claim], inside: Claim | None) -> list[str]:
    """What part a party has in the claims of the sentence so far."""
    names = []
    if before:
        latest = before[-1]
        part = ("A" if code in latest.actor else "") + ("R" if code in latest.recipient else "")
        names += [f"latest={part or '-'},{latest.event},{kind}", f"latest={part or '-'},{roles}",
                  f"latest={part or '-'},{latest.event == kind.split('/', maxsplit=1)[0]}"]  # fmt: skip
    if inside is not None:
        part = ("A" if code in inside.actor else "") + ("R" if code in inside.recipient else "")
        names += [f"inside={part or '-'},{inside.event}", f"inside={part or '-'},{inside.event},{kind}",
                  f"inside={part or '-'},{roles}"]  # fmt: skip
    return names


def _surveyed(code: str, kind: str, shape: str, roles: str, survey: Survey) -> list[str]:
    """What the whole report says of a party."""
    rank = min(survey.rank(code), 4)
    names = [f"rank={rank}", f"rank={kind},{rank}", f"headline={kind},{code in survey.title}",
             f"first={min(survey.first.get(code, 9) // 2, 4)}",
             f"spoken={kind},{min(survey.told[code], 5)}"]  # fmt: skip
    for role in ROLES:
        share = survey.share(kind, role, code)
        part = 0 if not share else 1 if share < 0.34 else 2 if share < 0.67 else 3
        leads = survey.likely(kind, role)[:1] == [code]
        names += [f"votes-{role}={part}", f"votes-{role}={kind},{part}", f"votes-{role}={roles},{part}",
                  f"leads-{role}={kind},{shape},{leads}", f"leads-{role}={roles},{leads}"]  # fmt: skip
    if code == survey.home:
        names += ["home", f"home={kind}", f"home={roles}", f"home={len(survey.told) < 2}"]
    return names


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
        ("group", context.group()), ("own", context.own_state()),
    ):  # fmt: skip
        if code in group:
            names += [name, f"{name}={kind}"]
    return names


def _person(code: str, kind: str, said: Said, person: int) -> list[str]:
    if code != said.by:
        return []
    return ["speaks", f"speaks={kind}", f"speaks+person={kind},{person}"]


def _nearby(view: View, candidate: Candidate, mention: Mention, kind: str, shape: str) -> list[str]:
    head = candidate.head
    frame = candidate.name
    after = mention.first > head
    side = "after" if after else "before"
    distance = _distance(mention, head)
    step = 0 if distance <= 1 else 1 if distance <= 3 else 2 if distance <= 6 else 3 if distance <= 12 else 4
    edge = mention.first if after else mention.last
    verbs, clauses, commas, stops, marks = view.between(head, edge)
    between = view.mentions_between(head, edge)
    barrier = f"{side},{min(verbs, 2)},{min(clauses, 1)},{min(commas, 1)},{min(stops + marks, 1)}"
    place = f"{side},{mention.preposition}"
    if mention.preposition == "agent":
        place = "agent"
    names = [
        f"side={shape},{side}", f"place={kind},{place}", f"place={shape},{place}", f"place={kind},{shape},{place}",
        f"place={frame},{shape},{place}", f"place={frame},{shape},{place},{min(between, 2)}",
        f"step={side},{step}", f"kind+step={kind},{side},{step}", f"step={shape},{place},{step}",
        f"mention={kind},{mention.kind}", f"mention={shape},{mention.kind},{place}",
        f"mention={kind},{mention.kind},{side}", f"mention={kind},{shape},{mention.kind},{place}",
        f"between={side},{min(between, 3)}", f"kind+between={kind},{side},{min(between, 2)}",
        f"between={shape},{place},{min(between, 3)}",
        f"barrier={barrier}", f"barrier={shape},{barrier}", f"kind+barrier={kind},{side},{min(verbs + clauses, 2)}",
        f"kind+verbs={kind},{side},{min(verbs, 2)}", f"kind+clauses={kind},{side},{min(clauses, 2)}",
        f"kind+commas={kind},{side},{min(commas, 2)}", f"stops={side},{bool(stops)}",
        f"held={kind},{mention.held},{mention.counted}",
        f"first={kind},{mention is view.mentions[0]}", f"number={kind},{mention.how_many}",
        f"quoted={view.quotes[head]},{view.quotes[mention.first]}",
    ]  # fmt: skip
    first = mention.first
    names += [
        f"w-1={view.stem(first - 1)}", f"c-1={view.fine(first - 1)}",
        f"kind+c-1={kind},{side},{view.coarse(first - 1)}",
        f"w-2={view.stem(first - 2)}", f"c+1={view.coarse(mention.last + 1)}", f"own={side},{view.fine(first)}",
        f"kind+w-1={kind},{side},{view.stem(first - 1)}",
    ]  # fmt: skip
    governors = view.governors(head)
    if governors and not after:
        at = governors[0]
        word = view.sentence.words[at]
        assert word is not None
        lemma = word.entry.verbs[0].lemma
        where = "before-governor" if mention.last < at else "behind-governor"
        names += [f"{where}={shape},{mention.preposition}", f"{where}={kind},{shape},{mention.preposition}",
                  f"{where}={lemma},{mention.preposition}"]  # fmt: skip
    elif not governors:
        names.append(f"no-governor={shape},{side}")
    for neighbour in (m for m in view.mentions if m is not mention):
        if neighbour.last + 1 == mention.first:
            names.append(f"joined-before={kind},{neighbour.kind},{_and(view, mention.first)}")
        elif mention.last + 1 == neighbour.first:
            names.append(f"joined-behind={kind},{neighbour.kind},{_and(view, neighbour.first)}")
    if mention.kind == ADJECTIVE:
        names.append(f"of={shape},{view.fine(first - 1)}")
    return names


def _and(view: View, at: int) -> bool:
    word = view.sentence.words[at]
    return word is not None and (word.conjunction or word.text.startswith("و"))
