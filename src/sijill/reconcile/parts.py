"""Which events are parts of others, and which may be: what sums must know so as to count nobody twice.

A part is one that a report tells as such, or that lies within the span of a vaguer sum ("dozens since January" holds
September's 52). An event that lies in several is a part of the smallest. Two events may overlap where nothing rules
out that the same people are in both: then a sum's low bound counts one of them, and its high bound both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sijill.claim import Count
from sijill.reconcile import intervals, times
from sijill.reconcile.events import order, span
from sijill.reconcile.names import is_slug
from sijill.reconcile.records import Event

_SUM = 31
"""Days: a number over a longer time is a sum of what happened in it."""


class Parts:
    """The parts among `events`. `told` are pairs of ids that reports tell as a part and its whole.

    With `one_holder` all events are seen from one party's side, and what it gave of an exchange can be a part of a sum
    of its own. `cut` are the pairs of `told` that were not believed, because they would make a circle or the part is
    the larger.
    """

    def __init__(self, events: Iterable[Event], told: Iterable[tuple[str, str]], *, one_holder: bool = False) -> None:
        self.one_holder = one_holder
        self.events: dict[str, Event] = {event.id: event for event in events}
        self.spans: dict[str, times.Window] = {event.id: span(event) for event in self.events.values()}
        self.cut: list[tuple[str, str]] = []
        wholes: dict[str, set[str]] = defaultdict(set)
        pairs = [pair for pair in told if pair[0] != pair[1] and pair[0] in self.events and pair[1] in self.events]
        pairs += self._within_sums()
        size = self._size
        for part, whole in sorted(set(pairs), key=lambda pair: (size(pair[0]), size(pair[1]))):
            if self._fits(part, whole) and part not in _reached(whole, wholes):
                wholes[part].add(whole)
            else:
                self.cut.append((part, whole))
        self.wholes: Mapping[str, Collection[str]] = wholes

    def whole(self, part: str) -> str | None:
        """The smallest event that holds this one."""
        return min(self.wholes.get(part, ()), key=self._size, default=None)

    def _size(self, event: str) -> tuple[object, ...]:
        count = self.events[event].count or intervals.ANY
        first, last = self.spans[event]
        return float("inf") if count[1] is None else count[1], last - first, order(self.events[event])

    def _fits(self, part: str, whole: str) -> bool:
        """Whether the part is not larger than its whole."""
        inner, outer = self.events[part].count, self.events[whole].count
        return inner is None or outer is None or outer[1] is None or inner[0] <= outer[1]

    def _within_sums(self) -> list[tuple[str, str]]:
        """Events within the time of a sum of the same side."""
        sums = [event for event, (first, last) in self.spans.items() if last - first >= _SUM and self._is_sum(event)]
        found = []
        for whole in sums:
            first, last = self.spans[whole]
            for part, (begin, end) in self.spans.items():
                if part == whole or not (first <= begin and end <= last) or 2 * (end - begin) > last - first:
                    continue
                if self._same_side(self.events[part], self.events[whole]) and self._fits(part, whole):
                    found.append((part, whole))
        return found

    def _same_side(self, part: Event, whole: Event) -> bool:
        """Whether the people of `part` can be among those of `whole`: of its kind and holder, and of whom it speaks."""
        if part.kind != whole.kind and {part.kind, whole.kind} != {"COERCE/arrest", "ASSAULT/abduct"}:
            return False
        if not self.one_holder and part.actor and whole.actor and not set(part.actor) <= set(whole.actor):
            return False
        return not whole.recipient or not part.recipient or not _different_people(part, whole)

    def _is_sum(self, event: str) -> bool:
        count = self.events[event].count
        return count is not None and count[0] > 1


def _reached(start: str, wholes: Mapping[str, Collection[str]]) -> set[str]:
    """`start` and all that hold it."""
    found, due = set(), [start]
    while due:
        event = due.pop()
        if event not in found:
            found.add(event)
            due.extend(wholes.get(event, ()))
    return found


def may_overlap(one: Event, other: Event, spans: Mapping[str, times.Window]) -> bool:
    """Whether the same people can be in both: nothing in time, side or name tells them apart."""
    ours, theirs = spans[one.id], spans[other.id]
    if ours[0] > theirs[1] or theirs[0] > ours[1]:
        return False
    if one.actor and other.actor and not set(one.actor) & set(other.actor):
        return False
    return not _different_people(one, other)


def _different_people(one: Event, other: Event) -> bool:
    """Whether two events name people that cannot be the same: of other states, or each a single person by name."""
    if not one.recipient or not other.recipient or set(one.recipient) & set(other.recipient):
        return False
    slugs = [any(map(is_slug, event.recipient)) for event in (one, other)]
    if not any(slugs):
        return True
    return all(slugs) and one.count == other.count == (1, 1)


def least(events: Sequence[tuple[Event, int]], spans: Mapping[str, times.Window]) -> int:
    """The fewest people that events with these low bounds can be together, where some may overlap.

    Events of which no two can overlap are different people for sure; the sum of any such set is a bound. The larger
    ones are taken first, so this may be below the best bound, and never above.
    """
    taken: list[Event] = []
    total = 0
    for event, low in sorted(events, key=lambda item: (-item[1], spans[item[0].id], order(item[0]))):
        if low and not any(may_overlap(event, other, spans) for other in taken):
            taken.append(event)
            total += low
    return total


def together(whole: Count, parts: Sequence[tuple[Event, Count]], spans: Mapping[str, times.Window]) -> Count:
    """A whole and its parts, of which some may overlap: see `intervals.whole_with_parts`."""
    fewest = least([(event, count[0]) for event, count in parts], spans)
    return intervals.whole_with_parts(whole, [count for _, count in parts], least=fewest)
