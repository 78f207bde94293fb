"""The digest of a report: three key points in its own words, chosen by the weight of the claims they carry.

A point is a stretch of the report: a sentence, or the clauses of a long one that hold the evidence. A claim weighs more
the rarer and graver its event, if it happened, for many people, and told early; a claim that repeats another of its
report weighs little, so that the points tell different things.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Sequence

import msgspec

from sijill.claim import Claim, Span, Status
from sijill.coding.sentences import sentences
from sijill.languages.arabic.normalise import Normalised
from sijill.report import Report

POINTS = 3
SHORTEST_FILLER = 30
LONGEST_POINT = 220
"""How many characters a point should have at most; only evidence that is longer makes a longer point."""

EVENT_WEIGHTS: dict[str, float] = {
    "RETREAT/release": 10, "RETREAT/ease": 9, "SANCTION/discontinue": 8, "AGREE": 8, "SANCTION/convict": 7.5,
    "HOLD": 7, "COERCE/arrest": 7, "ASSAULT/abduct": 7, "COERCE/deport": 6.5, "SANCTION/expel": 6.5,
    "APPOINT": 5, "THREATEN": 5, "CONSULT": 4.5, "REJECT": 3, "REQUEST": 3,
}  # fmt: skip
"""By event and mode, or by event where its modes weigh the same."""

STATUS_WEIGHTS: dict[Status, float] = {
    "happened": 1, "underway": 0.95, "planned": 0.9, "possible": 0.7, "denied": 0.6,
}  # fmt: skip

_COUNT_WEIGHT = 0.25  # for every power of ten of people
_LATE_WEIGHT = 0.4  # of a claim at the very end, against 1 at the beginning
_LEAD_WEIGHT = 1.5  # of a claim in the first sentence of the body
_REPEATED = 0.1  # the same event, people and number as a claim of another point
_SAME_EVENT = 0.6  # an event that another point tells of
_COMPANY = 0.35  # what a claim adds to a point that another claim has made

_CLAUSE = re.compile(r"(?<=[،,؛;:])\s+|\s+(?=[–—-]\s)")
_WORD = re.compile(r"\s+")
_LOOSE_ENDS = " \n\t،,؛;:–—-"


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A key point: the stretch `start` to `end` of the report's text, and the claims whose evidence lies in it."""

    text: str
    start: int
    end: int
    claims: tuple[Claim, ...]


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """The date of a report and what it says in short, in the order of the report.

    `given` are the points that its publisher put above it, none if it did not.
    """

    report: str
    date: datetime.date
    points: tuple[Point, ...]
    given: tuple[str, ...]


def digest(report: Report, claims: Sequence[Claim]) -> Digest:
    """The key points of `report`, at most POINTS; `claims` are those that were coded from it.

    Where claims are too few, its first sentences fill up. The title, which the body tells again, gives a point only
    where nothing else does.
    """
    found = _by_weight(report, _without_title(report, claims))
    for start, end in _fillers(report):
        if len(found) >= POINTS:
            break
        if not any(_overlap((start, end), point) for point in found):
            found.append((start, _cut(report.text, start, end)))
    return Digest(
        report=report.id,
        date=report.date,
        points=tuple(_point(report, span, claims) for span in sorted(found)),
        given=report.points,
    )


def _point(report: Report, span: Span, claims: Sequence[Claim]) -> Point:
    start, end = span
    return Point(text=report.text[start:end], start=start, end=end, claims=tuple(_within(span, claims)))


def _within(span: Span, claims: Sequence[Claim]) -> Iterator[Claim]:
    return (claim for claim in claims if span[0] <= claim.start and claim.end <= span[1])


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without_title(report: Report, claims: Sequence[Claim]) -> list[Claim]:
    body = [claim for claim in claims if claim.start >= len(report.title)]
    return body or list(claims)


def _by_weight(report: Report, claims: Sequence[Claim]) -> list[Span]:
    """The stretches that weigh most, each weighed against those that were taken before it."""
    stretches = dict.fromkeys(_stretch(report.text, claim, claims) for claim in claims)
    taken: list[Span] = []
    told: list[Claim] = []
    while len(taken) < POINTS:
        left = [span for span in stretches if not any(_overlap(span, other) for other in taken)]
        if not left:
            break
        best = max(left, key=lambda span: (_span_weight(report, span, claims, told), -span[0]))
        taken.append(best)
        told.extend(_within(best, claims))
    return taken


def _span_weight(report: Report, span: Span, claims: Sequence[Claim], told: Sequence[Claim]) -> float:
    weights = sorted((_weight(report, claim, told) for claim in _within(span, claims)), reverse=True)
    return sum(weight * _COMPANY**rank for rank, weight in enumerate(weights))


def _weight(report: Report, claim: Claim, told: Sequence[Claim]) -> float:
    weight = EVENT_WEIGHTS.get(claim.kind) or EVENT_WEIGHTS.get(claim.event, 1)
    weight *= STATUS_WEIGHTS[claim.status]
    if claim.count:
        weight *= 1 + _COUNT_WEIGHT * math.log10(max(claim.count[0], 1))
    weight *= 1 - (1 - _LATE_WEIGHT) * claim.start / len(report.text)
    if claim.sentence[0] <= len(report.text) - len(report.body):
        weight *= _LEAD_WEIGHT
    if any(_same(claim, other) for other in told):
        return weight * _REPEATED
    return weight * _SAME_EVENT if any(claim.kind == other.kind for other in told) else weight


def _same(claim: Claim, other: Claim) -> bool:
    return (claim.kind, claim.recipient, claim.count) == (other.kind, other.recipient, other.count)


def _stretch(text: str, claim: Claim, claims: Sequence[Claim]) -> Span:
    """The sentence of `claim`, or the clauses of a long one around its evidence; else its words alone.

    No border lies within the evidence of another claim, unless that would make the stretch too long.
    """
    first, last = min(claim.start, claim.sentence[0]), max(claim.end, claim.sentence[1])
    if last - first <= LONGEST_POINT:
        return first, last
    clauses = _borders(text, first, last, _CLAUSE)
    whole = [at for at in clauses if not any(other.start < at < other.end for other in claims)]
    for borders in (whole, clauses):
        span = _grown(borders, claim)
        if span[1] - span[0] <= LONGEST_POINT:
            return _trimmed(text, span, claim)
    start, end = _nearest(_borders(text, first, last, _WORD), claim)
    clause = _nearest(clauses, claim)[0]
    return _trimmed(text, (clause if end - clause <= LONGEST_POINT else start, end), claim)


def _borders(text: str, first: int, last: int, between: re.Pattern[str]) -> list[int]:
    return [first, *(match.end() for match in between.finditer(text, first, last) if match.end() < last), last]


def _nearest(borders: Sequence[int], claim: Claim) -> Span:
    return max(at for at in borders if at <= claim.start), min(at for at in borders if at >= claim.end)


def _grown(borders: Sequence[int], claim: Claim) -> Span:
    """The clauses of the evidence, and those before and then behind it as long as they fit."""
    start, end = _nearest(borders, claim)
    for at in reversed(borders):
        if at < start and end - at <= LONGEST_POINT:
            start = at
    for at in borders:
        if at > end and at - start <= LONGEST_POINT:
            end = at
    return start, end


def _trimmed(text: str, span: Span, claim: Claim) -> Span:
    start, end = span
    while end > claim.end and text[end - 1] in _LOOSE_ENDS:
        end -= 1
    while start < claim.start and text[start] in _LOOSE_ENDS:
        start += 1
    return start, end


def _fillers(report: Report) -> list[Span]:
    """The sentences of the body that are long enough to tell something; the title where the body has none."""
    normalised = Normalised(report.text)
    spans = [normalised.span(start, end) for start, end in sentences(normalised.text)]
    told = [(start, end) for start, end in spans if end - start >= SHORTEST_FILLER]  # neither a credit nor a byline
    return [span for span in told if span[0] >= len(report.title)] or told or spans[:1]


def _cut(text: str, start: int, end: int) -> int:
    if end - start <= LONGEST_POINT:
        return end
    for between in (_CLAUSE, _WORD):
        fitting = [at for at in _borders(text, start, end, between) if start < at <= start + LONGEST_POINT]
        if fitting:
            return start + len(text[start : fitting[-1]].rstrip(_LOOSE_ENDS))
    return start + LONGEST_POINT
