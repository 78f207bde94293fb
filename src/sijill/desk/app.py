"""The application: its routes, what stands before them, and how each failure is told."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from sijill import __version__
from sijill.desk import names
from sijill.desk.api import routes as api
from sijill.desk.asking import WrongQuestion
from sijill.desk.desk import Desk
from sijill.desk.pages import (
    accounts,
    add,
    api_page,
    audit,
    claims,
    deals,
    events,
    overview,
    parties,
    preferences,
    reports,
    review,
    search,
    situations,
)
from sijill.desk.security.accounts import Role
from sijill.desk.security.headers import BodyLimit, SecureHeaders
from sijill.desk.settings import Settings
from sijill.desk.viewer import Forged, NotAllowed, SignInNeeded, open_view, path_of, url_part
from sijill.errors import LedgerError, SijillError, UsageError
from sijill.ledger import Ledger

PAGES = (
    overview,
    situations,
    events,
    deals,
    reports,
    claims,
    parties,
    search,
    review,
    add,
    audit,
    accounts,
    preferences,
    api_page,
)


def create_app(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """A desk over an open ledger, as an ASGI application. Whoever opened the ledger closes it."""
    settings = settings or Settings()

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=_warm, daemon=True).start()
        yield

    app = FastAPI(
        title="Sijill",
        version=__version__,
        summary="A sourced ledger of detentions, releases, sanctions and talks",
        description=api.DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=live,
    )
    app.state.desk = Desk(ledger, settings)
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
    app.include_router(api.router)
    api.add_schema(app)
    app.mount("/static", _Static(directory=str(files("sijill.desk") / "static")))
    _add_failures(app)
    app.add_middleware(BodyLimit, limit=settings.upload_limit)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(SecureHeaders)
    return app


class _Static(StaticFiles):
    """Files that a browser keeps: for good where their address changes with their content, else until asked again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=")
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if versioned else "no-cache"
        return response


def _warm() -> None:
    """Load what the first page would otherwise wait for."""
    from sijill import coding  # noqa: PLC0415, F401

    names.find("x")


def _add_failures(app: FastAPI) -> None:
    """One clear answer for each failure: a page for people, a JSON object for programs."""

    def failure(kind: type[Exception] | int, status: int, key: str) -> None:
        async def answer(request: Request, error: Exception) -> Response:
            return _failure(request, status, key, error)

        app.add_exception_handler(kind, answer)

    async def not_found(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return _failure(request, status, "failure.not_found" if status == 404 else "failure.request", error)

    async def sign_in(request: Request, error: Exception) -> Response:
        if _is_api(request):
            return JSONResponse({"detail": "sign in, or send a token"}, 401, {"WWW-Authenticate": "Bearer"})
        view = open_view(request)
        wanted = path_of(request) + (f"?{request.url.query}" if request.url.query else "")
        address = "/sign-in" if request.method != "GET" else f"/sign-in?next={url_part(wanted)}"
        return view.redirect(address)

    failure(UsageError, 404, "failure.usage")
    failure(WrongQuestion, 400, "failure.usage")
    failure(SijillError, 400, "failure.usage")
    failure(LedgerError, 503, "failure.ledger")
    failure(NotAllowed, 403, "failure.role")
    failure(Forged, 403, "failure.forged")
    failure(RequestValidationError, 422, "failure.request")
    app.add_exception_handler(SignInNeeded, sign_in)
    app.add_exception_handler(HTTPException, not_found)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _failure(request: Request, status: int, key: str, error: Exception) -> Response:
    said = _said(error)
    if _is_api(request):
        if isinstance(error, RequestValidationError):
            content: Any = [{"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in error.errors()]
            return JSONResponse({"detail": content}, status)
        return JSONResponse({"detail": said}, status)
    view = open_view(request)
    role = error.role.value if isinstance(error, NotAllowed) else Role.READER.value
    return view.render("failure.html", status=status, key=key, said=said, role=role)


def _said(error: Exception) -> str:
    if isinstance(error, HTTPException):
        return str(error.detail)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}"
    if isinstance(error, Forged):
        return "the page's token is missing or old: load the page again"
    if isinstance(error, NotAllowed):
        return f"this takes the role {error.role.value}"
    return " ".join(str(error).split())
