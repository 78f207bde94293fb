"""Situations in which a count goes wrong easily. What is expected was written down before the room was run on them."""

from __future__ import annotations

from datetime import date

import pytest
from saying import claim, kinds, report, world

from sijill.reconcile.world import World

day = date.fromisoformat

DENIED = (
    report("wire", "2025-03-02", claim("RETREAT/release", actor="TKM", recipient="KAZ", count=12, said="unnamed")),
    report(
        "ministry",
        "2025-03-03",
        claim("RETREAT/release", actor="TKM", recipient="KAZ", count=12, status="denied", said="official", by="TKM"),
    ),
    report("paper", "2025-03-03", claim("REQUEST/yield", actor="KAZ", recipient="TKM")),
)


def test_a_release_that_is_denied_is_one_event_and_is_not_counted_as_freed() -> None:
    told = world(*DENIED)
    (event,) = kinds(told, "RETREAT/release")
    assert (event.status, event.count) == ("denied", (12, 12))
    assert [step.status for step in event.statuses] == ["happened", "denied"]
    assert event.notes == ("told as done by some and denied by others",)
    assert told.balance("TKM", as_of=day("2025-03-02")).freed == (12, 12)
    assert told.balance("TKM").freed == (0, 12)  # it may still have been so
    assert any("denied after it was told" in note for note in told.balance("TKM").notes)


STALLED = (
    report("plan", "2025-03-01", claim("RETREAT/release", actor="TKM", recipient="KAZ", count=101, status="planned")),
    report("early", "2025-03-03", claim("RETREAT/release", actor="TKM", recipient="KAZ", count=100)),
    report(
        "source",
        "2025-03-05",
        claim("RETREAT/release", actor="TKM", recipient="KAZ", count=101),
        claim("RETREAT/release", actor="TKM", recipient="KAZ", count=101, status="denied"),
        claim("RETREAT/release", actor="TKM", recipient="KAZ", count=101, status="planned"),
    ),
    report("pardon", "2025-03-09", claim("RETREAT/release", actor="TKM", recipient="KAZ", count=101)),
    report("paper", "2025-03-10", claim("RETREAT/release", actor="TKM KAZ", recipient="KAZ", count=100)),
)


def test_a_release_told_too_early_then_stalled_then_done_is_one_event_that_happened() -> None:
    told = world(*STALLED)
    (event,) = kinds(told, "RETREAT/release")
    assert len(event.claims) == 7
    assert (event.status, event.count) == ("happened", (100, 101))
    assert [(step.status, step.date.day) for step in event.statuses] == [
        ("planned", 1),
        ("happened", 3),
        ("planned", 5),
        ("denied", 5),
        ("happened", 9),
    ]
    assert kinds(told, "RETREAT/release", "2025-03-06")[0].status == "denied"
    assert told.balance("TKM").freed == (0, 101)  # for what was denied after it was told is in doubt


ARRESTS = [
    ("vague", (20, 99), 22, "SAU", "", "2025-08-03", 2),
    ("small", 3, 3, "SAU", "", "2025-08-03", 2),
    ("small, of the same people", 6, 6, "ISR", "PSE", "2025-08-14", 2),
    ("large", 431, 431, "SAU", "", "2025-08-14", 1),
]


@pytest.mark.parametrize(("what", "first", "second", "actor", "recipient", "on", "events"), ARRESTS)
def test_numbers_that_are_anybodys_make_no_event_by_themselves(
    what: str,
    first: int | tuple[int, int],
    second: int,
    actor: str,
    recipient: str,
    on: str,
    events: int,
) -> None:
    told = world(
        report("one", "2025-08-02", claim("COERCE/arrest", actor=actor, recipient=recipient, count=first)),
        report("two", on, claim("COERCE/arrest", actor=actor, recipient=recipient, count=second)),
    )
    assert len(kinds(told, "COERCE/arrest")) == events, what


def swap(when: str | None, status: str = "planned", *, gives: str = "MRT SEN") -> list[object]:
    """Both legs of a swap of ten for eight."""
    sentence = {
        "MRT": "وبموجب الصفقة تطلق نواكشوط عشرة صيادين",
        "SEN": "وفي المقابل تطلق داكار ثمانية صيادين ضمن الصفقة",
    }
    counts = {"MRT": 10, "SEN": 8}
    other = {"MRT": "SEN", "SEN": "MRT"}
    return [
        claim(
            "RETREAT/release",
            actor=giver,
            recipient=other[giver],
            count=counts[giver],
            when=when,
            status=status,  # type: ignore[arg-type]
            words=sentence[giver],
        )
        for giver in gives.split()
    ]


DELAYED = (
    report("talks", "2025-05-02", claim("CONSULT", actor="MRT SEN"), *swap(None, "possible")),  # type: ignore[arg-type]
    report("deal", "2025-05-04", claim("AGREE", actor="MRT SEN"), *swap("2025-05-10")),  # type: ignore[arg-type]
    report("first delay", "2025-05-09", *swap("2025-05-20")),  # type: ignore[arg-type]
    report("second delay", "2025-05-19", *swap("2025-06-01")),  # type: ignore[arg-type]
    report("one side", "2025-06-01", *swap("2025-06-01", "happened", gives="MRT")),  # type: ignore[arg-type]
    report("the other", "2025-06-02", *swap("2025-06-02", "happened", gives="SEN")),  # type: ignore[arg-type]
)


@pytest.mark.parametrize(
    ("on", "stage", "freed"),
    [
        ("2025-05-01", None, (0, 0)),
        ("2025-05-02", "in talks", (0, 0)),
        ("2025-05-04", "agreed", (0, 0)),
        ("2025-05-12", "agreed", (0, 0)),
        ("2025-05-25", "agreed", (0, 0)),
        ("2025-06-01", "partly carried out", (10, 10)),
        ("2025-06-02", "carried out", (10, 10)),
    ],
)
def test_a_swap_delayed_twice_is_one_deal_all_the_way(on: str, stage: str | None, freed: tuple[int, int]) -> None:
    told = world(*DELAYED)
    assert [deal.stage for deal in told.deals(as_of=day(on))] == ([stage] if stage else [])
    assert told.balance("MRT", as_of=day(on)).freed == freed


def test_of_a_delayed_swap_each_leg_is_one_event_and_the_latest_plan_is_its_time() -> None:
    told = world(*DELAYED)
    assert [event.count for event in kinds(told, "RETREAT/release")] in ([(8, 8), (10, 10)], [(10, 10), (8, 8)])
    assert {event.when for event in kinds(told, "RETREAT/release", "2025-05-25")} == {"2025-06-01"}
    (deal,) = told.deals()
    assert {(leg.giver, leg.receiver, leg.count, leg.asked) for leg in deal.legs} == {
        ("MRT", "SEN", (10, 10), True),
        ("SEN", "MRT", (8, 8), True),
    }


TWICE = (
    report("third", "2025-09-04", claim("RETREAT/release", actor="UGA", count=20, when="2025-09-03")),
    report("third again", "2025-09-05", claim("RETREAT/release", actor="UGA", count=20, when="2025-09-03")),
    report("twentieth", "2025-09-21", claim("RETREAT/release", actor="UGA", count=20, when="2025-09-20")),
    report("without a date", "2025-09-21", claim("RETREAT/release", actor="UGA", count=20)),
)


def test_two_releases_of_the_same_size_in_one_month_are_two() -> None:
    told = world(*TWICE)
    assert [(event.when, len(event.claims)) for event in kinds(told, "RETREAT/release")] == [
        ("2025-09-03", 2),
        ("2025-09-20", 2),
    ]
    assert told.balance("UGA", since=day("2025-09-01"), until=day("2025-09-30")).freed == (40, 40)
    assert told.balance("UGA", until=day("2025-09-10")).freed == (20, 20)


CORRECTED = (
    report(
        "agency",
        "2025-07-01",
        claim("COERCE/arrest", actor="TZA", count=25, when="2025-07-01"),
        version=1,
        until="2025-07-02",
    ),
    report("agency", "2025-07-02", claim("COERCE/arrest", actor="TZA", count=52, when="2025-07-01"), version=2),
    report("paper", "2025-07-02", claim("COERCE/arrest", actor="TZA", count=52, when="2025-07-01"), version=3),
)


def test_a_figure_that_an_agency_corrects_is_taken_back() -> None:
    told = world(*CORRECTED)
    assert told.balance("TZA", as_of=day("2025-07-01")).taken == (25, 25)
    assert told.balance("TZA", as_of=day("2025-07-02")).taken == (52, 52)
    assert told.balance("TZA").taken == (52, 52)


def test_two_figures_that_cannot_be_one_keep_their_bounds() -> None:
    told = world(
        report("agency", "2025-07-01", claim("COERCE/arrest", actor="TZA", count=25, when="2025-07-01")),
        report("paper", "2025-07-02", claim("COERCE/arrest", actor="TZA", count=52, when="2025-07-01")),
    )
    assert told.balance("TZA").taken == (52, 77)  # the 25 may be among the 52, or not


STOCK = (
    report("before", "2025-02-01", claim("HOLD", actor="ZWE", count=1200, status="underway", said="organisation")),
    report("freed", "2025-03-01", claim("RETREAT/release", actor="ZWE", count=150, when="2025-02-28")),
    report("after", "2025-04-01", claim("HOLD", actor="ZWE", count=1100, status="underway", said="organisation")),
)


def test_a_stock_that_falls_by_less_than_was_freed_is_told_to_disagree() -> None:
    found = world(*STOCK).balance("ZWE")
    assert found.freed == (150, 150)
    assert found.held is not None
    assert (found.held.count, found.held.when) == ((1100, 1100), "2025-04-01")
    (note,) = [note for note in found.notes if "stocks" in note]
    assert note == (
        "stocks and flows disagree: 1200 held (organisation) on 2025-02-01, 150 freed and 0 taken since leave 1050, "
        "but 1100 held (organisation) on 2025-04-01: 50 or more were taken unreported, or the figures count differently"
    )


def test_part_and_whole_are_kept_apart() -> None:
    told = world(
        report("sum", "2025-11-25", claim("RETREAT/release", actor="BLR", count=(20, 99), when="2025-01/..")),
        report("september", "2025-09-12", claim("RETREAT/release", actor="BLR", count=52, when="2025-09-11")),
        report(
            "november",
            "2025-11-24",
            claim(
                "RETREAT/release", actor="BLR", count=(3, 10), when="2025-11-22", words="عدد من جنسيات مختلفة عفي عنهم"
            ),
            claim(
                "RETREAT/release",
                actor="BLR",
                recipient="UKR",
                count=7,
                when="2025-11-22",
                words="سبعة أوكرانيين من بينهم",
            ),
        ),
    )
    found = told.balance("BLR")
    assert found.freed == (59, 99)  # 52, and the seven who are among the several; not more than the sum says
    by_count = {one.count: one for one in found.events}
    assert by_count[52, 52].part_of == by_count[20, 99].id
    assert by_count[20, 99].part_of is None
    assert told.balance("BLR", of="UKR").freed[0] == 7


def test_what_is_sought_is_never_counted_as_freed() -> None:
    told = world(
        report(
            "demand",
            "2025-01-02",
            claim("REQUEST/yield", actor="EU", recipient="BLR"),
            claim("RETREAT/release", actor="BLR", count=(1101, None), status="possible"),
            claim("RETREAT/release", actor="BLR", count=52, status="planned", when="2025-02-01"),
        )
    )
    assert told.balance("BLR").freed == (0, 0)
    assert [one.counted for one in told.balance("BLR").events] == [False, False]


def test_what_contradicts_is_shown_and_never_averaged() -> None:
    told = world(
        report("r1", "2025-09-11", claim("RETREAT/release", actor="BLR", count=52, when="2025-09-11"), agency="رويترز"),
        report("r2", "2025-09-11", claim("RETREAT/release", actor="BLR", count=52, when="2025-09-11"), agency="رويترز"),
        report("b", "2025-09-12", claim("RETREAT/release", actor="BLR", count=50, when="2025-09-11"), agency="بيلتا"),
    )
    (event,) = kinds(told, "RETREAT/release")
    assert event.count == (50, 52)
    assert [(figure.count, figure.witnesses) for figure in event.figures] == [
        ((52, 52), ("رويترز",)),
        ((50, 50), ("بيلتا",)),
    ]
    assert event.notes == ("the figures differ: 52 (رويترز); 50 (بيلتا)",)
    assert [(witness.name, len(witness.outlets)) for witness in event.witnesses] == [("رويترز", 2), ("بيلتا", 1)]


@pytest.mark.parametrize("wrong", ["actor", "recipient", "count"])
def test_one_missing_or_wrong_field_does_not_make_another_event(wrong: str) -> None:
    fields: dict[str, object] = {"actor": "BLR", "recipient": "UKR", "count": 31}
    other = {"actor": "RUS", "recipient": "LTU", "count": None}
    for value in (other[wrong], None if wrong == "count" else ""):
        changed = {**fields, wrong: value}
        words = "عاد واحد وثلاثون أوكرانيا شملهم عفو رئاسي إلى بلادهم خلال عطلة نهاية الأسبوع"
        told = world(
            report("one", "2025-11-23", claim("RETREAT/release", when="2025-11-22", words=words, **fields)),  # type: ignore[arg-type]
            report("two", "2025-11-23", claim("RETREAT/release", when="2025-11-22", words=words, **changed)),  # type: ignore[arg-type]
        )
        assert len(kinds(told, "RETREAT/release")) == 1


def test_one_person_is_no_exchange() -> None:
    told = world(
        report("one", "2025-08-07", claim("RETREAT/release", actor="YEM", recipient="FRA", count=1,
                                          words="إطلاق سراح رهينة فرنسية خطفت في اليمن")),
        report("two", "2025-08-07", claim("RETREAT/release", actor="FRA YEM", recipient="FRA", count=1,
                                          words="تحرير رهينة فرنسية خطفت في اليمن")),
    )  # fmt: skip
    assert len(kinds(told, "RETREAT/release")) == 1


def test_arrests_of_one_day_by_one_side_are_not_one_for_that() -> None:
    told = world(
        report("one", "2025-08-02", claim("COERCE/arrest", actor="SAU", count=1)),
        report("two", "2025-08-02", claim("COERCE/arrest", actor="SAU", count=1)),
        report("three", "2025-08-02", claim("COERCE/arrest", actor="SAU", recipient="YEM")),
    )
    assert len(kinds(told, "COERCE/arrest")) == 3
    assert told.balance("SAU").taken == (1, None)  # for all one knows they are the same


@pytest.mark.parametrize("told", [World([]), world(report("nothing", "2025-01-01"))])
def test_nothing_told_is_nothing(told: World) -> None:
    assert told.events() == {}
    assert told.deals() == []
    assert (told.balance("BLR").taken, told.balance("BLR").freed, told.balance("BLR").held) == ((0, 0), (0, 0), None)
    assert told.relation("USA", "BLR").months == ()


FREED = (
    report(
        "wire",
        "2025-06-03",
        claim(
            "RETREAT/release", actor="MLI", recipient="POL", count=1, words="تحرير الرهينة مارتا كوفالسكا في الصحراء"
        ),
    ),
    report(
        "paper",
        "2025-06-04",
        claim(
            "RETREAT/release",
            actor="DZA MLI",
            recipient="marta-kowalska",
            count=1,
            words="وعادت المواطنة مارتا كوفالسكا إلى وارسو بعد إخلاء سبيلها",
        ),
    ),
    report(
        "other",
        "2025-06-04",
        claim("RETREAT/release", actor="MLI", recipient="POL", count=1, words="إطلاق التاجر يانوش بيلينسكي في باماكو"),
    ),
)


def test_one_name_told_of_other_parties_is_one_release_and_another_name_is_another() -> None:
    told = world(*FREED)
    releases = kinds(told, "RETREAT/release")
    assert sorted(len(event.claims) for event in releases) == [1, 2]
    (both,) = (event for event in releases if len(event.claims) == 2)
    assert any("the same name" in why.reason for why in both.why)


NAMED = "فاديم كراسيكوف"
HANDED_OVER = (
    report(
        "wire",
        "2024-08-01",
        claim("COERCE/deport", actor="DEU", recipient="RUS", count=1, words=f"سلمت برلين {NAMED} إلى موسكو"),
    ),
    report(
        "paper",
        "2024-08-02",
        claim(
            "RETREAT/release", actor="DEU", recipient="RUS", count=1, words=f"وأقر المستشار بأن إطلاق {NAMED} كان صعبا"
        ),
    ),
)


def test_who_is_handed_over_to_one_report_and_freed_to_another_is_one_event_and_freed() -> None:
    told = world(*HANDED_OVER)
    (event,) = told.events().values()
    assert event.kind == "RETREAT/release"
    assert len(event.claims) == 2
    assert told.balance("DEU").freed == (1, 1)
    assert told.balance("DEU", as_of=day("2024-08-01")).freed == (0, 0)


def test_deportations_are_no_release_for_their_number_alone() -> None:
    words = "نقلت طائرة من مطار لايبزيغ المدانين الأفغان إلى كابول فجرا"
    deported = report("wire", "2024-08-01", claim("COERCE/deport", actor="DEU", recipient="AFG", count=28, words=words))
    freed = report(
        "paper", "2024-08-02", claim("RETREAT/release", actor="DEU", recipient="AFG", count=(20, 30), words=words)
    )
    assert len(world(deported, freed).events()) == 2


def test_one_report_that_tells_of_a_release_and_of_a_handing_over_tells_of_two_things() -> None:
    both = report(
        "wire",
        "2024-08-01",
        claim("RETREAT/release", actor="DEU", recipient="RUS", count=1, words=f"أفرجت برلين عن {NAMED} صباحا"),
        claim("COERCE/deport", actor="DEU", recipient="RUS", count=1, words=f"ثم رحلت {NAMED} إلى موسكو مساء"),
    )
    assert sorted(event.kind for event in world(both).events().values()) == ["COERCE/deport", "RETREAT/release"]


EXCHANGED = (
    report("then", "2020-10-16", claim("RETREAT/release", actor="YEM houthis", count=1081, status="planned")),
    report("years later", "2025-01-26", claim("RETREAT/release", actor="YEM houthis", count=(1001, None), when="2020")),
)


def test_an_exchange_agreed_and_told_years_later_as_done_is_one() -> None:
    (event,) = world(*EXCHANGED).events().values()
    assert (event.status, event.count, event.when) == ("happened", (1001, None), "2020")


def test_what_one_side_alone_freed_that_year_is_not_the_exchange() -> None:
    alone = report("alone", "2025-01-26", claim("RETREAT/release", actor="YEM", count=(1001, None), when="2020"))
    assert len(world(EXCHANGED[0], alone).events()) == 2


AT_LARGE = "أسقطت السلطات التهم عن 5580 شخصا ما زالوا فارين"


def test_an_amnesty_for_people_at_large_frees_nobody_from_prison() -> None:
    told = world(
        report("wire", "2025-11-27", claim("RETREAT/release", actor="MMR", count=5580, words=AT_LARGE)),
        report("other", "2025-11-27", claim("RETREAT/release", actor="MMR", count=3085)),
    )
    balance = told.balance("MMR")
    assert balance.freed == (3085, 3085)
    assert any("people who were at large" in note for note in balance.notes)
    assert len(kinds(told, "RETREAT/release")) == 2


def test_one_witness_of_two_who_says_that_they_were_at_large_leaves_it_open() -> None:
    told = world(
        report("wire", "2025-11-27", claim("RETREAT/release", actor="MMR", count=5580, words=AT_LARGE)),
        report("other", "2025-11-27", claim("RETREAT/release", actor="MMR", count=5580)),
    )
    assert told.balance("MMR").freed == (0, 5580)


@pytest.mark.parametrize(("first", "second"), [(9, 10), (10, 11), (117, 128)])
def test_two_figures_that_are_only_close_are_not_one_for_being_reported_a_day_apart(first: int, second: int) -> None:
    told = world(
        report("wire", "2025-08-02", claim("COERCE/arrest", actor="SAU", count=first)),
        report("paper", "2025-08-03", claim("COERCE/arrest", actor="SAU", count=second)),
    )
    assert len(kinds(told, "COERCE/arrest")) == 2


def test_a_number_is_no_part_where_its_report_tells_no_larger_one() -> None:
    told = world(
        report(
            "wire",
            "2024-08-01",
            claim("RETREAT/release", actor="USA RUS", count=26, when="2024-08-01", words="شملت الصفقة 26 شخصا"),
        ),
        report("paper", "2024-08-02", claim("RETREAT/release", actor="RUS", count=24, words="شملت الصفقة 24 سجينا")),
    )
    (event,) = kinds(told, "RETREAT/release")
    assert event.count == (24, 26)


GOVERNOR = "عين الرئيس {} وزيرا للخارجية في الحكومة الجديدة بعد استقالة الوزير السابق"


@pytest.mark.parametrize(("other", "events"), [("مارتا كوفالسكا", 1), ("يانوش بيلينسكي", 2)])
def test_two_who_are_named_to_one_kind_of_office_are_two_appointments(other: str, events: int) -> None:
    told = world(
        report("wire", "2025-03-02", claim("APPOINT", actor="YEM", words=GOVERNOR.format("مارتا كوفالسكا"))),
        report("paper", "2025-03-03", claim("APPOINT", actor="YEM", words=GOVERNOR.format(other))),
    )
    assert len(kinds(told, "APPOINT")) == events


SUSPECTS = (
    "القبض على المتحرشين الذين ظهروا قرب الكورنيش مساء الخميس برفقة أصدقاء",
    "القبض على المتحرشين الذين ظهروا أمر وجه أمير المنطقة صباح الجمعة",
)


def test_a_bare_plural_ties_nothing_to_a_number() -> None:
    told = world(
        report(
            "wire", "2025-03-02", claim("COERCE/arrest", actor="SAU", recipient="SYR", count=(3, 10), words=SUSPECTS[0])
        ),
        report(
            "paper",
            "2025-03-03",
            claim("COERCE/arrest", actor="SAU", recipient="SYR", count=(2, None), words=SUSPECTS[1]),
        ),
    )
    assert len(kinds(told, "COERCE/arrest")) == 2


FORMULA = "القبض على الجاني وأسفر التحقيق معه عن توجيه الاتهام إليه بارتكاب جريمته"


def test_the_formula_of_an_office_names_nobody() -> None:
    """Common words that the pack does not know are no name, though two statements have them in common."""
    told = world(
        report("north", "2025-03-02", claim("COERCE/arrest", actor="SAU", count=1, words=FORMULA)),
        report("east", "2025-03-20", claim("COERCE/arrest", actor="SAU", count=1, words=FORMULA)),
    )
    assert len(kinds(told, "COERCE/arrest")) == 2


MEASURE = "فرضت واشنطن عقوبات على موسكو بسبب تمويل المتمردين وتهريب النفط"
OTHER = "عقوبات فرضتها واشنطن بسبب اختراق حواسيب الناخبين وتسميم معارض"


@pytest.mark.parametrize(("words", "events"), [(MEASURE, 1), (OTHER, 2)])
def test_measures_of_one_state_against_one_want_rare_words_in_common(words: str, events: int) -> None:
    told = world(
        report("wire", "2025-03-02", claim("SANCTION/discontinue", actor="USA", recipient="RUS", words=MEASURE)),
        report("paper", "2025-03-03", claim("SANCTION/discontinue", actor="USA", recipient="RUS", words=words)),
    )
    assert len(kinds(told, "SANCTION/discontinue")) == events
