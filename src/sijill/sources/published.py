"""The published form: a line `date YYYY-MM-DD - point - point`, a blank line, the body, the agency in parentheses.

It has no title, and its id is the file's stem.
"""

from __future__ import annotations

import re

from sijill.sources.agencies import on_last_line
from sijill.sources.draft import Draft

SUFFIXES: tuple[str, ...] = ()

_HEADER = re.compile(r"\s*date[ \t:]+(?P<date>\d{4}\S*)[ \t]*(?P<points>[^\n]*(?:\n[ \t]*[-–—•*][ \t][^\n]*)*)(?:\n|$)")
_BETWEEN = re.compile(r"\s+[-–—•*]\s+")
_ENDS = (".", "!", "?", "؟", "…", '."', ".»", ".”")


def recognise(head: str) -> bool:
    """Whether a text that begins with `head` is in the published form."""
    return _HEADER.match(head) is not None


def read(text: str) -> Draft:
    """The report in `text`, which `recognise` must have known."""
    header = _HEADER.match(text)
    if header is None:
        raise ValueError("not in the published form")
    body = text[header.end() :].strip()
    return Draft(date=header["date"], points=split_points(header["points"]), body=body, agency=on_last_line(body))


def split_points(line: str) -> tuple[str, ...]:
    """The points of a header, which stand between dashes with a space on both sides.

    Where points end in a full stop, a dash in the middle of a sentence does not split it.

    >>> split_points("- Minsk frees 52. - The talks - the second round - go on.")
    ('Minsk frees 52.', 'The talks - the second round - go on.')
    """
    pieces = _BETWEEN.split(" " + line.strip())
    dashes = _BETWEEN.findall(" " + line.strip())
    points = [pieces[0]]
    stopped = any(piece.rstrip().endswith(_ENDS) for piece in pieces[:-1])
    for dash, piece in zip(dashes, pieces[1:], strict=True):
        if stopped and points[-1].strip() and not points[-1].rstrip().endswith(_ENDS):
            points[-1] += dash + piece
        else:
            points.append(piece)
    return tuple(point.strip() for point in points if point.strip())
