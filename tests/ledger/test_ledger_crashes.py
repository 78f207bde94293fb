"""Readings that are killed, interrupted, run side by side, or run out of room."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from contents import contents, is_whole
from small_coder import SMALL, make_many

from sijill.ledger import Ledger

PROGRAM = str(Path(__file__).with_name("small_coder.py"))
REPORTS = 400
LEDGERS, KILLS = 4, 4


def start(ledger: Path, jobs: int = 1, reports: int = REPORTS) -> subprocess.Popen[str]:
    command = [sys.executable, PROGRAM, str(ledger), str(reports), str(jobs)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509
    )


def heed_interrupts() -> None:
    """What runs in the background of a shell is born ignoring SIGINT; the reading under test is not to."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    with Ledger.open(str(path)) as ledger:
        ledger.read(make_many(REPORTS), coder=SMALL)
    return contents(path)


def test_two_readings_at_once_both_finish_and_double_nothing(
    tmp_path: Path, uninterrupted: dict[str, list[tuple[object, ...]]]
) -> None:
    path = tmp_path / "ledger.db"
    readers = [start(path), start(path)]
    for reader in readers:
        out, err = reader.communicate()
        assert (reader.returncode, out.split(), err) == (0, ["open", "done"], "")
    assert contents(path) == uninterrupted
    assert is_whole(path)


def test_killed_at_any_moment_a_reading_leaves_a_whole_ledger_that_another_completes(
    tmp_path: Path, uninterrupted: dict[str, list[tuple[object, ...]]]
) -> None:
    """Each time another moment, from the making of the ledger to the last batches."""
    chance = random.Random(2025)
    for number in range(LEDGERS):
        path = tmp_path / f"{number}.db"
        for _ in range(KILLS):
            kill_a_reading(path, chance)
            if path.exists() and path.stat().st_size:
                with Ledger.open(str(path)) as ledger:
                    ids = [stored.report.id for stored in ledger.claims()]
                assert len(ids) == 2 * len(set(ids))  # every report has all its claims
                assert is_whole(path)
        finisher = start(path)
        out, err = finisher.communicate()
        assert (finisher.returncode, out.split(), err) == (0, ["open", "done"], "")
        assert contents(path) == uninterrupted
        assert is_whole(path)


def kill_a_reading(path: Path, chance: random.Random) -> None:
    reader = start(path, jobs=chance.choice((1, 1, 2)))
    if chance.random() < 0.7:  # within the reading; else while Python starts or the ledger is made
        assert reader.stdout is not None
        reader.stdout.readline()
        time.sleep(chance.uniform(0, 0.2))
    else:
        time.sleep(chance.uniform(0.2, 0.6))
    reader.kill()
    reader.communicate()


def children_of(process: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")
def test_processes_that_code_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    reader = start(tmp_path / "ledger.db", jobs=2, reports=100_000)
    assert reader.stdout is not None
    reader.stdout.readline()
    while len(workers := children_of(reader.pid)) < 3:  # two, and the resource tracker of multiprocessing
        assert reader.poll() is None
        time.sleep(0.05)
    reader.kill()
    reader.communicate()
    while any(Path(f"/proc/{pid}").exists() and "Z" not in _state(pid) for pid in workers):
        time.sleep(0.05)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted_a_reading_ends_and_keeps_what_was_written(tmp_path: Path, jobs: int) -> None:
    path = tmp_path / "ledger.db"
    reader = start(path, jobs, reports=100_000)
    assert reader.stdout is not None
    reader.stdout.readline()
    while not written(path):
        assert reader.poll() is None
        time.sleep(0.02)
    reader.send_signal(signal.SIGINT)
    _, err = reader.communicate()
    assert reader.returncode == -signal.SIGINT  # nobody caught it here; the command line does
    assert "KeyboardInterrupt" in err
    assert written(path)
    assert is_whole(path)


def written(path: Path) -> int:
    with closing(sqlite3.connect(path)) as conn:
        return int(conn.execute("SELECT count(*) FROM coded").fetchone()[0])


def test_out_of_room_a_reading_says_so_and_goes_on_when_there_is_room(
    tmp_path: Path, uninterrupted: dict[str, list[tuple[object, ...]]]
) -> None:
    path = tmp_path / "ledger.db"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    command = [sys.executable, PROGRAM, str(path), str(REPORTS), "1"]
    failed = subprocess.run(command, preexec_fn=little_room, capture_output=True, text=True, check=False)
    assert failed.returncode == 1
    assert "LedgerError" in failed.stderr
    assert "make room and run again" in failed.stderr
    with Ledger.open(str(path)) as ledger:
        ledger.read(make_many(REPORTS), coder=SMALL)
    assert contents(path) == uninterrupted
    assert is_whole(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this root may not mount")
    try:
        failed = start(disk / "ledger.db", reports=5_000)
        _, err = failed.communicate()
        assert failed.returncode == 1
        assert "database or disk is full (make room and run again: what was written stays)" in err
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        assert is_whole(disk / "ledger.db")
        assert written(disk / "ledger.db")
        finished = start(disk / "ledger.db", reports=1_000)
        finished.communicate()
        assert finished.returncode == 0
    finally:
        subprocess.run(["umount", str(disk)], check=True)
