"""Events: a list that the address narrows; and one event with who says which figure, and every sentence behind it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sijill.claim import KINDS, STATUSES
from sijill.desk import downloads
from sijill.desk.asking import KIND_NAMES, PAGE, Asked
from sijill.desk.viewer import Reading

router = APIRouter()

_SENTENCES = 40
_PARTS = 30


@router.get("/events")
def events(request: Request, view: Reading) -> Response:
    """The list of events, or what is asked for as a file."""
    asked = Asked(request.query_params)
    if asked.format == "csv":
        return downloads.events_csv(view.ledger.events(asked.events_wanted(whole=True)), "events")
    if asked.format == "json":
        return downloads.as_json(list(view.ledger.events(asked.events_wanted(whole=True))), "events")
    found = asked.page_of(view.ledger.events(asked.events_wanted()))
    return view.render(
        "events.html",
        asked=asked,
        found=found[:PAGE],
        more=len(found) > PAGE,
        all_kinds=KIND_NAMES,
        all_statuses=STATUSES,
        all_said=KINDS,
    )


@router.get("/events/{event_id}")
def event(request: Request, view: Reading, event_id: str) -> Response:
    """An event's page, or its claims as a file."""
    asked = Asked(request.query_params)
    ledger = view.ledger
    one = ledger.event(event_id, as_of=asked.as_of)
    if asked.format:
        claims = ledger.claims_by_id(one.claims)
        return (downloads.claims_csv if asked.format == "csv" else downloads.claims_json)(claims, f"event-{one.id}")
    shown = ledger.claims_by_id(one.claims[:_SENTENCES])
    shown.sort(key=lambda stored: (stored.report.date, stored.report.id, stored.claim.start))
    return view.render(
        "event.html",
        event=one,
        claims=shown,
        hidden=len(one.claims) - len(shown),
        why={reason.claim: reason for reason in one.why},
        wholes=view.desk.events(one.part_of, asked.as_of),
        parts_of=view.desk.events(one.parts[:_PARTS], asked.as_of),
        citation="\n".join(downloads.cite_claim(stored, view.language) for stored in shown[:3]),
        asked=asked,
    )
