"""Loading what is kept for as long as the process runs: the language pack and the weights."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def for_good() -> Iterator[None]:
    """Within it nothing is looked over for garbage: of hundreds of thousands of objects that are all kept, that takes a
    quarter of the time that loading them does."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
