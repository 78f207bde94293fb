"""The data files of this room, checked as they are read."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import TypeVar

import msgspec

from sijill.errors import PackError

Form = TypeVar("Form")


def load(name: str, form: type[Form]) -> Form:
    """The TOML file `data/<name>` in its form. Raises PackError where the file breaks its schema."""
    text = files("sijill.reconcile").joinpath("data", name).read_text("utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), form)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise PackError(f"reconcile/data/{name}: {error}") from error


def rows(name: str, *columns: str) -> Iterator[list[str]]:
    """The rows of the tab-separated file `data/<name>`, but for the notes at its head. Raises PackError where it has
    other columns than these, or a row has too few or too many cells."""
    text = files("sijill.reconcile").joinpath("data", name).read_text("utf-8")
    found = csv.reader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    if next(found, None) != [*columns]:
        raise PackError(f"reconcile/data/{name}: its columns are not {', '.join(columns)}")
    for row in found:
        if len(row) != len(columns):
            raise PackError(f"reconcile/data/{name}: {len(columns)} cells are wanted: {' '.join(row)}")
        yield row
