"""Lines are split as they come, whatever the chunks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sijill.sources import jsonl


@given(st.lists(st.binary(max_size=12)), st.integers(1, 20))
def test_chunks_make_no_difference(chunks: list[bytes], limit: int) -> None:
    whole = b"".join(chunks)
    lines = whole.split(b"\n")
    if not lines[-1]:
        lines.pop()
    wanted = [(number, text if len(text) <= limit else None) for number, text in enumerate(lines, start=1)]
    assert list(jsonl.split_lines(iter(chunks), limit)) == wanted


def test_points_under_either_name() -> None:
    for key in ("points", "key_points"):
        draft = jsonl.read_line(b'{"text": "a", "' + key.encode() + b'": ["one", 2], "claims": [{}]}')
        assert draft is not None
        assert draft.points == ("one",)
