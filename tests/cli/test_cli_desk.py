from __future__ import annotations

import socket
from pathlib import Path

import pytest
from conftest import Sijill

SENTENCE = "a sentence is a good one\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "sijill: --host 0.0.0.0: the desk leaves this machine only with --accounts"),
        (["--host", "desk.example.org"], "the desk leaves this machine only with --accounts"),
        (["--certificate", "x.pem"], "--certificate and --key go together"),
        (["--certificate", "x.pem", "--key", "y.pem"], "--certificate x.pem: there is no such file"),
        (["--port", "99999"], "--port"),
    ],
)
def test_what_is_called_wrongly_is_told(sijill: Sijill, arguments: list[str], told: str) -> None:
    done = sijill("desk", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_told(sijill: Sijill) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = sijill("desk", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert done.exit_code == 2
    assert "choose another --port" in done.stderr


def test_accounts_from_the_command_line(sijill: Sijill, tmp_path: Path) -> None:
    where = ["--ledger", str(tmp_path / "ledger.db")]
    sijill("read", "-", "--date", "2025-11-26", *where)
    assert (
        sijill("accounts", "add", "amal", "--role", "admin", *where, input=SENTENCE).stdout
        == "amal may sign in as admin\n"
    )
    assert "there is an account 'amal'" in sijill("accounts", "add", "amal", *where, input=SENTENCE).stderr
    assert "a password has" in sijill("accounts", "add", "nur", *where, input="short\n").stderr
    assert "there is no role 'king'" in sijill("accounts", "add", "nur", "--role", "king", *where).stderr
    assert sijill("accounts", "add", "nur", *where, input=SENTENCE).exit_code == 0
    assert sijill("accounts", "role", "nur", "reviewer", *where).stdout == "nur is reviewer\n"
    assert sijill("accounts", "password", "nur", *where, input=SENTENCE).stdout == "nur has a new password\n"
    assert len(sijill("accounts", "token", "nur", *where).stdout.strip()) > 40
    assert "only admin" in sijill("accounts", "close", "amal", *where).stderr
    assert sijill("accounts", "close", "nur", *where).exit_code == 0
    rows = [line.split("\t") for line in sijill("accounts", "list", *where).stdout.splitlines()]
    assert [(name, role, state) for name, role, _, state in rows] == [
        ("amal", "admin", "open"),
        ("nur", "reviewer", "closed"),
    ]


def test_accounts_want_a_ledger(sijill: Sijill) -> None:
    done = sijill("accounts", "list", "--ledger", "nowhere.db")
    assert done.exit_code == 3
    assert "there is no ledger" in done.stderr
