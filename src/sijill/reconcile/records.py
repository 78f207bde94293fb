"""What reconciling gives: events, balances, deals, relations, and the revisions of a person's hand.

Every record is a plain value. Its lists of claims hold ids of claims in the ledger, so that every figure leads back to
its sentences. Counts are `(low, high)`, with None for no upper bound; days are ISO 8601, times that a report tells of
are EDTF.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

import msgspec

from sijill.claim import Count, Kind, Said, Status

Stage = Literal["sought", "in talks", "agreed", "partly carried out", "carried out", "collapsed"]
STAGES: tuple[Stage, ...] = get_args(Stage)

RevisionKind = Literal["merge", "split", "apart", "correct", "accept", "reject", "undo"]
REVISION_KINDS: tuple[RevisionKind, ...] = get_args(RevisionKind)

Field = Literal["event", "mode", "status", "actor", "recipient", "count", "when", "said", "evidence"]
FIELDS: tuple[Field, ...] = get_args(Field)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A count that is given for an event, and who gives it: names of witnesses, and the claims."""

    count: Count
    witnesses: tuple[str, ...]
    claims: tuple[str, ...]


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """An independent origin of what is told: a news agency, or the outlet itself where none is credited.

    Reports whose texts are copies of one another are one witness, however many `outlets` published them. `sources`
    are the kinds of those whom it credits with what it tells, and `said` those of them that have a name.
    """

    name: str
    agency: bool
    outlets: tuple[str, ...]
    reports: tuple[str, ...]
    sources: tuple[Kind, ...]
    said: tuple[str, ...]


class StatusStep(msgspec.Struct, frozen=True, kw_only=True):
    """What an event was said to be from a day of reporting on, and the claims of that day that say so."""

    status: Status
    date: date
    claims: tuple[str, ...]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why a claim is in its event. `reason` is a sentence for people."""

    claim: str
    reason: str


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something in the world that one or many claims tell of.

    `id` is that of its first claim: the earliest reported, and of one day's the one that says most. It stays while
    later reports join. `status` is the latest, `statuses` how it came there. `count` is the interval that the figures
    allow, None where no claim gives any: figures that contradict one another widen it and are never averaged.
    `when` is the tightest time that the claims support (EDTF); where none states a time it is None, and the event
    happened about `first`, the day of its first report. `last` is the day of its latest. `part_of` are ids of the
    events that hold this one as a part of theirs, `parts` the reverse; both are filled by `Ledger.event`, and within
    a balance. `at_large` are those claims of a release that tell of people who were at large: nobody left a prison.
    `reviewed` says that a person accepted or corrected a claim of it, or merged or split it. `notes` are sentences
    about what does not fit: figures that contradict, a count of nobody, a time in the future.
    """

    id: str
    event: str
    mode: str | None
    status: Status
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    count: Count | None
    when: str | None
    witnesses: tuple[Witness, ...]
    claims: tuple[str, ...]
    why: tuple[Why, ...]
    figures: tuple[Figure, ...]
    statuses: tuple[StatusStep, ...]
    first: date
    last: date
    part_of: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    at_large: tuple[str, ...] = ()
    reviewed: bool = False
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The event and its mode as one word: `RETREAT/release`, or `HOLD` where there is no mode."""
        return f"{self.event}/{self.mode}" if self.mode else self.event

    @property
    def done(self) -> bool:
        """Whether it is said to have happened, or to go on."""
        return self.status in ("happened", "underway")


class EventFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are asked for. Every field narrows; several values in a field mean any of them.

    `events` are `EVENT` or `EVENT/mode`; `parties` are actors or recipients. `since` and `until` bound when it
    happened, else was first reported: an event is in if the two overlap. `said`, `reports` and `text` ask for events
    with a claim that these kinds of source say, that stands in these reports, whose sentence or title holds these
    words. `as_of` sees only what had been reported up to that day. `offset` passes over so many of the first.
    """

    events: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    said: tuple[Kind, ...] = ()
    reports: tuple[str, ...] = ()
    text: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    limit: int | None = None
    offset: int = 0


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A stock that was stated: how many a holder held, by whom, and when (EDTF, else the day of the report)."""

    count: Count
    when: str
    said: tuple[Said, ...]
    claims: tuple[str, ...]
    event: str


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """An event within a balance. `side` is what it was counted under; `part_of` the event that holds it, if any.

    `of` tells the recipients, `status` whether it was done: events that were only sought, planned or denied are
    listed with `counted` false and add nothing.
    """

    id: str
    count: Count | None
    when: str | None
    part_of: str | None
    side: Literal["taken", "freed"]
    recipient: tuple[str, ...]
    status: Status
    counted: bool


class Balance(msgspec.Struct, frozen=True, kw_only=True, rename={"since": "from", "until": "to"}):
    """Who was taken, freed and is held: each an interval with its reasons.

    `taken` and `freed` count done events whose time touches `since` … `until`. `held` is the latest stock that was
    stated by then, None where none was; `stocks` are all of them, in time. `arithmetic` spells each sum out, and
    `notes` say where stocks and flows disagree, and what is not known.
    """

    holder: str
    of: str | None
    since: date | None
    until: date | None
    as_of: date | None
    taken: Count
    freed: Count
    held: Held | None
    events: tuple[Counted, ...]
    stocks: tuple[Held, ...]
    arithmetic: tuple[str, ...]
    notes: tuple[str, ...]


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """What one side of a deal gives: an event. `receiver` is whom it is given to, None where it is not plain.

    `asked` says that it was sought of the giver by the other side, `given` that it was done. `id` is the event's.
    """

    giver: str | None
    receiver: str | None
    event: str
    mode: str | None
    recipient: tuple[str, ...]
    count: Count | None
    status: Status
    when: str | None
    asked: bool
    given: bool
    id: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A stage that a deal reached on a day: when it was reported; `when` is the time that the claims tell, if any."""

    stage: Stage
    date: date
    claims: tuple[str, ...]
    when: str | None = None


class Deal(msgspec.Struct, frozen=True, kw_only=True):
    """Legs that belong together, and how far the deal has come.

    `id` is that of its first leg's event. `parties` give and receive, `mediators` host or mediate, `envoys` are the
    persons who were named to such an office by a party. `related` are ids of the talks, agreements, demands and
    refusals from which the stages were read. `why` says what links the legs, each with its claims' report.
    """

    id: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    envoys: tuple[str, ...]
    legs: tuple[Leg, ...]
    stage: Stage
    history: tuple[Step, ...]
    related: tuple[str, ...]
    why: tuple[str, ...]
    notes: tuple[str, ...] = ()


class RelationMonth(msgspec.Struct, frozen=True, kw_only=True):
    """One month between two parties: `score` is the mean of PLOVER's scores of its `scored` events, from -10 to 10.

    None where no event was scored. `total` is their sum; `cooperation` and `conflict` count those above and below 0.
    """

    month: str
    score: float | None
    total: float
    scored: int
    cooperation: int
    conflict: int
    events: tuple[str, ...]


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """What passed between two parties: by month, and its sanctions, meetings and envoys, in time.

    `sanctions` are those imposed, tightened, threatened or eased between them; `channels` their meetings, calls and
    visits; `envoys` who was named to an office by either. Each is an event, in any status.
    """

    a: str
    b: str
    as_of: date | None
    months: tuple[RelationMonth, ...]
    sanctions: tuple[Event, ...]
    channels: tuple[Event, ...]
    envoys: tuple[Event, ...]


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A person's decision over claims; it is applied on every rebuild, and changes no claim.

    - merge: all `claims` tell of one event.
    - split: `claims` leave their event and are one of their own, apart from the claims in `against`.
    - apart: each of `claims` is not of the event that the claims in `against` are of ("not this event").
    - correct: `field` of the one claim is `value` (as in the codebook's JSON); `evidence` is `[start, end]`.
    - accept, reject: the claims are right; are no claims at all.
    - undo: revision `undoes` no longer holds.

    `id` grows from 1; `time` is ISO 8601, UTC. `active` is false for what was undone, and for undoings. Where a
    newer coder read the same text again, the claim that took the place of one that was named stands in `claims` or
    `against`, and `followed` leads to it from the one that was named. `gone` are those of its claims that stand no
    longer, because the newer coder has none in their place, or a newer version of the report came: over them it does
    nothing.
    """

    id: int
    kind: RevisionKind
    claims: tuple[str, ...]
    author: str
    reason: str
    time: str
    against: tuple[str, ...] = ()
    field: Field | None = None
    value: object = None
    undoes: int | None = None
    active: bool = True
    followed: dict[str, str] = {}
    gone: tuple[str, ...] = ()

    @property
    def idle(self) -> bool:
        """Whether so many of its claims are gone that it does nothing."""
        claims, against = set(self.claims) - set(self.gone), set(self.against) - set(self.gone)
        if self.kind == "merge":
            return len(claims) < 2
        if self.kind == "split":
            return len(claims) < 2 and not (claims and against)
        return self.kind != "undo" and not (claims and (against or not self.against))
