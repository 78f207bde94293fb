"""Who says so: the stretches of a sentence that somebody else than the outlet speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.claim import Kind, Said
from sijill.coding.context import Context
from sijill.coding.mentions import (
    ADJECTIVE,
    AUTHORITY,
    CITY,
    ORGANISATION,
    OUTLET,
    PEOPLE,
    PERSON,
    STATE,
    Mention,
    Sentence,
)
from sijill.languages.arabic.lexicon import Verb, Word, word_sets

REACH = 14
OUTLET_SAYS = Said()


class Scope(NamedTuple):
    """Words `first` to `last` are said by `said`; `source` and `source_last` are the words that name the speaker."""

    first: int
    last: int
    said: Said
    source: int
    source_last: int


def find_scopes(sentence: Sentence, mentions: Sequence[Mention], context: Context, *, title: bool) -> list[Scope]:
    """The scopes of a sentence, inner ones last. `context` keeps the speaker for the sentences that follow."""
    reader = _Reader(sentence, mentions, context)
    if title:
        return reader.title()
    return reader.body()


def said_at(scopes: Sequence[Scope], at: int) -> tuple[Said, tuple[int, int] | None]:
    """Who says the word at `at`, and the words that name the speaker."""
    for scope in reversed(scopes):
        if scope.first <= at <= scope.last:
            return scope.said, (scope.source, scope.source_last) if scope.source >= 0 else None
    return OUTLET_SAYS, None


def heard(
    sentence: Sentence, mentions: Sequence[Mention], context: Context
) -> list[tuple[Said, tuple[int, int] | None]]:
    """Every mention of the sentence as the source that it would be, with its words; and the sources without a name."""
    reader = _Reader(sentence, mentions, context)
    found: list[tuple[Said, tuple[int, int] | None]] = [
        (reader.said(mention), (mention.first, mention.last))
        for mention in mentions
        if mention.kind not in (ADJECTIVE, CITY)
    ]
    for mention in mentions:
        if mention.kind in (PERSON, PEOPLE, ORGANISATION):
            kind: Kind = "organisation" if mention.kind == ORGANISATION else "person"
            found += [(Said(kind, code), (mention.first, mention.last)) for code in mention.also]
    for at, tags in enumerate(sentence.tags):
        if "unnamed" in tags:
            found.append((Said("unnamed"), (at, at)))
        elif "media" in tags:
            found.append((Said("media"), (at, at)))
        elif "private" in tags and at not in reader.starts:
            found.append((Said("person"), (at, at)))
        elif "organisational" in tags and at not in reader.starts:
            found.append((Said("organisation"), (at, at)))
    return found


class _Reader:
    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], context: Context) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.tags = sentence.tags
        self.words = sentence.words
        self.mentions = mentions
        self.context = context
        self.starts = {mention.first: mention for mention in mentions}
        self.last = len(sentence.tokens) - 1
        self.anonymous = any(
            token.text in word_sets().withheld
            and any(other.text in word_sets().identity for other in sentence.tokens[at : at + 7])
            for at, token in enumerate(sentence.tokens)
        )

    def title(self) -> list[Scope]:
        """A title such as "الجبير: نراقب عن كثب": who stands before the colon speaks."""
        colon = next((at for at, token in enumerate(self.tokens[:8]) if token.text == ":"), None)
        if colon is None or colon == self.last:
            return []
        source = self.source(0, colon)
        if source is None:
            return []
        said, first, last = source
        return [Scope(colon + 1, self.last, said, first, last)]

    def body(self) -> list[Scope]:
        scopes: list[Scope] = []
        quoted_from_before = self.context.quoted
        if quoted_from_before and self.context.speaker:
            closing = next((at for at, token in enumerate(self.tokens) if token.text == '"'), self.last)
            scopes.append(Scope(0, closing, self.context.speaker, -1, -1))
        elif self.tokens[0].text == '"' and self.context.speaker:
            scopes.append(Scope(0, self.last, self.context.speaker, -1, -1))
        for at, word in enumerate(self.words):
            if word is None:
                continue
            tags = self.tags[at]
            if "first-according" in tags or ("according" in tags and "phrase" not in tags):
                scope = self.according(at)
            elif "saying" in tags and not word.split.article and word.split.before in ("", "و"):
                scope = self.participle(at)
            else:
                scope = next(
                    (
                        self.verb(at, relay="relay" in verb.roles)
                        for verb in self.saying(at, word)
                        if word.split.before.lstrip("وف") in ("", "س")
                    ),
                    None,
                )
            if scope:
                scopes.append(scope)
        quotes = sum(token.text == '"' for token in self.tokens)
        if quotes % 2:
            self.context.quoted = not self.context.quoted
        return scopes

    def saying(self, at: int, word: Word) -> list[Verb]:
        """The verb of saying that a word may be, if the report itself says it: within a quotation "we believe" is
        the speaker's."""
        verbs = [verb for verb in word.entry.verbs if verb.roles & {"speech", "relay"}]
        if not verbs:
            return verbs
        quoted = sum(token.text == '"' for token in self.tokens[:at]) % 2 == 1
        if quoted and any(verb.form.person == 1 for verb in verbs):
            return []
        return verbs

    def source(self, first: int, stop: int) -> tuple[Said, int, int] | None:
        """The first speaker named in words `first` to `stop`."""
        at = first
        while at < stop:
            mention = self.starts.get(at)
            tags = self.tags[at]
            if "unnamed" in tags:
                return Said("unnamed"), at, at
            if mention is not None and mention.kind not in (ADJECTIVE, CITY):
                if mention.preposition and mention.preposition not in ("ل",) and at > first:
                    at = mention.last + 1
                    continue
                return self.said(mention), mention.first, mention.last
            if mention is not None:
                at = mention.last + 1
                continue
            if "media" in tags:
                return Said("media"), at, at
            if "private" in tags:
                return Said("person"), at, at
            if "organisational" in tags:
                return Said("organisation"), at, at
            if "official" in tags:
                word = self.words[at]
                codes = self.context.of_organ((word.split.stem,) if word else (), alone=True)
                return (Said("unnamed") if self.anonymous else Said("official", codes[0] if codes else None)), at, at
            at += 1
        return None

    def said(self, mention: Mention) -> Said:
        if "unnamed" in self.tags[mention.first]:
            return Said("unnamed")
        by = mention.codes[0] if mention.codes else None
        if mention.kind in (AUTHORITY, STATE):
            return Said("unnamed") if self.anonymous else Said("official", by)
        if mention.kind == ORGANISATION:
            return Said("organisation", by)
        if mention.kind == OUTLET:
            return Said("media", by)
        if mention.kind == PERSON:
            return Said("person", mention.slug or by)
        if mention.kind == PEOPLE:
            if mention.noun in ("official", "policeman", "officer", "minister", "judge", "diplomat"):
                return Said("unnamed") if self.anonymous or mention.noun == "diplomat" else Said("official", by)
            return Said("person", mention.slug or None)
        return Said("official", by)

    def verb(self, at: int, *, relay: bool) -> Scope | None:
        """A verb of saying: its subject behind or before it, and what is said from the opener on."""
        opener = self.opener(at + 1)
        if relay:
            about = next((n for n in range(at + 1, min(at + REACH, self.last)) if self.tokens[n].text == "عن"), None)
            found = self.source(about + 1, min(about + 10, self.last + 1)) if about is not None else None
            if found is None:
                return None
            return self.scope(max(found[2] + 1, self.opener(found[2] + 1)), found)
        found = self.source(at + 1, min(opener, at + REACH, self.last + 1))
        if found is None:
            before = self.subject_before(at)
            if before is not None:
                found = (self.said(before), before.first, before.last)
            elif self.context.speaker is not None:
                found = (self.context.speaker, -1, -1)
            else:
                return None
        behind = max(at, found[2]) + 1
        told = self.told(behind)
        start = told if told is not None else opener if opener <= self.last else behind
        return self.scope(start, found)

    def scope(self, start: int, found: tuple[Said, int, int]) -> Scope | None:
        said, first, last = found
        self.context.speaker = said
        if start > self.last:
            return None
        return Scope(start, self.end(start), said, first, last)

    def end(self, start: int) -> int:
        """Where what is said ends: before a comma behind which the report goes on by itself, else with the sentence."""
        inside = False
        for at in range(start, self.last):
            text = self.tokens[at].text
            if text == '"':
                inside = not inside
            elif text == "،" and not inside and at > start + 3 and self.tokens[at + 1].text in word_sets().tells_on:
                return at - 1
        return self.last

    def opener(self, start: int) -> int:
        """Where what is said begins: behind أن, a colon or a quotation mark; past the end where it is not marked."""
        for at in range(start, min(start + 40, self.last + 1)):
            if self.tokens[at].text in (":", '"'):
                return at
            if "opener" in self.tags[at] and self.tokens[at - 1].text not in word_sets().no_speech_behind:
                return at
        return self.last + 1

    def told(self, start: int) -> int | None:
        """The noun of action that a verb of saying has as its object: "أعلنت السلطات، الثلاثاء، اعتقال ..."."""
        at = start
        while at <= min(self.last, start + 6):
            word = self.words[at]
            if word is None or self.tags[at] & {"function"} or self.tokens[at].kind == "number":
                at += 1
                continue
            if word.text in ("عن", "علي", "الي"):
                at += 1
                continue
            if any(trigger.pos == "noun" for trigger in word.entry.triggers):
                return at
            if (word.known and word.entry.verbs) or "preposition" in word.classes or "opener" in word.classes:
                return None
            at += 1
        return None

    def subject_before(self, at: int) -> Mention | None:
        for mention in reversed(self.mentions):
            if mention.last < at and mention.kind not in (ADJECTIVE, CITY):
                between = range(mention.last + 1, at)
                if len(between) <= 3 and not mention.preposition:
                    return mention
                return None
        return None

    def participle(self, at: int) -> Scope | None:
        """A participle of saying, "مشيرا إلى أن": whoever spoke or acted last goes on."""
        opener = self.opener(at + 1)
        start = opener if opener <= min(self.last, at + 4) else at + 1
        said = self.context.speaker
        subject = next((m for m in self.mentions if m.last < at and m.kind in (AUTHORITY, ORGANISATION, PERSON, STATE)
                        and not m.preposition), None)  # fmt: skip
        if subject is not None and self.tokens[at].text.endswith(("ا", "ه", "ين")):
            said = self.said(subject)
        if said is None or start > self.last:
            return None
        return Scope(start, self.last, said, -1, -1)

    def according(self, at: int) -> Scope | None:
        """A phrase such as "بحسب مصادر": it covers the sentence around it, as far as nobody else speaks there."""
        start = at + 1
        while start <= self.last and ("according" in self.tags[start] or "relative" in self.tags[start]):
            start += 1
        word = self.words[at]
        if word is not None and word.split.stem in ("كما", "علي", "حسب") and "phrase" not in self.tags[at]:
            following = self.words[start] if start <= self.last else None
            if following is None or not any("speech" in verb.roles for verb in following.entry.verbs):
                return None
        found = self.source(start, min(start + REACH, self.last + 1))
        if found is None:
            return None
        said, first, last = found
        end = self.last if at < 3 else at
        return Scope(0 if at >= 3 else at, end, said, first, last)
