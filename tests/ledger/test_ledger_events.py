"""Events as the ledger keeps them: as made in memory, whatever the order, as of any day, killed at any moment."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.errors import LedgerError, UsageError
from sijill.ledger import Coder, Ledger, joining
from sijill.ledger.rows import claim_id
from sijill.ledger.schema import event_parties, events, metadata, telling_keys, telling_links, tellings, unjoined
from sijill.reconcile import Event, EventFilter, Revision
from sijill.reconcile.world import Version, World
from sijill.report import Report
from told import AGAIN, ARREST, EASE, OTHER, RELEASE, REPORTS, TALKS, TOLD, TOLD_AGAIN, code, report

day = date.fromisoformat

LINES = (
    RELEASE,
    AGAIN,
    ARREST,
    EASE,
    TALKS,
    OTHER,
    "RETREAT/release|planned|BLR||52|2025-09-20|تعتزم مينسك إطلاق اثنين وخمسين",
    "RETREAT/release|denied|BLR||52||نفت مينسك إطلاق اثنين وخمسين",
    "RETREAT/release|happened|BLR|ihar-losik|1||أفرج عن الصحفي إيغور لوسيك من بين المفرج عنهم",
    "RETREAT/release|happened|BLR||20-99|2025-01/..|أطلقت مينسك العشرات منذ يناير",
    "AGREE|happened|BLR USA||||اتفق البلدان على صفقة",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "ledger.db")) as opened:
        opened.read(REPORTS, coder=TOLD)
        yield opened


def kept(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """All that is made of reports and claims, but for versions' numbers: they follow from the order of reading."""
    columns: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
        "tellings": (tellings.c.id, tellings.c.first, tellings.c.event, tellings.c.score, tellings.c.until),
        "keys": (
            telling_keys.c.key,
            telling_keys.c.lo,
            telling_keys.c.hi,
            telling_keys.c.telling,
            telling_keys.c.is_first,
        ),
        "links": (telling_links.c.kind, telling_links.c.a, telling_links.c.b),
        "events": (events.c.id, events.c.status, events.c.lo, events.c.hi, events.c.settled, events.c.value),
        "parties": (event_parties.c.party, event_parties.c.role, event_parties.c.event, event_parties.c.status),
    }
    with ledger._database.read() as conn:
        return {name: sorted(map(tuple, conn.execute(sa.select(*row))), key=repr) for name, row in columns.items()}


@pytest.mark.parametrize("form", ["0003", "0004"])
def test_what_an_older_version_joined_is_joined_anew(tmp_path: Path, form: str) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(str(path)) as ledger:
        ledger.read(REPORTS, coder=TOLD)
        before = kept(ledger)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("UPDATE sijill_version SET version_num = ?", (form,))
        conn.execute("DROP TABLE heirs")
        conn.execute("UPDATE tellings SET event = 'of-old'")
        conn.commit()
    with Ledger.open(str(path)) as ledger:
        ledger.reconcile()
        assert kept(ledger) == before


def world(reports: list[Report], revisions: tuple[Revision, ...] = ()) -> World:
    """The same reports in memory."""
    found = []
    for number, one in enumerate(reports, 1):
        told = [(claim_id(one, claim), claim) for claim in TOLD.code(one)]
        later = [other.date for other in reports[number:] if other.id == one.id]
        until = max(min(later), one.date) if later else None
        found.append(Version(one, told, number, until))
    return World(found, revisions)


def by_id(found: Iterator[Event]) -> dict[str, Event]:
    return {event.id: event for event in found}


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    """Reports, and now and then a newer version of one."""
    found: list[Report] = []
    for number in range(draw(st.integers(1, 6))):
        name = f"r{draw(st.integers(0, 4))}"
        on = f"2025-09-{draw(st.integers(9, 24)):02}"
        lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=3, unique=True))
        if not any(one.id == name and one.date == day(on) for one in found):
            found.append(report(name, on, *lines, outlet=f"o{number}"))
    return found


@settings(max_examples=40, deadline=None)
@given(reports(), st.data())
def test_the_tables_hold_what_memory_gives(told: list[Report], data: st.DataObject) -> None:
    then = data.draw(st.sampled_from([None, *sorted({one.date for one in told})]))
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/a.db") as ledger:
        for one in told:
            ledger.read([one], coder=TOLD)
        expected = world(told)
        assert by_id(ledger.events(EventFilter(as_of=then))) == expected.events(as_of=then)
        every = list(ledger.events(EventFilter(as_of=then)))
        for limit, offset in ((1, 0), (2, 1), (100, 0)):
            asked = EventFilter(as_of=then, limit=limit, offset=offset)
            assert list(ledger.events(asked)) == every[offset : offset + limit]
        assert ledger.deals(as_of=then) == expected.deals(as_of=then)
        assert ledger.balance("BLR", as_of=then) == expected.balance("BLR", as_of=then)
        assert ledger.relation("USA", "BLR", as_of=then) == expected.relation("USA", "BLR", as_of=then)
        before = kept(ledger)
        ledger.reconcile(anew=True)
        assert kept(ledger) == before


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(REPORTS), unique_by=lambda one: one.id, min_size=1), st.randoms())
def test_read_in_any_order_it_is_the_same(told: list[Report], chance: random.Random) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)
    answers = []
    for order in (told, shuffled):
        with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/a.db") as ledger:
            for one in order:
                ledger.read([one], coder=TOLD)
            answers.append((by_id(ledger.events()), ledger.deals(), ledger.balance("BLR")))
    assert answers[0] == answers[1]


@settings(max_examples=25, deadline=None)
@given(reports(), st.text("abc123", min_size=1, max_size=4))
def test_the_same_claims_by_a_newer_coder_give_the_same_events(told: list[Report], name: str) -> None:
    newer = Coder(f"newer/{name}", lambda one: code(one, f"newer/{name}"))

    def in_places(ledger: Ledger) -> set[tuple[object, ...]]:
        stored = {event: ledger.claims_by_id(event.claims) for event in ledger.events()}
        return {
            (event.kind, event.count, *((one.report.id, one.claim.start, one.claim.end) for one in stored[event]))
            for event in stored
        }

    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/a.db") as ledger:
        ledger.read(told, coder=TOLD)
        before = in_places(ledger)
        ledger.read(told, coder=newer)
        assert in_places(ledger) == before
        ledger.reconcile(anew=True)
        assert in_places(ledger) == before


def test_many_at_once_are_as_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [report(f"r{n}", f"2025-09-{n % 20 + 1:02}", LINES[n % len(LINES)], outlet=f"o{n}") for n in range(60)]
    found = []
    for least in (1, 10_000):
        monkeypatch.setattr(joining, "MANY", least)
        with Ledger.open(str(tmp_path / f"{least}.db")) as ledger:
            ledger.read(many, coder=TOLD)
            found.append(kept(ledger))
    assert found[0] == found[1]


def statements(ledger: Ledger, lines: tuple[str, ...]) -> int:
    """How many statements it takes to read and join a report of these lines."""
    asked: list[str] = []

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        ledger.read([report("dense", "2025-09-16", *lines)], coder=TOLD)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    return len(asked)


def test_a_report_of_many_claims_asks_hardly_more_than_one_of_few(tmp_path: Path) -> None:
    few, many = (RELEASE, ARREST), (*LINES, *(f"{line} مرة أخرى" for line in LINES))
    counts = []
    for number, lines in enumerate((few, many)):
        with Ledger.open(str(tmp_path / f"{number}.db")) as ledger:
            ledger.read(REPORTS, coder=TOLD)
            counts.append(statements(ledger, lines))
    assert counts[1] < 2 * counts[0], counts


def test_an_event_keeps_its_id_while_reports_join(ledger: Ledger) -> None:
    [before] = ledger.events(EventFilter(events=("RETREAT/release",), actors=("BLR",)))
    ledger.read([report("five", "2025-10-05", AGAIN.replace("2025-09-11", "2025-09"))], coder=TOLD)
    [after] = ledger.events(EventFilter(events=("RETREAT/release",), actors=("BLR",)))
    assert after.id == before.id
    assert len(after.claims) == len(before.claims) + 1
    assert ledger.event(after.claims[-1]) == after  # any claim leads to its event
    assert ledger.event_of(after.claims[-1]) == after


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), 7),
        (EventFilter(events=("RETREAT/release",)), 2),
        (EventFilter(events=("RETREAT",)), 3),
        (EventFilter(actors=("blr",)), 4),
        (EventFilter(recipients=("BLR",)), 1),
        (EventFilter(parties=("BLR",)), 5),
        (EventFilter(statuses=("underway",)), 1),
        (EventFilter(since=day("2025-09-15")), 3),
        (EventFilter(until=day("2025-09-10")), 2),
        (EventFilter(reports=("two",)), 1),
        (EventFilter(text="الحدود"), 1),
        (EventFilter(said=("unnamed",)), 0),
        (EventFilter(as_of=day("2025-09-11")), 3),
        (EventFilter(as_of=day("2025-09-10")), 0),
        (EventFilter(limit=2), 2),
        (EventFilter(limit=2, offset=5), 1),
        (EventFilter(limit=2, offset=1, as_of=day("2025-09-12")), 2),
    ],
)
def test_filters(ledger: Ledger, wanted: EventFilter, found: int) -> None:
    if found == 7:
        found = len(list(ledger.events()))
    assert len(list(ledger.events(wanted))) == found
    if wanted.limit is None:
        assert ledger.count_events(wanted) == found


def test_as_of_a_day_an_event_is_as_it_was_known(ledger: Ledger) -> None:
    wanted = {"events": ("RETREAT/release",), "actors": ("BLR",)}
    [then] = ledger.events(EventFilter(**wanted, as_of=day("2025-09-11")))  # type: ignore[arg-type]
    [now] = ledger.events(EventFilter(**wanted))  # type: ignore[arg-type]
    assert (then.count, now.count) == ((52, 52), (50, 52))
    assert ledger.event(now.id, as_of=day("2025-09-11")).count == (52, 52)
    with pytest.raises(UsageError, match="there is no event"):
        ledger.event(now.id, as_of=day("2025-09-10"))


def test_a_newer_version_takes_back_what_the_old_one_said(ledger: Ledger) -> None:
    ledger.read([report("two", "2025-09-14", AGAIN.replace("50", "51"))], coder=TOLD)
    [event] = ledger.events(EventFilter(events=("RETREAT/release",), actors=("BLR",)))
    assert event.count == (51, 52)
    assert ledger.event(event.id, as_of=day("2025-09-13")).count == (50, 52)


def test_a_newer_coder_takes_the_place_of_the_old(ledger: Ledger) -> None:
    assert ledger.balance("BLR").taken == (7, 7)
    ledger.read(REPORTS, coder=TOLD_AGAIN)
    assert ledger.balance("BLR").taken == (0, 0)
    assert {event.kind for event in ledger.events()} == {"RETREAT/release", "RETREAT/ease", "CONSULT", "HOLD"}


def test_reading_again_changes_nothing(ledger: Ledger) -> None:
    before = kept(ledger)
    ledger.read(REPORTS, coder=TOLD)
    assert kept(ledger) == before


def test_what_a_reading_left_out_is_joined_before_a_question(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "reconcile", lambda self, **options: None)
    ledger.read([report("five", "2025-10-05", LINES[6])], coder=TOLD)
    assert ledger.count_events(EventFilter(reports=("five",))) == 0
    monkeypatch.undo()
    assert ledger.count_events(EventFilter(reports=("five",))) == 1


def test_a_ledger_of_the_first_form_gets_its_events(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Ledger.open(str(path)) as ledger:
        ledger.read(REPORTS, coder=TOLD)
        expected = by_id(ledger.events())
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DROP TABLE reports_fts")
        for table in reversed(metadata.sorted_tables):
            if table.name not in ("runs", "reports", "coded", "claims", "problems"):
                conn.execute(f"DROP TABLE {table.name}")
        conn.execute("UPDATE sijill_version SET version_num = '0001'")
    with Ledger.open(str(path)) as ledger:
        assert by_id(ledger.events()) == expected


PROGRAM = """
import sys
sys.path.insert(0, {folder!r})
from told import LINES_MANY, TOLD
from sijill.ledger import Ledger, joining
joining.MANY = int(sys.argv[2])
with Ledger.open(sys.argv[1]) as ledger:
    print("open", flush=True)
    ledger.reconcile(anew=sys.argv[2] == "1")
print("done", flush=True)
"""


def test_killed_at_any_moment_the_ledger_is_whole_and_the_rest_is_joined(tmp_path: Path) -> None:
    chance = random.Random(2025)
    path = tmp_path / "ledger.db"
    many = [report(f"r{n}", f"2025-09-{n % 20 + 1:02}", LINES[n % len(LINES)], outlet=f"o{n}") for n in range(300)]
    with Ledger.open(str(path)) as ledger:
        ledger.read(many, coder=TOLD)
        expected = kept(ledger)
        with ledger._database.write() as conn:
            for table in (event_parties, events, telling_links, telling_keys, tellings):
                conn.execute(sa.delete(table))
            conn.execute(sa.text("DELETE FROM telling_claims"))
            conn.execute(sa.text("INSERT INTO unjoined (version) SELECT version FROM coded"))
    program = PROGRAM.replace("from told import LINES_MANY, TOLD\n", "").format(folder=str(Path(__file__).parents[1]))
    for least in ("1000000", "1", "1000000", "1000000"):
        command = [sys.executable, "-c", program, str(path), least]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as joiner:
            assert joiner.stdout is not None
            joiner.stdout.readline()
            try:
                joiner.wait(chance.uniform(0.02, 0.5))
            except subprocess.TimeoutExpired:
                joiner.kill()
        with closing(sqlite3.connect(path)) as conn:
            joined = conn.execute("SELECT count(*) FROM telling_claims").fetchone()[0]
            due = conn.execute("SELECT count(*) FROM unjoined").fetchone()[0]
            assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert joined + due == len(many)  # a claim each: joined, or still to be
    with Ledger.open(str(path)) as ledger:
        ledger.reconcile()
        assert kept(ledger) == expected


def revise(ledger: Ledger, kind: str, claims: list[str], **more: object) -> Revision:
    return ledger.revise(kind, claims, author="Amal", reason="seen the video", **more)  # type: ignore[arg-type]


def release(ledger: Ledger) -> Event:
    [event] = ledger.events(EventFilter(events=("RETREAT/release",), actors=("BLR",), limit=1))
    return event


def test_a_claim_that_is_not_of_the_event_leaves_it_and_comes_back(ledger: Ledger) -> None:
    before = kept(ledger)
    whole = release(ledger)
    first, second = whole.claims
    done = revise(ledger, "apart", [second], against=[first])
    assert {event.count for event in ledger.events(EventFilter(actors=("BLR",), events=("RETREAT/release",)))} == {
        (52, 52),
        (50, 50),
    }
    assert ledger.balance("BLR").freed == (52, 102)
    revise(ledger, "undo", [], undoes=done.id)
    assert kept(ledger) == before
    assert [(one.kind, one.active) for one in ledger.revisions()] == [("apart", False), ("undo", False)]
    assert ledger.revisions(claim=second, active=True) == []


def test_an_undoing_that_is_undone_undoes_nothing(ledger: Ledger) -> None:
    first, second = release(ledger).claims
    done = revise(ledger, "apart", [second], against=[first])
    undone = revise(ledger, "undo", [], undoes=done.id)
    revise(ledger, "undo", [], undoes=undone.id)
    assert [one.active for one in ledger.revisions()] == [True, False, False]
    assert ledger.count_events(EventFilter(actors=("BLR",), events=("RETREAT/release",))) == 2


def test_two_events_are_merged_and_keep_the_earlier_id(ledger: Ledger) -> None:
    [lithuanian] = ledger.events(EventFilter(actors=("LTU",)))
    whole = release(ledger)
    revise(ledger, "merge", [lithuanian.id, whole.id])
    merged = ledger.event(lithuanian.id)
    assert merged.id == whole.id
    assert merged.claims == (*whole.claims, *lithuanian.claims)
    assert merged.reviewed
    assert merged.why[-1].reason == "a person merged it: seen the video"
    assert any("figures differ" in note for note in merged.notes)
    ledger.read([report("late", "2025-09-13", AGAIN)], coder=TOLD)  # the merge survives what joins
    assert len(ledger.event(whole.id).claims) == 4
    before = kept(ledger)
    ledger.reconcile(anew=True)
    assert kept(ledger) == before


def test_what_is_merged_across_kinds_is_counted_as_it_was_known(ledger: Ledger) -> None:
    """An event's kind is what most of its claims tell; as of a day before it changed it is found by the one of then."""
    [arrest] = ledger.events(EventFilter(events=("COERCE/arrest",)))
    revise(ledger, "merge", [release(ledger).id, arrest.id])
    ledger.read([report(f"more{n}", "2025-09-25", ARREST, outlet=f"o{n}") for n in range(3)], coder=TOLD)
    then, now = ledger.balance("BLR", as_of=day("2025-09-12")), ledger.balance("BLR")
    assert (then.freed, then.taken) == ((50, 52), (0, 0))
    assert now.freed == (0, 0)
    assert [one.id for one in ledger.events(EventFilter(events=("RETREAT/release",), as_of=day("2025-09-12")))]


def test_claims_are_split_off_together(ledger: Ledger) -> None:
    ledger.read([report("five", "2025-09-13", AGAIN), report("six", "2025-09-13", RELEASE)], coder=TOLD)
    whole = release(ledger)
    fifty = [claim for figure in whole.figures if figure.count == (50, 50) for claim in figure.claims]
    rest = [claim for claim in whole.claims if claim not in fifty]
    revise(ledger, "split", fifty, against=rest)
    found = [set(one.claims) for one in ledger.events(EventFilter(actors=("BLR",), events=("RETREAT/release",)))]
    assert set(map(frozenset, found)) == {frozenset(fifty), frozenset(rest)}
    before = kept(ledger)
    ledger.reconcile(anew=True)
    assert kept(ledger) == before


def test_a_corrected_field_counts_and_the_claim_is_not_changed(ledger: Ledger) -> None:
    whole = release(ledger)
    second = whole.claims[1]
    claim = ledger.claim(second)
    revise(ledger, "correct", [second], field="count", value=[52, 52])
    assert release(ledger).count == (52, 52)
    assert release(ledger).reviewed
    assert ledger.claim(second) == claim


def test_a_rejected_claim_tells_of_nothing_and_an_accepted_one_is_marked(ledger: Ledger) -> None:
    whole = release(ledger)
    revise(ledger, "reject", [whole.claims[1]])
    assert release(ledger).count == (52, 52)
    assert ledger.event_of(whole.claims[1]) is None
    revise(ledger, "accept", [whole.claims[0]])
    assert release(ledger).reviewed
    revise(ledger, "reject", [whole.claims[0]])
    assert ledger.balance("BLR").freed == (0, 0)


def test_the_first_claim_of_an_event_may_go(ledger: Ledger) -> None:
    whole = release(ledger)
    revise(ledger, "reject", [whole.claims[0]])
    after = release(ledger)
    assert (after.id, after.count) == (whole.claims[1], (50, 50))


@pytest.mark.parametrize(
    ("kind", "claims", "more", "line"),
    [
        ("join", [0], {}, "there is no revision 'join'; choose of merge, split, apart, correct, accept, reject, undo"),
        ("merge", [0], {}, "merge: name two claims or more"),
        ("apart", [0], {}, "apart: name the claim, and claims of the event that it is not of"),
        ("apart", [0], {"against": [0]}, "stands on both sides"),
        ("split", [], {"against": [0]}, "split: name the claims that leave"),
        ("correct", [0], {"field": "count"}, "count: "),
        ("correct", [0], {"field": "count", "value": [9, 3]}, r"count: \[9, 3\] is no interval"),
        ("correct", [0], {"field": "when", "value": "soon"}, "when: not a date: 'soon'"),
        ("correct", [0], {"field": "evidence", "value": [9, 3]}, r"evidence: \[9, 3\] is no stretch of a text"),
        ("correct", [0], {"field": "status", "value": "done"}, "status: unknown 'done'; choose of happened"),
        ("correct", [0], {"field": "colour", "value": "red"}, "a claim has no field 'colour'"),
        ("reject", ["0123456789abcdef"], {}, "there is no claim '0123456789abcdef' in the ledger"),
        ("undo", [], {"undoes": 9}, "there is no revision 9 to undo"),
        ("undo", [], {}, "undo: name the revision by its number"),
    ],
)
def test_a_wrong_revision_is_one_line_and_nothing_is_written(
    ledger: Ledger, kind: str, claims: list[object], more: dict[str, object], line: str
) -> None:
    told = release(ledger).claims
    before = kept(ledger)

    def named(ids: object) -> object:
        return [told[one] if isinstance(one, int) else one for one in ids] if isinstance(ids, list) else ids

    if kind == "correct" and "value" not in more:
        more = {**more, "value": "many"}
    with pytest.raises(UsageError, match=line):
        revise(ledger, kind, named(claims), **{k: named(v) if k == "against" else v for k, v in more.items()})  # type: ignore[arg-type]
    assert ledger.revisions() == []
    assert kept(ledger) == before


def test_a_revision_names_its_author_and_its_reason(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="names its author and its reason"):
        ledger.revise("accept", [release(ledger).id], author=" ", reason="so")


def test_a_revision_of_a_claim_that_is_gone_is_kept_and_does_nothing(ledger: Ledger) -> None:
    [arrest] = ledger.events(EventFilter(events=("COERCE/arrest",)))
    revise(ledger, "correct", [arrest.id], field="count", value=[99, 99])
    ledger.read(REPORTS, coder=TOLD_AGAIN)  # it sees no arrests
    assert ledger.balance("BLR").taken == (0, 0)
    [kept_revision] = ledger.revisions()
    assert kept_revision.claims == (arrest.id,)
    assert kept_revision.gone == (arrest.id,)


@settings(max_examples=20, deadline=None)
@given(reports(), st.lists(st.tuples(st.sampled_from(["apart", "merge", "reject"]), st.data()), max_size=3))
def test_with_revisions_too_a_join_is_as_made_anew(
    told: list[Report], decisions: list[tuple[str, st.DataObject]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/a.db") as ledger:
        half = len(told) // 2 + 1
        ledger.read(told[:half], coder=TOLD)
        for kind, data in decisions:
            ids = sorted(stored.id for stored in ledger.claims())
            picked = (
                data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True)) if len(ids) > 2 else []
            )
            if picked:
                against = picked[1:] if kind == "apart" else []
                revise(ledger, kind, picked[:1] if kind == "apart" else picked, against=against)
        for one in told[half:]:
            ledger.read([one], coder=TOLD)
        before = kept(ledger)
        ledger.reconcile(anew=True)
        assert kept(ledger) == before
        expected = world(told, tuple(ledger.revisions()))
        assert by_id(ledger.events()) == expected.events()
        for then in sorted({one.date for one in told}):
            assert ledger.balance("BLR", as_of=then) == expected.balance("BLR", as_of=then)


def test_nothing_is_left_to_join(ledger: Ledger) -> None:
    with ledger._database.read() as conn:
        assert conn.scalar(sa.select(sa.func.count()).select_from(unjoined)) == 0


def test_a_report_that_claims_nothing_is_joined_too(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "ledger.db")) as ledger:
        ledger.read([report("empty", "2025-01-01")], coder=Coder("none/1", lambda report: []))
        assert list(ledger.events()) == []
        test_nothing_is_left_to_join(ledger)


def test_progress_is_told(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with Ledger.open(str(tmp_path / "ledger.db")) as ledger:
        ledger.read(REPORTS, coder=TOLD)
        ledger.reconcile(anew=True, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (8, 8)


def test_an_unknown_event_or_deal_is_one_line(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="there is no event 'zz'; `sijill events` lists them"):
        ledger.event("zz")
    with pytest.raises(UsageError, match="there is no deal 'zz'; `sijill deals` lists them"):
        ledger.deal("zz")
    with pytest.raises(UsageError, match="begins on 2025-02-01, after its end"):
        ledger.balance("BLR", since=day("2025-02-01"), until=day("2025-01-01"))


def test_a_deal_is_found_by_its_leg(ledger: Ledger) -> None:
    [deal] = ledger.deals(parties=("BLR", "USA"))
    assert (deal.stage, {leg.giver for leg in deal.legs}) == ("carried out", {"BLR", "USA"})
    assert ledger.deal(deal.legs[-1].id) == deal
    assert ledger.deals(parties=("BLR", "RUS")) == []


def test_a_read_only_ledger_that_is_not_joined_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(str(path)) as ledger:
        ledger.read(REPORTS, coder=TOLD)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("INSERT INTO unjoined SELECT max(version) FROM reports")
        conn.execute("CREATE TRIGGER no BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'readonly database'); END")
    with Ledger.open(str(path)) as ledger, pytest.raises(LedgerError, match="read-only"):
        list(ledger.events())
