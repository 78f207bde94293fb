"""The same ledger in PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from small_coder import NEWER, SMALL, make, make_many

from sijill.errors import LedgerError
from sijill.ledger import ClaimFilter, Ledger

pgserver = pytest.importorskip("pgserver", reason="pgserver brings a PostgreSQL; it is not installed")
psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    try:
        running = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    except Exception as error:  # noqa: BLE001  (what its wheel cannot do here is no failure of ours)
        pytest.skip(f"pgserver does not run here: {error}")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """A new, empty database."""
    name = request.node.name.lower()[:60]
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


def test_the_law_holds(address: str) -> None:
    with Ledger.open(address) as ledger:
        assert ledger.read(make_many(100), coder=SMALL).new == 100
        again = ledger.read(make_many(100), coder=SMALL)
        assert (again.new, again.known, again.claims) == (0, 100, {})
        assert ledger.read([make(1)], coder=NEWER).claims == {"RETREAT/release": 1}
    with Ledger.open(address, create=False) as ledger:
        found = list(ledger.claims(ClaimFilter(reports=("report-1", "report-2"))))
        assert [stored.claim.coder for stored in found] == ["small/1", "small/1", "small/2"]
        assert found[-1].claim == NEWER.code(make(1))[0]
        assert ledger.overview().reports == 100


def test_it_answers_as_sqlite_does(address: str, tmp_path: Path) -> None:
    reports = [make(1, title="عنوان"), make(2, "وللإفراجِ عنهم: أفرجت"), make(3, "Minsk أفرجت 100%_")]
    wanted = [
        ClaimFilter(text="افراج"),
        ClaimFilter(text="عنوان سجين"),
        ClaimFilter(text="MINSK"),
        ClaimFilter(text="100"),
        ClaimFilter(since=date(2025, 11, 1), actors=("blr",)),
        ClaimFilter(events=("COERCE",), as_of=date(2025, 12, 1)),
    ]
    answers = []
    for where in (address, str(tmp_path / "ledger.db")):
        with Ledger.open(where) as ledger:
            ledger.read(reports, coder=SMALL)
            answers.append([[stored.id for stored in ledger.claims(one)] for one in wanted])
    assert answers[0] == answers[1]
    assert all(answers[0])


def test_two_readings_at_once_double_nothing(address: str) -> None:
    program = str(Path(__file__).with_name("small_coder.py"))
    command = [sys.executable, program, address, "300", "1"]
    readers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for reader in readers:
        _, err = reader.communicate()
        assert (reader.returncode, err) == (0, "")
    with Ledger.open(address) as ledger:
        overview = ledger.overview()
    assert (overview.reports, overview.claims) == (300, 600)


def test_a_database_that_shares_names_is_refused(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as conn:
        conn.execute("CREATE TABLE reports (name TEXT)")
    with pytest.raises(LedgerError, match="is no ledger"):
        Ledger.open(address)


def test_a_server_that_is_not_there_is_one_line_without_the_password() -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open("postgresql://somebody:secret@127.0.0.1:1/ledger")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
