"""How long the desk's pages take over a large ledger: `python benchmarks/desk_pages.py LEDGER`.

Each address is asked for in the process, without a network between, 1 + N times; the first time is shown apart, for it
may fill what is kept until the ledger changes. `cpu` is the processor's time alone, which other programs on the machine
do not change. Only reads.
"""

from __future__ import annotations

import argparse
import statistics
import time
from urllib.parse import quote

from fastapi.testclient import TestClient

from sijill.desk import Settings, create_app
from sijill.ledger import Ledger
from sijill.reconcile import EventFilter

LIMIT = 0.150
TIMES = 15


def addresses(ledger: Ledger, busiest: list[str]) -> list[str]:
    """The pages of a ledger: those of its busiest parties, its largest event, its latest report."""
    events = list(ledger.events(EventFilter(limit=2000)))
    event = max(events, key=lambda one: len(one.claims)) if events else None
    day = events[len(events) // 2].first if events else None
    found = ["/", "/situations", "/events", "/events?event=RETREAT/release", "/events?page=20", "/deals", "/review"]
    for code in busiest[:3]:
        found += [f"/situations/{quote(code)}", f"/situations/{quote(code)}?as_of={day}", f"/parties/{quote(code)}"]
    if len(busiest) > 1:
        found.append(f"/situations/{quote(busiest[0])}/{quote(busiest[1])}")
    words = quote("السجناء")
    found += [f"/search?q={words}", f"/search?q={words}&in=reports", f"/search?q={words}&in=claims",
              f"/search?q={words}&in=events", "/search?in=claims&event=COERCE/arrest&page=10"]  # fmt: skip
    if event:
        stored = ledger.claim(event.claims[0])
        found += [f"/events/{event.id}", f"/claims/{stored.id}", f"/reports/{quote(stored.report.id, safe='')}",
                  f"/review?claim={stored.id}"]  # fmt: skip
    if deals := ledger.deals(limit=1):
        found.append(f"/deals/{deals[0].id}")
    return [*found, "/add", "/audit", "/api/v1/events", "/api/v1/claims", "/api/v1/deals"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args()
    with Ledger.open(options.ledger, create=False) as ledger:
        app = create_app(ledger, Settings(author="bench"))
        with TestClient(app, "http://127.0.0.1") as client:
            began = time.perf_counter()
            summary = app.state.desk.summary()
            app.state.desk.queue.size()
            print(f"{summary.reports} reports, {summary.claims} claims, {summary.events} events, {summary.deals} deals")
            print(f"what is kept until the ledger changes: made in {time.perf_counter() - began:.1f} s")
            medians, cpus = [], []
            for address in addresses(ledger, [one.parties[0] for one in summary.holders]):
                taken, worked = [], []
                for _ in range(options.times + 1):
                    began, before = time.perf_counter(), time.process_time()
                    answer = client.get(address, follow_redirects=False)
                    taken.append(time.perf_counter() - began)
                    worked.append(time.process_time() - before)
                median, cpu = statistics.median(taken[1:]), statistics.median(worked[1:])
                medians.append(median)
                cpus.append(cpu)
                mark = " SLOW" if median > LIMIT else ""
                shown = f"{median * 1000:7.0f} ms  cpu {cpu * 1000:5.0f} ms  first {taken[0] * 1000:6.0f} ms"
                print(f"{answer.status_code} {shown}  {address}{mark}")
    middle, slowest = statistics.median(medians) * 1000, max(medians) * 1000
    print(f"median over {len(medians)} pages {middle:.0f} ms, slowest {slowest:.0f} ms", end="; ")
    print(f"cpu {statistics.median(cpus) * 1000:.0f} ms, at most {max(cpus) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
