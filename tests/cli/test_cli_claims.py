from __future__ import annotations

import csv
import json

import pytest
from conftest import Sijill

EVIDENCE = "السلطات البيلاروسية أفرجت عن 31 أوكرانياً"


def reports(sijill: Sijill, *arguments: str) -> list[str]:
    done = sijill("claims", "--format", "jsonl", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line)["report"] for line in done.stdout.splitlines()]


def test_jsonl(sijill: Sijill) -> None:
    first, second = map(json.loads, sijill("claims", "--format", "jsonl").stdout.splitlines())
    assert len(first.pop("id")) == 16
    assert first == {
        "report": "one",
        "date": "2025-11-26",
        "outlet": "الصحيفة",
        "event": "RETREAT",
        "mode": "release",
        "status": "happened",
        "actor": ["BLR"],
        "recipient": ["UKR"],
        "count": [31, 31],
        "when": "2025-11-22",
        "said": {"kind": "organisation", "by": "viasna"},
        "start": first["start"],
        "end": first["end"],
        "evidence": EVIDENCE,
        "coder": "known/1",
    }
    assert (second["report"], second["outlet"], second["start"]) == ("two", None, 32)


def test_csv(sijill: Sijill) -> None:
    first, second = csv.DictReader(sijill("claims", "--format", "csv").stdout.splitlines())
    assert (first["report"], first["actor"], first["count_low"], first["evidence"]) == ("one", "BLR", "31", EVIDENCE)
    assert (second["outlet"], second["said_kind"], second["said_by"]) == ("", "organisation", "viasna")


def test_a_table_that_goes_elsewhere_is_tab_separated(sijill: Sijill) -> None:
    heading, first, _ = sijill("claims").stdout.splitlines()
    cells = dict(zip(heading.split("\t"), first.split("\t"), strict=True))
    assert cells.pop("claim")
    assert list(cells.values()) == [
        "one", "2025-11-26", "RETREAT/release", "happened", "BLR", "UKR", "31", "2025-11-22", "organisation viasna",
        EVIDENCE,
    ]  # fmt: skip


def test_on_a_terminal_arabic_is_isolated_and_last(sijill: Sijill) -> None:
    shown = sijill("claims", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\u2067" + EVIDENCE + "\u2069" in shown
    assert "BLR → UKR" in shown


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_on_a_terminal_of_any_width_nothing_is_cut(sijill: Sijill, columns: int) -> None:
    shown = sijill("claims", FORCE_COLOR="1", COLUMNS=str(columns)).stdout
    for word in EVIDENCE.split():
        assert shown.count(word) >= 2


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("--event RETREAT", ["one", "two"]),
        ("--event retreat/Release --event AGREE", ["one", "two"]),
        ("--event COERCE", []),
        ("--actor blr --recipient UKR", ["one", "two"]),
        ("--actor RUS", []),
        ("--status planned", []),
        ("--status planned --status happened", ["one", "two"]),
        ("--said organisation", ["one", "two"]),
        ("--said unnamed", []),
        ("--from 2025-11-22 --to 2025-11-22", ["one", "two"]),
        ("--from 2025-11 --to 2025", ["one", "two"]),
        ("--to 2025-11-21", []),
        ("--from 2025-11-23", []),
        ("--as-of 2025-11-25", ["two"]),
        ("--text افرج", ["one", "two"]),
        ("--text اوكرانيا", ["one", "two"]),
        ("--text مقلوب", ["one"]),
        ("--report two", ["two"]),
        ("--coder known/1", ["one", "two"]),
        ("--limit 1", ["one"]),
        ("--limit 0", ["one", "two"]),
    ],
)
def test_filters(sijill: Sijill, arguments: str, found: list[str]) -> None:
    assert reports(sijill, *arguments.split()) == found


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("--event RELEASE", "sijill: --event RELEASE: unknown; choose of COERCE, ASSAULT, HOLD, "),
        ("--event RETREAT/arrest", "sijill: --event RETREAT/arrest: unknown; choose of COERCE, "),
        ("--status done", "sijill: --status done: unknown; choose of happened, underway, planned, possible, denied\n"),
        ("--said nobody", "sijill: --said nobody: unknown; choose of outlet, official, organisation, media, unnamed, "),
        ("--from soon", "sijill: --from: not a date: 'soon'; write 2015-08-05, 2015-08 or 2015\n"),
        ("--from 2025-12 --to 2025-11", "sijill: --from 2025-12 is after --to 2025-11\n"),
        ("--text !", "sijill: there is no word to look for in '!'\n"),
        ("--coder x/1", "sijill: no report was coded by 'x/1'; coders here: known/1\n"),
    ],
)
def test_what_is_unknown_is_one_line_that_lists_the_known(sijill: Sijill, arguments: str, line: str) -> None:
    done = sijill("claims", *arguments.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == 1
