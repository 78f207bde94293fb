"""Our scorer against the codebook's own, where that is at hand, and its laws."""

import importlib.util
import json
from typing import Any

import pytest
from gold import SHARED, examples, rows, shared
from hypothesis import given
from hypothesis import strategies as st
from scoring import field_scores, match, same_party, score

from sijill.coding import code_report


def test_gold_against_itself_is_perfect() -> None:
    gold = examples()
    found = score(gold.claims, gold.claims)
    assert found.events == found.claims == 1.0


def test_nothing_coded_scores_nothing() -> None:
    found = score(examples().claims, {})
    assert found.events == found.claims == found.precision == found.recall == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ahmad-ali", "ahmed-aly", True),
        ("alexander-lukashenko", "aleksandr-lukashenka", True),
        ("BLR", "RUS", False),
        (None, "BLR", False),
        ("john-coale", "keith-kellogg", False),
    ],
)
def test_parties_compare_by_sound(one: str | None, other: str | None, same: bool) -> None:
    assert same_party(one, other) is same


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_claims_match_where_their_evidence_overlaps(a: int, n: int, b: int, m: int) -> None:
    def claim(start: int, end: int) -> dict[str, Any]:
        return {
            "event": "HOLD", "mode": None, "status": "underway", "actor": ["BLR"], "recipient": [], "count": None,
            "when": None, "said": {"kind": "outlet", "by": None}, "start": start, "end": end,
        }  # fmt: skip

    assert bool(match([claim(a, a + n)], [claim(b, b + m)])) is (max(a, b) < min(a + n, b + m))
    assert set(field_scores(claim(0, 1), claim(0, 1)).values()) == {1.0}


def test_the_scorer_agrees_with_the_codebooks_own() -> None:
    path = SHARED / "gold" / "score.py"
    gold = shared("train")
    if gold is None or not path.is_file():
        pytest.skip("../shared/gold is not here")
    spec = importlib.util.spec_from_file_location("codebook_score", path)
    assert spec
    assert spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    for report in gold.reports[:30]:
        claims = json.loads(json.dumps(gold.claims[report.id]))
        coded = rows(code_report(report))
        ours = [(pair.gold, pair.coded) for pair in match(claims, coded)]
        assert ours == [(g, c) for g, c, _ in theirs.match(claims, coded)]
