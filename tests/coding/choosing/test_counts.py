"""How many: what says that a number counts others beside those named, or the people of each side."""

from __future__ import annotations

from datetime import date

import pytest
from gold import Gold, examples, written

from sijill.claim import Count
from sijill.coding import code_report
from sijill.coding.choosing.counts import Tally
from sijill.coding.coder import read_report
from sijill.languages.arabic.schema import load_rows
from sijill.report import Report


def report(body: str) -> Report:
    return Report(id="r", date=date(2025, 11, 26), body=body)


def tallies(body: str) -> list[Tally]:
    """The readings of how many for every release of a sentence."""
    judged = [one for read in read_report(report(body), training=True) for one in read.judged]
    return [tally for one in judged if one.choices and one.claim.mode == "release" for tally in one.choices.tallies]


@pytest.mark.parametrize(
    ("body", "count", "feature"),
    [
        ("أفرجت مينسك عن سيرغي تيخانوفسكي و13 سجينا آخرين.", (14, 14), "sum-others=True"),
        ("أفرج عنه بعفو رئاسي شمله مع خمسة سجناء آخرين.", (6, 6), "one-more=RETREAT/release"),
        ("تبادلت موسكو وكييف 390 أسيرا من كل جانب.", (780, 780), "of-each=True"),
        ("استعاد كل طرف ألف أسير في عملية تبادل.", (2000, 2000), "of-each=True"),
        ("أطلق سراح أسرى، 307 من كل جانب.", (614, 614), "of-each=bare"),
    ],
)
def test_a_reading_says_what_speaks_for_it(body: str, count: Count, feature: str) -> None:
    assert any(tally.how_many == count and feature in tally.features for tally in tallies(body))


def test_a_number_of_one_side_is_not_doubled_by_a_word() -> None:
    assert not any("of-each=True" in tally.features for tally in tallies("أفرجت كييف عن كل الأسرى، وهم 390 أسيرا."))


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("أفرجت مينسك عن سيرغي تيخانوفسكي و13 سجينا آخرين.", (14, 14)),
        ("تبادلت موسكو وكييف 390 أسيرا من كل جانب.", (780, 780)),
    ],
)
def test_others_are_counted_with_the_named_and_each_side_once(body: str, count: Count) -> None:
    assert count in [claim.count for claim in code_report(report(body)) if claim.mode == "release"]


@pytest.mark.parametrize("gold", [examples(), written("restated")])
def test_several_people_are_not_one_person_by_name(gold: Gold) -> None:
    persons = {row["slug"] for row in load_rows("persons.csv", ("slug",))}
    told = [claim for one in gold.reports for claim in code_report(one) if claim.count and claim.count[0] > 1]
    assert len(told) > 20
    assert not [claim for claim in told if len(claim.recipient) == 1 and claim.recipient[0] in persons]
