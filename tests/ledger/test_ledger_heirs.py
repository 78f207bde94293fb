"""Decisions follow their claims to a newer coder's: at once or anew, over several coders, killed at any moment."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.claim import Claim
from sijill.ledger import Coder, Ledger
from sijill.ledger.schema import event_parties, events, heirs, telling_links, tellings
from sijill.reconcile import Event, EventFilter, Revision
from sijill.report import Report
from told import AGAIN, ARREST, EASE, OTHER, RELEASE, REPORTS, TALKS, TOLD, code, report

RELEASES = EventFilter(events=("RETREAT/release",), actors=("BLR",))


def reading(name: str, change: Callable[[Claim], Claim | None] = lambda claim: claim) -> Coder:
    """A coder that gives TOLD's claims as `change` leaves them."""

    def read(one: Report) -> list[Claim]:
        return [made for claim in code(one, name) if (made := change(claim)) is not None]

    return Coder(name, read)


def without(*modes: str) -> Callable[[Claim], Claim | None]:
    return lambda claim: None if claim.mode in modes else claim


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "ledger.db")) as opened:
        opened.read(REPORTS, coder=TOLD)
        yield opened


def revise(ledger: Ledger, kind: str, claims: Sequence[str], **more: object) -> Revision:
    return ledger.revise(kind, claims, author="Amal", reason="seen the video", **more)  # type: ignore[arg-type]


def release(ledger: Ledger) -> Event:
    [event] = ledger.events(RELEASES)
    return event


def kept(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    """All that is made of reports, claims and revisions."""
    columns: tuple[tuple[sa.ColumnElement[object], ...], ...] = (
        (tellings.c.id, tellings.c.first, tellings.c.event, tellings.c.score, tellings.c.until),
        (telling_links.c.kind, telling_links.c.a, telling_links.c.b),
        (events.c.id, events.c.status, events.c.lo, events.c.hi, events.c.settled, events.c.value, events.c.brief),
        (event_parties.c.party, event_parties.c.role, event_parties.c.event, event_parties.c.status),
        (heirs.c.claim, heirs.c.heir),
    )
    with ledger.database.read() as conn:
        return [sorted(map(tuple, conn.execute(sa.select(*row))), key=repr) for row in columns]


def claim_of(ledger: Ledger, kind: str, report_id: str) -> str:
    [stored] = [one for one in ledger.claims() if one.claim.kind == kind and one.report.id == report_id]
    return stored.id


@pytest.mark.parametrize("shift", [0, 3])
def test_each_kind_of_decision_follows(ledger: Ledger, shift: int) -> None:
    """To the same claims of a newer coder, and to claims from a little less of the text."""
    [lithuanian] = ledger.events(EventFilter(actors=("LTU",)))
    first, second = release(ledger).claims
    arrest = claim_of(ledger, "COERCE/arrest", "three")
    revise(ledger, "apart", [second], against=[first])
    revise(ledger, "merge", [lithuanian.id, first])
    revise(ledger, "correct", [second], field="count", value=[48, 48])
    revise(ledger, "reject", [arrest])
    revise(ledger, "accept", [claim_of(ledger, "HOLD", "three")])

    def told() -> list[tuple[object, ...]]:
        found = {event: ledger.claims_by_id(event.claims) for event in ledger.events()}
        rows = [(event.kind, event.count, event.reviewed, [one.report.id for one in found[event]]) for event in found]
        return sorted(rows, key=repr)

    before = told()
    ledger.read(REPORTS, coder=reading("newer/1", lambda one: msgspec.structs.replace(one, end=one.end - shift)))
    assert told() == before
    assert ledger.balance("BLR").taken == (0, 0)
    revisions = ledger.revisions()
    assert [(one.gone, one.idle) for one in revisions] == [((), False)] * 5
    assert set(revisions[0].followed) == {first, second}
    standing = {stored.id for stored in ledger.claims()}
    assert {claim for one in revisions for claim in (*one.claims, *one.against)} <= standing
    [heir] = revisions[3].claims
    assert ledger.revisions(claim=arrest) == ledger.revisions(claim=heir) == [revisions[3]]  # found by either
    revise(ledger, "undo", [], undoes=revisions[3].id)
    assert ledger.balance("BLR").taken == (7, 7)


def test_over_a_claim_that_is_gone_it_waits_for_a_coder_that_has_it(ledger: Ledger) -> None:
    arrest = claim_of(ledger, "COERCE/arrest", "three")
    revise(ledger, "correct", [arrest], field="count", value=[8, 8])
    ledger.read(REPORTS, coder=reading("newer/1", without("arrest")))
    [revision] = ledger.revisions()
    assert (revision.claims, revision.gone, revision.idle, revision.active) == ((arrest,), (arrest,), True, True)
    assert ledger.balance("BLR").taken == (0, 0)
    ledger.read(REPORTS, coder=reading("newer/2"))
    [revision] = ledger.revisions()
    assert (revision.gone, revision.idle) == ((), False)
    assert ledger.balance("BLR").taken == (8, 8)


def test_a_decision_over_an_older_coders_claim_is_one_over_its_heir(ledger: Ledger) -> None:
    arrest = claim_of(ledger, "COERCE/arrest", "three")
    ledger.read(REPORTS, coder=reading("newer/1"))
    assert revise(ledger, "reject", [arrest]).followed == {arrest: claim_of(ledger, "COERCE/arrest", "three")}
    assert ledger.balance("BLR").taken == (0, 0)


def test_a_newer_text_has_no_heirs(ledger: Ledger) -> None:
    second = release(ledger).claims[1]
    revise(ledger, "correct", [second], field="count", value=[48, 48])
    ledger.read([report("two", "2025-09-14", AGAIN.replace("50", "51"))], coder=reading("newer/1"))
    [revision] = ledger.revisions()
    assert (revision.claims, revision.followed, revision.gone) == ((second,), {}, (second,))
    assert release(ledger).count == (51, 52)


def test_a_merge_of_three_of_which_one_is_gone_holds_for_the_others(ledger: Ledger) -> None:
    [lithuanian] = ledger.events(EventFilter(actors=("LTU",)))
    arrest = claim_of(ledger, "COERCE/arrest", "three")
    revise(ledger, "merge", [release(ledger).id, lithuanian.id, arrest])
    ledger.read(REPORTS, coder=reading("newer/1", without("arrest")))
    [revision] = ledger.revisions()
    assert (revision.gone, revision.idle) == ((arrest,), False)
    assert len(release(ledger).claims) == 3


def test_a_ledger_of_an_earlier_form_finds_its_heirs(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(str(path)) as ledger:
        ledger.read(REPORTS, coder=TOLD)
        revise(ledger, "reject", [claim_of(ledger, "COERCE/arrest", "three")])
        ledger.read(REPORTS, coder=reading("newer/1"))
        expected = kept(ledger)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DROP TABLE heirs")
        conn.execute("UPDATE sijill_version SET version_num = '0004'")
    with Ledger.open(str(path)) as ledger:
        assert ledger.balance("BLR").taken == (0, 0)
        assert kept(ledger) == expected


LINES = (RELEASE, AGAIN, ARREST, EASE, TALKS, OTHER, RELEASE.replace("52", "7"), AGAIN.replace("BLR", "RUS"))


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    found = []
    for number in range(draw(st.integers(2, 5))):
        lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=3, unique=True))
        found.append(report(f"r{number}", f"2025-09-{draw(st.integers(9, 14)):02}", *lines))
    return found


@st.composite
def coders(draw: st.DrawFn, name: str) -> Coder:
    """A coder that loses some claims, and reads others from less of the text."""
    lost = draw(st.sets(st.sampled_from([None, "release", "arrest", "ease"]), max_size=1))
    counts = draw(st.sets(st.sampled_from([7, 50, 52]), max_size=2))
    shift = draw(st.integers(0, 6))

    def change(claim: Claim) -> Claim | None:
        gone = claim.mode in lost or (claim.count is not None and claim.count[0] in counts)
        return None if gone else msgspec.structs.replace(claim, end=claim.end - shift)

    return reading(name, change)


@settings(max_examples=60, deadline=None)
@given(reports(), st.data())
def test_joined_as_it_comes_it_is_as_made_anew(told: list[Report], data: st.DataObject) -> None:
    """Whichever coder reads which reports again, and whatever is decided in between."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/a.db") as ledger:
        ledger.read(told, coder=TOLD)
        for turn in range(data.draw(st.integers(1, 3))):
            ids = sorted(stored.id for stored in ledger.claims())
            for kind in data.draw(st.lists(st.sampled_from(["apart", "merge", "reject", "split"]), max_size=2)):
                if len(ids) > 2:
                    picked = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True))
                    both = kind in ("apart", "split")
                    revise(ledger, kind, picked[:1] if both else picked, against=picked[1:] if both else [])
            coder = data.draw(coders(f"newer/{turn}"))
            for one in data.draw(st.lists(st.sampled_from(told), unique_by=lambda one: one.id)):
                ledger.read([one], coder=coder)
            before, revisions = kept(ledger), ledger.revisions()
            ledger.reconcile(anew=True)
            assert kept(ledger) == before
            assert ledger.revisions() == revisions


PROGRAM = """
import sys
sys.path[:0] = [{tests!r}, {here!r}]
from test_ledger_heirs import MANY, reading
from sijill.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    print("open", flush=True)
    ledger.read(MANY, coder=reading("newer/1"))
"""

MANY = [report(f"r{n}", f"2025-09-{n % 20 + 1:02}", LINES[n % len(LINES)], TALKS, outlet=f"o{n}") for n in range(150)]


def test_killed_at_any_moment_of_a_new_reading_no_decision_is_lost(tmp_path: Path) -> None:
    chance = random.Random(2026)

    def decided(name: str) -> Path:
        path = tmp_path / name
        with Ledger.open(str(path)) as ledger:
            ledger.read(MANY, coder=TOLD)
            for number, stored in enumerate(sorted(ledger.claims(), key=lambda stored: stored.id)[:24]):
                if number % 2:
                    revise(ledger, "reject", [stored.id])
                else:
                    revise(ledger, "correct", [stored.id], field="status", value="denied")
        return path

    with Ledger.open(str(decided("whole.db"))) as ledger:
        ledger.read(MANY, coder=reading("newer/1"))
        expected, revisions = kept(ledger), ledger.revisions()
        assert all(one.followed and not one.gone for one in revisions)
    path = decided("killed.db")
    folder = Path(__file__).parent
    program = PROGRAM.format(tests=str(folder.parent), here=str(folder))
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True) as reader:
            assert reader.stdout is not None
            reader.stdout.readline()
            try:
                reader.wait(chance.uniform(0.05, 0.8))
            except subprocess.TimeoutExpired:
                reader.kill()
    with Ledger.open(str(path)) as ledger:
        ledger.read(MANY, coder=reading("newer/1"))
        found = [msgspec.structs.replace(one, time="") for one in ledger.revisions()]
        assert found == [msgspec.structs.replace(one, time="") for one in revisions]
        assert kept(ledger) == expected
