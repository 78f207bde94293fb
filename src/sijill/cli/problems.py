"""`sijill problems`."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from sijill.cli.options import Format, FormatOption, LedgerOption
from sijill.settings import ledger_address


def run(
    ledger: LedgerOption = None,
    form: FormatOption = Format.TABLE,
    reason: Annotated[
        list[str] | None, typer.Option(help="Only what was set aside for this reason; repeatable.")
    ] = None,
) -> None:
    """List what was set aside, and why."""
    from sijill.cli.output import Cell, print_csv, print_jsonl, print_table  # noqa: PLC0415
    from sijill.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(ledger_address(ledger), create=False) as book:
        found = (row for row in book.problems() if not reason or row.problem.reason in reason)
        values = ({"found": row.found, **msgspec.structs.asdict(row.problem)} for row in found)
        headings = ("found", "source", "line", "report", "reason", "detail")
        if form is Format.JSONL:
            print_jsonl({name: value[name] for name in headings} for value in values)
            return
        rows = ([value[name] for name in headings] for value in values)
        if form is Format.CSV:
            print_csv(headings, rows)
        else:
            columns = [Cell("found"), Cell("source", False), Cell("line"), Cell("reason"), Cell("detail", False)]
            shown = ([value[column.heading] for column in columns] for value in values)
            print_table(columns, (["" if cell is None else str(cell) for cell in row] for row in shown))
