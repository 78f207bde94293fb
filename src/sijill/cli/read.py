"""`sijill read`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import LedgerOption, first_day
from sijill.errors import EXIT_SET_ASIDE
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.ledger import Summary


def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders; - is standard input.")],
    ledger: LedgerOption = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes code.")] = 1,
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The date of reports that bring none, as 2025-11-26.")
    ] = None,
) -> None:
    """Read reports into the ledger, and say what was new."""
    day = first_day("--date", date)
    from sijill.ledger import Ledger  # noqa: PLC0415
    from sijill.sources import read_paths  # noqa: PLC0415

    reports = read_paths(paths, date=day)
    with Ledger.open(ledger_address(ledger)) as book, _progress(paths) as progress:
        summary = book.read(reports, jobs=jobs, progress=progress and progress[0], joining=progress and progress[1])
    _print(summary)
    if summary.set_aside:
        raise typer.Exit(EXIT_SET_ASIDE)


@contextmanager
def _progress(
    paths: Sequence[str],
) -> Iterator[tuple[Callable[[Summary], object], Callable[[int, int], object]] | None]:
    """A bar on standard error, if that is a terminal: for what is read, and then for what is joined to the events.

    Its total is the number of files; a file can hold many reports, so a total that was passed is dropped.
    """
    from sijill.cli.output import console  # noqa: PLC0415

    err = console(stderr=True)
    if not err.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    from sijill.sources import count_files  # noqa: PLC0415

    total = count_files(paths)
    told = TextColumn("{task.completed} reports, {task.fields[claims]} claims")
    with Progress(
        TextColumn("{task.description}"), BarColumn(), told, TimeElapsedColumn(), console=err, transient=True
    ) as bar:
        task = bar.add_task("reading", total=total, claims=0)

        def show(summary: Summary) -> None:
            known_total = total if summary.seen <= total else None
            bar.update(task, completed=summary.seen, total=known_total, claims=summary.claims.total())

        def show_joining(done: int, of: int) -> None:
            bar.update(task, description="joining", completed=done, total=of)

        yield show, show_joining


def _print(summary: Summary) -> None:
    replaced = f" ({summary.replaced} as newer versions)" if summary.replaced else ""
    set_aside = f"{summary.set_aside} set aside"
    print(f"reports: {summary.new} new{replaced}, {summary.known} known, {set_aside}")
    print(f"claims: {summary.claims.total()} new")
    width = max(map(len, summary.claims), default=0)
    for event, count in sorted(summary.claims.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {event:<{width}}  {count}")
    if summary.set_aside:
        print("what was set aside, and why: sijill problems")
