"""A report: its text as published with its claims marked in place, its digest, its versions."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from sijill.desk import downloads
from sijill.desk.asking import number
from sijill.desk.marking import Marked, paragraphs, pieces
from sijill.desk.viewer import Reading
from sijill.digest import digest
from sijill.errors import UsageError

router = APIRouter()


@router.get("/reports")
def reports(view: Reading) -> Response:
    """The list of reports is a search."""
    return view.redirect("/search?in=reports")


@router.get("/reports/{report_id:path}")
def report(view: Reading, report_id: str, version: str | None = None, format: str = "") -> Response:
    """A report's page, or its claims as a file."""
    versions = view.ledger.versions(report_id)
    wanted = number(version, "version", default=versions[0].version, most=1 << 31)
    shown = next((one for one in versions if one.version == wanted), None)
    if shown is None:
        raise UsageError(f"report {report_id!r} has no version {wanted}")
    claims = view.ledger.claims_of(shown.version)
    if format == "csv":
        return downloads.claims_csv(claims, "report-claims")
    if format == "json":
        return downloads.claims_json(claims, "report-claims")
    text = shown.report
    marks = [Marked.of(stored.id, stored.claim) for stored in claims]
    short = digest(text, [stored.claim for stored in claims])
    ids = {id(stored.claim): stored.id for stored in claims}
    head, body_start = text.title, len(text.text) - len(text.body)
    events = view.desk.events_of(shown.version)
    return view.render(
        "report.html",
        report=text,
        shown=shown,
        versions=versions,
        claims=claims,
        events=events,
        kinds={stored.id: stored for stored in claims},
        title=pieces(text.text, marks, start=0, end=len(head)) if head else [],
        body=[line for line in paragraphs(text.text, marks) if line[0].start >= body_start],
        points=[(point, [ids[id(claim)] for claim in point.claims]) for point in short.points],
        given=short.given,
        citation=downloads.cite_report(text, view.language),
    )
