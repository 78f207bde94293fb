"""What the API answers with. The schema in OpenAPI is made from these and from the reconciler's own records.

Version 1 only grows: fields and addresses are added, never changed or taken away. `docs/api-v1.json` keeps its schema,
and a test holds the two to each other.
"""

from __future__ import annotations

from datetime import date

import msgspec

from sijill.claim import Count, Said, Status
from sijill.desk.names import Named
from sijill.ledger import StoredClaim
from sijill.reconcile import Deal, Event, Revision
from sijill.report import Report


class ApiClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim: the codebook's fields, the evidence in words, and where it stands (code points of the report's text)."""

    id: str
    report: str
    date: date
    outlet: str | None
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
    evidence: str
    sentence: str
    coder: str

    @classmethod
    def of(cls, stored: StoredClaim) -> ApiClaim:
        """The claim as the API gives it."""
        claim, report = stored.claim, stored.report
        first, last = claim.sentence
        return cls(
            id=stored.id, report=report.id, date=report.date, outlet=report.outlet, event=claim.event, mode=claim.mode,
            status=claim.status, actor=claim.actor, recipient=claim.recipient, count=claim.count, when=claim.when,
            said=claim.said, start=claim.start, end=claim.end, evidence=stored.evidence,
            sentence=report.text[first:last], coder=claim.coder,
        )  # fmt: skip


class ApiReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report without its text."""

    id: str
    date: date
    title: str
    outlet: str | None
    agency: str | None
    language: str
    url: str | None
    points: tuple[str, ...]

    @classmethod
    def of(cls, report: Report) -> ApiReport:
        """The report as the API lists it."""
        return cls(**{name: getattr(report, name) for name in cls.__struct_fields__})


class ApiReportText(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its text, into which all offsets count, and the claims of it."""

    report: ApiReport
    text: str
    claims: list[ApiClaim]


class ApiParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party with its names by language (ISO 639-1), the usual one first."""

    code: str
    kind: str
    names: dict[str, tuple[str, ...]]
    wikidata: str | None
    offices: tuple[ApiOffice, ...]
    speakers: tuple[str, ...]

    @classmethod
    def of(cls, one: Named) -> ApiParty:
        """The party as the API gives it."""
        offices = tuple(
            ApiOffice(office=held.office, party=held.party, since=held.since, until=held.until) for held in one.offices
        )
        return cls(
            code=one.code, kind=one.kind, names=one.names, wikidata=one.wikidata, offices=offices, speakers=one.speakers
        )


class ApiOffice(msgspec.Struct, frozen=True, kw_only=True):
    """An office that a person held, for a party; ISO 8601 days or their beginnings, null where open."""

    office: str
    party: str
    since: str | None
    until: str | None


class ApiOverview(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds."""

    reports: int
    claims: int
    events: int
    deals: int
    first: date | None
    last: date | None


class ClaimPage(msgspec.Struct, frozen=True, kw_only=True):
    """Claims, the newest report first; `next` is the offset of the next page, null on the last."""

    items: list[ApiClaim]
    next: int | None


class EventPage(msgspec.Struct, frozen=True, kw_only=True):
    """Events, the newest first; `next` as for claims."""

    items: list[Event]
    next: int | None


class ReportPage(msgspec.Struct, frozen=True, kw_only=True):
    """Reports, the latest first; `next` as for claims."""

    items: list[ApiReport]
    next: int | None


class DealList(msgspec.Struct, frozen=True, kw_only=True):
    """Deals, the latest first."""

    items: list[Deal]


class PartyList(msgspec.Struct, frozen=True, kw_only=True):
    """Parties, those whose name begins with what was asked first."""

    items: list[ApiParty]


class RevisionList(msgspec.Struct, frozen=True, kw_only=True):
    """What persons decided, the oldest first."""

    items: list[Revision]


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer, in a line."""

    detail: str
