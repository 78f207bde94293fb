from __future__ import annotations

from pathlib import Path

import pytest
from saying import claim, report, world

from sijill.claim import MODES
from sijill.reconcile.relations import scores

SHARED = Path(__file__).parents[3] / "shared" / "plover-scores.tsv"


def test_the_scores_are_plovers_and_the_misprint_is_read_as_its_head_says() -> None:
    assert scores()["AGREE", None] == 2.5
    assert scores()["RETREAT", "release"] == 6.5
    assert scores()["ACCUSE", None] == -3
    assert all(-10 <= score <= 10 for score in scores().values())


def test_every_event_that_is_coded_has_a_score_but_those_that_plover_lacks() -> None:
    assert {event for event in MODES if (event, None) not in scores()} - {
        event for event in MODES if any((event, mode) in scores() for mode in MODES[event])
    } == {"HOLD", "APPOINT"}


def test_the_table_is_the_shared_one() -> None:
    if not SHARED.exists():
        pytest.skip("the table that it is compared with lies in ../shared, which is absent")
    own = Path(__file__).parents[2] / "src/sijill/reconcile/data/plover-scores.tsv"
    assert own.read_text("utf-8") == SHARED.read_text("utf-8")


def test_each_event_is_scored_once_in_its_month_and_only_if_it_was_done() -> None:
    release = claim("RETREAT/release", actor="BLR", recipient="USA", count=6, when="2025-02-12")
    told = world(
        report("a", "2025-02-13", release, claim("CONSULT", actor="BLR USA", when="2025-01-30")),
        report("b", "2025-02-14", release),
        report("c", "2025-03-01", claim("SANCTION/discontinue", actor="USA", recipient="BLR", when="2025-03-01")),
        report("d", "2025-03-02", claim("RETREAT/ease", actor="USA", recipient="BLR", status="possible")),
        report("e", "2025-03-02", claim("RETREAT/release", actor="BLR", recipient="UKR", count=6, when="2025-03-02")),
    )
    found = told.relation("USA", "BLR")
    assert [(month.month, month.score, month.scored) for month in found.months] == [
        ("2025-01", 2.5, 1),
        ("2025-02", 6.5, 1),
        ("2025-03", -6.0, 1),
    ]
    assert {event.kind for event in found.sanctions} == {"SANCTION/discontinue", "RETREAT/ease"}
    assert [event.kind for event in found.channels] == ["CONSULT"]
