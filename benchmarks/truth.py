"""How much of the truth file comes out right: from a reader's claims, and from the built-in coder's.

`python benchmarks/truth.py` prints for each how many events, sums and deals of `tests/reconcile/truth.toml` are right.
The first judges the room, the second the room and the coder together.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "tests"), str(Path(__file__).parent.parent / "tests/reconcile")]

from example_gold import versions
from test_truth import TRUTH, fits, reports, stage

from sijill.coding import code_report
from sijill.ledger.rows import claim_id
from sijill.reconcile.world import Version, World


def right(asked: World, name: str) -> dict[str, list[bool]]:
    """Which rows of a situation are right."""
    events = list(asked.events().values())
    found: dict[str, list[bool]] = {"events": [], "sums": [], "deals": []}
    for row in TRUTH[name]["events"]:
        same = [event for event in events if fits(event, row)]
        found["events"].append(len(same) == 1 and reports(same[0]) >= set(row["reports"]))
    for row in TRUTH[name]["sums"]:
        days = {key: date.fromisoformat(row[key]) for key in ("from", "to", "as_of") if key in row}
        sums = asked.balance(
            row["holder"], of=row.get("of"), since=days["from"], until=days["to"], as_of=days.get("as_of")
        )
        found["sums"].append(all(list(getattr(sums, side)) == row[side] for side in ("taken", "freed") if side in row))
    for row in TRUTH[name]["deals"]:
        found["deals"] += [
            stage(asked, row, date.fromisoformat(str(day))) == told for day, told in row["stages"].items()
        ]
    return found


def coded(item: Version) -> Version:
    """The same report with the built-in coder's claims."""
    claims = [(claim_id(item.report, claim), claim) for claim in code_report(item.report)]
    return Version(item.report, claims, item.version)


def main() -> None:
    for label, change in (("a reader's claims", None), ("the coder's claims", coded)):
        every: dict[str, list[bool]] = {"events": [], "sums": [], "deals": []}
        for name in TRUTH:
            chosen = [item for item in versions() if item.report.id.startswith(TRUTH[name]["reports"])]
            for kind, rows in right(World(map(change, chosen) if change else chosen), name).items():
                every[kind] += rows
        told = ", ".join(f"{kind} {sum(rows)} of {len(rows)}" for kind, rows in every.items())
        print(f"{label}: {told}")


if __name__ == "__main__":
    main()
