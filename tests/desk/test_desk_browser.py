"""The desk in a real Chromium: every page in both languages, review by keyboard, and what a hostile text may not do."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, expect

from desk.desk_help import HOSTILE, PASSWORD
from sijill.desk import Settings
from sijill.desk.language import LANGUAGES
from sijill.desk.review.queue import Queue
from sijill.desk.security.accounts import Accounts, Role
from sijill.export import claim_cells
from sijill.ledger import ClaimFilter, Ledger
from sijill.reconcile import EventFilter

pytestmark = pytest.mark.usefixtures("browser")

WIDE, PHONE = (1280, 900), (390, 800)
Serve = Callable[..., str]


@contextmanager
def page_of(browser: Browser, address: str, language: str = "en", size: tuple[int, int] = WIDE) -> Iterator[Page]:
    """A page that fails its test by any error of a script, any word in the console, any address outside."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB")
    context.add_cookies([{"name": "sijill_language", "value": language, "url": address}])
    page = context.new_page()
    troubles: list[str] = []

    def refuse(dialog: Dialog) -> None:
        troubles.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if line.type in ("error", "warning") else None)
    page.on(
        "request",
        lambda asked: troubles.append(asked.url) if not asked.url.startswith((address, "blob:", "data:")) else None,
    )
    page.on("dialog", refuse)
    yield page
    context.close()
    assert troubles == []


def pages(ledger: Ledger) -> list[str]:
    """An address of every kind of page."""
    event = max(ledger.events(EventFilter(actors=("BLR",))), key=lambda one: len(one.claims))
    deal = next(iter(ledger.deals(parties=("BLR",))))
    claim = Queue(ledger).waiting()[0].claim
    return [
        "/",
        "/situations",
        "/situations/BLR",
        "/situations/BLR/USA",
        "/events",
        f"/events/{event.id}",
        "/deals",
        f"/deals/{deal.id}",
        "/reports/belarus-usa-2025-09-11",
        "/parties/BLR",
        "/parties/john-coale",
        f"/claims/{claim}",
        f"/search?q={quote('بيلاروسيا')}",
        "/search?in=reports",
        f"/review?claim={claim}",
        "/add",
        "/audit",
        "/api",
        "/nothing",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_at_every_width_with_no_barrier(
    browser: Browser, shared: Ledger, served: str, language: str
) -> None:
    for size in (WIDE, PHONE):
        with page_of(browser, served, language, size) as page:
            for path in pages(shared):
                if path == "/nothing":
                    continue
                answer = page.goto(served + path)
                assert answer
                assert answer.ok, path
                for canvas in page.locator("[data-spec]").all():
                    expect(canvas.locator("svg")).to_be_visible(timeout=20_000)
                wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wider <= 0, f"{path} is wider than {size}"
                assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
                assert page.locator("main h1").count() == 1, path
                found = Axe().run(page)
                told = [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]]
                assert told == [], path


def test_arabic_is_set_in_the_shipped_type(browser: Browser, served: str) -> None:
    with page_of(browser, served, "ar") as page:
        page.goto(f"{served}/reports/belarus-usa-2025-09-11")
        page.evaluate("document.fonts.ready")
        loaded = page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
        )
        assert {"Plex", "Naskh"} <= set(loaded)


def test_the_language_is_changed_where_one_is(browser: Browser, served: str) -> None:
    with page_of(browser, served) as page:
        page.goto(f"{served}/events?event=RETREAT/release")
        page.get_by_role("link", name="العربية").click()
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert page.url == f"{served}/events?event=RETREAT/release"


def test_a_claim_is_reviewed_by_keyboard_and_undone(browser: Browser, examples: Ledger, serve: Serve) -> None:
    first, second = (one.claim for one in Queue(examples).waiting()[:2])
    address = serve(examples)
    with page_of(browser, address) as page:
        page.goto(f"{address}/review")
        expect(page.locator("input[name=claim]").first).to_have_value(first)
        page.keyboard.press("a")
        expect(page.locator("input[name=claim]").first).to_have_value(second)
        expect(page.locator("#say p")).to_contain_text("Accepted")
        assert [(one.kind, one.claims) for one in examples.revisions()] == [("accept", (first,))]
        page.keyboard.press("u")
        expect(page.locator("#say p")).to_contain_text("Undone")
        expect(page.locator("input[name=claim]").first).to_have_value(first)
        assert [one.kind for one in examples.revisions()] == ["accept", "undo"]
        page.keyboard.press("r")
        expect(page.locator("input[name=claim]").first).to_have_value(second)
        assert examples.event_of(first) is None
        page.keyboard.press("e")
        expect(page.locator("#c-event")).to_be_focused()
        page.locator("#c-count").fill("77")
        page.locator("#c-reason").fill("seen in the text")
        page.keyboard.press("Enter")
        expect(page.locator("#say p")).to_contain_text("Corrected")
        last = examples.revisions()[-1]
        assert (last.field, last.value, last.reason) == ("count", [77, 77], "seen in the text")


def test_new_evidence_is_marked_by_selecting_text(browser: Browser, examples: Ledger, serve: Serve) -> None:
    stored = next(one for one in examples.claims(ClaimFilter(events=("RETREAT/release",))) if one.claim.count)
    text = stored.report.text
    low, high = stored.claim.sentence
    wanted = re.search(r"\S+ \S+ \S+", text[low:high])
    assert wanted
    words = wanted.group()
    address = serve(examples)
    with page_of(browser, address, "ar") as page:
        page.goto(f"{address}/review?claim={stored.id}")
        page.evaluate(
            """words => {
              const walker = document.createTreeWalker(document.querySelector('[data-marking]'), NodeFilter.SHOW_TEXT);
              let all = '', places = [];
              while (walker.nextNode()) for (let i = 0; i < walker.currentNode.data.length; i++) {
                all += walker.currentNode.data[i]; places.push([walker.currentNode, i]);
              }
              const at = all.indexOf(words), range = document.createRange();
              range.setStart(...places[at]);
              const last = places[at + words.length - 1];
              range.setEnd(last[0], last[1] + 1);
              getSelection().removeAllRanges(); getSelection().addRange(range);
            }""",
            words,
        )
        expect(page.locator("[data-selected]")).to_have_text(words)
        page.keyboard.press("s")
        expect(page.locator("#say p")).to_be_visible()
    [kept] = examples.revisions()
    assert kept.field == "evidence"
    assert isinstance(kept.value, list)
    assert text[slice(*kept.value)] == words


def test_the_slider_shows_the_page_as_it_stood(browser: Browser, served: str) -> None:
    with page_of(browser, served) as page:
        page.goto(f"{served}/situations/BLR")
        freed = page.locator(".figure.k-release b")
        now = freed.inner_text()
        slider = page.get_by_role("slider")
        slider.focus()
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        expect(page).to_have_url(re.compile(r"as_of=\d{4}-\d\d-\d\d"))
        expect(page.locator(".over")).to_contain_text("as it stood")
        assert freed.inner_text() != now
        page.reload()
        expect(page.locator(".over")).to_contain_text("as it stood")
        page.get_by_role("link", name="Back to now").click()
        expect(freed).to_have_text(now)


def test_the_file_that_is_downloaded_is_what_the_ledger_holds(browser: Browser, shared: Ledger, served: str) -> None:
    with page_of(browser, served) as page:
        page.goto(f"{served}/search?in=claims&event=RETREAT/release")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="CSV").click()
        with open(waiting.value.path(), encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
    held = [
        ["" if cell is None else str(cell) for cell in claim_cells(stored)]
        for stored in shared.claims(ClaimFilter(events=("RETREAT/release",)))
    ]
    assert rows[1:] == held


def test_a_chart_is_downloaded_as_svg(browser: Browser, served: str) -> None:
    with page_of(browser, served, "ar") as page:
        page.goto(f"{served}/situations/BLR")
        expect(page.locator(".timeline .canvas svg")).to_be_visible(timeout=20_000)
        with page.expect_download() as waiting:
            page.locator(".timeline [data-svg]").click()
        with open(waiting.value.path(), encoding="utf-8") as file:
            drawn = file.read()
    assert drawn.startswith("<svg")
    assert "إفراجات" in drawn


def test_filters_stay_in_the_address(browser: Browser, served: str) -> None:
    with page_of(browser, served) as page:
        page.goto(f"{served}/events")
        page.get_by_label("Kind", exact=True).select_option("RETREAT/release")
        expect(page).to_have_url(re.compile(r"event=RETREAT%2Frelease"))
        expect(page.locator("#results .kind").first).to_have_text("Release")
        page.get_by_label("Who did it (code)").fill("BLR")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"actor=BLR"))
        shown = page.locator("#results .event-row").count()
        page.goto(page.url)
        assert page.locator("#results .event-row").count() == shown


def test_a_report_of_malice_does_nothing(browser: Browser, examples: Ledger, serve: Serve) -> None:
    examples.read([HOSTILE])
    address = serve(examples)
    with page_of(browser, address) as page:
        claims = examples.claims_of(examples.versions(HOSTILE.id)[0].version)
        for path in [
            f"/reports/{quote(HOSTILE.id, safe='')}",
            "/search?in=reports",
            *(f"/review?claim={c.id}" for c in claims),
        ]:
            page.goto(address + path)
            assert "taken" not in page.title()
            assert page.locator("main script, main img, main style, main [onerror], main [onload]").count() == 0
        page.goto(f"{address}/reports/{quote(HOSTILE.id, safe='')}")
        assert page.locator(".steer").count() >= 2
        text = "".join(page.locator(".report-text [data-start]").all_inner_texts())
        assert "<script>alert(1)</script>" in text
        assert "javascript:alert(4)" in text
        assert page.locator(".report-text p").first.evaluate("e => getComputedStyle(e).unicodeBidi") in (
            "isolate",
            "plaintext",
        )


def test_pasting_shows_claims_and_puts_them_in(browser: Browser, examples: Ledger, serve: Serve) -> None:
    before = examples.overview().reports
    address = serve(examples)
    with page_of(browser, address, "ar") as page:
        page.goto(f"{address}/add")
        page.locator("#text").fill("أفرجت بيلاروسيا اليوم عن 9 سجناء سياسيين بعد اتصال مع واشنطن.")
        page.locator("#date").fill("2025-12-21")
        page.locator("main form button").click()
        expect(page.locator(".kind.k-release").first).to_be_visible(timeout=20_000)
        assert examples.overview().reports == before
        page.locator("main form button").click()
        expect(page.locator("main h1")).to_have_text("دخلت إلى السجل")
        assert examples.overview().reports == before + 1


@pytest.mark.parametrize("role", list(Role))
def test_signing_in_with_each_role(
    browser: Browser, examples: Ledger, accounts: Accounts, serve: Serve, role: Role
) -> None:
    address = serve(examples, Settings(accounts=True))
    with page_of(browser, address) as page:
        page.goto(f"{address}/deals")
        expect(page).to_have_url(re.compile("/sign-in"))
        page.get_by_label("Name").fill(role.value)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/deals")
        menu = page.get_by_role("navigation", name="Pages")
        expect(menu.get_by_role("link", name="Review")).to_have_count(1 if role.may(Role.REVIEWER) else 0)
        page.locator(".account summary").click()
        expect(page.get_by_role("link", name="Audit")).to_have_count(1 if role.may(Role.ADMIN) else 0)
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(re.compile("/sign-in"))
        page.goto(f"{address}/deals")
        expect(page).to_have_url(re.compile("/sign-in"))


def test_everything_is_reached_by_keyboard(browser: Browser, served: str) -> None:
    with page_of(browser, served) as page:
        page.goto(served)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_it_prints_without_what_only_a_screen_needs(browser: Browser, served: str) -> None:
    with page_of(browser, served) as page:
        page.goto(f"{served}/situations/BLR")
        page.emulate_media(media="print")
        assert not page.locator(".top").is_visible()
        assert not page.locator(".downloads").first.is_visible()
        assert page.locator("main h1").is_visible()
        assert len(page.pdf()) > 10_000


def test_the_question_of_a_newcomer(browser: Browser, served: str) -> None:
    """How many has Belarus freed this year, who says so, and what did it get? By looking and clicking alone."""
    with page_of(browser, served) as page:
        page.goto(served)
        page.get_by_role("region", name="Where most goes on").get_by_role("link", name="Belarus", exact=True).click()
        page.get_by_role("link", name="2025", exact=True).click()
        expect(page).to_have_url(re.compile("from=2025-01-01"))
        freed = page.locator(".figure.k-release b").inner_text()
        assert re.fullmatch(r"\d+(–\d+)?|at least \d+", freed)
        page.locator(".arithmetic a").first.click()
        expect(page.get_by_role("heading", name="Who says which figure")).to_be_visible()
        page.go_back()
        page.locator("section[aria-labelledby=deals] a").first.click()
        expect(page.get_by_role("heading", name="What each side gives")).to_be_visible()
        expect(page.locator(".give-take")).to_contain_text("Sanctions eased")
