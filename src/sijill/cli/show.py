"""`sijill show`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from sijill.claim import Role, Span
from sijill.cli.options import LedgerOption
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from sijill.ledger import StoredClaim

_STYLES = {
    "evidence": "underline",
    "predicate": "bold red",
    "actor": "bold blue",
    "recipient": "bold magenta",
    "count": "bold yellow",
    "when": "bold cyan",
    "said": "bold green",
}
_MARKS = {"evidence": "[]", "predicate": "**"}


def run(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or its beginning.")],
    ledger: LedgerOption = None,
) -> None:
    """Show a claim beside its sentence, with the evidence marked, and who says so.

    Without colours the evidence stands in [brackets] and its *predicate* between stars.
    """
    from sijill.cli.output import console  # noqa: PLC0415
    from sijill.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(ledger_address(ledger), create=False) as book:
        stored = book.claim(claim)
    print_claim(stored, console())


def print_claim(stored: StoredClaim, out: Console) -> None:
    """Print the claim's sentence with its evidence marked, its fields with their words, and its source."""
    from sijill.cli.output import clean, count_text, right_to_left, said_text  # noqa: PLC0415

    claim, report = stored.claim, stored.report
    fields = {
        "predicate": f"{claim.kind}, {claim.status}",
        "actor": ", ".join(claim.actor),
        "recipient": ", ".join(claim.recipient),
        "count": count_text(claim.count),
        "when": claim.when or "",
        "said": said_text(claim),
    }
    source = {
        "report": report.id,
        "date": report.date.isoformat(),
        "outlet": report.outlet or "",
        "agency": report.agency or "",
        "title": report.title,
        "url": report.url or "",
        "coder": claim.coder,
        "claim": stored.id,
    }
    colours = out.is_terminal and not out.no_color
    text = marked(stored, colours=colours)
    out.print(right_to_left(text) if out.is_terminal else text, soft_wrap=not out.is_terminal)
    out.print()
    for name, value in fields.items():
        words = " … ".join(clean(report.text[start:end]) for start, end in _spans(stored)[name])
        _print_field(out, "event" if name == "predicate" else name, value or "-", words, _STYLES[name])
    for name, value in source.items():
        if value:
            _print_field(out, name, clean(value))


def marked(stored: StoredClaim, *, colours: bool) -> Text:
    """The claim's sentence, or more where the evidence goes beyond it, with its parts in colours or between marks."""
    from rich.text import Text  # noqa: PLC0415

    from sijill.cli.output import plain  # noqa: PLC0415

    claim, spans = stored.claim, _spans(stored)
    first, last = min(claim.start, claim.sentence[0]), max(claim.end, claim.sentence[1])
    edges = {edge for name in spans for span in spans[name] for edge in span if first < edge < last}
    text = Text()
    for start, end in pairwise(sorted({first, last} | edges)):
        names = [name for name in spans if any(low <= start and end <= high for low, high in spans[name])]
        before = "".join(mark[0] for name, mark in _MARKS.items() if (start in _starts(spans[name])))
        behind = "".join(mark[1] for name, mark in reversed(_MARKS.items()) if end in _ends(spans[name]))
        piece = plain(stored.report.text[start:end])
        if colours:
            text.append(piece, " ".join(_STYLES[name] for name in names))
        else:
            text.append(before + piece + behind)
    return text


def _spans(stored: StoredClaim) -> dict[str, tuple[Span, ...]]:
    """The stretches of the report behind each part of the claim."""
    claim = stored.claim
    found = {"evidence": ((claim.start, claim.end),), "predicate": (claim.predicate,)}
    arguments = {role: claim.arguments.get(role, ()) for role in get_args(Role)}
    return {**found, **arguments}


def _starts(spans: Sequence[Span]) -> set[int]:
    return {start for start, _ in spans}


def _ends(spans: Sequence[Span]) -> set[int]:
    return {end for _, end in spans}


def _print_field(out: Console, label: str, value: str, words: str = "", style: str = "") -> None:
    from rich.text import Text  # noqa: PLC0415

    from sijill.cli.output import isolated  # noqa: PLC0415

    if not out.is_terminal:
        out.print(f"{label:<10} {value}" + (f"  ({words})" if words else ""), soft_wrap=True)
        return
    line = Text.assemble((f"{label:<10} ", "dim"), (isolated(value), style))
    if words:
        line.append("  " + isolated(words), "dim")
    out.print(line)
