"""Any bytes are decoded or set aside; text in an encoding that is known comes back whole."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.sources.decoding import decode, decode_line
from sijill.sources.problems import SetAside


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    for function in (decode, decode_line):
        with contextlib.suppress(SetAside):
            assert isinstance(function(data), str)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf8_comes_back(text: str) -> None:
    assert decode_line(text.encode()) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@given(st.text("أبتثجحخ 0123\n،؟abc", min_size=1))
def test_utf16_without_its_mark_comes_back(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == text


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ ،؟«»\n", min_size=1).map(lambda text: f"الحرية {text}"))
def test_windows_1256_comes_back(text: str) -> None:
    assert decode_line(text.encode("cp1256")) == text
