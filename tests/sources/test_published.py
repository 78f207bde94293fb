"""The published form: a header of date and points, a body, a credited agency."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sijill.report import Report
from sijill.sources import published, read_paths

SHARED = Path(__file__).parents[3] / "shared"


def test_header_body_and_agency() -> None:
    text = " date 2024-08-01 - أولى. - ثانية. - ثالثة.\n\nالفقرة الأولى.\n\nالفقرة الثانية.\n\n(رويترز، العربي)\n"
    assert published.recognise(text)
    draft = published.read(text)
    assert draft.date == "2024-08-01"
    assert draft.points == ("أولى.", "ثانية.", "ثالثة.")
    assert draft.body == "الفقرة الأولى.\n\nالفقرة الثانية.\n\n(رويترز، العربي)"
    assert draft.agency == "رويترز، العربي"
    assert draft.title is None


def test_points_may_stand_on_lines_of_their_own() -> None:
    draft = published.read("date 2024-08-01\n- أولى\n- ثانية\n\nالمتن")
    assert (draft.points, draft.body) == (("أولى", "ثانية"), "المتن")


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("", ()),
        ("- one - two", ("one", "two")),
        ("- الاتفاق الروسي-الأميركي - نقطة", ("الاتفاق الروسي-الأميركي", "نقطة")),
        ("- محادثات موسكو - واشنطن مستمرة. - أُفرج عن 52.", ("محادثات موسكو - واشنطن مستمرة.", "أُفرج عن 52.")),
        ("- One. - Two has - no stop", ("One.", "Two has - no stop")),
    ],
)
def test_dashes_split_points_and_not_words(line: str, points: tuple[str, ...]) -> None:
    assert published.split_points(line) == points


@pytest.mark.parametrize("text", ["Date palms of Basra", "قال date 2024-08-01", "dated 2024-08-01"])
def test_other_texts_are_not_known(text: str) -> None:
    assert not published.recognise(text)


@pytest.mark.skipif(not (SHARED / "sample").is_dir(), reason="the shared sample is not beside this checkout")
def test_the_shared_sample_has_the_text_of_its_gold() -> None:
    (gold,) = map(json.loads, (SHARED / "gold/belarus.jsonl").read_text().splitlines())
    (report,) = read_paths([str(SHARED / "sample")])
    assert isinstance(report, Report)
    assert (report.id, report.date.isoformat(), report.text) == (gold["id"], gold["date"], gold["text"])
    assert (list(report.points), report.agency) == (gold["key_points"], "رويترز")
