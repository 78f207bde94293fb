"""What questions cost where a ledger holds a million claims: `python benchmarks/million.py LEDGER [FILE]`.

Joining a million claims takes a quarter of an hour and more, so this does not join them: it copies the tables that
joining made of the claims of LEDGER, sixteen times for the corpus, each copy moved on by three weeks, with other
parties and other ids, into FILE (else a file that is taken away). Each copy is what joining it by itself gives; only
at the seams a join of all would differ. The copies have no texts: what looks into sentences is not asked here.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from scale import DAYS, DOCS, questions, summary, timed

from sijill.ledger import Ledger
from sijill.reconcile import Event, times
from sijill.reconcile.joining import keys
from sijill.reconcile.tellings import Telling, Told

CLAIMS = 1_000_000
_STEP = 0x9E37_79B9_7F4A_7C15
_encode = msgspec.msgpack.Encoder().encode
_event = msgspec.msgpack.Decoder(Event).decode
_head = msgspec.msgpack.Decoder(Telling).decode
_told = msgspec.msgpack.Decoder(tuple[Told, ...]).decode


class Copy:
    """One copy: how its ids, days and parties differ."""

    def __init__(self, number: int, states: list[str]) -> None:
        self.number = number
        self.days = DAYS * number
        self.mask = number * _STEP % 2**64
        self.other = {code: states[(at + 37 * number) % len(states)] for at, code in enumerate(states)}

    def id(self, old: str) -> str:
        return f"{int(old, 16) ^ self.mask:016x}"

    def ids(self, old: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self.id, old))

    def party(self, code: str) -> str:
        return self.other.get(code, f"{code}-{self.number}")

    def version(self, old: int) -> int:
        return old + 1_000_000 * self.number

    def day(self, number: int) -> int:
        return number if number in (times.FIRST, times.LAST) else number + self.days

    def when(self, text: str | None) -> str | None:
        if text is None:
            return None
        first, last = times.window(text)
        return times.text((self.day(first), self.day(last)))

    def event(self, value: bytes) -> bytes:
        if not value:
            return value
        old, later = _event(value), timedelta(days=self.days)
        change = msgspec.structs.replace
        return _encode(
            change(
                old,
                id=self.id(old.id),
                actor=tuple(map(self.party, old.actor)),
                recipient=tuple(map(self.party, old.recipient)),
                when=self.when(old.when),
                claims=self.ids(old.claims),
                why=tuple(change(why, claim=self.id(why.claim)) for why in old.why),
                figures=tuple(change(figure, claims=self.ids(figure.claims)) for figure in old.figures),
                statuses=tuple(
                    change(step, date=step.date + later, claims=self.ids(step.claims)) for step in old.statuses
                ),
                first=old.first + later,
                last=old.last + later,
            )
        )

    def telling(self, head: bytes, told: bytes) -> tuple[Telling, bytes]:
        old, change = _head(head), msgspec.structs.replace
        date = self.day(old.source.date)
        source = change(old.source, version=self.version(old.source.version), date=date)
        made = change(
            old,
            id=self.id(old.id),
            source=source,
            actor=frozenset(map(self.party, old.actor)),
            recipient=frozenset(map(self.party, old.recipient)),
            lo=self.day(old.lo),
            hi=self.day(old.hi),
            order=(date, old.order[1], self.id(old.order[2]), self.id(old.order[3])),
        )
        claims = tuple(
            change(
                claim,
                claim=self.id(claim.claim),
                actor=tuple(map(self.party, claim.actor)),
                recipient=tuple(map(self.party, claim.recipient)),
                when=self.when(claim.when),
                window=claim.window and (self.day(claim.window[0]), self.day(claim.window[1])),
            )
            for claim in _told(told)
        )
        return made, _encode(claims)


def fill(path: str, copies: int) -> None:
    """Add the copies to the ledger at `path`."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA synchronous = OFF")
        rows = {
            table: conn.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("tellings", "telling_claims", "telling_links", "events", "event_parties", "prints")
        }
        versions = conn.execute(
            "SELECT * FROM reports WHERE version IN (SELECT DISTINCT version FROM tellings)"
        ).fetchall()
        firsts = {row[0] for row in conn.execute("SELECT telling FROM telling_keys WHERE is_first")}
        columns = [column[1] for column in conn.execute("PRAGMA table_info(reports)")]
        states = sorted({row[0] for row in rows["event_parties"] if row[0].isupper()})
        for number in range(1, copies):
            copy = Copy(number, states)
            add(conn, "reports", map(dict, (zip(columns, row, strict=True) for row in versions)), copy)
            tellings(conn, rows["tellings"], firsts, copy)
            many(conn, "telling_claims", ((copy.id(claim), copy.id(one)) for claim, one in rows["telling_claims"]))
            links = rows["telling_links"]
            many(
                conn,
                "telling_links",
                ((None, copy.version(v), kind, copy.id(a), copy.id(b), why) for _, v, kind, a, b, why in links),
            )
            events(conn, rows["events"], copy)
            parties = rows["event_parties"]
            many(
                conn,
                "event_parties",
                (
                    (copy.party(party), role, kind, copy.day(hi), copy.id(event), copy.day(lo), status)
                    for party, role, kind, hi, event, lo, status in parties
                ),
            )
            many(conn, "prints", ((copy.version(version), print_) for version, print_ in rows["prints"]))
        conn.execute("ANALYZE")


def add(conn: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]], copy: Copy) -> None:
    many(
        conn,
        table,
        (
            tuple(
                {
                    **row,
                    "version": copy.version(row["version"]),
                    "id": f"{row['id']}-{copy.number}",
                    "digest": f"{row['digest']}-{copy.number}",
                    "body": "",
                }.values()
            )
            for row in rows
        ),
    )


def tellings(conn: sqlite3.Connection, rows: list[tuple[Any, ...]], firsts: set[str], copy: Copy) -> None:
    made, looked_up = [], []
    for one, version, date, until, first, event, score, reasons, head, told in rows:
        telling, claims = copy.telling(head, told)
        places = (copy.id(first), copy.id(event), score, reasons)
        made.append((telling.id, copy.version(version), copy.day(date), until, *places, _encode(telling), claims))
        for key, reach in keys(telling).items():
            looked_up.append((key, reach.size, reach.lo, telling.id, reach.hi, telling.source.date, one in firsts))
    many(conn, "tellings", made)
    many(conn, "telling_keys", looked_up)


def events(conn: sqlite3.Connection, rows: list[tuple[Any, ...]], copy: Copy) -> None:
    many(
        conn,
        "events",
        (
            (copy.id(one), event, mode, status, *map(copy.day, days), copy.event(value), copy.event(brief))
            for one, event, mode, status, *days, value, brief in rows
        ),
    )


def many(conn: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        first = row
        break
    else:
        return
    marks = ", ".join("?" * len(first))
    rest = rows if not isinstance(rows, list) else rows[1:]
    conn.execute(f"INSERT INTO {table} VALUES ({marks})", first)
    conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rest)


def main() -> None:
    source = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[2] if len(sys.argv) > 2 else f"{folder}/million.db"
        shutil.copy(source, path)
        with closing(sqlite3.connect(path)) as conn:
            [own] = conn.execute("SELECT count(*) FROM telling_claims").fetchone()
        copies = -(-CLAIMS // own)
        fill(path, copies)
        from datetime import date  # noqa: PLC0415

        row: dict[str, Any] = {"claims": own * copies, "file_mb": round(Path(path).stat().st_size / 1e6)}
        with closing(sqlite3.connect(path)) as conn:
            [last] = conn.execute("SELECT max(date) FROM tellings").fetchone()
        end = date.fromordinal(last)
        with Ledger.open(path) as ledger:
            for name, ask in questions(ledger, end - timedelta(days=DAYS // 2), end).items():
                row[f"{name}_ms"] = summary([timed(ask) for _ in range(5)])
                print(name, row[f"{name}_ms"], flush=True)
        (DOCS / "million.json").write_text(json.dumps(row, indent=1) + "\n")
        print(row)


if __name__ == "__main__":
    main()
