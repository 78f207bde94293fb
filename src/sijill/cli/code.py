"""`sijill code`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import first_day
from sijill.errors import EXIT_SET_ASIDE

if TYPE_CHECKING:
    from sijill.claim import Claim
    from sijill.report import Problem, Report

Coded = tuple["Report", list["Claim"]]


class CodeFormat(StrEnum):
    """How claims are printed."""

    JSONL = "jsonl"
    TABLE = "table"


def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders; - is standard input.")],
    form: Annotated[
        CodeFormat, typer.Option("--format", help="jsonl: a line a report; table: a row a claim.")
    ] = CodeFormat.JSONL,
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The date of reports that bring none, as 2025-11-26.")
    ] = None,
) -> None:
    """Code reports and print their claims, without a ledger.

    What cannot be read is told on standard error, a line each.
    """
    from sijill.sources import read_paths  # noqa: PLC0415

    set_aside: list[Problem] = []
    coded = _coded(read_paths(paths, date=first_day("--date", date)), set_aside)
    if form is CodeFormat.JSONL:
        from sijill.cli.output import print_jsonl  # noqa: PLC0415

        print_jsonl({"id": report.id, "claims": claims} for report, claims in coded)
    else:
        _print_table(coded)
    if set_aside:
        raise typer.Exit(EXIT_SET_ASIDE)


def print_problem(problem: Problem) -> None:
    """One line on standard error: where, and what is wrong with it."""
    from sijill.cli.output import clean  # noqa: PLC0415

    where = problem.source if problem.line is None else f"{problem.source}:{problem.line}"
    print(f"sijill: {clean(f'{where} {problem.detail}')} ({problem.reason})", file=sys.stderr)


def code_item(item: Report | Problem) -> Coded | Problem:
    """A report with its claims; a problem as it is, and one in the place of a report on which the coder fails."""
    from sijill.coding import CODER, code_report  # noqa: PLC0415
    from sijill.report import Problem  # noqa: PLC0415

    if isinstance(item, Problem):
        return item
    try:
        return item, code_report(item)
    except Exception as error:  # noqa: BLE001 (whatever a coder does, the run goes on)
        detail = f"{CODER} failed on it: {type(error).__name__}: {error}"
        return Problem(source=item.url or item.id, report=item.id, reason="coder-failed", detail=detail)


def _coded(items: Iterable[Report | Problem], set_aside: list[Problem]) -> Iterator[Coded]:
    """The reports of `items` with their claims. Problems are told at once; the last one is kept in `set_aside`."""
    from sijill.report import Problem  # noqa: PLC0415

    for item in map(code_item, items):
        if isinstance(item, Problem):
            print_problem(item)
            set_aside[:] = [item]
        else:
            yield item


def _print_table(coded: Iterable[Coded]) -> None:
    from sijill.cli.output import Cell, claim_cells, print_table  # noqa: PLC0415

    headings = ("report", "event", "status", "actor", "recipient", "count", "when", "said")
    rows = (
        [report.id, *claim_cells(claim), report.text[claim.start : claim.end]]
        for report, claims in coded
        for claim in claims
    )
    print_table([*map(Cell, headings), Cell("evidence", one_line=False)], rows)
