from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sijill.errors import PackError
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.numbers import build_lexicon, find_quantities, read_number, read_table
from sijill.languages.arabic.tokens import Token, tokenise


def read(text: str) -> list[Token]:
    return tokenise(normalise(text))


def quantities(text: str) -> list[tuple[int, int | None, str]]:
    return [(low, high, kind) for _, _, low, high, kind, _, _ in find_quantities(read(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("52 سجينا", 52),
        ("٥٢ سجيناً", 52),
        ("1052 سجينا", 1052),
        ("1,052 سجينا", 1052),
        ("1.052 سجينا", 1052),
        ("1٬052 سجينا", 1052),
        ("1 052 سجينا", 1052),
        ("1،052 سجينا", 1052),
        ("1.052.300 شخص", 1_052_300),
        ("100 ألف لاجئ", 100_000),
        ("1.5 مليون نازح", 1_500_000),
        ("1.250 مليون نازح", 1_250_000),
        ("3 ملايين و200 ألف نازح", 3_200_000),
        ("5 آلاف مقاتل", 5000),
        ("11عاما", 11),
        ("الـ31 أسيرا", 31),
        ("و31 أسيرا", 31),
        ("ثلاثة سجناء", 3),
        ("ثلاث سجينات", 3),
        ("وثلاثة سجناء", 3),
        ("بثلاثة سجناء", 3),
        ("المعتقلين الثلاثة", 3),
        ("عشرة معتقلين", 10),
        ("أحد عشر معتقلا", 11),
        ("إحدى عشرة معتقلة", 11),
        ("اثنا عشر ضابطا", 12),
        ("اثنتي عشرة سيدة", 12),
        ("الاثني عشر ضابطا", 12),
        ("ثلاثة عشر صحفيا", 13),
        ("تسع عشرة صحفية", 19),
        ("عشرون جنديا", 20),
        ("واحد وعشرون جنديا", 21),
        ("إحدى وعشرين امرأة", 21),
        ("خمسة وعشرين شخصا", 25),
        ("خمسة و عشرين شخصا", 25),
        ("الخمسة والعشرون شخصا", 25),
        ("مئة أسير", 100),
        ("مائة أسير", 100),
        ("ماية أسير", 100),
        ("مئتان من الأسرى", 200),
        ("مائتي أسير", 200),
        ("ثلاثمئة أسير", 300),
        ("ثلاث مئة أسير", 300),
        ("أربعمائة وخمسين أسيرا", 450),
        ("مئة وثلاثة أسرى", 103),
        ("مئة وثلاثة عشر أسيرا", 113),
        ("ألف أسير", 1000),
        ("ألفين وخمسمئة أسير", 2500),
        ("ألفا أسير", 2000),
        ("خمسون ألفا", 50_000),
        ("ثلاثة آلاف وخمسمئة أسير", 3500),
        ("مئتا ألف نازح", 200_000),
        ("مئة وعشرين ألف نازح", 120_000),
        ("مليونين ونصف المليون نازح", 2_500_000),
        ("نصف مليون نازح", 500_000),
        ("مليون ومئتي ألف نازح", 1_200_000),
        ("ثلاثة من أصل خمسة سجناء", 3),
        ("أحد السجناء", 1),
        ("إحدى المعتقلات", 1),
        ("سجين واحد", 1),
    ],
)
def test_numbers_in_digits_and_words(text: str, value: int) -> None:
    assert quantities(text) == [(value, value, "exact")]


@pytest.mark.parametrize(
    ("text", "low", "high", "kind"),
    [
        ("ما لا يقل عن 100 معتقل", 100, None, "at-least"),
        ("لا يقل عن عشرين معتقلا", 20, None, "at-least"),
        ("52 سجينا على الأقل", 52, None, "at-least"),
        ("52 على الأقل من السجناء", 52, None, "at-least"),
        ("ثلاثون على أقل تقدير", 30, None, "at-least"),
        ("مئة شخص أو أكثر", 100, None, "at-least"),
        ("أكثر من 1000 معتقل", 1001, None, "more-than"),
        ("بأكثر من عشرة سجناء", 11, None, "more-than"),
        ("ما يزيد على ثلاثين سجينا", 31, None, "more-than"),
        ("يزيد عددهم عن مئة", 101, None, "more-than"),
        ("ما يربو على ألف سجين", 1001, None, "more-than"),
        ("فوق المليون", 1_000_001, None, "more-than"),
        ("أكثر من عشرات السجناء", 20, None, "more-than"),
        ("نحو 50 معتقلا", 50, 50, "about"),
        ("ونحو خمسين معتقلا", 50, 50, "about"),
        ("حوالى خمسين معتقلا", 50, 50, "about"),
        ("قرابة ألفي معتقل", 2000, 2000, "about"),
        ("زهاء 300 معتقل", 300, 300, "about"),
        ("ما يقارب مئة معتقل", 100, 100, "about"),
        ("خمسون معتقلا تقريبا", 50, 50, "about"),
        ("أقل من عشرة سجناء", 1, 9, "up-to"),
        ("ما يصل إلى 30 سجينا", 1, 30, "up-to"),
        ("لا يتجاوز عددهم ثلاثين", 1, 30, "up-to"),
        ("ثلاثون سجينا كحد أقصى", 1, 30, "up-to"),
        ("بين عشرين وثلاثين سجينا", 20, 30, "range"),
        ("ما بين 20 و30 سجينا", 20, 30, "range"),
        ("من 20 إلى 30 سجينا", 20, 30, "range"),
        ("20-30 سجينا", 20, 30, "range"),
        ("بين ثلاثة وخمسة آلاف سجين", 3000, 5000, "range"),
        ("من 3 إلى 5 آلاف سجين", 3000, 5000, "range"),
        ("بين ألف وألفي سجين", 1000, 2000, "range"),
        ("بين مئة وخمسين ومئتي سجين", 150, 200, "range"),
        ("ثلاثة أو أربعة سجناء", 3, 4, "range"),
        ("عشرات السجناء", 20, 99, "vague"),
        ("العشرات من السجناء", 20, 99, "vague"),
        ("لعشرات السجناء", 20, 99, "vague"),
        ("مئات السجناء", 200, 999, "vague"),
        ("آلاف السجناء", 2000, 9999, "vague"),
        ("الآلاف من السجناء", 2000, 9999, "vague"),
        ("عشرات الآلاف من النازحين", 20_000, 99_999, "vague"),
        ("مئات الآلاف من النازحين", 200_000, 999_999, "vague"),
        ("ملايين النازحين", 2_000_000, 9_999_999, "vague"),
        ("عدد من السجناء", 3, 10, "vague"),
        ("وعددا من السجناء", 3, 10, "vague"),
        ("بضعة سجناء", 3, 10, "vague"),
        ("عدة سجناء", 3, 10, "vague"),
        ("بعض السجناء", 3, 10, "vague"),
        ("واحد من كل خمسة سجناء", 1, 5, "ratio"),
    ],
)
def test_modifiers_make_bounds(text: str, low: int, high: int | None, kind: str) -> None:
    assert quantities(text) == [(low, high, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "الرئيس الأول والثالث",
        "القرن الحادي والعشرين",
        "في الخامسة عشرة من عمره",
        "يوم 26 مارس",
        "في 26 من يناير",
        "يوم 3 كانون الثاني",
        "من 3 إلى 5 أغسطس",
        "عام 2013",
        "بين عامي 2009 و2013",
        "منذ 2013",
        "26/7/2015",
        "2015-08-05",
        "عام 1436هـ",
        "يومي الأحد والاثنين",
        "لست أدري",
        "لا أحد هنا",
        "نسبة 3.5 في المئة",
        "بين 2014 و2018",
        "موسم 2015-2016",
        "حتى 2010",
        "كميات كبيرة وكمية أخرى",
        "وصل بعده",
        "",
    ],
)
def test_ordinals_dates_and_look_alikes_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_numbers_that_do_not_combine_are_apart() -> None:
    assert quantities("ثلاثة ضباط وخمسة جنود وستة") == [(3, 3, "exact"), (5, 5, "exact"), (6, 6, "exact")]
    assert quantities("52 سجينا على الأقل و31 أسيرا") == [(52, None, "at-least"), (31, 31, "exact")]
    assert quantities("شرطي على الأقل واثنان من المارة") == [(2, 2, "exact")]
    assert quantities("من بين ثلاثة وعشرين معتقلا") == [(23, 23, "exact")]


@pytest.mark.parametrize(
    ("text", "covered", "noun"),
    [
        ("أفرج عن أكثر من 52 سجينا", "اكثر من 52", "سجينا"),
        ("أفرج عن ثلاثة آلاف من السجناء", "ثلاثه الاف", "السجناء"),
        ("أفرج عن 52 على الأقل من السجناء", "52 علي الاقل", "السجناء"),
        ("أفرج عن عدد من السجناء", "عدد من", "السجناء"),
        ("أفرج عن الـ52 سجينا", "ال 52", "سجينا"),
    ],
)
def test_the_noun_is_expected_behind_the_number(text: str, covered: str, noun: str) -> None:
    tokens = read(text)
    [quantity] = find_quantities(tokens)
    assert " ".join(token.text for token in tokens[quantity.first : quantity.last + 1]) == covered
    assert tokens[quantity.noun_from].text == noun


@pytest.mark.parametrize("text", ["سجين واحد", "المعتقلين الثلاثة", "مرات عدة"])
def test_the_noun_may_stand_before_the_number(text: str) -> None:
    assert find_quantities(read(text))[0].after_noun


UNITS = {
    "m": ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"],
    "f": ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"],
}
TEENS = {"m": ["أحد عشر", "اثنا عشر"], "f": ["إحدى عشرة", "اثنتا عشرة"]}
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
SCALES = {1000: ("ألف", "ألفان", "آلاف", "ألفا"), 1_000_000: ("مليون", "مليونان", "ملايين", "مليونا")}


def below_hundred(number: int, gender: str) -> str:
    if number <= 10:
        return UNITS[gender][number]
    if number <= 12:
        return TEENS[gender][number - 11]
    if number < 20:
        return f"{UNITS[gender][number - 10]} {'عشر' if gender == 'm' else 'عشرة'}"
    unit, ten = UNITS[gender][number % 10], TENS[number // 10]
    return f"{unit} و{ten}" if unit else ten


def below_thousand(number: int, gender: str) -> str:
    return " و".join(part for part in (HUNDREDS[number // 100], below_hundred(number % 100, gender)) if part)


def scaled(count: int, scale: int) -> str:
    one, two, many, accusative = SCALES[scale]
    if count <= 2:
        return ("", one, two)[count]
    noun = many if 3 <= count % 100 <= 10 else accusative if count % 100 >= 11 else one
    return f"{below_thousand(count, 'm')} {noun}"


def in_words(number: int, gender: str) -> str:
    parts = (
        scaled(number // 1_000_000, 1_000_000),
        scaled(number // 1000 % 1000, 1000),
        below_thousand(number % 1000, gender),
    )
    return " و".join(part for part in parts if part)


@settings(max_examples=1000)
@given(st.integers(1, 9_999_999) | st.integers(1, 1200), st.sampled_from("mf"))
def test_every_number_in_words_is_read_back(number: int, gender: str) -> None:
    tokens = read(in_words(number, gender))
    found = read_number(tokens, 0)
    assert found is not None
    assert (found.value, found.end) == (number, len(tokens))


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "،", "٬", ""]))
def test_every_number_in_digits_is_read_back(number: int, separator: str) -> None:
    assert quantities(f"{number:,} سجينا".replace(",", separator))[0][0] == number


WORDS = st.sampled_from(
    ["ثلاثة", "ثلاث", "عشر", "عشرين", "وعشرين", "مئة", "ألف", "آلاف", "ألفين", "مليون", "و", "من", "إلى", "بين", "عن",
     "أكثر", "ما", "لا", "يقل", "على", "الأقل", "نحو", "نصف", "ونصف", "عشرات", "مئات", "أحد", "واحد", "كل", "عدد", "3",
     "1.5", "2015", "052", "-", "/", "(", ")", "،", "يناير", "عام", "الحادي", "سجينا", "الـ"]
)  # fmt: skip


@settings(max_examples=400)
@example("عشر من كل ثلاثة")
@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text())
def test_quantities_lie_within_the_sentence_and_apart(text: str) -> None:
    tokens = read(text)
    at = 0
    for quantity in find_quantities(tokens):
        assert at <= quantity.first <= quantity.last < quantity.noun_from <= len(tokens)
        assert quantity.low >= 0
        assert quantity.high is None or quantity.low <= quantity.high
        at = quantity.last + 1


def breaks(change: Callable[[dict[str, Any]], object]) -> str:
    data = copy.deepcopy(read_table("numbers.toml"))
    change(data)
    with pytest.raises(PackError) as error:
        build_lexicon(data, ())
    return str(error.value)


def test_wrong_data_are_named() -> None:
    assert breaks(lambda data: data.pop("values")) == "numbers.toml: values: missing"
    assert breaks(lambda data: data.update(valeus={})) == "numbers.toml: valeus: not a key of this file"
    assert breaks(lambda data: data["values"].update(three=["ثلاثة"])).startswith("numbers.toml: values.three: the key")
    assert breaks(lambda data: data["values"].update({"3": "ثلاثة"})).startswith("numbers.toml: values.3: must be")
    assert breaks(lambda data: data["scales"]["1000"].pop("many")) == "numbers.toml: scales.1000.many: missing"
    assert breaks(lambda data: data["vague"].update(few=[10, 3])).startswith("numbers.toml: vague.few: must be two")
    assert breaks(lambda data: data["modifiers"].update(over=["فوق"])).startswith("numbers.toml: modifiers.over: not")
