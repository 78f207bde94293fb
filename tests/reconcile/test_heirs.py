"""Whose place a newer coder's claim takes."""

from __future__ import annotations

import random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sijill.claim import Claim, Said, Span
from sijill.reconcile import Revision
from sijill.reconcile.heirs import heirs
from sijill.reconcile.revisions import decide, followed


def claim(
    kind: str = "RETREAT/release",
    evidence: Span = (10, 30),
    predicate: Span = (10, 16),
    count: int | None = 12,
    coder: str = "old/1",
) -> Claim:
    event, _, mode = kind.partition("/")
    return Claim(
        event=event,
        mode=mode or None,
        status="happened",
        actor=("EGY",),
        recipient=(),
        count=None if count is None else (count, count),
        when=None,
        said=Said(),
        start=evidence[0],
        end=evidence[1],
        predicate=predicate,
        sentence=(0, 100),
        arguments={},
        coder=coder,
    )


def test_the_heir_has_the_same_predicate_whatever_became_of_its_evidence() -> None:
    new = [("a", claim(evidence=(10, 90))), ("b", claim(evidence=(11, 31), predicate=(20, 26)))]
    assert heirs([("old", claim())], new) == {"old": "a"}


def test_of_several_it_has_most_of_the_evidence_in_common() -> None:
    new = [("a", claim(evidence=(12, 40), predicate=(40, 44))), ("b", claim(evidence=(12, 30), predicate=(40, 44)))]
    assert heirs([("old", claim())], new) == {"old": "b"}


def test_of_one_stretch_it_says_most_alike() -> None:
    new = [("a", claim(count=5)), ("b", claim(count=12))]
    assert heirs([("old", claim())], new) == {"old": "b"}


def test_another_kind_or_another_place_is_no_heir() -> None:
    assert heirs([("old", claim())], [("a", claim("RETREAT/ease"))]) == {}
    assert heirs([("old", claim())], [("a", claim(evidence=(21, 60), predicate=(40, 46)))]) == {}
    assert heirs([("old", claim("REQUEST/yield"))], [("a", claim("REQUEST/meet"))]) == {"old": "a"}


def test_what_is_gone_leaves_nothing_to_its_neighbour() -> None:
    """Two claims of one predicate: the rejection of the one that is gone must not fall on the heir of the other."""
    old = [("twelve", claim(count=12)), ("five", claim(count=5))]
    assert heirs(old, [("still twelve", claim(count=12))]) == {"twelve": "still twelve"}


PLACES = st.integers(0, 40).flatmap(lambda at: st.integers(at + 1, 60).map(lambda end: (at, end)))


@st.composite
def readings(draw: st.DrawFn) -> list[Claim]:
    kinds = st.sampled_from(["RETREAT/release", "COERCE/arrest", "REQUEST/yield", "REQUEST"])
    made = st.builds(claim, kinds, PLACES, PLACES, st.sampled_from([None, 1, 5, 12]))
    return draw(st.lists(made, max_size=5, unique_by=msgspec.json.encode))


def named(claims: list[Claim], side: str) -> list[tuple[str, Claim]]:
    return [(f"{side}{at}", one) for at, one in enumerate(claims)]


@given(readings(), readings(), st.randoms())
def test_each_has_one_heir_and_is_heir_of_one_in_any_order(
    old: list[Claim], new: list[Claim], chance: random.Random
) -> None:
    ours, theirs = named(old, "o"), named(new, "n")
    found = heirs(ours, theirs)
    assert len(set(found.values())) == len(found)
    chance.shuffle(ours)
    chance.shuffle(theirs)
    assert heirs(ours, theirs) == found


@given(readings(), readings())
def test_the_same_claim_by_another_coder_is_the_heir(old: list[Claim], more: list[Claim]) -> None:
    again = [msgspec.structs.replace(one, coder="new/2") for one in old]
    more = [msgspec.structs.replace(one, coder="new/2") for one in more if one not in old]
    found = heirs(named(old, "o"), named(again + more, "n"))
    assert found == {f"o{at}": f"n{at}" for at in range(len(old))}


def test_a_revision_follows_and_says_whence() -> None:
    written = Revision(
        id=1, kind="apart", claims=("a",), against=("b", "c"), author="Amal", reason="another man", time="2025-01-01"
    )
    [found] = followed([written], {"a": "x", "c": "y"})
    assert (found.claims, found.against, found.followed) == (("x",), ("b", "y"), {"a": "x", "c": "y"})
    assert followed([written], {"z": "x"}) == [written]


def test_two_that_have_one_heir_are_not_kept_apart_from_themselves() -> None:
    written = Revision(id=1, kind="apart", claims=("a",), against=("b",), author="A", reason="r", time="2025-01-01")
    [found] = followed([written], {"a": "x", "b": "x"})
    assert decide([found]).apart == frozenset()
