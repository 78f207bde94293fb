"""Whether two tellings are of one event, and why.

A telling is matched with the first telling of an event, never with the crowd behind it: so a chain of likenesses does
not draw two events into one, and each claim's reason can be said in a sentence. What speaks for it and against it is
weighed with the numbers of `WEIGHTS`; some things rule it out whatever else agrees. One wrong party or a missing one
is outweighed where day, number and words agree, because whoever coded the report errs there most.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations
from typing import NamedTuple

from sijill.claim import Count
from sijill.reconcile import intervals, rarity, talks, times
from sijill.reconcile.names import is_person, is_slug
from sijill.reconcile.tellings import (
    CLOSE,
    LARGE,
    LATELY,
    MEASURES,
    PEOPLE,
    Telling,
    can_be_one,
    close,
    joint,
    kin,
)

WEIGHTS = {
    "same day": 2.0,
    "next day": 0.5,
    "same span": 1.5,
    "times agree": 1.25,
    "time untold": 0.25,
    "reported the same day": 1.0,
    "reported the next day": 0.75,
    "reported within days": 0.25,
    "same uncommon number": 4.0,
    "same large number": 2.0,
    "same number": 1.25,
    "one each": 0.5,
    "numbers agree": 0.5,
    "numbers close": 1.75,
    "same actor": 1.25,
    "actors overlap": 0.75,
    "other actor": -1.75,
    "same recipient": 1.25,
    "recipients overlap": 0.75,
    "same person": 2.5,
    "same name": 2.0,
    "other recipient": -1.75,
    "person of a state": 0.0,
    "words": 4.0,
    "one denied": -1.0,
}
"""What each likeness counts. `words` is for all words of the shorter sentence in common."""

ENOUGH = 3.75
ENOUGH_MEASURE = 2.5
"""What two tellings must come to: of people; of measures, which are few. Of talks and demands: see `talks`."""

UNCOMMON = 40
"""From so many on, a number that is not round and told twice within days is hardly chance."""
ROUNDED = 0.02
"""The share by which two figures differ of which one was rounded: 101 and 100."""
TOLD_AGAIN = 20
"""From so many on, a number may be told again without its date: smaller ones come again within weeks."""
LATE = 30
"""Days after which a name or a large number told again without its date is no longer taken for the same."""
AGAIN = 3
"""Days within which the same is hardly done to one person twice, whatever days are told."""
NAME = 2
"""Words that make a name: one may be anybody's."""
_PLURAL: Count = (2, None)
"""A bare plural, which says of no people in particular that they are several."""
_FEW_WORDS = 3
ALIKE, MUCH_ALIKE, SAME_WORDS, COPIED = 0.3, 0.4, 0.5, 0.7
"""The share of words in common from which on two sentences may tell of the same, tell of it in much the same words, and
from which on one is a copy."""
COVERED = 0.15
"""The share by weight of the words of two measures that they must have in common: learnt from judged pairs, of which
those with less were one in one of six."""
OFF = 2
"""Words that are counted as not in common, so that few words in common weigh less than many."""
_UNLIKE = 0.2
"""Sentences with less in common than this have nothing in common: any two share some words."""


class Match(NamedTuple):
    """How well a telling fits the first telling of an event, and what speaks for it."""

    score: float
    reasons: tuple[str, ...]


def match(one: Telling, first: Telling) -> Match | None:
    """How well `one` fits the event whose first telling is `first`, with the reasons; None if it is not of it."""
    reasons: list[str] = []
    found = score(one, first, reasons)
    return None if found is None else Match(found, tuple(reasons))


def score(one: Telling, first: Telling, reasons: list[str] | None = None) -> float | None:
    """What speaks for `one` and `first` being of one event; None where they are not. `reasons` gets it in words.

    It is the same whichever of the two is first.
    """
    people, measure = one.family in PEOPLE, one.family in MEASURES
    if not (people or measure):
        return _talk(one, first, reasons)
    same_person = people and _same_person(one, first)
    same_number = people and _same_number(one, first)
    same_name = people and not same_person and _same_name(one, first)
    if people and not (same_person or same_name) and _other_names(one, first):
        return None
    sure = same_person or same_number or same_name
    if one.family != first.family and not (sure and _handed_over(one, first)):
        return None
    if not sure and one.source.report == first.source.report:
        return None  # the report tells of two things, for it would be one telling else
    numbered = people and one.count is not None and first.count is not None and one.count[0] > 1 and first.count[0] > 1
    words = _words(one, first)
    if not (sure or numbered) and words < (_UNLIKE if measure else MUCH_ALIKE):
        return None  # one party does much of one kind: without a number only the words tell it apart
    total = 0.0
    if people:
        counts = _numbers(one, first, reasons, same=sure)
        if counts is None:
            return None
        total += counts
    timed = _times(
        one, first, reasons, sure=sure, firm=sure or numbered or words >= COPIED, named=same_person or same_name
    )
    if timed is None:
        return None
    if one.group == first.group == "done" and words <= _UNLIKE and not same_name and _long_apart(one, first):
        return None  # who is known by name is sentenced, or freed, more than once
    total += timed
    parties = _sides(one, first, reasons, same_person=same_person, same_name=same_name)
    numbered = numbered and _ties(one, first, words)
    if parties is None or not _tied(one, first, parties, words, sure=sure or numbered):
        return None
    total += parties
    if one.group != first.group and "denied" in (one.group, first.group):
        total += WEIGHTS["one denied"]  # of what was planned and what was denied, what was done is the former
    if words > _UNLIKE:
        total += WEIGHTS["words"] * words
        if words >= SAME_WORDS and reasons is not None:
            reasons.append("in much the same words")
    if total < (ENOUGH if people else ENOUGH_MEASURE):
        return None
    if one.group != first.group and not (
        sure or words >= SAME_WORDS or _comes(one, first, words) or _same_people(one, first)
    ):
        return None
    return total if sure or _looked_up(one, first) else None


def _talk(one: Telling, first: Telling, reasons: list[str] | None) -> float | None:
    """What speaks for two tellings of talks or demands being of one: see `talks`."""
    words = _words(one, first)
    if words < ALIKE or one.source.report == first.source.report:
        return None
    common = one.parties & first.parties
    if (not common and words < SAME_WORDS) or not _looked_up(one, first):
        return None
    if _times(one, first, reasons, sure=False, firm=words >= COPIED, named=False) is None:
        return None
    total = talks.weigh(one, first)
    if total <= 0:
        return None
    if reasons is not None:
        if common:
            reasons.append(f"the same parties ({', '.join(sorted(common))})")
        if words >= SAME_WORDS:
            reasons.append("in much the same words")
    return total


def _tied(one: Telling, first: Telling, parties: float, words: float, *, sure: bool) -> bool:
    """Whether something ties two tellings besides the calendar: a party and a number, a name, or the words."""
    if parties <= 0:
        return words >= SAME_WORDS
    if one.family in PEOPLE:
        return sure or words >= SAME_WORDS
    if one.family == "APPOINT":  # a state names many: who is named must be the same
        if any(map(is_person, one.recipient & first.recipient)):
            return True
        told = one.names & first.around or first.names & one.around
        return bool(told or not (one.names and first.names)) and (words >= MUCH_ALIKE and _covered(one, first) >= ALIKE)
    if _covered(one, first) < COVERED:
        return False  # of measures a state takes many against one, and plans more
    if one.family == "SANCTION/discontinue":  # many impose much on one, and one on many
        return words >= SAME_WORDS or bool(one.actor & first.actor and one.recipient & first.recipient)
    return words >= ALIKE or bool(one.recipient & first.recipient) or _company_of(one, first)


def _ties(one: Telling, first: Telling, words: float) -> bool:
    """Whether two numbers of people tie two tellings.

    The same large number does, and numbers told of one day. Figures that are small, vague or only close are anybody's:
    they want much the same words, or some words and the same people a day apart at most.
    """
    if one.count == first.count and one.count is not None and _exact_and_large(one.count):
        return True
    if _PLURAL in (one.count, first.count):
        return words >= COPIED or (bool(one.recipient & first.recipient) and words >= MUCH_ALIKE)
    told = one.stated and first.stated
    if words >= SAME_WORDS or (told and max(one.lo, first.lo) <= min(one.hi, first.hi)) or _same_exchange(one, first):
        return True
    within_a_day, same = abs(one.source.date - first.source.date) <= 1, bool(one.recipient & first.recipient)
    if one.count and first.count and _nearly(one.count, first.count):
        agree = intervals.meets(one.count, first.count) or joint(one.actor, first.actor)
        return (within_a_day and agree) or words >= ALIKE or same
    return same and not told and words >= (_UNLIKE if within_a_day else ALIKE)


def party_keys(telling: Telling) -> list[str]:
    """What a telling is looked up by, of its parties: those of people and measures each, and nobody where a side is
    left out; of talks and agreements each pair; of demands, refusals and threats each actor."""
    if telling.family in PEOPLE or telling.family in MEASURES:
        return [*telling.parties, *([] if telling.actor and telling.recipient else [""])]
    if telling.family.startswith("CONSULT") or telling.family == "AGREE":
        return ["+".join(pair) for pair in combinations(sorted(telling.parties)[:4], 2)] or [*telling.parties]
    return [*(telling.actor or telling.recipient)]


def _looked_up(one: Telling, first: Telling) -> bool:
    """Whether the words or the parties lead from one to the other. What would not be found must not match, or the
    answer would hang on the order of arrival."""
    if not set(party_keys(one)).isdisjoint(party_keys(first)):
        return True
    return not set(word_keys(one)).isdisjoint(word_keys(first))


def word_keys(telling: Telling) -> tuple[int, ...]:
    """The words that a telling is looked up by: the two rare ones of its sentence with the smallest numbers, so that
    sentences which have most words in common mostly have one of them in common, and few others do."""
    return _word_keys(telling.around)


@lru_cache(maxsize=1 << 16)
def _word_keys(words: frozenset[int]) -> tuple[int, ...]:
    common = rarity.weights()
    return tuple(nsmallest(2, [word for word in words if word not in common] or words))


def share_needed(one: Telling) -> float:
    """The share of words without which `one` matches nothing; 0 where something else may do."""
    named = one.family in PEOPLE and one.single and len(one.names) >= NAME
    if one.family in MEASURES or one.person or named or (one.count is not None and one.count[0] > 1):
        return 0.0
    return MUCH_ALIKE if one.family in PEOPLE else ALIKE


def contradict(one: Telling, other: Telling) -> bool:
    """Whether two tellings of one report tell of different things for sure, so that no event can hold both."""
    if one.family != other.family:
        return kin(one.family) == kin(other.family)
    if one.group != other.group:  # planned, done and denied are two things, unless of just as many of the same people
        return not (_same_number(one, other) and one.actor & other.actor and one.recipient & other.recipient)
    if one.count and other.count and not (can_be_one(one.count, other.count) or close(one.count, other.count)):
        return True
    if one.stated and other.stated and (one.lo > other.hi or other.lo > one.hi):
        return True
    return bool(one.recipient and other.recipient and not one.recipient & other.recipient)


def _comes(one: Telling, first: Telling, words: float) -> bool:
    """Whether what was sought or planned and what was done are the same: by the same side, to the same people.

    A measure wants like words. A number without an end is no number of people who could be freed together.
    """
    if "denied" in (one.group, first.group) or not one.actor & first.actor:
        return False
    if one.family in MEASURES:
        return words > _UNLIKE
    if one.family not in PEOPLE or not one.count or not first.count or not intervals.meets(one.count, first.count):
        return False
    if _same_exchange(one, first):
        return True
    return None not in (one.count[1], first.count[1]) and bool(one.recipient) and one.recipient == first.recipient


def _exact_and_large(count: Count) -> bool:
    return count[0] == count[1] and count[0] >= LARGE


def _same_number(one: Telling, first: Telling) -> bool:
    """Whether two tellings give one number of people that is no chance: a smaller one within days, or for what was
    planned and then done."""
    if one.count != first.count or one.count is None or not _exact_and_large(one.count):
        return False
    if one.count[0] >= TOLD_AGAIN or (one.group != first.group and one.recipient & first.recipient):
        return True
    return one.group == first.group and abs(one.source.date - first.source.date) <= LATELY


def _same_person(one: Telling, first: Telling) -> bool:
    return one.person and first.person and any(map(is_person, one.recipient & first.recipient))


def _same_name(one: Telling, first: Telling) -> bool:
    """Whether two tellings of one person each have a name of two words in common, whatever he is coded as. One of them
    is rare: what the pack does not know may be a common word too, as those of one office's statements."""
    common = one.names & first.names
    return one.single and first.single and len(common) >= NAME and not common <= rarity.weights().keys()


def _other_names(one: Telling, first: Telling) -> bool:
    """Whether two tellings of one person each name another, and of no party that both name."""
    if not (one.single and first.single) or one.recipient & first.recipient:
        return False
    names = min(len(one.names), len(first.names)) >= NAME
    return names and (not one.names & first.names or bool(one.recipient and first.recipient))


def _handed_over(one: Telling, first: Telling) -> bool:
    """Whether what one report tells as a release and the other as a handing over can be one: done, by one side."""
    return one.group == first.group == "done" and bool(one.actor & first.actor)


def _same_exchange(one: Telling, first: Telling) -> bool:
    """Whether two tellings are of an exchange between the same sides, of numbers that can be one: who was freed by
    one side is of the other, and two sides seldom free one another's people."""
    if one.actor != first.actor or len(one.actor) < 2 or one.family != first.family or one.family != "RETREAT/release":
        return False
    if one.count is None or first.count is None or min(one.count[0], first.count[0]) < LARGE:
        return False
    return can_be_one(one.count, first.count)


def _same_people(one: Telling, first: Telling) -> bool:
    """Whether two tellings are of as many people, of one side, by one side."""
    if one.count is None or first.count is None or not _nearly(one.count, first.count):
        return False
    return bool(one.actor & first.actor) and bool(one.recipient & first.recipient)


def _company_of(one: Telling, first: Telling) -> bool:
    """Whether one names a state and the other something with a name of its own, which may be of that state."""
    sides = [one.recipient, first.recipient]
    return all(sides) and len({all(map(is_slug, side)) for side in sides}) == 2


def _numbers(one: Telling, first: Telling, reasons: list[str] | None, *, same: bool) -> float | None:
    """What the numbers say; None where they cannot be of the same people."""
    found = _counts(one.count, first.count)
    if found is None or one.count is None or first.count is None:
        return found
    differ = not intervals.meets(one.count, first.count)
    if differ and (one.part or first.part):
        return None
    exchanged = joint(one.actor, first.actor) and (one.count, first.count) != ((1, 1), (1, 1))
    if exchanged and not (same or _nearly(one.count, first.count)):
        return None  # an exchange, which takes two people at least, and what one side of it gave
    if reasons is not None:
        shown = intervals.text(one.count)
        told = (
            f"the numbers are close ({shown}, {intervals.text(first.count)})"
            if differ
            else f"the number agrees ({shown})"
        )
        reasons.append(told)
    return found


def _counts(one: Count | None, other: Count | None) -> float | None:
    """What two counts say; None where they cannot be the same people."""
    if one is None or other is None:
        return 0.0
    if one == other and one[0] == one[1]:
        if one[0] >= UNCOMMON and one[0] % 10:
            return WEIGHTS["same uncommon number"]
        if one[0] >= LARGE:
            return WEIGHTS["same large number"]
        return WEIGHTS["same number"] if one[0] > 1 else WEIGHTS["one each"]
    if _nearly(one, other, ROUNDED) and one[0] >= UNCOMMON:
        return WEIGHTS["same large number"]
    if _nearly(one, other):
        return WEIGHTS["numbers close"]
    if can_be_one(one, other):
        return WEIGHTS["numbers agree"]
    return WEIGHTS["numbers close"] if close(one, other) else None


def _nearly(one: Count, other: Count, share: float = CLOSE) -> bool:
    """Whether two figures of many are one within a tenth (`share`), all their bounds: 101, and 100 to 110."""
    if one[1] is None or other[1] is None or min(one[0], other[0]) < LARGE:
        return False
    return max(one[1], other[1]) <= (1 + share) * min(one[0], other[0])


def _times(
    one: Telling, first: Telling, reasons: list[str] | None, *, sure: bool, firm: bool, named: bool
) -> float | None:
    """What the times say; None where they cannot be one.

    `sure` widens what an untold time can mean; to a person who is `named` the same is not done twice within `AGAIN`
    days. Without something `firm` a day between them is too much, and so are two
    days between reports of talks, for there are talks on every day.
    """
    apart = max(one.lo, first.lo) - min(one.hi, first.hi)  # days between; 0 or less where they overlap
    if one.stated and first.stated:
        if one.fine and first.fine:
            if apart > 1 and sure and "pending" in (one.group, first.group) and apart <= LATE:
                if reasons is not None:
                    reasons.append("planned for another day")
                return WEIGHTS["time untold"]
            if apart > 1 and named and apart <= AGAIN and one.group == first.group:
                if reasons is not None:
                    reasons.append(f"{apart} days apart")
                return WEIGHTS["time untold"]
            if apart > 1:
                return None
            if apart == 1 and not (firm and (one.family in PEOPLE or one.family in MEASURES)):
                return None
            if apart == 1:
                if reasons is not None:
                    reasons.append("a day apart")
                return WEIGHTS["next day"]
            if reasons is not None:
                reasons.append(f"the same day ({times.text((max(one.lo, first.lo), min(one.hi, first.hi)))})")
            return WEIGHTS["same day"]
        if apart > 0:
            return None
        if (one.lo, one.hi) == (first.lo, first.hi):
            if reasons is not None:
                reasons.append(f"the same time ({times.text((one.lo, one.hi))})")
            return WEIGHTS["same span"]
        short, long = sorted((one, first), key=lambda telling: telling.hi - telling.lo)
        if _spans(long) and not _spans(short):
            return None  # "since January" holds a day's event as a part
        if reasons is not None:
            reasons.append(f"{times.text((long.lo, long.hi))} holds {times.text((short.lo, short.hi))}")
        return WEIGHTS["times agree"] if sure or long.hi - long.lo <= 31 else WEIGHTS["time untold"]
    between = abs(one.source.date - first.source.date)
    if one.stated or first.stated:
        if apart <= 1:
            if reasons is not None:
                reasons.append("the time agrees")
            return WEIGHTS["times agree"]
        if sure and apart <= LATE:
            if reasons is not None:
                reasons.append("told again within a month")
            return WEIGHTS["time untold"]
        return None
    if between == 0:
        if reasons is not None:
            reasons.append("reported the same day")
        return WEIGHTS["reported the same day"]
    if between == 1:
        if reasons is not None:
            reasons.append("reported a day apart")
        return WEIGHTS["reported the next day"]
    if apart <= 0 and (firm or one.family in PEOPLE or one.family in MEASURES):
        if reasons is not None:
            reasons.append(f"reported {between} days apart")
        return WEIGHTS["reported within days"]
    if sure and between <= LATE:
        if reasons is not None:
            reasons.append("told again within a month")
        return 0.0
    return None


def _long_apart(one: Telling, first: Telling) -> bool:
    """Whether a person was told of again after the days in which it can have happened."""
    return one.single and first.single and max(one.lo, first.lo) - min(one.hi, first.hi) > AGAIN


def _spans(telling: Telling) -> bool:
    """Whether its time is a span with its own beginning and end, as "since January", and no day, month or year."""
    return not telling.fine and "/" in times.text((telling.lo, telling.hi))


def _sides(
    one: Telling, first: Telling, reasons: list[str] | None, *, same_person: bool, same_name: bool
) -> float | None:
    """What actors and recipients say."""
    score = 0.0
    if one.actor and first.actor:
        if common := one.actor & first.actor:
            score += WEIGHTS["same actor" if one.actor == first.actor else "actors overlap"]
            if reasons is not None:
                reasons.append(f"the same actor ({', '.join(sorted(common))})")
        else:
            score += WEIGHTS["other actor"]
    if same_person:
        if reasons is not None:
            reasons.append(f"the same person ({', '.join(sorted(filter(is_person, one.recipient & first.recipient)))})")
        return score + WEIGHTS["same person"]
    if same_name:
        if reasons is not None:
            reasons.append("the same name")
        return score + WEIGHTS["same name"]
    if one.recipient and first.recipient:
        if common := one.recipient & first.recipient:
            score += WEIGHTS["same recipient" if one.recipient == first.recipient else "recipients overlap"]
            if reasons is not None:
                reasons.append(f"the same recipient ({', '.join(sorted(common))})")
        elif all(map(is_slug, one.recipient)) != all(map(is_slug, first.recipient)):
            score += WEIGHTS["person of a state"]
        elif one.person and first.person:
            return None  # two persons, each with a name
        else:
            score += WEIGHTS["other recipient"]
    elif _same_exchange(one, first):
        score += WEIGHTS["same recipient"]
    return score


def _words(one: Telling, first: Telling) -> float:
    """The share of the words of the shorter, and `OFF` more, that the other has too: of the evidence or sentence."""
    best = 0.0
    for ours, theirs in ((one.words, first.words), (one.around, first.around)):
        shorter = min(len(ours), len(theirs))
        if shorter >= _FEW_WORDS:
            best = max(best, len(ours & theirs) / (shorter + OFF))
    return best


def _covered(one: Telling, first: Telling) -> float:
    """The same by weight, so that rare words count for more."""
    return max(rarity.covered(one.words, first.words), rarity.covered(one.around, first.around))


def sentence(found: Match, first: Telling) -> str:
    """A match as a reason for people."""
    day = date.fromordinal(first.source.date)
    told = "; ".join(found.reasons) or "what it tells agrees"
    return f"{told} as in the first report ({first.source.report}, {day})"
