"""The models: sums of weights, and what is chosen by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.coding.choosing.model import Chooser, Classes, Linear, models

WEIGHTS = st.dictionaries(st.sampled_from("abcdef"), st.floats(-9, 9), max_size=6)
NAMES = st.lists(st.sampled_from("abcdefg"), max_size=5)


def test_a_score_is_the_sum_of_the_weights_of_known_features() -> None:
    linear = Linear({"a": 1.5, "b": -0.5})
    assert linear.score(["a", "b", "never seen"]) == 1.0
    assert linear.probability([]) == 0.5
    assert linear.probability(["a"] * 100) == pytest.approx(1.0)


@given(WEIGHTS, st.lists(NAMES, min_size=1, max_size=5))
def test_the_best_reading_has_the_highest_score_and_is_the_first_of_equals(
    weights: dict[str, float], options: list[list[str]]
) -> None:
    linear = Linear(weights)
    best = linear.best(options)
    scores = [linear.score(names) for names in options]
    assert scores[best] == max(scores)
    assert max(scores) not in scores[:best]


def test_the_likeliest_allowed_label_is_chosen() -> None:
    classes = Classes(["happened", "planned", "denied"], {"will": [0.0, 2.0, 0.0], "not": [0.0, 0.0, 3.0]})
    assert classes.best(["will"], ("happened", "planned", "denied")) == "planned"
    assert classes.best(["will", "not"], ("happened", "planned", "denied")) == "denied"
    assert classes.best(["will", "not"], ("happened", "planned")) == "planned"
    assert classes.best(["unknown"], ("happened", "planned")) == "happened"


def test_the_likeliest_party_is_chosen_and_further_ones_where_they_are_likely_enough() -> None:
    chooser = Chooser(Linear({"near": 2.0, "nobody": 1.0}), Linear({"bias": -5.0, "joined": 6.0}), 0.5)
    near, far, joined = ["bias", "near"], ["bias"], ["bias", "joined"]
    assert chooser.choose([far, near], ["nobody"]) == [1]
    assert chooser.choose([near, joined, far], ["nobody"]) == [0, 1]
    assert chooser.choose([far, joined], ["nobody"]) == []
    assert chooser.choose([], ["nobody"]) == []


def test_the_package_ships_its_models() -> None:
    shipped = models()
    assert shipped is not None
    assert set(shipped.status.labels) == {"happened", "underway", "planned", "possible", "denied"}
    assert 0 < shipped.threshold < 1
