"""Parties as people know them: the names of each code in each language, its kind, and the offices it held.

All of it comes from the data files of the language pack. A code that they do not know is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from sijill.errors import PackError
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.schema import load_rows

_Own = dict[Literal["ar"], dict[str, str]]
_OPEN = "9999"
_WIKIDATA = "https://www.wikidata.org/wiki/"


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An office that a person held: for which party, and when (ISO 8601 or its beginning, None where open)."""

    office: str
    party: str
    since: str | None
    until: str | None


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A party. `names` are its names by language, the usual one first. `kind` is `state`, `person` or `organisation`.

    `speakers` are the persons who speak for it, those in office first; `offices` what a person held.
    """

    code: str
    kind: str
    names: dict[str, tuple[str, ...]]
    wikidata: str | None = None
    offices: tuple[Held, ...] = ()
    speakers: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The usual name in `language`, else in any."""
        for code in (language, *self.names):
            if self.names.get(code):
                return self.names[code][0]
        return self.code

    @property
    def wikidata_address(self) -> str | None:
        """Where Wikidata tells of it."""
        return f"{_WIKIDATA}{self.wikidata}" if self.wikidata else None


def party(code: str) -> Named:
    """The party of a code. One that no pack knows has its code for a name."""
    found = _parties().get(code)
    if found:
        return found
    kind = "state" if len(code) == 3 and code.isupper() else "unknown"
    readable = code if code.isupper() else code.replace("-", " ").title()
    return Named(code=code, kind=kind, names={"en": (readable,)})


def known(code: str) -> bool:
    """Whether a pack knows the code."""
    return code in _parties()


def find(words: str, limit: int = 20) -> list[Named]:
    """Parties one of whose names, or whose code, holds all the words; those whose name begins so come first."""
    wanted = normalise(words).casefold().split()
    if not wanted:
        return []
    hits = []
    for code, forms in _forms().items():
        best = min((_rank(form, wanted) for form in forms), default=9)
        if best < 9:
            hits.append((best, code))
    return [_parties()[code] for _, code in sorted(hits)[:limit]]


def office_in(office: str, language: str) -> tuple[str, str]:
    """An office as it is said in `language`, and the language (ISO 639-1) that that is: English where none is known."""
    said = _offices().get(office.casefold()) if language == "ar" else None
    return (said, language) if said else (office, "en")


@cache
def _offices() -> dict[str, str]:
    """Offices in Arabic by their English names: the pack's titles, and `strings/offices.toml`."""
    found: dict[str, str] = {}
    for row in load_rows("titles.csv", ("title", "english")):
        found.setdefault(row["english"].casefold(), _split(row["title"])[0])
    try:
        own = msgspec.toml.decode((files("sijill.desk") / "strings" / "offices.toml").read_bytes(), type=_Own)
    except msgspec.DecodeError as error:
        raise PackError(f"offices.toml: {error}") from error
    return found | {english.casefold(): said for english, said in own["ar"].items()}


def _rank(form: str, wanted: list[str]) -> int:
    joined = " ".join(wanted)
    if form == joined:
        return 0
    if form.startswith(joined):
        return 1
    words = form.split()
    return 2 if all(any(word.removeprefix("ال").startswith(one) or word.startswith(one) for word in words)
                    for one in wanted) else 9  # fmt: skip


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    return {
        code: tuple({normalise(name).casefold() for names in one.names.values() for name in names} | {code.casefold()})
        for code, one in _parties().items()
    }


@cache
def _parties() -> dict[str, Named]:
    found: dict[str, Named] = {}
    for one in (*_states(), *_organisations(), *_persons()):
        found.setdefault(one.code, one)
    speakers: dict[str, list[tuple[str, str, str]]] = {}
    for one in found.values():
        for office in one.offices:
            speakers.setdefault(office.party, []).append((office.until or _OPEN, office.since or "", one.code))
    return {
        code: msgspec.structs.replace(one, speakers=_latest_first(speakers.get(code, [])))
        for code, one in found.items()
    }


def _latest_first(held: list[tuple[str, str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for _, _, code in sorted(held, reverse=True)))


def _states() -> Iterator[Named]:
    for row in load_rows("states.csv", ("code", "name_en", "names")):
        names = {"ar": _split(row["names"]), "en": (row["name_en"],)}
        yield Named(code=row["code"], kind="state", names=names)


def _organisations() -> Iterator[Named]:
    for name in ("organisations.csv", "outlets.csv"):
        for row in load_rows(name, ("code", "name_en", "names")):
            names = {"ar": _split(row["names"]), "en": (row["name_en"],)}
            wikidata = row.get("wikidata") or None
            yield Named(code=row["code"], kind="organisation", names=names, wikidata=wikidata)


def _persons() -> Iterator[Named]:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in load_rows("persons.csv", ("slug", "name_en", "names", "stands_for", "office", "from", "to")):
        rows.setdefault(row["slug"], []).append(row)
    for slug, several in rows.items():
        first = several[0]
        yield Named(
            code=slug,
            kind="person",
            names={"ar": _split(first["names"]), "en": (first["name_en"],)},
            wikidata=next((row["wikidata"] for row in several if row.get("wikidata")), None),
            offices=tuple(
                Held(office=row["office"], party=row["stands_for"], since=row["from"] or None, until=row["to"] or None)
                for row in several
                if row["stands_for"]
            ),
        )


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split("|")))
