"""A coder for these tests, the reports that it reads, and a reader to run as a program.

`python small_coder.py LEDGER REPORTS JOBS` reads that many reports into the ledger, and says "done".
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from sijill.claim import Claim, Said, Status
from sijill.ledger import Coder, Ledger
from sijill.report import Report

RELEASE, ARREST = "أفرجت", "اعتقلت"


def code(report: Report, coder: str = "small/1") -> list[Claim]:
    """A claim for each sentence that frees or arrests: by BLR, of one Ukrainian, in November 2025."""
    edges = [0, *(at + 1 for at, char in enumerate(report.text) if char in ".\n"), len(report.text)]
    if "غير مقروء" in report.text:
        raise ValueError("cannot\ncode this")
    found = []
    for first, last in pairwise(edges):
        for word, event, mode in ((RELEASE, "RETREAT", "release"), (ARREST, "COERCE", "arrest")):
            start = report.text.find(word, first, last)
            if start < 0:
                continue
            status: Status = "planned" if "سوف" in report.text[first:last] else "happened"
            claim = Claim(
                event=event,
                mode=mode,
                status=status,
                actor=("BLR",) if "مينسك" in report.text[first:last] else ("viasna",),
                recipient=("UKR", "viasna"),
                count=(1, 1),
                when="2025-11" if "نوفمبر" in report.text[first:last] else None,
                said=Said("unnamed") if "مصادر" in report.text else Said("organisation", "viasna"),
                start=start,
                end=start + len(word),
                predicate=(start, start + len(word)),
                sentence=(first, last),
                arguments={"actor": ((start, start + len(word)),)},
                coder=coder,
            )
            found.append(claim)
    return found


def code_newer(report: Report) -> list[Claim]:
    """The next version: it sees releases only."""
    return [claim for claim in code(report, "small/2") if claim.mode == "release"]


def code_slowly(report: Report) -> list[Claim]:
    time.sleep(0.001)
    return code(report)


SMALL = Coder("small/1", code)
NEWER = Coder("small/2", code_newer)
SLOW = Coder("small/1", code_slowly)


def make(number: int, body: str | None = None, *, day: date | None = None, title: str = "") -> Report:
    """The report of a number, always the same; its text if it is not given names the number."""
    text = f"التقرير {number}: {RELEASE} مينسك عن سجين في نوفمبر. ثم {ARREST} السلطات آخر."
    return Report(
        id=f"report-{number}",
        date=day or date(2025, 1, 1) + timedelta(days=number % 300),
        title=title,
        body=text if body is None else body,
        outlet="الصحيفة",
        agency="رويترز",
        points=("نقطة",),
        url=f"https://example.org/{number}",
    )


def make_many(number: int) -> Iterator[Report]:
    return map(make, range(number))


if __name__ == "__main__":
    address, reports, jobs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with Ledger.open(address) as opened:
        print("open", flush=True)
        opened.read(make_many(reports), coder=SLOW, jobs=jobs)
    print("done", flush=True)
