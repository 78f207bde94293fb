"""Coded reports to measure against: the project's examples and annotations, and the shared gold where it is there."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from scoring import Row

from sijill.claim import Claim
from sijill.coding import coder
from sijill.coding.choosing import model
from sijill.coding.choosing.model import Models
from sijill.report import Report
from sijill.sources import read_paths

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus" / "saudinewsnet.jsonl.gz"


MODERN = 2.0
"""The weight of a sample from the examples and `belarus`, which are of 2020 to 2025: all other gold is of three weeks
in 2015."""

FIRST_LAYER, SECOND_LAYER, THIRD_LAYER, WRITTEN = 0.4, 0.7, 0.7, 0.5
"""The weights of samples of the annotation layers, which a model coded once, beside 1 for the shared gold."""


class Gold(NamedTuple):
    """Coded reports: the reports, and their claims by the report's id."""

    reports: list[Report]
    claims: dict[str, list[Row]]


def rows(claims: list[Claim]) -> list[Row]:
    """Claims as they would stand in a file."""
    read: list[Row] = json.loads(msgspec.json.encode(claims))
    return read


def examples() -> Gold:
    """The project's own examples."""
    reports = {
        r.id: r
        for r in read_paths([str(path) for path in sorted((ROOT / "examples").glob("*.txt"))])
        if isinstance(r, Report)
    }
    claims = {}
    for line in (ROOT / "examples" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        coded = json.loads(line)
        claims[coded["id"]] = coded["claims"]
    return Gold([reports[name] for name in claims], claims)


def shared(name: str) -> Gold | None:
    """A file of the shared gold, `belarus`, `train` or `dev`; None where it is not there."""
    path = SHARED / "gold" / f"{name}.jsonl"
    if not path.is_file():
        return None
    coded = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return Gold([report_of(raw) for raw in coded], {raw["id"]: raw["claims"] for raw in coded})


def annotated(name: str = "corpus") -> Gold | None:
    """A layer of the project's annotations over the corpus, `corpus`, `second` or `third`; None where the corpus is
    not there."""
    path = ROOT / "annotations" / f"{name}.jsonl"
    if not path.is_file() or not CORPUS.is_file():
        return None
    claims = _claims(path)
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return Gold([report_of(raw) for raw in map(json.loads, lines) if raw["id"] in claims], claims)


def written(name: str = "written") -> Gold:
    """Reports that were written for the project, with their claims: those `written` for training, or the `restated`,
    which nothing is trained on."""
    folder = ROOT / "annotations" / name
    claims = _claims(folder / "claims.jsonl")
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return Gold([report_of(raw) for raw in map(json.loads, lines) if raw["id"] in claims], claims)


def report_of(raw: dict[str, Any]) -> Report:
    """A report as the corpus and the files of coded reports hold it."""
    return Report(
        id=raw["id"],
        date=date.fromisoformat(raw["date"]),
        title=raw["title"],
        body=raw["text"],
        outlet=raw.get("outlet"),
    )


def _claims(path: Path) -> dict[str, list[Row]]:
    coded = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {one["id"]: one["claims"] for one in coded}


class Material(NamedTuple):
    """A set of coded reports to learn from: the weight of its samples, and the layer whose habits it shows, if any."""

    gold: Gold | None
    weight: float
    layer: str


def material() -> dict[str, Material]:
    """Every set that is learnt from, by name."""
    return {
        "train": Material(shared("train"), 1.0, ""),
        "annotations": Material(annotated("corpus"), FIRST_LAYER, "1"),
        "second": Material(annotated("second"), SECOND_LAYER, "2"),
        "third": Material(annotated("third"), THIRD_LAYER, "4"),
        "written": Material(written(), WRITTEN, "3"),
        "examples": Material(examples(), MODERN, ""),
        "belarus": Material(shared("belarus"), MODERN, ""),
    }


def use(models: Models | None) -> None:
    """Let the coder decide by these models from now on."""
    model.models.cache_clear()
    setattr(coder, "models", lambda: models)  # noqa: B010 -- as a test would: the coder asks for them by name
