"""The persons of the Arabic pack: whom a name in the news stands for, and from when to when."""

import csv
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

import sijill
from sijill.languages.arabic.normalise import normalise

DATA = Path(sijill.__file__).parent / "languages/arabic/data"
COLUMNS = ["slug", "name_en", "names", "short", "stands_for", "office", "from", "to", "wikidata"]
ORGANISATIONS = {"EU", "UN", "NATO", "IAEA", "LAS", "GCC", "AU", "OIC", "ICC", "ICRC", "FIFA"}
IN_THE_NEWS = [
    "USA", "RUS", "BLR", "UKR", "IRN", "IRQ", "SYR", "LBN", "JOR", "PSE", "ISR", "EGY", "SAU", "ARE", "QAT", "KWT",
    "BHR", "OMN", "YEM", "LBY", "TUN", "DZA", "MAR", "SDN", "TUR", "GBR", "FRA", "DEU", "ITA", "ESP", "POL", "LTU",
    "LVA", "CZE", "CHN", "JPN", "KOR", "PRK", "IND", "PAK", "AFG", "VEN", "CUB", "COL", "BRA", "NGA", "ETH", "SOM",
    "KEN", "MLI",
]  # fmt: skip

Row = dict[str, str]


def load() -> list[Row]:
    with (DATA / "persons.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = load()


def cells(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def first_day(row: Row) -> str:
    """The first day that `from` may mean."""
    return row["from"] + "-01-01"[len(row["from"]) - 4 :]


def last_day(row: Row) -> str:
    """The last day that `to` may mean; no day is after that of an office still held."""
    return row["to"] + "-12-31"[len(row["to"]) - 4 :] if row["to"] else "9999-12-31"


def meet(one: Row, other: Row) -> bool:
    """Whether both rows hold on some day."""
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)


def codes(written: str, day: str) -> set[str]:
    """Whom somebody so named stood for on a day; the slug where they stood for nobody."""
    form = normalise(written)
    called = [row for row in ROWS if form in map(normalise, cells(row["names"]) + cells(row["short"]))]
    held = {row["stands_for"] for row in called if row["stands_for"] and first_day(row) <= day <= last_day(row)}
    return held or {row["slug"] for row in called}


def test_the_columns_are_those_of_the_schema() -> None:
    with (DATA / "persons.csv").open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        assert next(reader) == COLUMNS
        assert {len(row) for row in reader} == {len(COLUMNS)}


def test_slugs_are_well_formed_and_sorted() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["slug"]) for row in ROWS)
    keys = [(row["slug"], row["from"]) for row in ROWS]
    assert keys == sorted(keys)


def test_a_person_is_named_alike_in_every_row() -> None:
    known: dict[str, tuple[str, ...]] = {}
    for row in ROWS:
        naming = tuple(row[column] for column in ("name_en", "names", "short", "wikidata"))
        assert known.setdefault(row["slug"], naming) == naming, row["slug"]


def test_names_are_full_and_each_stands_once() -> None:
    for row in ROWS:
        names, short = cells(row["names"]), cells(row["short"])
        assert names, row["slug"]
        assert all(" " in name for name in names), f"a single word is a short form: {row['slug']}"
        forms = [normalise(name) for name in names + short]
        assert len(forms) == len(set(forms)), row["slug"]
        assert all(name == " ".join(name.split()) and not re.search(r"[A-Za-z\u064b-\u0652]", name) for name in names)


def test_offices_are_named_and_wikidata_ids_are_of_one_person() -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        assert row["office"], row["slug"]
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row["slug"]
        if row["wikidata"]:
            holders[row["wikidata"]].add(row["slug"])
    assert all(len(slugs) == 1 for slugs in holders.values())


def test_dates_are_dates_in_order() -> None:
    for row in ROWS:
        for cell in filter(None, (row["from"], row["to"])):
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", cell), row
            date.fromisoformat(cell + "-01-01"[len(cell) - 4 :])
        assert row["from"], row
        assert first_day(row) <= last_day(row), row


def test_codes_are_of_states_organisations_or_groups() -> None:
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as lines:
        states = {row["code"] for row in csv.DictReader(lines)}
    for row in ROWS:
        code = row["stands_for"]
        assert not code or code in states | ORGANISATIONS or re.fullmatch(r"[a-z]+(-[a-z]+)*", code), row


@pytest.mark.skipif(not (DATA / "organisations.csv").exists(), reason="the pack has no organisations.csv")
def test_organisations_that_persons_lead_are_listed_by_the_same_code() -> None:
    with (DATA / "organisations.csv").open(encoding="utf-8", newline="") as lines:
        listed = {row["code"] for row in csv.DictReader(lines)}
    led = {row["stands_for"] for row in ROWS if row["stands_for"]}
    states = {code for code in led if re.fullmatch(r"[A-Z]{3}", code)} - ORGANISATIONS
    assert led - states - listed == set()


def test_nobody_stands_for_two_parties_on_one_day() -> None:
    offices: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        offices[row["slug"]].append(row)
    for held in offices.values():
        for one, other in combinations(held, 2):
            # A month shared by the end of one office and the beginning of the next is no clash.
            if one["stands_for"] != other["stands_for"] and one["to"][:7] != other["from"][:7]:
                assert not meet(one, other), (one, other)


def test_no_name_means_two_persons_at_a_time() -> None:
    holders: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        for form in {normalise(written) for written in cells(row["names"]) + cells(row["short"])}:
            holders[form].append(row)
    clashes = [
        (form, one["slug"], other["slug"])
        for form, rows in holders.items()
        for one, other in combinations(rows, 2)
        if one["slug"] != other["slug"] and one["stands_for"] != other["stands_for"] and meet(one, other)
    ]
    assert clashes == []


@pytest.mark.parametrize(
    ("written", "day", "code"),
    [
        ("لوكاشينكو", "2025-11-26", "BLR"),
        ("ترامب", "2015-08-01", "donald-trump"),
        ("ترمب", "2018-05-08", "USA"),
        ("ترامب", "2023-09-18", "donald-trump"),
        ("دونالد ترامب", "2025-11-26", "USA"),
        ("أوباما", "2015-07-21", "USA"),
        ("كيري", "2015-08-03", "USA"),
        ("ظريف", "2015-08-03", "IRN"),
        ("روحاني", "2023-01-01", "hassan-rouhani"),
        ("الجبير", "2015-08-03", "SAU"),
        ("الملك سلمان", "2015-08-03", "SAU"),
        ("خادم الحرمين الشريفين", "2014-08-03", "SAU"),
        ("موغيريني", "2014-05-01", "ITA"),
        ("موغيريني", "2015-08-03", "EU"),
        ("ستولتنبرغ", "2023-01-01", "NATO"),
        ("بان كي مون", "2015-08-03", "UN"),
        ("إسماعيل ولد الشيخ أحمد", "2015-08-03", "UN"),
        ("الزياني", "2015-08-03", "GCC"),
        ("الزياني", "2021-08-03", "BHR"),
        ("نبيل العربي", "2015-08-03", "LAS"),
        ("عبد الملك الحوثي", "2015-08-03", "houthis"),
        ("حسن نصرالله", "2015-08-03", "hezbollah"),
        ("محمود عباس", "2015-08-03", "PSE"),
        ("محمد مرسي", "2013-01-15", "EGY"),
        ("مرسي", "2015-08-03", "mohamed-morsi"),
        ("علي عبدالله صالح", "2011-08-03", "YEM"),
        ("علي عبد الله صالح", "2015-08-03", "ali-abdullah-saleh"),
        ("أحمد الشرع", "2025-05-14", "SYR"),
        ("الأسد", "2015-08-03", "SYR"),
        ("مادورو", "2025-12-31", "VEN"),
        ("مادورو", "2026-02-01", "nicolas-maduro"),
        ("تيخانوفسكايا", "2025-11-26", "sviatlana-tsikhanouskaya"),
        ("بيالياتسكي", "2025-12-14", "ales-bialiatski"),
        ("نافالني", "2021-02-02", "alexei-navalny"),
        ("نرجس محمدي", "2023-10-06", "narges-mohammadi"),
        ("خاشقجي", "2018-10-03", "jamal-khashoggi"),
        ("جون كويل", "2025-11-26", "USA"),
        ("ويتكوف", "2025-11-26", "USA"),
        ("كيث كيلوغ", "2025-06-21", "USA"),
        ("روجر كارستنز", "2024-08-01", "USA"),
        ("بيسكوف", "2024-08-01", "RUS"),
        ("بقائي", "2025-06-01", "IRN"),
    ],
)
def test_a_name_stands_for_a_party_on_its_day(written: str, day: str, code: str) -> None:
    assert codes(written, day) == {code}


@pytest.mark.parametrize("state", IN_THE_NEWS)
def test_states_in_the_news_have_somebody_in_office(state: str) -> None:
    assert any(row["stands_for"] == state and last_day(row) >= "2015-07-21" for row in ROWS)


def test_nothing_was_lost() -> None:
    assert len({row["slug"] for row in ROWS}) >= 1100
    assert len(ROWS) >= 1500
    assert sum(bool(row["short"]) for row in ROWS) >= 600
