"""An event, made of the tellings that were joined to it.

What contradicts is shown and never averaged. What was sought or planned gives no figure and no time once the event is
told as done, and what was denied never does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from sijill.claim import Status
from sijill.reconcile import intervals, times
from sijill.reconcile.joining import Place
from sijill.reconcile.matching import sentence
from sijill.reconcile.records import Event, Figure, StatusStep, Why
from sijill.reconcile.tellings import GROUPS, LATELY, Group, Source, Telling, Told
from sijill.reconcile.witnesses import Print, origins, witnesses

_SUPPORTED = 1 / 3
"""The share of the tellings that name a side at all from which on a party is taken for one of it."""
_FREED, _HANDED_OVER = ("RETREAT", "release"), ("COERCE", "deport")
_LONG_AGO = date(1900, 1, 1).toordinal()
_ORDER: tuple[Status, ...] = ("possible", "planned", "denied", "underway", "happened")


class Member(msgspec.Struct, frozen=True):
    """A telling in an event: its place, and the words of the person who merged it in, if one did."""

    telling: Telling
    place: Place
    merged: str | None = None


def summarise(event_id: str, members: Sequence[Member], prints: Mapping[int, Print], *, known: Telling) -> Event:
    """The event of `members`. `known` is its first telling, which may have been withdrawn since and be no member."""
    ordered = sorted(members, key=lambda member: member.telling.order)
    told = [(member.telling.source, claim) for member in ordered for claim in member.telling.told]
    names = origins({source.version: source for source, _ in told}.values(), prints)
    steps = _steps(told)
    status = _status(steps)
    counting = _counting(told, status)
    figures = _figures(counting, names)
    dated = [(source.date, claim.window) for source, claim in counting if claim.window]
    if GROUPS[status] == "pending" and dated:  # of plans the latest holds
        dated = [(day, window) for day, window in dated if day == dated[-1][0]]
    window = times.agree(window for _, window in dated)
    event, mode = _kind([claim for _, claim in told])
    return Event(
        id=event_id,
        event=event,
        mode=mode,
        status=status,
        actor=_parties(member.telling.actor for member in ordered),
        recipient=_parties(member.telling.recipient for member in ordered),
        count=intervals.agree(figure.count for figure in figures),
        when=times.text(window) if window else None,
        witnesses=witnesses(told, names),
        claims=tuple(claim.claim for _, claim in told),
        why=tuple(_why(ordered, known)),
        figures=figures,
        statuses=steps,
        first=date.fromordinal(ordered[0].telling.source.date),
        last=date.fromordinal(ordered[-1].telling.source.date),
        at_large=tuple(claim.claim for _, claim in told if claim.at_large),
        reviewed=any(claim.reviewed for _, claim in told) or any(member.merged for member in ordered),
        notes=tuple(_notes(ordered, figures, window, status)),
    )


def span(event: Event) -> times.Window:
    """The days on which an event can have happened: those it states, else the few before it was first told as such."""
    if event.when:
        first, last = times.window(event.when)
        return first, max(first, min(last, event.last.toordinal())) if event.done else last
    day = told_on(event).toordinal()
    return day - LATELY, day


def order(event: Event) -> tuple[object, ...]:
    """What decides between events that a sum or a deal has no other reason to put in an order: what they say.

    The id comes last, for it holds the coder's version.
    """
    low, high = event.count or (-1, None)
    count = (low, -1 if high is None else high)
    return event.first, event.kind, event.status, event.actor, event.recipient, count, event.when or "", event.id


def told_on(event: Event) -> date:
    """The day on which an event was first reported in its status: as done, if it is done."""
    steps = [step.date for step in event.statuses if GROUPS[step.status] == GROUPS[event.status]]
    return steps[0] if steps else event.first


def _kind(told: Sequence[Told]) -> tuple[str, str | None]:
    """The event and mode of most claims. Who was handed over by one report and freed by another was freed."""
    kinds = Counter((claim.event, claim.mode) for claim in told)
    if kinds[_FREED]:
        kinds[_FREED] += kinds.pop(_HANDED_OVER, 0)
    return max(kinds, key=lambda kind: (kinds[kind], kind[1] is not None, kind[1] or ""))


def _steps(told: Sequence[tuple[Source, Told]]) -> tuple[StatusStep, ...]:
    """The statuses in the order of reporting, each from the day on which it was new or told again after another."""
    days: dict[int, dict[Status, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source, claim in told:
        days[source.date][claim.status].append(claim.claim)
    found: list[StatusStep] = []
    current: set[Status] = set()
    for day in sorted(days):
        if set(days[day]) == current:
            continue
        undone = bool(found) and found[-1].status == "denied" and "denied" not in days[day]
        for status in sorted(days[day], key=_ORDER.index):
            if status not in current or (undone and GROUPS[status] == "done"):
                claims = tuple(days[day][status])
                found.append(StatusStep(status=status, date=date.fromordinal(day), claims=claims))
        current = set(days[day])
    return tuple(found)


def _status(steps: Sequence[StatusStep]) -> Status:
    """The latest status; but what was told as done is not undone by a report that still has it planned."""
    status = steps[0].status
    for step in steps[1:]:
        if GROUPS[status] == "done" and GROUPS[step.status] == "pending":
            continue
        if GROUPS[status] == "done" == GROUPS[step.status] and status == "happened":
            continue
        status = step.status
    return status


def _counting(told: Sequence[tuple[Source, Told]], status: Status) -> list[tuple[Source, Told]]:
    """The claims whose figures and times hold: those of the status, or of whatever there is where none gives any."""
    order: dict[Group, tuple[Group, ...]] = {
        "done": ("done",),
        "pending": ("pending",),
        "denied": ("done", "denied", "pending"),
    }
    for group in order[GROUPS[status]]:
        if found := [(source, claim) for source, claim in told if GROUPS[claim.status] == group]:
            return found
    return list(told)


def _figures(told: Sequence[tuple[Source, Told]], names: Mapping[int, tuple[str, bool]]) -> tuple[Figure, ...]:
    """Who gives which count: the one with the most witnesses first, else the one told first."""
    by_count: dict[tuple[int, int | None], list[tuple[str, str]]] = defaultdict(list)
    for source, claim in told:
        if claim.count is not None:
            by_count[claim.count].append((names[source.version][0], claim.claim))
    figures = [
        Figure(
            count=count,
            witnesses=tuple(dict.fromkeys(name for name, _ in given)),
            claims=tuple(claim for _, claim in given),
        )
        for count, given in by_count.items()
    ]
    return tuple(sorted(figures, key=lambda figure: (-len(figure.witnesses), -len(figure.claims))))


def _parties(sides: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """The parties that enough tellings name, those named most first."""
    named = [side for side in sides if side]
    support = Counter(code for side in named for code in side)
    least = max(1.0, _SUPPORTED * len(named))
    kept = [code for code, count in support.items() if count >= least]
    return tuple(sorted(kept, key=lambda code: (-support[code], code)))


def _why(members: Sequence[Member], known: Telling) -> Iterable[Why]:
    for member in members:
        first, *others = member.telling.told
        if member.merged is not None:
            reason = f"a person merged it: {member.merged}"
        elif member.telling.id == known.id:
            reason = "the first report of it"
        else:
            reason = sentence(member.place.match, known)
        yield Why(claim=first.claim, reason=reason)
        for claim in others:
            yield Why(claim=claim.claim, reason="told again in the same report")


def _notes(
    members: Sequence[Member], figures: Sequence[Figure], window: times.Window | None, status: Status
) -> Iterable[str]:
    if len(figures) > 1 and not all(intervals.meets(one.count, two.count) for one in figures for two in figures):
        told = "; ".join(f"{intervals.text(figure.count)} ({', '.join(figure.witnesses)})" for figure in figures)
        yield f"the figures differ: {told}"
    if any(figure.count == intervals.NOBODY for figure in figures):
        yield "a claim counts nobody: it adds nothing to a sum"
    if any(claim.at_large for member in members for claim in member.telling.told):
        yield "told of people who were at large: nobody left a prison, and it adds nothing to a sum"
    groups = {GROUPS[claim.status] for member in members for claim in member.telling.told}
    if {"done", "denied"} <= groups:
        yield "told as done by some and denied by others"
    if window:
        if window[0] < _LONG_AGO and window[0] > times.FIRST:
            yield f"a time before 1900 ({times.text(window)}): look at the sentence"
        if status == "happened" and window[0] > members[-1].telling.source.date:
            yield f"told as done on a day after its reports ({times.text(window)}): look at the sentence"
