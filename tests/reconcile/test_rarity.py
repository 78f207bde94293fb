from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sijill.reconcile.rarity import WHOLE, alike, covered, weight, weights
from sijill.reconcile.tellings import word_numbers

words = st.frozensets(st.sampled_from(sorted(weights())) | st.integers(0, 50), max_size=12)


def test_common_words_weigh_less_than_rare_ones() -> None:
    common, rare = frozenset(word_numbers("بعد وقال وزير خارجية")), frozenset(word_numbers("غيرشكوفيتش كراسيكوف"))
    assert len(common) == 4
    assert weight(common) / 4 < WHOLE / 2
    assert weight(rare) == 2 * WHOLE


@given(words, words)
def test_likeness_is_a_share_and_the_same_both_ways(one: frozenset[int], other: frozenset[int]) -> None:
    assert 0 <= alike(one, other) == alike(other, one) <= covered(one, other) == covered(other, one) < 1
    assert alike(one, one) == covered(one, one)


def test_nothing_in_common_is_nothing() -> None:
    assert alike(frozenset(), frozenset()) == covered(frozenset([1]), frozenset([2])) == 0
