import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.languages.arabic.clitics import splits
from sijill.languages.arabic.normalise import normalise


@pytest.mark.parametrize(
    ("word", "before", "article", "stem", "pronoun"),
    [
        ("وللإفراج", "ول", True, "إفراج", ""),
        ("سيفرج", "س", False, "يفرج", ""),
        ("بالسجن", "ب", True, "سجن", ""),
        ("محادثاته", "", False, "محادثات", "ه"),
        ("حكومته", "", False, "حكومة", "ه"),
        ("لقائه", "", False, "لقاء", "ه"),
        ("لقاؤهما", "", False, "لقاء", "هما"),
        ("فاعتقلتهم", "ف", False, "اعتقلت", "هم"),
        ("خطفوه", "", False, "خطفوا", "ه"),
        ("ويعتقلوهم", "و", False, "يعتقلوا", "هم"),
    ],
)
def test_words_come_apart(word: str, before: str, article: bool, stem: str, pronoun: str) -> None:
    found = splits(normalise(word))
    assert (before, article, normalise(stem), pronoun) in [tuple(split) for split in found]


@given(st.text("ابتثجدرسعفقكلمنهوي", min_size=1, max_size=12))
def test_the_whole_word_comes_first(word: str) -> None:
    found = splits(word)
    if len(word) >= 2:
        assert found[0].stem == word
    assert all(len(split.stem) >= 2 for split in found)
