"""`sijill overview`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sijill.claim import MODES, STATUSES
from sijill.cli.options import LedgerOption
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.ledger import Overview

_HOLDERS = 10
_DONE = ("happened", "underway")


def run(ledger: LedgerOption = None) -> None:
    """Show what the ledger holds: claims by event and status, who frees and arrests, the latest releases."""
    from sijill.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(ledger_address(ledger), create=False) as book:
        found = book.overview()
    dates = f", {found.first} to {found.last}" if found.first else ""
    print(f"reports: {found.reports}{dates}")
    print(f"claims: {found.claims}" + (f", coded by {', '.join(found.coders)}" if found.coders else ""))
    print(f"set aside: {found.set_aside}" + (" (sijill problems)" if found.set_aside else ""))
    for cut in found.unfinished:
        print(f"run {cut.run} of {cut.started} still goes on, or was cut off: read the same again to complete it")
    _print_events(found)
    _print_holders(found)
    _print_releases(found)


def _print_events(found: Overview) -> None:
    """Claims by event and status."""
    from sijill.cli.output import Cell, print_table  # noqa: PLC0415

    if not found.events:
        return
    counts = {(row.event, row.status): row.claims for row in found.events}
    order = list(MODES)
    events = sorted({row.event for row in found.events}, key=lambda event: (order.index(event.split("/")[0]), event))
    print("\nClaims by event and status")
    rows = ([event, *(str(counts.get((event, status), "")) for status in STATUSES)] for event in events)
    print_table([Cell("event"), *map(Cell, STATUSES)], rows)


def _print_holders(found: Overview) -> None:
    """Who frees and arrests most. What was done stands apart from what is planned, sought or denied."""
    from sijill.cli.output import Cell, print_table  # noqa: PLC0415

    if not found.holders:
        return
    counts: Counter[tuple[str | None, str, bool]] = Counter()
    for row in found.holders:
        counts[row.party, row.event, row.status in _DONE] += row.claims
    parties = list(dict.fromkeys(row.party for row in found.holders))[:_HOLDERS]
    print("\nThe most active holders, by claims")
    columns = [(event, done) for event in ("RETREAT/release", "COERCE/arrest") for done in (True, False)]
    rows = ([party or "", *(str(counts[party, *column] or "") for column in columns)] for party in parties)
    print_table([Cell(name) for name in ("actor", "freed", "not (yet) freed", "arrested", "not (yet) arrested")], rows)


def _print_releases(found: Overview) -> None:
    from sijill.cli.claims import print_table  # noqa: PLC0415

    if found.releases:
        print("\nThe latest releases")
        print_table(found.releases)
