"""What a ledger holds, whatever the order in which it was written: to compare one ledger with another."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_QUERIES = {
    "reports": "SELECT id, digest, date, language, outlet, agency, url, title, body, points FROM reports",
    "coded": "SELECT reports.id, reports.digest, coder FROM coded JOIN reports USING (version)",
    "claims": "SELECT claims.id, reports.digest, coder, event, mode, status, actor, recipient, start, end "
    "FROM claims JOIN reports USING (version)",
    "problems": "SELECT source, line, report, reason, detail FROM problems",
    "found": "SELECT id FROM claims WHERE key IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'سجين OR اخر')",
}


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a ledger says, sorted, without what depends on when and in which order it was read."""
    with closing(sqlite3.connect(path)) as conn:
        return {name: sorted(conn.execute(query), key=repr) for name, query in _QUERIES.items()}


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong: pages, keys, and the full-text index against the claims."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")
        return conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not list(
            conn.execute("PRAGMA foreign_key_check")
        )
