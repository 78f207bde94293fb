from __future__ import annotations

import time

import pytest
import sqlalchemy as sa

from desk.desk_help import PASSWORD
from sijill.desk.security.accounts import Accounts, Role
from sijill.errors import UsageError
from sijill.ledger import Ledger
from sijill.ledger.schema import desk_accounts, desk_sessions


def test_signing_in_and_out(examples: Ledger, accounts: Accounts) -> None:
    session = accounts.sign_in("reader", PASSWORD)
    assert session
    found = accounts.of_session(session)
    assert found
    assert (found.name, found.role) == ("reader", Role.READER)
    accounts.sign_out(session)
    assert accounts.of_session(session) is None


@pytest.mark.parametrize(
    ("name", "password"), [("reader", "wrong"), ("nobody", PASSWORD), ("", ""), ("reader", "x" * 5000)]
)
def test_a_wrong_name_or_password_gives_no_session(accounts: Accounts, name: str, password: str) -> None:
    assert accounts.sign_in(name, password) is None


def test_the_database_holds_neither_passwords_nor_tokens(examples: Ledger, accounts: Accounts) -> None:
    session = accounts.sign_in("admin", PASSWORD)
    with examples.database.read() as conn:
        rows = [*conn.execute(sa.select(desk_accounts)), *conn.execute(sa.select(desk_sessions))]
    held = repr(rows)
    assert "$argon2id$" in held
    assert PASSWORD not in held
    assert str(session) not in held


def test_a_session_ends_by_itself(examples: Ledger, accounts: Accounts) -> None:
    brief = Accounts(examples.database, session_hours=0)
    session = brief.sign_in("reader", PASSWORD)
    assert session
    time.sleep(1.1)  # a session ends on a second
    assert brief.of_session(session) is None


def test_a_new_password_and_a_closing_end_the_sessions(accounts: Accounts) -> None:
    first = accounts.sign_in("reader", PASSWORD)
    accounts.change("reader", password="another sentence", by="admin")
    assert accounts.of_session(str(first)) is None
    assert accounts.sign_in("reader", PASSWORD) is None
    second = accounts.sign_in("reader", "another sentence")
    accounts.close("reader", by="admin")
    assert accounts.of_session(str(second)) is None
    assert accounts.sign_in("reader", "another sentence") is None


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        ("reader", PASSWORD, "there is an account"),
        ("", PASSWORD, "an account's name"),
        ("a\u202eb", PASSWORD, "an account's name"),
        ("new", "short", "a password has"),
    ],
)
def test_what_is_no_account_is_refused(accounts: Accounts, name: str, password: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        accounts.add(name, password, Role.READER, by="test")


def test_the_last_admin_stays(accounts: Accounts) -> None:
    with pytest.raises(UsageError, match="only admin"):
        accounts.close("admin", by="admin")
    with pytest.raises(UsageError, match="only admin"):
        accounts.change("admin", role=Role.READER, by="admin")
    accounts.change("reviewer", role=Role.ADMIN, by="admin")
    accounts.close("admin", by="reviewer")


def test_the_audit_tells_who_did_what(accounts: Accounts) -> None:
    accounts.sign_in("reader", "wrong")
    accounts.change("reader", role=Role.REVIEWER, by="admin")
    latest = [(deed.who, deed.action, deed.subject) for deed in accounts.deeds(limit=2)]
    assert latest == [("admin", "account-changed", "reader"), ("reader", "sign-in-failed", "")]


def test_roles_cover_those_below() -> None:
    assert [[one.may(other) for other in Role] for one in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
