"""A desk over the example reports: asked in the process, and served to a real browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from desk.desk_help import CHROMIUM, EXAMPLES, PASSWORD, Visitor, visit
from sijill.desk import Settings, create_app
from sijill.desk.security.accounts import Accounts, Role
from sijill.ledger import Ledger
from sijill.sources import read_paths


@pytest.fixture(scope="session")
def read_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example reports that nobody writes to."""
    path = tmp_path_factory.mktemp("desk") / "examples.db"
    with Ledger.open(str(path)) as ledger:
        ledger.read(read_paths([str(one) for one in sorted(EXAMPLES.glob("*.txt"))]))
    return path


@pytest.fixture
def examples(read_examples: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of the example reports of one's own."""
    path = tmp_path / "ledger.db"
    shutil.copy(read_examples, path)
    with Ledger.open(str(path)) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def shared(read_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the example reports for tests that only read."""
    path = tmp_path_factory.mktemp("shared") / "ledger.db"
    shutil.copy(read_examples, path)
    with Ledger.open(str(path)) as ledger:
        yield ledger


@pytest.fixture
def visitor(examples: Ledger) -> Iterator[Visitor]:
    """Somebody at a desk without accounts."""
    with visit(examples, Settings(author="tester")) as made:
        yield made


@pytest.fixture(scope="module")
def reader(shared: Ledger) -> Iterator[Visitor]:
    """Somebody who only reads, at a desk without accounts."""
    with visit(shared, Settings(author="tester")) as made:
        yield made


@pytest.fixture
def accounts(examples: Ledger) -> Accounts:
    """An account for each role, named after it."""
    made = Accounts(examples.database)
    for role in Role:
        made.add(role.value, PASSWORD, role, by="test")
    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is found on the PATH: install it (apt-get install chromium) to test in a browser")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                 "--disable-sync", "--no-first-run"]  # fmt: skip
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield launched
        launched.close()


Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a desk over a ledger for the length of a test, and gives its address."""
    stops: list[Callable[[], None]] = []

    def start(ledger: Ledger, settings: Settings | None = None) -> str:
        address, stop = _start(ledger, settings or Settings(author="tester"))
        stops.append(stop)
        return address

    yield start
    for stop in stops:
        stop()


@pytest.fixture(scope="module")
def served(shared: Ledger) -> Iterator[str]:
    """The address of a desk that is only read."""
    address, stop = _start(shared, Settings(author="tester"))
    yield address
    stop()


def _start(ledger: Ledger, settings: Settings) -> tuple[str, Callable[[], None]]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(ledger, settings), log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)

    def stop() -> None:
        server.should_exit = True
        thread.join(10)
        listening.close()

    return f"http://127.0.0.1:{listening.getsockname()[1]}", stop
