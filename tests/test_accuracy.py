"""The accuracy gate: a change that lowers a score below its floor fails, unless it lowers the floor and says why.

Scores are exact, for the same coder on the same text gives the same claims; the floors lie at most 0.01 under what was
measured. The examples were part of the training of the models, as were `belarus` and `train`; `dev` and the restated
reports never are.
"""

import pytest
from gold import Gold, examples, rows, shared, written
from scoring import Score, score

from sijill.coding import code_report

FLOORS = {
    "examples": (0.955, 0.89),
    "belarus": (0.97, 0.93),
    "dev": (0.80, 0.66),
    "restated": (0.88, 0.77),
}
"""The least F1 of events and of claims. Measured on 2026-11-27 with `make bench`."""


def measure(gold: Gold) -> Score:
    return score(gold.claims, {report.id: rows(code_report(report)) for report in gold.reports})


def test_the_examples_are_coded_as_well_as_before() -> None:
    found = measure(examples())
    assert (found.events, found.claims) >= FLOORS["examples"]
    assert found.claims >= FLOORS["examples"][1]


def test_the_restated_reports_are_coded_as_well_as_before() -> None:
    found = measure(written("restated"))
    assert found.events >= FLOORS["restated"][0]
    assert found.claims >= FLOORS["restated"][1]


@pytest.mark.parametrize("name", ["belarus", "dev"])
def test_the_shared_gold_is_coded_as_well_as_before(name: str) -> None:
    gold = shared(name)
    if gold is None:
        pytest.skip(f"../shared/gold/{name}.jsonl is not here")
    found = measure(gold)
    assert found.events >= FLOORS[name][0]
    assert found.claims >= FLOORS[name][1]


def test_every_event_of_the_first_report_is_found() -> None:
    gold = shared("belarus")
    if gold is None:
        pytest.skip("../shared/gold/belarus.jsonl is not here")
    assert measure(gold).recall == 1.0
