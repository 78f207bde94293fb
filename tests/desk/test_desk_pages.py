"""Every page answers, in each language; what is on the screen is in the address and in the file."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

from desk.desk_help import Visitor, visit
from sijill.desk.language import LANGUAGES
from sijill.export import CLAIM_COLUMNS, claim_cells
from sijill.ledger import ClaimFilter, Ledger
from sijill.reconcile import EventFilter
from sijill.report import Report

PAGES = [
    "/",
    "/situations",
    "/situations/BLR",
    "/situations/BLR/USA",
    "/situations/BLR?as_of=2025-09-12",
    "/events",
    "/deals",
    "/search",
    "/search?q=سجين",
    "/search?q=belarus&in=parties",
    "/search?in=claims",
    "/search?in=reports",
    "/parties/BLR",
    "/parties/john-coale",
    "/review",
    "/add",
    "/audit",
    "/api",
    "/reports/belarus-usa-2025-09-11",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_in_its_language(reader: Visitor, path: str, language: str) -> None:
    reader.client.cookies.set("sijill_language", language)
    answer = reader.get(path)
    assert answer.status_code == 200
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert "style=" not in answer.text
    assert not re.search(r"<script(?![^>]* src=)", answer.text)
    assert not re.search(r"\son[a-z]+=", answer.text)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_deal_and_claim_has_its_page(shared: Ledger, reader: Visitor, language: str) -> None:
    reader.client.cookies.set("sijill_language", language)
    addresses = [f"/events/{event.id}" for event in shared.events(EventFilter(limit=60))]
    addresses += [f"/deals/{deal.id}" for deal in shared.deals()]
    addresses += [f"/claims/{stored.id}" for stored in shared.claims(ClaimFilter(limit=40))]
    assert {reader.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/events/ffffffffffffffff", 404),
        ("/claims/zz", 404),
        ("/deals/zz", 404),
        ("/reports/nobody-wrote-this", 404),
        ("/reports/belarus-usa-2025-09-11?version=99999", 404),
        ("/parties/no-such-party", 404),
        ("/situations/no-such-party", 404),
        ("/events?event=NOTHING", 400),
        ("/events?page=0", 400),
        ("/events?page=abc", 400),
        ("/events?from=2025-13", 400),
        ("/events?from=2025&to=2024", 400),
        ("/situations/BLR?as_of=soon", 400),
        ("/search?in=nowhere", 400),
        ("/search?q=%25%25", 200),
        ("/events?q=%25%25", 404),
    ],
)
def test_what_is_wrong_is_told_in_a_line(reader: Visitor, path: str, status: int) -> None:
    answer = reader.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert "<h1" in answer.text


def test_the_file_of_claims_is_what_the_ledger_holds(shared: Ledger, reader: Visitor) -> None:
    answer = reader.get("/search?in=claims&event=RETREAT/release&actor=BLR&format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    wanted = ClaimFilter(events=("RETREAT/release",), actors=("BLR",))
    held = [["" if cell is None else str(cell) for cell in claim_cells(stored)] for stored in shared.claims(wanted)]
    assert rows == [list(CLAIM_COLUMNS), *held]
    assert len(held) > 5


def test_the_file_of_events_is_what_the_ledger_holds(shared: Ledger, reader: Visitor) -> None:
    rows = list(csv.DictReader(io.StringIO(reader.get("/events?format=csv").content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [event.id for event in shared.events()]
    found = reader.get("/events?format=json&party=BLR").json()
    assert [one["id"] for one in found] == [event.id for event in shared.events(EventFilter(parties=("BLR",)))]


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(examples: Ledger) -> None:
    examples.read([Report(id="=cmd", date=date(2025, 11, 26), body="نص", outlet="+cmd", title="@cmd", url="-cmd")])
    with visit(examples) as visitor:
        text = visitor.get("/search?in=reports&q=cmd&format=csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1] == ["'=cmd", "2025-11-26", "'+cmd", "", "ar", "'@cmd", "'-cmd"]


def test_a_long_list_pages_without_a_gap(shared: Ledger, reader: Visitor) -> None:
    seen: list[str] = []
    for page in range(1, 20):
        text = reader.get(f"/events?page={page}").text
        found = re.findall(r'class="event-link" href="/events/([0-9a-f]+)"', text)
        seen += found
        if 'rel="next"' not in text:
            break
    assert seen == [event.id for event in shared.events()]


@pytest.mark.parametrize("words", ["افراج", "الإفراج", "إِفْرَاج", "صفقة"])
def test_search_passes_over_diacritics_and_hamzas(reader: Visitor, words: str) -> None:
    found = reader.get("/search", params={"in": "claims", "q": words}).text
    assert found.count('class="row"') > 3


def test_a_page_as_of_a_day_shows_nothing_that_was_reported_later(reader: Visitor) -> None:
    page = reader.get("/situations/BLR?as_of=2025-09-12").text
    assert "123" not in re.sub(r"<[^>]*>", "", page)
    assert "123" in re.sub(r"<[^>]*>", "", reader.get("/situations/BLR").text)


def test_an_older_version_of_a_report_is_kept_and_shown(examples: Ledger) -> None:
    old = Report(id="story", date=date(2025, 11, 25), body="أفرجت بيلاروسيا عن 50 سجيناً.")
    examples.read([old])
    examples.read([Report(id="story", date=date(2025, 11, 25), body="أفرجت بيلاروسيا عن 52 سجيناً.")])
    with visit(examples) as visitor:
        newest = visitor.get("/reports/story").text
        assert "52" in newest
        first = min(version.version for version in examples.versions("story"))
        older = visitor.get(f"/reports/story?version={first}").text
        assert "50" in older
        assert 'href="/reports/story"' in older


def test_an_empty_ledger_has_a_desk(tmp_path: object) -> None:
    with Ledger.open(f"{tmp_path}/empty.db") as empty, visit(empty) as visitor:
        for path in ("/", "/situations", "/events", "/deals", "/review", "/audit", "/situations/BLR"):
            assert visitor.get(path).status_code == 200, path
        assert 'href="/add"' in visitor.get("/").text


def test_adding_a_report_shows_its_claims_before_it_goes_in(examples: Ledger) -> None:
    before = examples.overview().reports
    text = "---\nid: new-one\ndate: 2025-12-20\n---\nأفرجت بيلاروسيا اليوم عن 7 سجناء سياسيين."
    with visit(examples) as visitor:
        visitor.get("/add")
        shown = visitor.post("/add/preview", {"text": text})
        assert shown.status_code == 200
        assert "k-release" in shown.text
        assert examples.overview().reports == before
        packed = re.search(r'<textarea name="reports"[^>]*>(.*?)</textarea>', shown.text, re.S)
        assert packed
        import html  # noqa: PLC0415

        content = html.unescape(packed[1])
        assert visitor.post("/add", {"reports": content}).status_code == 200
        assert examples.report("new-one").date == date(2025, 12, 20)
        assert visitor.post("/add", {"reports": content}).status_code == 200
        assert examples.overview().reports == before + 1
        assert visitor.post("/add", {"reports": "[{"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("../../etc/x.txt", b"", "is empty"),
        ("x.bin", b"\x00\x01\x02" * 4000, "is not text"),
        ("no-date.txt", "أفرجت بيلاروسيا عن سجين.".encode(), "no usable date"),
    ],
)
def test_a_file_that_cannot_be_read_is_set_aside_with_its_reason(
    visitor: Visitor, name: str, content: bytes, told: str
) -> None:
    visitor.get("/add")
    answer = visitor.post("/add/preview", files=[("files", (name, content))])
    assert answer.status_code == 200
    assert told in answer.text
    assert "/etc/" not in answer.text


def test_preferences_are_kept(reader: Visitor) -> None:
    reader.get("/preferences?language=ar&dates=levant&next=/events")
    assert "كانون الأول 2025" in reader.get("/events").text
    reader.get("/preferences?dates=day")
    assert "ديسمبر 2025" in reader.get("/events").text
