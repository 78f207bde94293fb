"""Trains the models of `sijill.coding.model` on coded reports: `python benchmarks/train.py`.

Prints five-fold scores first: each report is coded by models that saw neither it nor a report that shares text with
it. `--write` then trains on all and writes the weights into the package. Same gold, same weights: the solver is
deterministic, and the weights are rounded. Needs scikit-learn (`pip install -e '.[train]'`); the product does not.

Trains on the examples, the annotation layer and the shared `belarus` and `train`; never on `dev`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import gold as sets
import msgspec
from scoring import FIELDS, Row, Score, match, same_party, score
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from sijill.coding import coder, model
from sijill.coding.model import Linear, Models
from sijill.report import Report

FOLDS = 5
STRENGTH = {"claim": 0.3, "party": 0.15}
FIRST = {"actor": 0.18, "recipient": 0.25}
SHARED_TEXT = 0.15
LEAST_WEIGHT = 0.02
PLACES = 3
LAYER = "layer"

LAYERED = 0.4
"""The weight of a sample from the annotation layer, which a model coded once, beside 1 for the shared gold."""

MODERN = 3.0
"""The weight of a sample from the examples and `belarus`, which are of 2020 to 2025: all other gold is of three weeks
in 2015."""

Sample = tuple[list[str], bool, float]


class Samples(NamedTuple):
    """What one report teaches: features with the right answer, for each model."""

    claim: list[Sample]
    actor: list[Sample]
    recipient: list[Sample]


def learn_from(report: Report, gold: Sequence[Row], *, layer: bool, weight: float) -> Samples:
    """The samples of a coded report, under the models in force.

    Reports of the annotation layer were drawn otherwise than the shared gold and coded more sparingly: features that
    only they have take that up in training, and are left out of the weights.
    """
    judged = [one for read in coder.read_report(report) for one in read.judged]
    coded = sets.rows([one.claim for one in judged])
    partner = {pair.coded: gold[pair.gold] for pair in match(gold, coded)}
    samples = Samples([], [], [])
    for at, one in enumerate(judged):
        own = [LAYER, f"{LAYER}+{one.claim.kind}"] if layer else []
        samples.claim.append((one.features + own, at in partner, weight))
        if at not in partner:
            continue
        right = partner[at]
        for name, role in (("actor", samples.actor), ("recipient", samples.recipient)):
            role += [(p.features, any(same_party(code, p.code) for code in right[name]), weight) for p in one.standings]
    return samples


def fit(samples: Iterable[Sample], strength: float, threshold: float, first: float = 1.0) -> Linear:
    """A logistic regression over the samples' features."""
    listed = list(samples)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(names, 1.0) for names, _, _ in listed])
    answers = [answer for _, answer, _ in listed]
    stress = [weight for _, _, weight in listed]
    if len(set(answers)) < 2:
        return Linear(threshold, {"bias": 5.0 if answers and answers[0] else -5.0})
    fitted = LogisticRegression(C=strength, max_iter=3000, solver="lbfgs").fit(matrix, answers, stress)
    weights = dict(zip(vectorizer.get_feature_names_out(), map(float, fitted.coef_[0]), strict=True))
    weights["bias"] = weights.get("bias", 0.0) + float(fitted.intercept_[0])
    kept = {
        name: round(weight, PLACES)
        for name, weight in sorted(weights.items())
        if abs(weight) >= LEAST_WEIGHT and not name.startswith(LAYER)
    }
    return Linear(threshold, kept, first)


def train(samples: Sequence[Samples], thresholds: dict[str, float]) -> Models:
    """The models that the samples teach."""
    return Models(
        claim=fit((s for one in samples for s in one.claim), STRENGTH["claim"], thresholds["claim"]),
        actor=fit((s for one in samples for s in one.actor), STRENGTH["party"], thresholds["actor"], FIRST["actor"]),
        recipient=fit(
            (s for one in samples for s in one.recipient),
            STRENGTH["party"],
            thresholds["recipient"],
            FIRST["recipient"],
        ),
    )


def use(models: Models | None) -> None:
    """Let the coder decide by these models from now on."""
    model.models.cache_clear()
    setattr(coder, "models", lambda: models)  # noqa: B010 -- as a test would: the coder asks for them by name


def folds(reports: Sequence[Report]) -> list[int]:
    """A fold for each report; reports that share text are in one."""
    shingles = [set(zip(*(r.text.split()[start:] for start in range(3)), strict=False)) for r in reports]
    group = list(range(len(reports)))
    where: dict[tuple[str, ...], int] = {}
    for at, words in enumerate(shingles):
        shared: dict[int, int] = {}
        for shingle in words:
            other = where.setdefault(shingle, at)
            if other != at:
                shared[other] = shared.get(other, 0) + 1
        near = [o for o, n in shared.items() if n > SHARED_TEXT * min(len(words), len(shingles[o]))]
        if near:
            group[at] = group[min(near)]
    order = {name: number for number, name in enumerate(dict.fromkeys(group))}
    return [order[name] % FOLDS for name in group]


def main() -> None:
    """Cross-validate, and write the weights where that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true", help="train on all and write the weights")
    parser.add_argument("--rounds", type=int, default=1, help="passes, each over what the models before it made of it")
    parser.add_argument("--claim", type=float, default=0.34, help="least probability of a claim")
    parser.add_argument("--party", type=float, default=0.36, help="least probability of an actor or recipient")
    parser.add_argument("--dump", metavar="FILE", help="write the five-fold claims, a report a line, to look at errors")
    args = parser.parse_args()
    thresholds = {"claim": args.claim, "actor": args.party, "recipient": args.party}
    named = {
        "train": sets.shared("train"), "annotations": sets.annotated(), "examples": sets.examples(),
        "belarus": sets.shared("belarus"),
    }  # fmt: skip
    present = {name: one for name, one in named.items() if one is not None}
    reports = [report for one in present.values() for report in one.reports]
    gold = {report: claims for one in present.values() for report, claims in one.claims.items()}
    layered = set(present["annotations"].claims) if "annotations" in present else set()
    modern = {report for name in ("examples", "belarus") if name in present for report in present[name].claims}
    stress = {r.id: MODERN if r.id in modern else LAYERED if r.id in layered else 1.0 for r in reports}
    fold = folds(reports)
    learned: list[Models | None] = [None] * FOLDS
    final: Models | None = None
    for _ in range(args.rounds):
        for number in range(FOLDS):
            use(learned[number])
            taught = [
                learn_from(r, gold[r.id], layer=r.id in layered, weight=stress[r.id])
                for r, f in zip(reports, fold, strict=True)
                if f != number
            ]
            learned[number] = train(taught, thresholds)
    coded: dict[str, list[Row]] = {}
    rules: dict[str, list[Row]] = {}
    for report, number in zip(reports, fold, strict=True):
        use(learned[number])
        coded[report.id] = sets.rows(coder.code_report(report))
        use(None)
        rules[report.id] = sets.rows(coder.code_report(report))
    for name, one in present.items():
        for who, ours in (("rules alone", rules), ("five-fold", coded)):
            show(f"{name}, {who}", score(one.claims, ours))
    if args.dump:
        with open(args.dump, "w", encoding="utf-8") as lines:
            for name, claims in coded.items():
                lines.write(json.dumps({"id": name, "claims": claims}, ensure_ascii=False) + "\n")
    if args.write:
        for _ in range(args.rounds):
            use(final)
            final = train(
                [learn_from(r, gold[r.id], layer=r.id in layered, weight=stress[r.id]) for r in reports], thresholds
            )
        assert final is not None
        written = msgspec.json.format(msgspec.json.encode(final), indent=1)
        (sets.ROOT / "src" / "sijill" / "coding" / "weights.json").write_bytes(written + b"\n")
        print(f"weights.json: {len(written) / 1e6:.2f} MB")


def show(name: str, found: Score) -> None:
    """Print a score in two lines."""
    print(f"{name:26} P {found.precision:.3f} R {found.recall:.3f} events {found.events:.3f} claims {found.claims:.3f}")
    print(" " * 27 + "  ".join(f"{field} {found.fields[field]:.3f}" for field in FIELDS))


if __name__ == "__main__":
    main()
