"""Events in PostgreSQL: what SQLite gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sijill.ledger import Ledger
from sijill.reconcile import EventFilter
from told import AGAIN, REPORTS, TOLD, TOLD_AGAIN, report

pgserver = pytest.importorskip("pgserver", reason="pgserver brings a PostgreSQL; it is not installed")
psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    try:
        running = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    except Exception as error:  # noqa: BLE001  (what its wheel cannot do here is no failure of ours)
        pytest.skip(f"pgserver does not run here: {error}")
    with psycopg.connect(running.get_uri(), autocommit=True) as conn:
        conn.execute("CREATE DATABASE events")
    yield running.get_uri().replace("/postgres?", "/events?")
    running.cleanup()


def test_it_answers_as_sqlite_does(address: str, tmp_path: Path) -> None:
    then = date(2025, 9, 11)
    answers = []
    for where in (address, str(tmp_path / "ledger.db")):
        with Ledger.open(where) as ledger:
            for one in REPORTS:
                ledger.read([one], coder=TOLD)
            ledger.read([report("two", "2025-09-14", AGAIN.replace("50", "51"))], coder=TOLD)
            [release] = ledger.events(EventFilter(events=("RETREAT/release",), actors=("BLR",)))
            ledger.revise("apart", [release.claims[1]], against=[release.id], author="Amal", reason="another")
            ledger.revise("undo", [], undoes=1, author="Amal", reason="no")
            ledger.revise("correct", [release.id], field="count", value=[53, 53], author="Amal", reason="counted")
            answers.append(
                {
                    "events": list(ledger.events()),
                    "then": list(ledger.events(EventFilter(as_of=then))),
                    "text": list(ledger.events(EventFilter(text="الحدود", parties=("blr",)))),
                    "count": ledger.count_events(EventFilter(since=then)),
                    "event": ledger.event(release.id),
                    "balance": ledger.balance("BLR"),
                    "balance then": ledger.balance("BLR", as_of=then),
                    "deals": ledger.deals(),
                    "relation": ledger.relation("USA", "BLR"),
                    "revisions": [(one.kind, one.claims, one.value, one.active) for one in ledger.revisions()],
                }
            )
            before = list(ledger.events())
            ledger.reconcile(anew=True)
            assert list(ledger.events()) == before
            ledger.read(REPORTS[:2], coder=TOLD_AGAIN)
            [corrected] = [one for one in ledger.revisions() if one.kind == "correct"]
            answers[-1]["heir"] = corrected.followed
            answers[-1]["events of the heirs"] = list(ledger.events())
            assert (corrected.gone, corrected.claims == (release.id,)) == ((), False)
            before = list(ledger.events())
            ledger.reconcile(anew=True)
            assert list(ledger.events()) == before
    for name, told in answers[1].items():
        assert answers[0][name] == told, name
        assert told
