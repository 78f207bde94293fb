"""The law of joining, and that a join gives what a full pass gives."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import Claimed, claim, report

from sijill.ledger.rows import claim_id
from sijill.reconcile.joining import Joining, MemoryStore, keys
from sijill.reconcile.matching import score
from sijill.reconcile.world import Version, World

FIRST = date(2025, 3, 1)
WORDS = (
    "عاد السجناء إلى بلادهم بعد عفو رئاسي شمل عشرات منهم",
    "أطلقت السلطات سراح معتقلين في العاصمة فجر اليوم",
    "التقى الوزيران في جنيف وبحثا ملف الأسرى بحضور الوسيط",
    "تحرير الرهينة مارتا كوفالسكا في الصحراء",
    "وعادت المواطنة مارتا كوفالسكا بعد إخلاء سبيلها",
    "",
)


@st.composite
def claims(draw: st.DrawFn) -> Claimed:
    """A claim of a small world, in which much is alike."""
    people = ["RETREAT/release", "COERCE/deport", "COERCE/arrest"]
    kind = draw(st.sampled_from([*people, "CONSULT", "RETREAT/ease", "REQUEST/yield"]))
    counted = kind in people
    days = st.integers(0, 12).map(lambda number: (FIRST + timedelta(days=number)).isoformat())
    return claim(
        kind,
        actor=draw(st.sampled_from(["", "BLR", "USA", "BLR USA", "RUS"])),
        recipient=draw(st.sampled_from(["", "UKR", "USA", "ihar-losik", "BLR"])),
        count=draw(st.sampled_from([None, 1, 5, 52, 50, (20, 99)])) if counted else None,
        when=draw(st.none() | days | st.sampled_from(["2025-03", "2025-01/..", "2025"])),
        status=draw(st.sampled_from(["happened", "happened", "planned", "possible", "denied"])),
        words=draw(st.sampled_from(WORDS)),
    )


@st.composite
def reports(draw: st.DrawFn) -> list[Version]:
    found = []
    for number in range(draw(st.integers(1, 9))):
        day = (FIRST + timedelta(days=draw(st.integers(0, 9)))).isoformat()
        told = draw(st.lists(claims(), min_size=1, max_size=3))
        found.append(report(f"r{number}", day, *told, version=number + 1))
    return found


def by_another(told: list[Version], coder: str) -> list[Version]:
    """The same claims, made by another coder."""
    found = []
    for item in told:
        again = [msgspec.structs.replace(one, coder=coder) for _, one in item.claims]
        found.append(item._replace(claims=[(claim_id(item.report, one), one) for one in again]))
    return found


def places(asked: World) -> dict[str, str]:
    return {telling: place.first for telling, place in asked.places.items()}


@settings(max_examples=80, deadline=None)
@given(reports(), st.randoms())
def test_the_same_in_any_order_of_arrival(told: list[Version], chance: random.Random) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)
    one, other = World(told), World(shuffled)
    assert one.events() == other.events()
    assert one.deals() == other.deals()
    assert one.balance("BLR") == other.balance("BLR")


@settings(max_examples=150, deadline=None)
@given(reports(), st.text("abc123", min_size=1, max_size=4))
def test_the_same_claims_by_another_coder_give_the_same(told: list[Version], coder: str) -> None:
    one, other = World(told), World(by_another(told, coder))
    place = {
        name: (item.report.id, claim.start, claim.end, claim.kind, str(claim))
        for world in (told, by_another(told, coder))
        for item in world
        for name, claim in ((name, msgspec.structs.replace(made, coder="")) for name, made in item.claims)
    }

    def in_places(asked: World) -> set[tuple[object, ...]]:
        return {
            (event.count, event.when, event.actor, event.recipient, *(place[name] for name in event.claims))
            for event in asked.events().values()
        }

    def sums(asked: World) -> list[object]:
        balance = asked.balance("BLR")
        deals = [(deal.parties, deal.stage, [step.stage for step in deal.history]) for deal in asked.deals()]
        return [balance.taken, balance.freed, sorted(deals)]

    assert in_places(one) == in_places(other)
    assert sums(one) == sums(other)


@settings(max_examples=150, deadline=None)
@given(reports(), st.randoms())
def test_joined_one_by_one_in_any_order_it_is_as_made_at_once(told: list[Version], chance: random.Random) -> None:
    whole = World(told)
    store = MemoryStore(lambda telling: whole.apart.get(telling, ()))
    shuffled = told[:]
    chance.shuffle(shuffled)
    for item in shuffled:
        Joining(store).update(whole.readings[item.version].tellings, [])
    assert store.places == whole.places


@settings(max_examples=150, deadline=None)
@given(reports(), st.data())
def test_a_report_that_goes_leaves_no_trace(told: list[Version], data: st.DataObject) -> None:
    whole = World(told)
    gone = data.draw(st.sampled_from(told))
    store = whole.store()
    Joining(store).update([], [telling.id for telling in whole.readings[gone.version].tellings])
    assert store.places == World(item for item in told if item is not gone).places


@settings(max_examples=150, deadline=None)
@given(reports(), st.data())
def test_as_of_a_day_it_is_as_if_later_reports_were_not(told: list[Version], data: st.DataObject) -> None:
    day = data.draw(st.sampled_from([item.report.date for item in told]))
    whole, then = World(told), World(item for item in told if item.report.date <= day)
    assert whole.events(as_of=day) == then.events()
    assert whole.deals(as_of=day) == then.deals()
    assert whole.balance("BLR", as_of=day).freed == then.balance("BLR").freed


@settings(max_examples=200, deadline=None)
@given(reports())
def test_what_matches_is_found_by_its_keys(told: list[Version]) -> None:
    every = list(World(told).tellings.values())
    for one in every:
        for other in every:
            if one.family == other.family and one.id != other.id and score(one, other) is not None:
                assert score(one, other) == score(other, one)
                ours, theirs = keys(one), keys(other)
                shared = [(ours[key], theirs[key]) for key in ours.keys() & theirs.keys()]
                assert any(mine.lo <= its.hi and its.lo <= mine.hi for mine, its in shared)


@settings(max_examples=150, deadline=None)
@given(reports())
def test_every_claim_is_in_one_event_with_a_reason(told: list[Version]) -> None:
    whole = World(told)
    inside = [why.claim for event in whole.events().values() for why in event.why if why.reason]
    assert sorted(inside) == sorted(claim_id for item in told for claim_id, _ in item.claims)
    for event in whole.events().values():
        assert event.id in event.claims
        assert event.id == event.claims[0]
