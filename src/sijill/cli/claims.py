"""`sijill claims`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.claim import KINDS, MODES, STATUSES
from sijill.cli.options import Format, FormatOption, LedgerOption, first_day, last_day, one_of
from sijill.errors import UsageError
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sijill.ledger import StoredClaim

_TABLE_LIMIT = 100
_SHOWN_ID = 10
_EVENTS = [*MODES, *(f"{event}/{mode}" for event, modes in MODES.items() for mode in modes if mode)]

_Events = Annotated[list[str] | None, typer.Option("--event", metavar="EVENT[/MODE]", help="As RETREAT/release.")]
_Actors = Annotated[list[str] | None, typer.Option("--actor", metavar="CODE", help="Who did it, as BLR.")]
_Recipients = Annotated[list[str] | None, typer.Option("--recipient", metavar="CODE", help="To whom it was done.")]
_Statuses = Annotated[list[str] | None, typer.Option("--status", help="As happened, planned, denied.")]
_Said = Annotated[list[str] | None, typer.Option("--said", metavar="KIND", help="Who says so, as official, unnamed.")]
_Reports = Annotated[list[str] | None, typer.Option("--report", metavar="ID", help="Only of this report.")]
_Coders = Annotated[list[str] | None, typer.Option("--coder", help="Of this coder, in the place of the newest.")]
_Since = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="When it happened, else was reported: since.")
]
_Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="… until. A month or a year will do.")]
_AsOf = Annotated[str | None, typer.Option(metavar="DAY", help="What was known on this day: reports up to it.")]
_Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words of the sentence or the title.")]
_Limit = Annotated[int | None, typer.Option(min=0, help="At most so many; 0 for all. [table: 100, else all]")]


def run(
    *,
    event: _Events = None,
    actor: _Actors = None,
    recipient: _Recipients = None,
    status: _Statuses = None,
    since: _Since = None,
    until: _Until = None,
    said: _Said = None,
    text: _Text = None,
    report: _Reports = None,
    as_of: _AsOf = None,
    coder: _Coders = None,
    limit: _Limit = None,
    form: FormatOption = Format.TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List claims, those of the newest report first.

    Filters narrow one another; one that is given twice means either. --text finds words whatever their diacritics,
    hamzas and the particles written before them.
    """
    from sijill.ledger import ClaimFilter, Ledger  # noqa: PLC0415

    most = (_TABLE_LIMIT if form is Format.TABLE else 0) if limit is None else limit
    wanted = ClaimFilter(
        events=one_of("--event", event or (), _EVENTS),
        statuses=one_of("--status", status or (), STATUSES),
        actors=tuple(actor or ()),
        recipients=tuple(recipient or ()),
        said=one_of("--said", said or (), KINDS),
        reports=tuple(report or ()),
        since=first_day("--from", since),
        until=last_day("--to", until),
        text=text,
        as_of=last_day("--as-of", as_of),
        coders=tuple(coder or ()),
        limit=most or None,
    )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageError(f"--from {since} is after --to {until}")
    with Ledger.open(ledger_address(ledger), create=False) as book:
        _print(book.claims(wanted), form)
        if limit is None and most and (found := book.count(wanted)) > most:
            print(f"sijill: {most} of {found} claims; --limit 0 shows all", file=sys.stderr)


def _print(found: Iterator[StoredClaim], form: Format) -> None:
    from sijill import export  # noqa: PLC0415
    from sijill.cli import output  # noqa: PLC0415

    if form is Format.JSONL:
        output.print_jsonl(map(export.claim_value, found))
    elif form is Format.CSV:
        output.print_csv(export.CLAIM_COLUMNS, map(export.claim_cells, found))
    else:
        print_table(found)


def print_table(found: Iterable[StoredClaim]) -> None:
    """Claims as a table: on a terminal two lines a claim, which leave room for the evidence."""
    from sijill.cli import output  # noqa: PLC0415

    if output.console().is_terminal:
        columns = [
            output.Cell("claim"),
            output.Cell("event", one_line=False),
            output.Cell("who", one_line=False),
            output.Cell("evidence", one_line=False),
        ]
        output.print_table(columns, map(_terminal_row, found))
    else:
        headings = ("claim", "report", "date", "event", "status", "actor", "recipient", "count", "when", "said")
        output.print_table([*map(output.Cell, (*headings, "evidence"))], map(_plain_row, found))


def _terminal_row(stored: StoredClaim) -> list[str]:
    from sijill.cli.output import clean, count_text, said_text  # noqa: PLC0415

    claim = stored.claim
    sides = [", ".join(claim.actor) or "?", ", ".join(claim.recipient)]
    return [
        f"{stored.id[:_SHOWN_ID]}\n{stored.report.date}",
        f"{claim.kind} {count_text(claim.count)}\n{claim.status} {claim.when or ''}",
        f"{' → '.join(side for side in sides if side)}\n{said_text(claim)}",
        clean(stored.evidence),
    ]


def _plain_row(stored: StoredClaim) -> list[str]:
    from sijill.cli.output import claim_cells  # noqa: PLC0415

    report = stored.report
    return [stored.id, report.id, report.date.isoformat(), *claim_cells(stored.claim), stored.evidence]
