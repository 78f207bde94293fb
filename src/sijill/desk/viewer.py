"""Who looks at a page, and what the page needs to know of the request. The routes' dependencies are here.

`Reading`, `Reviewing` and `Administering` are what a route of a page takes: each stands for the role that it asks for.
A route that changes something takes `Form` as well, which checks the token.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import jinja2
import msgspec
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from sijill import __version__
from sijill.cli.output import clean
from sijill.desk import kinds, marking, names, notes
from sijill.desk.desk import Desk
from sijill.desk.language import DATE_STYLES, LANGUAGES, Language, language
from sijill.desk.security import forgery
from sijill.desk.security.accounts import Account, Role

SESSION_COOKIE = "sijill_session"
LANGUAGE_COOKIE = "sijill_language"
DATES_COOKIE = "sijill_dates"
_YEAR = 365 * 24 * 3600


class SignInNeeded(Exception):  # noqa: N818 (a turn of the way, no error)
    """Nobody is signed in, and the desk wants somebody to be."""


class NotAllowed(Exception):  # noqa: N818
    """Who is signed in may not do this; `role` is what it takes."""

    def __init__(self, role: Role) -> None:
        self.role = role
        super().__init__(role.value)


class Forged(Exception):  # noqa: N818
    """A request to change something without the session's token, or from elsewhere."""


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the desk. `account` is None where there are no accounts: whoever is at the machine may do all."""

    name: str
    role: Role
    account: Account | None = None

    @property
    def reviews(self) -> bool:
        """Whether they may add reports and decide over claims."""
        return self.role.may(Role.REVIEWER)

    @property
    def administers(self) -> bool:
        """Whether they may see the audit and change accounts."""
        return self.role.may(Role.ADMIN)


class View:
    """One request for a page: who looks, in which language, at which ledger; and how the page is made of it."""

    def __init__(self, request: Request, desk: Desk, viewer: Viewer | None) -> None:
        self.request = request
        self.desk = desk
        self.ledger = desk.ledger
        self._viewer = viewer
        self.language = _language(request)
        self.session = request.cookies.get(SESSION_COOKIE) or forgery.new_session()

    @property
    def viewer(self) -> Viewer:
        """Who looks. Raises SignInNeeded where that is nobody."""
        if self._viewer is None:
            raise SignInNeeded
        return self._viewer

    def render(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """The page of `template` with `values`."""
        common = {
            "t": self.language,
            "viewer": self._viewer,
            "csrf": forgery.token(self.session),
            "request": self.request,
            "path": path_of(self.request),
            "address": self.address,
            "lang": self.language.code,
            "dir": self.language.direction,
            "accounts": self.desk.settings.accounts,
            "ledger_name": self.ledger.database.name,
            "fmt": "",
        }
        page = HTMLResponse(_templates().get_template(template).render({**common, **values}), status_code=status)
        if SESSION_COOKIE not in self.request.cookies:
            self.keep_session(page, self.session)
        return page

    def address(self, **changes: object) -> str:
        """The address of this page with some of its parameters changed; None takes one away."""
        query = [(key, value) for key, value in self.request.query_params.multi_items() if key not in changes]
        for key, value in changes.items():
            several = value if isinstance(value, (list, tuple)) else [value]
            query += [(key, str(one)) for one in several if one is not None and one != ""]
        path = path_of(self.request)
        return f"{path}?{urlencode(query)}" if query else path

    def keep_session(self, response: Response, session: str) -> None:
        """Set the session's cookie: not for scripts, not for other sites' requests, only over HTTPS where that is."""
        secure = self.request.url.scheme == "https"
        response.set_cookie(SESSION_COOKIE, session, httponly=True, samesite="lax", secure=secure)

    def keep_preference(self, response: Response, cookie: str, value: str) -> None:
        """Set the cookie of a preference."""
        secure = self.request.url.scheme == "https"
        response.set_cookie(cookie, value, httponly=True, samesite="lax", secure=secure, max_age=_YEAR)

    def redirect(self, address: str) -> Response:
        """Send the browser to an address of the desk."""
        if "hx-request" in self.request.headers:
            return Response(status_code=204, headers={"HX-Redirect": local(address)})
        return RedirectResponse(local(address), status_code=303)


def path_of(request: Request) -> str:
    """The path of a request as it was asked for: an id in it may hold what is written as `%2F` or `%3F`."""
    raw: bytes | None = request.scope.get("raw_path")
    return raw.partition(b"?")[0].decode("ascii", "replace") if raw else quote(request.url.path)


def local(address: str | None) -> str:
    """`address` if it is a path on this desk, else `/`: nobody is sent elsewhere by a link to the desk."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")) or "\\" in address:
        return "/"
    return address if address.isprintable() else "/"


def open_view(request: Request) -> View:
    """The view of a request by anybody, signed in or not."""
    desk: Desk = request.app.state.desk
    return View(request, desk, viewer_of(desk, request.cookies.get(SESSION_COOKIE)))


def viewer_of(desk: Desk, session: str | None) -> Viewer | None:
    """Whose session it is."""
    if not desk.settings.accounts:
        return Viewer(name=desk.settings.author, role=Role.ADMIN)
    account = desk.accounts.of_session(session) if session else None
    return Viewer(name=account.name, role=account.role, account=account) if account else None


def _asking(view: View, role: Role) -> View:
    if not view.viewer.role.may(role):
        raise NotAllowed(role)
    return view


AnyView = Annotated[View, Depends(open_view)]


def _reading(view: AnyView) -> View:
    return _asking(view, Role.READER)


def _reviewing(view: AnyView) -> View:
    return _asking(view, Role.REVIEWER)


def _administering(view: AnyView) -> View:
    return _asking(view, Role.ADMIN)


async def _form(request: Request) -> FormData:
    """What was sent, once it is known to come from a page of the desk."""
    if not forgery.comes_from_here(request.headers):
        raise Forged
    settings = request.app.state.desk.settings
    form = await request.form(max_part_size=settings.upload_limit)
    sent = request.headers.get(forgery.HEADER) or form.get(forgery.FIELD)
    if not forgery.is_ours(request.cookies.get(SESSION_COOKIE), sent if isinstance(sent, str) else None):
        raise Forged
    return form


Reading = Annotated[View, Depends(_reading)]
Reviewing = Annotated[View, Depends(_reviewing)]
Administering = Annotated[View, Depends(_administering)]
Form = Annotated[FormData, Depends(_form)]


def field(form: FormData, name: str) -> str:
    """A text of the form; empty where there is none."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def fields(form: FormData, name: str) -> list[str]:
    """The texts of a field that may come several times."""
    return [value.strip() for value in form.getlist(name) if isinstance(value, str) and value.strip()]


def _language(request: Request) -> Language:
    code = request.cookies.get(LANGUAGE_COOKIE, "")
    if code not in LANGUAGES:
        wished = request.headers.get("accept-language", "")
        asked = [part.split(";")[0].strip()[:2].lower() for part in wished.split(",")]
        code = next((one for one in asked if one in LANGUAGES), LANGUAGES[0])
    dates = request.cookies.get(DATES_COOKIE, "")
    return language(code, dates if dates in DATE_STYLES else DATE_STYLES[0])


@cache
def asset(name: str) -> str:
    """The address of a file of the desk, which changes with its content, so that browsers may keep it."""
    content = (files("sijill.desk") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


@cache
def _templates() -> jinja2.Environment:
    """Every value is escaped; a name that is not there is an error, never an empty place."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sijill.desk"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    globals_: Mapping[str, Any] = {
        "asset": asset,
        "party": names.party,
        "known": names.known,
        "office_in": names.office_in,
        "kind_class": kinds.style,
        "pieces": marking.pieces,
        "Marked": marking.Marked,
        "told_in": notes.told_in,
        "version": __version__,
        "languages": LANGUAGES,
        "date_styles": DATE_STYLES,
    }
    environment.globals.update(globals_)
    environment.filters["line"] = clean
    environment.filters["urlpart"] = url_part
    environment.filters["json"] = lambda value: msgspec.json.encode(value).decode()
    return environment


def url_part(value: str) -> str:
    """`value` as one part of a path: a report's id may hold anything."""
    return quote(value, safe="")
