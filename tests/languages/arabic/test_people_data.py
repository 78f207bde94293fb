"""The kinds of people and the offices and titles of the Arabic pack.

Plurals and duals are given in both cases, also where they are spelled alike (معتقلين: a plural, or two of them). The
construct forms that drop their nun (معتقلي) and the accusative in alef (سجينا) follow by rule and are not listed.
A title that is listed with its article is one only with it: السلطان, where سلطان alone is a given name.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

import sijill
from sijill.languages.arabic.normalise import normalise

DATA = Path(sijill.__file__).parent / "languages/arabic/data"
FORMS = ("singular", "feminine", "plural", "dual")
HELD = {"prisoner", "political-prisoner", "detainee", "hostage", "captive", "prisoner-of-war", "abductee", "convict"}
TITLE_KINDS = {"state", "organisation", "profession", "honorific", "rank", "kin", "spokesman", "envoy"}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def values(row: dict[str, str], *columns: str) -> list[str]:
    return [value for column in columns for value in row[column].split("|") if value]


PEOPLE = rows("people.csv")
TITLES = rows("titles.csv")


def test_people_header_and_number() -> None:
    assert list(PEOPLE[0]) == ["kind", "held", *FORMS, "english"]
    assert len(PEOPLE) >= 110
    assert len({row["kind"] for row in PEOPLE}) == len(PEOPLE)


@pytest.mark.parametrize("row", PEOPLE, ids=lambda row: row["kind"])
def test_a_kind_is_well_formed(row: dict[str, str]) -> None:
    assert row["kind"] == row["kind"].lower()
    assert row["held"] in ("yes", "no")
    assert row["singular"] or row["feminine"]
    assert row["plural"]
    assert row["english"]
    for column in FORMS:
        forms = [normalise(value) for value in values(row, column)]
        assert len(set(forms)) == len(forms), f"{column}: the same word twice"
    assert all(value == value.strip() for value in values(row, *FORMS))


def test_a_word_is_of_one_kind() -> None:
    kinds = defaultdict(set)
    for row in PEOPLE:
        for value in values(row, *FORMS):
            kinds[normalise(value)].add(row["kind"])
    assert {word: found for word, found in kinds.items() if len(found) > 1} == {}


def test_words_that_say_that_somebody_is_held() -> None:
    held = {row["kind"] for row in PEOPLE if row["held"] == "yes"}
    assert held >= HELD
    assert not held & {"journalist", "freed-prisoner", "person", "suspect"}


@pytest.mark.parametrize(
    ("word", "column", "kind"),
    [
        ("سجناء", "plural", "prisoner"), ("مساجين", "plural", "prisoner"), ("أسرى", "plural", "captive"),
        ("رهائن", "plural", "hostage"), ("رهينتين", "dual", "hostage"), ("صحفيين", "plural", "journalist"),
        ("صحافيتان", "dual", "journalist"), ("معتقلين", "dual", "detainee"), ("معتقلين", "plural", "detainee"),
        ("معتقل سياسي", "singular", "political-prisoner"), ("سجين", "singular", "prisoner"),
        ("امرأتين", "dual", "woman"), ("أشخاص", "plural", "person"), ("دبلوماسي", "singular", "diplomat"),
    ],
)  # fmt: skip
def test_words_of_the_news(word: str, column: str, kind: str) -> None:
    form = normalise(word)
    assert [row["kind"] for row in PEOPLE if form in map(normalise, values(row, column))] == [kind]


def test_titles_header_and_number() -> None:
    assert list(TITLES[0]) == ["title", "feminine", "plural", "kind", "english", "official"]
    assert len(TITLES) >= 160
    assert {row["kind"] for row in TITLES} == TITLE_KINDS


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row["english"])
def test_a_title_is_well_formed(row: dict[str, str]) -> None:
    assert row["title"]
    assert row["english"]
    assert row["official"] in ("yes", "no")
    assert all(value == value.strip() for value in values(row, "title", "feminine", "plural"))


def test_a_title_stands_in_one_row() -> None:
    seen = defaultdict(list)
    for row in TITLES:
        for form in {normalise(value) for value in values(row, "title", "feminine", "plural")}:
            seen[form].append(row["english"])
    assert {form: found for form, found in seen.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("title", "kind", "official"),
    [
        ("وزير الخارجية", "state", "yes"), ("رئيس الوزراء", "state", "yes"), ("سفير", "state", "yes"),
        ("أمين عام", "organisation", "no"), ("محلل", "profession", "no"), ("محام", "profession", "no"),
        ("لواء", "rank", "yes"), ("السيد", "honorific", "no"), ("شقيق", "kin", "no"),
        ("متحدث باسم", "spokesman", "yes"), ("مبعوث", "envoy", "yes"),
    ],
)  # fmt: skip
def test_titles_of_the_news(title: str, kind: str, official: str) -> None:
    form = normalise(title)
    found = {(row["kind"], row["official"]) for row in TITLES if form in map(normalise, values(row, "title"))}
    assert found == {(kind, official)}
