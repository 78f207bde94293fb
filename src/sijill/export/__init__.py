"""Claims as rows and values for files and programs: one form, whichever way out they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijill.claim import Count

if TYPE_CHECKING:
    from sijill.ledger import StoredClaim

CLAIM_COLUMNS = (
    "id", "report", "date", "outlet", "event", "mode", "status", "actor", "recipient", "count_low", "count_high",
    "when", "said_kind", "said_by", "start", "end", "evidence", "coder",
)  # fmt: skip
"""The columns of claims in CSV. Codes of one cell stand apart by `|`."""

_FORMULA = ("=", "+", "-", "@")


def claim_value(stored: StoredClaim) -> dict[str, object]:
    """A claim for JSON: where it stands, the codebook's fields, its evidence in words, and its coder."""
    claim, report = stored.claim, stored.report
    return {
        "id": stored.id,
        "report": report.id,
        "date": report.date,
        "outlet": report.outlet,
        "event": claim.event,
        "mode": claim.mode,
        "status": claim.status,
        "actor": claim.actor,
        "recipient": claim.recipient,
        "count": claim.count,
        "when": claim.when,
        "said": claim.said,
        "start": claim.start,
        "end": claim.end,
        "evidence": stored.evidence,
        "coder": claim.coder,
    }


def claim_cells(stored: StoredClaim) -> list[object]:
    """A claim's cells under CLAIM_COLUMNS."""
    claim, report = stored.claim, stored.report
    low, high = bounds(claim.count)
    codes = ["|".join(claim.actor), "|".join(claim.recipient)]
    said = [claim.said.kind, claim.said.by]
    head = [stored.id, report.id, report.date, report.outlet, claim.event, claim.mode, claim.status]
    return [*head, *codes, low, high, claim.when, *said, claim.start, claim.end, stored.evidence, claim.coder]


def bounds(count: Count | None) -> tuple[int | None, int | None]:
    """The bounds of a count as two cells."""
    return count or (None, None)


def safe_cell(cell: object) -> object:
    """`cell`; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
