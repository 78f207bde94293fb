"""Who is a further actor: of what is not mutual only those whom the sentence makes subjects beside the first."""

from __future__ import annotations

from datetime import date

import pytest
from gold import Gold, examples, written

from sijill.coding import code_report
from sijill.coding.arguments import CUSTODY
from sijill.report import Report

TITLE = "طهران وواشنطن تتبادلان السجناء برعاية قطرية"


@pytest.mark.parametrize(
    ("body", "kind", "actors"),
    [
        ("قال البيت الأبيض إن إيران أفرجت عن خمسة أميركيين الاثنين.", "RETREAT/release", [{"IRN"}]),
        ("أفرجت روسيا وبيلاروسيا عن 16 سجينا الخميس.", "RETREAT/release", [{"RUS", "BLR"}]),
        ("اعتقلت السلطات الإيرانية أميركيا في طهران، بحسب واشنطن.", "COERCE/arrest", [{"IRN"}]),
        ("أجرت إيران والولايات المتحدة محادثات في الدوحة.", "CONSULT", [{"IRN", "USA"}]),
    ],
)
def test_a_further_actor_stands_beside_the_first(body: str, kind: str, actors: list[set[str]]) -> None:
    found = code_report(Report(id="a", date=date(2023, 9, 19), title=TITLE, body=body))
    told = [claim for claim in found if f"{claim.event}/{claim.mode}".startswith(kind) and claim.start > len(TITLE)]
    assert [set(claim.actor) for claim in told] == actors


def test_the_other_side_of_a_deal_neither_arrests_nor_sentences() -> None:
    """The swap stands in every sentence of this report; whom one side had arrested, it arrested alone."""
    [report] = (one for one in examples().reports if one.id == "iran-usa-2023-08-11")
    found = code_report(report)
    done = [claim for claim in found if claim.event in ("COERCE", "HOLD") or claim.mode == "convict"]
    assert len(done) > 3
    assert all(len(claim.actor) <= 1 for claim in done)


@pytest.mark.parametrize("gold", [examples(), written("restated")])
def test_a_further_recipient_is_none_of_those_who_act(gold: Gold) -> None:
    told = [claim for report in gold.reports for claim in code_report(report)]
    directed = [claim for claim in told if f"{claim.event}/{claim.mode}" not in CUSTODY and claim.event != "HOLD"]
    assert len(directed) > 50
    assert not [claim for claim in directed if set(claim.recipient[1:]) & set(claim.actor)]


def test_nobody_eases_sanctions_on_itself() -> None:
    """Their adjectives, and those met on the way, stand in the sentences of the examples as subjects would."""
    eased = [claim for report in examples().reports for claim in code_report(report) if claim.mode == "ease"]
    assert len(eased) > 10
    assert not [claim for claim in eased if set(claim.actor) & set(claim.recipient)]
