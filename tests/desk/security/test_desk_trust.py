"""Who gets in, and what a request must carry."""

from __future__ import annotations

import re
from itertools import chain
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute

from desk.desk_help import HOSTILE, PASSWORD, Visitor, visit
from sijill.desk import Settings
from sijill.desk.api import routes as api
from sijill.desk.app import PAGES
from sijill.desk.security.accounts import Accounts, Role
from sijill.desk.settings import is_local
from sijill.ledger import Ledger

OPEN = {"/sign-in", "/preferences", "/api/v1/openapi.json"}
READERS = ["/", "/situations", "/events", "/deals", "/search", "/api", "/password"]
REVIEWERS = ["/review", "/add"]
FORM = {"content-type": "application/x-www-form-urlencoded"}
ADMINS = ["/accounts", "/audit"]


def routes() -> list[tuple[str, str]]:
    """Every route of the desk as method and path, with something in the place of its parameters."""
    found = []
    for route in [*chain.from_iterable(page.router.routes for page in PAGES), *api.router.routes]:
        if isinstance(route, APIRoute):
            path = route.path
            for name in route.param_convertors:
                path = path.replace(f"{{{name}:path}}", "x").replace(f"{{{name}}}", "x")
            found += [(method, path) for method in route.methods or ()]
    assert len(found) > 30
    return found


def test_nothing_is_shown_to_nobody(examples: Ledger) -> None:
    with visit(examples, Settings(accounts=True)) as visitor:
        for method, path in routes():
            if path in OPEN or method != "GET":
                continue
            answer = visitor.get(path)
            assert answer.status_code in ((401,) if path.startswith("/api/") else (303,)), path
            assert path.startswith("/api/") or answer.headers["location"].startswith("/sign-in")


def test_nothing_is_changed_without_the_token(examples: Ledger) -> None:
    with visit(examples) as visitor:
        visitor.get("/")
        for method, path in routes():
            if method in ("GET", "HEAD"):
                continue
            assert visitor.client.request(method, path).status_code == 403, path
            assert visitor.client.request(method, path, data={"csrf": "0" * 64}).status_code == 403, path


def test_a_request_from_elsewhere_is_refused_even_with_the_token(visitor: Visitor) -> None:
    visitor.get("/add")
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}):
        assert visitor.post("/add/preview", {"text": "x"}, headers=headers).status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_what_is_its_own(examples: Ledger, accounts: Accounts, role: Role) -> None:
    allowed = READERS + (REVIEWERS if role.may(Role.REVIEWER) else []) + (ADMINS if role.may(Role.ADMIN) else [])
    with visit(examples, Settings(accounts=True)) as visitor:
        visitor.sign_in(role.value)
        for path in READERS + REVIEWERS + ADMINS:
            assert visitor.get(path).status_code == (200 if path in allowed else 403), path


def test_a_reader_decides_nothing(examples: Ledger, accounts: Accounts) -> None:
    claim = next(examples.claims()).id
    with visit(examples, Settings(accounts=True)) as visitor:
        visitor.sign_in("reader")
        assert visitor.token
        assert visitor.post("/review", {"kind": "accept", "claim": claim}).status_code == 403
        assert visitor.post("/add", {"reports": "[]"}).status_code == 403
    assert examples.revisions() == []


def test_signing_in_begins_a_new_session_and_signing_out_ends_it(examples: Ledger, accounts: Accounts) -> None:
    with visit(examples, Settings(accounts=True)) as visitor:
        visitor.get("/sign-in")
        before = visitor.client.cookies["sijill_session"]
        answer = visitor.post("/sign-in", {"name": "admin", "password": PASSWORD, "next": "/deals"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/deals")
        inside = visitor.client.cookies["sijill_session"]
        assert inside != before
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        visitor.get("/")
        visitor.post("/sign-out")
        visitor.client.cookies.set("sijill_session", inside)
        assert visitor.get("/").status_code == 303


def test_too_many_tries_are_stopped_for_the_account_and_the_address(examples: Ledger, accounts: Accounts) -> None:
    with visit(examples, Settings(accounts=True, sign_in_limit="3/hour")) as visitor:
        answers = [visitor.sign_in("admin", "wrong").status_code for _ in range(5)]
        assert answers == [401, 401, 401, 429, 429]
        assert visitor.sign_in("admin").status_code == 429
        assert visitor.sign_in("reader").status_code == 429


def test_a_token_reads_the_api_and_a_wrong_one_does_not(examples: Ledger, accounts: Accounts) -> None:
    token = accounts.token("reader", days=1, by="test")
    with visit(examples, Settings(accounts=True)) as visitor:
        headers = {"authorization": f"Bearer {token}"}
        assert visitor.client.get("/api/v1/claims", headers=headers).status_code == 200
        assert visitor.client.get("/api/v1/claims", headers={"authorization": "Bearer x"}).status_code == 401


def test_an_account_is_opened_changed_and_closed_by_an_admin(examples: Ledger, accounts: Accounts) -> None:
    with visit(examples, Settings(accounts=True)) as visitor:
        visitor.sign_in("admin")
        new = {"name": "نور", "password": "جملة طويلة تكفي", "role": "reviewer"}
        assert visitor.post("/accounts", new).status_code == 303
        assert "نور" in visitor.get("/accounts").text
        assert visitor.post("/accounts", new).status_code == 400
        assert visitor.post("/accounts/role", {"name": "نور", "role": "reader"}).status_code == 303
        assert visitor.post("/accounts/close", {"name": "نور"}).status_code == 303
        assert visitor.post("/accounts/close", {"name": "admin"}).status_code == 400
    assert [one.name for one in accounts.all() if one.closed] == ["نور"]


def test_a_password_is_changed_with_the_old_one_alone(examples: Ledger, accounts: Accounts) -> None:
    with visit(examples, Settings(accounts=True)) as visitor:
        visitor.sign_in("reader")
        visitor.get("/password")
        assert visitor.post("/password", {"old": "wrong", "new": "another sentence"}).status_code == 400
        assert visitor.post("/password", {"old": PASSWORD, "new": "short"}).status_code == 400
        assert visitor.post("/password", {"old": PASSWORD, "new": "another sentence"}).status_code == 200
        assert visitor.get("/").status_code == 200
    assert accounts.sign_in("reader", "another sentence")


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/deals?page=2", "/deals?page=2"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nset-cookie: x=y", "/"),
        ("", "/"),
    ],
)
def test_nobody_is_sent_away_from_the_desk(reader: Visitor, wanted: str, goes_to: str) -> None:
    answer = reader.get("/preferences", params={"language": "en", "next": wanted})
    assert answer.headers["location"] == goes_to


@pytest.mark.parametrize("path", ["/", "/static/desk.css", "/nothing", "/api/v1/claims", "/sign-in"])
def test_every_answer_carries_the_policy(reader: Visitor, path: str) -> None:
    headers = reader.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_another_host_name_is_refused(reader: Visitor) -> None:
    assert reader.get("/", headers={"host": "evil.example"}).status_code == 400
    assert reader.get("/", headers={"host": "localhost:8765"}).status_code == 200


def test_too_long_a_request_is_refused(examples: Ledger) -> None:
    with visit(examples, Settings(upload_limit=10_000)) as visitor:
        visitor.get("/add")
        answer = visitor.post("/add/preview", {"text": "س" * 20_000})
        assert answer.status_code == 413
        answer = visitor.client.post("/add/preview", content=(b"x" * 1000 for _ in range(20)), headers=FORM)
        assert answer.status_code == 413
        assert visitor.post("/add/preview", {"text": "س"}).status_code in (200, 400)


def test_too_many_uploads_are_refused(examples: Ledger) -> None:
    with visit(examples, Settings(upload_rate="1/hour")) as visitor:
        visitor.get("/add")
        assert [visitor.post("/add/preview", {"text": ""}).status_code for _ in range(2)] == [400, 429]


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.2", False),
        ("desk.example.org", False),
        ("::", False),
    ],
)
def test_which_hosts_are_this_machine(host: str, local: bool) -> None:
    assert is_local(host) == local


def test_a_report_of_malice_stays_text(examples: Ledger) -> None:
    examples.read([HOSTILE])
    claims = examples.versions(HOSTILE.id)
    assert claims
    with visit(examples) as visitor:
        own = f"/reports/{quote(HOSTILE.id, safe='')}"
        found = [visitor.get(path) for path in (own, "/search?in=reports", "/")]
        found += [visitor.get(f"/claims/{one.id}") for one in examples.claims_of(claims[0].version)]
        found += [visitor.get(f"/review?claim={one.id}") for one in examples.claims_of(claims[0].version)]
        assert {answer.status_code for answer in found} == {200}
        link = re.search(r'href="([^"]+)" download', found[0].text)
        assert link
        assert visitor.get(link[1]).headers["content-type"].startswith("text/csv")
        for answer in found:
            page = answer.text
            assert "<script>alert" not in page
            assert "<img" not in page
            assert "<svg onload" not in page
            assert "<b onclick" not in page
            assert "\u202e" not in page
            assert 'href="javascript' not in page
            assert "\x07" not in page
