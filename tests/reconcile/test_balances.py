"""The law of intervals, as the head of `sijill.reconcile` states it, over events of which the truth is known."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import claim, report, world
from test_intervals import around, holds

from sijill.claim import Count
from sijill.ledger.rows import claim_id
from sijill.reconcile import Event, StatusStep
from sijill.reconcile.balances import balance
from sijill.reconcile.world import Version

DAY0 = date(2025, 3, 1).toordinal()


class True_(NamedTuple):  # noqa: N801  (what is true, and what is told of it)
    """A release: its people, its day, what is told of it, and whether a report makes it a part of another."""

    people: frozenset[int]
    event: Event
    part_of: str | None = None


def made(name: str, count: Count | None, when: str | None, first: int, *, status: str = "happened") -> Event:
    day = date.fromordinal(first)
    return Event(
        id=name,
        event="RETREAT",
        mode="release",
        status=status,  # type: ignore[arg-type]
        actor=("BLR",),
        recipient=(),
        count=count,
        when=when,
        witnesses=(),
        claims=(name,),
        why=(),
        figures=(),
        statuses=(StatusStep(status=status, date=day, claims=(name,)),),  # type: ignore[arg-type]
        first=day,
        last=day,
    )


@st.composite
def releases(draw: st.DrawFn) -> list[True_]:
    """Releases of which each tells a number that is true of it, exactly or vaguely or not at all.

    Those of one day may free the same people twice in the telling. A part is a true part. A sum holds all before it.
    """
    found: list[True_] = []
    for number in range(draw(st.integers(0, 5))):
        on = draw(st.integers(0, 3)) * 10
        own = draw(st.frozensets(st.integers(0, 6), min_size=1))
        people = frozenset(on * 100 + person for person in own)
        count = draw(st.none() | around(len(people)))
        dated = draw(st.booleans())
        when = date.fromordinal(DAY0 + on).isoformat() if dated else None
        found.append(
            True_(people, made(f"e{number}", count, when, DAY0 + on + (0 if dated else draw(st.integers(0, 3)))))
        )
        if draw(st.booleans()):
            part = draw(st.frozensets(st.sampled_from(sorted(people)), min_size=1))
            told = draw(st.none() | around(len(part)))
            found.append(True_(part, made(f"p{number}", told, when, DAY0 + on), f"e{number}"))
    summed: bool = draw(st.booleans())
    if found and summed:
        everybody = frozenset[int]().union(*(one.people for one in found))
        span = f"{date.fromordinal(DAY0 - 60)}/{date.fromordinal(DAY0 + 60)}"
        found.append(True_(everybody, made("sum", draw(around(len(everybody))), span, DAY0 + 60)))
    return found


def freed(told: list[True_], **asked: date) -> Count:
    parts = [(one.event.id, one.part_of) for one in told if one.part_of]
    return balance([one.event for one in told], holder="BLR", told_parts=parts, **asked).freed  # type: ignore[arg-type]


def truth(told: list[True_]) -> int:
    return len(frozenset[int]().union(*(one.people for one in told)))


@settings(max_examples=400, deadline=None)
@given(releases())
def test_bounds_are_never_tighter_than_the_claims_allow(told: list[True_]) -> None:
    assert holds(freed(told), truth(told))


@settings(max_examples=200, deadline=None)
@given(releases(), st.integers(-10, 45), st.integers(0, 30))
def test_nor_within_a_period(told: list[True_], start: int, length: int) -> None:
    """People of releases that lie within; those partly within may be in or out."""
    since, until = DAY0 + start, DAY0 + start + length
    found = freed(told, since=date.fromordinal(since), until=date.fromordinal(until))
    days = {person: DAY0 + person // 100 for one in told for person in one.people}
    assert holds(found, sum(since <= day <= until for day in days.values()))


@settings(deadline=None)
@given(releases(), st.randoms())
def test_order_never_matters(told: list[True_], chance: st.DataObject) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert freed(told) == freed(shuffled)


@settings(deadline=None)
@given(releases(), st.data())
def test_adding_a_part_raises_no_high_bound(told: list[True_], data: st.DataObject) -> None:
    wholes: list[True_ | None] = [one for one in told if one.part_of is None]
    whole = data.draw(st.sampled_from(wholes or [None]))
    if whole is None or whole.event.count is None or whole.event.count[0] == 0:
        return
    part = made("part", (1, whole.event.count[0]), whole.event.when, whole.event.first.toordinal())
    more = [*told, True_(frozenset(), part, whole.event.id)]
    before, after = freed(told), freed(more)
    assert after[0] == before[0]
    if all(one.part_of != whole.event.id for one in told):
        assert after[1] == before[1]


@settings(deadline=None)
@given(releases(), st.sampled_from(["possible", "planned", "denied"]), st.integers(1, 500))
def test_what_is_not_done_changes_no_sum(told: list[True_], status: str, count: int) -> None:
    sought = made("sought", (count, count), date.fromordinal(DAY0).isoformat(), DAY0, status=status)
    assert freed([*told, True_(frozenset(), sought)]) == freed(told)


RELEASE = {"kind": "RETREAT/release", "actor": "BLR", "when": "2025-03-01"}


@settings(deadline=None)
@given(st.integers(5, 200), st.integers(1, 4), st.integers(0, 10), st.integers(0, 10))
def test_a_further_witness_of_a_known_event_changes_no_sum(count: int, times: int, less: int, more: int) -> None:
    first = report("first", "2025-03-01", claim(**RELEASE, count=count))  # type: ignore[arg-type]
    vaguer = (max(2, count - less), count + more)
    told = [
        report(f"again {number}", f"2025-03-0{number + 2}", claim(**RELEASE, count=count if number % 2 else vaguer))  # type: ignore[arg-type]
        for number in range(times)
    ]
    assert world(first).balance("BLR").freed == (count, count)
    assert world(first, *told).balance("BLR").freed == (count, count)


def test_a_count_of_nobody_adds_nothing() -> None:
    told = world(report("none", "2025-03-01", claim(**RELEASE, count=0)))  # type: ignore[arg-type]
    assert told.balance("BLR").freed == (0, 0)
    (event,) = told.events().values()
    assert event.notes == ("a claim counts nobody: it adds nothing to a sum",)


def test_times_that_cannot_be_are_told() -> None:
    told = world(
        report("old", "2025-03-01", claim("RETREAT/release", actor="BLR", count=3, when="1812-05")),
        report("ahead", "2025-03-01", claim("RETREAT/release", actor="LTU", count=3, when="2031-05-01")),
    )
    notes = sorted(note for event in told.events().values() for note in event.notes)
    assert notes == [
        "a time before 1900 (1812-05): look at the sentence",
        "told as done on a day after its reports (2031-05-01): look at the sentence",
    ]


def test_one_who_is_told_to_be_among_the_pardoned_is_a_part_of_them() -> None:
    told = world(
        report(
            "first",
            "2025-03-02",
            claim(**RELEASE, recipient="LTU", count=1, words="خرج الصحفي من سجنه"),  # type: ignore[arg-type]
        ),
        report(
            "second",
            "2025-03-02",
            claim(**RELEASE, count=6, words="أصدر الرئيس عفوا عن ستة"),  # type: ignore[arg-type]
        ),
    )
    assert told.balance("BLR").freed == (6, 7)  # nothing says whether he is one of the six
    sentence = "خرج الصحفي بعد عفو رئاسي شمله مع خمسة سجناء آخرين"
    half = sentence.index("بعد")
    version = report("one", "2025-03-02", claim(**RELEASE, count=1, words=sentence))  # type: ignore[arg-type]
    (first,) = (one for _, one in version.claims)
    claims = [
        msgspec.structs.replace(first, end=half, count=(1, 1)),
        msgspec.structs.replace(first, start=half, end=len(sentence), predicate=(half, half + 3), count=(6, 6)),
    ]
    both = Version(version.report, [(claim_id(version.report, one), one) for one in claims], version.version)
    assert world(both).balance("BLR").freed == (6, 6)


def test_a_circle_of_parts_is_cut_and_told() -> None:
    one, other = made("a", (5, 5), "2025-03-01", DAY0), made("b", (5, 5), "2025-03-01", DAY0)
    found = balance([one, other], holder="BLR", told_parts=[("a", "b"), ("b", "a")])
    assert found.freed == (5, 5)
    assert any("does not fit" in note for note in found.notes)


def test_a_part_that_is_larger_than_its_whole_is_no_part() -> None:
    whole, part = made("w", (5, 5), "2025-03-01", DAY0), made("p", (9, 9), "2025-03-01", DAY0)
    found = balance([whole, part], holder="BLR", told_parts=[("p", "w")])
    assert found.freed == (9, 14)
    assert any("does not fit" in note for note in found.notes)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 25), st.integers(1, 9)), max_size=8),
    st.lists(st.tuples(st.integers(0, 45), st.integers(3, 30)), min_size=2, max_size=5),
)
def test_two_stocks_in_a_row_are_held_against_what_was_freed_between_them(
    freed: list[tuple[int, int, int]], stated: list[tuple[int, int]]
) -> None:
    """Whatever other stocks are stated, and however long something went on."""
    flows = [
        made(f"f{at}", (count, count), f"{date.fromordinal(DAY0 + lo)}/{date.fromordinal(DAY0 + lo + days)}", DAY0 + 90)
        for at, (lo, days, count) in enumerate(freed)
    ]
    stocks = [
        msgspec.structs.replace(
            made(f"s{at}", (count, count), None, DAY0 + day, status="underway"), event="HOLD", mode=None
        )
        for at, (day, count) in enumerate(stated)
    ]
    whole = balance([*flows, *stocks], holder="BLR")
    for one, other in pairwise(whole.stocks):
        pair = [stock for stock in stocks if stock.id in (one.event, other.event)]
        notes = balance([*flows, *pair], holder="BLR").notes
        assert set(notes) <= set(whole.notes)
        assert one.when == other.when or any("stocks and flows" in note for note in notes)
