from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sijill.desk.marking import STEERING, Marked, paragraphs, pieces

TEXT = st.text(alphabet="ab \nسجين\u202e\u2066<&\U0001f600", max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Marked]]:
    """A text and claims somewhere in it."""
    text = draw(TEXT)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: (min(pair), max(pair)))
    claims = draw(st.lists(st.tuples(spans, spans), max_size=4))
    return text, [
        Marked(id=str(serial), evidence=evidence, roles=(("actor", role),))
        for serial, (evidence, role) in enumerate(claims)
    ]


@given(marked_texts())
def test_the_pieces_are_the_text(made: tuple[str, list[Marked]]) -> None:
    text, marks = made
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        assert piece.start == at
        at += len(piece.text)


@given(marked_texts())
def test_a_claim_is_marked_exactly_where_its_evidence_is(made: tuple[str, list[Marked]]) -> None:
    text, marks = made
    for mark in marks:
        covered = {
            offset
            for piece in pieces(text, marks)
            if mark.id in piece.claims
            for offset in range(piece.start, piece.start + len(piece.text))
        }
        assert covered == set(range(*mark.evidence))


@given(TEXT)
def test_what_steers_stands_alone(text: str) -> None:
    for piece in pieces(text):
        assert (piece.steering is not None) == bool(STEERING.search(piece.text))
        assert piece.steering is None or len(piece.text) == 1


@given(marked_texts())
def test_paragraphs_leave_out_empty_lines_alone(made: tuple[str, list[Marked]]) -> None:
    text, marks = made
    kept = ["".join(piece.text for piece in line) for line in paragraphs(text, marks)]
    assert kept == [line for line in text.split("\n") if line.strip()]
