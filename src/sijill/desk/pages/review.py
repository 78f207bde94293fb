"""Review: one claim at a time with all that is needed to decide about it, by keyboard or mouse.

A decision is one transaction of the ledger. One that is sent twice, because the server stopped between keeping it and
saying so, is kept once: the same decision of the same author that still holds is not written down again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from sijill.claim import KINDS, STATUSES, Claim
from sijill.desk.asking import KIND_NAMES
from sijill.desk.marking import Marked, pieces
from sijill.desk.review import decisions
from sijill.desk.viewer import Form, Reviewing, View, field, fields
from sijill.errors import UsageError
from sijill.ledger import StoredClaim
from sijill.reconcile import Event, EventFilter, Revision
from sijill.reconcile.records import RevisionKind

router = APIRouter()

_AHEAD = 12
_AROUND = 700
_NEAR = 6
_SIBLINGS = 20
_LAST = 5
_MERGE_DAYS = 12


@router.get("/review")
def review(request: Request, view: Reviewing) -> Response:
    """The claim that is asked about: the one in the address, or the first that waits."""
    wanted = request.query_params.get("claim") or request.query_params.get("event")
    return _page(view, wanted)


@router.post("/review")
def decide(view: Reviewing, form: Form) -> Response:
    """Keep a decision, and go on to the next claim."""
    claim = field(form, "claim")
    try:
        kept = _keep(view, claim, form)
    except UsageError as error:
        return _page(view, claim, refused=str(error), form=form, status=400)
    told = view.language("review.done", what=view.language(f"revision.{kept.kind}"))
    stays = kept.kind in ("merge", "split", "apart", "correct")
    if "hx-request" in view.request.headers:
        return _page(view, claim if stays else field(form, "next") or None, told=told)
    return view.redirect(f"/review?claim={claim}" if stays else "/review")


@router.post("/review/undo")
def undo(view: Reviewing, form: Form) -> Response:
    """Undo a decision that the form names: one's own, or for an admin anybody's."""
    number = field(form, "revision")
    undone = next((one for one in view.ledger.revisions() if str(one.id) == number and one.kind != "undo"), None)
    if undone is None or (undone.author != view.viewer.name and not view.viewer.administers):
        raise UsageError(f"there is no decision {number[:20]!r} of yours to undo")
    if undone.active:
        reason = field(form, "reason") or view.language("review.default_reason")
        view.ledger.revise("undo", [], author=view.viewer.name, reason=reason, undoes=undone.id)
    claim = undone.claims[0]
    if "hx-request" in view.request.headers:
        return _page(view, claim, told=view.language("review.undone"))
    return view.redirect(f"/review?claim={claim}")


def _keep(view: View, claim: str, form: FormData) -> Revision:
    """Keep the decision of the form. Raises UsageError where it is none."""
    kind: Any = field(form, "kind")
    reason = field(form, "reason") or view.language("review.default_reason")
    event = view.ledger.event_of(claim) if kind in ("apart", "split") else None
    if kind in ("accept", "reject"):
        return _revise(view, kind, [claim], reason)
    if kind == "merge":
        return _revise(view, "merge", [claim, field(form, "other")], reason)
    if kind == "apart":
        return _revise(
            view, "apart", [claim], reason, against=[one for one in event.claims if one != claim] if event else []
        )
    if kind == "split":
        chosen = fields(form, "chosen")
        return _revise(
            view, "split", chosen, reason, against=[one for one in event.claims if one not in chosen] if event else []
        )
    if kind == "evidence":
        span = _span(view.ledger.claim(claim), field(form, "start"), field(form, "end"))
        return _revise(view, "correct", [claim], reason, field="evidence", value=span)
    if kind == "correct":
        return _correct(view, claim, form, reason)
    raise UsageError(f"there is no decision {kind[:40]!r}")


def _span(stored: StoredClaim, start: str, end: str) -> list[int]:
    """A stretch of the claim's report. Raises UsageError where it is none."""
    numbers = [int(value) if value.isascii() and value.isdigit() else -1 for value in (start, end)]
    if not 0 <= numbers[0] < numbers[1] <= len(stored.report.text):
        raise UsageError(f"evidence: {start[:20]}–{end[:20]} is no stretch of the report")
    return numbers


def _revise(view: View, kind: RevisionKind, claims: Sequence[str], reason: str, **what: Any) -> Revision:
    """Write a decision down, unless the same one of the same author holds already."""
    for one in view.ledger.revisions(active=True):
        same = (one.kind, list(one.claims), one.author) == (kind, list(claims), view.viewer.name)
        if same and all(_plain(getattr(one, name)) == _plain(value) for name, value in what.items()):
            return one
    return view.ledger.revise(kind, claims, author=view.viewer.name, reason=reason, **what)


def _correct(view: View, claim: str, form: FormData, reason: str) -> Revision:
    """Keep the fields of the form that differ from the claim as it stands. Each is checked before any is kept."""
    stored = view.ledger.claim(claim)
    stands = view.desk.stands(stored) or stored.claim
    changes: dict[str, object] = {}
    for name in ("status", "actor", "recipient", "count", "when"):
        value = decisions.corrected(name, field(form, name))
        if value != _plain(getattr(stands, name)):
            changes[name] = value
    said = decisions.corrected("said", f"{field(form, 'said')} {field(form, 'said_by')}")
    if said != {"kind": stands.said.kind, "by": stands.said.by}:
        changes["said"] = said
    event, mode = decisions.kind(field(form, "event"))
    if event != stands.event:
        changes["event"] = event
    if mode != stands.mode:
        changes["mode"] = mode
    if not changes:
        raise UsageError(view.language("review.unchanged"))
    return [_revise(view, "correct", [claim], reason, field=name, value=value) for name, value in changes.items()][-1]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _page(
    view: View,
    wanted: str | None,
    *,
    told: str = "",
    refused: str = "",
    form: FormData | None = None,
    status: int = 200,
) -> Response:
    ledger = view.ledger
    waiting = view.desk.queue.waiting()
    ids = [question.claim for question in waiting]
    claim_id = wanted or (ids[0] if ids else None)
    own = [one for one in ledger.revisions() if one.author == view.viewer.name]
    common: dict[str, Any] = {
        "waiting": len(waiting),
        "told": told,
        "refused": refused,
        "last": own[::-1][:_LAST],
    }
    if claim_id is None:
        return view.render("review.html", stored=None, **common)
    stored = ledger.claim(claim_id)
    stands = view.desk.stands(stored)
    event = ledger.event_of(stored.id)
    at = ids.index(stored.id) if stored.id in ids else -1
    ahead = ledger.claims_by_id(ids[max(at, 0) : max(at, 0) + _AHEAD])
    return view.render(
        "review.html",
        status=status,
        stored=stored,
        stands=stands or stored.claim,
        rejected=stands is None,
        text=_around(stored, stands or stored.claim),
        event=event,
        siblings=ledger.claims_by_id([one for one in event.claims[:_SIBLINGS] if one != stored.id]) if event else [],
        near=_near(view, stored, event),
        asks=view.desk.queue.asks(stored.id),
        ahead=ahead,
        next_claim=ids[at + 1] if at + 1 < len(ids) else "",
        previous_claim=ids[at - 1] if at > 0 else "",
        revisions=ledger.revisions(claim=stored.id),
        all_kinds=[name for name in KIND_NAMES if name not in ("COERCE", "ASSAULT", "SANCTION", "RETREAT")],
        all_statuses=STATUSES,
        all_said=KINDS,
        sent=form,
        **common,
    )


def _around(stored: StoredClaim, stands: Claim) -> list[Any]:
    """The claim's sentence with what stands around it, to read it in its place and to mark other words."""
    text = stored.report.text
    low, high = min(stands.start, stands.sentence[0]), max(stands.end, stands.sentence[1])
    first = text.rfind("\n", 0, max(low - _AROUND // 2, 0)) + 1
    last = text.find("\n", min(high + _AROUND // 2, len(text)))
    return pieces(text, [Marked.of(stored.id, stands, roles=True)], start=first, end=len(text) if last < 0 else last)


def _near(view: View, stored: StoredClaim, event: Event | None) -> Sequence[Event]:
    """Events of the same kind, about the same time, that share a party: what may be the same."""
    from datetime import timedelta  # noqa: PLC0415

    if event is None:
        return []
    days = timedelta(days=_MERGE_DAYS)
    parties = (*event.actor, *event.recipient)
    wanted = EventFilter(
        events=(event.kind,), since=event.first - days, until=event.last + days, parties=parties, limit=_NEAR + 1
    )
    return [one for one in view.ledger.events(wanted) if one.id != event.id][:_NEAR]
