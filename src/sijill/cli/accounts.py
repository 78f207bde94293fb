"""`sijill accounts`: who may sign in to the desk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import LedgerOption
from sijill.errors import UsageError
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sijill.desk.security.accounts import Accounts, Role

several = typer.Typer(
    help="Who may sign in to a desk that runs with --accounts. Passwords are asked for, or read from standard input.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_BY = "command line"
_Name = Annotated[str, typer.Argument(metavar="NAME", help="The account's name.")]
_Role = Annotated[str, typer.Option("--role", help="reader, reviewer or admin.")]


@several.command("add")
def add(name: _Name, role: _Role = "reader", ledger: LedgerOption = None) -> None:
    """Open an account."""
    wanted = _role(role)
    with _accounts(ledger) as accounts:
        accounts.add(name, _password(), wanted, by=_BY)
    print(f"{name} may sign in as {wanted}")


@several.command("list")
def show(ledger: LedgerOption = None) -> None:
    """List the accounts."""
    with _accounts(ledger) as accounts:
        for account in accounts.all():
            print(f"{account.name}\t{account.role}\t{account.created}\t{'closed' if account.closed else 'open'}")


@several.command("password")
def password(name: _Name, ledger: LedgerOption = None) -> None:
    """Give an account a new password; its sessions end."""
    with _accounts(ledger) as accounts:
        accounts.change(name, password=_password(), by=_BY)
    print(f"{name} has a new password")


@several.command("role")
def change_role(
    name: _Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer or admin.")],
    ledger: LedgerOption = None,
) -> None:
    """Give an account another role."""
    with _accounts(ledger) as accounts:
        accounts.change(name, role=_role(role), by=_BY)
    print(f"{name} is {role}")


@several.command("close")
def close(name: _Name, ledger: LedgerOption = None) -> None:
    """Close an account for good; what it did stays its own."""
    with _accounts(ledger) as accounts:
        accounts.close(name, by=_BY)
    print(f"{name} is closed")


@several.command("token")
def token(
    name: _Name,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How long it is good for.")] = 90,
    ledger: LedgerOption = None,
) -> None:
    """Print a token with which a program reads the API as this account. It is shown once."""
    with _accounts(ledger) as accounts:
        print(accounts.token(name, days=days, by=_BY))


def _accounts(ledger: str | None) -> AbstractContextManager[Accounts]:
    from contextlib import contextmanager  # noqa: PLC0415

    from sijill.desk.security.accounts import Accounts  # noqa: PLC0415
    from sijill.ledger import Ledger  # noqa: PLC0415

    @contextmanager
    def opened() -> Iterator[Accounts]:
        with Ledger.open(ledger_address(ledger), create=False) as book:
            yield Accounts(book.database)

    return opened()


def _role(value: str) -> Role:
    from sijill.desk.security.accounts import Role  # noqa: PLC0415

    try:
        return Role(value.lower())
    except ValueError as error:
        raise UsageError(f"there is no role {value!r}; choose of {', '.join(Role)}") from error


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    import getpass  # noqa: PLC0415

    first = getpass.getpass("password: ")
    if getpass.getpass("again: ") != first:
        raise UsageError("the two are not the same: try again")
    return first
