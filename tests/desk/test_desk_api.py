"""The API answers what its schema says, and nothing breaks it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from desk.desk_help import Visitor
from sijill.desk import Settings, create_app
from sijill.ledger import ClaimFilter, Ledger
from sijill.reconcile import EventFilter

KEPT = Path(__file__).parents[2] / "docs" / "api-v1.json"
CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance, content_type_conformance]


def test_the_schema_is_the_one_that_is_kept(reader: Visitor) -> None:
    made = reader.get("/api/v1/openapi.json").json()
    assert made == json.loads(KEPT.read_text(encoding="utf-8")), "run: make api-schema; version 1 only grows"


def _schema() -> schemathesis.BaseSchema:
    raw = json.loads(KEPT.read_text(encoding="utf-8"))
    return schemathesis.openapi.from_dict(raw)


schema = _schema()


@pytest.fixture(scope="module")
def application(shared: Ledger) -> object:
    return create_app(shared, Settings(author="tester"))


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_no_question_breaks_it(case: schemathesis.Case[Any], application: object) -> None:
    case.headers["host"] = "localhost"
    response = case.call(app=application, base_url="http://localhost")
    case.validate_response(response, checks=CHECKS)


def test_the_claims_are_the_ledgers(shared: Ledger, reader: Visitor) -> None:
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None:
        page = reader.get("/api/v1/claims", params={"limit": 60, "offset": offset}).json()
        seen += [one["id"] for one in page["items"]]
        offset = page["next"]
    assert seen == [stored.id for stored in shared.claims()]
    one = reader.get(f"/api/v1/claims/{seen[0]}").json()
    text = reader.get("/api/v1/report", params={"id": one["report"]}).json()["text"]
    assert text[one["start"] : one["end"]] == one["evidence"]


def test_events_balance_and_relation_are_the_ledgers(shared: Ledger, reader: Visitor) -> None:
    event = next(shared.events(EventFilter(actors=("BLR",))))
    assert reader.get(f"/api/v1/events/{event.id}").json()["claims"] == list(event.claims)
    balance = reader.get("/api/v1/balance", params={"holder": "BLR", "from": "2025-01-01"}).json()
    assert balance["from"] == "2025-01-01"
    assert balance["freed"][0] > 100
    assert reader.get("/api/v1/relation", params={"a": "BLR", "b": "USA"}).json()["months"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/claims/zz", 404),
        ("/api/v1/claims?q=%25", 400),
        ("/api/v1/claims?limit=0", 422),
        ("/api/v1/claims?event=NOTHING", 422),
        ("/api/v1/claims?from=soon", 422),
        ("/api/v1/parties/nobody-at-all", 404),
        ("/api/v1/balance?holder=BLR&from=2025-02-01&to=2025-01-01", 404),
        ("/api/v1/nothing", 404),
    ],
)
def test_what_is_wrong_is_told(reader: Visitor, path: str, status: int) -> None:
    answer = reader.get(path)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_the_answers_are_of_the_newest_coder(shared: Ledger, reader: Visitor) -> None:
    coders = {one["coder"] for one in reader.get("/api/v1/claims?limit=500").json()["items"]}
    assert coders == {next(shared.claims(ClaimFilter(limit=1))).claim.coder}
