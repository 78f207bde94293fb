"""`sijill digest`: of a report in the ledger, or of a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sijill.cli import app

BODY = """التقى وزيرا خارجية مصر وقطر في القاهرة اليوم.

وأفرجت السلطات المصرية عن 12 صحفياً بعد اللقاء.

(رويترز)"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "egypt.txt"
    path.write_text(f"date 2025-11-26 - نقطة الناشر الأولى. - نقطة الناشر الثانية.\n\n{BODY}\n")
    return path


def test_points_with_evidence_and_the_publishers_own(report: Path) -> None:
    result = CliRunner().invoke(app, ["digest", str(report)])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "egypt  2025-11-26  رويترز"
    (release,) = [line for line in lines if "12 صحفياً" in line]
    assert release.count("[") == release.count("]") == 1
    assert "أفرجت" in release[release.index("[") : release.index("]")]
    assert any("RETREAT/release happened 12" in line for line in lines)
    assert lines.index("The publisher's own points") < lines.index("نقطة الناشر الأولى.")


def test_json(report: Path) -> None:
    result = CliRunner().invoke(app, ["digest", str(report), "--format", "json"])
    made = json.loads(result.stdout)
    assert (made["report"], made["date"]) == ("egypt", "2025-11-26")
    assert made["given"] == ["نقطة الناشر الأولى.", "نقطة الناشر الثانية."]
    assert all(BODY[point["start"] : point["end"]] == point["text"] for point in made["points"])
    assert {claim["event"] for point in made["points"] for claim in point["claims"]} >= {"RETREAT", "CONSULT"}


def test_a_report_in_the_ledger(report: Path, tmp_path: Path) -> None:
    ledger = ["--ledger", str(tmp_path / "ledger.db")]
    assert CliRunner().invoke(app, ["read", str(report), *ledger]).exit_code == 0
    of_file = CliRunner().invoke(app, ["digest", str(report)])
    of_ledger = CliRunner().invoke(app, ["digest", "egypt", *ledger])
    assert of_ledger.exit_code == 0, of_ledger.output
    assert of_ledger.stdout == of_file.stdout


def test_a_report_that_is_nowhere(report: Path, tmp_path: Path) -> None:
    ledger = ["--ledger", str(tmp_path / "ledger.db")]
    CliRunner().invoke(app, ["read", str(report), *ledger])
    result = CliRunner().invoke(app, ["digest", "nobody", *ledger])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nobody" in result.stderr


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = CliRunner().invoke(app, ["digest", str(tmp_path / "empty.txt")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.rstrip().endswith("(empty)")
