from pathlib import Path

import msgspec
import pytest

from sijill.errors import PackError
from sijill.reconcile import tables


class Form(msgspec.Struct, forbid_unknown_fields=True):
    enough: float


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_a_file_is_read_in_its_form(room: Path) -> None:
    (room / "one.toml").write_text("enough = 1.5\n")
    (room / "one.tsv").write_text("# a note\nword\tshare\nx\t1\n")
    assert tables.load("one.toml", Form) == Form(1.5)
    assert list(tables.rows("one.tsv", "word", "share")) == [["x", "1"]]


@pytest.mark.parametrize("text", ["enough = 'much'\n", "enough = 1\nmore = 2\n", "enough =\n"])
def test_a_broken_form_is_told_by_the_file_s_name(room: Path, text: str) -> None:
    (room / "one.toml").write_text(text)
    with pytest.raises(PackError, match=r"one\.toml"):
        tables.load("one.toml", Form)


@pytest.mark.parametrize("text", ["", "share\tword\n", "word\tshare\nx\n"])
def test_broken_rows_are_told_by_the_file_s_name(room: Path, text: str) -> None:
    (room / "one.tsv").write_text(text)
    with pytest.raises(PackError, match=r"one\.tsv"):
        list(tables.rows("one.tsv", "word", "share"))
