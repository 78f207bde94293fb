"""What a desk is told when it starts."""

from __future__ import annotations

import getpass
from ipaddress import ip_address

import msgspec

MEGABYTE = 1 << 20


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        return "local"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a desk serves.

    `accounts` asks everybody to sign in; without it everybody who reaches the desk may do everything, so it then
    serves this machine alone. `names` are the host names by which it answers (any, where none are given and accounts
    are on). `author` signs the decisions where there are no accounts. `upload_limit` is in bytes for a request;
    `sign_in_limit` and `upload_rate` are as the `limits` library writes them.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    accounts: bool = False
    names: tuple[str, ...] = ()
    author: str = msgspec.field(default_factory=_user)
    upload_limit: int = 20 * MEGABYTE
    preview_reports: int = 100
    sign_in_limit: str = "5/minute"
    upload_rate: str = "60/minute"
    session_hours: int = 12

    @property
    def allowed_hosts(self) -> list[str]:
        """The Host headers that are answered: others are how a foreign page would reach into this machine."""
        local = ["127.0.0.1", "localhost", "[::1]", "::1"]
        if not self.accounts:
            return [*local, *self.names]
        if self.names:
            return [*local, *self.names, *([self.host] if not is_any(self.host) else [])]
        return ["*"]


def is_local(host: str) -> bool:
    """Whether only this machine reaches a server bound to `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_any(host: str) -> bool:
    """Whether `host` stands for every address of the machine."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
