"""The addresses of the API. All of them only read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from sijill.claim import Kind, Status
from sijill.desk import names
from sijill.desk.api import values
from sijill.desk.asking import KIND_NAMES, WrongQuestion
from sijill.desk.desk import Desk
from sijill.desk.viewer import SESSION_COOKIE, SignInNeeded, viewer_of
from sijill.errors import UsageError
from sijill.ledger import ClaimFilter, ReportFilter
from sijill.reconcile import Balance, Deal, Event, EventFilter, Relation

DESCRIPTION = """The ledger's data for programs. Every figure leads to its claims, every claim to its sentence.

Where accounts are on, send a token as `Authorization: Bearer …` (`sijill accounts token NAME` makes one).
Counts are intervals `[low, high]`, `high` null for no upper bound. Days are ISO 8601; `when` is EDTF (ISO 8601-2).
Text is as published and may hold anything: escape it before it reaches a page. Version 1 only grows.
"""

_ANSWERS: list[type] = [
    values.ApiOverview, values.ClaimPage, values.ApiClaim, values.EventPage, Event, values.DealList, Deal,
    values.ReportPage, values.ApiReportText, values.PartyList, values.ApiParty, values.RevisionList, Balance, Relation,
    values.Failure,
]  # fmt: skip
_REF = "#/components/schemas/{name}"

EventName = Literal[KIND_NAMES]  # type: ignore[valid-type]
Code = Annotated[str, Query(min_length=1, max_length=100, description="A party's code, as BLR or viasna.")]
Text = Annotated[str | None, Query(max_length=300, description="Words of the sentence or the title.")]
Events = Annotated[list[EventName] | None, Query(description="EVENT or EVENT/mode; several mean any.")]
Statuses = Annotated[list[Status] | None, Query()]
Sources = Annotated[list[Kind] | None, Query(description="Kinds of those who say so.")]
Codes = Annotated[list[Annotated[str, Query(max_length=100)]] | None, Query(max_length=50)]
Since = Annotated[date | None, Query(alias="from", description="When it happened, else was reported: since.")]
Until = Annotated[date | None, Query(alias="to", description="... until.")]
AsOf = Annotated[date | None, Query(description="What was known on this day.")]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Id = Annotated[str, Path(min_length=1, max_length=200)]


def _reader(request: Request) -> Desk:
    """The desk, for somebody who may read: by a token, or by the session of a page."""
    desk: Desk = request.app.state.desk
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    session = token.strip() if scheme.lower() == "bearer" else request.cookies.get(SESSION_COOKIE)
    if viewer_of(desk, session) is None:
        raise SignInNeeded
    return desk


Reader = Annotated[Desk, Depends(_reader)]


def _answers(kind: type) -> dict[int | str, dict[str, Any]]:
    def json(name: str) -> dict[str, Any]:
        return {"application/json": {"schema": {"$ref": _REF.format(name=name)}}}

    failures = {400: "The question cannot be asked so.", 401: "Nobody is signed in.", 404: "There is no such thing.",
                503: "The ledger does not answer."}  # fmt: skip
    found: dict[int | str, dict[str, Any]] = {
        status: {"description": text, "content": json("Failure")} for status, text in failures.items()
    }
    return {200: {"description": "The answer.", "content": json(kind.__name__)}, **found}


router = APIRouter(prefix="/api/v1", tags=["v1"], default_response_class=Response)


@router.get("/overview", responses=_answers(values.ApiOverview))
def overview(desk: Reader) -> Response:
    """What the ledger holds."""
    holds = desk.summary()
    return _json(
        values.ApiOverview(
            reports=holds.reports, claims=holds.claims, events=holds.events, deals=holds.deals, first=holds.first,
            last=holds.last,
        )
    )  # fmt: skip


@router.get("/claims", responses=_answers(values.ClaimPage))
def claims(
    desk: Reader,
    event: Events = None,
    status: Statuses = None,
    said: Sources = None,
    actor: Codes = None,
    recipient: Codes = None,
    report: Codes = None,
    q: Text = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Claims, the newest report first."""
    wanted = ClaimFilter(
        events=tuple(event or ()),
        statuses=tuple(status or ()),
        said=tuple(said or ()),
        actors=tuple(actor or ()),
        recipients=tuple(recipient or ()),
        reports=tuple(report or ()),
        text=q or None,
        since=since,
        until=until,
        as_of=as_of,
        limit=limit + 1,
        offset=offset,
    )
    found = [values.ApiClaim.of(stored) for stored in _asked(lambda: desk.ledger.claims(wanted))]
    return _json(values.ClaimPage(items=found[:limit], next=offset + limit if len(found) > limit else None))


@router.get("/claims/{claim_id}", responses=_answers(values.ApiClaim))
def claim(desk: Reader, claim_id: Id) -> Response:
    """One claim, by its id or the beginning of it."""
    return _json(values.ApiClaim.of(desk.ledger.claim(claim_id)))


@router.get("/events", responses=_answers(values.EventPage))
def events(
    desk: Reader,
    event: Events = None,
    status: Statuses = None,
    said: Sources = None,
    actor: Codes = None,
    recipient: Codes = None,
    party: Codes = None,
    q: Text = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Limit = 50,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """Events, the newest first; each names its witnesses, its claims, and why each claim is in it."""
    wanted = EventFilter(
        events=tuple(event or ()),
        statuses=tuple(status or ()),
        said=tuple(said or ()),
        actors=tuple(actor or ()),
        recipients=tuple(recipient or ()),
        parties=tuple(party or ()),
        text=q or None,
        since=since,
        until=until,
        as_of=as_of,
        limit=offset + limit + 1,
    )
    found = _asked(lambda: desk.ledger.events(wanted))[offset:]
    return _json(values.EventPage(items=found[:limit], next=offset + limit if len(found) > limit else None))


@router.get("/events/{event_id}", responses=_answers(Event))
def event(desk: Reader, event_id: Id, as_of: AsOf = None) -> Response:
    """One event in full, by its id or that of any of its claims."""
    return _json(desk.ledger.event(event_id, as_of=as_of))


@router.get("/deals", responses=_answers(values.DealList))
def deals(desk: Reader, party: Codes = None, as_of: AsOf = None, limit: Limit = 50) -> Response:
    """Deals, the latest first."""
    found = [deal for deal in desk.deals(as_of) if set(party or ()) <= set(deal.parties)]
    return _json(values.DealList(items=found[:limit]))


@router.get("/deals/{deal_id}", responses=_answers(Deal))
def deal(desk: Reader, deal_id: Id, as_of: AsOf = None) -> Response:
    """One deal with its legs and its history."""
    return _json(desk.ledger.deal(deal_id, as_of=as_of))


@router.get("/balance", responses=_answers(Balance))
def balance(
    desk: Reader,
    holder: Code,
    of: Annotated[str | None, Query(max_length=100)] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
) -> Response:
    """Whom a holder took, freed and holds, each an interval with the events behind it."""
    return _json(desk.ledger.balance(holder, of=of or None, since=since, until=until, as_of=as_of))


@router.get("/relation", responses=_answers(Relation))
def relation(desk: Reader, a: Code, b: Code, as_of: AsOf = None) -> Response:
    """What passed between two parties, by month (PLOVER's scores), and their sanctions, meetings and envoys."""
    return _json(desk.ledger.relation(a, b, as_of=as_of))


@router.get("/reports", responses=_answers(values.ReportPage))
def reports(
    desk: Reader,
    q: Annotated[str | None, Query(max_length=300, description="Words of the title or the body.")] = None,
    outlet: Codes = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Reports without their text, the latest first."""
    wanted = ReportFilter(
        text=q or None,
        outlets=tuple(outlet or ()),
        since=since,
        until=until,
        as_of=as_of,
        limit=limit + 1,
        offset=offset,
    )
    found = [values.ApiReport.of(report) for report in _asked(lambda: iter(desk.ledger.reports(wanted)))]
    return _json(values.ReportPage(items=found[:limit], next=offset + limit if len(found) > limit else None))


@router.get("/report", responses=_answers(values.ApiReportText))
def report(desk: Reader, id: Annotated[str, Query(min_length=1, max_length=300)]) -> Response:
    """One report with its text and its claims. Its id may hold anything, so it is no part of the address."""
    newest = desk.ledger.versions(id)[0]
    found = [values.ApiClaim.of(stored) for stored in desk.ledger.claims_of(newest.version)]
    one = newest.report
    return _json(values.ApiReportText(report=values.ApiReport.of(one), text=one.text, claims=found))


@router.get("/parties", responses=_answers(values.PartyList))
def parties(desk: Reader, q: Annotated[str, Query(min_length=1, max_length=100)], limit: Limit = 20) -> Response:
    """Parties by a name or code."""
    return _json(values.PartyList(items=[values.ApiParty.of(one) for one in names.find(q, limit)]))


@router.get("/parties/{code}", responses=_answers(values.ApiParty))
def party(desk: Reader, code: Id) -> Response:
    """One party that the packs know."""
    if not names.known(code):
        raise UsageError(f"no party {code!r} is known")
    return _json(values.ApiParty.of(names.party(code)))


@router.get("/revisions", responses=_answers(values.RevisionList))
def revisions(desk: Reader, claim: Annotated[str | None, Query(max_length=100)] = None) -> Response:
    """What persons decided, of one claim or of all."""
    return _json(values.RevisionList(items=desk.ledger.revisions(claim=claim or None)))


def add_schema(app: FastAPI) -> None:
    """Give `app` an OpenAPI schema whose components are made from the records themselves."""

    def schema() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title,
                version="1",
                summary=app.summary,
                description=app.description,
                routes=app.routes,
                license_info=app.license_info,
            )
            _, components = msgspec.json.schema_components(_ANSWERS, schema_hook=_any, ref_template=_REF)
            kept = made.setdefault("components", {}).setdefault("schemas", {})
            kept.update(components)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = schema  # type: ignore[method-assign]


def _any(kind: type) -> dict[str, Any]:
    """The schema of a field that holds whatever a person corrected."""
    if kind is not object:
        raise NotImplementedError(kind)
    return {"description": "Any JSON value."}


def _asked(question: Any) -> Any:
    """What is found. A question without a word in it is a wrong one, not a missing thing."""
    try:
        return list(question())
    except UsageError as error:
        raise WrongQuestion(str(error)) from error


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
