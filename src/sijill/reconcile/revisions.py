"""A person's decisions, as reconciling applies them: which claims are left out, corrected, kept together or apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import msgspec

from sijill import edtf
from sijill.claim import MODES, STATUSES, Claim, Said
from sijill.errors import UsageError
from sijill.reconcile.joining import Place
from sijill.reconcile.records import FIELDS, Revision

Pair = tuple[str, str]


class Decisions(msgspec.Struct, frozen=True):
    """What the revisions that hold come to, by claim.

    `merges` are (claims, reason, pairs): the claims are of one event, but for `pairs` that a later revision parted.
    `apart` are pairs of claims that are never of one event, both ways round.
    """

    rejected: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()
    corrected: Mapping[str, Mapping[str, Any]] = {}
    merges: Sequence[tuple[tuple[str, ...], str, frozenset[Pair]]] = ()
    apart: frozenset[Pair] = frozenset()

    def apart_by_claim(self) -> dict[str, set[str]]:
        """For each claim those that are never of one event with it."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in self.apart:
            found[one].add(other)
        return found

    def apply(self, claim_id: str, claim: Claim) -> Claim | None:
        """The claim with its corrections; None if it was rejected."""
        if claim_id in self.rejected:
            return None
        changes = self.corrected.get(claim_id)
        return msgspec.structs.replace(claim, **changes) if changes else claim


def marked(revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions by id, with `active` set to whether they hold: an undoing that was undone undoes nothing."""
    ordered = sorted(revisions, key=lambda revision: revision.id)
    undone: set[int] = set()
    for revision in reversed(ordered):
        if revision.kind == "undo" and revision.id not in undone and revision.undoes is not None:
            undone.add(revision.undoes)
    return [
        msgspec.structs.replace(revision, active=revision.kind != "undo" and revision.id not in undone)
        for revision in ordered
    ]


def followed(revisions: Iterable[Revision], heirs: Mapping[str, str]) -> list[Revision]:
    """The revisions over the claims that took the place of those they name: `heirs` by the claim whose place it was."""
    found = []
    for revision in revisions:
        now = {claim: heirs[claim] for claim in (*revision.claims, *revision.against) if claim in heirs}
        found.append(
            msgspec.structs.replace(
                revision,
                claims=tuple(dict.fromkeys(now.get(claim, claim) for claim in revision.claims)),
                against=tuple(dict.fromkeys(now.get(claim, claim) for claim in revision.against)),
                followed=now,
            )
            if now
            else revision
        )
    return found


def decide(revisions: Iterable[Revision]) -> Decisions:
    """What `revisions` come to. Of two that contradict the later holds."""
    rejected: set[str] = set()
    reviewed: set[str] = set()
    corrected: dict[str, dict[str, Any]] = defaultdict(dict)
    apart: dict[Pair, int] = {}
    merges: list[tuple[Revision, tuple[str, ...]]] = []
    for revision in marked(revisions):
        if not revision.active:
            continue
        reviewed |= set(revision.claims)
        if revision.kind == "reject":
            rejected |= set(revision.claims)
        elif revision.kind == "accept":
            rejected -= set(revision.claims)
        elif revision.kind == "correct" and revision.field:
            value = checked(revision.field, revision.value)
            changes: dict[str, Any] = (
                {"start": value[0], "end": value[1]} if revision.field == "evidence" else {revision.field: value}
            )
            corrected[revision.claims[0]].update(changes)
        elif revision.kind == "merge":
            merges.append((revision, revision.claims))
        elif revision.kind in ("split", "apart"):
            for one, other in product(revision.claims, revision.against):
                if one == other:  # claims of two coders have one heir
                    continue
                apart[one, other] = apart[other, one] = revision.id
            if revision.kind == "split":
                merges.append((revision, revision.claims))
    held = {pair: by for pair, by in apart.items() if not _merged_later(pair, by, merges)}
    return Decisions(
        rejected=frozenset(rejected),
        reviewed=frozenset(reviewed),
        corrected=corrected,
        merges=[
            (claims, revision.reason, frozenset(pair for pair, by in apart.items() if by > revision.id))
            for revision, claims in merges
        ],
        apart=frozenset(held),
    )


def _merged_later(pair: Pair, by: int, merges: Iterable[tuple[Revision, tuple[str, ...]]]) -> bool:
    return any(revision.id > by and set(pair) <= set(claims) for revision, claims in merges)


def fused(
    decisions: Decisions, telling_of: Mapping[str, str], places: Mapping[str, Place]
) -> tuple[list[list[str]], dict[str, str]]:
    """Which events a person merged: groups of ids of their first tellings; and the reason by first telling."""
    parent: dict[str, str] = {}
    reasons: dict[str, str] = {}

    def root(first: str) -> str:
        while parent.setdefault(first, first) != first:
            first = parent[first]
        return first

    for claims, reason, parted in decisions.merges:
        there = [claim for claim in claims if claim in telling_of]
        for other in there[1:]:
            if (there[0], other) in parted:
                continue
            one, two = (root(places[telling_of[claim]].first) for claim in (there[0], other))
            if one != two:
                parent[max(one, two)] = min(one, two)
                for claim in (there[0], other):
                    reasons.setdefault(places[telling_of[claim]].first, reason)
    groups: dict[str, list[str]] = defaultdict(list)
    for first in sorted(parent):
        groups[root(first)].append(first)
    return [group for group in groups.values() if len(group) > 1], reasons


def checked(field: str, value: object) -> Any:
    """A corrected field as a claim holds it. Raises UsageError where it is none that the codebook allows."""
    if field not in FIELDS:
        raise UsageError(f"a claim has no field {field!r} to correct; choose of {', '.join(FIELDS)}")
    form: Any = {
        "event": str,
        "mode": str | None,
        "status": str,
        "actor": tuple[str, ...],
        "recipient": tuple[str, ...],
        "count": tuple[int, int | None] | None,
        "when": str | None,
        "said": Said,
        "evidence": tuple[int, int],
    }[field]
    try:
        made = msgspec.convert(value, form)
    except msgspec.ValidationError as error:
        raise UsageError(f"{field}: {error}") from error
    if field == "event" and made not in MODES:
        raise UsageError(f"event: unknown {made!r}; choose of {', '.join(MODES)}")
    if field == "mode" and made is not None and not any(made in modes for modes in MODES.values()):
        raise UsageError(f"mode: unknown {made!r}")
    if field == "status" and made not in STATUSES:
        raise UsageError(f"status: unknown {made!r}; choose of {', '.join(STATUSES)}")
    if field == "count" and made is not None and not 0 <= made[0] <= (made[0] if made[1] is None else made[1]):
        raise UsageError(f"count: {list(made)} is no interval; write [low, high], or [low, null] for no upper bound")
    if field == "evidence" and not 0 <= made[0] < made[1]:
        raise UsageError(f"evidence: {list(made)} is no stretch of a text; write [start, end]")
    if field == "when" and made is not None:
        try:
            edtf.bounds(made)
        except ValueError as error:
            raise UsageError(f"when: {error}") from error
    return made
