"""The schema of the pack's data files, checked whenever they are loaded.

A file that breaks it raises PackError with its name and the place in it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal, TypeVar

import msgspec

from sijill.claim import MODES, Status
from sijill.errors import PackError

DATA = files("sijill.languages.arabic") / "data"

T = TypeVar("T", bound=msgspec.Struct)


class PredicateData(msgspec.Struct, forbid_unknown_fields=True, rename={"companions": "with"}):
    """One predicate of a frame; `frames.toml` says what each field means."""

    verb: str = ""
    noun: str = ""
    participle: str = ""
    companions: str = ""
    led: str = ""
    patient: str | None = None
    partner: str | None = None
    alone: str = "yes"
    agent: str = ""
    status: Status | None = None
    tense: Literal["past", "present", "future", ""] = ""
    negated: Literal["yes", "no"] = "no"
    loose: str = ""

    def __post_init__(self) -> None:
        for part in self.loose.split("|") if self.loose else ():
            if part not in ("verb", "noun", "participle") or not self.companions:
                raise ValueError(f"loose = {self.loose!r}: give parts of speech of a predicate that has `with`")


class FrameData(msgspec.Struct, forbid_unknown_fields=True):
    """An event and mode of the codebook with its predicates."""

    event: str
    predicates: list[PredicateData]
    mode: str | None = None

    def __post_init__(self) -> None:
        if self.mode not in MODES.get(self.event, ()):
            raise ValueError(f"no event {self.event}/{self.mode} in the codebook")


class Frames(msgspec.Struct, forbid_unknown_fields=True):
    """frames.toml."""

    frame: list[FrameData]


class WordClass(msgspec.Struct, forbid_unknown_fields=True):
    """One class of words: `words` as they stand, `decline` in the masculine singular, `phrases` of several words."""

    words: str = ""
    decline: str = ""
    phrases: list[str] = []


class Cue(msgspec.Struct, forbid_unknown_fields=True):
    """What sets one status: single words, verbs as past/present, and phrases."""

    words: str
    verbs: list[str]
    phrases: list[str]


class Cues(msgspec.Struct, forbid_unknown_fields=True):
    """cues.toml."""

    planned: Cue
    possible: Cue
    denied: Cue
    underway: Cue


class Speech(msgspec.Struct, forbid_unknown_fields=True):
    """speech.toml."""

    verbs: list[str]
    participles: list[str]
    phrases: list[str]
    relays: list[str]
    statements: str
    openers: str
    unnamed: str
    persons: str
    officials: str
    media: str
    organisations: str


class Grammar(msgspec.Struct, forbid_unknown_fields=True):
    """grammar.toml."""

    complementizers: str
    relatives: str
    subordinators: str
    prepositions: str
    agents: list[str]
    light: list[str]
    auxiliaries: list[str]
    negations: str
    functions: str


class WordSets(msgspec.Struct, forbid_unknown_fields=True):
    """word_sets.toml, which says what each set is for."""

    pointing: frozenset[str]
    prisons: frozenset[str]
    efforts: frozenset[str]
    asking: frozenset[str]
    before_verb: frozenset[str]
    before_noun: frozenset[str]
    before_content: frozenset[str]
    to_come: frozenset[str]
    was: frozenset[str]
    meanwhile: frozenset[str]
    done_before: frozenset[str]
    going_on: frozenset[str]
    subordinating: frozenset[str]
    tells_on: frozenset[str]
    no_speech_behind: frozenset[str]
    withheld: frozenset[str]
    identity: frozenset[str]
    kinship: frozenset[str]
    others: frozenset[str]
    sides: frozenset[str]


class Known(msgspec.Struct, forbid_unknown_fields=True):
    """An accord or talks whose name alone tells the parties."""

    names: list[str]
    parties: list[str]


class Parties(msgspec.Struct, forbid_unknown_fields=True):
    """parties.toml."""

    organs: str
    alone: str
    home: list[str]
    both: list[str]
    group: list[str]
    owned: str
    counterparts: str
    known: list[Known]
    crowds: dict[str, str]
    groups: dict[str, list[str]]
    acting: dict[str, str]


def load_toml(name: str, kind: type[T]) -> T:
    """The data file `name` as a `kind`. Raises PackError where the file breaks the schema."""
    try:
        return msgspec.toml.decode((DATA / name).read_bytes(), type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise PackError(f"{name}: {error}") from error


def load_classes(name: str = "classes.toml") -> dict[str, WordClass]:
    """The classes of words. Raises PackError where the file breaks the schema."""
    try:
        return msgspec.toml.decode((DATA / name).read_bytes(), type=dict[str, WordClass])
    except (msgspec.DecodeError, ValueError) as error:
        raise PackError(f"{name}: {error}") from error


def load_rows(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a CSV file. Raises PackError where a column is missing or a row has too few or too many cells."""
    with (DATA / name).open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise PackError(f"{name}: no column {', '.join(sorted(missing))}")
        for row in reader:
            if None in row or None in row.values():
                raise PackError(f"{name}, line {reader.line_num}: {len(reader.fieldnames or ())} cells are wanted")
            yield row
