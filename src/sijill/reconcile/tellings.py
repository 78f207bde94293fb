"""What one report tells: its claims, those of one thing put together.

A report tells a release in its title, again in its first sentence and once more further down. These claims are one
telling. It is made from the report alone, so it never changes while other reports come in. The first telling of an
event is the one whose id the event takes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Container, Iterable, Sequence
from typing import Literal
from zlib import crc32

import msgspec

from sijill.claim import Claim, Count, Kind, Span, Status
from sijill.reconcile import intervals, times
from sijill.reconcile.cues import normal, tells_at_large, tells_part, tells_rest
from sijill.reconcile.names import WORD, is_person, names
from sijill.report import Report

Group = Literal["done", "pending", "denied"]
GROUPS: dict[Status, Group] = {
    "happened": "done",
    "underway": "done",
    "planned": "pending",
    "possible": "pending",
    "denied": "denied",
}

PEOPLE = frozenset(("COERCE/arrest", "COERCE/deport", "ASSAULT/abduct", "HOLD", "SANCTION/convict", "RETREAT/release"))
"""What is done to people, who can be counted."""
MEASURES = frozenset(("SANCTION/discontinue", "SANCTION/expel", "RETREAT/ease", "APPOINT"))
_GIVEN = frozenset(("RETREAT/release", "RETREAT/ease"))
ANY_MODE = frozenset(("REQUEST", "REJECT", "THREATEN"))

LATELY = 4
"""Days before a report in which something happened of which it does not say when: what is older has its date said."""
_STOCK = 10
_SOON = {True: 60, False: 10}
"""Days within which something is expected, people or measures else: what is further off has its date said."""
_FINE = 7
_SUM = 31

LARGE = 5
"""From so many on, two figures that differ a little are of one thing, and the same figure is no chance."""
CLOSE = 0.1
"""The share of the larger by which two figures of one thing differ at most."""

Order = tuple[int, int, str, str]
"""The place of a telling among all: by day, of one day the one that says most first, then by what its first claim says
(`tie`), and the claim's id where even that is the same."""

_FOLLOWS = 300
"""Characters within which a claim that names one party of some talks goes on about them."""
_SHARED = 0.2
"""The share of the shorter sentence's words from which on two demands of one report may be one told twice."""

_LEAD = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|[وف](?=\w{4}))")
_STEM = 5
_CLAUSE = re.compile(r"[،؛,;.]")
_BEHIND = 40
"""Characters behind the evidence in which its clause may tell more of the people."""


class Source(msgspec.Struct, frozen=True, array_like=True):
    """Where a telling stands.

    `version` is the report's in the ledger, `date` its day as a number; `title` are numbers for the words of its title.
    """

    report: str
    version: int
    date: int
    outlet: str | None
    agency: str | None
    title: frozenset[int] = frozenset()


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A claim as reconciling sees it, with a person's corrections applied.

    `window` holds the days of `when`. `words` are numbers that stand for the words of its evidence, `around` for those
    of its sentence, without the predicate and who did it; `names` for those of its evidence that the language pack does
    not know, which are names above all. `part` says that the sentence tells of a part of a larger number, `further`
    that the evidence is of those left over, `at_large` that those freed were at large, so that nobody left a prison.
    `tie` decides what comes first of what is else alike.
    """

    claim: str
    tie: str
    event: str
    mode: str | None
    status: Status
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    count: Count | None
    when: str | None
    window: times.Window | None
    said: Kind
    by: str | None
    start: int
    end: int
    sentence: tuple[int, int]
    words: tuple[int, ...]
    around: tuple[int, ...]
    part: bool
    further: bool
    reviewed: bool
    names: tuple[int, ...] = ()
    at_large: bool = False

    @property
    def kind(self) -> str:
        """The event and its mode as one word."""
        return f"{self.event}/{self.mode}" if self.mode else self.event

    @property
    def family(self) -> str:
        """See `family`."""
        return family(self.event, self.mode)


class Telling(msgspec.Struct, frozen=True, array_like=True):
    """What a report tells of one thing: what its claims say together.

    `lo` and `hi` are the days on which it can have happened, whether `stated` or taken from the report's date.
    `part` says that whatever gives its number tells of a part of a larger one. To be matched it needs no
    `told`.
    """

    id: str
    source: Source
    family: str
    group: Group
    actor: frozenset[str]
    recipient: frozenset[str]
    count: Count | None
    lo: int
    hi: int
    stated: bool
    words: frozenset[int]
    around: frozenset[int]
    part: bool
    order: Order
    told: tuple[Told, ...] = ()
    names: frozenset[int] = frozenset()

    @property
    def fine(self) -> bool:
        """Whether its time is known to about a week."""
        return self.hi - self.lo <= _FINE

    @property
    def parties(self) -> frozenset[str]:
        """Actors and recipients."""
        return self.actor | self.recipient

    @property
    def single(self) -> bool:
        """Whether it can be of one person alone."""
        return self.count in (None, (1, 1))

    @property
    def person(self) -> bool:
        """Whether it tells of a single person by name."""
        return self.count == (1, 1) and any(map(is_person, self.recipient))


def family(event: str, mode: str | None) -> str:
    """What can be one event: the kind; without its mode where modes are told for one another."""
    if event in ANY_MODE or (event == "CONSULT" and mode != "phone"):
        return event
    return f"{event}/{mode}" if mode else event


def kin(family: str) -> str:
    """The family that a family is looked up with: who is handed over is freed by whoever held him."""
    return "RETREAT/release" if family == "COERCE/deport" else family


def tie(claim: Claim, report: Report) -> str:
    """What decides between claims that are else alike: made of the report's id and text and of all the claim says.

    But for its coder: the same claims fall in the same order whichever version of a coder made them.
    """
    content = (report.id, report.digest, msgspec.structs.replace(claim, coder=""))
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:16]


def told(claim_id: str, claim: Claim, report: Report, *, tie: str, reviewed: bool = False) -> Told:
    """`claim` as reconciling sees it."""
    sentence = normal(report.text[claim.sentence[0] : claim.sentence[1]])
    released = family(claim.event, claim.mode) == "RETREAT/release"
    evidence = _telling_words(report.text, claim, (claim.start, claim.end))
    return Told(
        claim=claim_id,
        tie=tie,
        event=claim.event,
        mode=claim.mode,
        status=claim.status,
        actor=claim.actor,
        recipient=claim.recipient,
        count=claim.count,
        when=claim.when,
        window=times.window(claim.when) if claim.when else None,
        said=claim.said.kind,
        by=claim.said.by,
        start=claim.start,
        end=claim.end,
        sentence=claim.sentence,
        words=word_numbers(evidence),
        around=word_numbers(_telling_words(report.text, claim, claim.sentence)),
        part=tells_part(sentence),
        further=tells_rest(normal(report.text[claim.start : claim.end])),
        reviewed=reviewed,
        names=word_numbers(" ".join(names(evidence))),
        at_large=released and tells_at_large(_with_rest(report.text, claim)),
    )


def _with_rest(text: str, claim: Claim) -> str:
    """The normalised words of the evidence, and of what follows it in its clause."""
    behind = text[claim.end : min(claim.end + _BEHIND, claim.sentence[1])]
    return normal(text[claim.start : claim.end] + _CLAUSE.split(behind, maxsplit=1)[0])


def _telling_words(text: str, claim: Claim, stretch: Span) -> str:
    """The normalised words of a stretch that tell one event from another: not its predicate, nor who did it."""
    known = sorted((claim.predicate, *claim.arguments.get("actor", ())))
    pieces, at = [], stretch[0]
    for start, end in known:
        if at <= start < stretch[1]:
            pieces.append(text[at:start])
            at = max(at, end)
    pieces.append(text[at : max(at, stretch[1])])
    return normal(" ".join(pieces))


def word_numbers(text: str) -> tuple[int, ...]:
    """Numbers for the words of normalised `text`: see `stems`."""
    return tuple(sorted(crc32(word.encode()) for word in stems(text)))


def stems(text: str) -> set[str]:
    """The words of normalised `text`, cut to their beginning, without what is written before them."""
    words = {_LEAD.sub("", word)[:_STEM] for word in WORD.findall(text)}
    return {word for word in words if len(word) > 2}


def source(report: Report, version: int) -> Source:
    """Where the tellings of a version of a report stand."""
    title = frozenset(word_numbers(normal(report.title)))
    return Source(report.id, version, report.date.toordinal(), report.outlet, report.agency, title)


def tellings(source: Source, claims: Iterable[Told], apart: Container[tuple[str, str]] = ()) -> list[Telling]:
    """The tellings of one report, in the order of their evidence.

    `apart` holds pairs of ids of claims, either way round, that a person told not to be of one event.
    """
    groups: list[list[Told]] = []
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.tie, claim.claim))
    for claim in (_dated(_of_a_whole(claim, ordered), ordered) for claim in ordered):
        for group in groups:
            if _together(claim, group, source) and not any(
                (claim.claim, other.claim) in apart or (other.claim, claim.claim) in apart for other in group
            ):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return [_telling(source, group) for group in groups]


def joint(one: Collection[str], other: Collection[str]) -> bool:
    """Whether one side is several parties and the other only some of them: an exchange, and what one of them gave."""
    return bool(one) and bool(other) and (set(one) < set(other) or set(other) < set(one))


def _of_a_whole(claim: Told, claims: Sequence[Told]) -> Told:
    """`claim` as a part only where the report tells a larger number of people that it can be a part of."""
    if not claim.part or claim.count is None:
        return claim
    others = [other for other in claims if other.family in PEOPLE and other.count not in (None, claim.count)]
    low = claim.count[0]
    larger = any(
        count[0] > low or (count[1] is None and other.sentence == claim.sentence)
        for other in others
        if (count := other.count)
    )
    return claim if larger else msgspec.structs.replace(claim, part=False)


def _dated(claim: Told, claims: Sequence[Told]) -> Told:
    """`claim` with the time of what was given before it in its sentence, if it is given too and has none of its own."""
    if claim.window or claim.family not in _GIVEN or GROUPS[claim.status] != "done":
        return claim
    before = (other for other in claims if other.sentence == claim.sentence and other.start < claim.start)
    given = [other for other in before if other.family in _GIVEN and GROUPS[other.status] == "done" and other.window]
    return msgspec.structs.replace(claim, window=given[-1].window) if given else claim


def _together(claim: Told, group: Sequence[Told], source: Source) -> bool:
    """Whether `claim` can be of what `group` tells: of one kind and status, with nothing that contradicts."""
    if claim.family != group[0].family or GROUPS[claim.status] != GROUPS[group[0].status]:
        return False
    if claim.family in ANY_MODE and claim.mode != group[0].mode:
        return False
    if GROUPS[claim.status] == "pending" and claim.further != group[0].further:
        return False
    for other in group:
        if claim.window and other.window and not _times_agree(claim.window, other.window):
            return False
        same_count = claim.count is not None and claim.count == other.count and claim.count != (1, 1)
        untold = bool(claim.window) != bool(other.window)
        if untold and not same_count and not _recent(claim.window or other.window, source):
            return False  # what has no time is of these days, unless it is plainly the same
        differ = claim.count and other.count and not can_be_one(claim.count, other.count)
        if differ and not _differ_little(claim, other):
            return False
    for side in ("actor", "recipient"):
        mine = set(getattr(claim, side))
        theirs = {code for other in group for code in getattr(other, side)}
        if mine and theirs and not mine & theirs:
            return False
    if claim.family in PEOPLE and any(
        joint(claim.actor, other.actor) and claim.count != other.count for other in group
    ):
        return False
    if claim.count is None and claim.family not in PEOPLE and claim.family not in MEASURES:
        return any(_same_talk(claim, other) for other in group)
    return True


def _same_talk(claim: Told, other: Told) -> bool:
    """Whether two claims of talks, agreements, demands, refusals or threats can be of one.

    They have no number to tell them apart. Talks and agreements must be between the same parties: two of them, or all
    of one claim's. Where that is one party alone, and for demands, which one party makes many of in a report, the words
    must say that they are the same, unless the second follows the first.
    """
    mine, theirs = {*claim.actor, *claim.recipient}, {*other.actor, *other.recipient}
    common = mine & theirs
    if not common:
        return False
    mutual = claim.family not in ANY_MODE
    if mutual and len(common) > 1:
        return True
    if mutual and common not in (mine, theirs):
        return False
    if mutual and 0 <= claim.start - other.end <= _FOLLOWS:
        return True
    return _alike(claim.around, other.around) or _alike(claim.words, other.words)


def _alike(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two stretches have words in common that few others would have by chance."""
    common = set(one) & set(other)
    return len(common) >= 2 and len(common) >= _SHARED * min(len(one), len(other))


def _recent(window: times.Window | None, source: Source) -> bool:
    """Whether a stated time can be of these days: it is known to a month, and not over for long."""
    return window is not None and window[1] - window[0] <= _SUM and window[1] >= source.date - _SUM


def _differ_little(one: Told, other: Told) -> bool:
    """Whether two claims of a report give one number in two versions: the same sides, and figures that are close."""
    if one.count is None or other.count is None or not close(one.count, other.count) or one.part or other.part:
        return False
    return set(one.actor) == set(other.actor) and not (
        one.recipient and other.recipient and set(one.recipient) != set(other.recipient)
    )


def can_be_one(one: Count, other: Count) -> bool:
    """Whether two figures can be of one number. "More than 700" and "more than 1000" are told of two."""
    if not intervals.meets(one, other):
        return False
    return one[1] is not None or other[1] is not None or one[0] == other[0] or close((one[0],) * 2, (other[0],) * 2)


def close(one: Count, other: Count) -> bool:
    """Whether two figures that contradict are of one thing all the same: 52 and 50, 869 and 900."""
    low, high = sorted((one, other), key=lambda count: count[0])
    return high[0] >= LARGE and high[0] - (low[1] or low[0]) <= CLOSE * high[0]


def _times_agree(one: times.Window, other: times.Window) -> bool:
    """Whether two stated times can be one: they overlap, and neither is a long span around the other."""
    if max(one[0], other[0]) > min(one[1], other[1]):
        return False
    long, short = sorted((one[1] - one[0], other[1] - other[0]), reverse=True)
    return long <= _SUM or short * 2 >= long


def _telling(source: Source, group: Sequence[Told]) -> Telling:
    family, status = group[0].family, GROUPS[group[0].status]
    count = intervals.agree(claim.count for claim in group if claim.count)
    stated = times.agree(claim.window for claim in group if claim.window)
    lo, hi = stated or _assumed(source.date, family, status)
    if stated and status == "done" and hi > source.date:  # "since January": up to the report
        hi = max(lo, source.date)
    actor = frozenset(code for claim in group for code in claim.actor)
    recipient = frozenset(code for claim in group for code in claim.recipient)
    if family in PEOPLE or family in MEASURES or family in ANY_MODE:
        pass
    else:  # all parties to talks are on one side, the host of a visit on the other
        recipient -= actor
    says = 2 * (status == "done") + bool(actor) + bool(recipient)
    says += 0 if count is None else 2 if count[0] == count[1] else 1
    says += 0 if not stated else 2 if hi - lo <= _FINE else 1
    first = group[0].claim
    words = frozenset(number for claim in group for number in claim.words)
    around = frozenset(number for claim in group for number in claim.around)
    order = (source.date, -says, group[0].tie, first)
    return Telling(
        id=first,
        source=source,
        told=tuple(group),
        family=family,
        group=status,
        actor=actor,
        recipient=recipient,
        count=count,
        lo=lo,
        hi=hi,
        stated=bool(stated),
        words=words,
        around=around,
        part=any(claim.count for claim in group) and all(claim.part for claim in group if claim.count),
        order=order,
        names=frozenset(number for claim in group for number in claim.names),
    )


def _assumed(date: int, family: str, group: Group) -> times.Window:
    if group == "pending":
        return date - 1, date + _SOON[family in PEOPLE or family in MEASURES]
    if group == "denied":
        return date - LATELY, date + LATELY
    return date - (_STOCK if family == "HOLD" else LATELY), date
