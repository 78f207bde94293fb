"""The words that link what a report tells: `data/links.toml`, as patterns over normalised text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from sijill.languages.arabic.normalise import normalise
from sijill.reconcile.tables import load

_LEAD = r"(?:[وف]?(?:[بك]?ال|لل|[بلك])?)"
_ARABIC = re.compile(r"[\u0621-\u064a]")


class _Part(msgspec.Struct, forbid_unknown_fields=True):
    cues: list[str]
    among: list[str]
    more: list[str]


class _Custody(msgspec.Struct, forbid_unknown_fields=True):
    at_large: list[str]


class _Exchange(msgspec.Struct, forbid_unknown_fields=True):
    cues: list[str]
    swap: list[str]


class _Deal(msgspec.Struct, forbid_unknown_fields=True):
    cues: list[str]
    further: list[str]
    alone: list[str]


class _Data(msgspec.Struct, forbid_unknown_fields=True):
    part: _Part
    custody: _Custody
    exchange: _Exchange
    deal: _Deal


class Cues(msgspec.Struct, frozen=True):
    """A pattern for each list of the file, which says what it means."""

    part: re.Pattern[str]
    among: re.Pattern[str]
    more: re.Pattern[str]
    at_large: re.Pattern[str]
    exchange: re.Pattern[str]
    swap: re.Pattern[str]
    deal: re.Pattern[str]
    further: re.Pattern[str]
    alone: re.Pattern[str]


@cache
def cues() -> Cues:
    """The patterns. Raises PackError where the file breaks its schema."""
    data = load("links.toml", _Data)
    return Cues(
        part=_pattern(data.part.cues),
        among=_pattern(data.part.among),
        more=_pattern(data.part.more),
        at_large=_pattern(data.custody.at_large),
        exchange=_pattern(data.exchange.cues),
        swap=_pattern(data.exchange.swap),
        deal=_pattern([*data.deal.cues, *data.exchange.swap]),
        further=_pattern(data.deal.further),
        alone=_pattern(data.deal.alone),
    )


def normal(text: str) -> str:
    """`text` as the patterns see it."""
    return normalise(text).casefold()


def tells_part(normalised: str) -> bool:
    """Whether a sentence makes its smaller number a part of a larger one."""
    return bool(cues().part.search(normalised)) and not cues().more.search(normalised)


def tells_at_large(normalised: str) -> bool:
    """Whether words tell of people who were at large, and so in nobody's hands."""
    return bool(cues().at_large.search(normalised))


def tells_rest(normalised: str) -> bool:
    """Whether words tell of all, of more or of those who are left over, and so of no people in particular."""
    return bool(cues().further.search(normalised))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `words` as whole words, the longest first."""
    forms = []
    for cue in sorted(words, key=len, reverse=True):
        parts = r"\s+".join(map(re.escape, normal(cue).split()))
        forms.append(_LEAD + parts if _ARABIC.search(cue) else parts)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
