"""`events`, `event`, `balance`, `deals`, `deal`, `relation` and `revise`, over a ledger whose claims are known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Sijill
from typer.testing import Result

from sijill.ledger import Ledger
from sijill.reconcile import EventFilter
from told import REPORTS, TOLD, TOLD_AGAIN

Ask = Callable[..., Result]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("events") / "ledger.db"
    with Ledger.open(str(path)) as opened:
        opened.read(REPORTS, coder=TOLD)
    return path


@pytest.fixture
def ask(sijill: Sijill, told: Path) -> Ask:
    return lambda *arguments, **env: sijill(*arguments, **{"SIJILL_LEDGER": str(told), **env})


def lines(done: Result) -> list[dict[str, Any]]:
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_events_as_jsonl(ask: Ask) -> None:
    [event] = lines(ask("events", "--event", "RETREAT/release", "--actor", "BLR", "--format", "jsonl"))
    assert list(event) == [
        "id", "event", "mode", "status", "actor", "recipient", "count", "when", "witnesses", "claims", "why",
    ]  # fmt: skip
    assert (event["event"], event["mode"], event["status"]) == ("RETREAT", "release", "happened")
    assert (event["actor"], event["recipient"], event["count"], event["when"]) == (["BLR"], [], [50, 52], "2025-09-11")
    assert [witness["name"] for witness in event["witnesses"]] == ["one", "two"]
    assert event["claims"] == [why["claim"] for why in event["why"]]
    assert event["why"][0]["reason"] == "the first report of it"
    assert event["why"][1]["reason"].startswith("the numbers are close (50, 52); the same day (2025-09-11); ")


def test_events_as_a_table(ask: Ask) -> None:
    heading, *rows = ask("events").stdout.splitlines()
    assert heading.split("\t")[:4] == ["event", "kind", "status", "actor"]
    assert len(rows) == len(lines(ask("events", "--format", "jsonl")))
    shown = ask("events", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "RETREAT/release 50-52" in shown
    assert "2 witnesses, 2 claims" in shown


def test_as_of_a_day(ask: Ask) -> None:
    [event] = lines(ask("events", "--event", "RETREAT/release", "--as-of", "2025-09-11", "--format", "jsonl"))
    assert event["count"] == [52, 52]
    assert lines(ask("events", "--as-of", "2025-09-10", "--format", "jsonl")) == []


def test_an_event_in_full(ask: Ask) -> None:
    [event] = lines(ask("events", "--event", "RETREAT/release", "--actor", "BLR", "--format", "jsonl"))
    text = ask("event", event["id"][:8]).stdout
    for part in (
        "count      50-52",
        "figure     52 (one; 1 claims)",
        "figure     50 (two; 1 claims)",
        "note       the figures differ: 52 (one); 50 (two)",
        "because    the first report of it",
        "عبر اثنان وخمسون سجينا الحدود إلى ليتوانيا",
    ):
        assert part in text
    [whole] = lines(ask("event", event["claims"][1], "--format", "json"))
    assert (whole["id"], whole["figures"][0]["count"], whole["parts"]) == (event["id"], [52, 52], [])


def test_a_balance(ask: Ask) -> None:
    [found] = lines(ask("balance", "--holder", "BLR", "--from", "2025-09", "--to", "2025-09", "--format", "json"))
    assert list(found) == ["holder", "from", "to", "as_of", "taken", "freed", "held", "events", "notes"]
    assert (found["holder"], found["from"], found["to"], found["as_of"]) == ("BLR", "2025-09-01", "2025-09-30", None)
    assert (found["taken"], found["freed"]) == ([7, 7], [50, 52])
    assert list(found["held"]) == ["count", "when", "said", "claims"]
    assert (found["held"]["count"], found["held"]["when"]) == ([1200, 1200], "2025-09-21")
    assert [list(event) for event in found["events"]] == [["id", "count", "when", "part_of"]] * 2
    text = ask("balance", "--holder", "BLR").stdout
    assert "freed  50-52\n" in text
    assert "taken: 7 (2025-09-20, " in text
    assert "held   1200 on 2025-09-21 (outlet)" in text


def test_deals(ask: Ask) -> None:
    [deal] = lines(ask("deals", "--format", "jsonl"))
    assert list(deal) == ["id", "parties", "mediators", "legs", "stage", "history"]
    assert list(deal["legs"][0]) == ["giver", "receiver", "event", "mode", "recipient", "count", "status"]
    assert list(deal["history"][0]) == ["stage", "date", "claims"]
    assert (deal["stage"], set(deal["parties"])) == ("carried out", {"BLR", "USA"})
    assert [step["stage"] for step in deal["history"]] == ["in talks", "carried out"]
    assert "BLR → USA: RETREAT/release 50-52 (happened)" in ask("deals").stdout
    text = ask("deal", deal["id"][:8]).stdout
    assert "stage      carried out\n" in text
    assert "because    told as given one for the other (one)\n" in text
    [whole] = lines(ask("deal", deal["id"], "--format", "json"))
    assert whole["why"]
    assert lines(ask("deals", "--as-of", "2025-09-10", "--format", "jsonl")) == []
    assert lines(ask("deals", "--party", "RUS", "--format", "jsonl")) == []


def test_a_relation(ask: Ask) -> None:
    [found] = lines(ask("relation", "USA", "BLR", "--by", "month", "--format", "json"))
    [month] = found["months"]
    assert (month["month"], month["score"], month["scored"]) == ("2025-09", 4.5, 2)  # CONSULT 2.5, RETREAT 6.5
    text = ask("relation", "USA", "BLR").stdout
    assert "2025-09\t+4.5\t2\t0\t" in text
    assert "\nSanctions\n" in text
    assert ask("relation", "USA", "FJI").stdout == "nothing is told to have passed between USA and FJI\n"


def test_a_revision_and_its_undoing(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    with Ledger.open(str(path)) as opened:
        opened.read(REPORTS, coder=TOLD)

    def own(*arguments: str) -> Result:
        return ask(*arguments, SIJILL_LEDGER=str(path))

    [event] = lines(own("events", "--event", "RETREAT/release", "--actor", "BLR", "--format", "jsonl"))
    first, second = event["claims"]
    [done] = lines(
        own("revise", "apart", second[:9], "--from", first, "--reason", "another", "--author", "A", "--format", "jsonl")
    )
    assert (done["id"], done["kind"], done["claims"], done["against"]) == (1, "apart", [second], [first])
    assert len(lines(own("events", "--event", "RETREAT/release", "--actor", "BLR", "--format", "jsonl"))) == 2
    assert own("revise", "undo", "1", "--reason", "it is the same").exit_code == 0
    assert lines(own("events", "--event", "RETREAT/release", "--actor", "BLR", "--format", "jsonl")) == [event]
    assert own("revise", "correct", first, "--field", "count", "--value", "[53, 53]", "--reason", "r").exit_code == 0
    [corrected] = lines(own("events", "--event", "RETREAT/release", "--actor", "BLR", "--format", "jsonl"))
    assert corrected["count"] == [50, 53]
    table = own("revise", "list").stdout.splitlines()
    assert [row.split("\t")[:3] for row in table[1:]] == [
        ["1", "apart", "no"],
        ["2", "undo", ""],
        ["3", "correct", "yes"],
    ]


def test_a_revision_whose_claim_is_gone_is_listed_as_such(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    with Ledger.open(str(path)) as opened:
        opened.read(REPORTS, coder=TOLD)
        [arrest] = opened.events(EventFilter(events=("COERCE/arrest",)))
        [release] = opened.events(EventFilter(events=("RETREAT/release",), actors=("BLR",)))
        opened.revise("reject", [arrest.id], author="A", reason="r")
        opened.revise("accept", [release.id, arrest.id], author="A", reason="r")
        opened.revise("accept", [release.id], author="A", reason="r")
        opened.read(REPORTS, coder=TOLD_AGAIN)  # it sees no arrests
    table = ask("revise", "list", SIJILL_LEDGER=str(path)).stdout.splitlines()
    assert [row.split("\t")[2] for row in table[1:]] == [
        f"no: claim is gone ({arrest.id})",
        f"in part: claim is gone ({arrest.id})",
        "yes",
    ]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("events --event RELEASE", "sijill: --event RELEASE: unknown; choose of COERCE, ASSAULT, HOLD, "),
        ("events --from 2025-12 --to 2025-11", "sijill: --from 2025-12 is after --to 2025-11\n"),
        ("events --text !", "sijill: there is no word to look for in '!'\n"),
        ("event ffffffffffff", "sijill: there is no event 'ffffffffffff'; `sijill events` lists them\n"),
        ("event x --as-of 2025", "sijill: there is no event 'x' as of 2025-12-31; `sijill events` lists them\n"),
        ("balance --holder BLR --from soon", "sijill: --from: not a date: 'soon'; write 2015-08-05, 2015-08 or 2015\n"),
        ("balance --holder BLR --from 2026 --to 2025", "sijill: the period begins on 2026-01-01, after its end on "),
        ("deal ffffffffffff", "sijill: there is no deal 'ffffffffffff'; `sijill deals` lists them\n"),
        ("revise merge", "sijill: --reason is missing: say why, it is kept with the revision\n"),
        ("revise merge --reason r", "sijill: merge: name two claims or more, of the events that are one\n"),
        (
            "revise undo x --reason r",
            "sijill: undo: name one revision by its number; `sijill revise list` shows them\n",
        ),
        ("revise undo 7 --reason r", "sijill: there is no revision 7 to undo; `sijill revise list` shows them\n"),
        ("revise accept zz --reason r", "sijill: there is no claim 'zz'; `sijill claims` lists them\n"),
        ("revise correct --reason r", "sijill: correct: --field and --value are needed, as --field count --value "),
        ("revise correct a --field x --value 1 --reason r", "sijill: --field x: unknown; choose of event, mode, "),
        ("revise correct a --field when --value x --reason r", "sijill: --value 'x' is no JSON "),
    ],
)
def test_a_wrong_question_is_one_line(ask: Ask, arguments: str, line: str) -> None:
    done = ask(*arguments.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == 1
