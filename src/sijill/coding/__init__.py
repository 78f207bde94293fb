"""Text to claims, in small passes that can be read one by one."""

from __future__ import annotations

from sijill.coding.coder import code_report
from sijill.coding.version import CODER

__all__ = ["CODER", "code_report"]
