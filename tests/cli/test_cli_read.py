"""`sijill read`, with the coder and the sources that come with Sijill."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import PROGRAM, SENTENCE, Sijill


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"date 2025-11-2{number} - نقطة\n\n{SENTENCE} {number}\n")
    return folder


def test_a_summary_of_what_was_new(sijill: Sijill, reports: Path) -> None:
    first = sijill("read", "reports", SIJILL_LEDGER="")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.splitlines()[0] == "reports: 3 new, 0 known, 0 set aside"
    assert "RETREAT/release  3" in first.stdout
    again = sijill("read", "reports", "--jobs", "2", SIJILL_LEDGER="")
    assert again.stdout.splitlines() == ["reports: 0 new, 3 known, 0 set aside", "claims: 0 new"]
    (reports / "0.txt").write_text("date 2025-11-20 - نقطة\n\nنص آخر.\n")
    changed = sijill("read", "reports", SIJILL_LEDGER="")
    assert changed.stdout.splitlines()[0] == "reports: 1 new (1 as newer versions), 2 known, 0 set aside"


def test_what_cannot_be_read_is_set_aside_and_the_rest_is_read(sijill: Sijill, reports: Path) -> None:
    (reports / "empty.txt").touch()
    done = sijill("read", "reports", SIJILL_LEDGER="")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.startswith("reports: 3 new, 0 known, 1 set aside\n")
    assert done.stdout.endswith("what was set aside, and why: sijill problems\n")
    assert "reports/empty.txt" in sijill("problems", SIJILL_LEDGER="").stdout


def test_a_date_for_reports_that_bring_none(sijill: Sijill, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(SENTENCE)
    assert sijill("read", "undated.txt", SIJILL_LEDGER="").exit_code == 1
    assert sijill("read", "undated.txt", "--date", "2025-11-26", SIJILL_LEDGER="").exit_code == 0
    assert "\tundated\t2025-11-26\t" in sijill("claims", SIJILL_LEDGER="").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["nowhere"], 2, "sijill: 'nowhere' cannot be read"),
        (["reports", "--date", "soon"], 2, "sijill: --date: not a date: 'soon'; "),
        (["reports", "--ledger", "reports"], 3, "sijill: reports: this is a folder; name a file"),
        (["reports", "--ledger", "reports/0.txt"], 3, "sijill: reports/0.txt: file is not a database "),
    ],
)
def test_what_goes_wrong_is_one_line(
    sijill: Sijill, reports: Path, arguments: list[str], status: int, line: str
) -> None:
    done = sijill("read", *arguments, SIJILL_LEDGER="")
    assert done.exit_code == status
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == 1
    assert not (reports.parent / "sijill.db").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_it_ends_in_one_line(tmp_path: Path, jobs: str) -> None:
    """As Ctrl-C does: the signal goes to the whole group of processes."""
    path, reports = tmp_path / "ledger.db", tmp_path / "reports.jsonl"
    lines = (f'{{"id": "{number}", "date": "2025-11-26", "text": "{SENTENCE} {number}"}}\n' for number in range(50_000))
    reports.write_text("".join(lines))
    reading = subprocess.Popen(
        [*PROGRAM, "read", str(reports), "--jobs", jobs, "--ledger", str(path)],
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background shell's children ignore it  # noqa: PLW1509
        text=True,
    )
    while not coded(path):
        assert reading.poll() is None
        time.sleep(0.05)
    os.killpg(reading.pid, signal.SIGINT)
    _, err = reading.communicate()
    assert err == "sijill: interrupted; what was written stays, run again for the rest\n"
    assert reading.returncode == 130


def coded(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as conn:
        if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'coded'").fetchone():
            return 0
        return int(conn.execute("SELECT count(*) FROM coded").fetchone()[0])
