"""The news agency that a report credits: at its end in parentheses, or in front as a dateline."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from sijill.languages.arabic.normalise import normalise

_LONGEST = 60
_LONGEST_PLACE = 30
_AT_END = re.compile(rf"[(\[]\s*([^()\[\]\n]{{1,{_LONGEST}}}?)\s*[)\]]\s*[.\u200e\u200f]?\s*$")
_LAST_LINE = re.compile(rf"(?:^|\n)\s*\(\s*([^()\d\n]{{1,{_LONGEST}}}?)\s*\)\s*$")
_HEAD = 120
_DATELINE_BREAK = re.compile(r"\s*[-–—:|/\n]+\s*|\s+ـ+\s+")
_IN_PARENTHESES = re.compile(r"[^()]{0,40}\(\s*([^()]+?)\s*\)")
_TOGETHER = re.compile(r"\s*[،,+/]\s*|\s+و\s*")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def _key(name: str) -> str:
    return _NOT_A_LETTER.sub(" ", normalise(name)).strip().casefold()


@cache
def _known() -> frozenset[str]:
    lines = files(__package__).joinpath("agencies.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(_key(name) for row in csv.DictReader(lines) for name in row["written"].split("|"))


def is_agency(name: str) -> bool:
    """Whether `name` is one agency's, or those of several ("رويترز، أ ف ب"), in any usual spelling."""
    return _key(name) in _known() or all(_key(part) in _known() for part in _TOGETHER.split(name))


def on_last_line(body: str) -> str | None:
    """What stands in parentheses, alone on the last line of `body`, whether or not it is known as an agency."""
    found = _LAST_LINE.search(body[-2 * _LONGEST :])
    return found[1] if found else None


def credited(body: str) -> str | None:
    """The agency that `body` credits at its end or in its dateline, as written there, or None.

    >>> credited("أفرجت السلطات عن خمسة سجناء. (د.ب.أ)")
    'د.ب.أ'
    >>> credited("القاهرة - رويترز: أفرجت السلطات عن خمسة سجناء.")
    'رويترز'
    """
    if (found := _AT_END.search(body[-2 * _LONGEST :])) and is_agency(found[1]):
        return found[1]
    pieces = _DATELINE_BREAK.split(body[:_HEAD].strip())
    for piece in pieces[:-1][:3]:
        inner = _IN_PARENTHESES.fullmatch(piece)
        name = inner[1] if inner else piece
        if name and is_agency(name):
            return name
        if len(piece) > _LONGEST_PLACE:
            return None
    return None
