"""Full-text search over the sentence of a claim and the title of its report, and over whole reports.

Both sides are brought to the normal form, so that diacritics and the seats of hamza do not matter. A word that is
looked for is found as the beginning of a word, and behind the particles that Arabic writes together with it
("افراج" finds "والإفراج" and "للإفراج").
"""

from __future__ import annotations

import re

import sqlalchemy as sa

from sijill.errors import UsageError
from sijill.languages.arabic.normalise import normalise
from sijill.ledger.schema import claims, report_words

_WORD = re.compile(r"[^\W_]+")
_LEADS = ("", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وس", "ال", "لل", "وال", "فال", "بال", "كال", "ولل", "وبال")


def words(text: str) -> str:
    """The words of `text` in normal form, a space before and behind each: what a search looks into."""
    return f" {' '.join(_WORD.findall(normalise(text).casefold()))} "


def holds(text: str, *, sqlite: bool) -> sa.ColumnElement[bool]:
    """The condition that a claim holds all words of `text`. Raises UsageError where `text` has no word."""
    return _holds(text, "claims_fts", claims.c.key, claims.c.words, sqlite=sqlite)


def report_holds(text: str, *, sqlite: bool) -> sa.ColumnElement[bool]:
    """The same for a report (a row of `report_words`), its title and body."""
    return _holds(text, "reports_fts", report_words.c.version, report_words.c.words, sqlite=sqlite)


def index_reports(conn: sa.Connection, first: int) -> None:
    """Put the rows of `report_words` from version `first` on into the index, in one statement: in SQLite alone."""
    added = "INSERT INTO reports_fts (rowid, words) SELECT version, words FROM report_words WHERE version >= :first"
    conn.execute(sa.text(added), {"first": first})


def _holds(
    text: str, index: str, key: sa.Column[int], column: sa.Column[str], *, sqlite: bool
) -> sa.ColumnElement[bool]:
    wanted = [_beginnings(word) for word in words(text).split()]
    if not wanted:
        raise UsageError(f"there is no word to look for in {text!r}")
    if sqlite:
        query = " AND ".join("(" + " OR ".join(f'"{beginning}"*' for beginning in any_of) + ")" for any_of in wanted)
        found = sa.text(f"SELECT rowid FROM {index} WHERE {index} MATCH :words").bindparams(words=query)
        return key.in_(found)
    return sa.and_(*(sa.or_(*(column.contains(f" {beginning}") for beginning in any_of)) for any_of in wanted))


def _beginnings(word: str) -> list[str]:
    if not "ء" <= word[0] <= "ي":
        return [word]
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else word
    return [lead + stem for lead in _LEADS]
