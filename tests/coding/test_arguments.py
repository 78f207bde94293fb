"""Whom the rules put where, in sentences of our own."""

from datetime import date

import pytest

from sijill.coding.arguments import Arguments, find_arguments
from sijill.coding.context import Context
from sijill.coding.frames import find_candidates
from sijill.coding.mentions import find_mentions, read_sentence
from sijill.languages.arabic.lexicon import lexicon
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.numbers import find_quantities
from sijill.languages.arabic.tokens import tokenise


def release(text: str) -> Arguments:
    """The arguments of the only release that one sentence may tell."""
    plain = normalise(text)
    sentence = read_sentence(lexicon(), 0, len(plain), tokenise(plain))
    context = Context(date(2025, 11, 26))
    mentions = find_mentions(sentence, find_quantities(sentence.tokens), context)
    (found,) = (one for one in find_candidates(sentence, mentions) if one.kind == "RETREAT/release")
    return find_arguments(sentence, mentions, found, context)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("جرت عملية تبادل أسرى بين روسيا وأوكرانيا.", {"RUS", "UKR"}),
        ("تبادلت الهند وباكستان عشرات السجناء.", {"IND", "PAK"}),
        ("أتمت أرمينيا وأذربيجان تبادل الأسرى.", {"ARM", "AZE"}),
        ("نفذت الحكومة اليمنية والحوثيون صفقة لتبادل الأسرى.", {"YEM", "houthis"}),
    ],
)
def test_in_an_exchange_both_sides_free_and_both_sides_people_are_freed(text: str, sides: set[str]) -> None:
    found = release(text)
    assert set(found.actor) == set(found.recipient) == sides


def test_an_exchange_that_says_whose_people_are_freed() -> None:
    found = release("جرى تبادل أسرى أوكرانيين بين موسكو وكييف.")
    assert (set(found.actor), found.recipient) == ({"RUS", "UKR"}, ("UKR",))


def test_a_release_by_one_side_stays_one_sided() -> None:
    found = release("أفرجت مينسك عن سجناء أوكرانيين.")
    assert (found.actor, found.recipient) == (("BLR",), ("UKR",))
