"""Text to claims, in small passes that can be read one by one."""

from __future__ import annotations

from sijill.coding.coder import CODER, code_report

__all__ = ["CODER", "code_report"]
