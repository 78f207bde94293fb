"""Sijill reads news reports, Arabic first, into a sourced ledger of detentions, releases, sanctions and talks.

>>> import sijill
>>> text = "أعلنت السلطات المصرية، الثلاثاء، الإفراج عن 12 صحافيا."
>>> [claim] = sijill.code(text, date="2025-11-26")
>>> claim.kind, claim.status, claim.actor, claim.count
('RETREAT/release', 'happened', ('EGY',), (12, 12))
>>> text[claim.start : claim.end]
'السلطات المصرية، الثلاثاء، الإفراج عن 12 صحافيا'
"""

from __future__ import annotations

from datetime import date as Date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sijill.claim import Claim
    from sijill.ledger import Ledger

__all__ = ["Ledger", "__version__", "code"]

__version__ = "0.1.0"


def code(text: str, *, date: Date | str, title: str = "") -> list[Claim]:
    """The claims of one text, in the order of their evidence.

    `date` is the day on which the text was published (a date, or ISO 8601); relative times are resolved against it.
    The claims' offsets count code points in the title, a blank line and `text`, or in `text` alone without a title.
    Raises ValueError where `date` is no date.
    """
    from sijill.coding import code_report  # noqa: PLC0415 -- the pack takes a moment to load
    from sijill.report import Report  # noqa: PLC0415

    published = Date.fromisoformat(date) if isinstance(date, str) else date
    return code_report(Report(id="", date=published, title=title, body=text))


def __getattr__(name: str) -> Any:
    if name == "Ledger":
        from sijill.ledger import Ledger  # noqa: PLC0415 -- a coder alone needs no database

        return Ledger
    raise AttributeError(f"module 'sijill' has no attribute {name!r}")
