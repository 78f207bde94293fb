"""Whether claims that were merged are of one event: judged pairs, fresh samples to judge, and what is learnt from them.

`python benchmarks/merges.py LEDGER` asks a ledger of the corpus which of the judged pairs of `annotations/merges.jsonl`
are in one event. `--draw SEED` prints a fresh sample to judge, shuffled, with its texts and without telling what the
room made of it; `--key FILE` writes that. `--train ENOUGH` writes `reconcile/data/talks.toml`, what makes two tellings
of talks one, and prints how well such weights do on pairs that were not learnt from (`pip install -e '.[train]'`).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sijill.ledger.database import Database
from sijill.ledger.joining import claims_of
from sijill.reconcile import matching, talks
from sijill.reconcile.joining import Index, Place, rebuild
from sijill.reconcile.revisions import Decisions
from sijill.reconcile.tellings import MEASURES, PEOPLE, Telling, Told
from sijill.reconcile.world import Version, read_version
from sijill.report import Report

ROOT = Path(__file__).parent.parent
JUDGED = ROOT / "annotations/merges.jsonl"
TALKS = ROOT / "src/sijill/reconcile/data/talks.toml"
SIZE = 60
"""Pairs of each sample."""
NEAR = 1.25
"""What a near miss lacks at most."""
AROUND = 60


class Claimed(NamedTuple):
    """A claim and the telling that it is in."""

    telling: Telling
    claim: Told


class Corpus:
    """The tellings of a ledger's reports, as today's room reads and joins them."""

    def __init__(self, path: str) -> None:
        self.reports: dict[str, Report] = {}
        self.tellings: dict[str, Telling] = {}
        self.claims: dict[tuple[str, str, int, int], Claimed] = {}
        self.apart: dict[str, set[str]] = defaultdict(set)
        database = Database.open(path, create=False)
        with database.read() as conn:
            for version, report, found in claims_of(conn, None):
                reading = read_version(Version(report, found, version), Decisions())
                self.reports[report.id] = report
                self.tellings |= {telling.id: telling for telling in reading.tellings}
                for one, others in reading.apart.items():
                    self.apart[one] |= others
        database.close()
        for telling in self.tellings.values():
            for claim in telling.told:
                kind = f"{claim.event}/{claim.mode}" if claim.mode else claim.event
                self.claims[telling.source.report, kind, claim.start, claim.end] = Claimed(telling, claim)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each telling is."""
        return rebuild(self.tellings.values(), self.apart)

    def find(self, row: dict[str, Any]) -> Claimed | None:
        """The claim of a judged pair; None where today's coder does not make it."""
        return self.claims.get((row["report"], row["kind"], row["start"], row["end"]))

    def same(self, one: Telling, other: Telling) -> bool:
        """Whether two tellings are in one event."""
        return self.places[one.id].first == self.places[other.id].first

    def merged(self) -> list[tuple[Telling, Telling]]:
        """The tellings that were joined to another report's, each with the first of its event."""
        found = []
        for telling in self.tellings.values():
            first = self.tellings[self.places[telling.id].first]
            if first.source.report != telling.source.report:
                found.append((telling, first))
        return found

    def near_misses(self) -> list[tuple[Telling, Telling]]:
        """Pairs of first tellings that a key leads to, and that lack `NEAR` at most of what a match needs."""
        index, found = Index(), []
        firsts = [self.tellings[first] for first in {place.first for place in self.places.values()}]
        with lowered():
            for telling in sorted(firsts, key=lambda telling: telling.order):
                near = [other for other in index.near(telling) if other.order < telling.order]
                found += [(telling, other) for other in near if matching.score(telling, other) is not None]
                index.add(telling)
        return found


@contextmanager
def lowered() -> Iterator[None]:
    """Within it a match needs `NEAR` less."""
    people, measure, weights = matching.ENOUGH, matching.ENOUGH_MEASURE, talks.weights
    less = talks.Weights(weights().enough - NEAR, weights().weights)
    matching.ENOUGH, matching.ENOUGH_MEASURE = people - NEAR, measure - NEAR
    talks.weights = lambda: less  # type: ignore[assignment]
    try:
        yield
    finally:
        matching.ENOUGH, matching.ENOUGH_MEASURE, talks.weights = people, measure, weights


def judged() -> list[dict[str, Any]]:
    return [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]


def pairs(corpus: Corpus) -> Iterator[tuple[dict[str, Any], Claimed, Claimed]]:
    """The judged pairs whose claims there still are."""
    for row in judged():
        one, other = (corpus.find(claim) for claim in row["pair"])
        if one and other:
            yield row, one, other


def ask(corpus: Corpus) -> None:
    """Print which judged pairs are in one event."""
    found: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for row, one, other in pairs(corpus):
        for name in (f"draw {row['draw']}, {row['sample']}", "all"):
            found[name][corpus.same(one.telling, other.telling), row["same"]] += 1
    for name, table in found.items():
        merged, same = table[True, True] + table[True, False], table[True, True] + table[False, True]
        print(f"{name}: of {merged} pairs in one event {table[True, True]} are the same;", end=" ")
        print(f"of {same} that are the same {table[True, True]} are in one event")


def draw(corpus: Corpus, seed: int, key: Path) -> None:
    """Print a fresh sample to judge, and write to `key` which pair is of which sample."""
    chance = random.Random(seed)
    before = {frozenset(claim["claim"] for claim in row["pair"]) for row in judged()}
    rows = []
    for sample, population in (("merged", corpus.merged()), ("near miss", corpus.near_misses())):
        fresh = [pair for pair in population if frozenset(telling.told[0].claim for telling in pair) not in before]
        fresh.sort(key=lambda pair: (pair[0].id, pair[1].id))
        print(f"# {sample}: {len(population)}")
        rows += [(sample, pair) for pair in chance.sample(fresh, SIZE)]
    chance.shuffle(rows)
    with key.open("w", encoding="utf-8") as file:
        for number, (sample, pair) in enumerate(rows, 1):
            shown = [*pair]
            chance.shuffle(shown)
            told = [_claim(telling) for telling in shown]
            file.write(json.dumps({"number": number, "sample": sample, "same": None, "pair": told}) + "\n")
            print(f"\n{number}")
            for telling in shown:
                print(_text(corpus, telling))


def _claim(telling: Telling) -> dict[str, Any]:
    claim = telling.told[0]
    kind = f"{claim.event}/{claim.mode}" if claim.mode else claim.event
    report = telling.source.report
    return {"claim": claim.claim, "report": report, "kind": kind, "start": claim.start, "end": claim.end}


def _text(corpus: Corpus, telling: Telling) -> str:
    claim, report = telling.told[0], corpus.reports[telling.source.report]
    text, (start, end) = report.text, claim.sentence
    marked = f"{text[start : claim.start]}«{text[claim.start : claim.end]}»{text[claim.end : end]}"
    whole = f"{text[max(0, start - AROUND) : start]}[{marked}]{text[end : end + AROUND]}"
    day = date.fromordinal(telling.source.date)
    return f"  {day} {claim.event} {claim.status} | {report.title}\n    {' '.join(whole.split())}"


def train(corpus: Corpus, enough: float) -> None:
    """Write weights for talks, and print how well such weights do on pairs that were not learnt from."""
    import numpy as np  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415
    from sklearn.model_selection import StratifiedKFold, cross_val_predict  # noqa: PLC0415

    learnt = [
        (one.telling, other.telling, row["same"])
        for row, one, other in pairs(corpus)
        if one.telling.family == other.telling.family and one.telling.family not in PEOPLE | MEASURES
    ]
    x = np.array([talks.likenesses(one, other) for one, other, _ in learnt])
    y = np.array([same for *_, same in learnt])
    model = LogisticRegression(C=1.0, max_iter=5000)
    folds = [StratifiedKFold(10, shuffle=True, random_state=seed) for seed in range(10)]
    odds = np.mean([cross_val_predict(model, x, y, cv=fold, method="decision_function") for fold in folds], axis=0)
    print(f"{len(y)} pairs, {y.sum()} the same; the same are above the others: {roc_auc_score(y, odds):.3f}")
    for least in (-0.5, 0.0, 0.5, 1.0, 1.25, 1.5, 1.75, 2.0):
        right, taken = int((y & (odds > least)).sum()), int((odds > least).sum())
        print(f"above {least}: {taken}, of them {right} the same ({right / taken:.2f}); {right / y.sum():.2f} of all")
    model.fit(x, y)
    head = TALKS.read_text("utf-8").split("enough =")[0]
    rows = zip(("always", *talks.NAMES), (model.intercept_[0], *model.coef_[0]), strict=True)
    told = "".join(f"{json.dumps(name) if ' ' in name else name} = {weight:.2f}\n" for name, weight in rows)
    TALKS.write_text(f"{head}enough = {enough}\n\n[weights]\n{told}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("--draw", type=int, metavar="SEED", help="print a fresh sample to judge")
    parser.add_argument("--key", type=Path, default=Path("key.jsonl"), help="where to write what the sample is of")
    parser.add_argument("--train", type=float, metavar="ENOUGH", help="write what makes two tellings of talks one")
    options = parser.parse_args()
    corpus = Corpus(options.ledger)
    if options.draw is not None:
        draw(corpus, options.draw, options.key)
    elif options.train is not None:
        train(corpus, options.train)
    else:
        ask(corpus)


if __name__ == "__main__":
    main()
