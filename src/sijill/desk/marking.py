"""A report's text cut into pieces that a template can print: its claims marked in place, nothing taken from it.

Offsets are code points into the report's text, as everywhere. What would steer the reading order or not be seen is
a piece of its own, shown as a sign, so that a text can neither turn what stands around it nor hide anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from sijill.claim import Claim, Span

STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb]")
"""Controls and marks that embed, override or isolate a direction. The plain marks (U+200E, U+200F) only nudge."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text. `claims` are the ids of those whose evidence it is in, `roles` what it is in them.

    `steering` is the name of a character that is shown as a sign in its place. `opens` are the claims whose evidence
    begins here.
    """

    text: str
    start: int
    claims: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    steering: str | None = None


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to mark: its id and where its parts stand. Without roles only the evidence is marked."""

    id: str
    evidence: Span
    roles: tuple[tuple[str, Span], ...] = ()

    @classmethod
    def of(cls, claim_id: str, claim: Claim, *, roles: bool = False) -> Marked:
        """What to mark of a claim: its evidence, and with `roles` its predicate and arguments too."""
        spans = [("predicate", claim.predicate)]
        spans += [(role, span) for role, several in claim.arguments.items() for span in several]
        return cls(id=claim_id, evidence=(claim.start, claim.end), roles=tuple(spans) if roles else ())


def pieces(text: str, marked: Iterable[Marked] = (), *, start: int = 0, end: int | None = None) -> list[Piece]:
    """The stretch `start` to `end` of `text` in pieces, in order and without gaps."""
    end = len(text) if end is None else end
    claims = [one for one in marked if one.evidence[0] < end and one.evidence[1] > start]
    edges = {start, end}
    for one in claims:
        for span in (one.evidence, *(span for _, span in one.roles)):
            edges.update(edge for edge in span if start < edge < end)
    steering = {match.start() for match in STEERING.finditer(text, start, end)}
    for at in steering:
        edges.update((at, at + 1))
    return [_piece(text, low, high, claims, low in steering) for low, high in pairwise(sorted(edges)) if low < end]


def paragraphs(text: str, marked: Sequence[Marked] = ()) -> Iterator[list[Piece]]:
    """The lines of `text` that hold anything, each in pieces."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield pieces(text, marked, start=at, end=at + len(line))
        at += len(line) + 1


def _piece(text: str, low: int, high: int, claims: Sequence[Marked], steers: bool) -> Piece:
    around = [one for one in claims if one.evidence[0] <= low and high <= one.evidence[1]]
    roles = {role for one in claims for role, span in one.roles if span[0] <= low and high <= span[1]}
    return Piece(
        text=text[low:high],
        start=low,
        claims=tuple(one.id for one in around),
        roles=tuple(sorted(roles)),
        opens=tuple(one.id for one in around if one.evidence[0] == low),
        steering=f"U+{ord(text[low]):04X}" if steers else None,
    )
