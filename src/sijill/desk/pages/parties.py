"""A party: its names, the offices it held, who speaks for it, and its events as actor and as recipient."""

from __future__ import annotations

from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sijill.desk import downloads, names
from sijill.desk.asking import PAGE, Asked
from sijill.desk.viewer import Reading
from sijill.errors import UsageError
from sijill.reconcile import EventFilter

router = APIRouter()

_SHOWN = 15


@router.get("/parties/{code:path}")
def party(request: Request, view: Reading, code: str) -> Response:
    """A party's page, or its events as a file."""
    one = names.party(code)
    asked = Asked(request.query_params)
    if asked.format in ("csv", "json"):
        events = list(view.ledger.events(EventFilter(parties=(code,), as_of=asked.as_of)))
        if asked.format == "csv":
            return downloads.events_csv(events, f"events-{_plain(code)}")
        return downloads.as_json(events, f"events-{_plain(code)}")
    acting = list(islice(view.ledger.events(EventFilter(actors=(code,), limit=_SHOWN + 1)), _SHOWN + 1))
    receiving = list(islice(view.ledger.events(EventFilter(recipients=(code,), limit=_SHOWN + 1)), _SHOWN + 1))
    if not names.known(code) and not acting and not receiving:
        raise UsageError(f"no party {code[:60]!r} is known, and no event tells of it")
    return view.render("party.html", one=one, acting=acting, receiving=receiving, shown=_SHOWN, page_size=PAGE)


def _plain(code: str) -> str:
    return "".join(char for char in code if char.isascii() and (char.isalnum() or char == "-")) or "party"
