"""Arabic names in Latin letters, for the slugs of persons that no list knows."""

from __future__ import annotations

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "i", "ء": "",
}  # fmt: skip
_USUAL = {
    "محمد": "mohammed", "احمد": "ahmed", "عبدالله": "abdullah", "علي": "ali", "حسن": "hassan", "حسين": "hussein",
    "خالد": "khaled", "سعيد": "saeed", "يوسف": "yousef", "ابراهيم": "ibrahim", "عمر": "omar", "جون": "john",
    "جورج": "george", "مايكل": "michael", "بول": "paul", "بيتر": "peter", "ابو": "abu", "ابن": "ibn", "بن": "bin",
}  # fmt: skip


def slug(names: list[str]) -> str:
    """A slug of the names (in normal form): lower-case Latin words joined by hyphens; the article is `al`.

    >>> slug(["خالد", "الحربي"])
    'khaled-al-hrbi'
    """
    words: list[str] = []
    for name in names:
        if name in _USUAL:
            words.append(_USUAL[name])
        elif name.startswith("ال") and len(name) > 4:
            words += ["al", _letters(name[2:])]
        else:
            words.append(_letters(name))
    return "-".join(word for word in words if word)


def _letters(name: str) -> str:
    return "".join(_LETTERS.get(letter, letter if letter.isascii() else "") for letter in name).lower()
