"""Reports: what their text and their digest are."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.report import Problem, Report

DAY = datetime.date(2024, 8, 1)


@pytest.mark.parametrize(("title", "text"), [("", "المتن"), ("عنوان", "عنوان\n\nالمتن")])
def test_the_text_is_title_blank_line_and_body(title: str, text: str) -> None:
    assert Report(id="a", date=DAY, title=title, body="المتن").text == text


def test_the_digest_tells_versions_apart_and_nothing_else() -> None:
    report = Report(id="a", date=DAY, body="المتن")
    assert report.digest == Report(id="b", date=DAY, body="المتن", outlet="صحيفة").digest
    assert report.digest != Report(id="a", date=DAY, body="المتن.").digest
    assert report.digest != Report(id="a", date=DAY + datetime.timedelta(1), body="المتن").digest


@given(st.text(), st.text(), st.dates(), st.lists(st.text()))
def test_json_and_back(title: str, body: str, date: datetime.date, points: list[str]) -> None:
    report = Report(id="a", date=date, title=title, body=body, points=tuple(points))
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def test_a_problem_says_where_and_why() -> None:
    problem = Problem(source="a.jsonl", reason="json", detail="correct the line", line=3)
    assert msgspec.to_builtins(problem)["line"] == 3
