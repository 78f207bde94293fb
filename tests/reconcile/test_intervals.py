from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.claim import Count
from sijill.reconcile.intervals import add, agree, meets, subtract, text, whole_with_parts, within

numbers = st.integers(0, 30)


@st.composite
def around(draw: st.DrawFn, number: int) -> Count:
    """An interval that holds a number."""
    high = draw(st.none() | st.integers(number, number + 30))
    return draw(st.integers(0, number)), high


intervals: st.SearchStrategy[Count] = numbers.flatmap(around)


def holds(interval: Count, number: int) -> bool:
    return interval[0] <= number and (interval[1] is None or number <= interval[1])


@settings(deadline=None)
@given(st.lists(intervals, min_size=1), st.randoms())
def test_witnesses_agree_in_any_order(told: list[Count], chance: st.DataObject) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert agree(told) == agree(shuffled)


@settings(deadline=None)
@given(numbers.flatmap(lambda number: st.tuples(st.just(number), st.lists(around(number), min_size=1))))
def test_what_is_true_stays_possible(case: tuple[int, list[Count]]) -> None:
    number, told = case
    found = agree(told)
    assert found is not None
    assert holds(found, number)


@settings(deadline=None)
@given(st.lists(intervals, min_size=1), st.data())
def test_a_witness_that_repeats_a_figure_changes_nothing(told: list[Count], data: st.DataObject) -> None:
    assert agree([*told, data.draw(st.sampled_from(told))]) == agree(told)


@settings(deadline=None)
@given(st.lists(intervals, min_size=1), st.integers(0, 5), st.integers(0, 5))
def test_a_vaguer_witness_changes_nothing(told: list[Count], less: int, more: int) -> None:
    found = agree(told)
    assert found is not None
    vaguer = (max(0, found[0] - less), None if found[1] is None else found[1] + more)
    assert agree([*told, vaguer]) == found


@settings(deadline=None)
@given(st.lists(intervals, min_size=1), intervals)
def test_one_that_contradicts_only_widens(told: list[Count], other: Count) -> None:
    found = agree(told)
    assert found is not None
    if not any(meets(one, other) for one in told):
        wider = agree([*told, other])
        assert wider is not None
        assert within(other, wider)


@settings(deadline=None)
@given(st.lists(st.tuples(numbers, st.data()), max_size=5))
def test_a_sum_holds_every_sum_of_what_is_possible(parts: list[tuple[int, st.DataObject]]) -> None:
    told = [data.draw(around(number)) for number, data in parts]
    assert holds(add(told), sum(number for number, _ in parts))


@settings(deadline=None)
@given(intervals, st.lists(intervals, max_size=4), intervals)
def test_a_part_that_fits_raises_no_bound_but_what_parts_alone_prove(
    whole: Count, parts: list[Count], more: Count
) -> None:
    before, after = whole_with_parts(whole, parts), whole_with_parts(whole, [*parts, more])
    if whole[1] is None or add([*parts, more])[0] <= whole[1]:
        assert after[1] == before[1] == whole[1]
        assert after[0] in (before[0], add([*parts, more])[0])


@settings(deadline=None)
@given(numbers, st.lists(numbers, max_size=3), st.data())
def test_a_whole_with_parts_holds_what_is_true(rest: int, parts: list[int], data: st.DataObject) -> None:
    total = rest + sum(parts)
    found = whole_with_parts(data.draw(around(total)), [data.draw(around(part)) for part in parts])
    assert holds(found, total)


@settings(deadline=None)
@given(numbers, numbers, st.data())
def test_a_difference_holds_what_is_true(one: int, other: int, data: st.DataObject) -> None:
    low, high = subtract(data.draw(around(one)), data.draw(around(other)))
    assert low is None or low <= one - other
    assert high is None or one - other <= high


def test_text() -> None:
    assert [text(one) for one in ((0, 0), (3, 10), (5, None), (None, 4), (None, None))] == [
        "0", "3-10", "5+", "up to 4", "any number",
    ]  # fmt: skip
