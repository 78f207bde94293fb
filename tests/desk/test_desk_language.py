from __future__ import annotations

import re
from importlib.resources import files

import pytest

from sijill.claim import KINDS, MODES, STATUSES
from sijill.desk import kinds
from sijill.desk.language import LANGUAGES, check, language
from sijill.errors import PackError
from sijill.reconcile import FIELDS, REVISION_KINDS, STAGES

TEMPLATES = [one for one in (files("sijill.desk") / "templates").iterdir() if one.name.endswith(".html")]
KEY = re.compile(r"\bt(?:\.number_of)?\('([a-z_.]+)'(?!\s*~)")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_every_text_of_a_template_is_there(template: object) -> None:
    wanted = set(KEY.findall(template.read_text(encoding="utf-8")))  # type: ignore[attr-defined]
    words = language("en")
    assert [key for key in sorted(wanted) if not words.has(key)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_that_the_ledger_can_say_has_its_word(code: str) -> None:
    words = language(code)
    wanted = [f"kind.{event}" + (f"/{mode}" if mode else "") for event, modes in MODES.items() for mode in modes]
    wanted += [f"status.{one}" for one in STATUSES] + [f"said.{one}" for one in KINDS]
    wanted += [f"stage.{one}" for one in STAGES] + [f"lane.{one}" for one in kinds.LANES]
    wanted += [f"revision.{one}" for one in REVISION_KINDS] + [f"deed.{one}" for one in REVISION_KINDS]
    wanted += [f"field.{one}" for one in FIELDS]
    assert [key for key in wanted if not words.has(key)] == []


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("en", 1, "1 claim"),
        ("en", 1200, "1,200 claims"),
        ("ar", 0, "لا إفادات"),
        ("ar", 1, "إفادة واحدة"),
        ("ar", 2, "إفادتان"),
        ("ar", 3, "3 إفادات"),
        ("ar", 11, "11 إفادة"),
        ("ar", 100, "100 إفادة"),
    ],
)
def test_numbers_of_things(code: str, number: int, said: str) -> None:
    assert language(code).number_of("count.claims", number) == said


@pytest.mark.parametrize(
    ("code", "dates", "edtf", "said"),
    [
        ("en", "day", "2025-11-26", "26 November 2025"),
        ("ar", "day", "2025-11-26", "26 نوفمبر 2025"),
        ("ar", "levant", "2025-11-26", "26 تشرين الثاني 2025"),
        ("en", "iso", "2025-11-26", "2025-11-26"),
        ("ar", "iso", "2025-11-26", "\u20662025-11-26\u2069"),
        ("en", "day", "2025-11", "November 2025"),
        ("en", "day", "2025", "2025"),
        ("en", "day", "2025-11-22/2025-11-23", "22–23 November 2025"),
        ("ar", "day", "2025-11-22/2025-11-23", "22 إلى 23 نوفمبر 2025"),
        ("en", "day", "2025-02/..", "since February 2025"),
        ("en", "day", "../2025-02", "until February 2025"),
        ("en", "day", "2024/2025", "2024 – 2025"),
    ],
)
def test_times_as_they_are_said(code: str, dates: str, edtf: str, said: str) -> None:
    assert language(code, dates).when(edtf) == said


@pytest.mark.parametrize(
    ("count", "said"), [((52, 52), "52"), ((20, 99), "20–99"), ((1001, None), "at least 1,001"), (None, "")]
)
def test_intervals_as_they_are_said(count: tuple[int, int | None] | None, said: str) -> None:
    assert language("en").count(count) == said


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"ar": {"a": "x"}, "en": {"a": "x", "b": "y"}}, "ar.toml: no b"),
        ({"ar": {"a": "{x}"}, "en": {"a": "{y}"}}, "a has different"),
        ({"ar": {"a": {"other": "x"}}, "en": {"a": {"one": "x", "other": "x"}}}, "ar.toml: a needs a text for each"),
    ],
)
def test_a_file_that_breaks_the_schema_is_refused(broken: dict[str, dict[str, object]], told: str) -> None:
    with pytest.raises(PackError, match=told):
        check(broken)  # type: ignore[arg-type]
