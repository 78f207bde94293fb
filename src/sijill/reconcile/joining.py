"""Which tellings are of one event: the law of joining, and the two ways of carrying it out.

The law: tellings are taken in their order (by day of reporting, of one day the one that says most first, then by what
they say). Each joins the event whose first telling it matches best, among the first tellings before it; if it matches
none, it is the first of a new event. Tellings that a person set apart, and tellings of one report that contradict one
another, are never in one event.

What follows from it:

- The answer is a function of the tellings and the revisions alone; the order of their arrival is nowhere in it, nor is
  the version of the coder: the same claims by another give the same events.
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
from typing import NamedTuple, Protocol

from sijill.reconcile.matching import LATE, NAME, OFF, Match, match, party_keys, score, share_needed, word_keys
from sijill.reconcile.names import is_person
from sijill.reconcile.tellings import LARGE, PEOPLE, Order, Telling, kin

SIZES = (9, 100)
"""Reaches of up to so many days are looked up apart from longer ones, so that a look-up passes over few in vain."""

FIRST_OF_ITS_OWN = Match(0.0, ())


class Place(NamedTuple):
    """The event that a telling is in: the id of its first telling, and how well it matches that."""

    first: str
    match: Match


class Reach(NamedTuple):
    """The days within which the reach of another telling must lie for the two to be of one event."""

    lo: int
    hi: int

    @property
    def size(self) -> int:
        """Which of the classes of `SIZES` it is in; their number for those that are longer than all."""
        return sum(self.hi - self.lo > size for size in SIZES)


def keys(telling: Telling) -> dict[str, Reach]:
    """What a telling is looked up by, each with its reach.

    Two tellings that have no key in common, or whose reaches for it do not overlap, never match. The keys of people and
    measures are their parties; of talks and agreements each pair of parties; of demands, refusals and threats each
    actor. A person's name, each word of a name and a large number are keys that reach further, for they are told again
    without their date.
    And two words of the sentence are keys, so that a copy of it is found whatever its parties.
    """
    family = kin(telling.family)
    near = Reach(telling.lo - 1, telling.hi + 1)
    found = {f"{family}:{party}": near for party in party_keys(telling)}
    found |= {f"{family}={word:08x}": near for word in word_keys(telling)}
    if telling.family in PEOPLE:
        far = Reach(telling.lo - LATE // 2 - 1, telling.hi + LATE // 2 + 1)
        if telling.person:
            found |= {f"{family}!{code}": far for code in telling.recipient if is_person(code)}
        if telling.single and len(telling.names) >= NAME:
            found |= {f"{family}~{name:08x}": far for name in telling.names}
        if telling.count and telling.count[0] == telling.count[1] and telling.count[0] >= LARGE:
            found[f"{family}#{telling.count[0]}"] = far
    return found


class Store(Protocol):
    """Where tellings and their places are kept. A look-up may give more than what matches, never less."""

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

    def firsts(self, telling: Telling) -> Iterable[Telling]:
        """First tellings of events that share a key with it within reach; later ones may be among them."""

    def later(self, telling: Telling) -> Iterable[Telling]:
        """Tellings of its day or later that share a key with it within reach; earlier ones may be among them."""

    def members(self, first: str) -> Collection[str]:
        """The tellings of the event whose first telling this is."""

    def apart(self, telling: str) -> Iterable[str]:
        """The tellings that must not be in one event with it."""


def choose(telling: Telling, firsts: Iterable[Telling], barred: Set[str]) -> Place:
    """The place of `telling` among events whose first tellings stand before it; `barred` are those it must not join."""
    best: tuple[float, Order] | None = None
    chosen: Telling | None = None
    for first in firsts:
        if first.order >= telling.order or first.id in barred:
            continue
        found = score(telling, first)
        if found is not None and (best is None or (-found, first.order) < best):
            best, chosen = (-found, first.order), first
    found_match = match(telling, chosen) if chosen else None
    return Place(chosen.id, found_match) if chosen and found_match else Place(telling.id, FIRST_OF_ITS_OWN)


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
        self._due: list[tuple[Order, str]] = []
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

    def _settle(self, telling: Telling, order: Order) -> None:
        old = self.store.place(telling.id)
        kept_apart = [self.store.telling(other) for other in self.store.apart(telling.id)]
        earlier = (self.store.place(other.id) for other in kept_apart if other.order < order)
        barred = {place.first for place in earlier if place is not None}
        new = choose(telling, self.store.firsts(telling), barred)
        if new == old:
            return
        was_first = old is not None and old.first == telling.id
        members = list(self.store.members(telling.id)) if was_first else []
        self.store.put(telling.id, new)
        self.touched.add(new.first)
        if old is not None:
            self.touched.add(old.first)
            if old.first == new.first:
                return
        if new.first == telling.id:
            for other in self.store.later(telling):
                if other.order > order and self._may_draw(telling, other):
                    self._queue(other)
        for member in members:
            if member != telling.id:
                self._queue(self.store.telling(member))
        for other in kept_apart:
            if other.order > order:
                self._queue(other)

    def _may_draw(self, first: Telling, other: Telling) -> bool:
        """Whether a new first telling could draw `other` from where it is."""
        place = self.store.place(other.id)
        found = score(other, first)
        if found is None or place is None:
            return False  # one that is nowhere yet is due anyway
        return place.first == other.id or found >= place.match.score


Sketch = tuple[int, int, int, int]
"""The words of a telling's evidence and of its sentences as bits, and how many they are.

It bounds how many words two tellings can have in common, at the cost of an AND.
"""


def sketch(telling: Telling) -> Sketch:
    """The sketch of a telling."""
    return _bits(telling.words), _bits(telling.around), len(telling.words), len(telling.around)


def _bits(words: Iterable[int]) -> int:
    found = 0
    for word in words:
        found |= 1 << word % 256
    return found


class Index:
    """Tellings by key and reach, in memory."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
        self._tellings: dict[str, Telling] = {}
        self._sketches: dict[str, Sketch] = {}

    def add(self, telling: Telling) -> None:
        """Take a telling in."""
        self._tellings[telling.id] = telling
        self._sketches[telling.id] = sketch(telling)
        for key, span in keys(telling).items():
            insort(self._rows[key, span.size], (span.lo, span.hi, telling.id))

    def remove(self, telling: Telling) -> None:
        """Let go of a telling, if it is there."""
        if self._tellings.pop(telling.id, None) is not None:
            del self._sketches[telling.id]
            for key, span in keys(telling).items():
                row = self._rows[key, span.size]
                del row[bisect_left(row, (span.lo, span.hi, telling.id))]

    def near(self, telling: Telling) -> Iterator[Telling]:
        """All others that share a key with it within reach, but for those that have too few words in common."""
        seen = {telling.id}
        share = share_needed(telling)
        words, around, in_words, in_around = sketch(telling)
        folded = in_words - words.bit_count(), in_around - around.bit_count()  # words that fell on one bit
        for key, span in keys(telling).items():
            for size in range(len(SIZES) + 1):
                row = self._rows.get((key, size))
                if not row:
                    continue
                start = bisect_left(row, (span.lo - SIZES[size], 0, "")) if size < len(SIZES) else 0
                for _, hi, other in row[start : bisect_right(row, (span.hi + 1, 0, ""))]:
                    if hi < span.lo or other in seen:
                        continue
                    seen.add(other)
                    if share:
                        its_words, its_around, has_words, has_around = self._sketches[other]
                        least = share * (min(in_around, has_around) + OFF)
                        if (around & its_around).bit_count() + folded[1] < least:
                            least = share * (min(in_words, has_words) + OFF)
                            if (words & its_words).bit_count() + folded[0] < least:
                                continue
                    yield self._tellings[other]


class MemoryStore:
    """A store in memory. `apart` is asked for the tellings that must not be in one event with a telling."""

    def __init__(self, apart: Callable[[str], Iterable[str]] = lambda telling: ()) -> None:
        self.tellings: dict[str, Telling] = {}
        self.places: dict[str, Place] = {}
        self._all = Index()
        self._firsts = Index()
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
        self._forget(telling)
        self.places[telling] = place
        self._members[place.first].add(telling)
        if place.first == telling:
            self._firsts.add(self.tellings[telling])

    def add(self, telling: Telling) -> None:
        """See `Store`."""
        self.tellings[telling.id] = telling
        self._all.add(telling)

    def remove(self, telling: str) -> None:
        """See `Store`."""
        self._forget(telling)
        self._all.remove(self.tellings.pop(telling))
        self.places.pop(telling, None)

    def _forget(self, telling: str) -> None:
        self._firsts.remove(self.tellings[telling])
        if old := self.places.get(telling):
            self._members[old.first].discard(telling)

    def firsts(self, telling: Telling) -> Iterable[Telling]:
        """See `Store`."""
        return self._firsts.near(telling)

    def later(self, telling: Telling) -> Iterable[Telling]:
        """See `Store`."""
        return self._all.near(telling)

    def members(self, first: str) -> Collection[str]:
        """See `Store`."""
        return list(self._members.get(first, ()))

    def apart(self, telling: str) -> Iterable[str]:
        """See `Store`."""
        return [other for other in self._apart(telling) if other in self.tellings]
