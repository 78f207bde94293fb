"""What the desk serves by itself: whole, of known origin, and in one design."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

import pytest

from sijill.desk import kinds

STATIC = files("sijill.desk") / "static"
ORIGINS = (STATIC / "vendor" / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| .*? \| `([0-9a-f]{64})` \|$", ORIGINS, re.MULTILINE)


@pytest.mark.parametrize(("name", "digest"), ROWS)
def test_a_file_of_others_is_the_one_that_was_taken_in(name: str, digest: str) -> None:
    assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest


def test_every_file_of_others_is_named_with_its_licence() -> None:
    folder = STATIC / "vendor"
    found = set()
    for package in folder.iterdir():
        if package.is_dir():
            names = {one.name for one in package.iterdir()}
            assert "LICENSE" in names, package.name
            found |= {f"{package.name}/{name}" for name in names - {"LICENSE"}}
    assert found == {name for name, _ in ROWS}


def test_the_charts_have_the_colours_of_the_style_sheet() -> None:
    sheet = (STATIC / "desk.css").read_text(encoding="utf-8")
    for style, colour in kinds.COLOURS.items():
        assert f"--{style}: {colour};" in sheet


def test_every_style_has_its_sign() -> None:
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    assert {style for style in kinds.STYLES.values() if f'id="{style}"' not in sprite} == set()


@pytest.mark.parametrize("name", ["desk.css", "desk.js", "charts.js", "review.js", "icons.svg"])
def test_nothing_outside_is_asked_for(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8").replace("http://www.w3.org/", "")
    assert not re.search(r"https?:|//[a-z]+\.", text)
    assert "eval(" not in text
    assert "innerHTML" not in text
