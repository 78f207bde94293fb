"""Accuracy and speed in one run: `make bench`.

Prints the scores on the examples and, where they are there, on the shared gold and the annotation layer; then words
a second on one core, and the memory of the process as reading goes on. Timings are of this machine, in this run.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from datetime import date
from itertools import islice

import gold as sets
from scoring import FIELDS, Score, by_event, score

from sijill.coding import CODER, code_report
from sijill.report import Report

REPORTS = 4000
MEBIBYTE = 1024


def line(name: str, found: Score) -> str:
    """A score in one line."""
    return (
        f"{name:24} gold {found.gold:5}  coded {found.coded:5}  P {found.precision:.3f}  R {found.recall:.3f}  "
        f"events F1 {found.events:.3f}  claims F1 {found.claims:.3f}"
    )


def accuracy(*, events: bool) -> None:
    """Print the score on every coded set that is there."""
    print(f"accuracy of {CODER}, {date.today().isoformat()}")
    for name, coded in (
        ("examples", sets.examples()),
        ("gold/belarus", sets.shared("belarus")),
        ("gold/train", sets.shared("train")),
        ("gold/dev", sets.shared("dev")),
        ("annotations", sets.annotated()),
        ("annotations/restated", sets.written("restated")),
    ):
        if coded is None:
            print(f"{name:24} not here")
            continue
        ours = {report.id: sets.rows(code_report(report)) for report in coded.reports}
        found = score(coded.claims, ours)
        print(line(name, found))
        print(" " * 25 + "  ".join(f"{field} {found.fields[field]:.3f}" for field in FIELDS))
        if events:
            for event, part in by_event(coded.claims, ours).items():
                print(line("  " + event, part))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


def speed(limit: int) -> None:
    """Print words a second on one core, and the process's largest memory on the way."""
    if sets.CORPUS.is_file():
        with gzip.open(sets.CORPUS, "rt", encoding="utf-8") as lines:
            reports = [
                Report(id=raw["id"], date=date.fromisoformat(raw["date"]), title=raw["title"], body=raw["text"])
                for raw in map(json.loads, islice(lines, limit))
            ]
        source = f"the first {len(reports)} reports of the corpus"
    else:
        reports = sets.examples().reports * (limit // 20)
        source = f"{len(reports)} reports, the examples over and over"
    words = sum(len(report.text.split()) for report in reports)
    began = time.perf_counter()
    claims = 0
    for number, report in enumerate(reports, 1):
        claims += len(code_report(report))
        if number in (len(reports) // 4, len(reports)):
            print(f"speed: {number} reports read, largest memory {_memory():.0f} MiB")
    seconds = time.perf_counter() - began
    print(f"speed: {words / seconds:,.0f} words a second on one core; {words:,} words, {claims:,} claims, {source}")


if __name__ == "__main__":
    accuracy(events="--events" in sys.argv)
    if "--accuracy" not in sys.argv:
        speed(REPORTS)
