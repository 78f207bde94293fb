"""Claims: their kind, their modes, and their way through JSON."""

from __future__ import annotations

import msgspec
import pytest

from sijill.claim import MODES, Claim, Said

CLAIM = Claim(
    event="RETREAT",
    mode="release",
    status="happened",
    actor=("BLR",),
    recipient=("UKR",),
    count=(31, 31),
    when="2025-11-22/2025-11-23",
    said=Said("official", "USA"),
    start=10,
    end=40,
    predicate=(10, 15),
    sentence=(0, 50),
    arguments={"actor": ((16, 20),), "count": ((21, 23),)},
    coder="test 1",
)


def test_the_kind_is_event_and_mode() -> None:
    assert CLAIM.kind == "RETREAT/release"
    assert msgspec.structs.replace(CLAIM, event="HOLD", mode=None).kind == "HOLD"


def test_the_outlet_speaks_where_nobody_is_credited() -> None:
    assert Said() == Said("outlet", None)


@pytest.mark.parametrize("count", [None, (1, 1), (1001, None)])
def test_json_and_back(count: tuple[int, int | None] | None) -> None:
    claim = msgspec.structs.replace(CLAIM, count=count)
    assert msgspec.json.decode(msgspec.json.encode(claim), type=Claim) == claim


def test_no_event_lists_a_mode_twice() -> None:
    assert all(modes and len(set(modes)) == len(modes) for modes in MODES.values())
