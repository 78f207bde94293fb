"""From paths to reports, one at a time: nothing of a folder or a long file is held but the report at hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

from sijill.report import Problem, Report
from sijill.sources import frontmatter, html, jsonl, plain, published
from sijill.sources.checking import storable, to_report
from sijill.sources.decoding import as_utf8, decode, utf16
from sijill.sources.draft import Draft
from sijill.sources.problems import SetAside
from sijill.sources.unpacking import read_chunks
from sijill.sources.walking import STANDARD_INPUT, check_paths, stem, walk

LONGEST_REPORT = 20 << 20
"""How many bytes a report, or a line of JSON Lines, may have."""

_HEAD = 1 << 13


class Form(Protocol):
    """A form of one report a file: a module with these names."""

    SUFFIXES: tuple[str, ...]

    def recognise(self, head: str) -> bool:
        """Whether a text that begins with `head` is of this form."""

    def read(self, text: str) -> Draft:
        """The report in `text`. Raises SetAside where there is none."""


FORMS: tuple[Form, ...] = (published, frontmatter, html)
"""The forms that are told by their content; JSON Lines is asked before them, plain text after."""


def count_files(paths: Sequence[str]) -> int:
    """How many files `read_paths` will open, for a progress bar; nothing is opened. Raises SourceError like it."""
    check_paths(paths)
    return sum(1 for _ in walk(paths))


def read_paths(paths: Sequence[str], *, date: datetime.date | None = None) -> Iterator[Report | Problem]:
    """Reads files and folders, and standard input as `-`, in any form that is known; `.gz` of any of them.

    Folders are walked in the order of their names, hidden entries skipped. `date` stands in where a report has no
    usable one. What cannot be read is a Problem in its place, and reading goes on. Raises SourceError, before anything
    is read, where a path does not exist.
    """
    check_paths(paths)
    return _read_all(paths, date)


def _read_all(paths: Sequence[str], date: datetime.date | None) -> Iterator[Report | Problem]:
    today = datetime.date.today()
    for path, refused in walk(paths):
        if refused:
            yield _problem(path, refused)
            continue
        try:
            yield from _read_file(path, date, today)
        except SetAside as problem:
            yield _problem(path, problem)
        except OSError as error:
            yield _problem(path, SetAside("unreadable", error=error.strerror or error))


def _problem(path: str, problem: SetAside, *, line: int | None = None, report: str | None = None) -> Problem:
    return Problem(source=storable(path), reason=problem.reason, detail=problem.detail, line=line, report=report)


def _read_file(path: str, date: datetime.date | None, today: datetime.date) -> Iterator[Report | Problem]:
    chunks = read_chunks(path)
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= _HEAD:
            break
    if len(first) < _HEAD and not first.strip():
        raise SetAside("empty")
    chunks = chain([first], chunks)
    codec = utf16(first[:_HEAD])
    if _is_json_lines(path, first[:_HEAD], codec):
        yield from _read_json_lines(path, as_utf8(chunks, codec) if codec else chunks, date, today)
        return
    text = decode(_whole(chunks)).replace("\r\n", "\n")
    draft = _form(path, text[:_HEAD]).read(text)
    try:
        yield to_report(draft, fallback_id=stem(path), date=date, today=today)
    except SetAside as problem:
        yield _problem(path, problem, report=storable(draft.id or stem(path)))


def _is_json_lines(path: str, head: bytes, codec: str | None) -> bool:
    text = head.decode(codec or "utf-8", "ignore").removeprefix("\ufeff")
    if jsonl.is_document(text):
        raise SetAside("json-document")
    if jsonl.recognise(text):
        return True
    return _has_suffix(path, jsonl.SUFFIXES) and "\0" not in text and not any(form.recognise(text) for form in FORMS)


def _form(path: str, head: str) -> Form:
    for form in FORMS:
        if form.recognise(head):
            return form
    for form in FORMS:
        if _has_suffix(path, form.SUFFIXES):
            return form
    return plain


def _has_suffix(path: str, suffixes: tuple[str, ...]) -> bool:
    return path != STANDARD_INPUT and bool(suffixes) and path.lower().removesuffix(".gz").endswith(suffixes)


def _whole(chunks: Iterator[bytes]) -> bytes:
    parts, length = [], 0
    for chunk in chunks:
        parts.append(chunk)
        length += len(chunk)
        if length > LONGEST_REPORT:
            raise SetAside("too-big", limit=f"{LONGEST_REPORT >> 20} MB")
    return b"".join(parts)


def _read_json_lines(
    path: str, chunks: Iterator[bytes], date: datetime.date | None, today: datetime.date
) -> Iterator[Report | Problem]:
    found = False
    for number, line in jsonl.split_lines(chunks, LONGEST_REPORT):
        draft = None
        try:
            if line is None:
                raise SetAside("too-big", limit=f"{LONGEST_REPORT >> 20} MB")
            draft = jsonl.read_line(line)
            if draft is None:
                continue
            found = True
            yield to_report(draft, fallback_id=f"{stem(path)}-{number}", date=date, today=today)
        except SetAside as problem:
            found = True
            yield _problem(path, problem, line=number, report=storable(draft.id) if draft and draft.id else None)
    if not found:
        raise SetAside("empty")
