"""Who was taken, freed and is held: sums of events that keep their bounds. Their law stands at the head of the room."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from sijill.claim import Count, Said
from sijill.reconcile import intervals, times
from sijill.reconcile.events import order, span, told_on
from sijill.reconcile.parts import Parts, least, together
from sijill.reconcile.records import Balance, Counted, Event, Held

Side = Literal["taken", "freed"]
SIDES: dict[str, Side] = {"COERCE/arrest": "taken", "ASSAULT/abduct": "taken", "RETREAT/release": "freed"}
"""The kinds of event that a balance sums. A sentence takes nobody who was free: he was arrested before."""


def balance(
    events: Iterable[Event],
    *,
    holder: str,
    told_parts: Iterable[tuple[str, str]] = (),
    of: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> Balance:
    """The balance of `holder` from `events`, of which those of other holders and kinds are passed over.

    `of` asks for people of one party only: an event that does not say of whom it tells adds nothing to a low bound and
    all it has to a high one. So does one that is only partly within `since` … `until`. `told_parts` are pairs of ids
    that reports tell as a part and its whole.
    """
    every = (event for event in events if holder in event.actor and (of is None or _can_be(event, of)))
    own = sorted(every, key=order)
    period = (since.toordinal() if since else times.FIRST, until.toordinal() if until else times.LAST)
    pairs = list(told_parts)
    flows = {side: [event for event in own if SIDES.get(event.kind) == side] for side in set(SIDES.values())}
    counted: list[Counted] = []
    sums: dict[Side, Count] = {}
    arithmetic: list[str] = []
    notes: list[str] = []
    for side in ("taken", "freed"):
        sum_ = _Sum(side, flows[side], pairs, of=of, period=period)
        sums[side] = sum_.total
        arithmetic.append(sum_.arithmetic())
        counted += sum_.counted()
        notes += sum_.notes()
    stocks = _stocks(own, holder, of, period)
    notes += _against_stocks(flows, stocks, pairs, of)
    if any(event.kind == "SANCTION/convict" for event in own):
        arithmetic.append("sentences take nobody: they are not counted")
    return Balance(
        holder=holder,
        of=of,
        since=since,
        until=until,
        as_of=as_of,
        taken=sums["taken"],
        freed=sums["freed"],
        held=stocks[-1] if stocks else None,
        events=tuple(counted),
        stocks=tuple(stocks),
        arithmetic=tuple(arithmetic),
        notes=tuple(notes),
    )


def amount(event: Event, *, of: str | None = None, period: times.Window = (times.FIRST, times.LAST)) -> Count:
    """How many an event adds to a sum, parts aside."""
    count = event.count or intervals.ANY
    if count == intervals.NOBODY or (event.at_large and set(event.at_large) >= set(event.claims)):
        return intervals.NOBODY
    first, last = span(event)
    partly = first < period[0] or last > period[1]
    mixed = of is not None and set(event.recipient) != {of}
    doubted = bool(event.at_large) or {"done", "denied"} <= {_group(step.status) for step in event.statuses}
    if len(event.actor) > 1 and not (partly or mixed or doubted):
        return min(count[0], 1), count[1]  # how many of them each side freed or took is not told
    return intervals.at_most(count) if partly or mixed or doubted else count


class _Sum:
    """One side of a balance: its total, and on demand what it is made of."""

    def __init__(
        self,
        side: Side,
        events: Sequence[Event],
        told_parts: Iterable[tuple[str, str]],
        *,
        of: str | None,
        period: times.Window,
    ) -> None:
        self.side, self.of, self.period = side, of, period
        self.inside = [event for event in events if _touches(span(event), period)]
        self.doubted = [event for event in self.inside if event.status == "denied" and _was_done(event)]
        self.done = done = [event for event in self.inside if event.done] + self.doubted
        self.parts = Parts(done, told_parts, one_holder=True)
        self.amounts: dict[str, Count] = {event.id: amount(event, of=of, period=period) for event in done}
        self.children: dict[str, list[str]] = defaultdict(list)
        for event in done:
            if whole := self.parts.whole(event.id):
                self.children[whole].append(event.id)
        self.roots = [event for event in done if self.parts.whole(event.id) is None]
        self.values = {event.id: self._value(event.id) for event in self.roots}
        low = least([(event, self.values[event.id][0]) for event in self.roots], self.parts.spans)
        self.total: Count = (low, intervals.add(self.values.values())[1])

    def _value(self, event: str) -> Count:
        """An event with its parts."""
        parts = [(self.parts.events[child], self._value(child)) for child in sorted(self.children.get(event, ()))]
        return together(self.amounts[event], parts, self.parts.spans) if parts else self.amounts[event]

    def counted(self) -> list[Counted]:
        """The events of the period, in time; those that were not done too."""
        return [
            Counted(
                id=event.id,
                count=event.count,
                when=event.when,
                part_of=self.parts.whole(event.id),
                side=self.side,
                recipient=event.recipient,
                status=event.status,
                counted=event.id in self.amounts,
            )
            for event in sorted(self.inside, key=lambda event: (span(event), order(event)))
        ]

    def arithmetic(self) -> str:
        """The sum, spelled out."""
        roots, values = self.roots, self.values
        if not roots:
            return f"{self.side}: no event, 0"
        ordered = sorted(roots, key=lambda event: (self.parts.spans[event.id], order(event)))
        terms = " + ".join(f"{intervals.text(values[event.id])} ({_label(event)})" for event in ordered)
        total = intervals.text(self.total)
        apart = sum(value[0] for value in values.values())
        why = (
            "" if apart == self.total[0] else f"; the low bound counts once what may be the same people ({apart} else)"
        )
        held = sum(map(len, self.children.values()))
        parts = f"; {held} more are parts of these and not added" if held else ""
        return f"{self.side}: {terms} = {total}{why}{parts}"

    def notes(self) -> Iterable[str]:
        """What is not known, and what does not fit."""
        done, of = self.done, self.of
        if unnumbered := [event for event in done if event.count is None]:
            yield (
                f"{self.side}: {len(unnumbered)} events give no number, so there is no high bound: "
                f"{_labels(unnumbered)}"
            )
        if of is not None and (mixed := [event for event in done if set(event.recipient) != {of}]):
            yield f"{self.side}: {len(mixed)} events do not say how many are of {of}: they raise the high bound only"
        partly = [event for event in done if not _holds(self.period, self.parts.spans[event.id])]
        if partly:
            yield f"{self.side}: {len(partly)} events are only partly within the period: they raise the high bound only"
        if free := [event for event in done if event.at_large]:
            yield (
                f"{self.side}: {len(free)} events are told of people who were at large, and so in nobody's hands: "
                f"{_labels(free)}"
            )
        for event in self.doubted:
            yield f"{self.side}: {_label(event)} was denied after it was told: it raises the high bound only"
        for part, whole in self.parts.cut:
            yield (
                f"{self.side}: {_label(self.parts.events[part])} is told as a part of "
                f"{_label(self.parts.events[whole])}, which does not fit: both are counted"
            )
        for whole, children in sorted(self.children.items()):
            low = least([(self.parts.events[child], self.amounts[child][0]) for child in children], self.parts.spans)
            high = self.amounts[whole][1]
            if high is not None and low > high:
                yield (
                    f"{self.side}: the parts of {_label(self.parts.events[whole])} come to {low}, more than it: "
                    "they may be apart from it"
                )


def _label(event: Event) -> str:
    return f"{event.when or f'about {told_on(event)}'}, {event.id[:10]}"


def _labels(events: Sequence[Event]) -> str:
    """The first three of them."""
    return ", ".join(map(_label, events[:3])) + (", …" if len(events) > 3 else "")


def _group(status: str) -> str:
    return "denied" if status == "denied" else "done" if status in ("happened", "underway") else "pending"


def _was_done(event: Event) -> bool:
    return any(_group(step.status) == "done" for step in event.statuses)


def _touches(window: times.Window, period: times.Window) -> bool:
    return window[0] <= period[1] and period[0] <= window[1]


def _holds(period: times.Window, window: times.Window) -> bool:
    return period[0] <= window[0] and window[1] <= period[1]


def _can_be(event: Event, of: str) -> bool:
    """Whether people of `of` can be among those an event tells of."""
    if not event.recipient or of in event.recipient:
        return True
    return any(code[:1].islower() for code in event.recipient)  # a person or group may be of any state


def _stocks(events: Iterable[Event], holder: str, of: str | None, period: times.Window) -> list[Held]:
    """The stocks that were stated in the period, in time: of `of` alone, or of no party in particular."""
    found = []
    for event in events:
        if event.kind != "HOLD" or event.count is None or event.count[1] in (0, 1) or event.status == "denied":
            continue
        if event.count[0] < 3 and event.count[1] is None:
            continue  # a bare plural is no stock
        if not any(step.status == "underway" for step in event.statuses):
            continue  # "was held" tells of the past
        if set(event.recipient) - {holder} if of is None else event.recipient != (of,):
            continue
        at = stated_on(event)
        if not period[0] <= at <= period[1]:
            continue
        claims = {claim for figure in event.figures for claim in figure.claims}
        names = dict.fromkeys(name for witness in event.witnesses for name in witness.said)
        kinds = dict.fromkeys(kind for witness in event.witnesses for kind in witness.sources)
        said = tuple(Said(kind, name) for kind in list(kinds)[:1] for name in names) or tuple(map(Said, kinds))
        day = date.fromordinal(at).isoformat()
        ordered = tuple(claim for claim in event.claims if claim in claims)
        held = Held(count=event.count, when=day, said=said, claims=ordered, event=event.id)
        found.append((at, order(event), held))
    return [held for *_, held in sorted(found, key=lambda item: item[:2])]


def stated_on(event: Event) -> int:
    """The day for which a stock was stated: the day of its report, for "holds" is of the day on which it is said."""
    return min(span(event)[1], told_on(event).toordinal())


def _against_stocks(
    flows: Mapping[Side, Sequence[Event]], stocks: Sequence[Held], pairs: Sequence[tuple[str, str]], of: str | None
) -> Iterable[str]:
    """What two stocks in a row and the flows between them say of one another."""
    gaps = [(times.window(one.when)[0] + 1, times.window(other.when)[1]) for one, other in pairwise(stocks)]
    between = {side: _by_gap(flows[side], gaps) for side in flows}
    for at, (before, after) in enumerate(pairwise(stocks)):
        start, end = gaps[at]
        if start > end:
            if not intervals.meets(before.count, after.count):
                yield f"{before.when}: two stocks differ, {_stock(before)} and {_stock(after)}"
            continue
        period = (start, end)
        taken, freed = (_Sum(side, between[side][at], pairs, of=of, period=period).total for side in ("taken", "freed"))
        fewest, most = intervals.subtract(before.count, freed)
        low = max(0, (fewest if fewest is not None else 0) + taken[0])
        high = None if most is None or taken[1] is None else most + taken[1]
        implied: Count = (low, high)
        told = (
            f"{_stock(before)} on {before.when}, {intervals.text(freed)} freed and {intervals.text(taken)} taken since"
        )
        if intervals.meets(implied, after.count):
            yield f"stocks and flows agree: {told} leave {intervals.text(implied)}; {_stock(after)} on {after.when}"
        elif after.count[0] > (high if high is not None else after.count[0]):
            missing = after.count[0] - (high or 0)
            yield (
                f"stocks and flows disagree: {told} leave {intervals.text(implied)}, but {_stock(after)} on "
                f"{after.when}: {missing} or more were taken unreported, or the figures count differently"
            )
        else:
            yield (
                f"stocks and flows disagree: {told} leave {intervals.text(implied)}, but {_stock(after)} on "
                f"{after.when}: {low - (after.count[1] or 0)} or more were freed unreported, "
                "or the figures count differently"
            )


def _by_gap(events: Iterable[Event], gaps: Sequence[times.Window]) -> list[list[Event]]:
    """The events that touch each of `gaps`, which follow one another in time."""
    found: list[list[Event]] = [[] for _ in gaps]
    ends = [end for _, end in gaps]
    for event in events:
        first, last = span(event)
        at = bisect_left(ends, first)
        while at < len(gaps) and gaps[at][0] <= last:
            found[at].append(event)
            at += 1
    return found


def _stock(held: Held) -> str:
    by = ", ".join(dict.fromkeys(said.by or said.kind for said in held.said))
    return f"{intervals.text(held.count)} held ({by})"
