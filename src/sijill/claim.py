"""A claim: one thing that a report says was, is, will be, may be or was not done.

The fields are PLOVER's (Open Event Data Alliance, 2021 edition) with Sijill's additions: the events HOLD and APPOINT,
the mode `ease`, a status, an interval for the count, and who says so. Dates are EDTF (ISO 8601-2), states ISO 3166-1
alpha-3.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Status = Literal["happened", "underway", "planned", "possible", "denied"]
Kind = Literal["outlet", "official", "organisation", "media", "unnamed", "person"]
Role = Literal["actor", "recipient", "count", "when", "said"]
Span = tuple[int, int]
Count = tuple[int, int | None]

STATUSES: tuple[Status, ...] = get_args(Status)
KINDS: tuple[Kind, ...] = get_args(Kind)

MODES: dict[str, tuple[str | None, ...]] = {
    "COERCE": ("arrest", "deport"),
    "ASSAULT": ("abduct",),
    "HOLD": (None,),
    "SANCTION": ("convict", "expel", "discontinue"),
    "RETREAT": ("release", "ease"),
    "CONSULT": (None, "visit", "third-party", "multilateral", "phone"),
    "AGREE": (None,),
    "REQUEST": (None, "assist", "change", "yield", "meet"),
    "REJECT": (None, "assist", "change", "yield", "meet"),
    "THREATEN": (None, "restrict", "arrest", "relations", "expel", "territory", "violence"),
    "APPOINT": (None,),
}
"""Every event that is coded, with the modes that it can have."""


class Said(msgspec.Struct, frozen=True):
    """Whom the report credits with a claim.

    `kind` is `outlet` for the report's own voice. `by` is the code or slug of the speaker, None where it has no name.
    """

    kind: Kind = "outlet"
    by: str | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a report says somebody did, is doing, will do, may do or did not do.

    `actor` and `recipient` are codes of parties. `count` is how many people, as `(low, high)` with None for no upper
    bound. `when` is EDTF. `start`, `end` is the evidence, `sentence` the sentence around it, `predicate` the words
    that tell the event and `arguments` the stretches that gave each field: all half-open offsets into the report's
    text, in code points. `coder` names the coder and its version.
    """

    event: str
    mode: str | None
    status: Status
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    count: Count | None
    when: str | None
    said: Said
    start: int
    end: int
    predicate: Span
    sentence: Span
    arguments: dict[Role, tuple[Span, ...]]
    coder: str

    @property
    def kind(self) -> str:
        """The event and its mode as one word: `RETREAT/release`, or `HOLD` where there is no mode."""
        return f"{self.event}/{self.mode}" if self.mode else self.event
