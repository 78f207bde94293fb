"""Makes the pictures of the desk in `docs/desk`, over the example reports: `make screenshots`. Wants Chromium."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from sijill.desk import Settings, create_app
from sijill.desk.review.queue import Queue
from sijill.ledger import Ledger
from sijill.reconcile import EventFilter
from sijill.sources import read_paths

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
SIZES = {"": (1280, 1000), "-phone": (390, 844)}


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium is found on the PATH: apt-get install chromium")
    (HERE / "desk").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/examples.db") as ledger:
        ledger.read(read_paths([str(HERE.parent / "examples")]))
        address = serve(ledger)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for language in ("ar", "en"):
                for kind, (width, height) in SIZES.items():
                    page = browser.new_page(viewport={"width": width, "height": height}, locale=language)
                    cookie = {"name": "sijill_language", "value": language, "url": address}
                    page.context.add_cookies([cookie])  # type: ignore[list-item]
                    for name, path in pages(ledger).items():
                        if not kind or name in ("overview", "situation", "report"):
                            shoot(page, address + path, HERE / "desk" / f"{name}-{language}{kind}.png")
            browser.close()


def pages(ledger: Ledger) -> dict[str, str]:
    """The pages that are shown, by name."""
    releases = EventFilter(events=("RETREAT/release",), actors=("BLR",))
    event = max(ledger.events(releases), key=lambda one: (len(one.figures), len(one.claims)))
    deal = ledger.deals(parties=("BLR", "USA"))[0]
    claim = next(one.claim for one in Queue(ledger).waiting() if "BLR" in ledger.claim(one.claim).claim.actor)
    return {
        "overview": "/",
        "situation": "/situations/BLR?from=2025-01-01&to=2025-12-31",
        "event": f"/events/{event.id}",
        "deal": f"/deals/{deal.id}",
        "report": "/reports/belarus-usa-2025-09-11",
        "review": f"/review?claim={claim}",
    }


def shoot(page: Page, address: str, where: Path) -> None:
    """A picture of what a reader sees first, once the type and the charts are there."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    for canvas in page.locator("[data-spec]").all():
        canvas.locator("svg").wait_for(timeout=20_000)
    page.screenshot(path=where)


def serve(ledger: Ledger) -> str:
    """A desk over the ledger, and its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(ledger, Settings(author="you")), log_level="warning"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


if __name__ == "__main__":
    main()
