"""`sijill deal`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import AsOfOption, LedgerOption, Whole, WholeOption, last_day
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.reconcile import Deal


def run(
    deal: Annotated[str, typer.Argument(metavar="DEAL", help="The deal's id, or its beginning; a leg's will do.")],
    as_of: AsOfOption = None,
    form: WholeOption = Whole.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Tell a deal in full: what was asked and what was given, side by side, and its dated stages."""
    from sijill.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(ledger_address(ledger), create=False) as book:
        found = book.deal(deal, as_of=last_day("--as-of", as_of))
    if form is Whole.JSON:
        from sijill.cli.output import print_jsonl  # noqa: PLC0415

        print_jsonl([found])
    else:
        _print(found)


def _print(deal: Deal) -> None:
    from sijill.cli.deals import leg_text  # noqa: PLC0415
    from sijill.cli.output import Cell, clean, print_table  # noqa: PLC0415

    fields = {
        "deal": deal.id,
        "stage": deal.stage,
        "parties": ", ".join(deal.parties),
        "mediators": ", ".join(deal.mediators),
        "envoys": ", ".join(deal.envoys),
    }
    for label, value in fields.items():
        if value:
            print(f"{label:<10} {clean(value)}")
    for step in deal.history:
        when = f", of {step.when}" if step.when else ""
        print(f"{'step':<10} {step.date} {step.stage}{when} ({', '.join(step.claims)})")
    for reason in deal.why:
        print(f"{'because':<10} {clean(reason)}")
    for note in deal.notes:
        print(f"{'note':<10} {clean(note)}")
    print()
    yes = {True: "yes", False: "no"}
    columns = [Cell("event"), Cell("leg", one_line=False), Cell("asked"), Cell("given"), Cell("when")]
    print_table(columns, ([leg.id, leg_text(leg), yes[leg.asked], yes[leg.given], leg.when or ""] for leg in deal.legs))
