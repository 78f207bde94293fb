"""The steps from each form of a ledger to the next, for Alembic. Steps that were released never change."""
