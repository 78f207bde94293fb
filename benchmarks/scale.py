"""How the cost of events grows with the claims: memory, rebuilding, one more report, and questions.

`python benchmarks/scale.py LEDGER` takes the reports of a ledger that have claims, and makes ledgers of 10,000 to
1,000,000 claims of them: each copy is moved on by three weeks, and its parties are others, so that it holds different
events. It prints a row a size, and writes `docs/scale.json`; `--plot` draws that as `docs/scale.svg` and does nothing
else (it wants matplotlib: `pip install -e '.[bench]'`). Timings are of one process, in CPU and in wall time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sijill.ledger import Ledger
from sijill.ledger.database import Database
from sijill.ledger.rows import batched
from sijill.ledger.schema import claims, coded, reports, runs, unjoined
from sijill.reconcile import EventFilter

DOCS = Path(__file__).parent.parent / "docs"
SIZES = (10_000, 31_600, 100_000, 316_000, 1_000_000)
DAYS = 21
"""How far each copy is moved on: the corpus is of three weeks."""
HELD_OUT = 24
BATCH = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", nargs="?", help="a ledger of real reports")
    parser.add_argument("--plot", action="store_true", help="draw docs/scale.json")
    parser.add_argument("--size", type=int, action="append", help="another number of claims; repeatable")
    parser.add_argument("--folder", help="where the ledgers are made; they are taken away afterwards")
    parser.add_argument("--one", nargs=2, metavar=("FILE", "CLAIMS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.plot:
        plot()
    elif options.one:
        print(json.dumps(measure(options.ledger, options.one[0], int(options.one[1]))))
    else:
        rows = []
        for size in options.size or SIZES:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:  # a process a size: memory is its own
                command = [sys.executable, __file__, options.ledger, "--one", f"{folder}/ledger.db", str(size)]
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            rows.append(json.loads(done.stdout))
            print(rows[-1], flush=True)
            DOCS.mkdir(exist_ok=True)
            (DOCS / "scale.json").write_text(json.dumps({"day": str(date.today()), "rows": rows}, indent=1) + "\n")


def measure(source: str, path: str, size: int) -> dict[str, Any]:
    """Make a ledger of `size` claims at `path`, and time what is asked of it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as maker:  # its memory is not what is measured
        held_out = maker.submit(make, source, path, size).result()
    row: dict[str, Any] = {"claims": size}
    with Ledger.open(path) as ledger:
        row["rebuild"] = timed(lambda: ledger.reconcile(anew=True))
        row["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        joins = []
        for report, told in held_out:
            with ledger._database.write() as conn:
                insert(conn, [(report, told)])
            joins.append(timed(ledger.reconcile))
        row["join_ms"] = summary(joins)
        row["events"] = ledger.count_events(EventFilter())
        last = date.fromisoformat(held_out[-1][0]["date"])
        middle = last - timedelta(days=DAYS // 2)
        for name, ask in questions(ledger, middle, last).items():
            row[f"{name}_ms"] = summary([timed(ask) for _ in range(5)])
    row["file_mb"] = round(Path(path).stat().st_size / 1e6)
    return row


def questions(ledger: Ledger, middle: date, last: date) -> dict[str, Callable[[], object]]:
    """What is asked: of the most active holder there is, the least favourable one."""
    holder = busiest(ledger)
    [event] = ledger.events(EventFilter(events=("RETREAT/release",), actors=(holder,), limit=1))
    recent = last - timedelta(days=30)
    return {
        "balance": lambda: ledger.balance(holder),
        "balance_month": lambda: ledger.balance(holder, since=recent, until=last),
        "balance_as_of": lambda: ledger.balance(holder, as_of=middle),
        "events": lambda: list(ledger.events(EventFilter(limit=100))),
        "events_of_holder": lambda: list(ledger.events(EventFilter(actors=(holder,), limit=100))),
        "events_of_kind": lambda: list(ledger.events(EventFilter(events=("RETREAT/release",), limit=100))),
        "events_of_month": lambda: list(ledger.events(EventFilter(since=recent, until=last, limit=100))),
        "events_as_of": lambda: list(ledger.events(EventFilter(as_of=middle, limit=100))),
        "count": lambda: ledger.count_events(EventFilter()),
        "event": lambda: ledger.event(event.id),
        "event_as_of": lambda: ledger.event(event.id, as_of=last),
    }


def busiest(ledger: Ledger) -> str:
    """The party that took and freed most often."""
    from sijill.ledger.schema import event_parties  # noqa: PLC0415

    query = (
        sa.select(event_parties.c.party)
        .where(event_parties.c.role == "actor", event_parties.c.kind.in_(("RETREAT/release", "COERCE/arrest")))
        .group_by(event_parties.c.party)
        .order_by(sa.func.count().desc())
        .limit(1)
    )
    with ledger._database.read() as conn:
        return str(conn.scalar(query))


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Seconds of CPU and of the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    ask()
    return round(time.process_time() - cpu, 5), round(time.perf_counter() - wall, 5)


def summary(times: list[tuple[float, float]]) -> dict[str, float]:
    """Median and worst in milliseconds, of CPU and of the clock."""
    cpu, wall = zip(*times, strict=True)
    named = {
        "cpu": statistics.median(cpu),
        "wall": statistics.median(wall),
        "cpu_worst": max(cpu),
        "wall_worst": max(wall),
    }
    return {name: round(1000 * value, 1) for name, value in named.items()}


Item = tuple[dict[str, Any], list[dict[str, Any]]]


def make(source: str, path: str, size: int) -> list[Item]:
    """Fill a new ledger with `size` claims, and give the reports that come next."""
    database = Database.open(path, create=True)
    made = 0
    held_out: list[Item] = []
    with database.write() as conn:
        conn.execute(sa.text("DROP TRIGGER claims_fts_insert"))  # no question here searches words
        conn.execute(sa.insert(runs).values(run=1, coder="scale", started="2026-01-01"))
        for batch in batched(copies(source), BATCH):
            kept = []
            for report, told in batch:
                if made >= size:
                    held_out.append((report, told))
                else:
                    kept.append((report, told))
                    made += len(told)
            if kept:
                insert(conn, kept)
            if len(held_out) >= HELD_OUT:
                break
    database.close()
    return held_out[:HELD_OUT]


def insert(conn: sa.Connection, items: list[Item]) -> None:
    conn.execute(sa.insert(reports), [report for report, _ in items])
    versions = [report["version"] for report, _ in items]
    conn.execute(sa.insert(coded), [{"version": version, "coder": "scale", "run": 1} for version in versions])
    conn.execute(sa.insert(unjoined), [{"version": version} for version in versions])
    conn.execute(sa.insert(claims), [claim for _, told in items for claim in told])


def copies(source: str) -> Iterator[Item]:
    """The reports of `source` that have claims, in the order of their days, again and again."""
    real = list(originals(source))
    states = sorted({code for _, told in real for row in told for code in row["actor"] if code.isupper()})
    version = 0
    copy = 0
    while True:
        other = {code: states[(at + 37 * copy) % len(states)] for at, code in enumerate(states)}
        for report, told in real:
            version += 1
            day = (date.fromisoformat(report["date"]) + timedelta(days=DAYS * copy)).isoformat()
            name = f"{report['id']}-{copy}"
            yield (
                {**report, "id": name, "digest": name, "date": day, "version": version, "run": 1},
                [moved(row, copy, version, other) for row in told],
            )
        copy += 1


def moved(row: dict[str, Any], copy: int, version: int, other: dict[str, str]) -> dict[str, Any]:
    """A claim of a copy: on other days, of other parties."""

    def day(text: str | None) -> str | None:
        if text is None or text[:4] in ("0001", "9999"):
            return text
        return (date.fromisoformat(text) + timedelta(days=DAYS * copy)).isoformat()

    def when() -> str | None:
        if not row["when"]:
            return None
        first, last = day(row["when_from"]), day(row["when_to"])
        if first == last:
            return first
        return f"{'..' if first and first < '0002' else first}/{'..' if last and last > '9998' else last}"

    sides = {
        side: [other.get(code, f"{code}-{copy}" if copy else code) for code in row[side]]
        for side in ("actor", "recipient")
    }
    return {
        **{name: value for name, value in row.items() if name != "key"},
        **sides,
        "id": hashlib.sha256(f"{row['id']} {copy}".encode()).hexdigest()[:16],
        "version": version,
        "coder": "scale",
        "run": 1,
        "when": when(),
        "when_from": day(row["when_from"]),
        "when_to": day(row["when_to"]),
    }


def originals(source: str) -> Iterator[Item]:
    database = Database.open(source, create=False)
    with database.read() as conn:
        told: dict[int, list[dict[str, Any]]] = {}
        for row in conn.execute(sa.select(claims).order_by(claims.c.key)).mappings():
            told.setdefault(row["version"], []).append({**row})
        for report in conn.execute(sa.select(reports).order_by(reports.c.date, reports.c.id)).mappings():
            if report["version"] in told:
                yield {**report}, told[report["version"]]
    database.close()


def plot() -> None:
    """Draw docs/scale.json."""
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("svg")
    from matplotlib import pyplot  # noqa: PLC0415

    mpl.rcParams["svg.hashsalt"] = "sijill"
    found = json.loads((DOCS / "scale.json").read_text())
    rows = found["rows"]
    sizes = [row["claims"] for row in rows]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
    left.loglog(sizes, [row["rebuild"][0] for row in rows], "o-", label="rebuilding, CPU seconds")
    left.loglog(sizes, [row["memory_mb"] / 1000 for row in rows], "s-", label="memory, GB")
    first = rows[0]
    left.loglog(
        sizes, [first["rebuild"][0] * size / first["claims"] for size in sizes], ":", color="grey", label="linear"
    )
    left.set_xlabel("claims")
    left.legend()
    copied = DOCS / "million.json"  # see million.py
    asked = [*rows, json.loads(copied.read_text())] if copied.exists() else rows
    for name in sorted(name for name in first if name.endswith("_ms")):
        points = [(row["claims"], row[name]["cpu"]) for row in asked if name in row]
        right.semilogx(*zip(*points, strict=True), "o-", markersize=3, label=name.removesuffix("_ms"))
    right.axhline(200, color="grey", linestyle=":")
    right.set_xlabel("claims")
    right.set_ylabel("median CPU milliseconds")
    right.legend(fontsize=7, ncols=2)
    figure.suptitle(f"Events: cost by number of claims ({found['day']})")
    figure.savefig(DOCS / "scale.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
