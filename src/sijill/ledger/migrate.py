"""Brings a ledger to the newest form, or refuses what is none."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sijill.errors import LedgerError
from sijill.ledger.schema import metadata

VERSION_TABLE = "sijill_version"
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every form a ledger has had, oldest first. Kept here so that opening a current ledger does not load Alembic."""


def stored_revision(conn: Connection) -> str | None:
    """The form that the database is in; None for a new, empty one.

    Raises LedgerError where it is a database, yet no ledger, or a ledger of a newer Sijill.
    """
    tables = set(inspect(conn).get_table_names())
    if VERSION_TABLE in tables:
        revision = conn.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
        if revision is not None and revision not in REVISIONS:
            raise LedgerError(
                f"this ledger was written by a newer Sijill (form {revision}, this one knows up to {REVISIONS[-1]}): "
                "update Sijill"
            )
        return None if revision is None else str(revision)
    # A file that holds anything else belongs to somebody else; a PostgreSQL database may be shared.
    if tables & set(metadata.tables) or (tables and conn.dialect.name == "sqlite"):
        raise LedgerError(f"this database is no ledger (it holds {', '.join(sorted(tables)[:3])}): choose another")
    return None


def upgrade(conn: Connection) -> None:
    """Apply the steps that are missing, in the transaction of `conn`."""
    from alembic import command  # noqa: PLC0415  (0.3 s, and seldom needed)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
