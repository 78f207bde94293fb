"""The example reports and the project's own gold: their form, and that every claim is one the codebook knows."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.core import get_global

from sijill.claim import KINDS, MODES, STATUSES
from sijill.edtf import bounds
from sijill.sources import published
from sijill.sources.draft import Draft

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"
CREDIT = "سجل - نص مثال"
LONGEST_EVIDENCE = 400
"""The longest evidence, in code points, that a score counts (see the codebook)."""

STATES = frozenset(code for code in get_global("territory_aliases") if re.fullmatch("[A-Z]{3}", code))
ORGANISATIONS = {"EU", "UN", "NATO", "IAEA", "LAS", "GCC", "AU", "OIC", "ICC", "ICRC", "FIFA", "P5+1"}
SLUG = re.compile(r"[a-z]+(-[a-z]+)*")
COUNTED = {"COERCE", "ASSAULT", "HOLD", "SANCTION", "RETREAT"}
UNCOUNTED_MODES = {"discontinue", "ease"}

REPORTS = sorted(EXAMPLES.glob("*.txt"))
GOLD: list[dict[str, Any]] = [json.loads(line) for line in (EXAMPLES / "gold.jsonl").read_text("utf-8").splitlines()]
CLAIMS = [pytest.param(entry, claim, id=entry["id"]) for entry in GOLD for claim in entry["claims"]]


@cache
def draft(report: str) -> Draft:
    """The example report with this id, as the published form's own reader sees it."""
    return published.read((EXAMPLES / f"{report}.txt").read_text("utf-8"))


def known(code: str) -> bool:
    """Whether a code is a state's, an organisation's, or a well-formed slug."""
    return code in STATES or code in ORGANISATIONS or SLUG.fullmatch(code) is not None


def sentences(text: str) -> set[str]:
    """The sentences of eight words and more, their words joined by single spaces."""
    found = (part.split() for part in re.split(r"[.!?؟؛:\n]+", text))
    return {" ".join(words) for words in found if len(words) >= 8}


def shared_texts() -> Iterator[str]:
    """Every text that lies beside the checkout and that the examples must not copy."""
    for path in sorted(SHARED.glob("sample/*.txt")):
        yield path.read_text("utf-8")
    for path in sorted(SHARED.glob("gold/*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]
    for path in sorted(SHARED.glob("corpus/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def test_there_are_enough_examples_of_enough_situations() -> None:
    assert len(REPORTS) >= 16
    assert len({path.stem.split("-20")[0] for path in REPORTS}) >= 5


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_report_has_the_published_form(path: Path) -> None:
    head, blank, _ = path.read_text("utf-8").split("\n", 2)
    assert re.match(r" date \d{4}-\d\d-\d\d - ", head)
    assert blank == ""
    report = draft(path.stem)
    assert report.date is not None
    assert path.stem.endswith(date.fromisoformat(report.date).isoformat())
    assert 2 <= len(report.points) <= 4
    assert report.agency == CREDIT
    assert 120 <= len(report.body.removesuffix(f"({CREDIT})").split()) <= 350


def test_every_report_names_its_sources() -> None:
    sources = (EXAMPLES / "SOURCES.md").read_text("utf-8")
    assert set(re.findall(r"^\| (\S+-\d{4}-\d\d-\d\d) \|", sources, re.MULTILINE)) == {path.stem for path in REPORTS}


def test_gold_has_one_entry_for_each_report() -> None:
    assert [entry["id"] for entry in GOLD] == [path.stem for path in REPORTS]
    for entry in GOLD:
        assert entry["date"] == draft(entry["id"]).date
        assert entry["title"] == ""
        assert 8 <= len(entry["claims"]) <= 20


@pytest.mark.parametrize(("entry", "claim"), CLAIMS)
def test_gold_evidence_is_whole_words_of_its_report(entry: dict[str, Any], claim: dict[str, Any]) -> None:
    body = draft(entry["id"]).body
    start, end = claim["start"], claim["end"]
    assert 0 <= start < end <= body.index(f"({CREDIT})")
    assert end - start <= LONGEST_EVIDENCE
    assert "\n" not in body[start:end]
    assert not body[end].isalnum()
    assert start == 0 or not body[start - 1].isalnum()
    assert body[start:end] == body[start:end].strip()


@pytest.mark.parametrize(("entry", "claim"), CLAIMS)
def test_gold_claim_is_one_that_the_codebook_knows(entry: dict[str, Any], claim: dict[str, Any]) -> None:
    assert claim["mode"] in MODES[claim["event"]]
    assert claim["status"] in STATUSES
    assert all(known(code) for code in claim["actor"] + claim["recipient"])
    kind, by = claim["said"]["kind"], claim["said"]["by"]
    assert kind in KINDS
    assert by is None or (known(by) and kind not in {"outlet", "unnamed"})
    if claim["when"] is not None:
        bounds(claim["when"])
    if claim["count"] is not None:
        low, high = claim["count"]
        assert claim["event"] in COUNTED
        assert claim["mode"] not in UNCOUNTED_MODES
        assert low >= 1
        assert high is None or high >= low


def test_examples_copy_no_sentence() -> None:
    if not SHARED.is_dir():
        pytest.skip("the texts that the examples are compared with lie in ../shared, which is absent")
    ours = set().union(*(sentences(draft(path.stem).body) for path in REPORTS))
    for text in shared_texts():
        assert not ours & sentences(text)
