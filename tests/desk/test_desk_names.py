from __future__ import annotations

import pytest

from sijill.desk import names


def test_a_party_has_its_usual_name_in_each_language() -> None:
    assert names.party("BLR").name("ar") == "بيلاروسيا"
    assert names.party("BLR").name("en") == "Belarus"
    assert names.party("EU").name("en") == "European Union"


def test_a_code_that_no_pack_knows_is_shown_as_it_can_be_read() -> None:
    assert names.party("some-body").name("ar") == "Some Body"
    assert names.party("XYZ").kind == "state"


def test_a_person_has_offices_and_a_party_its_speakers() -> None:
    offices = names.party("john-coale").offices
    assert ("USA", "2025-11-09") in [(office.party, office.since) for office in offices]
    assert "john-coale" in names.party("USA").speakers


@pytest.mark.parametrize("words", ["belarus", "BLR", "بيلاروسيا", "بِيلارُوسيا", "روسيا البيضاء"])
def test_a_party_is_found_by_any_name_however_it_is_spelled(words: str) -> None:
    assert "BLR" in [one.code for one in names.find(words)]


@pytest.mark.parametrize(
    ("office", "language", "said"),
    [
        ("president", "ar", ("رئيس", "ar")),
        ("special envoy for Belarus", "ar", ("المبعوث الخاص إلى بيلاروسيا", "ar")),
        ("keeper of the seals", "ar", ("keeper of the seals", "en")),
        ("president", "en", ("president", "en")),
    ],
)
def test_an_office_in_the_readers_language(office: str, language: str, said: tuple[str, str]) -> None:
    assert names.office_in(office, language) == said


def test_nothing_is_found_for_no_words() -> None:
    assert names.find("  ") == []
