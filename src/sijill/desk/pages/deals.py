"""Deals: who asks and gives what, how far each has come, and who stands between."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sijill.desk import downloads
from sijill.desk.asking import PAGE, Asked
from sijill.desk.viewer import Reading
from sijill.reconcile import STAGES, Deal

router = APIRouter()

_COLUMNS = ("id", "parties", "mediators", "envoys", "stage", "since", "legs")


@router.get("/deals")
def deals(request: Request, view: Reading) -> Response:
    """The list of deals, or all of them as a file."""
    asked = Asked(request.query_params)
    found = [deal for deal in view.desk.deals(asked.as_of) if set(asked.parties) <= set(deal.parties)]
    if asked.format == "csv":
        return downloads.as_csv(_COLUMNS, map(_cells, found), "deals")
    if asked.format == "json":
        return downloads.as_json(found, "deals")
    shown = found[(asked.page - 1) * PAGE :]
    return view.render("deals.html", found=shown[:PAGE], more=len(shown) > PAGE, asked=asked)


@router.get("/deals/{deal_id}")
def deal(request: Request, view: Reading, deal_id: str) -> Response:
    """A deal's page."""
    asked = Asked(request.query_params)
    one = view.ledger.deal(deal_id, as_of=asked.as_of)
    if asked.format == "json":
        return downloads.as_json(one, f"deal-{one.id}")
    if asked.format == "csv":
        return downloads.as_csv(_COLUMNS, [_cells(one)], f"deal-{one.id}")
    return view.render(
        "deal.html",
        deal=one,
        related=view.desk.events(one.related, asked.as_of),
        stages=STAGES,
        asked=asked,
    )


def _cells(deal: Deal) -> list[object]:
    legs = "|".join(f"{leg.giver or '?'}:{leg.event}/{leg.mode}:{leg.status}" for leg in deal.legs)
    since = deal.history[-1].date if deal.history else None
    return [deal.id, "|".join(deal.parties), "|".join(deal.mediators), "|".join(deal.envoys), deal.stage, since, legs]
