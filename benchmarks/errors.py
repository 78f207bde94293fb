"""The coder's errors as a page to browse: `python benchmarks/errors.py train`, then open build/errors/train.html.

One page for a set of coded reports: how often each error comes (missed, spurious, a field wrong), by event and by
outlet; then the errors themselves, each with its sentence, what the gold has, what the coder has, and what every pass
saw. Not for `dev`, whose sentences nobody who works on the coder reads. The page holds texts of others and stays out
of the repository.

`--coded FILE` takes the coder's claims from a file (`train.py --dump`: five-fold) in place of coding anew.
"""

from __future__ import annotations

import argparse
import html
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import gold as sets
from scoring import FIELDS, Row, match

from sijill.coding import code_report
from sijill.coding.explain import explain
from sijill.report import Report

PAGE = """<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 16px/1.6 sans-serif; margin: 1rem 2rem; }} table {{ border-collapse: collapse; }}
td, th {{ padding: 0 .6rem; border-bottom: 1px solid #ddd; }} mark {{ background: #fe9; }}
.case {{ margin: 1rem 0; border-top: 1px solid #999; }} .row, table, pre {{ direction: ltr; text-align: left; }}
pre {{ font-size: 12px; overflow-x: auto; }} :target {{ background: #eef; }}
</style><h1 class="row">{title}</h1>{tables}{cases}</html>"""


class Error(NamedTuple):
    """What went wrong: `name` is missed, spurious or the field; one of the claims is None where there is none."""

    name: str
    report: Report
    gold: Row | None
    coded: Row | None

    @property
    def event(self) -> str:
        """The event that it is about."""
        claim = self.gold or self.coded
        assert claim is not None
        return f"{claim['event']}"


def errors(reports: Sequence[Report], gold: Mapping[str, list[Row]], coded: Mapping[str, list[Row]]) -> Iterator[Error]:
    """Every error of the coded claims, report by report."""
    for report in reports:
        right, ours = gold[report.id], coded.get(report.id, [])
        pairs = match(right, ours)
        for pair in pairs:
            for field in FIELDS:
                if pair.fields[field] < 1:
                    yield Error(field, report, right[pair.gold], ours[pair.coded])
        met, used = {pair.gold for pair in pairs}, {pair.coded for pair in pairs}
        yield from (Error("missed", report, claim, None) for at, claim in enumerate(right) if at not in met)
        yield from (Error("spurious", report, None, claim) for at, claim in enumerate(ours) if at not in used)


def write(name: str, found: Sequence[Error]) -> str:
    """The page."""
    found = sorted(found, key=lambda error: (error.name, error.event))
    kinds = Counter((error.name, error.event) for error in found)
    outlets = Counter((error.name, error.report.outlet or "?") for error in found)
    anchors = {kind: f"e{at}" for at, kind in enumerate(kinds)}
    tables = "".join(
        f"<h2 class=row>{title}</h2><table>"
        + "".join(
            f"<tr><td>{number}<td>" + (f"<a href='#{anchors[key]}'>{' '.join(key)}</a>" if linked else " ".join(key))
            for key, number in counts.most_common()
        )
        + "</table>"
        for title, counts, linked in (("By event", kinds, True), ("By outlet", outlets, False))
    )
    passes = {
        error.report.id: list(explain(error.report)) for error in {error.report.id: error for error in found}.values()
    }
    seen: set[tuple[str, str]] = set()
    cases = []
    for error in found:
        kind = error.name, error.event
        start = f"<h2 class=row id={anchors[kind]}>{' '.join(kind)}</h2>" if kind not in seen else ""
        seen.add(kind)
        cases.append(start + _case(error, passes[error.report.id]))
    return PAGE.format(title=f"{name}: {len(found)} errors", tables=tables, cases="".join(cases))


def _case(error: Error, passes: list[tuple[str, list[tuple[str, str]]]]) -> str:
    claim = error.gold or error.coded
    assert claim is not None
    text = error.report.text
    start, end = claim["start"], claim["end"]
    low, high = max(0, start - 200), end + 200
    evidence = text[start:end].replace("\n", " ")
    sentence = next((seen for shown, seen in passes if evidence[:40] in shown), [])
    return (
        f"<div class=case><div>{html.escape(text[low:start])}<mark>{html.escape(text[start:end])}</mark>"
        f"{html.escape(text[end:high])}</div><div class=row>{html.escape(error.report.id)}<br>"
        f"gold {html.escape(describe(error.gold))}<br>ours {html.escape(describe(error.coded))}</div>"
        f"<details class=row><summary>what every pass saw</summary><pre>"
        + html.escape("\n".join(f"{name:10} {what}" for name, what in sentence))
        + "</pre></details></div>"
    )


def describe(claim: Row | None) -> str:
    """A claim's fields in one line."""
    if claim is None:
        return "-"
    said = f"{claim['said']['kind']} {claim['said']['by'] or ''}"
    return (
        f"{claim['event']}/{claim['mode']} {claim['status']} {','.join(claim['actor']) or '?'} > "
        f"{','.join(claim['recipient']) or '?'} count {claim['count']} when {claim['when']} said {said}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("set", choices=[name for name in sets.material() if name != "dev"])
    parser.add_argument("--coded", metavar="FILE", help="claims of the coder, a report a line")
    args = parser.parse_args()
    gold = sets.material()[args.set].gold
    if gold is None:
        sys.exit(f"errors.py: the set {args.set} is not here; it needs ../shared")
    if args.coded:
        with open(args.coded, encoding="utf-8") as lines:
            coded = {one["id"]: one["claims"] for one in map(json.loads, lines)}
    else:
        coded = {report.id: sets.rows(code_report(report)) for report in gold.reports}
    folder = sets.ROOT / "build" / "errors"
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{args.set}.html"
    found = list(errors(gold.reports, gold.claims, coded))
    page.write_text(write(args.set, found), encoding="utf-8")
    print(f"{len(found)} errors: {page.relative_to(sets.ROOT)}")


if __name__ == "__main__":
    main()
