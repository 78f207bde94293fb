"""Reconciling in memory: claims and revisions in, events, balances, deals and relations out.

The ledger keeps the same in tables, so that a question needs no rebuild; this is what it is measured against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sijill.claim import Claim
from sijill.reconcile import balances, relations
from sijill.reconcile.deals import EventLink, deals, links_of
from sijill.reconcile.events import Member, summarise
from sijill.reconcile.joining import MemoryStore, Place, rebuild
from sijill.reconcile.links import Link, links
from sijill.reconcile.matching import contradict
from sijill.reconcile.parts import Parts
from sijill.reconcile.records import Balance, Deal, Event, Relation, Revision
from sijill.reconcile.revisions import Decisions, decide, fused
from sijill.reconcile.tellings import Telling, source, tellings, tie, told
from sijill.reconcile.witnesses import Print, fingerprint
from sijill.report import Report


class Version(NamedTuple):
    """A version of a report, and its claims by id. `until` is the day on which a newer one took its place."""

    report: Report
    claims: Sequence[tuple[str, Claim]]
    version: int = 1
    until: date | None = None


class Reading(NamedTuple):
    """What a version tells, and how its tellings are linked and kept apart."""

    tellings: list[Telling]
    links: list[Link]
    apart: dict[str, set[str]]


def read_version(item: Version, decisions: Decisions) -> Reading:
    """What a version tells, with a person's decisions applied: a function of this version and the decisions alone."""
    report = item.report
    kept = []
    for claim_id, claim in item.claims:
        if (applied := decisions.apply(claim_id, claim)) is not None:
            reviewed = claim_id in decisions.reviewed
            kept.append(told(claim_id, applied, report, tie=tie(claim, report), reviewed=reviewed))
    found = tellings(source(report, item.version), kept, decisions.apart)
    return Reading(found, links(report.text, found), siblings(found))


def siblings(found: Sequence[Telling]) -> dict[str, set[str]]:
    """For each telling of one report those that it contradicts."""
    apart: dict[str, set[str]] = defaultdict(set)
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if contradict(one, other):
                apart[one.id].add(other.id)
                apart[other.id].add(one.id)
    return apart


class World:
    """All that `versions` and `revisions` come to. Each question takes `as_of`: what had been reported by that day."""

    def __init__(self, versions: Iterable[Version], revisions: Iterable[Revision] = ()) -> None:
        self.decisions = decide(revisions)
        self.versions = {item.version: item for item in versions}
        self.readings = {version: read_version(item, self.decisions) for version, item in self.versions.items()}
        self.tellings = {telling.id: telling for reading in self.readings.values() for telling in reading.tellings}
        self.telling_of = {claim.claim: telling.id for telling in self.tellings.values() for claim in telling.told}
        apart: dict[str, set[str]] = defaultdict(set)
        for reading in self.readings.values():
            for telling, others in reading.apart.items():
                apart[telling] |= others
        for one, other in self.decisions.apart:
            if one in self.telling_of and other in self.telling_of and self.telling_of[one] != self.telling_of[other]:
                apart[self.telling_of[one]].add(self.telling_of[other])
        self.places: dict[str, Place] = rebuild(self.tellings.values(), apart)
        self.apart = apart
        groups, self._merged = fused(self.decisions, self.telling_of, self.places)
        order = {first: self.tellings[first].order for group in groups for first in group}
        root = {first: min(group, key=order.__getitem__) for group in groups for first in group}
        self.event_of = {telling: root.get(place.first, place.first) for telling, place in self.places.items()}
        self._prints: dict[int, Print] = {}

    def events(self, *, as_of: date | None = None) -> dict[str, Event]:
        """Every event by its id."""
        members: dict[str, list[Member]] = defaultdict(list)
        for telling in self.tellings.values():
            if self._holds(telling, as_of):
                event, place = self.event_of[telling.id], self.places[telling.id]
                merged = self._merged.get(place.first) if place.first != event else None
                members[event].append(Member(telling, place, merged))
        return {
            event: summarise(event, found, self._fingerprints(found), known=self.tellings[event])
            for event, found in members.items()
        }

    def parts(self, events: Mapping[str, Event], *, as_of: date | None = None) -> Parts:
        """Which of `events` are parts of which."""
        told_parts = [(link.a, link.b) for link in self.links(as_of=as_of) if link.kind == "part"]
        return Parts(events.values(), told_parts)

    def links(self, *, as_of: date | None = None) -> list[EventLink]:
        """The links of all reports, between events."""
        found = []
        for version, reading in self.readings.items():
            if not any(self._holds(telling, as_of) for telling in reading.tellings):
                continue
            found += links_of(reading.links, self.event_of, self.versions[version].report.id)
        return found

    def balance(
        self,
        holder: str,
        *,
        of: str | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
    ) -> Balance:
        """Who `holder` took, freed and holds: see `balances.balance`."""
        told_parts = [(link.a, link.b) for link in self.links(as_of=as_of) if link.kind == "part"]
        events = self.events(as_of=as_of).values()
        return balances.balance(
            events, holder=holder, told_parts=told_parts, of=of, since=since, until=until, as_of=as_of
        )

    def deals(self, *, as_of: date | None = None) -> list[Deal]:
        """The deals: see `deals.deals`."""
        return deals(self.events(as_of=as_of), self.links(as_of=as_of))

    def relation(self, a: str, b: str, *, as_of: date | None = None) -> Relation:
        """The relation of two parties: see `relations.relation`."""
        return relations.relation(self.events(as_of=as_of).values(), a, b, as_of=as_of)

    def store(self) -> MemoryStore:
        """The tellings and their places, as a store that more tellings can join."""
        store = MemoryStore(lambda telling: self.apart.get(telling, ()))
        for telling in self.tellings.values():
            store.add(telling)
        for telling_id, place in self.places.items():
            store.put(telling_id, place)
        return store

    def _holds(self, telling: Telling, as_of: date | None) -> bool:
        """Whether a telling is one that was reported by then, and of the version that stood then."""
        until = self.versions[telling.source.version].until
        if as_of is None:
            return until is None
        day = as_of.toordinal()
        return telling.source.date <= day and (until is None or day < until.toordinal())

    def _fingerprints(self, members: Sequence[Member]) -> dict[int, Print]:
        versions = {member.telling.source.version for member in members}
        if len(versions) < 2:
            return {}
        for version in versions - self._prints.keys():
            self._prints[version] = fingerprint(self.versions[version].report.text)
        return {version: self._prints[version] for version in versions}
