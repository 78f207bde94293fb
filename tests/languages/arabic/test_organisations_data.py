"""Organisations and outlets of the Arabic pack: well-formed rows, and each name of one code alone.

A name may be both an organisation's and a state's only where states.csv marks it as ambiguous: there the organisation
is the usual one, or has the same code.
"""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import sijill
from sijill.languages.arabic.normalise import normalise

DATA = Path(sijill.__file__).parent / "languages/arabic/data"
ORGANISATION_COLUMNS = ["code", "kind", "name_en", "names", "members", "state", "places", "wikidata", "ambiguous"]
OUTLET_COLUMNS = ["code", "kind", "name_en", "names", "state", "official", "sites"]
KINDS = {
    "intergovernmental", "state-organ", "armed-group", "party", "rights-group", "coalition", "company", "court",
    "religious", "civil", "opposition",
}  # fmt: skip
OUTLET_KINDS = {"agency", "newspaper", "channel", "site", "magazine"}
OF_THE_CODEBOOK = {"EU", "UN", "NATO", "IAEA", "LAS", "GCC", "AU", "OIC", "ICC", "ICRC", "FIFA", "P5+1"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME = re.compile(r"[\w+./-]+( [\w+./-]+)*")
LEAST_ORGANISATIONS, LEAST_OUTLETS = 700, 450
MUST_HAVE = {
    "فياسنا": "viasna",
    "هيومن رايتس ووتش": "human-rights-watch",
    "منظمة العفو الدولية": "amnesty-international",
    "الصليب الأحمر": "ICRC",
    "مجلس الأمن": "UN",
    "المفوضية الأوروبية": "EU",
    "بروكسل": "EU",
    "حلف شمال الأطلسي": "NATO",
    "الوكالة الدولية للطاقة الذرية": "IAEA",
    "الجامعة العربية": "LAS",
    "دول الخليج": "GCC",
    "الاتحاد الأفريقي": "AU",
    "التعاون الإسلامي": "OIC",
    "المحكمة الجنائية الدولية": "ICC",
    "الفيفا": "FIFA",
    "مجموعة 5+1": "P5+1",
    "المتمردين الحوثيين": "houthis",
    "تنظيم الدولة الإسلامية": "islamic-state",
    "داعش": "islamic-state",
    "حزب الله": "hezbollah",
    "كتائب القسام": "hamas",
    "حزب العمال الكردستاني": "pkk",
    "حزب الشعوب الديمقراطي": "hdp",
    "تنظيم القاعدة": "al-qaeda",
    "جماعة الإخوان المسلمين": "muslim-brotherhood",
    "بوكو حرام": "boko-haram",
    "حركة الشباب": "al-shabaab",
    "جبهة النصرة": "nusra-front",
    "الائتلاف الوطني السوري": "syrian-national-coalition",
    "التحالف العربي": "saudi-led-coalition",
    "التحالف الدولي": "us-led-coalition",
    "أنصار بيت المقدس": "ansar-bait-al-maqdis",
    "المؤتمر الوطني العام": "general-national-congress",
    "المقاومة الشعبية": "popular-resistance",
    "فاغنر": "wagner",
    "طالبان": "taliban",
    "القوات المسلحة الثورية الكولومبية": "farc",
    "العدل والمساواة": "justice-and-equality-movement",
    "قوات الدعم السريع": "rapid-support-forces",
    "المرصد السوري لحقوق الإنسان": "syrian-observatory-for-human-rights",
    "مراسلون بلا حدود": "reporters-without-borders",
    "لجنة حماية الصحفيين": "committee-to-protect-journalists",
    "نادي الأسير الفلسطيني": "palestinian-prisoners-club",
    "هيئة شؤون الأسرى": "PSE",
    "فورو بينال": "foro-penal",
    "منظمة ميموريال": "memorial",
    "الكنيست": "ISR",
    "الكونغرس": "USA",
    "الدوما": "RUS",
    "الحرس الثوري": "IRN",
    "رويترز": "reuters",
    "أ ف ب": "afp",
    "أسوشيتد برس": "ap",
    "د ب أ": "dpa",
    "وكالة الأنباء السعودية": "spa",
    "وكالة بيلتا": "belta",
    "إنترفاكس": "interfax",
    "صحيفة الوطن": "al-watan",
    "نيويورك تايمز": "new-york-times",
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def cells(row: dict[str, str], *columns: str) -> list[str]:
    return [value for column in columns for value in row.get(column, "").split("|") if value]


ORGANISATIONS, OUTLETS, STATES = rows("organisations.csv"), rows("outlets.csv"), rows("states.csv")
STATE_CODES = {row["code"] for row in STATES}


def codes_by_name() -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in ORGANISATIONS + OUTLETS:
        for name in cells(row, "names", "places"):
            found[normalise(name)].add(row["code"])
    return found


@pytest.mark.parametrize(("table", "columns"), [(ORGANISATIONS, ORGANISATION_COLUMNS), (OUTLETS, OUTLET_COLUMNS)])
def test_every_row_has_the_columns_an_english_and_an_arabic_name(
    table: list[dict[str, str]], columns: list[str]
) -> None:
    for row in table:
        assert list(row) == columns
        assert row["name_en"], row["code"]
        assert row["names"], row["code"]
        assert row["state"] in STATE_CODES | {""}, row["code"]


def test_there_are_enough() -> None:
    assert len(ORGANISATIONS) >= LEAST_ORGANISATIONS
    assert len(OUTLETS) >= LEAST_OUTLETS
    assert {row["code"] for row in ORGANISATIONS} >= OF_THE_CODEBOOK


def test_codes_are_the_codebooks_a_states_or_a_slug() -> None:
    for row in ORGANISATIONS:
        code = row["code"]
        assert row["kind"] in KINDS, code
        if row["kind"] == "state-organ":
            assert code in STATE_CODES, code
            assert code == row["state"], code
        else:
            assert code in OF_THE_CODEBOOK or SLUG.fullmatch(code), code
    for row in OUTLETS:
        assert row["kind"] in OUTLET_KINDS, row["code"]
        assert SLUG.fullmatch(row["code"]), row["code"]
        assert row["official"] in ("", "yes"), row["code"]


def test_outlets_have_a_code_each_that_no_organisation_has() -> None:
    outlets = Counter(row["code"] for row in OUTLETS)
    assert [code for code, rows_with_it in outlets.items() if rows_with_it > 1] == []
    assert outlets.keys() & {row["code"] for row in ORGANISATIONS} == set()


def test_cells_are_clean() -> None:
    for row in ORGANISATIONS + OUTLETS:
        for name in cells(row, "names", "places", "members"):
            assert NAME.fullmatch(name), f"{row['code']}: {name!r}"
        assert not any(" " in member or normalise(member).startswith("ال") for member in cells(row, "members"))
        assert set(cells(row, "ambiguous")) <= set(cells(row, "names", "places", "members")), row["code"]


def test_wikidata_ids_are_of_one_row() -> None:
    ids = [row["wikidata"] for row in ORGANISATIONS if row["wikidata"]]
    assert all(re.fullmatch(r"Q[1-9]\d*", written) for written in ids)
    assert len(ids) == len(set(ids))


def test_a_name_is_of_one_row_and_written_once() -> None:
    written = Counter(normalise(name) for row in ORGANISATIONS + OUTLETS for name in cells(row, "names", "places"))
    assert [name for name, times in written.items() if times > 1] == []


def test_a_name_that_states_have_too_is_ambiguous_there() -> None:
    own = codes_by_name()
    for state in STATES:
        ambiguous = {normalise(form) for form in cells(state, "ambiguous")}
        for name in cells(state, "names", "places", "cities", "regime"):
            form = normalise(name)
            assert own.get(form, set()) <= {state["code"]} or form in ambiguous, f"{name}: {own[form]}"


def test_members_are_of_one_code_and_no_adjective_of_a_state() -> None:
    of_states = {normalise(form) for row in STATES for form in cells(row, "adjective", "people")}
    members = Counter(normalise(member) for row in ORGANISATIONS for member in cells(row, "members"))
    assert [member for member, times in members.items() if times > 1] == []
    assert members.keys() & of_states == set()


@pytest.mark.parametrize(("name", "code"), MUST_HAVE.items())
def test_names_much_in_the_news_have_their_code(name: str, code: str) -> None:
    assert codes_by_name()[normalise(name)] == {code}
