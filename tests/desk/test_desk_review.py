"""What a person decides is kept, applied, listed, and undone."""

from __future__ import annotations

import re

import msgspec
import pytest

from desk.desk_help import Visitor, visit
from sijill.desk import Settings
from sijill.desk.review import decisions
from sijill.desk.review.queue import Queue
from sijill.desk.security.accounts import Accounts
from sijill.errors import UsageError
from sijill.ledger import ClaimFilter, Coder, Ledger, StoredClaim

PLAIN = {"kind": "correct", "reason": "قرأت النص"}


@pytest.fixture
def release(examples: Ledger) -> StoredClaim:
    """A claim that somebody was freed, with its number."""
    wanted = ClaimFilter(events=("RETREAT/release",), reports=("belarus-usa-2025-12-13",))
    return next(stored for stored in examples.claims(wanted) if stored.claim.count == (123, 123))


def fields(stored: StoredClaim, **changes: str) -> dict[str, str]:
    """The form of a correction with the claim as it stands, but for some changes."""
    claim = stored.claim
    count = "" if claim.count is None else str(claim.count[0])
    whole = {"claim": stored.id, "event": claim.kind, "status": claim.status, "actor": ", ".join(claim.actor),
             "recipient": ", ".join(claim.recipient), "count": count, "when": claim.when or "",
             "said": claim.said.kind, "said_by": claim.said.by or ""}  # fmt: skip
    return {**PLAIN, **whole, **changes}


def test_accepting_takes_a_claim_out_of_the_queue(examples: Ledger, visitor: Visitor) -> None:
    first = Queue(examples).waiting()[0].claim
    visitor.get("/review")
    assert visitor.post("/review", {"kind": "accept", "claim": first}).status_code == 303
    assert first not in [one.claim for one in Queue(examples).waiting()]
    [kept] = examples.revisions()
    assert (kept.kind, kept.claims, kept.author, bool(kept.reason)) == ("accept", (first,), "tester", True)


def test_a_decision_follows_to_a_newer_coder_and_says_so_or_that_its_claim_is_gone(
    examples: Ledger, visitor: Visitor, release: StoredClaim
) -> None:
    report = examples.report(release.report.id)
    told = [stored.claim for stored in examples.claims(ClaimFilter(reports=(report.id,)))]
    examples.revise("accept", [release.id], author="tester", reason="-")
    visitor.client.cookies.set("sijill_language", "en")
    for name, found, badge in (("newer/1", told, "carried over"), ("newer/2", [], "its claim is gone")):
        again = [msgspec.structs.replace(claim, coder=name) for claim in found]
        examples.read([report], coder=Coder(name, {report: again}.__getitem__))
        [kept] = examples.revisions()
        assert kept.claims[0] not in {question.claim for question in Queue(examples).waiting()}
        assert badge in visitor.get(f"/claims/{kept.claims[0]}").text
        assert badge in visitor.get(f"/claims/{release.id}").text


def test_rejecting_takes_a_claim_out_of_its_event_and_undoing_puts_it_back(
    examples: Ledger, visitor: Visitor, release: StoredClaim
) -> None:
    before = examples.event_of(release.id)
    visitor.get("/review")
    visitor.post("/review", {"kind": "reject", "claim": release.id})
    assert examples.event_of(release.id) is None
    assert visitor.get(f"/claims/{release.id}").status_code == 200
    [kept] = examples.revisions()
    visitor.post("/review/undo", {"revision": str(kept.id)})
    assert examples.event_of(release.id) == before
    visitor.post("/review/undo", {"revision": str(kept.id)})
    assert len(examples.revisions()) == 2


def test_a_corrected_field_changes_the_event(examples: Ledger, visitor: Visitor, release: StoredClaim) -> None:
    visitor.get("/review")
    answer = visitor.post("/review", fields(release, count="120-125", recipient="Ukraine"))
    assert answer.status_code == 303
    event = examples.event_of(release.id)
    assert event
    assert event.count == (120, 125)
    assert event.recipient == ("UKR",)
    assert event.reviewed
    assert {(one.field, one.reason) for one in examples.revisions()} == {
        ("count", "قرأت النص"),
        ("recipient", "قرأت النص"),
    }
    assert examples.claim(release.id) == release


@pytest.mark.parametrize(
    "changes", [{"count": "many"}, {"count": "9-3"}, {"when": "soon"}, {"event": "NOTHING"}, {"said": "nobody"},
                {"actor": "؟؟"}, {}]
)  # fmt: skip
def test_a_correction_that_is_none_keeps_nothing(
    examples: Ledger, visitor: Visitor, release: StoredClaim, changes: dict[str, str]
) -> None:
    visitor.get("/review")
    answer = visitor.post("/review", fields(release, **changes))
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert examples.revisions() == []


def test_the_same_decision_sent_twice_is_kept_once(examples: Ledger, visitor: Visitor, release: StoredClaim) -> None:
    visitor.get("/review")
    for _ in range(2):
        visitor.post("/review", {"kind": "accept", "claim": release.id})
    assert len(examples.revisions()) == 1


def test_merging_and_splitting(examples: Ledger, visitor: Visitor, release: StoredClaim) -> None:
    one = examples.event_of(release.id)
    other = next(event for event in examples.events() if one and event.kind == one.kind and event.id != one.id)
    assert one
    visitor.get("/review")
    assert visitor.post("/review", {"kind": "merge", "claim": release.id, "other": other.id}).status_code == 303
    merged = examples.event_of(release.id)
    assert merged
    assert set(merged.claims) == {*one.claims, *other.claims}
    chosen = list(other.claims)
    assert visitor.post("/review", {"kind": "split", "claim": release.id, "chosen": chosen}).status_code == 303
    apart = examples.event_of(release.id)
    assert apart
    assert not set(apart.claims) & set(chosen)


def test_this_is_not_that_event(examples: Ledger, visitor: Visitor) -> None:
    event = next(event for event in examples.events() if len(event.claims) > 1)
    claim = event.claims[-1]
    visitor.get("/review")
    assert visitor.post("/review", {"kind": "apart", "claim": claim}).status_code == 303
    now = examples.event_of(claim)
    assert now
    assert event.claims[0] not in now.claims


def test_new_evidence_is_kept(examples: Ledger, visitor: Visitor, release: StoredClaim) -> None:
    start, end = release.claim.sentence
    visitor.get("/review")
    new = {"kind": "evidence", "claim": release.id, "start": str(start), "end": str(end)}
    assert visitor.post("/review", new).status_code == 303
    [kept] = examples.revisions()
    assert (kept.field, kept.value) == ("evidence", [start, end])
    wrong = {"kind": "evidence", "claim": release.id, "start": "9", "end": "3"}
    assert visitor.post("/review", wrong).status_code == 400


def test_one_undoes_ones_own_alone_but_an_admin_anybodys(
    examples: Ledger, accounts: Accounts, release: StoredClaim
) -> None:
    kept = examples.revise("accept", [release.id], author="somebody else", reason="x")
    with visit(examples, Settings(accounts=True)) as visitor:
        visitor.sign_in("reviewer")
        assert visitor.post("/review/undo", {"revision": str(kept.id)}).status_code == 404
        visitor.sign_in("admin")
        assert visitor.post("/review/undo", {"revision": str(kept.id)}).status_code == 303


def test_the_audit_lists_decisions_and_accounts(examples: Ledger, visitor: Visitor, release: StoredClaim) -> None:
    visitor.get("/review")
    visitor.post("/review", {"kind": "accept", "claim": release.id, "reason": "سبب"})
    page = visitor.get("/audit").text
    assert "tester" in page
    assert release.id in page
    assert "سبب" in page
    assert release.id in visitor.get("/audit?format=csv").text


def test_the_queue_asks_first_what_matters_most(examples: Ledger) -> None:
    waiting = Queue(examples).waiting()
    weights = [one.weight for one in waiting]
    assert weights == sorted(weights, reverse=True)
    assert all(one.asks for one in waiting)
    large = [one for one in waiting if "large" in one.asks]
    assert large
    for one in large:
        count = examples.claim(one.claim).claim.count
        assert count
        assert count[0] >= 200


def test_a_page_in_place_is_the_next_claim(visitor: Visitor, examples: Ledger) -> None:
    first, second = (one.claim for one in Queue(examples).waiting()[:2])
    visitor.get("/review")
    sent = {"kind": "accept", "claim": first, "next": second}
    page = visitor.post("/review", sent, headers={"hx-request": "true"})
    assert page.status_code == 200
    assert re.search(rf'name="claim" value="{second}"', page.text)
    assert "data-told" in page.text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("52", [52, 52]),
        ("20-99", [20, 99]),
        ("20–99", [20, 99]),
        ("1001+", [1001, None]),
        ("1,001+", [1001, None]),
        ("", None),
    ],
)
def test_counts_as_people_write_them(text: str, count: object) -> None:
    assert decisions.corrected("count", text) == count


@pytest.mark.parametrize(
    ("text", "code"), [("BLR", "BLR"), ("blr", "BLR"), ("Belarus", "BLR"), ("بيلاروسيا", "BLR"), ("viasna", "viasna"),
                       ("Some New Group", "some-new-group")]
)  # fmt: skip
def test_parties_as_people_write_them(text: str, code: str) -> None:
    assert decisions.code(text) == code


def test_a_party_of_no_letters_is_refused() -> None:
    with pytest.raises(UsageError, match="no party is known"):
        decisions.code("؟؟؟")
