"""Tellings know who was at large, and what is a handing over to one report and a release to another is one event: what
earlier versions joined is joined anew when it is next asked for."""

from __future__ import annotations

from sijill.ledger.migrations.made import forget

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forget what was made of claims, and mark all that was coded as not joined."""
    forget()
