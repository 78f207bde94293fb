"""Learns which words look like a part of a person's name: `python benchmarks/letters.py` writes `name_letters.csv`.

From the pack alone: the words of the persons that it knows against the words of clusters in which next to no names are.
A word's letters are all that is looked at, in runs of one to four, so that names come up that no list has: most of them
are foreign. Prints five-fold figures, the words of one person in one fold. Needs scikit-learn
(`pip install -e '.[train]'`). Same data, same weights.
"""

from __future__ import annotations

import csv
import random
from importlib.resources import files

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits

from sijill.languages.arabic.lexicon import LETTERS, lexicon, stretches
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.schema import load_rows

SHORTEST = 3
NO_NAMES = 0.5
"""The `naming` of a cluster below which its words serve as no names."""
STRENGTH = 0.3
SEEN = 4
LEAST_WEIGHT = 0.05
FOLDS = 5
PLACES = 2


def material() -> tuple[list[str], list[bool], list[int]]:
    """Words in normal form, whether each is a name, and its fold."""
    words = lexicon()
    person: dict[str, str] = {}
    for row in load_rows("persons.csv", ("slug", "names")):
        for name in row["names"].split("|"):
            for word in normalise(name).split():
                if len(word) >= SHORTEST:
                    person.setdefault(word, row["slug"])
    others = sorted(
        word for word, naming in words.clustered() if naming < NO_NAMES and len(word) >= SHORTEST and word not in person
    )
    draw = random.Random(0)
    fold = {slug: draw.randrange(FOLDS) for slug in sorted(set(person.values()))}
    names = sorted(person)
    return [*names, *others], [True] * len(names) + [False] * len(others), [
        *(fold[person[word]] for word in names), *(draw.randrange(FOLDS) for _ in others)
    ]  # fmt: skip


def main() -> None:
    """Print the five-fold figures, and write the weights."""
    words, answers, folds = material()
    counter = CountVectorizer(analyzer=lambda word: list(stretches(word)), min_df=SEEN, binary=True)
    matrix = counter.fit_transform(words)
    right, fold = np.array(answers), np.array(folds)
    chance = np.zeros(len(words))
    for number in range(FOLDS):
        model = LogisticRegression(C=STRENGTH, max_iter=300).fit(matrix[fold != number], right[fold != number])
        chance[fold == number] = model.predict_proba(matrix[fold == number])[:, 1]
    print(f"{right.sum()} words of names, {(~right).sum()} others; five-fold AUC {roc_auc_score(right, chance):.3f}")
    for threshold in (0.3, 0.5, 0.7, 0.9):
        found = chance >= threshold
        print(f"at {threshold}: {found[right].mean():.3f} of the names, {found[~right].mean():.4f} of the others")
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(matrix, right)
    weights = zip(counter.get_feature_names_out(), map(float, model.coef_[0]), strict=True)
    kept = [("", float(model.intercept_[0])), *sorted(one for one in weights if abs(one[1]) >= LEAST_WEIGHT)]
    path = files("sijill.languages.arabic") / "data" / "name_letters.csv"
    with open(str(path), "w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(LETTERS)
        writer.writerows((letters, round(weight, PLACES)) for letters, weight in kept)
    print(f"{path.name}: {len(kept)} weights")


if __name__ == "__main__":
    with threadpool_limits(1):
        main()
