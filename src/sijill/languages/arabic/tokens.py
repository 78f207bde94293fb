"""Words, numbers and signs of a normalised text, with their offsets in it."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

WORD, NUMBER, SIGN = "word", "number", "sign"
TokenKind = Literal["word", "number", "sign"]

_TOKEN = re.compile(r"(?P<word>[^\W\d_]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<sign>\S)")


class Token(NamedTuple):
    """A word, a number with its separators, or one sign. `start` and `end` count in the normalised text."""

    text: str
    start: int
    end: int
    kind: TokenKind


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, which must be in normal form; offsets count from the beginning of `text`.

    A number sticks to no letters: "11عاما" is a number and a word.

    >>> [token.text for token in tokenise("افرج عن 1,052 سجينا.")]
    ['افرج', 'عن', '1,052', 'سجينا', '.']
    """
    return [
        Token(match.group(), match.start(), match.end(), match.lastgroup)  # type: ignore[arg-type]
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]
