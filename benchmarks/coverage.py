"""What the passes put before the models: `python benchmarks/coverage.py`.

A model can only choose what a pass has proposed. For each set of coded reports that is here: the share of its claims
that some candidate meets, by event, with candidates per claim; and the share of actors and recipients, of dates, of
speakers and of counts that stand among the readings of the candidate that meets the claim. `--missed EVENT` lists
evidence of claims that no candidate meets, `--unseen` the parties that were no reading, by frequency, for whoever
extends the pack.
"""

from __future__ import annotations

import argparse
from collections import Counter

import gold as sets
from scoring import Row, match, said_score, same_party

from sijill.coding import coder
from sijill.report import Report

ROLES = ("actor", "recipient")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--missed", metavar="EVENT", help="list claims of this event that no candidate meets")
    parser.add_argument("--unseen", action="store_true", help="list parties that were no reading, by frequency")
    parser.add_argument(
        "--only", metavar="SET", help="look at one set: train, annotations, second, third, written, examples"
    )
    args = parser.parse_args()
    sets.use(None)
    unseen: Counter[str] = Counter()
    for name, learnt in sets.material().items():
        if learnt.gold is None or (args.only and name != args.only):
            continue
        counts: Counter[str] = Counter()
        for report in learnt.gold.reports:
            _count(report, learnt.gold.claims[report.id], counts, unseen, args.missed)
        print(f"{name}: {counts['claims']} claims, {counts['candidates']} candidates, "
              f"met {_share(counts, 'met', 'claims')}")  # fmt: skip
        for event in sorted(key.removeprefix("claims ") for key in counts if key.startswith("claims ")):
            print(f"    {event:10} {counts['claims ' + event]:4} claims {counts['candidates ' + event]:5} candidates  "
                  f"met {_share(counts, 'met ' + event, 'claims ' + event)}")  # fmt: skip
        print("    readings   " + "  ".join(f"{field} {_share(counts, 'has ' + field, 'asks ' + field)}"
                                            for field in (*ROLES, "when", "said", "count")))  # fmt: skip
    if args.unseen:
        for code, number in unseen.most_common(200):
            print(number, code)


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{counts[part] / counts[whole]:.3f}" if counts[whole] else "-"


def _count(report: Report, gold: list[Row], counts: Counter[str], unseen: Counter[str], missed: str | None) -> None:
    judged = [one for read in coder.read_report(report, training=True) for one in read.judged]
    coded = sets.rows([one.claim for one in judged])
    pairs = match(gold, coded)
    counts.update(claims=len(gold), candidates=len(coded), met=len(pairs))
    counts.update("claims " + claim["event"] for claim in gold)
    counts.update("candidates " + claim["event"] for claim in coded)
    counts.update("met " + gold[pair.gold]["event"] for pair in pairs)
    met = {pair.gold for pair in pairs}
    for at, claim in enumerate(gold):
        if missed == claim["event"] and at not in met:
            print(f"  {report.id} {claim['mode']}: {report.text[claim['start'] : claim['end']]!r}")
    for pair in pairs:
        right, choices = gold[pair.gold], judged[pair.coded].choices
        assert choices is not None
        for role in ROLES:
            for code in right[role]:
                counts["asks " + role] += 1
                seen = any(same_party(code, party.code) for party in choices.parties)
                counts["has " + role] += seen
                unseen[code] += not seen
        count = tuple(right["count"]) if right["count"] else None
        for field, has in (
            ("when", any(one.edtf == right["when"] for one in choices.when)),
            ("count", any(one.how_many == count for one in choices.tallies)),
            ("said", any(said_score(right["said"], {"kind": one.said.kind, "by": one.said.by}) == 1
                         for one in choices.said)),
        ):  # fmt: skip
            if field != "count" or choices.tallies:
                counts["asks " + field] += 1
                counts["has " + field] += has


if __name__ == "__main__":
    main()
