"""The catalogue of everything that can be wrong with a source, with what to do about each."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "binary": "is not text: save it as text, HTML or JSON Lines",
    "empty": "is empty: nothing to read",
    "encoding": "is in no encoding known here: save it as UTF-8",
    "front-matter": "has front matter that no line --- closes: add it",
    "future-date": "has the date {date}, which has not come yet: correct it",
    "gzip": "is a broken gzip file ({error}): get it again",
    "gzip-bomb": "unpacks to more than {times} times its size: unpack it yourself if you trust it",
    "json": "is no JSON object with a text ({error}): correct the line",
    "json-document": "is one JSON document over several lines: write one object a line",
    "loop": "is a folder that holds itself by a link: remove the link",
    "no-article": "is an HTML page in which no article was found: save the article's own page",
    "no-date": "has no usable date ({found}): add it, or give one with --date",
    "no-text": "holds no word: nothing to read",
    "not-a-file": "is a pipe or a device: pipe it into standard input and read -",
    "old-date": "has the date {date}, before {first}: correct it",
    "too-big": "is longer than {limit}: split it",
    "unreadable": "cannot be read ({error}): check its permissions and its disk",
}
"""Each reason, and the rest of the line that begins with the source's name."""


class SetAside(Exception):  # noqa: N818 (not an error: the run goes on)
    """Raised within this room for what cannot be read. `reason` is a key of REASONS, `detail` its text filled in."""

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = reason
        self.detail = REASONS[reason].format(**values)
        super().__init__(self.detail)
