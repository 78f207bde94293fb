"""Names: which codes are of persons, and which words of a text are names, as far as the language pack can tell."""

from __future__ import annotations

import re

from sijill.languages.arabic.lexicon import Entry, Word, groups, lexicon

WORD = re.compile(r"[^\W\d_]{3,}")
"""A word of three letters or more: shorter ones tell nothing apart."""


def is_slug(code: str) -> bool:
    """Whether a code is a slug, of a group or a person, and no state or organisation."""
    return code[:1].islower()


def is_person(code: str) -> bool:
    """Whether a code is the slug of a person, and not of a group: `islamic-state`, `opposition`,
    `syrian-opposition`."""
    return is_slug(code) and not (code in groups() or code.rsplit("-", maxsplit=1)[-1] in groups())


def names(normalised: str) -> list[str]:
    """The words of normalised text that may be names: those that the language pack does not know, which are names of
    persons and places above all, and those that it knows from the name of a person alone."""
    pack = lexicon()
    return [word for word in WORD.findall(normalised) if _may_name(pack.word(word))]


def _may_name(word: Word) -> bool:
    if not word.known:
        return True
    alone = word.entry._replace(parties=()) == Entry()
    return alone and bool(word.entry.parties) and all(party.kind == "person" for party in word.entry.parties)
