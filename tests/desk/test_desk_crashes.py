"""A desk that is killed in the middle of a decision loses nothing and doubles nothing."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from sijill.desk.review.queue import Queue
from sijill.ledger import Ledger

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
PROGRAM = [sys.executable, "-c", "from sijill.cli import main; main()", "desk", "--no-browser", "--port", "0"]


def start(path: Path) -> tuple[subprocess.Popen[str], int]:
    """A desk of its own process, and its port."""
    desk = subprocess.Popen([*PROGRAM, "--ledger", str(path)], stdout=subprocess.PIPE, text=True)
    assert desk.stdout
    line = desk.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
    assert found, line
    return desk, int(found[1])


def decide(port: int, claim: str) -> int:
    """Accept a claim, as the page does; the status of the answer."""
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", f"/review?claim={claim}")
            break
        except ConnectionRefusedError:
            time.sleep(0.1)
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = str(answer.headers["set-cookie"]).split(";")[0]
    token = TOKEN.search(page)
    assert token, page[:500]
    form = urlencode({"csrf": token[1], "kind": "accept", "claim": claim})
    headers = {"cookie": cookie, "content-type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/review", form, headers)
    return connection.getresponse().status


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")
@pytest.mark.parametrize("delay", [0.0, 0.01, 0.05, 0.2])
def test_killed_in_the_middle_of_a_decision(read_examples: Path, tmp_path: Path, delay: float) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(read_examples, path)
    with Ledger.open(str(path)) as ledger:
        first, second = (one.claim for one in Queue(ledger).waiting()[:2])
    desk, port = start(path)
    try:
        assert decide(port, first) == 303
        sending = threading.Thread(target=lambda: _quietly(port, second))
        sending.start()
        time.sleep(delay)
        desk.send_signal(signal.SIGKILL)
        desk.wait()
        sending.join()
    finally:
        desk.kill()
        desk.wait()
    desk, port = start(path)
    try:
        assert decide(port, second) == 303  # the browser sends it again
    finally:
        desk.kill()
        desk.wait()
    with Ledger.open(str(path)) as ledger:
        assert [one.claims for one in ledger.revisions()] == [(first,), (second,)]
        assert {first, second} <= {claim for event in ledger.events() if event.reviewed for claim in event.claims}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is of Unix")
def test_ctrl_c_closes_it_quietly(read_examples: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(read_examples, path)
    desk, port = start(path)
    with Ledger.open(str(path)) as ledger:
        assert decide(port, next(ledger.claims()).id) == 303
    desk.send_signal(signal.SIGINT)
    assert desk.wait(60) == 0


def _quietly(port: int, claim: str) -> None:
    with suppress(OSError, http.client.HTTPException, AssertionError):
        decide(port, claim)
