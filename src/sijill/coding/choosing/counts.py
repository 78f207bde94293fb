"""How many: each number of people at hand, and none, with what speaks for its being the candidate's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sijill.claim import Count
from sijill.coding.arguments import Arguments
from sijill.coding.choosing.view import View
from sijill.coding.context import Context
from sijill.coding.frames import Candidate
from sijill.coding.mentions import AUTHORITY, PEOPLE, PERSON, Mention
from sijill.coding.survey import Survey
from sijill.languages.arabic.lexicon import word_sets
from sijill.languages.arabic.numbers import Quantity

REACH = 25
APART = 4
"""So few words may stand between two members of an enumeration of people."""
NEXT = 4
"""So near a number stands what says that it is of each side."""
SURVEYED = 8
SWAP = "RETREAT/release"


class Tally(NamedTuple):
    """A reading of how many: the count, the mention that gives it, and its features."""

    how_many: Count | None
    mention: Mention | None
    features: list[str]


def options(
    view: View,
    candidate: Candidate,
    arguments: Arguments,
    context: Context,
    rule: Count | None,
    recipients: int,
    quantities: Sequence[Quantity],
    survey: Survey,
) -> list[Tally]:
    """The readings of how many people a candidate is about. `rule` is what the rules settle on; `recipients` is how
    many recipients were chosen; `quantities` are those of the sentence, and `survey` knows the report's."""
    head = candidate.head
    kind, pos = candidate.kind, candidate.trigger.pos
    readings: dict[Count | None, tuple[Mention | None, list[str]]] = {}

    def read(count: Count | None, mention: Mention | None, *names: str) -> None:
        readings.setdefault(count, (mention, []))[1].extend(names)

    read(None, None, "none", f"none={kind}", f"none={kind},{pos}", f"none={kind},{recipients > 0}")
    read(rule, None, "rule", f"rule={kind}", f"rule={kind},{bool(arguments.recipients)}", f"rule={_size(rule)}")
    people = [m for m in view.mentions if m.kind in (PEOPLE, PERSON, AUTHORITY) and m.how_many]
    for mention in people:
        after = mention.first > head
        edge = mention.first if after else mention.last
        if abs(edge - head) > REACH or mention.first <= head <= mention.last:
            continue
        side = "after" if after else "before"
        step = min(abs(edge - head) // 3, 5)
        verbs, clauses, commas, stops, _ = view.between(head, edge)
        rank = view.mentions_between(head, edge)
        own = mention in arguments.recipients
        read(mention.how_many, mention, f"own={own}", f"own={own},{kind}", f"own={own},{mention.counted}",
             f"step={side},{step}", f"step={kind},{side},{step}", f"place={kind},{pos},{side},{mention.preposition}",
             f"held={mention.held},{kind}", f"kind={mention.kind},{kind},{side}", f"counted={mention.counted},{side}",
             f"barrier={side},{min(verbs, 2)},{min(clauses, 2)},{min(commas, 2)},{bool(stops)}",
             f"rank={side},{min(rank, 3)}", f"noun={mention.noun}", f"codes={bool(mention.codes)},{kind}",
             f"w-1={view.stem(mention.first - 1)}", f"counted={mention.counted},{own},{kind},{side}",
             f"definite={mention.definite},{mention.counted}")  # fmt: skip
    for first, last, total in _together(view, people):
        after = first > head
        edge = first if after else last
        if abs(edge - head) <= REACH:
            side = "after" if after else "before"
            step = min(abs(edge - head) // 3, 5)
            others = _others(view, first, last)
            read(total, None, "sum", f"sum={side},{step}", f"sum={kind},{side}", f"sum={_size(total)}",
                 f"sum-others={others}", f"sum-others={others},{kind},{side}")  # fmt: skip
            context.last_sum = total
    if context.last_sum is not None:
        read(context.last_sum, None, "last-sum", f"last-sum={kind},{bool(people)}")
    for mention in (one for one in people if one.counted and abs(one.first - head) <= REACH):
        if mention.how_many and _others(view, mention.first, mention.last):
            low, high = mention.how_many
            more = low + 1, None if high is None else high + 1
            read(more, None, "one-more", f"one-more={kind}", f"one-more-w-1={view.stem(mention.first - 1)}")
    if kind == SWAP:
        exact = [m for m in people if m.counted and m.how_many and m.how_many[0] == m.how_many[1]]
        numbers = [m.how_many[0] for m in exact if m.how_many]
        for mention, number in zip(exact, numbers, strict=True):
            if abs(mention.first - head) <= REACH:
                each = _of_each(view, mention.first, mention.last)
                read((2 * number, 2 * number), None, "of-each", f"of-each={len(exact)},{pos}", f"of-each={each}",
                     f"of-each={each},{pos}", f"of-each={each},{min(abs(mention.first - head) // 3, 5)}")  # fmt: skip
        if not exact:
            for number in [low for low, high in list(survey.counts)[:1] if low == high]:
                read((2 * number, 2 * number), None, "of-each-elsewhere", f"of-each-elsewhere={pos}")
        if len(exact) > 1:
            both = sum(numbers[:2])
            read((both, both), None, "both-sides", f"both-sides={pos}")
    taken = {at for mention in people for at in range(mention.first, mention.last + 1)}
    for quantity in quantities:
        if quantity.kind != "ratio" and quantity.first not in taken and abs(quantity.first - head) <= REACH:
            side = "after" if quantity.first > head else "before"
            step = min(abs(quantity.first - head) // 3, 5)
            read((quantity.low, quantity.high), None, "bare", f"bare={side},{step}", f"bare={kind},{side}",
                 f"bare-kind={quantity.kind},{kind}", f"bare-w-1={view.stem(quantity.first - 1)}",
                 f"bare-w+1={view.stem(quantity.last + 1)}", f"bare-c+1={view.coarse(quantity.last + 1)}")  # fmt: skip
            if kind == SWAP and quantity.low == quantity.high and _of_each(view, quantity.first, quantity.last):
                read((2 * quantity.low, 2 * quantity.low), None, "of-each", "of-each=bare", f"of-each=bare,{step}")
    read((1, 1), None, "one", f"one={kind}", f"one={kind},{pos}", f"one={kind},{len(arguments.recipients)}",
         f"one-w+1={view.stem(candidate.last + 1)}", f"one-c+1={kind},{view.coarse(candidate.last + 1)}",
         f"one-recipients={kind},{min(recipients, 2)}", *_number(candidate, "one"))  # fmt: skip
    read((2, None), None, "some", f"some={kind}", f"some={kind},{pos}", f"some-w+1={view.stem(candidate.last + 1)}",
         f"some-c+1={kind},{view.coarse(candidate.last + 1)}", *_number(candidate, "some"))  # fmt: skip
    read((2, 2), None, "two", f"two={kind}", f"two={kind},{pos}", f"two-w+1={view.stem(candidate.last + 1)}",
         f"two-recipients={kind},{min(recipients, 3)}", *_number(candidate, "two"))  # fmt: skip
    if context.last_count is not None:
        read(context.last_count, None, "last-count", f"last-count={kind}", f"last-count={bool(people)}")
    if context.last_custody is not None and context.last_custody[2] is not None:
        read(context.last_custody[2], None, "custody-count", f"custody-count={kind}", f"custody-count={bool(people)}")
    for code in arguments.recipient[:2]:
        told = context.counts.get(("", code))
        if told is not None:
            read(told, None, "told-count", f"told-count={kind}")
    for rank, (elsewhere, times) in enumerate(survey.counts.most_common(SURVEYED)):
        read(elsewhere, None, "elsewhere", f"elsewhere={kind},{bool(people)}",
             f"elsewhere={min(rank, 3)},{min(times, 3)}",
             f"elsewhere={len(survey.counts)},{bool(people)}")  # fmt: skip
    found = []
    for count, (source, names) in readings.items():
        names += [
            f"size={_size(count)}",
            f"size={_size(count)},{kind}",
            f"agrees={count == rule},{_size(count)},{kind}",
        ]
        found.append(Tally(count, source, list(dict.fromkeys(names))))
    return found


def _together(view: View, people: Sequence[Mention]) -> Iterator[tuple[int, int, Count]]:
    """The stretches of people joined by "and", with their sum: "X و13 آخرين" are fourteen."""
    run: list[Mention] = []
    ends: tuple[Mention | None, ...] = (*people, None)
    for mention in ends:
        if run and (mention is None or not _joined(view, run[-1], mention)):
            if len(run) > 1:
                for size in range(2, len(run) + 1):
                    low = sum(one.how_many[0] for one in run[:size] if one.how_many)
                    highs = [one.how_many[1] for one in run[:size] if one.how_many]
                    high = None if None in highs else sum(high for high in highs if high is not None)
                    yield run[0].first, run[size - 1].last, (low, high)
            run = []
        if mention is not None:
            run.append(mention)


def _others(view: View, first: int, last: int) -> bool:
    """Whether the last of some people are told to be others: "X و13 آخرين"."""
    others = word_sets().others
    return any(view.sentence.tokens[at].text in others for at in range(first, min(last + 2, view.size)))


def _of_each(view: View, first: int, last: int) -> bool:
    """Whether a number is told to be of each side: "390 من كل جانب", "كل طرف ألف شخص"."""
    texts = [token.text for token in view.sentence.tokens[max(0, first - NEXT) : last + NEXT + 1]]
    sides = word_sets().sides
    return any(one.endswith("كل") and sides & set(texts[at + 1 : at + 3]) for at, one in enumerate(texts))


def _joined(view: View, one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in one enumeration."""
    words, tokens = view.sentence.words, view.sentence.tokens
    if not 0 <= other.first - one.last - 1 <= APART:
        return False
    head = words[other.first]
    joins = tokens[other.first].text.startswith("و") or (head is not None and head.conjunction)
    between = range(one.last + 1, other.first)
    joins = joins or any(tokens[at].text in ("،", "و", ",") for at in between)
    return joins and not any(word is not None and word.entry.verbs for at in between for word in (words[at],))


def _size(count: Count | None) -> str:
    if count is None:
        return "none"
    low, high = count
    if high is None:
        return "some" if low == 2 else "open"
    return str(low) if low == high and low <= 2 else "exact" if low == high else "range"


def _number(candidate: Candidate, name: str) -> list[str]:
    form = candidate.trigger.form
    return [f"{name}-form={candidate.kind},{form.number},{form.voice}"] if form else []
