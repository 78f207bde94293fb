"""Reports for tests, written as what they claim.

`report("a", "2025-03-02", claim("RETREAT/release", actor="BLR", count=12))` is a version whose text has a sentence for
each claim. The words of a sentence are the claim's own, so that nothing is alike but what a test says is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sijill.claim import Claim, Count, Kind, Said, Status
from sijill.ledger.rows import claim_id
from sijill.reconcile.world import Version, World
from sijill.report import Report

_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهي"


class Claimed(NamedTuple):
    """A claim before it has a place in a text; `words` are its sentence."""

    words: str
    fields: dict[str, Any]


def claim(
    kind: str,
    *,
    actor: str = "",
    recipient: str = "",
    count: int | tuple[int, int | None] | None = None,
    when: str | None = None,
    status: Status = "happened",
    said: Kind = "outlet",
    by: str | None = None,
    words: str | None = None,
) -> Claimed:
    """A claim: parties are codes apart by spaces, `count` a number or an interval."""
    event, _, mode = kind.partition("/")
    interval: Count | None = (count, count) if isinstance(count, int) else count
    fields = {
        "event": event,
        "mode": mode or None,
        "status": status,
        "actor": tuple(actor.split()),
        "recipient": tuple(recipient.split()),
        "count": interval,
        "when": when,
        "said": Said(said, by),
    }
    return Claimed(words or "", fields)


def report(
    name: str,
    day: str,
    *claims: Claimed,
    outlet: str | None = None,
    agency: str | None = None,
    version: int | None = None,
    until: str | None = None,
) -> Version:
    """A version of a report with these claims, a sentence each."""
    body, places = "", []
    for number, one in enumerate(claims):
        sentence = one.words or f"{_word(f'{name}{day}', number)} {_word(name, number + 1)} {_word(day, number + 2)}"
        places.append((len(body), len(body) + len(sentence)))
        body += f"{sentence}. "
    made = Report(id=name, date=date.fromisoformat(day), body=body or "-", outlet=outlet or name, agency=agency)
    found = []
    for one, (start, end) in zip(claims, places, strict=True):
        first_word = (start, start + len(body[start:end].split()[0]))
        whole = Claim(
            **one.fields,
            start=start,
            end=end,
            predicate=first_word,
            sentence=(start, end),
            arguments={},
            coder="tests/1",
        )
        found.append((claim_id(made, whole), whole))
    number = version if version is not None else abs(hash_of(f"{name} {day}"))
    return Version(made, found, number, date.fromisoformat(until) if until else None)


def hash_of(text: str) -> int:
    """A number for a text, the same in every run."""
    total = 0
    for char in text:
        total = (total * 131 + ord(char)) % 1_000_003
    return total


def _word(seed: str, number: int) -> str:
    """A word of six letters that hardly any other seed gives."""
    value = hash_of(f"{seed}/{number}")
    letters = ""
    for _ in range(6):
        value, at = divmod(value * 7 + 3, len(_LETTERS))
        letters += _LETTERS[at]
        value += hash_of(letters)
    return letters


def world(*versions: Version) -> World:
    """What these reports come to."""
    return World(versions)


def kinds(asked: World, kind: str, as_of: str | None = None) -> list[Any]:
    """The events of a kind, by their first report."""
    found: Iterable[Any] = asked.events(as_of=date.fromisoformat(as_of) if as_of else None).values()
    return sorted((event for event in found if event.kind == kind), key=lambda event: (event.first, event.id))
