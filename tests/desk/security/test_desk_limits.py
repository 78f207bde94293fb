from __future__ import annotations

from sijill.desk.security.limits import Limit


def test_a_limit_counts_each_key() -> None:
    limit = Limit("2/hour")
    assert [limit.allows("a", "b"), limit.allows("a"), limit.allows("a"), limit.allows("b"), limit.allows("b")] == [
        True,
        True,
        False,
        True,
        False,
    ]
    limit.forget("a")
    assert limit.allows("a")
