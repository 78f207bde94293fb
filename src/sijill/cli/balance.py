"""`sijill balance`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import AsOfOption, LedgerOption, Whole, WholeOption, first_day, last_day
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.reconcile import Balance


def run(
    *,
    holder: Annotated[str, typer.Option(metavar="CODE", help="Who takes, frees and holds, as BLR.")],
    of: Annotated[str | None, typer.Option(metavar="CODE", help="Only people of this party, as UKR.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="What happened since.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="… until. A month or year will do.")] = None,
    as_of: AsOfOption = None,
    form: WholeOption = Whole.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Show whom a holder took, freed and holds, each within bounds, and the arithmetic.

    Parts are not added to the whole that holds them, what was only sought is not counted, and no bound is tighter than
    the claims allow. A stated stock stands beside what the flows imply.
    """
    from sijill.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(ledger_address(ledger), create=False) as book:
        found = book.balance(
            holder,
            of=of,
            since=first_day("--from", since),
            until=last_day("--to", until),
            as_of=last_day("--as-of", as_of),
        )
    if form is Whole.JSON:
        from sijill.cli.output import print_jsonl  # noqa: PLC0415

        print_jsonl([balance_value(found)])
    else:
        _print(found)


def balance_value(found: Balance) -> dict[str, object]:
    """A balance for JSON."""
    return {
        "holder": found.holder,
        "from": found.since,
        "to": found.until,
        "as_of": found.as_of,
        "taken": found.taken,
        "freed": found.freed,
        "held": found.held and {name: getattr(found.held, name) for name in ("count", "when", "said", "claims")},
        "events": [
            {"id": one.id, "count": one.count, "when": one.when, "part_of": one.part_of}
            for one in found.events
            if one.counted
        ],
        "notes": [*found.arithmetic, *found.notes],
    }


def _print(found: Balance) -> None:
    from sijill.cli.output import Cell, count_text, print_table  # noqa: PLC0415

    of = f", of {found.of}" if found.of else ""
    period = " ".join(
        f"{word} {day}" for word, day in (("from", found.since), ("to", found.until), ("as of", found.as_of)) if day
    )
    print(f"{found.holder}{of}{': ' + period if period else ''}")
    print(f"taken  {count_text(found.taken)}")
    print(f"freed  {count_text(found.freed)}")
    if found.held:
        said = ", ".join(dict.fromkeys(one.by or one.kind for one in found.held.said))
        print(f"held   {count_text(found.held.count)} on {found.held.when} ({said})")
    else:
        print("held   nobody says how many")
    print()
    for line in (*found.arithmetic, *found.notes):
        print(line)
    if found.events:
        print()
        columns = [
            Cell("event"),
            Cell("side"),
            Cell("count"),
            Cell("when"),
            Cell("of"),
            Cell("part of"),
            Cell("status"),
        ]
        print_table(
            columns,
            (
                [
                    one.id,
                    one.side if one.counted else f"not {one.side}",
                    count_text(one.count),
                    one.when or "",
                    ", ".join(one.recipient),
                    one.part_of or "",
                    one.status,
                ]
                for one in found.events
            ),
        )
