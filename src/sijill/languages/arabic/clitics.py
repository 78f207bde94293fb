"""Words written together: the particles in front of a word and the pronouns behind it.

Nothing is split blindly. `splits` lists every way to take a word apart; the caller takes the first whose stem its
lexicon knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك", "س", "ا")
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ني", "ي")


class Split(NamedTuple):
    """One way to take a word apart.

    `before` holds the particles in order (conjunction, then one of ب ل ك, the س of the future or the ا of a
    question); `article` tells whether ال stood before the stem; `pronoun` is the one behind it, empty where none is.
    """

    before: str
    article: bool
    stem: str
    pronoun: str


def _fronts(word: str) -> Iterator[tuple[str, bool, str]]:
    for conjunction in _CONJUNCTIONS:
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        for preposition in _PREPOSITIONS:
            if not rest.startswith(preposition):
                continue
            stem = rest[len(preposition) :]
            if len(stem) >= 2:
                yield conjunction + preposition, False, stem
            if stem.startswith("ال") and len(stem) >= 4 and preposition not in ("س", "ا"):
                yield conjunction + preposition, True, stem[2:]
            if preposition == "ل" and stem.startswith("ل") and len(stem) >= 3:
                yield conjunction + preposition, True, stem[1:]


@lru_cache(maxsize=1 << 12)
def splits(word: str) -> tuple[Split, ...]:
    """Every way to take `word` (in normal form) apart, the whole word first, then the longest stem first.

    The ta marbuta that a pronoun opens (حكومته) is closed again in the stem (حكومه), the final ya that it turns into an
    alef (نفاها) is turned back (نفي), the alef that it takes from a plural verb (خطفوه) is given back (خطفوا), and a
    final hamza that it puts on a seat (لقائه, لقاؤه) is put back on the line (لقاء), each beside the reading as it
    stands.

    >>> splits("وللافراج")[0].stem, [s.stem for s in splits("وللافراج") if s.before == "ول" and s.article]
    ('وللافراج', ['افراج'])
    """
    found: list[Split] = []
    for before, article, stem in _fronts(word):
        for pronoun in _PRONOUNS:
            if not pronoun:
                found.append(Split(before, article, stem, ""))
            elif not article and stem.endswith(pronoun) and len(stem) - len(pronoun) >= 2:
                inner = stem[: -len(pronoun)]
                found.append(Split(before, article, inner, pronoun))
                if inner.endswith("ت") and len(inner) > 2:
                    found.append(Split(before, article, inner[:-1] + "ه", pronoun))
                if inner.endswith("ا") and len(inner) > 2:
                    found.append(Split(before, article, inner[:-1] + "ي", pronoun))
                if inner.endswith("و") and len(inner) > 2:
                    found.append(Split(before, article, inner + "ا", pronoun))
                if inner.endswith(("اي", "او")) and len(inner) > 3:
                    found.append(Split(before, article, inner[:-1] + "ء", pronoun))
    found.sort(key=lambda split: (len(split.before) + 2 * split.article + len(split.pronoun), len(split.pronoun)))
    return tuple(found)
