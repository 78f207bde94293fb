"""What a report links: a part to its whole, the sides of an exchange, a step to the deal that it is of.

Links are between tellings of one report, read from its words (`data/links.toml`) and from who stands on which side.
They are made from the report alone; what the events behind the tellings have to do with one another follows from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, permutations
from typing import Literal

import msgspec

from sijill.reconcile.cues import cues, normal, tells_part
from sijill.reconcile.tellings import PEOPLE, Telling, Told

LinkKind = Literal["part", "exchange", "deal", "talks", "context"]

LEGS = frozenset(("RETREAT/release", "RETREAT/ease", "COERCE/deport"))
"""What one side gives another: persons freed or handed over, sanctions eased."""
TALKS = frozenset(("CONSULT", "CONSULT/phone", "AGREE"))
_CONTEXT = TALKS | {"REQUEST", "REJECT", "APPOINT"}
_NEAR = 21
"""Days between what was given by both sides, or between talks and what came of them, in one report."""


class Link(msgspec.Struct, frozen=True, array_like=True):
    """Two tellings of one report, by their ids, and why they belong together.

    part: `a` is a part of `b`. exchange, deal, talks: `a` and `b` are legs of one deal; `a` is `b` where a leg is told
    as one of a deal whose other side is not told. context: `b` is a step on the way to the leg `a`.
    """

    kind: LinkKind
    a: str
    b: str
    reason: str


def links(text: str, tellings: Sequence[Telling]) -> list[Link]:
    """The links among the `tellings` of one report whose text is `text`."""
    given = (telling for telling in tellings if telling.family in LEGS)
    legs = [leg for leg in given if _of_one_time(leg) and not _alone(text, leg)]
    found = list(_parts(text, tellings))
    tied: set[str] = set()
    within = {leg.id for leg in legs if _found(cues().deal, text, leg)}
    for a, b in combinations(legs, 2):
        if reason := _tie(text, a, b, tellings, within):
            kind, why = reason
            found.append(Link(kind, a.id, b.id, why))
            tied |= {a.id, b.id}
    for leg in legs:
        swaps = [swap for swap in legs if swap.family == leg.family and _side_of(swap, leg, within)]
        told = [swap for swap in swaps if not leg.stated or _overlap(swap, leg)]
        if told:  # the exchange told last before it; else the one told next
            nearest = min(told, key=lambda swap: _distance(swap, leg))
            found.append(Link("part", leg.id, nearest.id, "one side of the exchange"))
        context = [other for other in tellings if _leads_to(other, leg)]
        told_with_others = any(other.family in TALKS for other in context)
        hoped = all(claim.status == "possible" for claim in leg.told) and len(legs) > 1
        if (
            leg.id not in tied
            and not hoped
            and (_swaps(text, leg) or (leg.id in within and told_with_others and leg.family != "COERCE/deport"))
        ):
            found.append(Link("deal", leg.id, leg.id, "told as given within a deal"))
            tied.add(leg.id)
        if leg.id in tied:
            found.extend(Link("context", leg.id, other.id, "told beside it") for other in context)
    return found


def _parts(text: str, tellings: Sequence[Telling]) -> Iterable[Link]:
    """Smaller numbers that the words make a part of a larger one of the same kind."""
    for part, whole in permutations([telling for telling in tellings if telling.family in PEOPLE], 2):
        if part.family != whole.family or part.group != whole.group or not _smaller(part, whole):
            continue
        if part.actor and whole.actor and not part.actor & whole.actor:
            continue
        if part.stated and whole.stated and (part.lo > whole.hi or whole.lo > part.hi):
            continue
        for one in (claim for claim in part.told if claim.count):
            before = [other for other in whole.told if other.count and other.start < one.end]
            on_top = any(cues().more.search(_normal(text, other.sentence)) for other in before)
            if _among(text, one, whole) or (before and not on_top and tells_part(_normal(text, one.sentence))):
                yield Link("part", part.id, whole.id, "told as a part of them")
                break


def _among(text: str, one: Told, whole: Telling) -> bool:
    """Whether a sentence tells of `one` first, and then that the larger number includes him: "a pardon that included
    him and five others"."""
    later = (other for other in whole.told if other.count and other.sentence == one.sentence)
    return any(
        other.start > one.start and cues().among.search(_normal(text, (one.start, other.end))) for other in later
    )


def _smaller(part: Telling, whole: Telling) -> bool:
    if part.count is None or whole.count is None:
        return False
    high = part.count[1]
    return (high is not None and high < whole.count[0]) or (part.count[0] < whole.count[0] and high == whole.count[1])


def _tie(
    text: str, a: Telling, b: Telling, tellings: Sequence[Telling], within: set[str]
) -> tuple[LinkKind, str] | None:
    """What makes two things given legs of one deal, if anything does."""
    if not _near(a, b) or "denied" in (a.group, b.group):
        return None
    reciprocal = not a.actor & b.actor
    if reciprocal:
        for one in a.told:
            for other in b.told:
                if _exchanged(text, one, other):
                    return "exchange", "told as given one for the other"
    if a.id in within and b.id in within and _of_a_time(text, a, b):
        return "deal", "told as given within one deal"
    for swap, side in ((a, b), (b, a)):
        if _side_of(swap, side, within):
            return "deal", "told beside the exchange that it is a side of"
    if a.actor and b.actor and reciprocal and "COERCE/deport" not in (a.family, b.family) and _of_a_time(text, a, b):
        for talk in tellings:
            both = talk.family in TALKS and talk.group == "done" and talk.parties & a.actor and talk.parties & b.actor
            if both and _near(talk, a) and _near(talk, b):
                return "talks", "told as come of the same talks"
    return None


def _side_of(swap: Telling, side: Telling, within: set[str]) -> bool:
    """Whether `side` is what one party gave of an exchange that `swap` tells of as a whole."""
    return len(swap.actor) > 1 and swap.id in within and side.group == swap.group and side.actor < swap.actor


def _distance(swap: Telling, side: Telling) -> tuple[bool, int]:
    """How far before `side` the report tells of `swap`; what it tells after it is further."""
    gaps = [one.start - other.start for one in side.told for other in swap.told]
    return min((gap < 0, abs(gap)) for gap in gaps)


def _overlap(a: Telling, b: Telling) -> bool:
    return max(a.lo, b.lo) <= min(a.hi, b.hi)


def _alone(text: str, leg: Telling) -> bool:
    """Whether its own words say that it was given for nothing."""
    return any(cues().alone.search(_normal(text, (claim.start, claim.end))) for claim in leg.told)


def _of_one_time(leg: Telling) -> bool:
    """Whether it was given at one time: "since 2022" tells of a sum, and of no leg."""
    return leg.group != "done" or leg.hi - leg.lo <= _NEAR + 10


def _of_a_time(text: str, a: Telling, b: Telling) -> bool:
    """Whether neither is what is hoped for next, when the other is done or planned."""
    if any(claim.further for leg in (a, b) if leg.group == "pending" for claim in leg.told):
        return False
    hoped = any(all(claim.status == "possible" for claim in leg.told) for leg in (a, b))
    return not (hoped and "done" in (a.group, b.group))


def _near(a: Telling, b: Telling) -> bool:
    """Whether two times are near enough for one deal; what is still to come waits for its time."""
    if "pending" in (a.group, b.group) and not (a.stated and b.stated):
        return True
    return max(a.lo, b.lo) - min(a.hi, b.hi) <= _NEAR


def _exchanged(text: str, one: Told, other: Told) -> bool:
    """Whether words of exchange stand between two claims in a sentence, or open the sentence of the second."""
    first, second = sorted((one, other), key=lambda claim: claim.start)
    if first.sentence == second.sentence:
        if cues().swap.search(_normal(text, first.sentence)):
            return True
        return bool(cues().exchange.search(_normal(text, (min(first.end, second.start), second.end))))
    if 0 <= second.sentence[0] - first.sentence[1] <= 3:
        opening = _normal(text, (second.sentence[0], second.end))
        return bool(cues().exchange.search(opening))
    return False


def _swaps(text: str, leg: Telling) -> bool:
    """Whether one claim tells a swap both ways: several sides free, in words of exchange."""
    return len(leg.actor) > 1 and leg.family == "RETREAT/release" and _found(cues().swap, text, leg)


def _leads_to(other: Telling, leg: Telling) -> bool:
    """Whether `other` is a step on the way to `leg`: talks with its giver, demands on it, refusals by it."""
    if other.family not in _CONTEXT or not leg.actor:
        return False
    if other.stated and leg.stated and other.group == "done" and not -_NEAR <= leg.lo - other.hi <= 8 * _NEAR:
        return False
    if other.family == "APPOINT":  # an envoy, of whichever side
        return bool(other.recipient)
    if other.family in TALKS:
        return bool(other.parties & leg.actor) and len(other.parties) > 1
    modes = {claim.mode for claim in other.told}
    if other.family == "REQUEST":
        return bool(other.recipient & leg.actor) and bool(modes & {"yield", "meet"})
    return bool(other.actor & leg.actor) and bool(modes & {"yield", "meet"})


def _found(pattern: re.Pattern[str], text: str, telling: Telling) -> bool:
    return any(pattern.search(_normal(text, claim.sentence)) for claim in telling.told)


def _normal(text: str, stretch: tuple[int, int]) -> str:
    return normal(text[stretch[0] : stretch[1]])
