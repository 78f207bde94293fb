"""Events are matched by rare words and titles too, and ties fall by what claims say: what earlier versions joined is
joined anew when it is next asked for."""

from __future__ import annotations

from sijill.ledger.migrations.made import forget

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forget what was made of claims, and mark all that was coded as not joined."""
    forget()
