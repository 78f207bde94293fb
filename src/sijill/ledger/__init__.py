"""The ledger: reports, claims, what was set aside, and the runs that read them.

Its law:

- Nothing that was written is changed. Reading the same reports again adds nothing but a line in the list of runs.
- A report whose text or date changed is a new version beside the old ones. Its newest version is the one first read
  last.
- A newer coder adds its claims beside those of the older ones. The newest coder of a version is the one that coded
  it last; no coder codes a version twice.
- Questions are answered from the newest coder's claims of the newest version of each report, unless asked otherwise.
- A reading that is cut off at any point leaves a whole ledger, and running it again completes it.
"""

from __future__ import annotations

from sijill.ledger.ledger import Ledger
from sijill.ledger.records import (
    ClaimFilter,
    Coder,
    Overview,
    ReportFilter,
    Run,
    StoredClaim,
    StoredProblem,
    Summary,
    Tally,
    Version,
)

__all__ = [
    "ClaimFilter",
    "Coder",
    "Ledger",
    "Overview",
    "ReportFilter",
    "Run",
    "StoredClaim",
    "StoredProblem",
    "Summary",
    "Tally",
    "Version",
]
