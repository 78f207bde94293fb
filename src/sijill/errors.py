"""Everything that a user can do wrong, or run into, as one clear line each; and the exit statuses.

A command ends with 0 when all was read, 1 when it finished but set something aside, 2 when it was called wrongly,
3 when the ledger cannot be used, 130 when it was interrupted.
"""

from __future__ import annotations

EXIT_SET_ASIDE = 1
EXIT_USAGE = 2
EXIT_LEDGER = 3
EXIT_INTERRUPTED = 130


class SijillError(Exception):
    """What a user can cause. Its text is one line that says what is wrong, where, and what to do."""

    status = EXIT_USAGE


class SourceError(SijillError):
    """A path that cannot be read at all."""


class LedgerError(SijillError):
    """A ledger that cannot be opened, read or written."""

    status = EXIT_LEDGER


class PackError(SijillError):
    """A language pack whose data break their schema. The text names the file and the line."""


class UsageError(SijillError):
    """A command, filter or name that asks for what there is not. The text lists what there is."""


class CoderError(SijillError):
    """The processes that code died under the run. What was written until then stays."""
