"""When: what has happened lies not ahead of the report that tells it."""

from __future__ import annotations

from datetime import date

import pytest
from gold import Gold, examples, written

from sijill.coding import code_report
from sijill.report import Report


@pytest.mark.parametrize("gold", [examples(), written("restated")])
def test_nothing_has_happened_or_goes_on_after_its_report(gold: Gold) -> None:
    done = [
        (claim.when, report.date.isoformat())
        for report in gold.reports
        for claim in code_report(report)
        if claim.status in ("happened", "underway") and claim.when
    ]
    assert len(done) > 15
    assert not [(when, day) for when, day in done if when[: len(day)].split("/")[0] > day[: len(when.split("/")[0])]]


def test_a_day_without_its_year_is_the_last_one_for_what_was_done() -> None:
    body = "أوقفت السلطات الروسية اللاعبة الأميركية في مطار موسكو في 17 فبراير."
    found = code_report(Report(id="a", date=date(2022, 12, 8), title="موسكو تفرج عن لاعبة أميركية", body=body))
    assert [claim.when for claim in found if claim.event == "COERCE"] == ["2022-02-17"]
