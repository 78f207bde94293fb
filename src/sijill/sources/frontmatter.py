"""Plain text with front matter: lines `key: value` between two lines `---`, then the body.

The keys are id, date, outlet, title, agency, language, url and points (a list); others are ignored. Values may stand
in quotes; a list is `[one, two]` or lines that begin with `- `.
"""

from __future__ import annotations

import json
import re

from sijill.sources.draft import Draft
from sijill.sources.problems import SetAside

SUFFIXES: tuple[str, ...] = (".md",)

_OPENING = re.compile(r"\s*---[ \t]*\n")
_BLOCK = re.compile(r"\s*---[ \t]*\n(?P<lines>.*?)^---[ \t]*(?:\n|$)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")
_LISTED = re.compile(r"""\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)""")
_SINGLE = ("id", "date", "outlet", "title", "agency", "language", "url")


def recognise(head: str) -> bool:
    """Whether a text that begins with `head` opens with front matter."""
    return _OPENING.match(head) is not None


def read(text: str) -> Draft:
    """The report in `text`. Raises SetAside where the front matter is not closed."""
    block = _BLOCK.match(text)
    if block is None:
        raise SetAside("front-matter")
    values: dict[str, str] = {}
    points: list[str] = []
    key = ""
    for line in block["lines"].splitlines():
        if found := _KEY.match(line):
            key, value = found["key"].lower(), (found["value"] or "").strip()
            if key == "points":
                points = _inline_list(value)
            else:
                values[key] = _unquoted(value)
        elif key == "points" and (found := _ITEM.match(line)):
            points.append(_unquoted(found["value"].strip()))
    given = {name: values[name] for name in _SINGLE if values.get(name)}
    return Draft(body=text[block.end() :].strip(), points=tuple(filter(None, points)), **given)


def _inline_list(value: str) -> list[str]:
    if not (value.startswith("[") and value.endswith("]")):
        return [_unquoted(value)] if value else []
    return [_unquoted(item.strip()) for item in _LISTED.findall(value[1:-1])]


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) >= 2 and value[0] == value[-1] == '"':
        try:
            return str(json.loads(value, strict=False))
        except ValueError:
            return value[1:-1]
    return value
