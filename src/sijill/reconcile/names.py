"""Names: which codes are of persons, and which words of a text are names, as far as the language pack can tell."""

from __future__ import annotations

import re

from sijill.languages.arabic.lexicon import groups, lexicon

WORD = re.compile(r"[^\W\d_]{3,}")
"""A word of three letters or more: shorter ones tell nothing apart."""


def is_slug(code: str) -> bool:
    """Whether a code is a slug, of a group or a person, and no state or organisation."""
    return code[:1].islower()


def is_person(code: str) -> bool:
    """Whether a code is the slug of a person, and not of a group: `islamic-state`, `opposition`,
    `syrian-opposition`."""
    return is_slug(code) and not (code in groups() or code.rsplit("-", maxsplit=1)[-1] in groups())


def unknown(normalised: str) -> list[str]:
    """The words of normalised text that the language pack does not know: names of persons and places above all."""
    pack = lexicon()
    return [word for word in WORD.findall(normalised) if not pack.word(word).known]
