"""Which tellings are of one event: the law of joining, and the two ways of carrying it out.

The law: tellings are taken in their order (by day of reporting, of one day the one that says most first, then by id).
Each joins the event whose first telling it matches best, among the first tellings before it; if it matches none, it
is the first of a new event. Tellings that a person set apart, and tellings of one report that contradict one another,
are never in one event.

What follows from it:

- The answer is a function of the tellings and the revisions alone; the order of their arrival is nowhere in it.
- A telling depends on those before it only. So what was known on a day is what is left when later reports are taken
  away, and an event keeps its id while later reports join.
- Only first tellings draw others. So one more telling moves few others, and `Joining.update` finds those that move:
  it gives what `rebuild` over all would give.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import NamedTuple, Protocol
from zlib import crc32

from sijill.reconcile.matching import LATE, Match, match
from sijill.reconcile.tellings import MEASURES, PEOPLE, Telling

REACH = 100
"""The longest reach, in days, of a telling whose time is known well enough: what reaches further is looked up apart."""

FIRST_OF_ITS_OWN = Match(0.0, ())


class Place(NamedTuple):
    """The event that a telling is in: the id of its first telling, and how well it matches that."""

    first: str
    match: Match


class Reach(NamedTuple):
    """The days within which another telling must lie to be of the same event."""

    lo: int
    hi: int

    @property
    def long(self) -> bool:
        """Whether it reaches too far to be looked up by its beginning alone."""
        return self.hi - self.lo > REACH


def reach(telling: Telling) -> Reach:
    """The reach of a telling. Two tellings whose reaches do not overlap never match."""
    if telling.stated and telling.fine and not (telling.person or telling.count):
        return Reach(telling.lo - 1, telling.hi + 1)
    if telling.family in PEOPLE and telling.fine:  # a name or a number may be told again later without its date
        return Reach(telling.lo - LATE // 2 - 1, telling.hi + LATE // 2 + 1)
    return Reach(telling.lo - 1, telling.hi + 1)


def keys(telling: Telling) -> frozenset[str]:
    """What a telling is looked up by. Two tellings without a key in common never match.

    People and measures: each party. Talks and agreements: each pair of parties. Demands, refusals, threats: each actor.
    And for all of them the words of the sentence, so that a copy of it is found whatever the parties.
    """
    family = telling.family
    copied = f"{family}={crc32(repr(sorted(telling.around)).encode()):08x}"
    parties: Iterable[str]
    if family in PEOPLE or family in MEASURES:
        parties = telling.parties
        if not parties:
            parties = ("",)
        elif not telling.actor or not telling.recipient:
            parties = (*parties, "")
    elif family.startswith("CONSULT") or family == "AGREE":
        pairs = combinations(sorted(telling.parties)[:4], 2)
        parties = ["+".join(pair) for pair in pairs] or telling.parties
    else:
        parties = telling.actor or telling.recipient
    return frozenset((copied, *(f"{family}:{party}" for party in parties)))


class Store(Protocol):
    """Where tellings and their places are kept. `near` may give more than what matches, never less."""

    def telling(self, telling: str) -> Telling:
        """The telling of an id."""

    def place(self, telling: str) -> Place | None:
        """Where it is, None if nowhere yet."""

    def put(self, telling: str, place: Place) -> None:
        """Place it."""

    def add(self, telling: Telling) -> None:
        """Take it in, nowhere yet."""

    def remove(self, telling: str) -> None:
        """Let go of it."""

    def near(self, telling: Telling) -> Iterable[Telling]:
        """All tellings that share a key with it and whose reach overlaps its own."""

    def members(self, first: str) -> Collection[str]:
        """The tellings of the event whose first telling this is."""

    def apart(self, telling: str) -> Iterable[str]:
        """The tellings that must not be in one event with it."""


def choose(telling: Telling, firsts: Iterable[Telling], barred: Set[str]) -> Place:
    """The place of `telling` among events whose first tellings stand before it; `barred` are those it must not join."""
    best: tuple[float, tuple[int, int, str]] | None = None
    place = Place(telling.id, FIRST_OF_ITS_OWN)
    for first in firsts:
        if first.order >= telling.order or first.id in barred:
            continue
        found = match(telling, first)
        if found is None:
            continue
        rank = (-found.score, first.order)
        if best is None or rank < best:
            best, place = rank, Place(first.id, found)
    return place


def rebuild(tellings: Iterable[Telling], apart: Mapping[str, Set[str]]) -> dict[str, Place]:
    """The place of every telling, by the law, one after the other. `apart` holds both ways round."""
    places: dict[str, Place] = {}
    index = Index()
    for telling in sorted(tellings, key=lambda telling: telling.order):
        barred = {places[other].first for other in apart.get(telling.id, ()) if other in places}
        place = choose(telling, index.near(telling), barred)
        places[telling.id] = place
        if place.first == telling.id:
            index.add(telling)
    return places


class Joining:
    """Brings the places of a store to what the law gives, after tellings came or went."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.touched: set[str] = set()
        """First tellings of the events that changed, gone ones too."""
        self._due: list[tuple[tuple[int, int, str], str]] = []
        self._queued: set[str] = set()

    def update(self, added: Iterable[Telling], removed: Iterable[str], shifted: Iterable[str] = ()) -> None:
        """Take `removed` out and `added` in, and look anew at `shifted`, whose bars changed."""
        for telling in removed:
            self._leave(telling)
        for fresh in added:
            self.store.add(fresh)
            self._queue(fresh)
        for telling in shifted:
            self._queue(self.store.telling(telling))
        while self._due:
            order, telling_id = heappop(self._due)
            self._queued.discard(telling_id)
            self._settle(self.store.telling(telling_id), order)

    def _queue(self, telling: Telling) -> None:
        if telling.id not in self._queued:
            self._queued.add(telling.id)
            heappush(self._due, (telling.order, telling.id))

    def _leave(self, telling_id: str) -> None:
        telling, place = self.store.telling(telling_id), self.store.place(telling_id)
        followers = [other for other in self.store.members(telling_id) if other != telling_id]
        kept_apart = list(self.store.apart(telling_id))
        self.store.remove(telling_id)
        self._queued.discard(telling_id)
        self._due = [due for due in self._due if due[1] != telling_id]
        heapify(self._due)
        if place is not None:
            self.touched.add(place.first)
        for other in followers:
            self._queue(self.store.telling(other))
        for other in kept_apart:
            if (found := self.store.telling(other)).order > telling.order:
                self._queue(found)

    def _settle(self, telling: Telling, order: tuple[int, int, str]) -> None:
        old = self.store.place(telling.id)
        near = list(self.store.near(telling))
        kept_apart = [self.store.telling(other) for other in self.store.apart(telling.id)]
        earlier = (self.store.place(other.id) for other in kept_apart if other.order < order)
        barred = {place.first for place in earlier if place is not None}
        firsts = (other for other in near if self._is_first(other.id))
        new = choose(telling, firsts, barred)
        if new == old:
            return
        self.store.put(telling.id, new)
        self.touched.add(new.first)
        if old is not None:
            self.touched.add(old.first)
            if old.first == new.first:
                return
        is_first, was_first = new.first == telling.id, old is not None and old.first == telling.id
        if is_first:
            for other in near:
                if other.order > order and self._may_draw(telling, other):
                    self._queue(other)
        if was_first:
            for member in self.store.members(telling.id):
                if member != telling.id:
                    self._queue(self.store.telling(member))
        for other in kept_apart:
            if other.order > order:
                self._queue(other)

    def _is_first(self, telling_id: str) -> bool:
        place = self.store.place(telling_id)
        return place is not None and place.first == telling_id

    def _may_draw(self, first: Telling, other: Telling) -> bool:
        """Whether a new first telling could draw `other` from where it is."""
        place = self.store.place(other.id)
        found = match(other, first)
        if found is None or place is None:
            return False  # one that is nowhere yet is due anyway
        return place.first == other.id or found.score >= place.match.score


class Index:
    """Tellings by key and reach, in memory."""

    def __init__(self) -> None:
        self._short: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._long: dict[str, dict[str, Reach]] = defaultdict(dict)
        self._tellings: dict[str, Telling] = {}

    def add(self, telling: Telling) -> None:
        """Take a telling in."""
        span = reach(telling)
        self._tellings[telling.id] = telling
        for key in keys(telling):
            if span.long:
                self._long[key][telling.id] = span
            else:
                insort(self._short[key], (span.lo, span.hi, telling.id))

    def remove(self, telling: Telling) -> None:
        """Let go of a telling."""
        span = reach(telling)
        del self._tellings[telling.id]
        for key in keys(telling):
            if span.long:
                del self._long[key][telling.id]
            else:
                row = self._short[key]
                del row[bisect_left(row, (span.lo, span.hi, telling.id))]

    def near(self, telling: Telling) -> Iterator[Telling]:
        """All others that share a key with it and whose reach overlaps its own."""
        span = reach(telling)
        seen = {telling.id}
        for key in keys(telling):
            if row := self._short.get(key):
                start = bisect_left(row, (span.lo - REACH, 0, ""))
                end = bisect_right(row, (span.hi + 1, 0, ""))
                for _, hi, other in row[start:end]:
                    if hi >= span.lo and other not in seen:
                        seen.add(other)
                        yield self._tellings[other]
            for other, theirs in self._long.get(key, {}).items():
                if theirs.lo <= span.hi and span.lo <= theirs.hi and other not in seen:
                    seen.add(other)
                    yield self._tellings[other]


class MemoryStore:
    """A store in memory. `apart` is asked for the tellings that must not be in one event with a telling."""

    def __init__(self, apart: Callable[[str], Iterable[str]] = lambda telling: ()) -> None:
        self.tellings: dict[str, Telling] = {}
        self.places: dict[str, Place] = {}
        self._index = Index()
        self._members: dict[str, set[str]] = defaultdict(set)
        self._apart = apart

    def telling(self, telling: str) -> Telling:
        """See `Store`."""
        return self.tellings[telling]

    def place(self, telling: str) -> Place | None:
        """See `Store`."""
        return self.places.get(telling)

    def put(self, telling: str, place: Place) -> None:
        """See `Store`."""
        if old := self.places.get(telling):
            self._members[old.first].discard(telling)
        self.places[telling] = place
        self._members[place.first].add(telling)

    def add(self, telling: Telling) -> None:
        """See `Store`."""
        self.tellings[telling.id] = telling
        self._index.add(telling)

    def remove(self, telling: str) -> None:
        """See `Store`."""
        self._index.remove(self.tellings.pop(telling))
        if place := self.places.pop(telling, None):
            self._members[place.first].discard(telling)

    def near(self, telling: Telling) -> Iterable[Telling]:
        """See `Store`."""
        return self._index.near(telling)

    def members(self, first: str) -> Collection[str]:
        """See `Store`."""
        return list(self._members.get(first, ()))

    def apart(self, telling: str) -> Iterable[str]:
        """See `Store`."""
        return [other for other in self._apart(telling) if other in self.tellings]
