"""The states of the Arabic pack: all of ISO 3166-1, each string of one state alone unless it is marked as ambiguous.

A string under `ambiguous` is one of its row's own, as it stands in a text: with or without the article. It may mean
something else (مالي: a state, or "financial"). Where another row holds the same string unmarked, that is the usual one.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import cast

import pytest
from babel import Locale
from babel.core import get_global

import sijill
from sijill.languages.arabic.normalise import normalise

PATH = Path(sijill.__file__).parent / "languages/arabic/data/states.csv"
COLUMNS = ["code", "name_en", "names", "adjective", "people", "places", "cities", "regime", "ambiguous", "demonym"]
LISTS = COLUMNS[2:]
OWN = LISTS[:-1]
MUCH_IN_THE_NEWS = [
    "EGY", "SYR", "IRQ", "YEM", "LBY", "SAU", "TUR", "IRN", "RUS", "UKR", "USA", "GBR", "FRA", "DEU", "ISR", "PSE",
    "LBN", "JOR", "TUN", "DZA", "MAR", "SDN", "AFG", "PAK", "IND", "CHN", "NGA", "VEN",
]  # fmt: skip
NO_STATE_OF_ITS_OWN = {
    "AC": "Ascension: part of Saint Helena",
    "CP": "Clipperton: part of France",
    "CQ": "Sark: part of Guernsey",
    "DG": "Diego Garcia: part of the British Indian Ocean Territory",
    "EA": "Ceuta and Melilla: part of Spain",
    "IC": "the Canary Islands: part of Spain",
    "TA": "Tristan da Cunha: part of Saint Helena",
    "EU": "an organisation",
    "EZ": "an organisation",
    "UN": "an organisation",
    "QO": "outlying Oceania: a region",
    "XA": "a code for testing",
    "XB": "a code for testing",
    "ZZ": "unknown",
}
CURRENT = {
    "CD": "COD",
    "FR": "FRA",
    "RS": "SRB",
    "RU": "RUS",
    "TL": "TLS",
    "XK": "XKX",
}  # CLDR also lists withdrawn codes of these
ENDINGS = ("", "ه", "ات", "ون", "ين", "ا")


def rows() -> list[dict[str, str]]:
    with PATH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def values(row: dict[str, str], *columns: str) -> list[str]:
    return [value for column in columns for value in row[column].split("|") if value]


def alpha3() -> dict[str, str]:
    """The alpha-3 code of each two-letter one that CLDR names in Arabic and that has a row of its own."""
    aliases = cast("Mapping[str, list[str]]", get_global("territory_aliases"))
    codes = {two: three for three, (two, *_) in aliases.items() if three.isalpha()}
    codes |= CURRENT
    names = cast("Mapping[str, str]", Locale("ar").territories)
    return {two: codes[two] for two in names if two.isalpha() and two not in NO_STATE_OF_ITS_OWN}


STATES = rows()


def test_header_and_number_of_states() -> None:
    assert list(STATES[0]) == COLUMNS
    assert len(STATES) == 250
    assert len({row["code"] for row in STATES}) == 250
    assert [row["code"] for row in STATES] == sorted(row["code"] for row in STATES)


def test_every_territory_of_cldr_has_a_row_with_its_arabic_name() -> None:
    names = {row["code"]: {normalise(name) for name in values(row, "names")} for row in STATES}
    territories = cast("Mapping[str, str]", Locale("ar").territories)
    codes = alpha3()
    assert set(codes.values()) == set(names)
    missing = {three for two, three in codes.items() if normalise(territories[two]) not in names[three]}
    assert missing == set()


@pytest.mark.parametrize("row", STATES, ids=lambda row: row["code"])
def test_a_row_is_well_formed(row: dict[str, str]) -> None:
    assert row["name_en"]
    assert row["names"]
    for column in LISTS:
        cell = row[column].split("|") if row[column] else []
        assert all(value and value == value.strip() for value in cell)
        forms = [normalise(value) for value in cell]
        assert len(set(forms)) == len(forms), f"{column}: the same word twice"
    assert all(normalise(value).endswith("ي") for value in values(row, "adjective"))
    assert not any(value.startswith("ال") for value in values(row, "adjective"))


@pytest.mark.parametrize("row", STATES, ids=lambda row: row["code"])
def test_what_is_ambiguous_is_of_the_row(row: dict[str, str]) -> None:
    own = {normalise(value) for value in values(row, *OWN)}
    stems = {normalise(value) for value in values(row, "adjective")}
    own |= {article + stem + ending for article in ("", "ال") for stem in stems for ending in ENDINGS}
    assert {normalise(value) for value in values(row, "ambiguous")} <= own


def test_a_string_means_one_state_unless_marked() -> None:
    plain = defaultdict(set)
    for row in STATES:
        marked = {normalise(value) for value in values(row, "ambiguous")}
        for value in {normalise(value) for value in values(row, *OWN)} - marked:
            plain[value].add(row["code"])
    assert {value: codes for value, codes in plain.items() if len(codes) > 1} == {}


def test_large_places_of_states_much_in_the_news() -> None:
    cities = {row["code"]: len(values(row, "cities")) for row in STATES}
    assert {code: cities[code] for code in MUCH_IN_THE_NEWS if cities[code] < 10} == {}


def test_no_seat_of_an_organisation_or_of_talks_stands_for_its_state() -> None:
    everywhere = Counter(normalise(value) for value in chain.from_iterable(values(row, *OWN) for row in STATES))
    assert not everywhere.keys() & {normalise(place) for place in ("بروكسل", "جنيف")}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("بيلاروس", "BLR"), ("روسيا البيضاء", "BLR"), ("مينسك", "BLR"), ("البيت الأبيض", "USA"), ("الكرملين", "RUS"),
        ("الاليزيه", "FRA"), ("داوننغ ستريت", "GBR"), ("بيجين", "CHN"), ("عمان", "JOR"), ("أتراك", "TUR"),
        ("أوكراني", "UKR"), ("نظام الاسد", "SYR"), ("كراكاس", "VEN"), ("كوسوفو", "XKX"), ("الكونغو", "COD"),
    ],
)  # fmt: skip
def test_words_of_the_news(word: str, code: str) -> None:
    form = normalise(word)
    found = {
        row["code"]
        for row in STATES
        if form in map(normalise, values(row, *OWN)) and form not in map(normalise, values(row, "ambiguous"))
    }
    assert found == {code}
