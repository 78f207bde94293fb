"""Learns from the corpus where verbs stand and where nouns do: `python benchmarks/parts.py` writes `parts.csv`.

Words that are written one way only are looked at, verbs against the pack's nouns of action, and of each only the words
around it: so nobody has to say what the doubtful ones are. How often a doubtful word is a verb is then estimated from
all its places, by expectation and maximisation. Prints how many of the plain words in reports that were kept out come
out right. Needs the corpus and scikit-learn (`pip install -e '.[train]'`). Same data, same weights.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from multiprocessing import get_context

import gold as sets
import numpy as np
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits
from train import vectorize

from sijill.coding.mentions import look_up
from sijill.coding.sentences import sentences
from sijill.languages.arabic.lexicon import Word, lexicon
from sijill.languages.arabic.normalise import Normalised
from sijill.languages.arabic.parts import COLUMNS, features
from sijill.languages.arabic.tokens import tokenise

EVERY = 4
"""One report of so many of the corpus is read."""
KEPT_OUT = 5
SEEN = 10
STRENGTH = 0.05
LEAST_WEIGHT = 0.05
PLACES = 2
STEPS = 12
FEWEST = 8
"""A word that was met less often than this has no share of its own."""
DOUBT = 4.0
"""So many places, half of them verbs, are added to those of each word."""

Seen = tuple[str, str, list[str]]
"""Verb, noun or `?`; the stem; the features of the words around."""


def plain(word: Word) -> str:
    """What a word is for certain: `verb` or `noun`; `?` for one that may be either; else empty."""
    if word.doubtful:
        return "?"
    entry = word.entry
    if word.split.article or not word.plain:
        return ""
    if entry.verbs and all(trigger.form for trigger in entry.triggers):
        return "verb"
    return "noun" if entry.triggers and all(trigger.pos == "noun" for trigger in entry.triggers) else ""


def look(text: str) -> list[Seen]:
    """The words of a report that are one or the other."""
    words, normalised = lexicon(), Normalised(text)
    found = []
    for start, end in sentences(normalised.text):
        tokens = tokenise(normalised.text, start, end)
        row = look_up(words, tokens)
        for at, word in enumerate(row):
            if word is not None and (kind := plain(word)):
                found.append((kind, word.split.stem, features(words, tokens, row, at)[:-1]))
    return found


def texts() -> Iterator[str]:
    """The reports that are learnt from."""
    with gzip.open(sets.CORPUS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                yield sets.report_of(json.loads(line)).text
    yield from (report.text for report in sets.written().reports)


def shares(doubtful: list[Seen], scores: np.ndarray) -> dict[str, float]:
    """For each doubtful word the log-odds of its being a verb, whatever stands around it."""
    where: dict[str, list[int]] = defaultdict(list)
    for at, (_, stem, _) in enumerate(doubtful):
        where[stem].append(at)
    odds = {}
    for stem, places in sorted(where.items()):
        if len(places) >= FEWEST:
            own, around = 0.0, scores[places]
            for _ in range(STEPS):
                verbs = (1.0 / (1.0 + np.exp(-(around + own)))).sum()
                own = float(np.log((verbs + DOUBT / 2) / (len(places) - verbs + DOUBT / 2)))
            odds[stem] = own
    return odds


def main() -> None:
    """Print the figures, and write the weights."""
    with get_context("fork").Pool(os.cpu_count()) as pool:
        read = pool.map(look, list(texts()), chunksize=20)
    known = [(number % KEPT_OUT == 0, one) for number, found in enumerate(read) for one in found if one[0] != "?"]
    learnt = [one for out, one in known if not out]
    matrix, names = vectorize((around for _, _, around in learnt), SEEN)
    answers = np.array([kind == "verb" for kind, _, _ in learnt])
    fitted = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced").fit(matrix, answers)
    weights = {
        name: round(float(weight), PLACES)
        for name, weight in zip(names, fitted.coef_[0], strict=True)
        if abs(round(float(weight), PLACES)) >= LEAST_WEIGHT
    }
    weights["bias"] = round(float(fitted.intercept_[0]), PLACES)

    def score(rows: list[Seen]) -> np.ndarray:
        return np.array([weights["bias"] + sum(weights.get(name, 0.0) for name in names) for _, _, names in rows])

    held = [one for out, one in known if out]
    guesses, right = score(held) > 0, np.array([kind == "verb" for kind, _, _ in held])
    verbs, nouns = guesses[right].mean(), (~guesses[~right]).mean()
    print(f"{len(learnt)} plain words learnt from; of {len(held)} kept out, by the words around alone, right: "
          f"{(guesses == right).mean():.3f}; verbs {verbs:.3f}, nouns {nouns:.3f}")  # fmt: skip
    doubtful = [one for found in read for one in found if one[0] == "?"]
    scores = score(doubtful)
    odds = shares(doubtful, scores)
    whole = scores + np.array([odds.get(stem, 0.0) for _, stem, _ in doubtful])
    print(f"{len(doubtful)} doubtful words: verbs {(whole > 0).mean():.3f}, in doubt {(abs(whole) < 0.62).mean():.3f}")
    weights |= {f"word={stem}": round(own, PLACES) for stem, own in odds.items()}
    with open(str(files("sijill.languages.arabic") / "data" / "parts.csv"), "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(sorted(weights.items()))
    print(f"parts.csv: {len(weights)} weights")


if __name__ == "__main__":
    with threadpool_limits(1):
        main()
