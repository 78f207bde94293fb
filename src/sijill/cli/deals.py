"""`sijill deals`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import AsOfOption, LedgerOption, Lines, LinesOption, last_day
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.reconcile import Deal, Leg

_TABLE_LIMIT = 100
_SHOWN_ID = 10


def run(
    *,
    party: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only deals of this party; of all that are given.")
    ] = None,
    as_of: AsOfOption = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many; 0 for all. [table: 100, else all]")] = None,
    form: LinesOption = Lines.TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List deals, those that moved last first: who gives what to whom, and how far it has come."""
    from sijill.ledger import Ledger  # noqa: PLC0415

    most = (_TABLE_LIMIT if form is Lines.TABLE else 0) if limit is None else limit
    with Ledger.open(ledger_address(ledger), create=False) as book:
        found = book.deals(parties=tuple(party or ()), as_of=last_day("--as-of", as_of), limit=most or None)
    from sijill.cli import output  # noqa: PLC0415

    if form is Lines.JSONL:
        output.print_jsonl(map(deal_value, found))
        return
    headings = ("deal", "stage", "since", "parties", "mediators", "legs")
    columns = [*map(output.Cell, headings[:3]), *(output.Cell(heading, one_line=False) for heading in headings[3:])]
    output.print_table(columns, map(_row, found))


def _row(deal: Deal) -> list[str]:
    return [
        deal.id[:_SHOWN_ID],
        deal.stage,
        deal.history[-1].date.isoformat(),
        ", ".join(deal.parties),
        ", ".join(deal.mediators),
        "; ".join(map(leg_text, deal.legs)),
    ]


def leg_text(leg: Leg) -> str:
    """A leg in a line: who gives what to whom, and whether it was done."""
    from sijill.cli.output import count_text  # noqa: PLC0415

    what = f"{leg.event}/{leg.mode}" if leg.mode else leg.event
    whom = " ".join(filter(None, (count_text(leg.count), ", ".join(leg.recipient))))
    return f"{leg.giver or '?'} → {leg.receiver or '?'}: {what} {whom}".rstrip() + f" ({leg.status})"


def deal_value(deal: Deal) -> dict[str, object]:
    """A deal for JSON, as a line of the list."""
    return {
        "id": deal.id,
        "parties": deal.parties,
        "mediators": deal.mediators,
        "legs": [
            {
                "giver": leg.giver,
                "receiver": leg.receiver,
                "event": leg.event,
                "mode": leg.mode,
                "recipient": leg.recipient,
                "count": leg.count,
                "status": leg.status,
            }
            for leg in deal.legs
        ],
        "stage": deal.stage,
        "history": [{"stage": step.stage, "date": step.date, "claims": step.claims} for step in deal.history],
    }
