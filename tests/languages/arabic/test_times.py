from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.edtf import bounds
from sijill.errors import PackError
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.numbers import read_table
from sijill.languages.arabic.time_words import build_words
from sijill.languages.arabic.times import Time, find_times
from sijill.languages.arabic.tokens import Token, tokenise

THURSDAY = date(2015, 8, 6)
SUNDAY = date(2025, 11, 23)


def read(text: str) -> list[Token]:
    return tokenise(normalise(text))


def times(text: str, published: date = THURSDAY) -> list[Time]:
    return find_times(read(text), published=published)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # days by their distance
        ("أفرجت السلطات أمس عن سجين", "2015-08-05"),
        ("أُفرج عنه بالأمس", "2015-08-05"),
        ("وصل البارحة إلى العاصمة", "2015-08-05"),
        ("وصل ليلة أمس", "2015-08-05"),
        ("وصل ظهر أمس", "2015-08-05"),
        ("وصل يوم أمس", "2015-08-05"),
        ("وصل الليلة الماضية", "2015-08-05"),
        ("وصل أول من أمس", "2015-08-04"),
        ("وصل أمس الأول", "2015-08-04"),
        ("وصل مساء أول أمس", "2015-08-04"),
        ("يصل اليوم", "2015-08-06"),
        ("يصل صباح اليوم", "2015-08-06"),
        ("يصل هذا المساء", "2015-08-06"),
        ("يصل غدا", "2015-08-07"),
        ("يصل يوم غد", "2015-08-07"),
        ("يصل بعد غد", "2015-08-08"),
        ("في وقت لاحق اليوم", "2015-08-06"),
        # with a weekday
        ("وصل اليوم الخميس", "2015-08-06"),
        ("وصل اليوم (الخميس)", "2015-08-06"),
        ("وصل أمس الأربعاء", "2015-08-05"),
        ("وصل أمس (الأربعاء)", "2015-08-05"),
        ("وصل مساء أمس الأربعاء", "2015-08-05"),
        ("يصل غدا الجمعة", "2015-08-07"),
        ("وصل أمس الثلاثاء", "2015-08-04"),  # written a day before it came out
        # weekdays
        ("اعتقل الثلاثاء الماضي", "2015-08-04"),
        ("اعتقل الخميس الماضي", "2015-07-30"),
        ("اعتقل يوم الجمعة الماضي", "2015-07-31"),
        ("اعتقل الاثنين قبل الماضي", "2015-07-27"),
        ("يلتقيان الخميس المقبل", "2015-08-13"),
        ("يلتقيان الجمعة القادم", "2015-08-07"),
        ("يلتقيان يوم الأحد القادم", "2015-08-09"),
        ("أعلن الخميس", "2015-08-06"),
        ("أعلن يوم الأربعاء 5 أغسطس", "2015-08-05"),
        ("أعلن الأربعاء، 5 أغسطس 2015،", "2015-08-05"),
        ("أعلن الأربعاء (5 أغسطس 2015)", "2015-08-05"),
        ("أعلن الأربعاء الموافق 20/10/1436هـ", "2015-08-05"),
        # weeks
        ("زار موسكو الأسبوع الماضي", "2015-07-27/2015-08-02"),
        ("زار موسكو هذا الأسبوع", "2015-08-03/2015-08-09"),
        ("زار موسكو الأسبوع الجاري", "2015-08-03/2015-08-09"),
        ("يزور موسكو الأسبوع المقبل", "2015-08-10/2015-08-16"),
        ("زار موسكو الأسبوع قبل الماضي", "2015-07-20/2015-07-26"),
        ("يزور موسكو مطلع الأسبوع المقبل", "2015-08-10/2015-08-16"),
        ("زار موسكو في وقت سابق من هذا الأسبوع", "2015-08-03/2015-08-06"),
        ("زار موسكو في عطلة نهاية الأسبوع الماضي", "2015-08-01/2015-08-02"),
        # months
        ("في الشهر الماضي", "2015-07"),
        ("خلال الشهر الجاري", "2015-08"),
        ("في وقت سابق هذا الشهر", "2015-08"),
        ("في الشهر المقبل", "2015-09"),
        ("نهاية الشهر الماضي", "2015-07"),
        ("15 من الشهر الجاري", "2015-08-15"),
        ("في الخامس من الشهر المقبل", "2015-09-05"),
        ("في مايو الماضي", "2015-05"),
        ("في سبتمبر الماضي", "2014-09"),
        ("في شهر يوليو الماضي", "2015-07"),
        ("في سبتمبر المقبل", "2015-09"),
        ("في سبتمبر/أيلول المقبل", "2015-09"),
        ("في سبتمبر (أيلول) المقبل", "2015-09"),
        ("في أبريل (نيسان) 2014", "2014-04"),
        ("في مارس آذار 2014", "2014-03"),
        ("في شباط/فبراير 2012", "2012-02"),
        ("في كانون الثاني 2014", "2014-01"),
        ("في تشرين الأول (أكتوبر) 2014", "2014-10"),
        ("في جانفي 2014", "2014-01"),
        ("في أوت 2014", "2014-08"),
        ("في جويلية 2014", "2014-07"),
        ("في شتنبر 2014", "2014-09"),
        ("في نوفمبر من العام الماضي", "2014-11"),
        ("في حزيران عام 2013", "2013-06"),
        ("أواخر أبريل الماضي", "2015-04"),
        ("منتصف مايو 2013", "2013-05"),
        ("الأسبوع الأول من يونيو 2013", "2013-06"),
        # dates
        ("في 26 فبراير 2016", "2016-02-26"),
        ("في 26 فبراير (شباط) 2016", "2016-02-26"),
        ("في 26 من فبراير عام 2016", "2016-02-26"),
        ("في الخامس والعشرين من يناير 2013", "2013-01-25"),
        ("في الأول من مايو 2013", "2013-05-01"),
        ("في الحادي عشر من مايو 2013", "2013-05-11"),
        ("في العشرين من مايو 2013", "2013-05-20"),
        ("في الثلاثين من مايو 2013", "2013-05-30"),
        ("في 1 مايو/أيار الماضي", "2015-05-01"),
        ("في 14 يوليو", "2015-07-14"),
        ("في 20 أغسطس", "2015-08-20"),
        ("في 26/7/2015", "2015-07-26"),
        ("في 24/7/2015م", "2015-07-24"),
        ("في 2015-08-05", "2015-08-05"),
        ("في 2015/8/5", "2015-08-05"),
        ("في 26.02.2016", "2016-02-26"),
        ("في ٥ أغسطس ٢٠١٥", "2015-08-05"),
        ("من 3 إلى 5 أغسطس 2015", "2015-08-03/2015-08-05"),
        ("بين 3 و5 أغسطس 2015", "2015-08-03/2015-08-05"),
        ("في 12 و13 آب (أغسطس) 2015", "2015-08-12/2015-08-13"),
        ("من 26 يوليو إلى 2 أغسطس", "2015-07-26/2015-08-02"),
        ("بين يناير 2013 ومارس 2014", "2013-01/2014-03"),
        # Hijri
        ("في 10 شوال 1436هـ", "2015-07-26"),
        ("في 10/شوال/1436هـ", "2015-07-26"),
        ("في 10/10/1436هـ", "2015-07-26"),
        ("في 1436/10/10", "2015-07-26"),
        ("(10 شوال 1436هـ) الموافق (26 يوليو 2015م)", "2015-07-26"),
        ("26 يوليو 2015م الموافق 10 شوال 1436هـ", "2015-07-26"),
        ("في رمضان الماضي", "2015-06-18/2015-07-16"),
        ("عام 1436هـ", "2014-10-25/2015-10-13"),
        # years
        ("في عام 2013", "2013"),
        ("في سنة 2009", "2009"),
        ("لعام 2009م", "2009"),
        ("اعتقل في 2013", "2013"),
        ("منتصف 2013", "2013"),
        ("أوائل العام الماضي", "2014"),
        ("هذا العام", "2015"),
        ("خلال العام الجاري", "2015"),
        ("العام المقبل", "2016"),
        ("صيف العام الماضي", "2014"),
        ("بين عامي 2009 و2013", "2009/2013"),
        ("من 2009 إلى 2013", "2009/2013"),
        ("بحلول عام 2025", "2025"),
        # amounts
        ("قبل يومين", "2015-08-04"),
        ("قبل ثلاثة أيام", "2015-08-03"),
        ("قبل أسبوع", "2015-07-30"),
        ("قبل أسبوعين", "2015-07-23"),
        ("قبل شهرين", "2015-06"),
        ("قبل نحو 6 أشهر", "2015-02"),
        ("قبل عام", "2014"),
        ("قبل أربع سنوات", "2011"),
        ("قبل عقد", "2005"),
        ("بعد يومين", "2015-08-08"),
        ("بعد 3 أشهر", "2015-11"),
        ("بعد عام واحد", "2016"),
        # since and until
        ("محتجز منذ أمس", "2015-08-05/.."),
        ("محتجز منذ الجمعة", "2015-07-31/.."),
        ("محتجز منذ يناير", "2015-01/.."),
        ("محتجز منذ مارس", "2015-03/.."),
        ("محتجز منذ أبريل (نيسان) الماضي", "2015-04/.."),
        ("محتجز منذ شباط/فبراير 2012", "2012-02/.."),
        ("محتجز منذ عام 2009", "2009/.."),
        ("محتجز منذ 2009", "2009/.."),
        ("محتجز منذ مطلع العام", "2015-01/.."),
        ("محتجز منذ العام الماضي", "2014/.."),
        ("محتجز منذ ثلاث سنوات", "2012/.."),
        ("محتجز منذ عامين", "2013/.."),
        ("محتجز منذ 30 عاما", "1985/.."),
        ("محتجز منذ شهرين", "2015-06/.."),
        ("سار حتى 26 فبراير (شباط) 2016", "../2016-02-26"),
        ("سار حتى نهاية أكتوبر المقبل", "../2015-10"),
        ("قبل عام 2013", "../2013"),
        ("احتجز منذ 2009 حتى 2013", "2009/2013"),
    ],
)
def test_times_that_the_words_fix(text: str, edtf: str) -> None:
    [time] = times(text)
    assert (time.edtf, time.anchored, time.past, time.future) == (edtf, True, edtf, edtf)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("يوم الثلاثاء", "2015-08-04", "2015-08-11"),
        ("والأحد", "2015-08-02", "2015-08-09"),
        ("مساء الأربعاء", "2015-08-05", "2015-08-12"),
        ("السبت مساء", "2015-08-01", "2015-08-08"),
        ("فجر الجمعة", "2015-07-31", "2015-08-07"),
        ("بحلول صباح الاثنين", "2015-08-03", "2015-08-10"),
        ("يومي الثلاثاء والأربعاء", "2015-08-04/2015-08-05", "2015-08-11/2015-08-12"),
        ("في سبتمبر", "2014-09", "2015-09"),
        ("في تشرين الثاني/نوفمبر", "2014-11", "2015-11"),
        ("شهر مارس", "2015-03", "2016-03"),
        ("في كانون الثاني (يناير) ونيسان (إبريل)", "2015-01/2015-04", "2016-01/2016-04"),
        ("في 26 فبراير", "2015-02-26", "2016-02-26"),
        ("الخامس والعشرين من يناير", "2015-01-25", "2016-01-25"),
        ("عطلة نهاية الأسبوع", "2015-08-01/2015-08-02", "2015-08-08/2015-08-09"),
        ("حتى الجمعة", "../2015-07-31", "../2015-08-07"),
        ("من يناير حتى مارس", "2015-01/2015-03", "2016-01/2016-03"),
    ],
)
def test_times_whose_side_the_tense_tells(text: str, past: str, future: str) -> None:
    [time] = times(text)
    assert (time.anchored, time.past, time.future) == (False, past, future)
    assert time.edtf in (past, future)


def test_the_day_of_publication_is_the_nearest_of_its_name() -> None:
    [time] = times("أعلن الأحد", SUNDAY)
    assert (time.edtf, time.anchored) == ("2025-11-23", True)
    [time] = times("أطلق سراحهم في عطلة نهاية الأسبوع", SUNDAY)
    assert time.edtf == "2025-11-22/2025-11-23"
    [time] = times("في نوفمبر", SUNDAY)
    assert (time.edtf, time.anchored) == ("2025-11", True)


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("أفرج عنه مؤخرا", "vague", "past"),
        ("في الآونة الأخيرة", "vague", "past"),
        ("في الأسابيع الأخيرة", "vague", "past"),
        ("خلال الأيام القليلة الماضية", "vague", "past"),
        ("خلال السنوات الخمس الماضية", "vague", "past"),
        ("خلال الساعات الـ24 الماضية", "vague", "past"),
        ("خلال الأيام المقبلة", "vague", "future"),
        ("قبل أيام", "vague", "past"),
        ("قبل أكثر من عامين", "vague", "past"),
        ("وقبل يومين من الانتخابات", "vague", "past"),
        ("بعد ثلاث سنوات من قطعها", "vague", "future"),
        ("سيفرج عنهم قريبا", "vague", "future"),
        ("في وقت لاحق", "vague", "future"),
        ("منذ أكثر من شهر", "since", "past"),
        ("حكم عليه بالسجن خمس سنوات", "duration", "either"),
        ("لمدة عامين", "duration", "either"),
        ("خلال 48 ساعة", "duration", "either"),
        ("البالغ 34 عاما", "duration", "either"),
        ("الساعة العاشرة صباحا", "clock", "either"),
        ("الساعة 10:30 مساء", "clock", "either"),
    ],
)
def test_what_dates_nothing(text: str, kind: str, direction: str) -> None:
    [time] = times(text)
    assert (time.edtf, time.kind, time.direction) == (None, kind, direction)


@pytest.mark.parametrize(
    "text",
    [
        "قالت صحيفة اليوم",
        "وذكرت المصري اليوم",
        "في اليوم التالي",
        "اليوم السابع",
        "اليوم الوطني",
        "الأمين العام",
        "أمين عام الحزب",
        "الرأي العام الماضي",
        "بشكل عام",
        "أحد السجناء",
        "في صلاة الجمعة",
        "مارس ضغوطا على الحكومة",
        "أب لثلاثة أطفال",
        "فاز 3 مقابل صفر",
        "حزب الغد",
        "سيارة نيسان",
        "أفرج عن 2013 سجينا",
        "في 45/13/2015",
        "في 30/2/2015",
        "",
    ],
)
def test_look_alikes_are_no_times(text: str) -> None:
    assert times(text) == []


def test_times_of_one_sentence_are_apart() -> None:
    found = times("أعلن الاثنين أن المحتجز منذ عام 2009 سيفرج عنه الأسبوع المقبل، بعد لقاء مساء أمس")
    assert [time.edtf for time in found] == ["2015-08-03", "2009/..", "2015-08-10/2015-08-16", "2015-08-05"]
    assert [time.kind for time in found] == ["weekday", "since", "week", "day"]


def test_an_expression_covers_all_its_words() -> None:
    tokens = read("وقال مساء أمس (الأربعاء) إنه")
    [time] = find_times(tokens, published=THURSDAY)
    assert " ".join(token.text for token in tokens[time.first : time.last + 1]) == "مساء امس ( الاربعاء )"


PIECES = st.sampled_from(
    ["أمس", "اليوم", "غدا", "مساء", "يوم", "يومي", "الثلاثاء", "والأربعاء", "الماضي", "المقبل", "قبل", "بعد", "منذ",
     "حتى", "من", "إلى", "بين", "و", "و13", "في", "هذا", "الأسبوع", "الشهر", "العام", "عام", "عامي", "سنوات", "يومين",
     "ثلاث", "99999999999", "عطلة نهاية الأسبوع", "نهاية", "مطلع", "رمضان", "شوال", "سبتمبر", "أيلول", "آب", "مارس",
     "كانون الثاني", "12", "31", "2013", "1436", "1600", "0000", "9999", "/", "-", "(", ")", "هـ", "م", "الموافق",
     "الخامس", "والعشرين", "الساعة", "لمدة", "مليون", "شهر", "خلال", "مؤخرا", "كلمة", "26.02.2016"]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(), st.dates())
def test_times_are_dates_within_the_sentence_and_apart(text: str, published: date) -> None:
    tokens = read(text)
    at = 0
    for time in find_times(tokens, published=published):
        assert at <= time.first <= time.last < len(tokens)
        assert (time.edtf is None) == (time.past is None) == (time.future is None)
        for edtf in (time.edtf, time.past, time.future):
            assert edtf is None or bounds(edtf)
        at = time.last + 1


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1950, 1, 1), date(2070, 12, 31)))
def test_a_date_in_full_does_not_depend_on_the_day_of_publication(day: date, published: date) -> None:
    [time] = times(f"في {day.day}/{day.month}/{day.year}", published)
    assert time.edtf == day.isoformat()


@given(st.integers(1, 7), st.dates(date(1950, 1, 1), date(2070, 12, 31)))
def test_a_weekday_is_within_a_week_of_the_publication(number: int, published: date) -> None:
    name = read_table("times.toml")["weekdays"][str(number)][0]
    [time] = times(f"يوم {name}", published)
    assert time.past
    assert time.future
    past, future = date.fromisoformat(time.past), date.fromisoformat(time.future)
    assert past.isoweekday() == future.isoweekday() == number
    assert past <= published <= future
    assert (future - past).days in (0, 7)


def breaks(change: Callable[[dict[str, Any]], object]) -> str:
    data = copy.deepcopy(read_table("times.toml"))
    change(data)
    with pytest.raises(PackError) as error:
        build_words(data)
    return str(error.value)


def test_wrong_data_are_named() -> None:
    assert breaks(lambda data: data.pop("units")) == "times.toml: units: missing"
    assert breaks(lambda data: data["weekdays"].update({"8": ["الأحد"]})).startswith("times.toml: weekdays.8: the key")
    assert breaks(lambda data: data["months"]["hijri"].update({"x": ["رجب"]})).startswith("times.toml: months.hijri.x")
    assert breaks(lambda data: data["words"].pop("since")) == "times.toml: words.since: missing"
    assert breaks(lambda data: data["units"]["day"].update(one=[])).startswith("times.toml: units.day.one: must be")
    assert breaks(lambda data: data["false_friends"].update({"غد": {}})).startswith("times.toml: false_friends.غد.")
