"""The built-in coder's name and version, as it stands in each claim."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from sijill import __version__

ROOMS = ("sijill.coding", "sijill.coding.choosing", "sijill.languages.arabic", "sijill.languages.arabic.data")
KINDS = (".py", ".toml", ".csv", ".txt", ".gz")


def fingerprint() -> str:
    """Eight hex digits of the SHA-256 of the coder's files: its passes, its pack and its weights.

    A ledger skips what a coder has coded already, so whoever edits the pack must be a newer coder without having to
    think of it.
    """
    digest = hashlib.sha256()
    for room in ROOMS:
        for file in sorted(files(room).iterdir(), key=lambda file: file.name):
            if file.is_file() and file.name.endswith(KINDS):
                digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]


CODER = f"sijill-rules/{__version__}+{fingerprint()}"
"""The coder's name, its version, and the fingerprint of its files."""
