"""`sijill code`: a line a report on standard output, a line a problem on standard error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sijill.cli import app
from sijill.coding import CODER

BODY = "أفرجت السلطات المصرية، أمس الثلاثاء، عن 12 صحفياً كانت تحتجزهم، وفق ما قال متحدث باسم الحكومة."
FIELDS = {
    "event", "mode", "status", "actor", "recipient", "count", "when", "said", "start", "end",
    "predicate", "sentence", "arguments", "coder",
}  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "egypt.txt"
    path.write_text(f"date 2025-11-26\n\n{BODY}\n")
    return path


def test_a_line_a_report_in_the_codebooks_fields(report: Path) -> None:
    result = CliRunner().invoke(app, ["code", str(report)])
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    coded = json.loads(line)
    assert coded["id"] == "egypt"
    (release,) = [claim for claim in coded["claims"] if claim["event"] == "RETREAT"]
    assert set(release) == FIELDS
    assert (release["mode"], release["actor"], release["count"]) == ("release", ["EGY"], [12, 12])
    assert set(release["said"]) == {"kind", "by"}
    assert release["coder"] == CODER
    assert 0 <= release["start"] < release["end"] <= len(BODY)


def test_a_report_without_claims_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("كلمة")
    result = CliRunner().invoke(app, ["code", str(path), "--date", "2024-08-01"])
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"id": "one", "claims": []})


def test_a_table_has_a_row_a_claim(report: Path) -> None:
    result = CliRunner().invoke(app, ["code", str(report), "--format", "table"])
    heading, *rows = result.stdout.splitlines()
    assert heading.split("\t")[:2] == ["report", "event"]
    assert any(row.startswith("egypt\tRETREAT/release\thappened\tEGY\t") for row in rows)


def test_what_cannot_be_read_is_told_and_the_rest_is_coded(report: Path) -> None:
    (report.parent / "broken.jsonl").write_text("{broken\n")
    (report.parent / "empty.txt").touch()
    result = CliRunner().invoke(app, ["code", str(report.parent)])
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["egypt"]
    first, second = result.stderr.splitlines()
    assert "broken.jsonl:1 " in first
    assert first.endswith("(json)")
    assert second.endswith("(empty)")


@pytest.mark.parametrize("arguments", [["gone.txt"], ["--date", "yesterday", "-"], ["--format", "csv", "-"], []])
def test_wrong_calls_end_with_2(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["code", *arguments])
    assert result.exit_code == 2
    assert not result.stdout


def test_standard_input(report: Path) -> None:
    result = CliRunner().invoke(app, ["code", "-"], input=report.read_bytes())
    assert json.loads(result.stdout)["id"] == "stdin"


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    line = json.dumps({"date": "2025-11-26", "text": BODY})
    path.write_text(f"{line}\n" * 3000)
    command = [sys.executable, "-c", "from sijill.cli import main; main()", "code", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
