"""The words of time, from `data/times.toml`: what each can begin, looked up once per word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.numbers import Checker, opens_number, read_table

FILE = "times.toml"

_FRONTS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_LISTS = (
    "before_day", "two_days", "after_day", "past", "future", "current", "recent", "this", "earlier", "before_last",
    "after_next", "of", "between_unit_and_side", "half", "single", "edges", "opening_edges", "since", "until", "ago",
    "later", "by", "opens_range", "closes_range", "about", "unsure", "duration", "corresponding", "years", "two_years",
    "months", "two_months", "weekends", "hour", "gregorian_mark", "hijri_mark",
)  # fmt: skip
_BEHIND = frozenset(
    ("after_day", "past", "future", "current", "recent", "before_last", "after_next", "between_unit_and_side", "single",
     "gregorian_mark", "hijri_mark", "corresponding")
)  # fmt: skip
"""Roles of words that belong to the one before them, so that a particle parts them from it."""
_LEADS = frozenset(("vague", "earlier", "since", "ago", "later", "until"))
_POINTS = frozenset(
    ("before_day", "two_days", "day", "weekday", "month", "months", "two_months", "ordinal", "edges", "weekends",
     "this", "the_unit", "unit", "years", "two_years", "hour", "duration")
)  # fmt: skip
"""Roles of words that an expression can begin with: those that lead to a time, and those that are part of it."""
_UNITS = ("hour", "day", "week", "month", "year", "decade", "other")


class Phrase(NamedTuple):
    """One entry: its words, and its value, which means what its role says."""

    words: tuple[str, ...]
    value: Any
    front: str = ""


class Friends(NamedTuple):
    """The words beside which a time word is none."""

    before: frozenset[str]
    after: frozenset[str]


class Words(NamedTuple):
    """The words of time by role and first word, the longest phrase first; and the look-alikes."""

    roles: Mapping[str, Mapping[str, tuple[Phrase, ...]]]
    friends: Mapping[str, Friends]


def build_words(data: Mapping[str, Any]) -> Words:
    """The look-up tables of `data/times.toml`. Raises PackError where the data break the schema."""
    check = Checker(FILE, data, ("months", "weekdays", "days", "ordinals", "words", "units", "vague", "false_friends"))
    found: dict[str, dict[str, list[Phrase]]] = {}

    def add(role: str, texts: Iterable[str], value: object = None) -> None:
        for text in texts:
            words = tuple(text.split())
            found.setdefault(role, {}).setdefault(words[0], []).append(Phrase(words, value))

    def numbered(key: str, role: str, lowest: int, highest: int, hijri: bool | None = None) -> None:
        for text, names in check.table(key).items():
            number = check.number(key, text)
            if not lowest <= number <= highest:
                raise check.error(f"{key}.{text}", f"the key must be from {lowest} to {highest}")
            add(role, check.words(f"{key}.{text}", names), number if hijri is None else (hijri, number))

    check.table("months", ("gregorian", "hijri", "doubtful"))
    numbered("months.gregorian", "month", 1, 12, hijri=False)
    numbered("months.hijri", "month", 1, 12, hijri=True)
    doubtful = check.table("months.doubtful", ("weak", "strong", "openers"))
    for role, words in doubtful.items():
        add(role, check.words(f"months.doubtful.{role}", words))
    numbered("weekdays", "weekday", 1, 7)
    numbered("days", "day", -3, 3)
    numbered("ordinals", "ordinal", 1, 10)
    for role, words in check.table("words", _LISTS).items():
        add(role, check.words(f"words.{role}", words))
    for unit, forms in check.table("units", _UNITS).items():
        for form, words in check.table(f"units.{unit}", ("one", "two", "many")).items():
            texts = check.words(f"units.{unit}.{form}", forms[form] if words is None else words)
            add("unit", texts, (unit, form))
            add("the_unit", [f"ال{text}" for text in texts], (unit, form))
    for side, words in check.table("vague", ("past", "future")).items():
        add("vague", check.words(f"vague.{side}", words), side)
    friends = {}
    for word in check.table("false_friends"):
        key = f"false_friends.{word}"
        sides = {
            side: frozenset(check.words(f"{key}.{side}", words) if words else ())
            for side, words in check.table(key, ("before", "after")).items()
        }
        friends[normalise(word)] = Friends(sides["before"], sides["after"])
    return Words(
        {
            role: {first: tuple(sorted(phrases, key=lambda p: -len(p.words))) for first, phrases in by_first.items()}
            for role, by_first in found.items()
        },
        friends,
    )


@cache
def words() -> Words:
    """The words of the pack's own data."""
    return build_words(read_table(FILE))


@lru_cache(maxsize=1 << 16)
def roles_of(word: str) -> Mapping[str, tuple[Phrase, ...]] | None:
    """What may begin with `word`, by role; None, as for most words, where nothing does.

    A particle in front is taken off where the word as it stands does not have the role.
    """
    readings = [("", word)]
    for front in _FRONTS:
        if word.startswith(front) and len(word) > len(front) + 1:
            rest = word[len(front) :]
            readings.append((front, rest))
            if front.endswith("ل") and rest.startswith("ل"):
                readings.append((front, "ا" + rest))
    found: dict[str, tuple[Phrase, ...]] = {}
    for role, by_first in words().roles.items():
        for front, rest in readings[:1] if role in _BEHIND else readings:
            if phrases := by_first.get(rest):
                found[role] = tuple(phrase._replace(front=front) for phrase in phrases)
                break
    return found or None


@lru_cache(maxsize=1 << 16)
def starts(word: str) -> tuple[bool, bool]:
    """Whether `word` may lead to a time ("since"), and whether a time may itself begin with it."""
    roles = roles_of(word) or {}
    return not _LEADS.isdisjoint(roles), not _POINTS.isdisjoint(roles) or opens_number(word)
