"""Digests: the points are the report's own words, tell different things, and hold whole evidence."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.claim import MODES, STATUSES, Claim, Count, Said, Status
from sijill.coding.sentences import sentences
from sijill.digest import LONGEST_POINT, POINTS, Digest, digest
from sijill.languages.arabic.normalise import Normalised
from sijill.report import Report

KINDS = [(event, mode) for event, modes in MODES.items() for mode in modes]


def make_report(*lines: str, title: str = "") -> Report:
    return Report(id="a", date=datetime.date(2024, 8, 1), title=title, body="\n\n".join(lines))


def make_claim(
    report: Report, evidence: str, kind: str, *, status: Status = "happened", count: Count | None = None, nth: int = 0
) -> Claim:
    """A claim whose evidence is the nth place where `evidence` stands in the report."""
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(evidence, start + 1)
    return claim_at(report, start, start + len(evidence), kind, status=status, count=count)


def claim_at(
    report: Report, start: int, end: int, kind: str, *, status: Status = "happened", count: Count | None = None
) -> Claim:
    normalised = Normalised(report.text)
    spans = [normalised.span(*span) for span in sentences(normalised.text)]
    event, _, mode = kind.partition("/")
    return Claim(
        event=event,
        mode=mode or None,
        status=status,
        actor=(),
        recipient=(),
        count=count,
        when=None,
        said=Said(),
        start=start,
        end=end,
        predicate=(start, end),
        sentence=next((span for span in spans if span[0] <= start < span[1]), (start, end)),
        arguments={},
        coder="test 1",
    )


def texts(made: Digest) -> list[str]:
    return [point.text for point in made.points]


LEAD = "التقى الوزير نظيره في العاصمة أمس."
FREED = "وأفرجت السلطات عن 52 سجينا."
ASKED = "ودعا الاتحاد إلى إطلاق الباقين."
JAILED = "وحكمت محكمة على خمسة بالسجن."
NOTHING = "وكان الطقس في المدينة معتدلا طوال اليوم."


def test_the_weightiest_come_in_the_order_of_the_report() -> None:
    report = make_report(NOTHING, ASKED, LEAD, FREED, JAILED)
    claims = [
        make_claim(report, ASKED, "REQUEST/yield"),
        make_claim(report, LEAD, "CONSULT"),
        make_claim(report, FREED, "RETREAT/release", count=(52, 52)),
        make_claim(report, JAILED, "SANCTION/convict", count=(5, 5)),
    ]
    made = digest(report, claims)
    assert texts(made) == [LEAD, FREED, JAILED]
    assert [point.claims for point in made.points] == [(claim,) for claim in claims[1:]]
    assert made.date == report.date


def test_what_was_told_is_not_told_again() -> None:
    again = "وأكد متحدث الإفراج عن 52 سجينا."
    report = make_report(FREED, again, JAILED, ASKED)
    claims = [
        make_claim(report, FREED, "RETREAT/release", count=(52, 52)),
        make_claim(report, again, "RETREAT/release", count=(52, 52)),
        make_claim(report, JAILED, "SANCTION/convict"),
        make_claim(report, ASKED, "REQUEST/yield"),
    ]
    assert texts(digest(report, claims)) == [FREED, JAILED, ASKED]


def test_what_happened_goes_before_what_may() -> None:
    lines = [f"وأفرجت البلاد رقم {number} عن سجناء." for number in range(1, 6)]
    report = make_report(NOTHING, *lines, *[NOTHING] * 20)
    statuses: list[Status] = ["possible", "happened", "denied", "happened", "planned"]
    claims = [
        make_claim(report, line, "RETREAT/release", status=status) for line, status in zip(lines, statuses, strict=True)
    ]
    assert texts(digest(report, claims)) == [lines[1], lines[3], lines[4]]


def test_the_title_gives_no_point_where_the_body_does() -> None:
    report = make_report(FREED, NOTHING, title="الإفراج عن 52 سجينا")
    claims = [
        make_claim(report, report.title, "RETREAT/release", count=(52, 52)),
        make_claim(report, FREED, "RETREAT/release", count=(52, 52)),
    ]
    assert texts(digest(report, claims)) == [FREED, NOTHING]
    assert report.title in texts(digest(report, claims[:1]))


def test_a_report_without_claims_gives_its_first_sentences() -> None:
    report = make_report("عين اليوم", LEAD, NOTHING, "خبر" + " طويل" * 200, ASKED)
    made = digest(report, [])
    assert texts(made)[:2] == [LEAD, NOTHING]
    assert len(made.points) == POINTS
    assert len(made.points[2].text) <= LONGEST_POINT


@pytest.mark.parametrize("word", ["إفراج", "إفراج\n\n(رويترز)"])
def test_a_report_of_one_word(word: str) -> None:
    assert texts(digest(make_report(word), [])) == ["إفراج"]


def test_a_long_sentence_is_cut_to_the_clauses_of_the_evidence() -> None:
    evidence = "أفرجت السلطات عن 52 سجينا"
    report = make_report(f"{'كلام كثير ' * 30}، {evidence}، {'وكلام بعده ' * 30}")
    made = digest(report, [make_claim(report, evidence, "RETREAT/release")])
    assert texts(made) == [evidence]


def test_evidence_is_never_cut() -> None:
    evidence = "أفرجت" + " السلطات" * 40
    report = make_report(f"{'كلام ' * 60}{evidence} {'وكلام ' * 60}")
    made = digest(report, [make_claim(report, evidence, "RETREAT/release")])
    assert texts(made) == [evidence]


def test_the_publishers_points_are_kept() -> None:
    report = Report(id="a", date=datetime.date(2024, 8, 1), body=FREED, points=("نقطة", "ثانية"))
    assert digest(report, []).given == ("نقطة", "ثانية")


@st.composite
def coded_reports(draw: st.DrawFn) -> tuple[Report, list[Claim]]:
    word = st.sampled_from(["أفرجت", "عن", "سجينا،", "السلطات", "بعدما", "52", "وقالت:", "أمس.", "-", "«نعم»", "\n\n"])
    words = draw(st.lists(word, min_size=1, max_size=150))
    report = make_report(" ".join(["خبر", *words]), title=draw(st.sampled_from(["", "عنوان الخبر"])))
    claims = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(report.text) - 1))
        end = draw(st.integers(start + 1, min(len(report.text), start + 400)))
        event, mode = draw(st.sampled_from(KINDS))
        count = draw(st.sampled_from([None, (1, 1), (1001, None)]))
        kind = f"{event}/{mode}" if mode else event
        claims.append(claim_at(report, start, end, kind, status=draw(st.sampled_from(STATUSES)), count=count))
    return report, claims


@given(coded_reports())
def test_points_are_stretches_of_the_report(coded: tuple[Report, list[Claim]]) -> None:
    report, claims = coded
    made = digest(report, claims)
    assert len(made.points) <= POINTS
    assert made.points
    for point in made.points:
        assert point.text == report.text[point.start : point.end]
        assert all(point.start <= claim.start < claim.end <= point.end for claim in point.claims)
        longest = max((claim.end - claim.start for claim in point.claims), default=0)
        assert len(point.text) <= LONGEST_POINT or longest > LONGEST_POINT - 20  # a word may be left on both sides
    assert all(one.end <= other.start for one, other in pairwise(made.points))
    assert digest(report, claims) == made
