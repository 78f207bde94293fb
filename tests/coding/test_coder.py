"""The coder on sentences of our own, and laws that hold for any text."""

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill import code
from sijill.claim import KINDS, MODES, STATUSES, Claim
from sijill.coding import code_report
from sijill.coding.coder import LONGEST_EVIDENCE
from sijill.report import Report

DAY = "2025-11-26"
WORDS = st.sampled_from(
    [
        "أفرجت",
        "اعتقلت",
        "السلطات",
        "المصرية",
        "عن",
        "52",
        "سجينا",
        "في",
        "سبتمبر",
        "قال",
        "إن",
        "الرئيس",
        "التقى",
        "نظيره",
        "الفرنسي،",
        ".",
        '"',
        "العقوبات",
        "على",
        "روسيا",
        "رفض",
        "محادثات",
        "مع",
        "بين",
        "إيران",
        "والولايات",
        "المتحدة",
        "دعا",
        "إلى",
        "الذي",
        "لم",
        "س",
        "أمس",
        "عشرات",
        "😀",
        "ً",
        "\u202e",
        "x",
        "<script>",
        "\n",
        "(",
        ")",
        ":",
        "اتفاق",
    ]
)


def only(text: str, event: str) -> Claim:
    claims = [claim for claim in code(text, date=DAY) if claim.kind == event]
    assert len(claims) == 1, claims
    return claims[0]


def test_who_freed_how_many_of_whom_and_when() -> None:
    claim = only("أفرجت السلطات البيلاروسية أمس عن 31 أوكرانيا.", "RETREAT/release")
    assert (claim.actor, claim.recipient, claim.count, claim.when) == (("BLR",), ("UKR",), (31, 31), "2025-11-25")
    assert claim.status == "happened"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("أطلقت إيران سراح خمسة أميركيين.", "happened"),
        ("ستطلق إيران سراح خمسة أميركيين.", "planned"),
        ("من المقرر أن تطلق إيران سراح خمسة أميركيين.", "planned"),
        ("لم تطلق إيران سراح خمسة أميركيين.", "denied"),
        ("قد تطلق إيران سراح خمسة أميركيين.", "possible"),
        ("تسعى واشنطن إلى الإفراج عن خمسة أميركيين في إيران.", "possible"),
    ],
)
def test_what_is_sought_is_not_what_was_done(text: str, status: str) -> None:
    assert only(text, "RETREAT/release").status == status


@pytest.mark.parametrize(
    ("text", "kind", "by"),
    [
        ("قالت وزارة الخارجية الروسية إن السلطات اعتقلت ثلاثة أشخاص.", "official", "RUS"),
        ("قالت ثلاثة مصادر مطلعة إن الشرطة الفرنسية اعتقلت ثلاثة أشخاص.", "unnamed", None),
        ("اعتقلت الشرطة الفرنسية ثلاثة أشخاص.", "outlet", None),
    ],
)
def test_who_says_so(text: str, kind: str, by: str | None) -> None:
    said = only(text, "COERCE/arrest").said
    assert (said.kind, said.by) == (kind, by)


def test_talks_have_all_parties_as_actors() -> None:
    claim = only("أجرت فرنسا محادثات مع إيران في جنيف.", "CONSULT")
    assert set(claim.actor) == {"FRA", "IRN"}
    assert claim.recipient == ()


def test_sanctions_lifted_are_one_claim() -> None:
    claims = code("رفعت الولايات المتحدة العقوبات المفروضة على بيلاروسيا.", date=DAY)
    assert [(c.kind, c.actor, c.recipient) for c in claims] == [("RETREAT/ease", ("USA",), ("BLR",))]


def test_offsets_are_into_the_text_as_published() -> None:
    text = "أَفْـرَجَتْ مصــر عن ١٢ صحافيّاً."
    claim = only(text, "RETREAT/release")
    assert claim.count == (12, 12)
    assert text[claim.start : claim.end].startswith("أَفْـرَجَتْ")


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(["", "عنوان: مصر تفرج عن 5 سجناء"]))
def test_every_claim_is_well_formed_and_its_evidence_is_in_the_text(body: str, title: str) -> None:
    report = Report(id="x", date=date(2025, 11, 26), title=title, body=body)
    claims = code_report(report)
    for claim in claims:
        assert claim.mode in MODES[claim.event]
        assert claim.status in STATUSES
        assert claim.said.kind in KINDS
        assert 0 <= claim.sentence[0] <= claim.start < claim.end <= claim.sentence[1] <= len(report.text)
        assert claim.end - claim.start <= LONGEST_EVIDENCE
        assert claim.start <= claim.predicate[0] < claim.predicate[1] <= claim.end
        assert not any(isinstance(code, str) and not code for code in (*claim.actor, *claim.recipient))
        for spans in claim.arguments.values():
            assert all(claim.sentence[0] <= a < b <= claim.sentence[1] for a, b in spans)
        if claim.count:
            assert claim.count[0] >= 0
            assert claim.count[1] is None or claim.count[0] <= claim.count[1]
    assert msgspec.json.encode(claims) == msgspec.json.encode(code_report(report))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(body: str) -> None:
    json.dumps([msgspec.to_builtins(claim) for claim in code(body, date=DAY)])
