"""`sijill explain`: what every pass saw of a sentence."""

from __future__ import annotations

from datetime import date as Date
from typing import Annotated

import typer

from sijill.cli.options import first_day
from sijill.errors import SijillError


def run(
    text: Annotated[str, typer.Argument(metavar="SENTENCE", help="One or more sentences, in quotes.")],
    date: Annotated[
        str | None, typer.Option("--date", help="The day on which it was published; today where it is not given.")
    ] = None,
) -> None:
    """Show what every pass of the coder saw of a sentence: words, numbers, times, parties, speakers, claims."""
    from sijill.coding.explain import explain  # noqa: PLC0415
    from sijill.report import Report  # noqa: PLC0415

    if not text.strip():
        raise SijillError("the sentence is empty; give one in quotes: sijill explain 'أفرجت مينسك عن 52 سجينا'")
    published = first_day("--date", date) or Date.today()
    for sentence, passes in explain(Report(id="", date=published, body=text)):
        print(sentence)
        for name, saw in passes:
            print(f"  {name:9} {saw}")
