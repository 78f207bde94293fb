"""`sijill event`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import AsOfOption, LedgerOption, Whole, WholeOption, last_day
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.ledger import Ledger
    from sijill.reconcile import Event


def run(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, or its beginning; a claim's will do.")],
    as_of: AsOfOption = None,
    form: WholeOption = Whole.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Tell an event in full: who says which figure, how it came about, and why each claim is in it."""
    from sijill.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(ledger_address(ledger), create=False) as book:
        found = book.event(event, as_of=last_day("--as-of", as_of))
        if form is Whole.JSON:
            from sijill.cli.output import print_jsonl  # noqa: PLC0415

            print_jsonl([found])
        else:
            _print(found, book)


def _print(event: Event, book: Ledger) -> None:
    from sijill.cli.events import witness_text  # noqa: PLC0415
    from sijill.cli.output import clean, console, count_text, isolated  # noqa: PLC0415

    out = console()

    def line(label: str, value: str) -> None:
        if value:
            shown = isolated(clean(value)) if out.is_terminal else clean(value)
            out.print(f"{label:<10} {shown}", soft_wrap=not out.is_terminal)

    line("event", event.id)
    line("kind", event.kind)
    line("status", event.status)
    line("actor", ", ".join(event.actor))
    line("recipient", ", ".join(event.recipient))
    line("count", count_text(event.count))
    line("when", event.when or f"not told; first reported {event.first}")
    line("part of", ", ".join(event.part_of))
    line("parts", ", ".join(event.parts))
    for figure in event.figures:
        line("figure", f"{count_text(figure.count)} ({', '.join(figure.witnesses)}; {len(figure.claims)} claims)")
    for step in event.statuses:
        line("step", f"{step.date} {step.status} ({len(step.claims)} claims)")
    for witness in event.witnesses:
        kind = "agency" if witness.agency else "outlet"
        says = ", ".join(dict.fromkeys((*witness.sources, *witness.said)))
        line("witness", f"{witness_text(witness)}, {kind}: {says}")
    for note in event.notes:
        line("note", note)
    for why in event.why:
        stored = book.claim(why.claim)
        out.print()
        line("claim", f"{why.claim}  {stored.report.date} {stored.report.outlet or stored.report.id}")
        line("", stored.evidence)
        line("because", why.reason)
