"""The forms that reports come in. A source yields reports and problems, and knows nothing of coding.

A way in for each step: `walking` finds files, `unpacking` opens gzip, `decoding` makes text of bytes; then one module
a form, each with `recognise` (is this text of my form?) and `read`; `checking` turns what a form gave into a report or
sets it aside; `reading` puts them together.
"""

from __future__ import annotations

from sijill.sources.reading import count_files, read_paths

__all__ = ["count_files", "read_paths"]
