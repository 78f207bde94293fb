from __future__ import annotations

from datetime import date

from saying import claim, report, world


def test_a_deal_with_one_leg_says_so() -> None:
    told = world(
        report(
            "one",
            "2025-11-24",
            claim("AGREE", actor="BLR USA", words="تفاهمات بين الرئيسين"),
            claim(
                "RETREAT/release",
                actor="BLR",
                recipient="UKR",
                count=31,
                words="أفرجت بموجب الاتفاق عنهم",
            ),
        )
    )
    [deal] = told.deals()
    assert [leg.giver for leg in deal.legs] == ["BLR"]
    assert deal.notes == ("only one side of it is told: what is given in return is not known",)
    assert [step.stage for step in deal.history] == ["agreed", "carried out"]


def test_what_is_given_for_nothing_is_no_leg() -> None:
    words = "أفرجت الجماعة من جانب واحد عن محتجزين في صفقة"
    told = world(report("one", "2025-01-26", claim("RETREAT/release", actor="houthis", count=153, words=words)))
    assert told.deals() == []


def test_both_sides_of_a_swap_told_as_one_are_two_legs() -> None:
    words = "تبادلت موسكو وواشنطن سجينين في إطار صفقة"
    told = world(report("one", "2022-12-08", claim("RETREAT/release", actor="RUS USA", count=2, words=words)))
    [deal] = told.deals()
    assert {(leg.giver, leg.receiver, leg.count) for leg in deal.legs} == {("RUS", "USA", None), ("USA", "RUS", None)}


def test_who_mediates_and_who_is_named_envoy() -> None:
    told = world(
        report(
            "one",
            "2025-09-11",
            claim("CONSULT/third-party", actor="BLR USA", recipient="QAT", words="محادثات توسطت فيها الدوحة"),
            claim("APPOINT", actor="USA", recipient="john-coale", words="وعين الرئيس المحامي مبعوثا"),
            claim("RETREAT/release", actor="BLR", count=52, when="2025-09-11", words="أفرجت مينسك عن سجناء"),
            claim("RETREAT/ease", actor="USA", recipient="BLR", words="وفي المقابل خففت واشنطن القيود"),
        )
    )
    [deal] = told.deals()
    assert (deal.mediators, deal.envoys, deal.stage) == (("QAT",), ("john-coale",), "carried out")


def test_a_leg_that_is_denied_collapses_what_was_agreed() -> None:
    agreed = report(
        "agreed",
        "2025-03-01",
        claim("AGREE", actor="MRT SEN", words="اتفق البلدان على صفقة"),
        claim(
            "RETREAT/release",
            actor="MRT",
            recipient="SEN",
            count=10,
            status="planned",
            words="تطلق عشرة في الصفقة",
        ),
        claim(
            "RETREAT/release",
            actor="SEN",
            recipient="MRT",
            count=8,
            status="planned",
            words="وفي المقابل تطلق ثمانية",
        ),
    )
    off = report(
        "off",
        "2025-03-09",
        claim("RETREAT/release", actor="MRT", recipient="SEN", count=10, status="denied", words="لن تطلق العشرة"),
    )
    told = world(agreed, off)
    assert [deal.stage for deal in told.deals(as_of=date(2025, 3, 8))] == ["agreed"]
    [deal] = told.deals()
    assert [step.stage for step in deal.history] == ["agreed", "collapsed"]
