"""How much it tells that two reports have a word in common: little for a common word, much for a rare one.

How common words are is data (`data/common-words.tsv`, from reports of many outlets and years). The weights are the same
for every ledger, so what is one event does not hang on what else a ledger holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from math import log
from zlib import crc32

from sijill.errors import PackError
from sijill.reconcile.tables import rows

RARE = 0.001
"""Words in a smaller share of sentences than this weigh `WHOLE`; the others the less, the more common they are."""
WHOLE = 1000
"""What a rare word weighs: whole numbers, so that a sum of them does not hang on the order of adding."""
_STEADY = 3 * WHOLE
"""Weight that counts as not in common, so that few words in common are less than many."""


@cache
def weights() -> dict[int, int]:
    """The weight of each common word, by its number. Raises PackError where the file breaks its schema."""
    try:
        shares = {word: float(share) / 1000 for word, share in rows("common-words.tsv", "word", "share")}
        return {crc32(word.encode()): round(WHOLE * min(1, log(share) / log(RARE))) for word, share in shares.items()}
    except ValueError as error:
        raise PackError(f"reconcile/data/common-words.tsv: {error}") from error


def weight(words: Iterable[int]) -> int:
    """What words weigh together."""
    known = weights()
    return sum([known.get(word, WHOLE) for word in words])


@lru_cache(maxsize=1 << 16)
def _whole(words: frozenset[int]) -> int:
    return weight(words)


def covered(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the lighter of two stretches, by weight, whose words the other has too: from 0 to below 1."""
    common = one & other
    return weight(common) / (min(_whole(one), _whole(other)) + _STEADY) if common else 0.0


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of all their words, by weight, that two stretches have in common: from 0 to below 1."""
    common = one & other
    if not common:
        return 0.0
    both = weight(common)
    return both / (_whole(one) + _whole(other) - both + _STEADY)
