"""How often something may be tried: a moving window per address and per account, in the memory of the process."""

from __future__ import annotations

import limits
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Limit:
    """At most so many tries in so long, as `5/minute`, for each key."""

    def __init__(self, rate: str) -> None:
        self._item = limits.parse(rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def allows(self, *keys: str) -> bool:
        """Counts a try for each of the keys, and tells whether all of them have one left."""
        return min([self._limiter.hit(self._item, key) for key in keys])  # every key counts, so no short cut

    def forget(self, *keys: str) -> None:
        """Lets the keys begin anew, as after a right password."""
        for key in keys:
            self._limiter.clear(self._item, key)
