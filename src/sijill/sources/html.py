"""Saved web pages, through trafilatura: the article's text, and what the page's metadata say of it.

Only dates that the page states (metadata, address, time elements) are taken: a date that is merely found somewhere in
the page, such as the year of a copyright line, would be a guess.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from sijill.sources.draft import Draft
from sijill.sources.problems import SetAside

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")

_MARKUP = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_SENTENCE = re.compile(r"^.{20,}[.!?؟…](?:\s|\W*$)", re.MULTILINE)  # lists of links have none
_DATES = {"extensive_search": False, "original_date": True}


def recognise(head: str) -> bool:
    """Whether a text that begins with `head` is an HTML page."""
    return head.lstrip().startswith("<") and _MARKUP.search(head) is not None


def read(text: str) -> Draft:
    """The article in the page `text`. Raises SetAside where there is none."""
    text = _DECLARATION.sub("", text, count=1)  # lxml refuses a declared encoding in text that is decoded
    page = _extract(text)
    body = (page.text or "").strip() if page else ""
    if not body or not (_SENTENCE.search(body) or _extract(text, fast=True, favor_precision=True)):
        raise SetAside("no-article")
    title = " ".join((page.title or "").split())
    if title and body.startswith(title + "\n"):
        body = body[len(title) :].lstrip()
    return Draft(body=body, title=title, date=page.date, outlet=page.sitename, url=page.url)


def _extract(text: str, **options: bool) -> Any:
    library = _trafilatura()
    try:
        return library.bare_extraction(
            text,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=_DATES,
            **options,
        )
    except Exception:  # noqa: BLE001 (a parser fed by the open web may raise anything, and the run goes on)
        return None


@cache
def _trafilatura() -> Any:
    """The library, imported when the first page comes (~300 ms) and kept from writing to standard error."""
    import trafilatura  # noqa: PLC0415

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return trafilatura
