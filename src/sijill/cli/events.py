"""`sijill events`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.claim import KINDS, MODES, STATUSES
from sijill.cli.options import AsOfOption, LedgerOption, Lines, LinesOption, first_day, last_day, one_of
from sijill.errors import UsageError
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.reconcile import Event, Witness

_TABLE_LIMIT = 100
_SHOWN_ID = 10
_EVENTS = [*MODES, *(f"{event}/{mode}" for event, modes in MODES.items() for mode in modes if mode)]

_Events = Annotated[list[str] | None, typer.Option("--event", metavar="EVENT[/MODE]", help="As RETREAT/release.")]
_Actors = Annotated[list[str] | None, typer.Option("--actor", metavar="CODE", help="Who did it, as BLR.")]
_Recipients = Annotated[list[str] | None, typer.Option("--recipient", metavar="CODE", help="To whom it was done.")]
_Statuses = Annotated[list[str] | None, typer.Option("--status", help="As happened, planned, denied.")]
_Said = Annotated[list[str] | None, typer.Option("--said", metavar="KIND", help="Who says so, as official, unnamed.")]
_Reports = Annotated[list[str] | None, typer.Option("--report", metavar="ID", help="Only what this report tells of.")]
_Since = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="When it happened, else was first reported: since.")
]
_Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="… until. A month or a year will do.")]
_Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words of a sentence or title that tells.")]
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
    as_of: AsOfOption = None,
    limit: _Limit = None,
    form: LinesOption = Lines.TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List events, the latest first: what many claims tell of, once.

    A count stands with its bounds; where figures contradict one another it spans them, and `sijill event` tells who
    says which. Filters narrow one another; one that is given twice means either.
    """
    from sijill.ledger import Ledger  # noqa: PLC0415
    from sijill.reconcile import EventFilter  # noqa: PLC0415

    most = (_TABLE_LIMIT if form is Lines.TABLE else 0) if limit is None else limit
    wanted = EventFilter(
        events=one_of("--event", event or (), _EVENTS),
        statuses=one_of("--status", status or (), STATUSES),
        actors=tuple(actor or ()),
        recipients=tuple(recipient or ()),
        said=one_of("--said", said or (), KINDS),
        reports=tuple(report or ()),
        text=text,
        since=first_day("--from", since),
        until=last_day("--to", until),
        as_of=last_day("--as-of", as_of),
        limit=most or None,
    )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageError(f"--from {since} is after --to {until}")
    with Ledger.open(ledger_address(ledger), create=False) as book:
        _print(book.events(wanted), form)
        if limit is None and most and (found := book.count_events(wanted)) > most:
            print(f"sijill: {most} of {found} events; --limit 0 shows all", file=sys.stderr)


def _print(found: Iterator[Event], form: Lines) -> None:
    from sijill.cli import output  # noqa: PLC0415

    if form is Lines.JSONL:
        output.print_jsonl(map(event_value, found))
    else:
        print_table(found)


def print_table(found: Iterable[Event]) -> None:
    """Events as a table: on a terminal two lines an event."""
    from sijill.cli import output  # noqa: PLC0415

    if output.console().is_terminal:
        columns = [
            output.Cell("event"),
            output.Cell("what", one_line=False),
            output.Cell("who", one_line=False),
            output.Cell("witnesses", one_line=False),
        ]
        output.print_table(columns, map(_terminal_row, found))
    else:
        headings = ("event", "kind", "status", "actor", "recipient", "count", "when", "first", "last", "witnesses")
        output.print_table([*map(output.Cell, (*headings, "claims"))], map(_plain_row, found))


def _terminal_row(event: Event) -> list[str]:
    from sijill.cli.output import count_text  # noqa: PLC0415

    sides = [", ".join(event.actor) or "?", ", ".join(event.recipient)]
    return [
        f"{event.id[:_SHOWN_ID]}\n{event.when or f'~{event.first}'}",
        f"{event.kind} {count_text(event.count)}\n{event.status}",
        " → ".join(side for side in sides if side),
        f"{', '.join(map(witness_text, event.witnesses[:3]))}{', …' if len(event.witnesses) > 3 else ''}"
        f"\n{len(event.witnesses)} witnesses, {len(event.claims)} claims",
    ]


def _plain_row(event: Event) -> list[str]:
    from sijill.cli.output import count_text  # noqa: PLC0415

    return [
        event.id,
        event.kind,
        event.status,
        ", ".join(event.actor),
        ", ".join(event.recipient),
        count_text(event.count),
        event.when or "",
        event.first.isoformat(),
        event.last.isoformat(),
        str(len(event.witnesses)),
        str(len(event.claims)),
    ]


def witness_text(witness: Witness) -> str:
    """A witness by name, with how many outlets carried its text where they are more than one."""
    more = f" ({len(witness.outlets)} outlets)" if len(witness.outlets) > 1 else ""
    return f"{witness.name}{more}"


def event_value(event: Event) -> dict[str, object]:
    """An event for JSON, as a line of the list."""
    return {
        "id": event.id,
        "event": event.event,
        "mode": event.mode,
        "status": event.status,
        "actor": event.actor,
        "recipient": event.recipient,
        "count": event.count,
        "when": event.when,
        "witnesses": event.witnesses,
        "claims": event.claims,
        "why": event.why,
    }
