from __future__ import annotations

import pytest

from sijill.reconcile.cues import normal
from sijill.reconcile.names import is_person, is_slug, names


@pytest.mark.parametrize(
    ("code", "slug", "person"),
    [
        ("BLR", False, False),
        ("UN", False, False),
        ("ihar-losik", True, True),
        ("islamic-state", True, False),
        ("opposition", True, False),
        ("syrian-opposition", True, False),
    ],
)
def test_states_groups_and_persons_are_told_apart(code: str, slug: bool, person: bool) -> None:
    assert (is_slug(code), is_person(code)) == (slug, person)


def test_names_are_what_the_pack_does_not_know() -> None:
    found = names(normal("أفرجت السلطات عن الرهينة مارتا كوفالسكا"))
    assert {"مارتا", "كوفالسكا"} <= set(found)
    assert not {"افرجت", "السلطات", "عن", "الرهينه"} & set(found)


def test_a_surname_that_the_pack_has_of_a_person_alone_is_a_name() -> None:
    assert names(normal("سلمت ألمانيا إلى موسكو فاديم كراسيكوف")) == ["فاديم", "كراسيكوف"]
