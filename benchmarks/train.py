"""Trains the models of `sijill.coding.choosing` on coded reports: `python benchmarks/train.py`.

Prints five-fold scores first: each report is coded by models that saw neither it nor a report that shares text with
it. `--write` then trains on all and writes the weights into the package. Same gold, same weights: the solvers are
deterministic, and the weights are rounded. Needs scikit-learn (`pip install -e '.[train]'`); the product does not.

Two rounds: the features of a candidate hold what was coded before it, so the second round reads each report under the
first round's models of another fold, as it will be read. Trains on the examples, the annotation layers, the written
reports and the shared `belarus` and `train`; never on `dev`. Reports and folds are worked on side by side, by as many
processes as there are cores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import gold as sets
import msgspec
import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scoring import FIELDS, Row, Score, match, said_score, same_party, score
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from sijill.coding import coder
from sijill.coding.choosing import model
from sijill.coding.choosing.model import Chooser, Classes, Linear, Models
from sijill.coding.coder import CHOSEN_MODES, NO_MODE
from sijill.report import Report

FOLDS = 5
STRENGTH = {"claim": 0.12, "party": 0.1, "status": 0.15, "mode": 0.3}
FURTHER = 0.35
ITERATIONS = 200
OFTEN, HARDLY = 20, 0.04
RANKED = {"party": 6.0, "when": 3.0, "said": 3.0, "count": 3.0}
"""How much the squared weights of the rankers cost."""
SHARED_TEXT = 0.15
LEAST_WEIGHT = 0.005
LEAST_SEEN = 3
PLACES = 3
LAYER = "layer"


Item = TypeVar("Item")
Result = TypeVar("Result")
Sample = tuple[list[str], bool, float]
Labelled = tuple[list[str], str, float]
Ranked = tuple[list[list[str]], list[int], float]


class Samples(NamedTuple):
    """What one report teaches: features with the right answer, for each model; and the signature of each candidate."""

    signatures: list[str]
    claim: list[Sample]
    first_actor: list[Ranked]
    first_recipient: list[Ranked]
    actor: list[Sample]
    recipient: list[Sample]
    status: list[Labelled]
    mode: list[Labelled]
    when: list[Ranked]
    said: list[Ranked]
    how_many: list[Ranked]


def learn_from(report: Report, gold: Sequence[Row], *, layer: str, weight: float) -> Samples:
    """The samples of a coded report, under the models in force.

    The reports of an annotation layer were drawn otherwise than the shared gold and coded by another hand: features
    that only they have, named by `layer`, take that up in training, and are left out of the weights.
    """
    judged = [one for read in coder.read_report(report, training=True) for one in read.judged]
    coded = sets.rows([one.claim for one in judged])
    partner = {pair.coded: gold[pair.gold] for pair in match(gold, coded)}
    samples = Samples([], [], [], [], [], [], [], [], [], [], [])
    for at, one in enumerate(judged):
        samples.signatures.append(one.signature)
        own = [LAYER + layer, f"{LAYER}{layer}+{one.claim.kind}"] if layer else []
        samples.claim.append((one.features + own, at in partner, weight))
        if at not in partner or one.choices is None:
            continue
        right, choices = partner[at], one.choices
        for role, first, more in (
            ("actor", samples.first_actor, samples.actor),
            ("recipient", samples.first_recipient, samples.recipient),
        ):
            good = [any(same_party(code, p.code) for code in right[role]) for p in choices.parties]
            features = choices.roles.features[role]
            more += [(names, answer, weight) for names, answer in zip(features, good, strict=True)]
            readings = [*zip(features, good, strict=True), (choices.roles.nobody[role], not right[role])]
            rank(first, readings, weight)
        samples.status.append((choices.status, right["status"], weight))
        if right["event"] in CHOSEN_MODES:
            samples.mode.append((choices.mode, right["mode"] or NO_MODE, weight))
        count = tuple(right["count"]) if right["count"] else None
        rank(samples.when, [(d.features, d.edtf == right["when"]) for d in choices.when], weight)
        rank(samples.how_many, [(t.features, t.how_many == count) for t in choices.tallies], weight)
        voices = [
            (v.features, said_score(right["said"], {"kind": v.said.kind, "by": v.said.by}) == 1.0) for v in choices.said
        ]
        rank(samples.said, voices, weight)
    return samples


def interned(samples: Samples) -> Samples:
    """The same, with each name once in memory: what comes from another process has its own."""

    def same(value: Any) -> Any:
        if isinstance(value, str):
            return sys.intern(value)
        if isinstance(value, list):
            return [same(one) for one in value]
        return tuple(map(same, value)) if isinstance(value, tuple) else value

    return Samples(*map(same, samples))


def rank(samples: list[Ranked], options: list[tuple[list[str], bool]], weight: float) -> None:
    """Add a choice among readings, where there is one and a right one among them."""
    right = [at for at, (_, good) in enumerate(options) if good]
    if right and len(right) < len(options):
        samples.append(([names for names, _ in options], right, weight))


def vectorize(listed: Iterable[Iterable[str]], least: int = LEAST_SEEN) -> tuple[sparse.csr_matrix, list[str]]:
    """A matrix of features that were seen `least` times or oftener, and their names."""
    rows = [list(dict.fromkeys(names)) for names in listed]
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, times in seen.items() if times >= least)
    place = {name: at for at, name in enumerate(names)}
    columns = [[place[name] for name in row if name in place] for row in rows]
    ends = np.cumsum([0, *map(len, columns)], dtype=np.int32)
    flat = np.fromiter((at for row in columns for at in row), dtype=np.int32, count=int(ends[-1]))
    return sparse.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names))), names


def pruned(names: Sequence[str], weights: Iterable[float]) -> dict[str, float]:
    """Rounded weights by their features' names; those near nothing and those of a layer's habits left out."""
    return {
        name: round(float(weight), PLACES)
        for name, weight in sorted(zip(names, weights, strict=True))
        if abs(weight) >= LEAST_WEIGHT and not name.startswith(LAYER)
    }


def fit(samples: Iterable[Sample], strength: float) -> Linear:
    """A logistic regression over the samples' features."""
    listed = list(samples)
    matrix, names = vectorize(sample[0] for sample in listed)
    answers = [answer for _, answer, _ in listed]
    stress = [weight for _, _, weight in listed]
    fitted = LogisticRegression(C=strength, max_iter=ITERATIONS, tol=1e-3).fit(matrix, answers, stress)
    weights = pruned(names, fitted.coef_[0])
    weights["bias"] = round(weights.get("bias", 0.0) + float(fitted.intercept_[0]), PLACES)
    return Linear(weights)


def fit_classes(samples: Iterable[Labelled], strength: float) -> Classes:
    """A multinomial logistic regression over the samples' features."""
    listed = list(samples)
    matrix, names = vectorize(sample[0] for sample in listed)
    fitted = LogisticRegression(C=strength, max_iter=ITERATIONS, tol=1e-3).fit(
        matrix, [label for _, label, _ in listed], [weight for _, _, weight in listed]
    )
    coefficients = fitted.coef_.T
    weights = {
        name: [round(float(weight), PLACES) for weight in row]
        for name, row in sorted(zip(names, coefficients, strict=True), key=lambda pair: pair[0])
        if np.abs(row).max() >= LEAST_WEIGHT * 2
    }
    bias = weights.get("bias", [0.0] * len(fitted.classes_))
    weights["bias"] = [round(b + float(i), PLACES) for b, i in zip(bias, fitted.intercept_, strict=True)]
    return Classes([str(label) for label in fitted.classes_], weights)


def fit_ranked(samples: Iterable[Ranked], cost: float) -> Linear:
    """A conditional logistic regression: of the readings of each sample, the right ones are to be the likeliest."""
    listed = list(samples)
    matrix, names = vectorize(names for options, _, _ in listed for names in options)
    sizes = [len(options) for options, _, _ in listed]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
    group = np.repeat(np.arange(len(listed)), sizes)
    stress = np.array([weight for _, _, weight in listed])
    right = np.zeros(matrix.shape[0])
    for start, (_, good, _) in zip(starts, listed, strict=True):
        right[[start + at for at in good]] = 1.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        scores = scores - np.maximum.reduceat(scores, starts)[group]
        likely = np.exp(scores)
        total = np.add.reduceat(likely, starts)
        hit = np.add.reduceat(likely * right, starts)
        value = float((stress * (np.log(total) - np.log(hit + 1e-12))).sum() + 0.5 * cost * weights @ weights)
        share = likely / total[group] - likely * right / (hit + 1e-12)[group]
        return value, matrix.T @ (share * stress[group]) + cost * weights

    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS, "ftol": 1e-5}
    )
    return Linear(pruned(names, found.x))


def train(samples: Sequence[Samples], threshold: float) -> Models:
    """The models that the samples teach."""

    def all_of(name: str) -> list[tuple[object, ...]]:
        return [sample for one in samples for sample in getattr(one, name)]

    quiet = silent(samples)
    choosers = {
        role: Chooser(
            fit_ranked(all_of(f"first_{role}"), RANKED["party"]),  # type: ignore[arg-type]
            fit(all_of(role), STRENGTH["party"]),  # type: ignore[arg-type]
            FURTHER,
        )
        for role in ("actor", "recipient")
    }
    return Models(
        threshold=threshold,
        silent=frozenset(quiet),
        claim=fit(
            (
                sample
                for one in samples
                for sample, own in zip(one.claim, one.signatures, strict=True)
                if own not in quiet
            ),
            STRENGTH["claim"],
        ),
        actor=choosers["actor"],
        recipient=choosers["recipient"],
        status=fit_classes(all_of("status"), STRENGTH["status"]),  # type: ignore[arg-type]
        mode=fit_classes(all_of("mode"), STRENGTH["mode"]),  # type: ignore[arg-type]
        when=fit_ranked(all_of("when"), RANKED["when"]),  # type: ignore[arg-type]
        said=fit_ranked(all_of("said"), RANKED["said"]),  # type: ignore[arg-type]
        count=fit_ranked(all_of("how_many"), RANKED["count"]),  # type: ignore[arg-type]
    )


def silent(samples: Sequence[Samples]) -> set[str]:
    """The signatures of candidates that were seen often, and were hardly ever a claim."""
    seen: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for one in samples:
        for signature, (_, answer, _) in zip(one.signatures, one.claim, strict=True):
            seen[signature] += 1
            claims[signature] += answer
    return {name for name, times in seen.items() if times >= OFTEN and claims[name] < HARDLY * times}


def folds(reports: Sequence[Report], number: int = FOLDS) -> list[int]:
    """A fold for each report, of so many; reports that share text are in one."""
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
    return [order[name] % number for name in group]


class Folded(NamedTuple):
    """What is learnt from: reports, each with its fold, and of each by its id the claims and the set that it is of."""

    reports: list[Report]
    fold: list[int]
    gold: dict[str, list[Row]]
    own: dict[str, sets.Material]

    def teach(self, at: int, models: Sequence[Models | None]) -> Samples:
        """What the report at this place teaches, under the models that did not see it."""
        report = self.reports[at]
        sets.use(models[self.fold[at]])
        own = self.own[report.id]
        return learn_from(report, self.gold[report.id], layer=own.layer, weight=own.weight)

    def code(self, at: int, models: Sequence[Models | None]) -> tuple[list[Row], list[Row]]:
        """What the models that did not see the report make of it, and the rules alone."""
        found = []
        for chosen in (models[self.fold[at]], None):
            sets.use(chosen)
            found.append(sets.rows(coder.code_report(self.reports[at])))
        return found[0], found[1]

    def learn(self, number: int, samples: Sequence[Samples], threshold: float) -> Models:
        """The models of a fold: what all reports but its own teach."""
        return train([one for one, fold in zip(samples, self.fold, strict=True) if fold != number], threshold)


_function: Callable[[Any], Any]


def _begin(function: Callable[[Any], Any]) -> None:
    global _function  # noqa: PLW0603 -- what a process is forked with need not be pickled
    _function = function
    threadpool_limits(1)


def _apply(item: Any) -> Any:
    return _function(item)


def side_by_side(function: Callable[[Item], Result], items: Sequence[Item], label: str) -> Iterator[Result]:
    """`function` of each item, in order, by as many processes as there are cores."""
    with get_context("fork").Pool(os.cpu_count(), _begin, (function,)) as pool:
        for done, result in enumerate(pool.imap(_apply, items, chunksize=1), 1):
            if sys.stderr.isatty():
                print(f"\r{label}: {done} of {len(items)}", end="" if done < len(items) else "\n", file=sys.stderr)
            yield result


def main() -> None:
    """Cross-validate, and write the weights where that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true", help="train on all and write the weights")
    parser.add_argument("--rounds", type=int, default=2, help="passes, each over what the models before it made of it")
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many folds")
    parser.add_argument("--claim", type=float, default=0.4, help="least probability of a claim")
    parser.add_argument("--dump", metavar="FILE", help="write the five-fold claims, a report a line, to look at errors")
    args = parser.parse_args()
    learnt = {name: one for name, one in sets.material().items() if one.gold is not None}
    reports, gold, own = [], {}, {}
    for one in learnt.values():
        assert one.gold is not None
        reports += one.gold.reports
        gold.update(one.gold.claims)
        own.update(dict.fromkeys(one.gold.claims, one))
    material = Folded(reports, folds(reports, args.folds), gold, own)
    every = range(len(reports))
    learned: list[Models | None] = [None] * args.folds
    for number in range(1, args.rounds + 1):
        taught = side_by_side(partial(material.teach, models=learned), every, f"round {number}, reports")
        samples = [interned(one) for one in taught]
        learn = partial(material.learn, samples=samples, threshold=args.claim)
        learned = list(side_by_side(learn, range(args.folds), f"round {number}, folds"))
    both = list(side_by_side(partial(material.code, models=learned), every, "coding"))
    coded = {report.id: by_models for report, (by_models, _) in zip(reports, both, strict=True)}
    rules = {report.id: by_rules for report, (_, by_rules) in zip(reports, both, strict=True)}
    for name, one in learnt.items():
        assert one.gold is not None
        for who, ours in (("rules alone", rules), ("five-fold", coded)):
            show(f"{name}, {who}", score(one.gold.claims, ours))
    if args.dump:
        with open(args.dump, "w", encoding="utf-8") as lines:
            for name, claims in coded.items():
                lines.write(json.dumps({"id": name, "claims": claims}, ensure_ascii=False) + "\n")
    if args.write:
        final = train(samples, args.claim)
        written = gzip.compress(msgspec.json.encode(final), mtime=0)
        Path(str(model.WEIGHTS)).write_bytes(written)
        print(f"{model.WEIGHTS.name}: {len(written) / 1e6:.2f} MB")


def show(name: str, found: Score) -> None:
    """Print a score in two lines."""
    print(f"{name:26} P {found.precision:.3f} R {found.recall:.3f} events {found.events:.3f} claims {found.claims:.3f}")
    print(" " * 27 + "  ".join(f"{field} {found.fields[field]:.3f}" for field in FIELDS))


if __name__ == "__main__":
    with threadpool_limits(1):  # one order of sums, so that the same gold gives the same weights
        main()
