"""Whose place a claim takes when another coder reads the same text again.

A person decides over claims. A newer coder's claims are others, with other ids; so that the decisions hold on, each
claim that was decided over looks for its heir among the newer coder's claims of the same text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import msgspec

from sijill.claim import Claim, Span
from sijill.reconcile.tellings import family

Named = tuple[str, Claim]

_ENOUGH = 0.5
"""The share of the shorter evidence that two claims must have in common, where their predicates have nothing."""
_FIELDS = ("mode", "status", "actor", "recipient", "count", "when", "said")


def heirs(old: Sequence[Named], new: Sequence[Named]) -> dict[str, str]:
    """For claims of one coder, by id, the claim of another's that takes the place of each; both are of one text.

    An heir tells the same kind of event, by an overlapping predicate or from mostly the same evidence. The likest pair
    is taken first and no claim twice, so of two claims the one that is gone leaves nothing to the other's heir.
    """
    pairs = [(*pair, likeness) for pair in product(old, new) if (likeness := _likeness(pair[0][1], pair[1][1]))]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for (one, _), (other, _), _ in sorted(pairs, key=lambda pair: (pair[2], _place(pair[0]), _place(pair[1]))):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _likeness(one: Claim, other: Claim) -> tuple[bool, float, int] | None:
    """How unlike two claims are, the likest first: by predicate, by evidence, by what they say; None for no heir."""
    if family(one.event, one.mode) != family(other.event, other.mode):
        return None
    ours, theirs = (one.start, one.end), (other.start, other.end)
    common = _common(ours, theirs)
    shorter, either = min(_length(ours), _length(theirs)), _length(ours) + _length(theirs) - common
    if not _common(one.predicate, other.predicate) and common < _ENOUGH * shorter:
        return None
    differing = sum(getattr(one, name) != getattr(other, name) for name in _FIELDS)
    return one.predicate != other.predicate, -common / either, differing


def _place(named: Named) -> tuple[int, int, bytes, str]:
    """What comes first of what is as like, whatever the coder is called."""
    name, claim = named
    content = msgspec.json.encode(msgspec.structs.replace(claim, coder=""), order="deterministic")
    return claim.start, claim.end, content, name


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _length(span: Span) -> int:
    return span[1] - span[0]
