"""The same desk over PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.desk_help import EXAMPLES, PASSWORD, visit
from sijill.desk import Settings
from sijill.desk.security.accounts import Accounts, Role
from sijill.ledger import Ledger
from sijill.sources import read_paths

pgserver = pytest.importorskip("pgserver", reason="pgserver brings a PostgreSQL; it is not installed")
psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")

PAGES = ["/", "/situations", "/situations/BLR", "/situations/BLR/USA", "/situations/BLR?as_of=2025-09-12", "/events",
         "/deals", "/search?q=سجين", "/search?in=reports&q=سجين", "/parties/BLR", "/review", "/audit",
         "/reports/belarus-usa-2025-09-11", "/api/v1/claims", "/api/v1/events"]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    try:
        running = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    except Exception as error:  # noqa: BLE001  (what its wheel cannot do here is no failure of ours)
        pytest.skip(f"pgserver does not run here: {error}")
    with Ledger.open(running.get_uri()) as opened:
        opened.read(read_paths([str(one) for one in sorted(EXAMPLES.glob("belarus*.txt"))]))
        yield opened
    running.cleanup()


def test_every_page_answers(ledger: Ledger) -> None:
    Accounts(ledger.database).add("admin", PASSWORD, Role.ADMIN, by="test")
    with visit(ledger, Settings(accounts=True)) as visitor:
        visitor.sign_in("admin")
        assert [path for path in PAGES if visitor.get(path).status_code != 200] == []
        claim = next(ledger.claims()).id
        visitor.get("/review")
        assert visitor.post("/review", {"kind": "accept", "claim": claim}).status_code == 303
        assert visitor.get("/audit").text.count("admin") > 2
    assert [one.claims for one in ledger.revisions()] == [(claim,)]
