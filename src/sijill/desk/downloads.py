"""What is on the screen as a file: CSV for spreadsheets, JSON for programs, a citation for a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import msgspec
from fastapi.responses import Response, StreamingResponse

from sijill.cli.output import clean
from sijill.desk.language import Language
from sijill.export import CLAIM_COLUMNS, claim_cells, claim_value, safe_cell
from sijill.ledger import StoredClaim
from sijill.reconcile import Event
from sijill.report import Report

EVENT_COLUMNS = (
    "id", "event", "mode", "status", "actor", "recipient", "count_low", "count_high", "when", "first", "last",
    "witnesses", "claims", "reviewed",
)  # fmt: skip
REPORT_COLUMNS = ("id", "date", "outlet", "agency", "language", "title", "url")


def claims_csv(found: Iterable[StoredClaim], name: str) -> Response:
    """Claims, a row each, in the columns of `sijill claims --format csv`."""
    return as_csv(CLAIM_COLUMNS, map(claim_cells, found), name)


def claims_json(found: Iterable[StoredClaim], name: str) -> Response:
    """Claims as `sijill claims --format jsonl` has them, in one list."""
    return as_json([claim_value(stored) for stored in found], name)


def events_csv(found: Iterable[Event], name: str) -> Response:
    """Events, a row each; parties and witnesses of one cell stand apart by `|`."""
    return as_csv(EVENT_COLUMNS, map(event_cells, found), name)


def event_cells(event: Event) -> list[object]:
    """The cells of an event under EVENT_COLUMNS."""
    low, high = event.count or (None, None)
    return [
        event.id, event.event, event.mode, event.status, "|".join(event.actor), "|".join(event.recipient), low, high,
        event.when, event.first, event.last, "|".join(one.name for one in event.witnesses), len(event.claims),
        event.reviewed,
    ]  # fmt: skip


def reports_csv(found: Iterable[Report], name: str) -> Response:
    """Reports, a row each, without their text."""
    return as_csv(REPORT_COLUMNS, ([getattr(one, column) for column in REPORT_COLUMNS] for one in found), name)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> Response:
    """Rows as a CSV file with a heading, in UTF-8 with the mark by which spreadsheets know it."""

    def lines() -> Iterable[str]:
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")  # RFC 4180
        yield "\ufeff"
        writer.writerow(columns)
        for row in rows:
            writer.writerow([safe_cell(cell) for cell in row])
            if buffer.tell() > 1 << 16:
                yield buffer.getvalue()
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue()

    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=_attached(f"{name}.csv"))


def as_json(value: object, name: str) -> Response:
    """A value as a JSON file."""
    content = msgspec.json.format(msgspec.json.encode(value), indent=1)
    return Response(content, media_type="application/json", headers=_attached(f"{name}.json"))


def cite_claim(stored: StoredClaim, words: Language) -> str:
    """A claim as one cites it: outlet, title, date, the evidence, the address, and the claim's id."""
    return f"{cite_report(stored.report, words)} «{clean(stored.evidence)}» [sijill:{stored.id}]"


def cite_report(report: Report, words: Language) -> str:
    """A report as one cites it."""
    head = [name for name in dict.fromkeys((report.outlet, report.agency)) if name]
    title = report.title or (report.points[0] if report.points else "")
    parts = [
        ", ".join(map(clean, head)),
        f"«{clean(title)}»" if title else "",
        words.date(report.date),
        report.url or "",
    ]
    return f"{words('form.list').join(part for part in parts if part)} [sijill:report:{report.id}]."


def _attached(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
