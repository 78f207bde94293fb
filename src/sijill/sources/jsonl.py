"""JSON Lines: one object a line, with id, date, outlet, url, title, text, language, agency, points (or key_points).

Other keys are ignored. Title and text stay as they are, blanks included, so that offsets made elsewhere hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from sijill.sources.decoding import decode_line
from sijill.sources.draft import Draft
from sijill.sources.problems import SetAside

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson", ".json")

_OBJECT = re.compile(r"\s*(?:\{|\[\s*(?:[\[{\]]|$))")
_DOCUMENT = re.compile(r"\s*(?:\{\s*\n\s*\"|\[\s*\n\s*\{)")
_SINGLE = ("id", "date", "outlet", "url", "title", "language", "agency")


def recognise(head: str) -> bool:
    """Whether a text that begins with `head` is JSON Lines, or JSON at all."""
    return _OBJECT.match(head) is not None


def is_document(head: str) -> bool:
    """Whether JSON that begins with `head` is one document over several lines."""
    return _DOCUMENT.match(head) is not None


def split_lines(chunks: Iterator[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of `chunks` with their numbers, from 1; None for a line of more than `limit` bytes.

    Such a line is never held: at most `limit` bytes and a chunk are.
    """
    number, parts, length = 1, list[bytes](), 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            whole = b"".join([*parts, piece])
            yield number, whole if length + len(piece) <= limit else None
            number, parts, length = number + 1, [], 0
        length += len(rest)
        if length > limit:
            parts = []
        elif rest:
            parts.append(rest)
    if length:
        yield number, b"".join(parts) if length <= limit else None


def read_line(line: bytes) -> Draft | None:
    """The report on one line, None where the line is blank. Raises SetAside where it holds none."""
    text = decode_line(line)
    if not text or text.isspace():
        return None
    try:
        record = json.loads(text)
    except RecursionError:
        raise SetAside("json", error="nested too deep") from None
    except ValueError as error:
        raise SetAside("json", error=str(error).splitlines()[0]) from None
    if not isinstance(record, dict):
        raise SetAside("json", error=f"a {type(record).__name__} stands there")
    if not isinstance(record.get("text"), str):
        raise SetAside("json", error="the key text is missing" if "text" not in record else "text is no string")
    given = {key: str(record[key]) for key in _SINGLE if isinstance(record.get(key), str | int)}
    points = record.get("points") or record.get("key_points") or ()
    if not isinstance(points, list):
        points = ()
    return Draft(body=record["text"], points=tuple(point for point in points if isinstance(point, str)), **given)
