"""What goes on in a ledger as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sijill.claim import Claim, Count, Said
from sijill.ledger import Coder, Ledger, summaries
from sijill.report import Report

DAY = date(2025, 9, 11)


def claim(kind: str, *, actor: str | None = "BLR", count: Count | None = None, when: str | None = None) -> Claim:
    """A claim that something happened."""
    event, _, mode = kind.partition("/")
    return Claim(
        event=event,
        mode=mode or None,
        status="happened",
        actor=(actor,) if actor else (),
        recipient=("USA",),
        count=count,
        when=when,
        said=Said("outlet"),
        start=0,
        end=4,
        predicate=(0, 4),
        sentence=(0, 4),
        arguments={},
        coder="known/1",
    )


TOLD = {
    "release-september": (date(2025, 9, 11), [claim("RETREAT/release", count=(52, 52), when="2025-09-11")]),
    "release-november": (date(2025, 11, 24), [claim("RETREAT/release", count=(31, None), when="2025-11-22")]),
    "release-of-nobody-named": (date(2025, 11, 25), [claim("RETREAT/release", actor=None, when="2025-11-25")]),
    "release-over-a-year": (date(2025, 12, 1), [claim("RETREAT/release", count=(200, 200), when="2025")]),
    "arrest": (date(2025, 9, 20), [claim("COERCE/arrest", count=(3, 5), when="2025-09-19")]),
    "ease": (date(2025, 9, 12), [claim("RETREAT/ease", actor="USA", when="2025-09-12")]),
}


def code(report: Report) -> list[Claim]:
    """The claims of a report, by its id."""
    return TOLD[report.id][1]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("summaries") / "ledger.db"
    with Ledger.open(str(path)) as opened:
        reports = [Report(id=name, date=day, body=f"نص {name}.") for name, (day, _) in TOLD.items()]
        opened.read(reports, coder=Coder("known/1", code))
        yield opened


def test_months_keep_bounds_and_leave_out_what_has_no_month_or_holder(ledger: Ledger) -> None:
    found = summaries.months(ledger.database, since=date(2025, 9, 1), until=date(2025, 12, 31))
    assert [(one.month, one.freed, one.taken, one.eased, one.imposed, one.unheld) for one in found] == [
        ("2025-09", (52, 52), (3, 5), 1, 0, 0),
        ("2025-10", (0, 0), (0, 0), 0, 0, 0),
        ("2025-11", (31, None), (0, 0), 0, 0, 1),
        ("2025-12", (0, 0), (0, 0), 0, 0, 0),
    ]


def test_situations_are_holders_and_pairs(ledger: Ledger) -> None:
    holders, pairs = summaries.situations(ledger.database, since=date(2025, 9, 1))
    assert [(one.parties, one.events, one.last) for one in holders] == [(("BLR",), 4, date(2025, 12, 1))]
    assert pairs == []
    later, _ = summaries.situations(ledger.database, since=date(2025, 11, 20))
    assert [one.events for one in later] == [2]


def test_days_on_which_something_was_reported(ledger: Ledger) -> None:
    days = summaries.days_of(ledger.database, ("BLR", "USA"))
    assert days == [date(2025, 9, 11), date(2025, 9, 20), date(2025, 11, 24), date(2025, 12, 1)]
    assert summaries.days_of(ledger.database, ("BLR", "RUS")) == []


def test_the_events_of_a_version(ledger: Ledger) -> None:
    [newest] = ledger.versions("arrest")
    [stored] = ledger.claims_of(newest.version)
    [event] = summaries.events_of(ledger.database, newest.version).items()
    assert event == (stored.id, stored.id)
    assert [one.id for one in summaries.events_by_id(ledger.database, [stored.id, "0" * 16])] == [stored.id]


def test_figures_that_cannot_all_be_right(ledger: Ledger, tmp_path: Path) -> None:
    assert summaries.contradicting(ledger.database, limit=10) == []
    told = {"a": 50, "b": 52}

    def count(report: Report) -> list[Claim]:
        number = told[report.id]
        return [claim("RETREAT/release", count=(number, number), when="2025-09-11")]

    with Ledger.open(str(tmp_path / "two.db")) as two:
        two.read([Report(id=name, date=DAY, body=f"نص {name}.") for name in told], coder=Coder("known/1", count))
        assert len(summaries.contradicting(two.database, limit=10)) == 2
