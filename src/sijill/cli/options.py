"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from sijill import edtf
from sijill.errors import UsageError

T = TypeVar("T", bound=str)

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger", metavar="FILE|URL", help="The ledger; else SIJILL_LEDGER, else sijill.db in the current folder."
    ),
]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


FormatOption = Annotated[
    Format, typer.Option("--format", help="table (tab-separated where the output is no terminal), jsonl or csv.")
]


class Lines(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSONL = "jsonl"


LinesOption = Annotated[
    Lines, typer.Option("--format", help="table (tab-separated where the output is no terminal), or jsonl.")
]


class Whole(StrEnum):
    """How one thing is printed."""

    TEXT = "text"
    JSON = "json"


WholeOption = Annotated[Whole, typer.Option("--format", help="text, or json.")]

AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="What was known on this day: reports up to it.")
]


def first_day(option: str, value: str | None) -> date | None:
    """The first day of a day, month or year given to `option`. Raises UsageError where it is none."""
    return _bounds(option, value)[0] if value else None


def last_day(option: str, value: str | None) -> date | None:
    """The last day of a day, month or year given to `option`. Raises UsageError where it is none."""
    return _bounds(option, value)[1] if value else None


def one_of(option: str, values: Iterable[str], valid: Iterable[T]) -> tuple[T, ...]:
    """`values` as they are written in `valid`. Raises UsageError, which lists the valid ones, for any other."""
    spelled = {value.lower(): value for value in valid}
    if unknown := [value for value in values if value.lower() not in spelled]:
        raise UsageError(f"{option} {unknown[0]}: unknown; choose of {', '.join(spelled.values())}")
    return tuple(spelled[value.lower()] for value in values)


def _bounds(option: str, value: str) -> tuple[date, date]:
    try:
        return edtf.bounds(value)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error
