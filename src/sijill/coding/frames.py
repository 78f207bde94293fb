"""Where a sentence may tell an event: the triggers of frames, with the companions that they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.coding.mentions import AUTHORITY, CITY, ORGANISATION, OUTLET, PEOPLE, PERSON, STATE, Mention, Sentence
from sijill.languages.arabic.lexicon import Predicate, Trigger, word_sets
from sijill.languages.arabic.tokens import SIGN

REACH = {"verb": 16, "noun": 6, "participle": 4}
BEHIND = 7
NEGATED = 2
"""A negation negates the word behind it, and the next one: "لن تقبل", "ليست إيران مستعدة"."""
TOLD = 5
"""So far behind "على" the clause begins that says what somebody is to do."""
PLACES, SUSPECTS, PASSIVE, DUTY = "places", "suspects", "passive", "duty"
"""Companions that are no words: a place, a person or people, a subject that stands before a passive verb, and one who
is told what to do: "على الحكومة أن"."""


class Candidate(NamedTuple):
    """A trigger in its sentence. `head` and `companion` are word indexes; the companion is -1 where none is needed.

    One that is `loose` stands without the companion that its predicate asks for: only a model may take it for a claim.
    """

    head: int
    trigger: Trigger
    companion: int
    loose: bool = False

    @property
    def predicate(self) -> Predicate:
        """The frame's predicate."""
        return self.trigger.predicate

    @property
    def name(self) -> str:
        """The predicate's name, marked where the candidate is loose."""
        return f"{self.predicate.name}~" if self.loose else self.predicate.name

    @property
    def signature(self) -> str:
        """The name with the part of speech that the predicate stands in."""
        return f"{self.name},{self.trigger.pos}"

    @property
    def kind(self) -> str:
        """The event and its mode as one word, as in `Claim.kind`."""
        event, mode = self.predicate.event, self.predicate.mode
        return f"{event}/{mode}" if mode else event

    @property
    def first(self) -> int:
        """The first word of head and companion."""
        return self.head if self.companion < 0 else min(self.head, self.companion)

    @property
    def last(self) -> int:
        """The last word of head and companion."""
        return max(self.head, self.companion)


def find_candidates(sentence: Sentence, mentions: Sequence[Mention], *, loose: bool = False) -> list[Candidate]:
    """The candidates of a sentence, in order, at most one of each event for each head; a word that is the companion of
    one is none of the same event itself. With `loose`, those too that miss a companion, where the frames allow it."""
    at_word = {at: mention for mention in mentions for at in range(mention.first, mention.last + 1)}
    found: list[Candidate] = []
    for head, word in enumerate(sentence.words):
        if word is None or not word.entry.triggers or sentence.tags[head] & {"first-agent", "plain"}:
            continue
        inside = at_word.get(head)
        if inside and inside.kind in (ORGANISATION, OUTLET, AUTHORITY, STATE, CITY) and inside.first < inside.last:
            read_as_title = head == inside.first and word.entry.titles and word.entry.verbs and not word.split.article
            if not read_as_title:  # "طالب" before a name may be read as a student's title, and is the verb "demanded"
                continue
        best: dict[str, Candidate] = {}
        for trigger in word.entry.triggers:
            if trigger.form is not None and (
                trigger.form.text == word.preposition or (head and _after_preposition(sentence, head))
            ):
                continue
            candidate = _candidate(sentence, head, trigger, at_word)
            if candidate is None and loose and trigger.pos in trigger.predicate.loose:
                candidate = Candidate(head, trigger, -1, loose=True)
            if candidate is None:
                continue
            event = trigger.predicate.event
            if event not in best or _firm(candidate) > _firm(best[event]):
                best[event] = candidate
        found.extend(best.values())
    taken = {(c.predicate.event, c.companion): c.head for c in found if c.companion >= 0}
    return [c for c in found if not _is_companion(c, taken)]


def _firm(candidate: Candidate) -> tuple[bool, bool]:
    """What makes one candidate of a word better than another."""
    return not candidate.loose, candidate.companion >= 0


def _is_companion(candidate: Candidate, taken: dict[tuple[str, int], int]) -> bool:
    """Whether the head is the companion of another of its event; of two that are each other's, the first stands."""
    other = taken.get((candidate.predicate.event, candidate.head))
    return other is not None and (other != candidate.companion or other < candidate.head)


def _candidate(sentence: Sentence, head: int, trigger: Trigger, at_word: dict[int, Mention]) -> Candidate | None:
    """The trigger as a candidate, where it stands as its predicate asks for."""
    predicate = trigger.predicate
    if predicate.future and not _future(sentence, head):
        return None
    negation = _negation(sentence, head) if predicate.negated else -1
    if predicate.negated and negation < 0:
        return None
    if predicate.led and head and sentence.tags[head - 1] & set(predicate.led):
        return Candidate(head, trigger, head - 1)
    if predicate.led and not predicate.companions:
        return None
    candidate = _with_companion(sentence, head, trigger, at_word)
    return candidate._replace(companion=negation) if candidate and negation >= 0 else candidate


def _future(sentence: Sentence, head: int) -> bool:
    """Whether a verb in the present tells what will be: "سيواصل", "سوف يواصل", "لن يواصل"."""
    word = sentence.words[head]
    if word is not None and word.split.before.endswith("س"):
        return True
    return head > 0 and sentence.tokens[head - 1].text.lstrip("وف") in word_sets().to_come


def _negation(sentence: Sentence, head: int) -> int:
    """The negation that stands before the head, or -1."""
    for at in range(head - 1, max(-1, head - 1 - NEGATED), -1):
        word = sentence.words[at]
        if word is None:
            return -1
        if "negation-word" in word.classes:
            return at
        if word.entry.verbs and not word.split.article:
            return -1
    return -1


def _after_preposition(sentence: Sentence, head: int) -> bool:
    """Whether a preposition stands before the head, so that it is no verb."""
    before = sentence.words[head - 1]
    return before is not None and "preposition" in before.classes and before.text in word_sets().before_noun


def _with_companion(sentence: Sentence, head: int, trigger: Trigger, at_word: dict[int, Mention]) -> Candidate | None:
    wanted = trigger.predicate.companions
    if not wanted:
        return Candidate(head, trigger, -1)
    words, tags = sentence.words, sentence.tags
    own = words[head]
    if DUTY in wanted and own is not None:
        return Candidate(head, trigger, -1) if _duty(sentence, head, at_word) else None
    if PASSIVE in wanted and _passive(sentence, head, trigger):
        return Candidate(head, trigger, -1)
    told_of = (head > 0 and "relative" in tags[head - 1]) or (head > 1 and "relative" in tags[head - 2])
    if SUSPECTS in wanted and own is not None and (own.split.pronoun or (trigger.form is not None and told_of)):
        return Candidate(head, trigger, -1)
    for at in range(head + 1, min(head + 1 + REACH[trigger.pos], len(words))):
        word = words[at]
        if word is None:
            if sentence.tokens[at].text in (":", "؛", "."):
                break
            continue
        mention = at_word.get(at) if PLACES in wanted or SUSPECTS in wanted else None
        if mention is not None:
            towards = mention.first == at and mention.preposition in ("الي", "ل", "")
            if PLACES in wanted and mention.kind in (STATE, CITY) and towards:
                return Candidate(head, trigger, -1)
            if SUSPECTS in wanted and mention.kind in (PEOPLE, PERSON):
                return Candidate(head, trigger, -1)
        if any(name in tags[at] for name in wanted):
            return Candidate(head, trigger, at)
        if (
            word.entry.verbs
            and at > head + 1
            and not word.entry.people
            and not word.split.article
            and not word.entry.parties
        ):
            break
        if tags[at] & {"complementizer", "relative"}:
            break
    return _behind(sentence, head, trigger, wanted)


def _passive(sentence: Sentence, head: int, trigger: Trigger) -> bool:
    """Whether a verb that takes an object shows none behind it, so that its subject is whom it was done to: "كان قد
    أوقف في المطار"."""
    form, own = trigger.form, sentence.words[head]
    if form is None or own is None or own.split.pronoun or form.voice == "active" or form.person != 3:
        return False
    if head + 1 >= len(sentence.words):
        return True
    after = sentence.words[head + 1]
    if after is None:
        return sentence.tokens[head + 1].kind == SIGN and sentence.tokens[head + 1].text not in ('"', "(", ":")
    return bool(after.preposition) or "beside" in after.classes


def _duty(sentence: Sentence, head: int, at_word: dict[int, Mention]) -> bool:
    """Whether "على" opens a clause and tells who is to do something: "على الحكومة أن", "وعليها الاستفادة"."""
    own, words = sentence.words[head], sentence.words
    before = words[head - 1] if head else None
    if own is None or (before is not None and "complementizer" not in sentence.tags[head - 1]):
        return False
    if before is None and head and not own.conjunction and sentence.tokens[head - 1].text in ("(", ")", "-", "/"):
        return False
    at = head + 1
    if not own.split.pronoun:
        mention = at_word.get(at)
        if mention is None or mention.first != at:
            clause = range(at, min(at + TOLD, len(words)))
            return any("complementizer" in sentence.tags[n] and not sentence.tags[n] & {"subordinator"} for n in clause)
        at = mention.last + 1
    while at < len(words) and (other := words[at]) is not None and other.conjunction:
        at += 1
    after = words[at] if at < len(words) else None
    if after is None:
        return False
    return "complementizer" in sentence.tags[at] or not (after.entry.verbs or after.preposition)


def _behind(sentence: Sentence, head: int, trigger: Trigger, wanted: tuple[str, ...]) -> Candidate | None:
    """The companion of a relative clause or of a participle: "العقوبات التي فرضتها واشنطن", "العقوبات المفروضة"."""
    if trigger.pos == "noun":
        return None
    open_clause = trigger.pos == "participle"
    for at in range(head - 1, max(-1, head - 1 - BEHIND), -1):
        tags = sentence.tags[at]
        if "relative" in tags:
            open_clause = True
        if sentence.tokens[at].text in (".", ":", "؛"):
            return None
        if open_clause and any(name in tags for name in wanted):
            return Candidate(head, trigger, at)
        if trigger.form is not None and trigger.form.voice != "active" and any(name in tags for name in wanted):
            return Candidate(head, trigger, at)
    return None
