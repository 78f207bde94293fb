"""A report's text cut into sentences."""

from __future__ import annotations

import re

_END = re.compile(
    r"\n+"  # a line is a sentence of its own, such as a title
    r"|(?<=[^\W\d_]{2})[.!؟?]+[\"')\]]*(?=\s|$)"  # not after an initial, not within a number
    r"|(?<=[\d\"')%])[.!؟?]+[\"')\]]*(?=\s|$)"
    r"|\.{2,}|…"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The half-open stretches of the sentences of a normalised text, in order, without the space around them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        _keep(text, start, match.end() if text[match.start()] != "\n" else match.start(), found)
        start = match.end()
    _keep(text, start, len(text), found)
    return found


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    stretch = text[start:end]
    stripped = stretch.strip()
    if stripped:
        first = start + stretch.index(stripped)
        found.append((first, first + len(stripped)))
