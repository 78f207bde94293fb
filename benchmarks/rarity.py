"""How common words are in reports: `python benchmarks/rarity.py LEDGER` writes `reconcile/data/common-words.tsv`.

Counted are sentences: those of a ledger's claims, and of the reports in `annotations/written`, of other years;
a word's share is the mean of the two, so that neither's topics weigh too much. Only the more common words are kept,
cut to their beginning as `tellings.stems` does: whatever is not in the table is rare.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sijill.claim import Span
from sijill.coding.sentences import sentences
from sijill.ledger.database import Database
from sijill.ledger.joining import claims_of
from sijill.reconcile.cues import normal
from sijill.reconcile.rarity import RARE
from sijill.reconcile.tellings import stems

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src/sijill/reconcile/data/common-words.tsv"
HEAD = """\
# How common a word is: the share of sentences of reports that hold it, in thousandths. Words are cut to their beginning
# (reconcile/tellings.py). Written by benchmarks/rarity.py; a word that is not here is rarer than all of these.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    ledger = shares(of_ledger(parser.parse_args().ledger))
    own = shares(of_written())
    mean = {word: (ledger[word] + own[word]) / 2 for word in ledger.keys() | own.keys()}
    rows = [f"{word}\t{1000 * share:.1f}\n" for word, share in sorted(mean.items()) if share >= RARE]
    TABLE.write_text(HEAD + "word\tshare\n" + "".join(rows), "utf-8")
    print(f"{len(rows)} words")


def shares(texts: Iterable[str]) -> Counter[str]:
    """The share of `texts` that hold each word."""
    found: Counter[str] = Counter()
    total = 0
    for text in texts:
        found.update(stems(normal(text)))
        total += 1
    return Counter({word: count / total for word, count in found.items()})


def of_ledger(path: str) -> Iterable[str]:
    """The sentences that hold claims, each once."""
    database = Database.open(path, create=False)
    with database.read() as conn:
        for _, report, claims in claims_of(conn, None):
            spans: set[Span] = {claim.sentence for _, claim in claims}
            yield from (report.text[start:end] for start, end in sorted(spans))
    database.close()


def of_written() -> Iterable[str]:
    """The sentences of the reports that were written for training."""
    for line in (ROOT / "annotations/written/reports.jsonl").read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        yield from (text[start:end] for start, end in sentences(text))


if __name__ == "__main__":
    main()
