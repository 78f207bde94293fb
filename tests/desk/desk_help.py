"""What the desk's tests share: somebody who visits a desk, and reports written to do harm."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
from fastapi.testclient import TestClient

from sijill.desk import Settings, create_app
from sijill.ledger import Ledger
from sijill.report import Report

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PASSWORD = "a sentence is a good one"

_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
_HEADER = re.compile(r'"X-CSRF-Token": "([0-9a-f]{64})"')

HOSTILE = Report(
    id='../<script>alert("id")</script>?a=b&c#d',
    date=date(2025, 11, 26),
    title='<script>alert(1)</script> \u202eمقلوب" onmouseover="alert(2)',
    body=(
        "</p></div><script>document.title='taken'</script><img src=x onerror=alert(3)>\n"
        "أفرجت مينسك عن \u202e25 \u2066سجيناً{{ 7*7 }}{% raw %} javascript:alert(4) &lt;b&gt;\x07\n"
        "<svg onload=alert(5)><style>*{display:none}</style><a href='javascript:alert(6)'>أعلنت واشنطن</a>"
    ),
    outlet="<b onclick=alert(7)>الصحيفة</b>\u202e",
    agency="'\"><script>alert(8)</script>",
    url="javascript:alert(9)",
    points=("<script>alert(10)</script>\u202eنقطة",),
)
"""A report that tries everything that a text can try against a page."""


class Visitor:
    """A browser of few words: keeps cookies, and sends the token of the last page along."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client
        self.token = ""

    def get(self, address: str, **options: Any) -> httpx2.Response:
        """A page. Its token is kept."""
        answer = self.client.get(address, **options)
        if found := _HEADER.search(answer.text.replace("&#34;", '"')) or _TOKEN.search(answer.text):
            self.token = found[1]
        return answer

    def post(self, address: str, data: dict[str, Any] | None = None, **options: Any) -> httpx2.Response:
        """Send a form with the token of the last page."""
        return self.client.post(address, data={"csrf": self.token, **(data or {})}, **options)

    def sign_in(self, name: str, password: str = PASSWORD) -> httpx2.Response:
        """Sign in, and take the token of the page behind it."""
        self.get("/sign-in")
        answer = self.post("/sign-in", {"name": name, "password": password})
        self.get("/add" if answer.status_code == 303 and name != "reader" else "/password")
        return answer


@contextmanager
def visit(ledger: Ledger, settings: Settings | None = None) -> Iterator[Visitor]:
    """Somebody at a desk over a ledger."""
    with TestClient(
        create_app(ledger, settings or Settings(author="tester")), "http://127.0.0.1", follow_redirects=False
    ) as client:
        yield Visitor(client)
