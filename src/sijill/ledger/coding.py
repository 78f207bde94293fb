"""Runs the coder over batches of reports, here or in other processes, and gives the results in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

from sijill.errors import CoderError
from sijill.ledger.records import Coder
from sijill.ledger.rows import Row, claim_row
from sijill.report import Problem, Report

PATIENCE = 5
"""Seconds until a process that codes ends without its parent."""

_ENDING = threading.Event()

Coded = list[Row] | Problem
"""The rows of a report's claims, or why there are none."""


class Batch(NamedTuple):
    """Items in the order in which they were read, and those of the reports that are to be coded."""

    items: list[Report | Problem]
    uncoded: list[Report]


def code_reports(coder: Coder, reports: list[Report]) -> list[Coded]:
    """Code each report; one on which the coder fails gives a problem, and the others go on.

    In a process that codes, what is left is dropped when the parent wants it to end: nobody will read the result.
    """
    coded = []
    for report in reports:
        if _ENDING.is_set():
            break
        coded.append(_code(coder, report))
    return coded


def code_batches(batches: Iterable[Batch], coder: Coder, jobs: int) -> Generator[tuple[Batch, list[Coded]], None, None]:
    """Each batch with what its uncoded reports gave, in the order of the batches.

    With more than one job other processes code, a few batches ahead, so that memory stays flat. Closing the iterator
    ends them. Raises CoderError where one of them dies.
    """
    if jobs == 1:
        for batch in batches:
            yield batch, code_reports(coder, batch.uncoded)
        return
    context = multiprocessing.get_context("spawn")
    line, held = context.Pipe(duplex=False)
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_live_while, initargs=(line,))
    pending: deque[tuple[Batch, Future[list[Coded]] | None]] = deque()
    try:
        for batch in batches:
            with _interrupts_held():
                future = executor.submit(code_reports, coder, batch.uncoded) if batch.uncoded else None
            pending.append((batch, future))
            while len(pending) > 2 * jobs:
                yield _first(pending)
        while pending:
            yield _first(pending)
        executor.shutdown()
    except BrokenProcessPool as error:
        raise CoderError(
            "a process that codes was killed, perhaps for want of memory: run again with fewer --jobs; "
            "what was written stays"
        ) from error
    finally:
        held.close()
        executor.shutdown(cancel_futures=True)
        line.close()


def _first(pending: deque[tuple[Batch, Future[list[Coded]] | None]]) -> tuple[Batch, list[Coded]]:
    batch, future = pending.popleft()
    return batch, future.result() if future else []


def _code(coder: Coder, report: Report) -> Coded:
    try:
        return [claim_row(report, claim) for claim in coder.code(report)]
    except Exception as error:  # noqa: BLE001  (whatever a coder does, the run goes on)
        return Problem(
            source=report.url or report.id,
            report=report.id,
            reason="coder-failed",
            detail=f"{coder.name} failed on it: {type(error).__name__}: {' '.join(str(error).split())}",
        )


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Holds Ctrl-C back, and for good in the processes that are started meanwhile: it is for the parent to end them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _live_while(line: Connection) -> None:
    """In a process that codes: end when the parent lets go of the line or dies."""
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()


def _end_with(line: Connection) -> None:
    """End after the report in hand. To die at once could leave half a result in the pipe, for which a parent that is
    alive would wait for ever; one that is dead needs the second step."""
    wait([line])
    _ENDING.set()
    time.sleep(PATIENCE)
    os._exit(1)
