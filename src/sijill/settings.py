"""Settings from the environment. Each is a variable `SIJILL_*`; an option on the command line goes before it."""

from __future__ import annotations

import os

DEFAULT_LEDGER = "sijill.db"


def ledger_address(option: str | None = None) -> str:
    """Where the ledger is: `option` if given, else `SIJILL_LEDGER`, else `sijill.db` in the current folder."""
    return option or os.environ.get("SIJILL_LEDGER") or DEFAULT_LEDGER
