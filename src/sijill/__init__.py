"""Sijill reads news reports, Arabic first, into a sourced ledger of detentions, releases, sanctions and talks."""

from __future__ import annotations

__version__ = "0.1.0"
