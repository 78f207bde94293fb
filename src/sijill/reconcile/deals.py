"""Deals: what each side gives, who mediates, and how far it has come.

Legs belong together where a report links them (see `links`): by words of exchange or of a deal, or as what came of the
same talks. The stage is read from the legs and from the talks, agreements, demands and refusals told beside them:

- sought: a leg is demanded, considered or held possible
- in talks: the sides talk, themselves or through others
- agreed: an agreement is told, or a leg is planned
- partly carried out: a leg is done, and another is not
- carried out: every leg is done
- collapsed: what was agreed or sought is denied or refused, and nothing done after
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from sijill.claim import Status
from sijill.reconcile import times
from sijill.reconcile.events import order, span
from sijill.reconcile.links import LEGS, TALKS, Link
from sijill.reconcile.names import is_slug
from sijill.reconcile.records import STAGES, Deal, Event, Leg, Stage, Step

_DAYS = 3


class EventLink(msgspec.Struct, frozen=True):
    """A link of a report, between events."""

    kind: str
    a: str
    b: str
    reason: str
    report: str


def deals(events: Mapping[str, Event], links: Iterable[EventLink]) -> list[Deal]:
    """The deals among `events`, the latest first. Links to events that are not there are passed over."""
    ties: list[EventLink] = []
    context: dict[str, list[EventLink]] = defaultdict(list)
    parts: set[tuple[str, str]] = set()
    for link in sorted(set(links), key=lambda link: (link.kind, link.report, link.reason, link.a, link.b)):
        if link.a not in events or link.b not in events:
            continue
        if link.kind == "part":
            parts.add((link.a, link.b))
        elif link.kind == "context":
            context[link.a].append(link)
        elif events[link.a].kind in LEGS and events[link.b].kind in LEGS:
            ties.append(link)
    groups = _groups(ties)
    found = [_deal(events, group, ties, context, parts) for group in _groups([*ties, *_alike(events, groups)])]
    ordered = sorted((deal for deal in found if deal), key=lambda deal: (deal.history[-1].date, deal.id), reverse=True)
    return list(ordered)


def _groups(ties: Sequence[EventLink]) -> list[set[str]]:
    """The events that ties connect."""
    parent: dict[str, str] = {}

    def root(event: str) -> str:
        while parent.setdefault(event, event) != event:
            parent[event] = parent[parent[event]]
            event = parent[event]
        return event

    for tie in ties:
        a, b = sorted((root(tie.a), root(tie.b)))
        parent[b] = a
    groups: dict[str, set[str]] = defaultdict(set)
    for event in parent:
        groups[root(event)].add(event)
    return [groups[key] for key in sorted(groups)]


def _alike(events: Mapping[str, Event], groups: Sequence[Collection[str]]) -> Iterable[EventLink]:
    """Ties between deals that are told apart and are one: something given by one side to the same state within days."""
    given: dict[tuple[str, str], list[tuple[times.Window, str]]] = defaultdict(list)
    for group in groups:
        for event in (events[member] for member in group):
            states = [code for code in event.recipient if not is_slug(code)]
            if event.done and len(event.actor) == 1 and len(states) == 1 and states[0] != event.actor[0]:
                given[event.actor[0], states[0]].append((span(event), event.id))
    for row in given.values():
        for (one, a), (other, b) in pairwise(sorted(row)):
            if other[0] - one[1] <= _DAYS:
                yield EventLink("deal", a, b, "given by the same side to the same within days", "")


def _deal(
    events: Mapping[str, Event],
    group: Collection[str],
    ties: Sequence[EventLink],
    context: Mapping[str, Sequence[EventLink]],
    parts: Collection[tuple[str, str]],
) -> Deal | None:
    members = sorted((events[event] for event in group), key=order)
    related = sorted(
        {link.b for member in members for link in context.get(member.id, ())},
        key=lambda event: order(events[event]),
    )
    beside = [events[event] for event in related if events[event].kind not in LEGS]
    legs = _legs(members, beside, parts)
    if not legs:
        return None
    history = _history(legs, members, beside)
    parties = _parties(legs, beside)
    inside = [tie for tie in ties if tie.a in group]
    why = dict.fromkeys(f"{tie.reason} ({tie.report})" for tie in inside)
    notes = []
    if len({leg.id for leg in legs}) == 1 and len(legs) == 1:
        notes.append("only one side of it is told: what is given in return is not known")
    return Deal(
        id=min(legs, key=lambda leg: order(events[leg.id])).id,
        parties=parties,
        mediators=_mediators(beside, parties),
        envoys=_envoys(beside, parties),
        legs=tuple(legs),
        stage=history[-1].stage,
        history=tuple(history),
        related=tuple(event.id for event in beside),
        why=tuple(why),
        notes=tuple(notes),
    )


def _legs(members: Sequence[Event], beside: Sequence[Event], parts: Collection[tuple[str, str]]) -> list[Leg]:
    """The legs: of a whole and its parts by one side the whole, of a swap both ways each side's own."""
    ids = {member.id for member in members}
    single = [member for member in members if len(member.actor) <= 1]
    givers = {member.actor[0] for member in single if member.actor and member.kind == "RETREAT/release"}
    by_whom = {member.id: set(member.actor) for member in members}
    found: list[Leg] = []
    for member in members:
        wholes = [whole for part, whole in parts if part == member.id and whole in ids]
        if any(by_whom[whole] == by_whom[member.id] for whole in wholes):
            continue
        if len(member.actor) > 1 and member.kind == "RETREAT/release":
            if len(givers & set(member.actor)) > 1:
                continue  # each side's own leg is told too
            others = [giver for giver in member.actor if giver not in givers] if givers else list(member.actor)
            for giver in others:
                receiver = next((other for other in member.actor if other != giver), None)
                found.append(_leg(member, giver, receiver if len(member.actor) == 2 else None, beside, whole=False))
            continue
        found.append(_leg(member, member.actor[0] if member.actor else None, None, beside))
    all_givers = {leg.giver for leg in found if leg.giver}
    return [leg if leg.receiver else _with_receiver(leg, all_givers, beside) for leg in found]


def _leg(member: Event, giver: str | None, receiver: str | None, beside: Iterable[Event], *, whole: bool = True) -> Leg:
    demanded = any(event.event == "REQUEST" and giver in event.recipient and event.mode == "yield" for event in beside)
    return Leg(
        giver=giver,
        receiver=receiver,
        event=member.event,
        mode=member.mode,
        recipient=member.recipient if whole else (),
        count=member.count if whole else None,
        status=member.status,
        when=member.when,
        asked=demanded or any(step.status == "possible" for step in member.statuses),
        given=member.done,
        id=member.id,
    )


def _with_receiver(leg: Leg, givers: Collection[str], beside: Iterable[Event]) -> Leg:
    """Whom a leg is given to: the one other side; else the state of those freed; else the other side of the talks."""
    others = sorted(giver for giver in givers if giver != leg.giver)
    states = [code for code in leg.recipient if not is_slug(code) and code != leg.giver]
    talkers = Counter(
        party
        for event in beside
        if event.kind in TALKS
        for party in (*event.actor, *event.recipient)
        if party != leg.giver
    )
    if (leg.mode == "ease" and states) or len(states) == 1:
        receiver = states[0]
    elif len(others) == 1:
        receiver = others[0]
    elif talkers and not others:
        receiver = min(talkers, key=lambda party: (-talkers[party], party))
    else:
        return leg
    return msgspec.structs.replace(leg, receiver=receiver)


def _parties(legs: Iterable[Leg], beside: Iterable[Event]) -> tuple[str, ...]:
    """Givers and receivers, in the order of the legs."""
    return tuple(dict.fromkeys(party for leg in legs for party in (leg.giver, leg.receiver) if party))


def _envoys(beside: Iterable[Event], parties: Collection[str]) -> tuple[str, ...]:
    """The persons whom a party named to an office, told beside its legs."""
    named = (event for event in beside if event.event == "APPOINT" and set(event.actor) & set(parties))
    return tuple(dict.fromkeys(code for event in named for code in event.recipient if is_slug(code)))


def _mediators(beside: Iterable[Event], parties: Collection[str]) -> tuple[str, ...]:
    """Who is told as a party to third-party talks and is none to the deal."""
    found = Counter(
        code
        for event in beside
        if event.mode in ("third-party", "visit", "multilateral")
        for code in (*event.actor, *event.recipient)
        if code not in parties
    )
    return tuple(sorted(found, key=lambda code: (-found[code], code)))


def _history(legs: Sequence[Leg], members: Sequence[Event], beside: Sequence[Event]) -> list[Step]:
    """The stages in the order in which they came about, each with the day on which it was first reported so."""
    events = {member.id: member for member in members}
    own = [events[leg] for leg in dict.fromkeys(leg.id for leg in legs)]
    steps: list[Step] = []
    beginnings: list[tuple[Stage, Found | None]] = [
        ("sought", _first([*_in(own, ("possible",)), *_in(_of(beside, "REQUEST"), ("happened", "underway"))])),
        ("in talks", _first(_in(_of(beside, "CONSULT"), ("happened", "underway")))),
        ("agreed", _first([*_in(_of(beside, "AGREE"), ("happened",)), *_in(own, ("planned",))])),
    ]
    for stage, found in beginnings:
        if found:
            steps.append(_step(stage, *found))
    done = sorted(
        ((event, found) for event in own if event.done and (found := _first(_in([event], ("happened", "underway"))))),
        key=lambda item: (item[1][1], order(item[0])),
    )
    if done:
        if len(done) < len(own):
            steps.append(_step("partly carried out", *done[0][1]))
        else:
            first, last = done[0][1], done[-1][1]
            if first[1] < last[1]:
                steps.append(_step("partly carried out", *first))
            steps.append(_step("carried out", *last))
    end = _first(
        [*_in(own, ("denied",)), *_in(_of(beside, "AGREE"), ("denied",)), *_in(_of(beside, "REJECT"), ("happened",))],
        last=True,
    )
    if end and not (done and len(done) == len(own)):
        steps = [step for step in steps if step.date <= end[1]] + [_step("collapsed", *end)]
        later = [item for _, item in done if item[1] > end[1]]
        if later:  # it was given up, and taken up again
            steps.append(_step("partly carried out", *later[-1]))
    steps = _in_order(steps)
    return steps or [Step(stage="sought", date=members[0].first, claims=members[0].claims[:1])]


def _in_order(steps: list[Step]) -> list[Step]:
    """Steps by day; of one day the further stage last. A stage behind the one reached tells nothing new."""
    reached = -1
    kept = []
    for step in sorted(steps, key=lambda step: (step.date, STAGES.index(step.stage))):
        place = STAGES.index(step.stage)
        if step.stage == "collapsed" or reached == len(STAGES) - 1 or place > reached:
            kept.append(step)
            reached = place
    return kept


Found = tuple[Event, date, tuple[str, ...]]


def _of(events: Iterable[Event], kind: str) -> list[Event]:
    return [event for event in events if event.event == kind]


def _in(events: Iterable[Event], statuses: tuple[Status, ...]) -> list[Found]:
    """For each event the day on which it was first reported to be in one of `statuses`, and its claims."""
    found = []
    for event in events:
        for step in event.statuses:
            if step.status in statuses:
                found.append((event, step.date, step.claims))
                break
    return found


def _first(found: Sequence[Found], *, last: bool = False) -> Found | None:
    if not found:
        return None
    return (max if last else min)(found, key=lambda item: (item[1], order(item[0])))


def _step(stage: Stage, event: Event, day: date, claims: tuple[str, ...]) -> Step:
    return Step(stage=stage, date=day, claims=claims, when=event.when)


def links_of(links: Iterable[Link], first_of: Mapping[str, str], report: str) -> list[EventLink]:
    """The links of a report's tellings as links of the events they are in, by `first_of`."""
    return [
        EventLink(link.kind, first_of[link.a], first_of[link.b], link.reason, report)
        for link in links
        if link.a in first_of and link.b in first_of
    ]
