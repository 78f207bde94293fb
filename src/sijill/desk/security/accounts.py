"""Accounts and sessions, kept in the ledger's database; what is done to them goes into the audit.

Passwords are kept as argon2id hashes (RFC 9106, with the parameters that argon2-cffi recommends), sessions as the
SHA-256 of their token: whoever reads the database can neither sign in nor take a session over.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sijill.errors import UsageError
from sijill.ledger.database import Database
from sijill.ledger.schema import desk_accounts, desk_audit, desk_sessions

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1000
_LONGEST_NAME = 64


class Role(StrEnum):
    """What an account may do; each may do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def may(self, asked: Role) -> bool:
        """Whether this role covers the one that is asked for."""
        order = list(Role)
        return order.index(self) >= order.index(asked)


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may sign in; `closed` is when (ISO 8601, UTC) the account was closed."""

    name: str
    role: Role
    created: str
    closed: str | None = None


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the audit: who did what to what, and when (ISO 8601, UTC)."""

    time: str
    who: str
    action: str
    subject: str = ""
    detail: Mapping[str, Any] = {}


class Accounts:
    """The accounts of a ledger."""

    def __init__(self, database: Database, *, session_hours: int = 12) -> None:
        self._database = database
        self._session = timedelta(hours=session_hours)

    def add(self, name: str, password: str, role: Role, *, by: str) -> Account:
        """Open an account. Raises UsageError for a name that is taken or no name, and for a short password."""
        name = check_name(name)
        hashed = _hash(password)
        account = Account(name=name, role=role, created=_now())
        row = {"name": name, "role": role.value, "password": hashed, "created": account.created}
        with self._database.failures(), self._database.write() as conn:
            if conn.scalar(sa.select(desk_accounts.c.name).where(_is(name))):
                raise UsageError(f"there is an account {name!r} already; choose another name")
            conn.execute(sa.insert(desk_accounts).values(row))
            _note(conn, by, "account-added", name, {"role": role.value})
        return account

    def change(self, name: str, *, by: str, role: Role | None = None, password: str | None = None) -> None:
        """Give an account a role or a password. A new password ends its sessions. Raises UsageError."""
        values: dict[str, Any] = {}
        detail: dict[str, Any] = {}
        if role:
            values["role"] = role.value
            detail["role"] = role.value
        if password is not None:
            values["password"] = _hash(password)
            detail["password"] = "changed"
        if not values:
            return
        with self._database.failures(), self._database.write() as conn:
            self._existing(conn, name)
            if role and role is not Role.ADMIN:
                self._keep_an_admin(conn, name)
            conn.execute(sa.update(desk_accounts).where(_is(name)).values(values))
            if password is not None:
                conn.execute(sa.delete(desk_sessions).where(desk_sessions.c.account == name))
            _note(conn, by, "account-changed", name, detail)

    def close(self, name: str, *, by: str) -> None:
        """Close an account for good, and end its sessions; what it did stays its own. Raises UsageError."""
        with self._database.failures(), self._database.write() as conn:
            self._existing(conn, name)
            self._keep_an_admin(conn, name)
            conn.execute(sa.update(desk_accounts).where(_is(name)).values(closed=_now()))
            conn.execute(sa.delete(desk_sessions).where(desk_sessions.c.account == name))
            _note(conn, by, "account-closed", name)

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._database.failures(), self._database.read() as conn:
            rows = conn.execute(sa.select(desk_accounts).order_by(desk_accounts.c.name)).all()
        return [Account(name=row.name, role=Role(row.role), created=row.created, closed=row.closed) for row in rows]

    def sign_in(self, name: str, password: str) -> str | None:
        """A new session's token, or None where name or password are wrong. Both take as long."""
        with self._database.failures(), self._database.read() as conn:
            query = sa.select(desk_accounts.c.password).where(_is(name), desk_accounts.c.closed.is_(None))
            stored = conn.scalar(query)
        right = _verify(stored or _no_password(), password)
        if not right or stored is None:
            with self._database.failures(), self._database.write() as conn:
                _note(conn, name[:_LONGEST_NAME], "sign-in-failed")
            return None
        return self._begin(name, self._session, "signed-in")

    def token(self, name: str, *, days: int, by: str) -> str:
        """A token for programs that act as an account, good for so many days. Raises UsageError."""
        with self._database.failures(), self._database.read() as conn:
            self._existing(conn, name)
        return self._begin(name, timedelta(days=days), "token-made", by=by)

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._database.failures(), self._database.write() as conn:
            found = conn.scalar(sa.select(desk_sessions.c.account).where(desk_sessions.c.digest == _digest(token)))
            if found:
                conn.execute(sa.delete(desk_sessions).where(desk_sessions.c.digest == _digest(token)))
                _note(conn, found, "signed-out")

    def of_session(self, token: str) -> Account | None:
        """Whose session it is; None where it has ended or never was."""
        query = (
            sa.select(desk_accounts)
            .join(desk_sessions, desk_sessions.c.account == desk_accounts.c.name)
            .where(desk_sessions.c.digest == _digest(token), desk_sessions.c.expires > _now())
            .where(desk_accounts.c.closed.is_(None))
        )
        with self._database.failures(), self._database.read() as conn:
            row = conn.execute(query).first()
        return Account(name=row.name, role=Role(row.role), created=row.created) if row else None

    def note(self, who: str, action: str, subject: str = "", **detail: Any) -> None:
        """Add a line to the audit."""
        with self._database.failures(), self._database.write() as conn:
            _note(conn, who, action, subject, detail)

    def deeds(self, *, limit: int, before: str | None = None) -> Iterator[Deed]:
        """The audit, the latest first; of what was done before a moment, if one is given."""
        query = sa.select(desk_audit).order_by(desk_audit.c.key.desc()).limit(limit)
        if before:
            query = query.where(desk_audit.c.time < before)
        with self._database.failures(), self._database.read() as conn:
            rows = conn.execute(query).all()
        for row in rows:
            yield Deed(time=row.time, who=row.who, action=row.action, subject=row.subject, detail=row.detail)

    def _begin(self, name: str, length: timedelta, action: str, *, by: str | None = None) -> str:
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        row = {"digest": _digest(token), "account": name, "created": _text(now), "expires": _text(now + length)}
        with self._database.failures(), self._database.write() as conn:
            conn.execute(sa.delete(desk_sessions).where(desk_sessions.c.expires < _text(now)))
            conn.execute(sa.insert(desk_sessions).values(row))
            _note(conn, by or name, action, name)
        return token

    @staticmethod
    def _existing(conn: sa.Connection, name: str) -> None:
        if not conn.scalar(sa.select(desk_accounts.c.name).where(_is(name), desk_accounts.c.closed.is_(None))):
            raise UsageError(f"there is no open account {name!r}")

    @staticmethod
    def _keep_an_admin(conn: sa.Connection, name: str) -> None:
        others = sa.select(sa.func.count()).where(
            desk_accounts.c.role == Role.ADMIN.value, desk_accounts.c.closed.is_(None), desk_accounts.c.name != name
        )
        role = conn.scalar(sa.select(desk_accounts.c.role).where(_is(name)))
        if role == Role.ADMIN.value and not conn.scalar(others):
            raise UsageError(f"{name!r} is the only admin: make somebody else one first")


def check_name(name: str) -> str:
    """The name in the form in which it is kept. Raises UsageError where it is none."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UsageError(f"an account's name has 1 to {_LONGEST_NAME} letters that can be printed")
    return name


def _hash(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; a sentence is a good one"
        )
    return PasswordHasher().hash(password)


def _verify(stored: str, password: str) -> bool:
    try:
        return len(password) <= LONGEST_PASSWORD and PasswordHasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _no_password() -> str:
    """A hash to check against where there is no account, so that the answer takes as long."""
    return PasswordHasher().hash(secrets.token_urlsafe(32))


def _is(name: str) -> sa.ColumnElement[bool]:
    return desk_accounts.c.name == name


def _note(
    conn: sa.Connection, who: str, action: str, subject: str = "", detail: Mapping[str, Any] | None = None
) -> None:
    row = {"time": _now(), "who": who, "action": action, "subject": subject, "detail": dict(detail or {})}
    conn.execute(sa.insert(desk_audit).values(row))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> str:
    return _text(datetime.now(UTC))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
