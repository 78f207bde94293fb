"""Verb or noun: which of the two a word is that is written like either, by the words around it.

"رفض" is "he refused" or "refusal", "تبادل" is "exchange" or "she exchanges", "حكم" "he ruled" or "sentence". Words that
are written one way only show where verbs stand and where nouns do; `benchmarks/parts.py` learns that from them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from sijill.languages.arabic.lexicon import Lexicon, Word, stem_of
from sijill.languages.arabic.schema import load_rows
from sijill.languages.arabic.tokens import Token

COLUMNS = ("feature", "weight")
LIKELY = 0.65
"""A word is a verb where it is at least so likely to be one. Of 360 doubtful words of the corpus and the written
reports, labelled by a reader, 90% come out right (27 November 2026)."""
_CLASSES = ("preposition", "relative", "complementizer", "subordinator", "negation-word", "function")


def settle(lexicon: Lexicon, tokens: Sequence[Token], words: Sequence[Word | None]) -> list[Word | None]:
    """The words of a sentence, each that may tell an event as verb and as noun told as what the words around it make
    likelier."""
    settled = list(words)
    for at, word in enumerate(words):
        if word is not None and word.doubtful and word.noun is not word.verb:
            likely = verb_likely(features(lexicon, tokens, words, at))
            settled[at] = word.verb if likely >= LIKELY else word.noun
    return settled


def verb_likely(names: Sequence[str]) -> float:
    """The probability, from 0 to 1, that a word with these features is a verb."""
    weight = _weights().get
    score = weight("bias", 0.0)
    for name in names:
        score += weight(name, 0.0)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in load_rows("parts.csv", COLUMNS)}


def features(lexicon: Lexicon, tokens: Sequence[Token], words: Sequence[Word | None], at: int) -> list[str]:
    """What the words around the one at an index say of its being verb or noun; last its own stem."""
    word = words[at]
    assert word is not None
    size = len(words)

    def stem(index: int) -> str:
        if not 0 <= index < size:
            return "^" if index < 0 else "$"
        return stem_of(tokens[index], words[index])

    def cluster(index: int) -> tuple[str, str]:
        if not 0 <= index < size:
            return ("^", "^") if index < 0 else ("$", "$")
        other = words[index]
        return lexicon.clusters(other.text) if other is not None else (tokens[index].kind, tokens[index].text)

    def shape(index: int) -> str:
        if not 0 <= index < size:
            return "^" if index < 0 else "$"
        other = words[index]
        if other is None:
            return "0" if tokens[index].kind == "number" else tokens[index].text
        for name in _CLASSES:
            if name in other.classes:
                return name
        entry = other.entry
        mark = ("A" if other.split.article else "") + ("P" if other.split.pronoun else "")
        if entry.verbs and not other.split.article:
            return "verb?" if other.doubtful else "verb"
        kind = (
            "noun" if entry.triggers else "party" if entry.parties else "nisba" if entry.nisbas
            else "title" if entry.titles else "people" if entry.people else "known" if other.known else "other"
        )  # fmt: skip
        return kind + mark

    conjunction = word.conjunction
    before, behind = stem(at - 1), stem(at + 1)
    shape_before, shape_behind = shape(at - 1), shape(at + 1)
    (fine_before, coarse_before), (fine_behind, coarse_behind) = cluster(at - 1), cluster(at + 1)
    follower = words[at + 1] if at + 1 < size else None
    article = follower is not None and follower.split.article
    return [
        f"own={word.split.before.lstrip('وف')},{bool(word.split.pronoun)}", f"and={conjunction}",
        f"w-1={before}", f"c-1={fine_before}", f"C-1={coarse_before}", f"s-1={shape_before}",
        f"w-2={stem(at - 2)}", f"C-2={cluster(at - 2)[1]}", f"s-2={shape(at - 2)},{shape_before}",
        f"w+1={behind}", f"c+1={fine_behind}", f"C+1={coarse_behind}", f"s+1={shape_behind}",
        f"w+2={stem(at + 2)}", f"C+2={cluster(at + 2)[1]}", f"s+2={shape_behind},{shape(at + 2)}",
        f"al={article}", f"s-1+1={shape_before},{shape_behind}", f"w-1,al={before},{article}",
        f"C-1+1={coarse_before},{coarse_behind}", f"first={at == 0},{conjunction},{shape_behind}",
        f"and,s-1={conjunction},{shape_before}", f"and,w-1={conjunction},{before}",
        f"and,C-1={conjunction},{coarse_before}", f"word={word.split.stem}",
    ]  # fmt: skip
