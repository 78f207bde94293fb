"""What holds for every command."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer
from conftest import PROGRAM, Sijill

from sijill import __version__
from sijill.cli import COMMANDS


def test_version(sijill: Sijill) -> None:
    assert sijill("--version").stdout == f"sijill {__version__}\n"


def test_help_lists_every_command(sijill: Sijill) -> None:
    done = sijill("--help")
    assert done.exit_code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_says_what_it_does(command: str) -> None:
    module = import_module(COMMANDS[command])
    runs = [one.callback for one in module.several.registered_commands] if hasattr(module, "several") else [module.run]
    for run in runs:
        assert inspect.getdoc(run)
        for parameter in inspect.signature(run, eval_str=True).parameters.values():
            (option,) = parameter.annotation.__metadata__
            assert isinstance(option, typer.models.ParameterInfo)
            assert option.help, parameter.name


def test_help_loads_nothing_that_is_slow() -> None:
    program = (
        "import sys\n"
        "from sijill.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    slow = {"sqlalchemy", "alembic", "rich", "trafilatura", "sijill.coding", "sijill.sources", "sijill.ledger"}
    assert not slow & set(done.stderr.split())


@pytest.mark.parametrize("command", ["claims", "overview", "problems", "show x", "events", "deals", "event x"])
def test_without_a_ledger_a_question_says_how_to_make_one(sijill: Sijill, command: str, tmp_path: Path) -> None:
    done = sijill(*command.split(), SIJILL_LEDGER="")
    assert done.exit_code == 3
    assert (
        done.stderr == "sijill: sijill.db: there is no ledger; make one with `sijill read PATH… --ledger sijill.db`\n"
    )
    assert not list(tmp_path.iterdir())


def test_a_wrong_call_is_no_traceback(sijill: Sijill) -> None:
    for arguments in (["clams"], ["show"], ["claims", "--limit", "many"], ["--nonsense"]):
        done = sijill(*arguments)
        assert done.exit_code == 2
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["claims --format jsonl", "overview", "problems"])
def test_a_reader_that_has_enough_ends_it_quietly(ledger: Path, command: str) -> None:
    env = {**os.environ, "SIJILL_LEDGER": str(ledger)}
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*PROGRAM, *command.split()], env=env, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_arabic_goes_out_as_utf8_whatever_the_locale(ledger: Path) -> None:
    env = {**os.environ, "SIJILL_LEDGER": str(ledger), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*PROGRAM, "claims"], env=env, capture_output=True, check=True)
    assert "أفرجت" in done.stdout.decode()
