"""The audit: who did what, the latest first. Decisions over claims come from the ledger's own revisions."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sijill.desk import downloads
from sijill.desk.asking import PAGE, number
from sijill.desk.security.accounts import Deed
from sijill.desk.viewer import Administering
from sijill.reconcile import Revision

router = APIRouter()

_COLUMNS = ("time", "who", "action", "subject", "detail")
_MOST = 10_000


@router.get("/audit")
def audit(request: Request, view: Administering) -> Response:
    """The audit, as a page or a file."""
    page = number(request.query_params.get("page"), "page", most=_MOST // PAGE)
    wanted = page * PAGE + 1
    asked = request.query_params.get("format", "")
    limit = _MOST if asked else wanted
    deeds = [*view.desk.accounts.deeds(limit=limit), *map(_deed, view.ledger.revisions())]
    deeds.sort(key=lambda deed: deed.time, reverse=True)
    if asked == "csv":
        rows = ([deed.time, deed.who, deed.action, deed.subject, _words(deed)] for deed in deeds)
        return downloads.as_csv(_COLUMNS, rows, "audit")
    if asked == "json":
        return downloads.as_json(deeds, "audit")
    shown = deeds[(page - 1) * PAGE : wanted]
    return view.render("audit.html", deeds=shown[:PAGE], page=page, more=len(shown) > PAGE, words=_words)


def _deed(revision: Revision) -> Deed:
    detail: dict[str, object] = {"reason": revision.reason}
    if revision.field:
        detail |= {"field": revision.field, "value": revision.value}
    if revision.undoes:
        detail["undoes"] = revision.undoes
    for name, ids in (("named", revision.followed), ("gone", revision.gone)):
        if ids:
            detail[name] = " ".join(ids)
    subject = " ".join(revision.claims)
    return Deed(time=revision.time, who=revision.author, action=revision.kind, subject=subject, detail=detail)


def _words(deed: Deed) -> str:
    return "; ".join(f"{name}: {value}" for name, value in deed.detail.items() if value not in (None, ""))
