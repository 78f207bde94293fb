from __future__ import annotations

import pytest

from sijill.reconcile.cues import cues, normal, tells_part, tells_rest


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("أفرجت عن عشرات بينهم ثلاثة أجانب", True),
        ("وشمل العفو 14 أجنبياً", True),
        ("خمسة مواطنين من بين المفرج عنهم", True),
        ("أفرجت كذلك عن كاهنين بينهم مسن", False),
        ("أفرجت عن ثلاثة", False),
        ("they freed 52 prisoners, including 14 foreigners", True),
    ],
)
def test_a_part(sentence: str, part: bool) -> None:
    assert tells_part(normal(sentence)) is part


@pytest.mark.parametrize("word", ["وبموجب الصفقة", "في إطار اتفاقٍ", "بصفقة", "للصفقة", "تبادل", "under a deal"])
def test_a_deal_is_found_behind_particles(word: str) -> None:
    assert cues().deal.search(normal(word))


@pytest.mark.parametrize("word", ["الصفقات", "تصفق", "dealer"])
def test_but_not_within_words(word: str) -> None:
    assert not cues().deal.search(normal(word))


def test_those_who_are_left() -> None:
    assert tells_rest(normal("إطلاق سراح جميع المعتقلين"))
    assert not tells_rest(normal("إطلاق سراح خمسة معتقلين"))
