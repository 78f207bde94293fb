"""The example reports with the claims that a reader coded in them: what the room is judged on, whatever the coder."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from sijill.claim import Claim
from sijill.coding.sentences import sentences
from sijill.ledger.rows import claim_id
from sijill.reconcile.world import Version, World
from sijill.report import Report
from sijill.sources import published

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def versions() -> tuple[Version, ...]:
    """Every example report with its gold, as a version of its own."""
    found = []
    for number, line in enumerate((EXAMPLES / "gold.jsonl").read_text("utf-8").splitlines(), 1):
        entry = json.loads(line)
        draft = published.read((EXAMPLES / f"{entry['id']}.txt").read_text("utf-8"))
        outlet = entry["id"]  # the examples name no outlet; each is a witness of its own
        report = Report(id=entry["id"], date=date.fromisoformat(entry["date"]), body=draft.body, outlet=outlet)
        stretches = sentences(report.text)
        claims = [_claim(fields, report.text, stretches) for fields in entry["claims"]]
        found.append(Version(report, [(claim_id(report, claim), claim) for claim in claims], number))
    return tuple(found)


@cache
def world(prefix: str) -> World:
    """What the example reports come to whose id begins so."""
    return World(item for item in versions() if item.report.id.startswith(prefix))


def _claim(fields: dict[str, object], text: str, stretches: list[tuple[int, int]]) -> Claim:
    start, end = fields["start"], fields["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    sentence = next((one for one in stretches if one[0] <= start < one[1]), (start, end))
    first_word = (start, start + len(text[start:end].split(maxsplit=1)[0]))
    made = {"predicate": first_word, "sentence": sentence, "arguments": {}, "coder": "gold/1"}
    return msgspec.convert({**fields, **made}, Claim)
