"""The reconciler's sentences in the reader's language: `strings/notes.toml` says which there are, and how each is said.

A sentence that is not there is shown as it is written. Times, counts, parties and sources in a sentence are said as
everywhere on the desk.
"""

from __future__ import annotations

import re
import string
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from sijill import edtf
from sijill.claim import KINDS, Count
from sijill.cli.output import clean
from sijill.desk import names
from sijill.desk.language import Language
from sijill.errors import PackError

_FILE = "notes.toml"
_SEPARATOR = "; "
_PLACES: dict[str, str] = {
    "count": r"\d+(?:-\d+|\+)?",
    "time": r"(?:about )?[\d.][\d./-]*",
    "codes": r"[^()]+?",
    "report": r".+?",
    "label": r"(?:about )?[\d.][\d./-]*, [0-9a-f]{10}",
    "number": r"\d+",
    "text": r".+?",
    "side": r"taken|freed",
    "sources": r"[^()]*",
    "sum": r".+?",
}
"""The kinds of places, and what may stand in each."""

_COUNT = re.compile(r"(\d+)(?:-(\d+)|(\+))?")
_TERM = re.compile(r"(\d+(?:-\d+|\+)?) \(((?:about )?[\d./-]+), [0-9a-f]{10}\)")
_LABEL = re.compile(r"((?:about )?[\d./-]+), [0-9a-f]{10}")
_FIGURE = re.compile(r"(\d+(?:-\d+|\+)?) \((.*)\)")


class _Note(msgspec.Struct, forbid_unknown_fields=True, rename={"written": "as"}):
    written: str
    en: str
    ar: str


class _Notes(msgspec.Struct, forbid_unknown_fields=True):
    note: list[_Note]


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    said: dict[str, str]


def told_in(sentence: str, words: Language) -> tuple[str, str]:
    """A sentence as it is said in the reader's language, and the language (ISO 639-1) that it is in."""
    sentence = clean(sentence)
    whole = _say(sentence, words)
    if whole is not None:
        return whole, words.code
    parts = [_say(part, words) for part in sentence.split(_SEPARATOR)]
    if all(part is not None for part in parts):
        return words("form.clauses").join(part for part in parts if part is not None), words.code
    return sentence, "en"


def _say(sentence: str, words: Language) -> str | None:
    for form in _forms():
        match = form.pattern.fullmatch(sentence)
        if match:
            values = {name: _value(name.partition("_")[0], text, words) for name, text in match.groupdict().items()}
            return form.said[words.code].format(**values)
    return None


def _value(kind: str, text: str, words: Language) -> str:
    if kind == "count":
        return _count(text, words)
    if kind == "time":
        return _time(text, words)
    if kind in ("codes", "sources"):
        between = words("form.list")
        return between.join(_source(code, words) for code in text.split(", "))
    if kind == "side":
        return words(f"balance.{text}")
    if kind == "label":
        return _LABEL.sub(lambda match: _time(match[1], words), text)
    if kind == "sum":
        return _TERM.sub(lambda match: f"{_count(match[1], words)} ({_time(match[2], words)})", text)
    if kind == "text":
        return _text(text, words)
    return _isolated(text) if kind == "report" else text


def _isolated(text: str) -> str:
    """A name of any direction, kept from mixing with what stands around it."""
    return f"\u2068{text}\u2069"


def _text(text: str, words: Language) -> str:
    """A text within a sentence: clauses of its own, figures with who gives them, labels of events, or as it is."""
    parts = text.split(_SEPARATOR)
    if all(_FIGURE.fullmatch(part) for part in parts):
        figures = [_FIGURE.fullmatch(part) for part in parts]
        return words("form.clauses").join(f"{_count(one[1], words)} ({_isolated(one[2])})" for one in figures if one)
    said = [_say(part, words) for part in parts]
    if all(part is not None for part in said):
        return words("form.clauses").join(part for part in said if part is not None)
    return _LABEL.sub(lambda match: _time(match[1], words), text)


def _count(text: str, words: Language) -> str:
    match = _COUNT.fullmatch(text)
    if match is None:
        return text
    low = int(match[1])
    high = None if match[3] else int(match[2] or low)
    count: Count = (low, high)
    return words.count(count)


def _time(text: str, words: Language) -> str:
    about = text.startswith("about ")
    time = text.removeprefix("about ")
    try:
        edtf.bounds(time)
    except ValueError:
        return text
    return words("form.about", date=words.when(time)) if about else words.when(time)


def _source(code: str, words: Language) -> str:
    return words(f"said.{code}") if code in KINDS else names.party(code).name(words.code)


@cache
def _forms() -> tuple[_Form, ...]:
    """The sentences, those first that say most by themselves. Raises PackError where the file breaks its schema."""
    try:
        found = msgspec.toml.decode((files("sijill.desk") / "strings" / _FILE).read_bytes(), type=_Notes).note
    except msgspec.DecodeError as error:
        raise PackError(f"{_FILE}: {error}") from error
    return tuple(_form(note) for note in sorted(found, key=lambda note: -len(_fixed(note.written))))


def _form(note: _Note) -> _Form:
    pattern = ""
    places = set()
    for text, place, _, _ in string.Formatter().parse(note.written):
        pattern += re.escape(text)
        if place:
            kind = _PLACES.get(place.partition("_")[0])
            if kind is None:
                raise PackError(f"{_FILE}: {note.written!r} has a place of no kind, {{{place}}}")
            pattern += f"(?P<{place}>{kind})"
            places.add(place)
    for said in (note.en, note.ar):
        if {place for _, place, _, _ in string.Formatter().parse(said) if place} != places:
            raise PackError(f"{_FILE}: {said!r} has other places than {note.written!r}")
    return _Form(re.compile(pattern), {"en": note.en, "ar": note.ar})


def _fixed(written: str) -> str:
    return "".join(text for text, _, _, _ in string.Formatter().parse(written))
