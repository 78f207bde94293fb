"""Against requests that another site makes a reader's browser send (CSRF).

A request that changes something must carry a token derived from the session's cookie, which no other site can read;
and where the browser says from where it comes (Sec-Fetch-Site, Origin), that must be the desk itself.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers

FIELD = "csrf"
HEADER = "x-csrf-token"


def new_session() -> str:
    """A cookie's value for somebody who has none."""
    return secrets.token_urlsafe(32)


def token(session: str) -> str:
    """The token that goes with a session's cookie."""
    return hashlib.sha256(f"sijill csrf {session}".encode()).hexdigest()


def is_ours(session: str | None, sent: str | None) -> bool:
    """Whether the token that was sent is the session's."""
    return bool(session and sent) and hmac.compare_digest(token(session or ""), sent or "")


def comes_from_here(headers: Headers) -> bool:
    """Whether the browser says that a page of the desk made the request, or says nothing."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
