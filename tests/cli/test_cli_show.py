from __future__ import annotations

import json

import pytest
from conftest import Sijill

MARKED = "أعلنت منظمة فياسنا يوم السبت أن [السلطات البيلاروسية *أفرجت* عن 31 أوكرانياً]."


@pytest.fixture
def claim(sijill: Sijill) -> str:
    return str(json.loads(sijill("claims", "--report", "one", "--format", "jsonl").stdout)["id"])


def test_a_claim_beside_its_sentence(sijill: Sijill, claim: str) -> None:
    sentence, _, *fields = sijill("show", claim[:6]).stdout.splitlines()
    assert sentence == MARKED
    assert [" ".join(line.split()) for line in fields] == [
        "event RETREAT/release, happened (أفرجت)",
        "actor BLR (السلطات البيلاروسية)",
        "recipient UKR (أوكرانياً)",
        "count 31 (31)",
        "when 2025-11-22 (يوم السبت)",
        "said organisation viasna (منظمة فياسنا)",
        "report one",
        "date 2025-11-26",
        "outlet الصحيفة",
        "agency رويترز",
        "title =عنوان [31mأحمر مقلوب",
        "url https://example.org/one",
        "coder known/1",
        f"claim {claim}",
    ]


def test_on_a_terminal_in_colours_and_right_to_left(sijill: Sijill, claim: str) -> None:
    shown = sijill("show", claim, FORCE_COLOR="1").stdout
    assert shown.startswith("\u2067")
    assert "\x1b[1;4;31mأفرجت\x1b[0m" in shown
    assert "[السلطات" not in shown


def test_on_a_terminal_without_colours_between_marks(sijill: Sijill, claim: str) -> None:
    shown = sijill("show", claim, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert MARKED in shown.splitlines()[0]
    assert "\x1b[31m" not in shown


def test_no_such_claim(sijill: Sijill) -> None:
    done = sijill("show", "nothing")
    assert (done.exit_code, done.stderr) == (2, "sijill: there is no claim 'nothing'; `sijill claims` lists them\n")
