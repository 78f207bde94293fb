"""What the example reports tell, against what happened: every event once, sums with their bounds, deals by stage."""

from __future__ import annotations

import tomllib
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import pytest
from example_gold import world

from sijill.reconcile import Deal, Event
from sijill.reconcile.events import span
from sijill.reconcile.world import World

TRUTH: dict[str, Any] = tomllib.loads(Path(__file__).with_name("truth.toml").read_text("utf-8"))

EVENTS = [pytest.param(name, row, id=f"{name}-{i}") for name in TRUTH for i, row in enumerate(TRUTH[name]["events"])]
SUMS = [pytest.param(name, row, id=f"{name}-{i}") for name in TRUTH for i, row in enumerate(TRUTH[name]["sums"])]
DEALS = [pytest.param(name, row, id=f"{name}-{i}") for name in TRUTH for i, row in enumerate(TRUTH[name]["deals"])]


def fits(event: Event, row: dict[str, Any]) -> bool:
    """Whether an event is the one that a row of the truth speaks of, as far as one can say from its fields."""
    if event.kind != row["kind"] or row["actor"] not in event.actor:
        return False
    if event.status != row.get("status", "happened"):
        return False
    first, last = span(event)
    if not first - 1 <= date.fromisoformat(row["on"]).toordinal() <= last + 1:
        return False
    if "count" not in row:
        return True
    low, high = row["count"]
    if event.count is None:
        return False
    return event.count == (low, None) if high == inf else low <= event.count[0] and (event.count[1] or inf) <= high


def reports(event: Event) -> set[str]:
    return {report for witness in event.witnesses for report in witness.reports}


@pytest.mark.parametrize(("name", "row"), EVENTS)
def test_every_event_once(name: str, row: dict[str, Any]) -> None:
    found = [event for event in world(TRUTH[name]["reports"]).events().values() if fits(event, row)]
    assert len(found) == 1, found
    assert reports(found[0]) >= set(row["reports"]), found


@pytest.mark.parametrize(("name", "row"), SUMS)
def test_every_sum_has_the_right_bounds(name: str, row: dict[str, Any]) -> None:
    days = {key: date.fromisoformat(row[key]) for key in ("from", "to", "as_of") if key in row}
    found = world(TRUTH[name]["reports"]).balance(
        row["holder"], of=row.get("of"), since=days["from"], until=days["to"], as_of=days.get("as_of")
    )
    assert all(list(getattr(found, side)) == row[side] for side in ("taken", "freed") if side in row), found


def stage(asked: World, row: dict[str, Any], day: date) -> str:
    """The stage, as of a day, of the deal of these parties of which a leg was given on the day that the row names."""
    given = date.fromisoformat(row["given"]).toordinal()
    events = asked.events(as_of=day)

    def is_it(deal: Deal) -> bool:
        spans = [span(events[leg.id]) for leg in deal.legs if leg.given or leg.status == "planned"]
        near = any(first - 1 <= given <= last + 60 for first, last in spans)
        return near and set(row["parties"]) <= {*deal.parties, *(code for leg in deal.legs for code in leg.recipient)}

    found = [deal.stage for deal in asked.deals(as_of=day) if is_it(deal)]
    return " and ".join(sorted(found))


@pytest.mark.parametrize(("name", "row"), DEALS)
def test_every_deal_is_at_its_stage(name: str, row: dict[str, Any]) -> None:
    days = [day if isinstance(day, date) else date.fromisoformat(str(day)) for day in row["stages"]]
    assert len(days) >= 3
    found = {str(day): stage(world(TRUTH[name]["reports"]), row, day) for day in days}
    assert found == {str(day): told for day, told in row["stages"].items()}
