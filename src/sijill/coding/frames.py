"""Where a sentence may tell an event: the triggers of frames, with the companions that they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.coding.mentions import AUTHORITY, CITY, ORGANISATION, OUTLET, PEOPLE, PERSON, STATE, Mention, Sentence
from sijill.languages.arabic.lexicon import Predicate, Trigger, word_sets

REACH = {"verb": 12, "noun": 6, "participle": 4}
BEHIND = 7
PLACES, SUSPECTS = "places", "suspects"


class Candidate(NamedTuple):
    """A trigger in its sentence. `head` and `companion` are word indexes; the companion is -1 where none is needed."""

    head: int
    trigger: Trigger
    companion: int

    @property
    def predicate(self) -> Predicate:
        """The frame's predicate."""
        return self.trigger.predicate

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


def find_candidates(sentence: Sentence, mentions: Sequence[Mention]) -> list[Candidate]:
    """The candidates of a sentence, in order, at most one for each head; a word that is the companion of one is none
    itself."""
    at_word = {at: mention for mention in mentions for at in range(mention.first, mention.last + 1)}
    found: list[Candidate] = []
    for head, word in enumerate(sentence.words):
        if word is None or not word.entry.triggers or sentence.tags[head] & {"first-agent", "plain"}:
            continue
        inside = at_word.get(head)
        if inside and inside.kind in (ORGANISATION, OUTLET, AUTHORITY, STATE, CITY) and inside.first < inside.last:
            continue
        best: Candidate | None = None
        for trigger in word.entry.triggers:
            if trigger.form is not None and head and _after_preposition(sentence, head):
                continue
            candidate = _with_companion(sentence, head, trigger, at_word)
            if candidate and (best is None or (best.companion < 0 <= candidate.companion)):
                best = candidate
        if best:
            found.append(best)
    taken = {c.companion for c in found if c.companion >= 0}
    return [c for c in found if c.head not in taken]


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
