"""Plain text with nothing in front: all of it is the body, and the date must come from the caller."""

from __future__ import annotations

from sijill.sources.draft import Draft

SUFFIXES: tuple[str, ...] = ()


def recognise(head: str) -> bool:
    """Any text is plain text: this form is asked last."""
    return True


def read(text: str) -> Draft:
    """The report in `text`."""
    return Draft(body=text.strip())
