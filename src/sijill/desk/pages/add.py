"""Add: reports pasted or uploaded; their claims are shown before anything goes in.

What was previewed travels with the form that puts it in, so that nothing waits on the server: stopping it between the
two loses nothing.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from fastapi import APIRouter
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from sijill import coding
from sijill.desk.asking import day
from sijill.desk.marking import Marked, pieces
from sijill.desk.viewer import Form, Reviewing, View, field
from sijill.errors import SijillError, UsageError
from sijill.ledger import StoredClaim
from sijill.ledger.rows import claim_id
from sijill.report import Problem, Report
from sijill.sources import read_paths
from sijill.sources.checking import to_report
from sijill.sources.draft import Draft
from sijill.sources.problems import SetAside

router = APIRouter()

_PASTED = "pasted-report"
_ITEMS = msgspec.json.Decoder(list[Report])


@router.get("/add")
def form(view: Reviewing) -> Response:
    """The form."""
    return view.render("add.html", refused=None, text="", date="")


@router.post("/add/preview")
def preview(view: Reviewing, form: Form) -> Response:
    """What the coder sees in the reports, before they go in."""
    if not view.desk.uploads.allows(view.viewer.name):
        return _refuse(view, form, view.language("add.too_often"), 429)
    try:
        items = _items(form)
    except SijillError as error:
        return _refuse(view, form, str(error), 400)
    most = view.desk.settings.preview_reports
    if len(items) > most:
        return _refuse(view, form, view.language("add.too_many", n=most), 413)
    reports = [item for item in items if isinstance(item, Report)]
    problems = [item for item in items if isinstance(item, Problem)]
    if not items:
        return _refuse(view, form, view.language("add.nothing"), 400)
    return view.render(
        "preview.html",
        coded=[_coded(view, report) for report in reports],
        problems=problems,
        packed=msgspec.json.encode(reports).decode(),
    )


@router.post("/add")
def put_in(view: Reviewing, form: Form) -> Response:
    """Put what was previewed into the ledger."""
    try:
        reports = [_checked(report) for report in _ITEMS.decode(field(form, "reports"))]
    except (msgspec.DecodeError, UnicodeEncodeError, SetAside) as error:
        raise UsageError(f"what was previewed did not come back whole ({error}): preview it again") from error
    summary = view.ledger.read(reports)
    ids = [report.id for report in reports]
    view.desk.accounts.note(
        view.viewer.name, "reports-added", ", ".join(ids)[:500], new=summary.new, known=summary.known
    )
    return view.render("added.html", summary=summary, reports=reports)


def _items(form: FormData) -> list[Report | Problem]:
    """The reports of the form. Raises UsageError where its date is none."""
    date = day(field(form, "date"), "date", last=False)
    found: list[Report | Problem] = []
    folder = Path(tempfile.mkdtemp(prefix="sijill-add-"))
    try:
        paths = _write(form, folder)
        for path in paths:
            found.extend(_without_folder(item, folder) for item in read_paths([str(path)], date=date))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def _checked(report: Report) -> Report:
    """The report under the rules of the sources, for a form can be written by hand. Raises SetAside."""
    draft = Draft(**{**msgspec.structs.asdict(report), "date": report.date.isoformat()})
    return to_report(draft, fallback_id=_PASTED, date=None, today=datetime.date.today())


def _write(form: FormData, folder: Path) -> Sequence[Path]:
    """What was pasted and uploaded, as files: each in a folder of its own, under no name that it chose but its stem."""
    paths = []
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        paths.append(folder / f"{_PASTED}.txt")
        paths[-1].write_text(text.replace("\r\n", "\n"), encoding="utf-8", errors="replace")
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    for serial, upload in enumerate(files):
        own = folder / str(serial)
        own.mkdir()
        paths.append(own / _file_name(upload.filename or ""))
        with paths[-1].open("wb") as out:
            shutil.copyfileobj(upload.file, out)
    return paths


def _file_name(name: str) -> str:
    """A name of a file without folders, control characters or a leading dot."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable()).lstrip(".").strip()
    while len(kept.encode()) > 200:
        kept = kept[1:]
    return kept or "upload.txt"


def _without_folder(item: Report | Problem, folder: Path) -> Report | Problem:
    if isinstance(item, Problem):
        return msgspec.structs.replace(item, source=Path(item.source).name)
    if item.id == _PASTED:  # a pasted report brings no name: its text gives it one that stays
        return msgspec.structs.replace(item, id=f"pasted-{item.digest[:12]}")
    return item


def _coded(view: View, report: Report) -> dict[str, Any]:
    claims = coding.code_report(report)
    stored = [StoredClaim(id=claim_id(report, claim), claim=claim, report=report) for claim in claims]
    try:
        known = any(one.report.digest == report.digest for one in view.ledger.versions(report.id))
        other = not known
    except UsageError:
        known = other = False
    marks = [Marked.of(one.id, one.claim) for one in stored]
    title = pieces(report.text, marks, start=0, end=len(report.title)) if report.title else []
    return {"report": report, "claims": stored, "known": known, "newer": other, "title": title}


def _refuse(view: View, form: FormData, why: str, status: int) -> Response:
    """The form again, with what was in it, and why it was not taken."""
    text, date = form.get("text"), form.get("date")
    kept = {"text": text if isinstance(text, str) else "", "date": date if isinstance(date, str) else ""}
    return view.render("add.html", status=status, refused=why, **kept)
