"""A ledger whose claims are known, and the command line to ask it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sijill.claim import Claim, Said
from sijill.cli import app
from sijill.ledger import Coder, Ledger
from sijill.report import Problem, Report

SENTENCE = "أعلنت منظمة فياسنا يوم السبت أن السلطات البيلاروسية أفرجت عن 31 أوكرانياً."
HOSTILE = "=عنوان \x1b[31mأحمر\u202e مقلوب"

PROGRAM = [sys.executable, "-c", "from sijill.cli import main; main()"]
"""`sijill` as a program of its own, where that matters."""

Sijill = Callable[..., Result]


def code(report: Report) -> list[Claim]:
    """One release, where `SENTENCE` stands in the report."""
    at = report.text.find(SENTENCE)
    if at < 0:
        return []

    def span(words: str) -> tuple[int, int]:
        start = report.text.index(words, at)
        return start, start + len(words)

    claim = Claim(
        event="RETREAT",
        mode="release",
        status="happened",
        actor=("BLR",),
        recipient=("UKR",),
        count=(31, 31),
        when="2025-11-22",
        said=Said("organisation", "viasna"),
        start=span("السلطات")[0],
        end=span("أوكرانياً")[1],
        predicate=span("أفرجت"),
        sentence=(at, at + len(SENTENCE)),
        arguments={
            "actor": (span("السلطات البيلاروسية"),),
            "recipient": (span("أوكرانياً"),),
            "count": (span("31"),),
            "when": (span("يوم السبت"),),
            "said": (span("منظمة فياسنا"),),
        },
        coder="known/1",
    )
    return [claim]


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports that tell of one release, one that tells of nothing, and one that was set aside."""
    path = tmp_path_factory.mktemp("cli") / "ledger.db"
    one = Report(
        id="one",
        date=date(2025, 11, 26),
        title=HOSTILE,
        body=f"{SENTENCE} وقال مسؤول.",
        outlet="الصحيفة",
        agency="رويترز",
        url="https://example.org/one",
    )
    two = Report(id="two", date=date(2025, 11, 25), body=SENTENCE)
    three = Report(id="three", date=date(2025, 11, 24), body="لا شيء.")
    problem = Problem(source="a\t.txt", reason="empty", detail="the file is empty")
    with Ledger.open(str(path)) as opened:
        opened.read([one, two, three, problem], coder=Coder("known/1", code))
    return path


@pytest.fixture
def sijill(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sijill:
    """Runs a command in an empty folder, by default on the known ledger."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, input: str | None = None, **environment: str) -> Result:
        plain = {"FORCE_COLOR": None, "NO_COLOR": None}
        env = {"SIJILL_LEDGER": str(ledger), "COLUMNS": "120", **plain, **environment}
        done = CliRunner().invoke(app, arguments, input=input, env=env)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run
