"""The law that the head of `sijill.ledger` states."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from contents import contents, is_whole
from hypothesis import given, settings
from hypothesis import strategies as st
from small_coder import NEWER, SMALL, make, make_many

from sijill.errors import UsageError
from sijill.ledger import ClaimFilter, Coder, Ledger
from sijill.report import Problem, Report

PROBLEM = Problem(source="a.txt", reason="empty", detail="it is empty")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(str(tmp_path / "ledger.db"))


def coders(ledger: Ledger, wanted: ClaimFilter | None = None) -> set[str]:
    return {stored.claim.coder for stored in ledger.claims(wanted)}


def test_reading_again_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    first = ledger.read([*make_many(100), PROBLEM], coder=SMALL)
    assert (first.new, first.known, first.set_aside) == (100, 0, 1)
    assert first.claims == {"RETREAT/release": 100, "COERCE/arrest": 100}
    before = contents(tmp_path / "ledger.db")
    again = ledger.read([*make_many(100), PROBLEM], coder=SMALL)
    assert (again.new, again.known, again.set_aside, again.claims) == (0, 100, 1, {})
    assert contents(tmp_path / "ledger.db") == before


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5) | st.just(PROBLEM), max_size=8), max_size=3))
def test_readings_in_any_order_and_number_add_up_to_one(readings: list[list[int | Problem]]) -> None:
    items = [[make(item) if isinstance(item, int) else item for item in reading] for reading in readings]
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder, "many.db"), Path(folder, "one.db")
        with Ledger.open(str(many)) as ledger:
            for reading in items:
                summary = ledger.read(reading, coder=SMALL)
                assert summary.seen == len(reading)
        with Ledger.open(str(one)) as ledger:
            ledger.read([item for reading in items for item in reading], coder=SMALL)
        assert contents(many) == contents(one)
        assert is_whole(many)


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(ledger: Ledger, tmp_path: Path) -> None:
    ledger.read([make(1)], coder=SMALL)
    (old_release, *_) = ledger.claims(ClaimFilter(events=("RETREAT",)))
    summary = ledger.read([make(1, "أفرجت مينسك عن سجينين.")], coder=SMALL)
    assert (summary.new, summary.replaced) == (1, 1)
    assert ledger.report("report-1").body == "أفرجت مينسك عن سجينين."
    assert [stored.report.body for stored in ledger.claims()] == ["أفرجت مينسك عن سجينين."]
    assert ledger.claim(old_release.id) == old_release
    assert len(contents(tmp_path / "ledger.db")["reports"]) == 2


def test_a_newer_coder_adds_its_claims_and_keeps_the_old(ledger: Ledger) -> None:
    ledger.read([make(1), make(2)], coder=SMALL)
    summary = ledger.read([make(1)], coder=NEWER)
    assert (summary.new, summary.known, summary.claims) == (0, 1, {"RETREAT/release": 1})
    assert [(stored.report.id, stored.claim.coder) for stored in ledger.claims()] == [
        ("report-2", "small/1"),
        ("report-2", "small/1"),
        ("report-1", "small/2"),
    ]
    assert len(list(ledger.claims(ClaimFilter(coders=("small/1",))))) == 4


def test_a_newer_coder_that_finds_nothing_is_still_the_newest(ledger: Ledger) -> None:
    ledger.read([make(1)], coder=SMALL)
    ledger.read([make(1)], coder=Coder("none/1", lambda report: []))
    assert not list(ledger.claims())
    assert ledger.overview().claims == 0
    assert coders(ledger, ClaimFilter(coders=("small/1",))) == {"small/1"}


def test_a_claim_comes_out_as_it_went_in(ledger: Ledger) -> None:
    report = make(7, title="عنوان")
    ledger.read([report], coder=SMALL)
    stored = list(ledger.claims())
    assert [one.claim for one in stored] == SMALL.code(report)
    assert all(one.report == report for one in stored)
    assert [one.evidence for one in stored] == ["أفرجت", "اعتقلت"]


def test_ids_are_the_same_in_every_ledger(tmp_path: Path) -> None:
    ids = []
    for name, items in (("a.db", [make(1), make(2)]), ("b.db", [make(2), make(1)])):
        with Ledger.open(str(tmp_path / name)) as ledger:
            ledger.read(items, coder=SMALL)
            ids.append({stored.id for stored in ledger.claims()})
    assert ids[0] == ids[1]


def test_the_same_text_in_two_reports_is_two_claims(ledger: Ledger) -> None:
    day = date(2025, 1, 1)
    ledger.read([make(1, "أفرجت مينسك", day=day), make(2, "أفرجت مينسك", day=day)], coder=SMALL)
    assert len({stored.id for stored in ledger.claims()}) == 2


def test_as_of_a_day_later_reports_and_versions_are_unseen(ledger: Ledger) -> None:
    ledger.read([make(1, day=date(2025, 1, 1)), make(1, "اعتقلت", day=date(2025, 2, 1))], coder=SMALL)
    then = ClaimFilter(as_of=date(2025, 1, 15))
    assert [stored.claim.mode for stored in ledger.claims(then)] == ["release", "arrest"]
    assert [stored.claim.mode for stored in ledger.claims()] == ["arrest"]
    assert not list(ledger.claims(ClaimFilter(as_of=date(2024, 12, 31))))


def test_a_report_on_which_the_coder_fails_is_set_aside_and_tried_again(ledger: Ledger) -> None:
    bad = make(1, "غير مقروء")
    summary = ledger.read([make(0), bad, make(2)], coder=SMALL)
    assert (summary.new, summary.set_aside) == (2, 1)
    (stored,) = ledger.problems()
    assert stored.problem.reason == "coder-failed"
    assert stored.problem.report == "report-1"
    assert "small/1" in stored.problem.detail
    assert "\n" not in stored.problem.detail
    assert ledger.read([bad], coder=SMALL).set_aside == 1
    assert len(list(ledger.problems())) == 1
    assert ledger.read([bad], coder=Coder("mended/1", lambda report: [])).known == 1


def test_evidence_outside_of_the_text_is_set_aside(ledger: Ledger) -> None:
    elsewhere = Coder("small/1", lambda report: SMALL.code(make(1, report.text + " أفرجت")))
    assert ledger.read([make(1, "نص قصير.")], coder=elsewhere).set_aside == 1
    assert not list(ledger.claims())


@pytest.mark.parametrize("text", ["نصف \ud83d", "صفر \0"])
def test_what_is_no_text_is_set_aside(ledger: Ledger, text: str) -> None:
    assert ledger.read([make(1, text), make(2)], coder=SMALL).set_aside == 1
    assert [stored.problem.reason for stored in ledger.problems()] == ["not-text"]


def test_a_file_name_that_is_no_text_is_kept_as_escapes(ledger: Ledger) -> None:
    ledger.read([Problem(source="a\udcff.txt", reason="empty", detail="it is empty")], coder=SMALL)
    assert [stored.problem.source for stored in ledger.problems()] == ["a\\udcff.txt"]


def test_what_the_source_raises_comes_through_and_the_run_is_unfinished(ledger: Ledger) -> None:
    def reports() -> object:
        yield from make_many(100)
        raise UsageError("no more")

    with pytest.raises(UsageError, match="no more"):
        ledger.read(reports(), coder=SMALL)  # type: ignore[arg-type]
    overview = ledger.overview()
    assert [run.coder for run in overview.unfinished] == ["small/1"]
    assert overview.reports == 64


def test_progress_tells_what_was_done_so_far(ledger: Ledger) -> None:
    seen: list[int] = []
    ledger.read(make_many(150), coder=SMALL, progress=lambda summary: seen.append(summary.seen))
    assert seen == [64, 128, 150]


def test_more_jobs_write_the_same(tmp_path: Path) -> None:
    for jobs in (1, 2):
        with Ledger.open(str(tmp_path / f"{jobs}.db")) as ledger:
            items: list[Report | Problem] = [*make_many(300), make(301, "غير مقروء"), PROBLEM]
            ledger.read(items, coder=SMALL, jobs=jobs)
    assert contents(tmp_path / "1.db") == contents(tmp_path / "2.db")
    with closing(sqlite3.connect(tmp_path / "1.db")) as one, closing(sqlite3.connect(tmp_path / "2.db")) as two:
        query = "SELECT version, id FROM reports ORDER BY version"
        assert one.execute(query).fetchall() == two.execute(query).fetchall()
