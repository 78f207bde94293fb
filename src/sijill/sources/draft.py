"""What a form gives before it is checked: the values as they stand in the source."""

from __future__ import annotations

import msgspec


class Draft(msgspec.Struct, kw_only=True):
    """A report as a source gives it. The names are `Report`'s; `date` is as written; all but `body` may be missing."""

    body: str
    id: str | None = None
    date: str | None = None
    outlet: str | None = None
    title: str | None = None
    agency: str | None = None
    language: str | None = None
    url: str | None = None
    points: tuple[str, ...] = ()
