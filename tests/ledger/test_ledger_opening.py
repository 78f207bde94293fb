"""What a ledger can be opened on, and what is refused with one clear line."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from small_coder import SMALL, make, make_many

import sijill.ledger
from sijill.errors import EXIT_LEDGER, LedgerError
from sijill.ledger import Ledger
from sijill.ledger.database import Database
from sijill.ledger.migrate import REVISIONS, VERSION_TABLE
from sijill.ledger.schema import metadata

MIGRATIONS = Path(sijill.ledger.__file__).with_name("migrations")


def refused(address: Path | str, *, create: bool = True) -> str:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(str(address), create=create)
    assert caught.value.status == EXIT_LEDGER
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS


def test_the_migrations_build_the_schema(tmp_path: Path) -> None:
    database = Database.open(str(tmp_path / "ledger.db"), create=True)
    with database.read() as conn:
        context = MigrationContext.configure(conn, opts={"version_table": VERSION_TABLE})
        differences = [change for change in compare_metadata(context, metadata) if "s_fts" not in str(change)]
    database.close()
    assert differences == []


def test_opening_a_current_ledger_loads_no_alembic(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    Ledger.open(path).close()
    program = f"import sys; from sijill.ledger import Ledger; Ledger.open({path!r}); sys.exit('alembic' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger.open(str(path)).close()
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    assert "newer Sijill (form 9999" in refused(path)


def test_a_database_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    assert "is no ledger (it holds recipes)" in refused(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes\n" * 1000)
    assert "not a database" in refused(path)
    assert path.read_text() == "notes\n" * 1000


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Ledger.open(str(path)) as ledger:
        assert ledger.read([make(1)], coder=SMALL).new == 1


def test_what_cannot_be_a_ledger_is_refused(tmp_path: Path) -> None:
    assert "this is a folder" in refused(tmp_path)
    assert "unable to open database file (is the folder there" in refused(tmp_path / "no" / "folder.db")
    assert "there is no ledger" in refused(tmp_path / "absent.db", create=False)
    assert not (tmp_path / "absent.db").exists()


def test_addresses(tmp_path: Path) -> None:
    assert "a file's path or postgresql://" in refused("mysql://somebody:secret@host/db")
    assert "secret" not in refused("mysql://somebody:secret@host/db")
    assert "no URL" in refused("://")
    Ledger.open(f"sqlite:///{tmp_path}/a ledger?#%.db").close()
    assert (tmp_path / "a ledger?#%.db").exists()


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A read-only folder with a ledger of ten reports in it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with Ledger.open(str(folder / "ledger.db")) as ledger:
        ledger.read(make_many(10), coder=SMALL)
    if os.geteuid():
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)
        return
    mount = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing is read-only to this root, and it may not mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_ledger_in_a_read_only_folder_can_be_asked(read_only: Path) -> None:
    with Ledger.open(str(read_only / "ledger.db"), create=False) as ledger:
        assert ledger.overview().reports == 10
        with pytest.raises(LedgerError, match=r"attempt to write a readonly database \(the file or its folder is"):
            ledger.read([make(11)], coder=SMALL)


def test_a_ledger_cannot_be_made_in_a_read_only_folder(read_only: Path) -> None:
    assert "unable to open database file (is the folder there, and may you write to it?)" in refused(
        read_only / "new.db"
    )
