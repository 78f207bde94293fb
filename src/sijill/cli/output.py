"""How commands print: tables and marked text on a terminal, plain lines elsewhere, Arabic in its reading order.

Reports come from the open web, so whatever came out of one passes through `clean` on its way to a terminal.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sijill.claim import Claim, Count
from sijill.export import safe_cell
from sijill.report import Report

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.measure import Measurement
    from rich.text import Text


_ISOLATE, _END = "\u2067", "\u2069"  # right-to-left isolate, and its end
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")


class Cell(NamedTuple):
    """A column: its heading, and whether its lines are kept whole on a narrow terminal."""

    heading: str
    one_line: bool = True


def console(*, stderr: bool = False) -> Console:
    """A console that prints what it is given, with no marks of its own."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def plain(text: str) -> str:
    """`text` with a space for whatever steers a terminal, ends a line or turns the direction of what follows."""
    return _UNSEEN.sub(" ", text)


def clean(text: str) -> str:
    """`text` as `plain` has it, with single spaces between its words and none around it."""
    return " ".join(plain(text).split())


def isolated(text: str) -> str:
    """`text` between marks that keep its reading order, if it is Arabic, from mixing with what stands around it."""
    return f"{_ISOLATE}{text}{_END}" if _ARABIC.search(text) else text


def display(text: str) -> RenderableType:
    """`text`, right to left if it is Arabic, for a cell on a terminal."""
    from rich.text import Text  # noqa: PLC0415

    return right_to_left(Text(text))


def right_to_left(text: Text) -> RenderableType:
    """`text` on the right, each line isolated, if it holds Arabic; else as it is."""
    return _RightToLeft(text) if _ARABIC.search(text.plain) else text


class _RightToLeft:
    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text  # noqa: PLC0415

        for line in self.text.wrap(console, options.max_width):
            line.align("right", options.max_width)
            yield Text.assemble(_ISOLATE, line, _END)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        from rich.measure import Measurement  # noqa: PLC0415

        return Measurement.get(console, options, self.text)


def print_table(columns: Sequence[Cell], rows: Iterable[Sequence[str]]) -> None:
    """A table on a terminal, whose cells may have several lines; elsewhere a line a row, cells apart by tabs."""
    out = console()
    if not out.is_terminal:
        print("\t".join(column.heading for column in columns))
        for row in rows:
            print("\t".join(map(clean, row)))
        return
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column.heading, no_wrap=column.one_line, overflow="fold")
    for row in rows:
        table.add_row(*(display("\n".join(map(clean, cell.split("\n")))) for cell in row))
    out.print(table)


def print_jsonl(rows: Iterable[object]) -> None:
    """One JSON value a line."""
    for row in rows:
        print(msgspec.json.encode(row).decode())


def print_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """CSV with a heading. A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])


def count_text(count: Count | None) -> str:
    """A count as people write it: `52`, `20-99`, `1001+`; empty where there is none."""
    if count is None:
        return ""
    low, high = count
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def said_text(claim: Claim) -> str:
    """Who says so: the kind of source and its code."""
    return f"{claim.said.kind} {claim.said.by}" if claim.said.by else claim.said.kind


def claim_cells(claim: Claim) -> list[str]:
    """A claim's fields as the cells of a table, from its event to who says so."""
    return [
        claim.kind,
        claim.status,
        ", ".join(claim.actor),
        ", ".join(claim.recipient),
        count_text(claim.count),
        claim.when or "",
        said_text(claim),
    ]


def outlet_text(report: Report) -> str:
    """Who published the report, and the agency that it credits."""
    return ", ".join(dict.fromkeys(name for name in (report.outlet, report.agency) if name))
