"""Forms made from a lemma: the persons, tenses and voices of verbs; the genders and numbers of adjectives and nouns.

All forms are in normal form (see `normalise`), without the particles and pronouns that `clitics` takes off. Where
spelling without vowels makes two forms alike (أفرجَ and أُفرجَ), both are given, and the sentence decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from sijill.languages.arabic.normalise import normalise

Tense = Literal["past", "present"]
Voice = Literal["active", "passive", "either"]
Number = Literal["s", "d", "p"]

_WEAK = "ايو"
_HAMZA = ("أ", "ئ", "ؤ", "ء")


class VerbForm(NamedTuple):
    """One written form of a verb. `person` is 1, 2 or 3; `gender` is m or f; `either` leaves the voice open."""

    text: str
    tense: Tense
    voice: Voice
    person: int
    gender: str
    number: Number


def conjugate(past: str, present: str) -> Iterator[VerbForm]:
    """The forms of a verb given by its third person masculine, past and present, such as `أفرج`, `يفرج`.

    Takes sound, hollow (قال), defective (دعا, نفى) and doubled verbs of every pattern, and those that end in a hamza
    (أرجأ). Persons that reports do not use (the second person singular) are left out. Where past or present is empty,
    the other one alone is made.
    """
    if past.endswith(_HAMZA) and present:
        yield from _with_hamza(normalise(past), normalise(present))
        return
    past, present = normalise(past), normalise(present)
    if not past or not present:
        stem = present or past
        weak = stem[-1] in _WEAK
        yield from (
            _present(present, "either", defective=weak, hollow=False)
            if present
            else _past(past, "either", defective=weak, hollow=False)
        )
        return
    hollow = present[-2] in _WEAK and past[-2] in _WEAK and past[-1] not in _WEAK and len(past) >= 3
    defective = past[-1] in _WEAK
    shown: Voice = "active" if hollow else "either"
    yield from _past(past, shown, defective=defective, hollow=hollow)
    yield from _present(present, shown, defective=defective, hollow=hollow)
    if hollow:
        yield from _past(past[:-2] + "ي" + past[-1], "passive", defective=False, hollow=False)
        yield from _present(present[:-2] + "ا" + present[-1], "passive", defective=False, hollow=True)
    elif len(past) == 4 and past[1] == "ا" and present[2] == "ا" and past[0] != "و":
        yield from _past(past[0] + "و" + past[2:], "passive", defective=defective, hollow=False)
    if defective and past[-1] == "ا":
        yield from _past(past[:-1] + "ي", "passive", defective=False, hollow=False)
        yield from _present(present[:-1] + "ي", "passive", defective=True, hollow=False)


def _with_hamza(past: str, present: str) -> Iterator[VerbForm]:
    """The forms of a verb that ends in a hamza, whose seat the normal form has turned into the letter that bears it."""
    root, seat = past[:-1], present[-1]
    voice: Voice = "active" if seat == "ي" else "either"
    shapes: tuple[tuple[str, int, str, Number], ...] = (
        ("ا", 3, "m", "s"), ("ات", 3, "f", "s"), ("اوا", 3, "m", "p"), ("ووا", 3, "m", "p"), ("اتا", 3, "f", "d"),
        ("ان", 3, "f", "p"), ("انا", 1, "m", "p"),
    )  # fmt: skip
    for ending, person, gender, number in shapes:
        yield VerbForm(root + ending, "past", voice, person, gender, number)
    for ending, gender, number in (("", "m", "s"), ("ت", "f", "s"), ("وا", "m", "p")):
        yield VerbForm(f"{root}ي{ending}", "past", "passive", 3, gender, number)
    stem = present[1:-1]
    for front, person, gender in (("ي", 3, "m"), ("ت", 3, "f"), ("ن", 1, "m")):
        yield VerbForm(front + stem + seat, "present", voice, person, gender, "p" if person == 1 else "s")
        if seat == "ي":
            yield VerbForm(f"{front}{stem}ا", "present", "passive", person, gender, "p" if person == 1 else "s")
    for ending in (f"{seat}ون", "وون", f"{seat}وا", "ووا"):
        yield VerbForm(f"ي{stem}{ending}", "present", voice, 3, "m", "p")


def _past(stem: str, voice: Voice, *, defective: bool, hollow: bool) -> Iterator[VerbForm]:
    def form(text: str, person: int, gender: str, number: Number) -> VerbForm:
        return VerbForm(text, "past", voice, person, gender, number)

    yield form(stem, 3, "m", "s")
    if defective:
        open_stem = stem[:-1]
        seat = "و" if stem.endswith("ا") and len(stem) == 3 else "ي"
        yield form(open_stem + "ت", 3, "f", "s")
        yield form(open_stem + "وا", 3, "m", "p")
        yield form(open_stem + seat + "ا", 3, "m", "d")
        yield form(open_stem + "تا", 3, "f", "d")
        yield form(open_stem + seat + "ن", 3, "f", "p")
        yield form(open_stem + seat + "نا", 1, "m", "p")
        yield form(open_stem + seat + "ت", 1, "m", "s")
        return
    short = stem[:-2] + stem[-1] if hollow else stem
    yield form(stem + "ت", 3, "f", "s")
    yield form(stem + "وا", 3, "m", "p")
    yield form(stem + "ا", 3, "m", "d")
    yield form(stem + "تا", 3, "f", "d")
    yield form(short + "ن", 3, "f", "p")
    yield form(short + "نا", 1, "m", "p")


def _present(full: str, voice: Voice, *, defective: bool, hollow: bool) -> Iterator[VerbForm]:
    def form(text: str, person: int, gender: str, number: Number) -> VerbForm:
        return VerbForm(text, "present", voice, person, gender, number)

    stem = full[1:]
    base = stem[:-1] if defective else stem
    yield form("ي" + stem, 3, "m", "s")
    yield form("ت" + stem, 3, "f", "s")
    yield form("ن" + stem, 1, "m", "p")
    yield form("ا" + stem, 1, "m", "s")
    for ending in ("ون", "وا"):
        yield form("ي" + base + ending, 3, "m", "p")
        yield form("ت" + base + ending, 2, "m", "p")
    seat = ("ي" if stem[-1] == "ا" else stem[-1]) if defective else ""
    for ending in ("ان", "ا"):
        yield form("ي" + base + seat + ending, 3, "m", "d")
        yield form("ت" + base + seat + ending, 3, "f", "d")
    yield form("ي" + base + seat + "ن", 3, "f", "p")
    jussive = base if defective else stem[:-2] + stem[-1] if hollow else ""
    if len(jussive) >= 2:
        yield form("ي" + jussive, 3, "m", "s")
        yield form("ت" + jussive, 3, "f", "s")


def participle(present: str) -> str:
    """The participle of a derived verb, from its present (يحتجز → محتجز): active and passive are written alike."""
    return "م" + normalise(present)[1:]


def decline(noun: str) -> dict[str, tuple[str, Number]]:
    """The regular forms of a noun or adjective in the masculine singular: form → (gender, number).

    Sound plurals and duals in both cases, with the shortened endings that a genitive leaves (محتجزو). The broken
    plural, where there is one, is not regular and belongs into the data.
    """
    stem = normalise(noun)
    if stem.endswith("ه"):
        open_stem = stem[:-1] + "ت"
        return {
            stem: ("f", "s"),
            open_stem + "ان": ("f", "d"),
            open_stem + "ين": ("f", "d"),
            stem[:-1] + "ات": ("f", "p"),
            open_stem + "ا": ("f", "d"),
            open_stem + "ي": ("f", "d"),
        }
    return {
        stem: ("m", "s"),
        stem + "ا": ("m", "s"),
        stem + "ه": ("f", "s"),
        stem + "ون": ("m", "p"),
        stem + "ين": ("m", "p"),
        stem + "و": ("m", "p"),
        stem + "ات": ("f", "p"),
        stem + "ان": ("m", "d"),
        stem + "تان": ("f", "d"),
        stem + "تين": ("f", "d"),
    }
