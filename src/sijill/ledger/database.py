"""The database under a ledger: how it is reached, its transactions, and its failures as one clear line.

Everything that differs between SQLite and PostgreSQL is here and in `fulltext`. In both, one transaction writes at a
time: the others wait for it, so that what a writer looked up still holds when it writes.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from sijill.errors import LedgerError
from sijill.ledger.migrate import REVISIONS, stored_revision, upgrade

BUSY_SECONDS = 120
_WRITER_LOCK = 0x51_91_11  # any number that other users of a shared PostgreSQL do not take

_ADVICE = {
    "unable to open": "is the folder there, and may you write to it?",
    "readonly": "the file or its folder is read-only",
    "read-only": "the file or its folder is read-only",
    "full": "make room and run again: what was written stays",
    "disk i/o": "the disk is full or failing; make room and run again: what was written stays",
    "no space": "make room and run again: what was written stays",
    "locked": "another process has been writing for too long; try again",
    "not a database": "choose another file",
    "malformed": "the file is damaged; `sqlite3 FILE .recover` may save it",
}


class Database:
    """A connection pool and the rules of writing.

    `name` is the address as it may be shown: without a password.
    """

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self.is_sqlite = engine.dialect.name == "sqlite"

    @classmethod
    def open(cls, address: str, *, create: bool) -> Database:
        """Reach the database at `address`, a path or a URL, and bring it to the newest form.

        Raises LedgerError where there is none and `create` is false, and where it cannot be used.
        """
        database = _postgresql(address) if "://" in address else None
        if database is None:
            database = _sqlite(Path(address.removeprefix("sqlite:///")), create=create)
        with database.failures():
            with database.read() as conn:
                current = stored_revision(conn) == REVISIONS[-1]
            if not current:
                with database.write() as conn:
                    if stored_revision(conn) != REVISIONS[-1]:  # nobody else was quicker
                        upgrade(conn)
        return database

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the ledger."""
        with self.engine.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """The one transaction that may write; it waits for its turn."""
        with self.engine.execution_options(sijill_write=True).begin() as conn:
            if not self.is_sqlite:
                conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER_LOCK)))
            yield conn

    def gather_statistics(self, conn: sa.Connection) -> None:
        """Tell SQLite how its tables are filled, so that it finds the quick way; PostgreSQL sees to it by itself."""
        if self.is_sqlite:
            conn.exec_driver_sql("PRAGMA analysis_limit = 1000")
            conn.exec_driver_sql("ANALYZE")

    def insert_new(self, table: sa.Table) -> Any:
        """An INSERT into `table` that passes over rows whose key is there already."""
        insert = sqlite.insert if self.is_sqlite else postgresql.insert
        return insert(table).on_conflict_do_nothing()

    def failures(self) -> AbstractContextManager[None]:
        """Turns a failure of the database into a LedgerError of one line."""
        return _failures(self.name)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


@contextmanager
def _failures(name: str) -> Iterator[None]:
    try:
        yield
    except LedgerError as error:
        raise LedgerError(str(error) if str(error).startswith(name) else f"{name}: {error}") from error
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", error)).strip().partition("\n")[0]
        advice = next((line for sign, line in _ADVICE.items() if sign in said.lower()), None)
        raise LedgerError(f"{name}: {said}" + (f" ({advice})" if advice else "")) from error


def _sqlite(path: Path, *, create: bool) -> Database:
    if path.is_dir():
        raise LedgerError(f"{path}: this is a folder; name a file")
    if not path.exists() and not create:
        raise LedgerError(f"{path}: there is no ledger; make one with `sijill read PATH… --ledger {path}`")
    uri = f"file:{quote(str(path.absolute()))}"
    if path.exists() and not (os.access(path.absolute().parent, os.W_OK) and os.access(path, os.W_OK)):
        # Write-ahead mode wants to write beside the file even to read it, unless nothing can change it.
        uri += "?mode=ro" if Path(f"{path}-wal").exists() else "?immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    with _failures(str(path)):
        if not path.exists() or path.stat().st_size == 0:
            with closing(connect()) as conn:
                conn.execute("PRAGMA journal_mode = WAL")
        engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.QueuePool, json_serializer=json_text)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return Database(engine, str(path))


def _prepare_sqlite(conn: sqlite3.Connection, _record: object) -> None:
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = NORMAL")


def _begin_sqlite(conn: sa.Connection) -> None:
    writes = conn.get_execution_options().get("sijill_write")
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(address: str) -> Database | None:
    try:
        url = sa.make_url(address)
    except (ArgumentError, ValueError) as error:
        raise LedgerError("the ledger's address is no URL: write a file's path or postgresql://…") from error
    name = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        return None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise LedgerError(f"{name}: a ledger is a file's path or postgresql://…")
    try:
        engine = sa.create_engine(url.set(drivername="postgresql+psycopg"), json_serializer=json_text)
    except ImportError as error:
        raise LedgerError(f"{name}: PostgreSQL needs its driver: pip install 'sijill[postgres]'") from error
    return Database(engine, name)


def json_text(value: object) -> str:
    """How a value stands in a column of JSON."""
    return json.dumps(value, ensure_ascii=False)
