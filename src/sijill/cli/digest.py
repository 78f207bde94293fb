"""`sijill digest`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.code import code_item, print_problem
from sijill.cli.options import LedgerOption
from sijill.errors import EXIT_SET_ASIDE
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sijill.claim import Claim
    from sijill.digest import Digest, Point
    from sijill.report import Problem, Report

_EVIDENCE = "bold underline"


class DigestFormat(StrEnum):
    """How a digest is printed."""

    TEXT = "text"
    JSON = "json"


def run(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="The id of a report in the ledger, or a file; - is standard input.")
    ],
    ledger: LedgerOption = None,
    form: Annotated[DigestFormat, typer.Option("--format", help="text, or json: a line a report.")] = DigestFormat.TEXT,
) -> None:
    """Show a report's date and three key points, with their evidence, and the points that its publisher gave.

    Without colours the evidence stands in [brackets].
    """
    from sijill.cli.output import console, print_jsonl  # noqa: PLC0415
    from sijill.digest import digest  # noqa: PLC0415
    from sijill.report import Problem  # noqa: PLC0415

    a_file = report == "-" or os.path.exists(report)
    set_aside = False
    for item in _from_files(report) if a_file else _from_ledger(report, ledger):
        if isinstance(item, Problem):
            print_problem(item)
            set_aside = True
        elif form is DigestFormat.JSON:
            print_jsonl([digest(*item)])
        else:
            print_digest(item[0], digest(*item), console())
    if set_aside:
        raise typer.Exit(EXIT_SET_ASIDE)


def _from_files(path: str) -> Iterator[tuple[Report, list[Claim]] | Problem]:
    from sijill.sources import read_paths  # noqa: PLC0415

    return map(code_item, read_paths([path]))


def _from_ledger(report_id: str, ledger: str | None) -> Iterator[tuple[Report, list[Claim]]]:
    from sijill.ledger import ClaimFilter, Ledger  # noqa: PLC0415

    with Ledger.open(ledger_address(ledger), create=False) as book:
        report = book.report(report_id)
        found = book.claims(ClaimFilter(reports=(report_id,)))
        yield report, [stored.claim for stored in found if stored.report == report]


def print_digest(report: Report, made: Digest, out: Console) -> None:
    """Print the points of `made` with their evidence marked and the events it tells of, then the publisher's own."""
    from rich.text import Text  # noqa: PLC0415

    from sijill.cli.output import clean, outlet_text  # noqa: PLC0415

    source = [clean(part) for part in (report.id, made.date.isoformat(), outlet_text(report)) if part]
    out.print(Text("  ".join(source), "bold"), soft_wrap=True)
    colours = out.is_terminal and not out.no_color
    for number, point in enumerate(made.points, start=1):
        told = dict.fromkeys(_event(claim) for claim in point.claims)
        out.print()
        out.print(Text(f"{number}  {' · '.join(told)}".rstrip(), "dim"), soft_wrap=not out.is_terminal)
        _print_text(marked(point, colours=colours), out)
    if made.given:
        out.print()
        out.print(Text("The publisher's own points", "dim"))
    for given in made.given:
        out.print()
        _print_text(Text(clean(given)), out)


def marked(point: Point, *, colours: bool) -> Text:
    """The point's text with the evidence of its claims in colours or between brackets; where it overlaps, as one."""
    from rich.text import Text  # noqa: PLC0415

    from sijill.cli.output import plain  # noqa: PLC0415

    spans = [(claim.start - point.start, claim.end - point.start) for claim in point.claims]
    edges = sorted({0, len(point.text)}.union(*spans))
    text = Text()
    inside = False
    for start, end in pairwise(edges):
        evidence = any(low <= start and end <= high for low, high in spans)
        if evidence != inside and not colours:
            text.append("[" if evidence else "]")
        inside = evidence
        text.append(plain(point.text[start:end]), _EVIDENCE if evidence and colours else "")
    if inside and not colours:
        text.append("]")
    return text


def _event(claim: Claim) -> str:
    from sijill.cli.output import count_text  # noqa: PLC0415

    return " ".join(filter(None, (claim.kind, claim.status, count_text(claim.count))))


def _print_text(text: Text, out: Console) -> None:
    from sijill.cli.output import right_to_left  # noqa: PLC0415

    out.print(right_to_left(text) if out.is_terminal else text, soft_wrap=not out.is_terminal)
