"""Files, folders and standard input in every form, good and bad: reports come out, the rest is set aside by name."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from sijill.errors import SourceError
from sijill.report import Problem, Report
from sijill.sources import count_files, read_paths, reading
from sijill.sources.problems import REASONS

BODY = "أفرجت السلطات في العاصمة عن ثلاثة صحفيين بعد وساطة استمرت أسابيع."
PUBLISHED = f"date 2024-08-01 - نقطة أولى. - نقطة ثانية.\n\n{BODY}\n\n(رويترز)\n"


def read_one(path: Path, content: bytes | str, **options: datetime.date) -> Report | Problem:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read_paths([str(path)], **options)
    return found


def line(**record: object) -> str:
    return json.dumps({"id": "a", "date": "2024-08-01", "text": BODY} | record) + "\n"


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/z.txt", "b/a.txt", ".hidden.txt", "a.txt"):
        (tmp_path / name).write_text(PUBLISHED)
    found = list(read_paths([str(tmp_path)]))
    assert [report.id for report in found if isinstance(report, Report)] == ["a", "a", "z", "c"]
    assert count_files([str(tmp_path)]) == len(found) == 4


def test_a_path_that_is_not_there_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PUBLISHED)
    with pytest.raises(SourceError, match=r"gone\.txt"):
        read_paths([str(tmp_path / "a.txt"), str(tmp_path / "gone.txt")])
    with pytest.raises(SourceError, match=r"gone\.txt"):
        count_files([str(tmp_path / "gone.txt")])


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input(pack: type[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pack(PUBLISHED.encode()))))
    (report,) = read_paths(["-"])
    assert isinstance(report, Report)
    assert (report.id, report.date, report.agency) == ("stdin", datetime.date(2024, 8, 1), "رويترز")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz", "a.txt"])
def test_gzip_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    report = read_one(tmp_path / name, gzip.compress(PUBLISHED.encode()))
    assert isinstance(report, Report)
    assert report.id == "a"


def test_gzip_of_several_members_is_one_text(tmp_path: Path) -> None:
    half = len(line()) + 20
    data = (line() + line(id="b")).encode()
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(data[:half], mtime=0) + gzip.compress(data[half:]))
    assert [found.id for found in read_paths([str(path)]) if isinstance(found, Report)] == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
@pytest.mark.parametrize("form", ["published", "jsonl"])
def test_encodings_are_decoded(tmp_path: Path, encoding: str, form: str) -> None:
    text = PUBLISHED if form == "published" else json.dumps(json.loads(line()), ensure_ascii=False)
    report = read_one(tmp_path / "a", text.encode(encoding))
    assert isinstance(report, Report)
    assert report.body.startswith(BODY)


def test_a_bare_text_takes_the_date_it_is_given(tmp_path: Path) -> None:
    day = datetime.date(2024, 8, 1)
    report = read_one(tmp_path / "bare.txt", f"{BODY}\n", date=day)
    assert report == Report(id="bare", date=day, body=BODY)
    assert isinstance(read_one(tmp_path / "one.txt", "إفراج", date=day), Report)


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"


@pytest.mark.parametrize(
    ("reason", "name", "content"),
    [
        ("empty", "a.txt", b""),
        ("empty", "a.jsonl", b"\n \n"),
        ("empty", "a.txt.gz", gzip.compress(b"", mtime=0)),
        ("binary", "a.txt", PNG * 50),
        ("binary", "a.jsonl", PNG * 50),
        ("binary", "a.txt", b"text with a NUL \0 in it"),
        ("encoding", "a.txt", ("date 2024-08-01\n\n" + BODY).encode("iso-8859-6")),
        ("encoding", "a.txt", "date 2024-08-01\n\nОсвобождены трое".encode("koi8-r")),
        ("encoding", "a.jsonl", line().encode() + b"{\x80\xfe\xff\xe9}\n"),
        ("gzip", "a.txt.gz", b"no gzip at all"),
        ("gzip", "a.txt.gz", gzip.compress(PUBLISHED.encode(), mtime=0)[:-9]),
        ("gzip", "a.txt.gz", b"\x1f\x8b\x08\x00broken beyond repair"),
        ("front-matter", "a.md", f"---\ndate: 2024-08-01\n\n{BODY}"),
        ("no-date", "a.txt", BODY),
        ("no-date", "a.txt", f"date 2024-13-45 - نقطة\n\n{BODY}"),
        ("future-date", "a.txt", f"date 2999-01-01\n\n{BODY}"),
        ("old-date", "a.txt", f"date 1815-06-18\n\n{BODY}"),
        ("no-text", "a.txt", "date 2024-08-01\n\n \u064b\u064c\u0651 😀 … ـــ\u200f"),
        ("no-article", "a.html", "<!doctype html><html><body><nav><a href='/'>الرئيسية</a></nav></body></html>"),
        ("json", "a.jsonl", "{broken\n"),
        ("json", "a.jsonl", "[1, 2]\n"),
        ("json", "a.jsonl", '{"id": "a", "date": "2024-08-01"}\n'),
        ("json", "a.jsonl", '{"text": ["a"]}\n'),
        ("json", "a.jsonl", "[" * 200_000 + "\n"),
        ("json", "a.jsonl", '{"id": ' + "9" * 5000 + "}\n"),
        ("json-document", "a.json", json.dumps([{"text": BODY}], indent=1)),
    ],
)
def test_bad_input_is_set_aside_and_the_run_goes_on(
    tmp_path: Path, reason: str, name: str, content: bytes | str
) -> None:
    (tmp_path / "b.txt").write_text(PUBLISHED)
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(read_paths([str(tmp_path)]))
    problems = [item for item in found if isinstance(item, Problem)]
    assert [problem.reason for problem in problems] == [reason]
    assert problems[0].source == str(tmp_path / name)
    assert "\n" not in problems[0].detail
    assert found[-1] not in problems


def test_every_reason_is_a_line_without_its_values() -> None:
    assert all("\n" not in text and ": " in text for text in REASONS.values())


def test_a_broken_line_names_its_number_and_reading_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line() + "\n{broken\n" + line(id="c", date=None) + line(id="d"))
    found = list(read_paths([str(path)]))
    assert [(item.reason, item.line, item.report) for item in found if isinstance(item, Problem)] == [
        ("json", 3, None),
        ("no-date", 4, "c"),
    ]
    assert [item.id for item in found if isinstance(item, Report)] == ["a", "d"]


def test_lines_that_are_too_long_are_passed_over_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LONGEST_REPORT", 1 << 20)
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        file.write(line() + '{"text": "')
        for _ in range(50):
            file.write("a" * (1 << 20))
        file.write('"}\n' + line(id="c"))
    tracemalloc.start()
    found = list(read_paths([str(path)]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [item.reason if isinstance(item, Problem) else item.id for item in found] == ["a", "too-big", "c"]
    assert peak < 8 << 20


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_text_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(reading, "LONGEST_REPORT", 1 << 10)
    problem = read_one(tmp_path / name, PUBLISHED + BODY * 100)
    assert isinstance(problem, Problem)
    assert problem.reason == "too-big"


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.txt.gz"])
def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with gzip.open(path, "wb") as file:
        for _ in range(100):
            file.write(b" " * (1 << 20) if name.endswith(".jsonl.gz") else b"a" * (1 << 20))
    tracemalloc.start()
    found = list(read_paths([str(path)]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [item.reason for item in found if isinstance(item, Problem)] in (["gzip-bomb"], ["too-big"])
    assert peak < 80 << 20


def test_what_no_database_can_store_is_replaced(tmp_path: Path) -> None:
    report = read_one(tmp_path / "a.jsonl", r'{"id": "a\ud800", "date": "2024-08-01", "text": "ab\u0000c\udfff"}')
    assert isinstance(report, Report)
    assert (report.id, report.text) == ("a\ufffd", "ab\ufffdc\ufffd")
    assert report.digest


def test_marks_of_direction_and_emoji_stay(tmp_path: Path) -> None:
    body = f"\u202b{BODY}\u202c 😀\u200f"
    report = read_one(tmp_path / "a.jsonl", line(text=body))
    assert isinstance(report, Report)
    assert report.text == body


def test_missing_and_repeated_ids(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(line(id=None) + line(id=7) + line(id=7))
    assert [item.id for item in read_paths([str(path)]) if isinstance(item, Report)] == ["many-1", "7", "7"]


def test_ids_and_titles_are_capped(tmp_path: Path) -> None:
    report = read_one(tmp_path / "a.jsonl", line(id="x" * 5000, title="y" * 5000))
    assert isinstance(report, Report)
    assert (len(report.id), len(report.title)) == (200, 1000)


@pytest.mark.parametrize(
    ("record", "language"),
    [
        ({"language": "fr"}, "fr"),
        ({"language": "ar-SA"}, "ar"),
        ({}, "ar"),
        ({"text": "Minsk freed 52 prisoners, among them مراسل"}, "en"),
    ],
)
def test_the_language_is_stated_or_told_by_letters(tmp_path: Path, record: dict[str, str], language: str) -> None:
    report = read_one(tmp_path / "a.jsonl", line(**record))
    assert isinstance(report, Report)
    assert report.language == language


def test_links_that_go_in_circles_pipes_and_dead_links(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PUBLISHED)
    (tmp_path / "b").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "c").symlink_to(tmp_path / "c")
    (tmp_path / "d").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "e")
    found = list(read_paths([str(tmp_path)]))
    assert [item.reason if isinstance(item, Problem) else item.id for item in found] == [
        "a",
        "loop",
        "unreadable",
        "unreadable",
        "not-a-file",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch(mode=0)
    (problem,) = read_paths([str(path)])
    assert isinstance(problem, Problem)
    assert problem.reason == "unreadable"


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(path, "wb") as file:
        file.write(PUBLISHED.encode())
    (report,) = read_paths([str(tmp_path)])
    assert isinstance(report, Report)
    assert report.id.encode()


def test_many_files_come_one_at_a_time(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(PUBLISHED)
    reports: Iterator[Report | Problem] = read_paths([str(tmp_path)])
    next(reports)
    for path in tmp_path.iterdir():
        path.unlink()
    assert all(isinstance(item, Problem) for item in reports)
