"""Search over reports, claims, events and parties; what is asked for stands in the address."""

from __future__ import annotations

from itertools import islice
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sijill.claim import KINDS, STATUSES
from sijill.desk import downloads, names
from sijill.desk.asking import KIND_NAMES, PAGE, Asked, WrongQuestion
from sijill.desk.viewer import Reading
from sijill.errors import UsageError

router = APIRouter()

PLACES = ("events", "claims", "reports", "parties")
_FIRST = 5


@router.get("/search")
def search(request: Request, view: Reading) -> Response:
    """The search page; its list as a file."""
    place = request.query_params.get("in", "")
    if place and place not in PLACES:
        raise WrongQuestion(f"in: there is no {place[:40]!r}; choose of {', '.join(PLACES)}")
    refused = None
    found: dict[str, Any] = {}
    asked = None
    try:
        asked = Asked(request.query_params)
        if asked.format in ("csv", "json") and place in ("events", "claims", "reports"):
            return _download(view, asked, place)
        found = _found(view, asked, place)
    except UsageError as error:
        refused = str(error)
    return view.render(
        "search.html",
        place=place,
        places=PLACES,
        asked=asked,
        refused=refused,
        found=found,
        page_size=PAGE,
        all_kinds=KIND_NAMES,
        all_statuses=STATUSES,
        all_said=KINDS,
    )


def _found(view: Reading, asked: Asked, place: str) -> dict[str, Any]:
    """What is found, by place: a page of one place, or the first of each."""
    ledger = view.ledger
    found: dict[str, Any] = {}
    if not place and not asked.narrowed:
        return {}
    most = PAGE + 1 if place else _FIRST + 1
    if place in ("", "events"):
        found["events"] = asked.page_of(ledger.events(asked.events_wanted()))[:most]
    if place in ("", "claims"):
        found["claims"] = list(islice(ledger.claims(asked.claims()), most))
    if place == "reports" or (not place and asked.text):
        found["reports"] = ledger.reports(asked.reports())[:most]
    if place in ("", "parties") and asked.text:
        found["parties"] = names.find(asked.text, most)
    return found


def _download(view: Reading, asked: Asked, place: str) -> Response:
    ledger = view.ledger
    if place == "claims":
        claims = ledger.claims(asked.claims(whole=True))
        return (downloads.claims_csv if asked.format == "csv" else downloads.claims_json)(claims, "claims")
    if place == "events":
        events = ledger.events(asked.events_wanted(whole=True))
        return downloads.events_csv(events, "events") if asked.format == "csv" else _json(list(events), "events")
    reports = ledger.reports(asked.reports(whole=True))
    return downloads.reports_csv(reports, "reports") if asked.format == "csv" else _json(reports, "reports")


def _json(value: object, name: str) -> Response:
    return downloads.as_json(value, name)
