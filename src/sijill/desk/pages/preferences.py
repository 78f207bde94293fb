"""The reader's preferences: the language of the interface and the style of dates, each kept in a cookie."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from sijill.desk.language import DATE_STYLES, LANGUAGES
from sijill.desk.viewer import DATES_COOKIE, LANGUAGE_COOKIE, AnyView

router = APIRouter()


@router.get("/preferences")
def prefer(view: AnyView, language: str = "", dates: str = "", next: str = "/") -> Response:
    """Keep a preference and go back to the page."""
    response = view.redirect(next)
    if language in LANGUAGES:
        view.keep_preference(response, LANGUAGE_COOKIE, language)
    if dates in DATE_STYLES:
        view.keep_preference(response, DATES_COOKIE, dates)
    return response
