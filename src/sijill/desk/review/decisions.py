"""A decision as a form sends it, read into what the ledger keeps."""

from __future__ import annotations

import re

from sijill import edtf
from sijill.claim import KINDS, STATUSES
from sijill.desk import names
from sijill.desk.asking import KIND_NAMES
from sijill.errors import UsageError

_COUNT = re.compile(r"(\d{1,9})(?:\s*([-–+])\s*(\d{1,9})?)?")
_SEPARATORS = re.compile(r"[,،;|]+")

CORRECTED = ("kind", "status", "actor", "recipient", "count", "when", "said")
"""What can be corrected in the form; `kind` stands for event and mode together."""


def corrected(field: str, text: str) -> object:
    """The value of a corrected field, as the codebook's JSON has it. Raises UsageError where the text gives none."""
    text = text.strip()
    if field == "status":
        return _of(field, text, STATUSES)
    if field in ("actor", "recipient"):
        return [code(part) for part in _SEPARATORS.split(text) if part.strip()]
    if field == "count":
        return count(text)
    if field == "when":
        return when(text)
    if field == "said":
        kind, _, by = text.partition(" ")
        return {"kind": _of(field, kind, KINDS), "by": code(by) if by.strip() else None}
    raise UsageError(f"a claim has no field {field[:40]!r} to correct; choose of {', '.join(CORRECTED)}")


def kind(text: str) -> tuple[str, str | None]:
    """Event and mode of a kind's name."""
    event, _, mode = _of("kind", text, KIND_NAMES).partition("/")
    return event, mode or None


def count(text: str) -> list[int | None] | None:
    """A count as people write it: `52`, `20-99`, `1001+`; None for an empty text."""
    if not text:
        return None
    match = _COUNT.fullmatch(text.replace(",", ""))
    low = int(match[1]) if match else 0
    if match and match[2] is None:
        return [low, low]
    if match and match[2] == "+" and match[3] is None:
        return [low, None]
    if match and match[2] != "+" and match[3] and int(match[3]) >= low:
        return [low, int(match[3])]
    raise UsageError(f"count: {text[:40]!r} is none; write 52, 20-99 or 1001+")


def when(text: str) -> str | None:
    """A time in EDTF; None for an empty text."""
    if not text:
        return None
    try:
        edtf.bounds(text)
    except ValueError as error:
        raise UsageError(f"when: {error}") from error
    return text


def code(text: str) -> str:
    """The code of a party that is given by its code or by a name. Raises UsageError where it is none."""
    text = text.strip()
    if names.known(text):
        return text
    if names.known(text.upper()):
        return text.upper()
    found = names.find(text, 1)
    if found:
        return found[0].code
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if not slug or len(slug) > 80 or not text.isascii():
        raise UsageError(f"no party is known as {text[:60]!r}; write its code, or its name in Latin letters")
    return slug


def _of(field: str, text: str, valid: tuple[str, ...]) -> str:
    if text not in valid:
        raise UsageError(f"{field}: there is no {text[:40]!r}; choose of {', '.join(valid)}")
    return text
