"""Verb or noun, by the words around, in sentences of our own."""

import pytest

from sijill.coding.mentions import look_up
from sijill.languages.arabic.lexicon import lexicon
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.parts import features, settle, verb_likely
from sijill.languages.arabic.tokens import tokenise


def parts(text: str, written: str) -> set[str]:
    """The parts of speech that a word of a sentence may tell an event by."""
    tokens = tokenise(normalise(text))
    words = settle(lexicon(), tokens, look_up(lexicon(), tokens))
    (word,) = (word for token, word in zip(tokens, words, strict=True) if token.text == normalise(written))
    assert word is not None
    return {trigger.pos for trigger in word.entry.triggers}


@pytest.mark.parametrize(
    ("text", "written", "part"),
    [
        ("جرت في المطار عملية تبادل أسرى بين البلدين.", "تبادل", "noun"),
        ("وكان الطرفان قد تبادلا الأسرى في مايو.", "تبادلا", "verb"),
        ("وقد رفض الوزير الرد على أسئلة الصحافيين.", "رفض", "verb"),
        ("أثار قرار رفض الطعن غضب عائلته.", "رفض", "noun"),
        ("كما طلب الرئيس من واشنطن إطلاق سراحهم.", "طلب", "verb"),
        ("قدمت العائلة طلب عفو إلى الملك.", "طلب", "noun"),
        ("التي حكم عليها القاضي بالسجن عامين.", "حكم", "verb"),
        ("صدر أمس حكم بالسجن عامين على الكاتب.", "حكم", "noun"),
    ],
)
def test_the_words_around_tell(text: str, written: str, part: str) -> None:
    assert parts(text, written) == {part}


def test_a_word_that_is_written_one_way_only_is_no_question() -> None:
    assert not lexicon().word("افرجت").doubtful
    assert not lexicon().word("الحكم").doubtful
    assert lexicon().word("حكم").doubtful


def around(text: str, at: int) -> list[str]:
    """The features of a word of a text."""
    tokens = tokenise(normalise(text))
    return features(lexicon(), tokens, look_up(lexicon(), tokens), at)


def test_a_likelihood_is_between_0_and_1() -> None:
    names = around("حكم", 0)
    assert 0 < verb_likely(names) < 1
    assert len(names) == len(set(names))


def test_what_stands_before_a_word_moves_its_likelihood() -> None:
    alone = verb_likely(around("حكم", 0))
    assert verb_likely(around("قرار حكم", 1)) < alone < verb_likely(around("الذي حكم", 1))
