"""Claims and reports as rows of the tables, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import msgspec

from sijill import edtf
from sijill.claim import Claim, Said
from sijill.ledger.fulltext import words
from sijill.report import Problem, Report

Row = dict[str, Any]
T = TypeVar("T")
ID_LENGTH = 16


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def claim_id(report: Report, claim: Claim) -> str:
    """The claim's id: made of the report's id and text and of all the claim says, so the same in every ledger."""
    content = msgspec.json.encode((report.id, report.digest, claim), order="deterministic")
    return hashlib.sha256(content).hexdigest()[:ID_LENGTH]


def claim_row(report: Report, claim: Claim) -> Row:
    """`claim` as a row, but for its version and run.

    Raises ValueError where its evidence is not in the report or its `when` is no EDTF.
    """
    for start, end in ((claim.start, claim.end), claim.predicate, claim.sentence):
        if not 0 <= start < end <= len(report.text):
            raise ValueError(f"a claim {claim.kind} rests on {start}-{end}, outside of the text")
    low, high = claim.count or (None, None)
    when = edtf.bounds(claim.when) if claim.when else None
    sentence = report.text[claim.sentence[0] : claim.sentence[1]]
    return {
        "id": claim_id(report, claim),
        "coder": claim.coder,
        "event": claim.event,
        "mode": claim.mode,
        "status": claim.status,
        "actor": list(claim.actor),
        "recipient": list(claim.recipient),
        "count_low": low,
        "count_high": high,
        "when": claim.when,
        "when_from": when and when[0].isoformat(),
        "when_to": when and when[1].isoformat(),
        "said_kind": claim.said.kind,
        "said_by": claim.said.by,
        "start": claim.start,
        "end": claim.end,
        "predicate_start": claim.predicate[0],
        "predicate_end": claim.predicate[1],
        "sentence_start": claim.sentence[0],
        "sentence_end": claim.sentence[1],
        "arguments": msgspec.to_builtins(claim.arguments),
        "words": words(f"{report.title}\n{sentence}"),
    }


def row_claim(row: Mapping[str, Any]) -> Claim:
    """The claim of a row."""
    made = {
        "count": None if row["count_low"] is None else (row["count_low"], row["count_high"]),
        "said": Said(row["said_kind"], row["said_by"]),
        "predicate": (row["predicate_start"], row["predicate_end"]),
        "sentence": (row["sentence_start"], row["sentence_end"]),
    }
    kept = {name: row[name] for name in Claim.__struct_fields__ if name not in made}
    return msgspec.convert(made | kept, Claim)


def report_row(report: Report) -> Row:
    """`report` as a row, but for its version and run."""
    row = {name: getattr(report, name) for name in report.__struct_fields__}
    return {**row, "date": report.date.isoformat(), "points": list(report.points), "digest": report.digest}


def row_report(row: Mapping[str, Any]) -> Report:
    """The report of a row."""
    fields: dict[str, Any] = {name: row[name] for name in Report.__struct_fields__}
    return Report(**{**fields, "date": date.fromisoformat(row["date"]), "points": tuple(row["points"])})


def problem_row(problem: Problem) -> Row:
    """`problem` as a row, but for its run. Bytes of a file's name that are no text are written as escapes."""
    row = {
        name: value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
        for name, value in msgspec.structs.asdict(problem).items()
    }
    content = msgspec.json.encode(row, order="deterministic")
    return {**row, "digest": hashlib.sha256(content).hexdigest()}
