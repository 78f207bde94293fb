"""A claim: its sentence with its parts marked, its fields, its event, and what persons decided about it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from sijill.desk import downloads
from sijill.desk.viewer import Reading

router = APIRouter()


@router.get("/claims/{claim_id}")
def claim(view: Reading, claim_id: str, format: str = "") -> Response:
    """A claim's page, or the claim as a file."""
    stored = view.ledger.claim(claim_id)
    if format == "csv":
        return downloads.claims_csv([stored], f"claim-{stored.id}")
    if format == "json":
        return downloads.claims_json([stored], f"claim-{stored.id}")
    return view.render(
        "claim.html",
        stored=stored,
        event=view.ledger.event_of(stored.id),
        revisions=view.ledger.revisions(claim=stored.id),
        citation=downloads.cite_claim(stored, view.language),
    )
