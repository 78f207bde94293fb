"""Whether what a predicate tells has happened: from its own form and from what governs it."""

from __future__ import annotations

from sijill.claim import Status
from sijill.coding.frames import Candidate
from sijill.coding.mentions import Sentence
from sijill.languages.arabic.lexicon import word_sets

REACH = 8
SPEECH_ACTS = frozenset(("REQUEST", "REJECT", "THREATEN", "APPOINT"))
STANDING = frozenset(("HOLD",))
_CUES: tuple[Status, ...] = ("planned", "possible", "denied", "underway")


def find_status(sentence: Sentence, candidate: Candidate) -> Status:
    """The status of a candidate."""
    event = candidate.predicate.event
    word = sentence.words[candidate.head]
    form = candidate.trigger.form
    if candidate.predicate.status:
        return candidate.predicate.status
    assert word is not None
    particles = word.split.before.lstrip("وف")
    governed = _governor(sentence, candidate)
    if event in SPEECH_ACTS:
        near = governed is not None and candidate.head - governed[1] <= 2
        if governed and near and governed[0] == "denied" and event != "REJECT":
            return "denied"
        if governed and near and governed[0] in ("planned", "possible") and form is None:
            return governed[0]
        if particles == "س":
            return "planned"
        return "happened"
    if particles == "س":
        return "planned"
    if governed:
        return governed[0]
    if form is not None and form.tense == "present" and word.conjunction and _after_future(sentence, candidate.head):
        return "planned"
    if event in STANDING and any(
        token.text in word_sets().was for token in sentence.tokens[max(0, candidate.head - 2) : candidate.head]
    ):
        return "happened"
    if event in STANDING:
        return "happened" if form is not None and form.tense == "past" else "underway"
    if form is None and particles == "ل" and candidate.trigger.pos == "noun":
        return "possible" if event in ("RETREAT", "COERCE", "SANCTION") else "planned"
    if form is not None and form.tense == "present" and particles == "ل":
        return "possible"
    return "happened"


def _after_future(sentence: Sentence, head: int) -> bool:
    """Whether the verb is joined to one in the future: "سيزور ... ويلتقي"."""
    for at in range(head - 1, -1, -1):
        word = sentence.words[at]
        if word is not None and word.entry.verbs and not word.split.article and not word.entry.parties:
            return word.split.before.lstrip("وف") == "س"
    return False


def _governor(sentence: Sentence, candidate: Candidate) -> tuple[Status, int] | None:
    """The nearest cue before the head, within the clause."""
    head = candidate.head
    seen_verb = False
    for at in range(head, max(-1, head - 1 - REACH), -1):
        token, word, tags = sentence.tokens[at], sentence.words[at], sentence.tags[at]
        if word is None:
            if token.text in (".", "؛", ":", '"') or (token.text == "،" and at < head - 3):
                return None
            continue
        if at == head:
            continue
        if at == head - 1 and candidate.trigger.form is None and word.split.stem in word_sets().done_before:
            to_come = word.split.stem in word_sets().meanwhile and _after_future(sentence, at)
            return ("planned" if to_come else "happened"), at
        if "relative" in tags and at < head - 1:
            return None
        for status in _CUES:
            if f"cue-{status}" in tags:
                if status == "denied" and word.split.stem in ("لن", "لم", "ليس", "ليست") and head - at > 3:
                    continue
                if status == "possible" and word.split.stem == "قد" and not _may(sentence, at):
                    continue
                return status, at
        if any(trigger.predicate.event in ("REQUEST", "THREATEN") for trigger in word.entry.triggers):
            return "possible", at
        for verb in word.entry.verbs:
            if word.split.article or (seen_verb and verb.roles <= {"speech"}):
                continue
            for status in _CUES:
                if status in verb.roles:
                    if candidate.trigger.form is not None and not _subordinate(sentence, at, head):
                        continue
                    return status, at
            if "speech" in verb.roles:
                return None
            if "light" in verb.roles or "auxiliary" in verb.roles:
                seen_verb = True
                if word.split.before.lstrip("وف") == "س":
                    return "planned", at
                present = all(other.form.tense == "present" for other in word.entry.verbs)
                if at and present and _goes_on(candidate, verb.lemma):
                    return "underway", at
    return None


def _may(sentence: Sentence, at: int) -> bool:
    """Whether قد stands before the present tense: "may", and not "has"."""
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    return after is not None and bool(after.entry.verbs) and all(v.form.tense == "present" for v in after.entry.verbs)


def _goes_on(candidate: Candidate, lemma: str) -> bool:
    """Whether talks that a light verb carries in the present go on: "تجري محادثات"."""
    return candidate.predicate.event == "CONSULT" and lemma in word_sets().going_on


def _subordinate(sentence: Sentence, governor: int, head: int) -> bool:
    """Whether a verb hangs on another by أن, ل or directly (بدأ يفرج)."""
    if head - governor == 1:
        return True
    word = sentence.words[head]
    hung = any(token.text in word_sets().subordinating for token in sentence.tokens[governor + 1 : head])
    return hung or (word is not None and word.split.before.endswith("ل"))
