"""A coder that reads claims out of a report's text, so that a test can say what its reports claim.

A line is a claim: `RETREAT/release|happened|BLR|UKR|31|2025-11-22|words`.
"""

from __future__ import annotations

from datetime import date

from sijill.claim import Claim, Said
from sijill.ledger import Coder
from sijill.report import Report


def code(report: Report, coder: str = "told/1") -> list[Claim]:
    """A claim a line, in the order of the lines."""
    found = []
    at = 0
    for line in report.body.splitlines():
        start, end = at, at + len(line)
        at = end + 1
        kind, status, actor, recipient, count, when, words = line.split("|")
        event, _, mode = kind.partition("/")
        low, _, high = count.partition("-")
        first = end - len(words)
        claim = Claim(
            event=event,
            mode=mode or None,
            status=status,  # type: ignore[arg-type]
            actor=tuple(actor.split()),
            recipient=tuple(recipient.split()),
            count=(int(low), None if high == "∞" else int(high or low)) if count else None,
            when=when or None,
            said=Said("official", "BLR") if status == "denied" else Said(),
            start=first,
            end=end,
            predicate=(first, first + 1),
            sentence=(start, end),
            arguments={},
            coder=coder,
        )
        found.append(claim)
    return found


def code_again(report: Report) -> list[Claim]:
    """A newer coder, which sees no arrests."""
    return [claim for claim in code(report, "told/2") if claim.mode != "arrest"]


TOLD = Coder("told/1", code)
TOLD_AGAIN = Coder("told/2", code_again)


def report(name: str, day: str, *lines: str, outlet: str | None = None) -> Report:
    return Report(id=name, date=date.fromisoformat(day), body="\n".join(lines), outlet=outlet or name)


RELEASE = "RETREAT/release|happened|BLR||52|2025-09-11|عبر اثنان وخمسون سجينا الحدود إلى ليتوانيا"
AGAIN = "RETREAT/release|happened|BLR||50|2025-09-11|وصل نحو خمسين سجينا إلى ليتوانيا"
ARREST = "COERCE/arrest|happened|BLR||7|2025-09-20|اعتقلت السلطات سبعة صحافيين في مينسك"
EASE = "RETREAT/ease|happened|USA|BLR|||وفي المقابل رفعت واشنطن العقوبات عن شركة الطيران"
TALKS = "CONSULT|happened|BLR USA|||2025-09-10|التقى المبعوث الرئيس في مينسك"
OTHER = "RETREAT/release|happened|LTU||3|2025-10-01|أفرجت فيلنيوس عن ثلاثة"

REPORTS = (
    report("one", "2025-09-11", TALKS, RELEASE, EASE),
    report("two", "2025-09-12", AGAIN),
    report("three", "2025-09-21", ARREST, "HOLD|underway|BLR||1200||ما زال ألف ومئتا سجين خلف القضبان"),
    report("four", "2025-10-02", OTHER),
)
