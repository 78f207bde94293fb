from hypothesis import given
from hypothesis import strategies as st

from sijill.languages.arabic.normalise import Normalised, normalise

ARABIC = st.text(
    st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.characters(min_codepoint=0x2000, max_codepoint=0x206F),
        st.characters(codec="utf-8"),
    )
)


@given(ARABIC)
def test_every_stretch_leads_back_to_the_text_that_it_came_from(text: str) -> None:
    normalised = Normalised(text)
    for at in range(len(normalised.text)):
        start, end = normalised.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert normalised.text[at] in normalise(text[start:end])


@given(ARABIC)
def test_offsets_never_go_back(text: str) -> None:
    normalised = Normalised(text)
    offsets = [normalised.at(at) for at in range(len(normalised.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


@given(ARABIC)
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_variants_of_spelling_fall_together() -> None:
    assert len({normalise(word) for word in ("إيران", "ايران", "أيران", "إيـــران", "إِيران", "ایران")}) == 1
    assert normalise("ﻻ") == normalise("لا")
    assert normalise("مسؤولة") == "مسووله"
    assert normalise("۱۲٣") == "123"
    assert normalise("\u202bأفرجت\u202c") == "افرجت"


def test_a_diacritic_belongs_to_the_letter_before_it() -> None:
    text = "قَالَت"
    normalised = Normalised(text)
    assert normalised.text == "قالت"
    assert text[slice(*normalised.span(0, 4))] == text
