"""Talks and demands: which of one report are one telling, and which of two reports are one event."""

from __future__ import annotations

import pytest
from saying import claim, kinds, report, world

from sijill.reconcile.talks import NAMES, likenesses, weights
from sijill.reconcile.tellings import Telling
from sijill.reconcile.world import World

MET = "التقى وزيرا الخارجية في مسقط وبحثا ملف الأسرى والمعابر الحدودية بحضور الوسيط العماني"


def tellings(asked: World) -> list[Telling]:
    return sorted(asked.tellings.values(), key=lambda telling: telling.order)


def test_talks_with_others_are_others() -> None:
    told = world(
        report(
            "court",
            "2025-03-02",
            claim("CONSULT", actor="SAU JOR", words="استقبل الملك رئيس الوزراء الأردني في قصره"),
            claim("CONSULT", actor="SAU FRA", words="وتلقى اتصالا من رئيس فرنسا عن أسعار النفط"),
        )
    )
    assert len(kinds(told, "CONSULT")) == 2


def test_two_demands_of_one_party_are_two_unless_their_words_say_so() -> None:
    asks = "طالبت المنظمة بالإفراج الفوري عن الصحفيين الثلاثة المحتجزين"
    told = world(
        report(
            "group",
            "2025-03-02",
            claim("REQUEST/yield", actor="amnesty-international", recipient="EGY", words=asks),
            claim("REQUEST/yield", actor="amnesty-international", recipient="EGY", words=f"{asks} منذ شهرين"),
            claim(
                "REQUEST/yield",
                actor="amnesty-international",
                recipient="EGY",
                words="كما دعت القاهرة إلى وقف أحكام الإعدام",
            ),
        )
    )
    assert sorted(len(event.claims) for event in kinds(told, "REQUEST/yield")) == [1, 2]


@pytest.mark.parametrize(
    ("parties", "words", "events"),
    [
        ("IRN USA", MET, 1),
        ("IRN USA OMN", MET, 1),
        ("TUR", MET, 1),  # a copy with its parties wrong
        ("IRN USA", "اجتمع خبراء البلدين لمناقشة رفع التجميد عن الأرصدة المصرفية في سيول", 2),
        ("IRN FRA", "التقى الوزير الإيراني نظيره الفرنسي في باريس وبحثا إعادة فتح القنصلية", 2),
    ],
)
def test_talks_told_again(parties: str, words: str, events: int) -> None:
    told = world(
        report("one", "2025-03-02", claim("CONSULT", actor="IRN USA", words=MET)),
        report("two", "2025-03-03", claim("CONSULT", actor=parties, words=words)),
    )
    assert len(kinds(told, "CONSULT")) == events
    one, other = tellings(told)
    assert likenesses(one, other) == likenesses(other, one)


def test_every_likeness_has_a_weight() -> None:
    assert weights().weights.keys() == {"always", *NAMES}
