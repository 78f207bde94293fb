"""Who is mentioned: groups without a name, persons without an office, and words that come back to a name."""

from datetime import date

import pytest

from sijill.coding.context import Context
from sijill.coding.mentions import ORGANISATION, PERSON, Mention, find_mentions, read_sentence
from sijill.coding.sentences import sentences
from sijill.languages.arabic.lexicon import lexicon
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.numbers import find_quantities
from sijill.languages.arabic.tokens import tokenise


def mentions(text: str) -> list[Mention]:
    plain = normalise(text)
    context = Context(date(2025, 11, 26))
    found: list[Mention] = []
    for start, end in sentences(plain):
        sentence = read_sentence(lexicon(), start, end, tokenise(plain, start, end))
        found += find_mentions(sentence, find_quantities(sentence.tokens), context)
    return found


def codes(text: str) -> set[str]:
    return {code for mention in mentions(text) for code in mention.codes}


def also(text: str) -> set[str]:
    return {code for mention in mentions(text) for code in mention.also}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("التقى الوزير وفدا من المعارضة التشادية", "chadian-opposition"),
        ("دعت المعارضة المسلحة البورمية إلى هدنة", "burmese-opposition"),
        ("رفضت قبائل ليبيا الاتفاق", "libyan-tribes"),
        ("وقع متمردو مالي اتفاقا", "malian-rebels"),
        ("ناشدت منظمات حقوقية تونسية الرئيس", "tunisian-human-rights-organizations"),
        ("أعلنت تشاد الهدنة. ورفضت المعارضة العرض", "chadian-opposition"),
        ("طالبت عائلات الرهائن بصفقة", "families-of-hostages"),
    ],
)
def test_a_group_without_a_name_is_coded_by_whose_it_is(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("وأفرجت السلطات عن فولوديمير ميكولايينكو", "fwlwdimir"),
        ("وبين المعتقلين سيلينيس مارولاندا", "silinis-marwlanda"),
        ("أفرج عن الراهب وبوهدان هيليتا", "bwhdan-hilita"),
    ],
)
def test_a_name_that_no_list_has_is_known_by_its_letters(text: str, slug: str) -> None:
    assert any(mention.slug.startswith(slug) for mention in mentions(text) if mention.kind == PERSON)


@pytest.mark.parametrize("text", ["ووقع الجاران النوويان اتفاقا", "عاد المعتقلون ولله الحمد إلى منازلهم"])
def test_words_that_no_list_has_are_no_names_for_that(text: str) -> None:
    assert not [mention for mention in mentions(text) if mention.kind == PERSON and mention.names]


def test_a_group_stands_for_itself_where_an_office_is_of_it() -> None:
    [mention] = [one for one in mentions("قال ممثل المعارضة التشادية إنه موافق") if one.kind == ORGANISATION]
    assert mention.codes == ("chadian-opposition",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("وأفرجت الشرطة عن سامي الخطيب", "sami-al-khtib"),
        ("واعتقلت الشرطة محمود الشمري وحسين الدوسري", "mhmwd-al-shmri"),
        ("اعتقل كريم بن صالح بن ناصر العنزي", "krim-al-anzi"),
    ],
)
def test_a_person_is_known_by_the_name_alone(text: str, code: str) -> None:
    assert code in {one for mention in mentions(text) if mention.kind == PERSON for one in mention.codes}


def test_a_name_ends_before_the_next_name() -> None:
    named = [one for one in mentions("واعتقلت الشرطة محمود الشمري وحسين الدوسري") if one.kind == PERSON]
    assert [one.how_many for one in named] == [(1, 1), (1, 1)]


def test_a_name_takes_in_the_office_behind_it() -> None:
    assert "JOR" in codes("واستقبل سامي الخطيب، وزير الزراعة الأردني، الوفد")


def test_words_that_are_no_names_make_no_person() -> None:
    assert not [one for one in mentions("ارتفعت أسعار الخضار في الأسواق أمس") if one.kind == PERSON]


def test_a_word_comes_back_to_the_name_that_begins_with_it() -> None:
    text = "قال المرصد السوري لحقوق الإنسان إن الجيش انسحب. وأضاف المرصد أن المعارك مستمرة"
    assert sum("syrian-observatory-for-human-rights" in one.codes for one in mentions(text)) == 2


def test_people_who_act_may_be_coded_as_a_group() -> None:
    assert "yemeni-doctors" in also("طالب أطباء يمنيون بالإفراج عن زميلهم")


def test_an_organisation_may_be_coded_by_its_english_name() -> None:
    assert "unicef" in also("دعت منظمة اليونيسف إلى الهدنة")


@pytest.mark.parametrize("text", ["قالت المعارضة إنها ترفض.", "اشتبكت فصائل مسلحة.", "طالبت شركات بتعويض."])
def test_a_group_that_is_nobody_without_its_state(text: str) -> None:
    assert (codes(text), also(text)) == (set(), set())


def test_the_ministry_of_finance_is_not_of_mali() -> None:
    assert codes("أعلنت وزارة المالية الأميركية فرض عقوبات.") == {"USA"}
    assert codes("قال مسؤول في وزارة المالية إن الخسائر المالية كبيرة.") == set()
    assert codes("زار وفد باماكو. وقالت الحكومة المالية إنها راضية.") == {"MLI"}


@pytest.mark.parametrize(
    "text", ["تأهل نادي الشباب إلى النهائي.", "لديه أمل في الفوز على أمل كبير.", "زار الأندية الموسمية."]
)
def test_common_words_and_clubs_are_no_parties(text: str) -> None:
    assert codes(text) == set()


def test_an_organisation_named_by_a_common_word_is_known_by_what_stands_before_it() -> None:
    assert codes("التقى وفد من حركة فتح الرئيس.") == {"fatah"}
    assert codes("اتفقت حركة فتح مع الوسطاء. ونقل ذلك عن فتح.") == {"fatah"}
    assert codes("أعلن عن فتح المعبر.") == set()
