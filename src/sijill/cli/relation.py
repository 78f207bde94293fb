"""`sijill relation`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import AsOfOption, LedgerOption, Whole, WholeOption, last_day
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.reconcile import Relation

_WIDTH = 20
"""Characters of a bar for a score of 10."""


class Grain(StrEnum):
    """What a relation is summed by."""

    MONTH = "month"


def run(
    a: Annotated[str, typer.Argument(metavar="CODE", help="A party, as USA.")],
    b: Annotated[str, typer.Argument(metavar="CODE", help="Another, as BLR.")],
    by: Annotated[Grain, typer.Option(help="What it is summed by.")] = Grain.MONTH,
    as_of: AsOfOption = None,
    form: WholeOption = Whole.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Show what passed between two parties: PLOVER's scores by month, sanctions, meetings and envoys.

    A score is the mean over the month's events that were done, each once, from -10 (conflict) to 10 (cooperation).
    """
    from sijill.ledger import Ledger  # noqa: PLC0415

    del by  # one grain so far
    with Ledger.open(ledger_address(ledger), create=False) as book:
        found = book.relation(a, b, as_of=last_day("--as-of", as_of))
    if form is Whole.JSON:
        from sijill.cli.output import print_jsonl  # noqa: PLC0415

        print_jsonl([found])
    else:
        _print(found)


def _print(found: Relation) -> None:
    from sijill.cli.events import print_table as print_events  # noqa: PLC0415
    from sijill.cli.output import Cell, print_table  # noqa: PLC0415

    if not (found.months or found.sanctions or found.channels or found.envoys):
        print(f"nothing is told to have passed between {found.a} and {found.b}")
        return
    rows = (
        [
            month.month,
            "" if month.score is None else f"{month.score:+.1f}",
            str(month.cooperation),
            str(month.conflict),
            _bar(month.score),
        ]
        for month in found.months
    )
    headings = ("month", "score", "cooperation", "conflict", f"{found.a} and {found.b}, conflict | cooperation")
    print_table([*map(Cell, headings)], rows)
    for heading, events in (("Sanctions", found.sanctions), ("Channels", found.channels), ("Envoys", found.envoys)):
        if events:
            print(f"\n{heading}")
            print_events(events)


def _bar(score: float | None) -> str:
    """A score as a bar from the middle: to the left for conflict, to the right for cooperation."""
    length = round(abs(score or 0) / 10 * _WIDTH)
    left, right = (length, 0) if (score or 0) < 0 else (0, length)
    return f"{'█' * left:>{_WIDTH}}|{'█' * right:<{_WIDTH}}".rstrip()
