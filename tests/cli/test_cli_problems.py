from __future__ import annotations

import csv
import json

from conftest import Sijill


def test_table(sijill: Sijill) -> None:
    heading, row = sijill("problems").stdout.splitlines()
    assert heading.split("\t") == ["found", "source", "line", "reason", "detail"]
    assert row.split("\t")[1:] == ["a .txt", "", "empty", "the file is empty"]


def test_jsonl_and_csv(sijill: Sijill) -> None:
    value = json.loads(sijill("problems", "--format", "jsonl").stdout)
    (row,) = csv.DictReader(sijill("problems", "--format", "csv").stdout.splitlines())
    assert value["source"] == row["source"] == "a\t.txt"
    assert (value["line"], value["reason"], value["detail"]) == (None, "empty", "the file is empty")


def test_by_reason(sijill: Sijill) -> None:
    assert sijill("problems", "--reason", "empty", "--format", "jsonl").stdout
    assert not sijill("problems", "--reason", "binary", "--format", "jsonl").stdout
