"""What the API can be asked, as a page made from its schema."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sijill.desk.viewer import Reading

router = APIRouter()


@router.get("/api")
def api(request: Request, view: Reading) -> Response:
    """The page."""
    return view.render("api.html", schema=request.app.openapi())
