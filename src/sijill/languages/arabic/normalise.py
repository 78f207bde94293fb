"""Normalising of Arabic spelling that keeps an alignment back to the text.

Written variants fall together: the forms of alef, hamza on its seats, final ya and ta marbuta; presentation forms and
Persian letters become the plain ones; Arabic-Indic digits become ASCII. Diacritics, tatweel and marks of direction
go. All matching is done on the normalised text; all offsets that leave this module are into the text as published.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ئ": "ي", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ؤ": "و", "ک": "ك", "ڪ": "ك", "گ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز", "ٹ": "ت", "ڈ": "د",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "″": '"', "’": "'", "‘": "'", "`": "'",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "ـ": "",
    "٪": "%", "٫": ".", "٬": ",", "\u2028": "\n", "\u2029": "\n",
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\r": " ",
}  # fmt: skip


_RANGES = (
    (0xAD, 0xAD), (0x300, 0x36F), (0x600, 0x8FF), (0x200B, 0x206F), (0xFB50, 0xFDFF), (0xFE00, 0xFE0F),
    (0xFE70, 0xFEFF), (0xFF01, 0xFF5E), (0xE0000, 0xE007F),
)  # fmt: skip


def _table() -> dict[int, str]:
    """What each character that changes becomes; empty where it goes."""
    table: dict[int, str] = {}
    for point in (point for first, last in _RANGES for point in range(first, last + 1)):
        char = chr(point)
        category = unicodedata.category(char)
        if category in ("Mn", "Cf") or 0xFE00 <= point <= 0xFE0F:
            table[point] = ""
        elif category == "Nd":
            table[point] = str(unicodedata.digit(char))
        elif point >= 0xFB50:
            plain = unicodedata.normalize("NFKC", char)
            table[point] = "".join(_LETTERS.get(c, c) for c in plain if unicodedata.category(c) != "Mn").strip()
    table.update({ord(char): plain for char, plain in _LETTERS.items()})
    return table


_TABLE = _table()
_CHANGES_LENGTH = re.compile("[" + re.escape("".join(chr(p) for p, plain in _TABLE.items() if len(plain) != 1)) + "]")


class Normalised:
    """A text in normal form, and the way back to the text as published.

    `text` is the normal form. `at(i)` is the offset in the published text of the character that stands at `i` in the
    normal form; `at(len(text))` is the length of the published text.
    """

    __slots__ = ("_offsets", "_published", "text")

    def __init__(self, published: str) -> None:
        self._published = published
        self.text = published.translate(_TABLE)
        self._offsets: list[int] | None = None
        if len(self.text) != len(published) or _CHANGES_LENGTH.search(published):
            offsets: list[int] = []
            kept = 0
            for change in _CHANGES_LENGTH.finditer(published):
                at = change.start()
                offsets.extend(range(kept, at))
                offsets.extend([at] * len(_TABLE[ord(change.group())]))
                kept = at + 1
            offsets.extend(range(kept, len(published) + 1))
            self._offsets = offsets

    def at(self, offset: int) -> int:
        """The offset in the published text of `offset` in the normal form."""
        return offset if self._offsets is None else self._offsets[offset]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open stretch of the published text behind a stretch of the normal form, marks included.

        Raises IndexError where the stretch is not within the normal form.
        """
        if self._offsets is None:
            return start, end
        if start >= end:
            return self._offsets[start], self._offsets[start]
        last = self._offsets[end - 1] + 1
        while last < self._offsets[end] and (
            unicodedata.combining(self._published[last]) or self._published[last] == "ـ"
        ):
            last += 1
        return self._offsets[start], last


def normalise(text: str) -> str:
    """The normal form of `text`, where no way back is needed: for look-ups and searches.

    >>> normalise("الإِفْراجُ عَن ٥٢ سجيناً")
    'الافراج عن 52 سجينا'
    """
    return text.translate(_TABLE)
