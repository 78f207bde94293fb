"""What a change of the coder does to texts that nobody coded: `python benchmarks/compare.py OLD.jsonl NEW.jsonl`.

The files are what two versions of the coder make of the same reports, one a line:
`sijill code ../shared/corpus/saudinewsnet.jsonl.gz --format jsonl > OLD.jsonl`. Printed: how many claims were added
and taken away, by kind of event; which fields changed on claims that stayed; and samples of each with their texts,
drawn the same way each time. The reports are read again from `--reports`, the corpus where it is not given.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator

import gold as sets
from errors import describe
from scoring import FIELDS, Row

from sijill.report import Report
from sijill.sources import read_paths

Change = tuple[str, str, Row | None, Row | None]
"""The name of a change, the report's id, the claim before and the claim after."""

AROUND = 60


def changes(report: str, old: list[Row], new: list[Row]) -> Iterator[Change]:
    """How the claims of one report differ. A claim stays where event and predicate do."""
    before = {(c["event"], tuple(c["predicate"])): c for c in old}
    after = {(c["event"], tuple(c["predicate"])): c for c in new}
    for key, claim in before.items():
        if key not in after:
            yield f"taken away {_kind(claim)}", report, claim, None
            continue
        for field in FIELDS:
            if claim[field] != after[key][field]:
                yield f"changed {field}", report, claim, after[key]
    for key, claim in after.items():
        if key not in before:
            yield f"added {_kind(claim)}", report, None, claim


def _kind(claim: Row) -> str:
    return f"{claim['event']}/{claim['mode']}" if claim["mode"] else f"{claim['event']}"


def _read(path: str) -> Iterator[tuple[str, list[Row]]]:
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            coded = json.loads(line)
            yield coded["id"], coded["claims"]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--samples", type=int, default=3, metavar="N", help="show N of each change")
    parser.add_argument("--reports", default=str(sets.CORPUS), help="where the texts are")
    args = parser.parse_args()
    old = dict(_read(args.old))
    found: dict[str, list[Change]] = defaultdict(list)
    totals: Counter[str] = Counter()
    for report, claims in _read(args.new):
        totals.update(reports=1, old=len(old.get(report, ())), new=len(claims))
        for change in changes(report, old.get(report, []), claims):
            found[change[0]].append(change)
    print(f"{totals['reports']} reports: {totals['old']} claims before, {totals['new']} after")
    draw = random.Random(0)
    shown = {name: draw.sample(ones, min(args.samples, len(ones))) for name, ones in sorted(found.items())}
    wanted = {change[1] for ones in shown.values() for change in ones}
    texts = {r.id: r.text for r in read_paths([args.reports]) if isinstance(r, Report) and r.id in wanted}
    for name, ones in sorted(shown.items(), key=lambda pair: -len(found[pair[0]])):
        print(f"\n{len(found[name]):6}  {name}")
        for _, report, before, after in ones:
            claim = after or before
            assert claim is not None
            text = texts.get(report, "")
            start, end = claim["predicate"]
            print(f"    {report}: {_shown(text[max(0, start - AROUND) : start])}[{_shown(text[start:end])}]"
                  f"{_shown(text[end : end + AROUND])}")  # fmt: skip
            for label, one in (("before", before), ("after", after)):
                if one is not None:
                    print(f"        {label:6} {describe(one)}")


def _shown(text: str) -> str:
    return text.replace("\n", " ")


if __name__ == "__main__":
    main()
