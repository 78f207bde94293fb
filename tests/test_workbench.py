"""The workbench: lists of errors, and what a change of the coder adds and takes away."""

from datetime import date
from typing import Any

from compare import changes
from errors import describe, errors, write
from gold import rows
from scoring import Row

from sijill import code
from sijill.report import Report

REPORT = Report(id="r", date=date(2025, 11, 26), body="أفرجت السلطات المصرية أمس عن 12 صحافيا <b>.", outlet="okaz")


def claim(**fields: Any) -> Row:
    one = {
        "event": "RETREAT", "mode": "release", "status": "happened", "actor": ["EGY"], "recipient": [],
        "count": [12, 12], "when": "2025-11-25", "said": {"kind": "outlet", "by": None}, "start": 0, "end": 36,
        "predicate": [0, 6],
    }  # fmt: skip
    return one | fields


def named(gold: list[Row], coded: list[Row]) -> list[str]:
    return [error.name for error in errors([REPORT], {"r": gold}, {"r": coded})]


def test_errors_are_missed_spurious_or_a_field() -> None:
    assert named([claim()], [claim()]) == []
    assert named([claim()], []) == ["missed"]
    assert named([], [claim()]) == ["spurious"]
    assert named([claim()], [claim(status="planned", actor=[])]) == ["status", "actor"]
    assert named([claim()], [claim(event="HOLD", mode=None)]) == ["missed", "spurious"]


def test_the_page_of_errors_shows_what_the_passes_saw_and_no_markup_of_the_text() -> None:
    page = write("own", list(errors([REPORT], {"r": [claim()]}, {"r": [claim(count=[1, 1])]})))
    assert "candidate" in page
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_changes_are_added_taken_away_or_a_field() -> None:
    old, new = claim(), claim(event="HOLD", mode=None)
    assert [name for name, *_ in changes("r", [old], [new])] == ["taken away RETREAT/release", "added HOLD"]
    assert [name for name, *_ in changes("r", [old], [claim(when=None)])] == ["changed when"]
    assert list(changes("r", [old], [old])) == []


def test_the_coder_gives_what_the_workbench_reads() -> None:
    claims = code(REPORT.body, date="2025-11-26")
    [one] = claims
    assert one.kind == "RETREAT/release"
    [row] = rows(claims)
    assert describe(row) == "RETREAT/release happened EGY > ? count [12, 12] when 2025-11-25 said outlet "
    assert list(changes("r", [row], [row])) == []
