from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sijill.desk.language import language
from sijill.desk.notes import told_in
from sijill.ledger import Ledger


def sentences(ledger: Ledger) -> Iterator[str]:
    """Every sentence that the reconciler says of the examples."""
    holders = set()
    for event in ledger.events():
        holders |= set(event.actor)
        yield from event.notes
        for why in event.why:
            yield why.reason
    for deal in ledger.deals():
        yield from (*deal.why, *deal.notes)
    for holder in holders:
        balance = ledger.balance(holder)
        yield from (*balance.arithmetic, *balance.notes)


@pytest.mark.parametrize("code", ["ar", "en"])
def test_everything_that_is_said_of_the_examples_is_said_in_the_readers_language(shared: Ledger, code: str) -> None:
    words = language(code)
    found = set(sentences(shared))
    assert len(found) > 20
    assert sorted(one for one in found if told_in(one, words)[1] != code) == []
    if code == "ar":
        said = [re.sub(r"\(.*?\)|sijill|\b[a-z]+-[a-z-]*[\d-]+\b", "", told_in(one, words)[0]) for one in found]
        assert [one for one in said if re.search(r"\b(the|of|and|as|in)\b", one)] == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "the number agrees (1001+); the same day (2025-09-11); the same actor (BLR) "
            "as in the first report (a-b, 2025-09-11)",
            "العدد متفق (1,001 على الأقل)؛ اليوم نفسه (11 سبتمبر 2025)؛ الفاعل نفسه (بيلاروسيا): "
            "كما في أول تقرير (\u2068a-b\u2069، 11 سبتمبر 2025)",
        ),
        (
            "the figures differ: 50 (رويترز); 52 (أ ف ب)",
            "الأرقام مختلفة: 50 (\u2068رويترز\u2069)؛ 52 (\u2068أ ف ب\u2069)",
        ),
        ("freed: 5000 (2025-04, aadaf9e7e6) = 5000", "أُفرج عنهم: 5,000 (أبريل 2025) = 5,000."),
    ],
)
def test_a_sentence_in_arabic(written: str, said: str) -> None:
    assert told_in(written, language("ar")) == (said, "ar")


def test_a_sentence_that_nobody_foresaw_is_shown_as_it_is() -> None:
    assert told_in("something else (x)", language("ar")) == ("something else (x)", "en")
