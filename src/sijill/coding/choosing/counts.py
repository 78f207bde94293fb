"""How many: each number of people at hand, and none, with what speaks for its being the candidate's."""

from __future__ import annotations

from typing import NamedTuple

from sijill.claim import Count
from sijill.coding.arguments import Arguments
from sijill.coding.choosing.view import View
from sijill.coding.context import Context
from sijill.coding.frames import Candidate
from sijill.coding.mentions import AUTHORITY, PEOPLE, PERSON, Mention

REACH = 25


class Tally(NamedTuple):
    """A reading of how many: the count, the mention that gives it, and its features."""

    count: Count | None
    mention: Mention | None
    features: list[str]


def options(
    view: View, candidate: Candidate, arguments: Arguments, context: Context, rule: Count | None, recipients: int
) -> list[Tally]:
    """The readings of how many people a candidate is about. `rule` is what the rules settle on; `recipients` is how
    many recipients were chosen."""
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
    read((1, 1), None, "one", f"one={kind}", f"one={kind},{pos}", f"one={kind},{len(arguments.recipients)}",
         f"one-w+1={view.stem(candidate.last + 1)}", f"one-c+1={kind},{view.coarse(candidate.last + 1)}",
         f"one-recipients={kind},{min(recipients, 2)}", *_number(candidate, "one"))  # fmt: skip
    read((2, None), None, "some", f"some={kind}", f"some={kind},{pos}", f"some-w+1={view.stem(candidate.last + 1)}",
         f"some-c+1={kind},{view.coarse(candidate.last + 1)}", *_number(candidate, "some"))  # fmt: skip
    if context.last_count is not None:
        read(context.last_count, None, "last-count", f"last-count={kind}", f"last-count={bool(people)}")
    if context.last_custody is not None and context.last_custody[2] is not None:
        read(context.last_custody[2], None, "custody-count", f"custody-count={kind}", f"custody-count={bool(people)}")
    for code in arguments.recipient[:2]:
        told = context.counts.get(("", code))
        if told is not None:
            read(told, None, "told-count", f"told-count={kind}")
    found = []
    for count, (mention, names) in readings.items():
        names += [f"size={_size(count)}", f"size={_size(count)},{kind}", f"agrees={count == rule},{_size(count)},{kind}"]
        found.append(Tally(count, mention, list(dict.fromkeys(names))))
    return found


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
