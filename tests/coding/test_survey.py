"""What a report tells as a whole counts for each of its sentences."""

from datetime import date

from sijill.coding.coder import read_report
from sijill.coding.survey import family
from sijill.languages.arabic.lexicon import outlet_state
from sijill.report import Report


def readings(body: str, outlet: str | None = None) -> list[list[str]]:
    """The codes at hand for each candidate."""
    report = Report(id="r", date=date(2025, 11, 26), body=body, outlet=outlet)
    return [
        [party.code for party in one.choices.parties]
        for read in read_report(report, training=True)
        for one in read.judged
        if one.choices
    ]


def test_a_nationality_told_further_on_is_at_hand_before() -> None:
    body = "أفرجت السلطات عن توماس بيكر مساء أمس. وكان الصحافي الألماني توماس بيكر محتجزا في طرابلس منذ مارس."
    assert "DEU" in readings(body)[0]


def test_the_state_of_the_outlet_is_at_hand_where_no_other_is_named() -> None:
    body = "أوقفت الشرطة ثلاثة أشخاص في حي سكني."
    assert "KWT" not in readings(body)[0]
    assert "SAU" in readings(body, outlet="عكاظ")[0]


def test_outlets_are_known_by_code_name_and_site() -> None:
    assert outlet_state("okaz") == outlet_state("Okaz") == outlet_state("صحيفة عكاظ") == "SAU"
    assert outlet_state("www.aawsat.com") == "SAU"
    assert outlet_state("no such outlet") is None


def test_kinds_that_share_their_parties_are_one_family() -> None:
    assert family("RETREAT/release") == family("COERCE/arrest") == family("HOLD")
    assert family("RETREAT/ease") == family("SANCTION/discontinue")
    assert family("CONSULT/visit") == family("CONSULT")
