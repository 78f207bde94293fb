"""Who did it to whom: the mentions that fill a candidate's places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar, cast

from sijill.claim import Count
from sijill.coding.context import Context
from sijill.coding.frames import Candidate
from sijill.coding.mentions import (
    ACTING,
    ADJECTIVE,
    AUTHORITY,
    BOTH,
    CITY,
    ORGANISATION,
    PEOPLE,
    PERSON,
    STATE,
    Mention,
    Sentence,
)
from sijill.languages.arabic.lexicon import word_sets

REACH_AFTER = 14
REACH_BEFORE = 14
CUSTODY = frozenset(("RETREAT/release", "COERCE/arrest", "COERCE/deport", "ASSAULT/abduct", "HOLD", "SANCTION/convict"))
MUTUAL = frozenset(("CONSULT", "AGREE"))
COUNTED = CUSTODY | {"SANCTION/expel"}


class Arguments(NamedTuple):
    """The filled places: codes, the mentions that gave them, and by which way of the search each code was found."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    how_many: Count | None
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    ways: dict[str, str]


Search = TypeVar("Search", bound=Callable[..., "Mention | None"])


def _by(way: str) -> Callable[[Search], Search]:
    """Note that whatever a search finds was found in this way."""

    def wrap(search: Search) -> Search:
        def noting(self: _Places, *args: Any, **kwargs: Any) -> Mention | None:
            return self.found(search(self, *args, **kwargs), way)

        return cast("Search", noting)

    return wrap


class _Places:
    """The search for one candidate's arguments."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], candidate: Candidate, context: Context) -> None:
        self.sentence = sentence
        self.mentions = [m for m in mentions if not m.first <= candidate.head <= m.last]
        self.candidate = candidate
        self.context = context
        self.form = candidate.trigger.form
        self.ways: dict[str, str] = {}
        self.left, self.right = self.clause()

    def found(self, mention: Mention | None, way: str) -> Mention | None:
        """The mention, with the way by which it was found noted for its parties; the first way stays."""
        if mention is not None:
            for code in mention.codes:
                self.ways.setdefault(code, way)
        return mention

    def clause(self) -> tuple[int, int]:
        """The words around the head as far as its clause goes."""
        tokens, tags, words = self.sentence.tokens, self.sentence.tags, self.sentence.words
        head = self.candidate.head
        left = head
        while left > 0 and head - left < REACH_BEFORE + 8:
            before = left - 1
            text = tokens[before].text
            if text in (".", "؛", ":") or (text == '"' and before < head - 1):
                break
            if tags[before] & {"complementizer", "opener"} and before < head:
                break
            left = before
        right = self.candidate.last
        while right < len(tokens) - 1:
            after = right + 1
            text = tokens[after].text
            if text in (".", "؛", ":"):
                break
            if tags[after] & {"complementizer"} and after > self.candidate.last + 1:
                break
            word = words[after]
            if text == "،" and after > self.candidate.last + 1 and not self.list_goes_on(after):
                break
            if (
                word is not None
                and word.conjunction
                and word.entry.verbs
                and not word.entry.parties
                and not (word.split.article)
                and word.entry.verbs[0].form.person == 3
                and not word.entry.people
                and not word.entry.titles
            ):
                break
            right = after
        return left, right

    def list_goes_on(self, comma: int) -> bool:
        """Whether a comma stands within an apposition or a list rather than between clauses."""
        after = comma + 1
        if after >= len(self.sentence.tokens):
            return False
        word = self.sentence.words[after]
        if word is None:
            return True
        return not (word.entry.verbs and not word.entry.parties) and not self.sentence.tags[after] & {
            "subordinator", "complementizer", "saying", "according",
        }  # fmt: skip

    def after(self, start: int | None = None) -> list[Mention]:
        first = self.candidate.head if start is None else start
        return [m for m in self.mentions if first < m.first <= self.right and m.first - first <= REACH_AFTER]

    def before(self) -> list[Mention]:
        """Mentions before the head within its clause, nearest first."""
        head = self.candidate.first
        return [m for m in reversed(self.mentions) if self.left <= m.first and m.last < head]

    @_by("agent-phrase")
    def agent_phrase(self) -> Mention | None:
        """Who stands behind "من قبل" and its like."""
        for at in range(self.candidate.head + 1, self.right):
            if "first-agent" in self.sentence.tags[at] or self.sentence.tokens[at].text == "بواسطه":
                return next((m for m in self.mentions if at < m.first <= at + 3), None)
        return None

    def coordinated(self, mention: Mention) -> list[Mention]:
        """A mention with those joined to it by و: "التشيك وبولندا"."""
        group = [mention]
        for other in reversed(self.mentions):
            if (
                other.last < group[0].first <= other.last + 2
                and other.kind != ADJECTIVE
                and self.joined(other, group[0])
            ):
                group.insert(0, other)
        for other in self.mentions:
            last = group[-1].last
            if last < other.first <= last + 2 and other.kind != ADJECTIVE and self.joined(group[-1], other):
                group.append(other)
        return group

    def joined(self, one: Mention, other: Mention) -> bool:
        """Whether و joins two neighbouring mentions."""
        word = self.sentence.words[other.first]
        if word is None or (word.entry.verbs and not word.entry.parties):
            return False
        gap = [self.sentence.tokens[at].text for at in range(one.last + 1, other.first)]
        joined = gap == ["و"] or (word.text.startswith("و") and (word.conjunction or not word.known))
        return joined and set(gap) <= {"و", '"', ")", "("}

    def relative(self) -> Mention | None:
        """The antecedent, where the head is the verb of a relative clause: "بحاح الذي عينه"."""
        tags = self.sentence.tags
        for at in range(self.candidate.head - 1, max(-1, self.candidate.head - 4), -1):
            if "relative" in tags[at]:
                return next((m for m in reversed(self.mentions) if m.last < at and m.last >= at - 3), None)
        return None

    def subject(self) -> Mention | None:
        """Who does what a verb says: whom its relative clause is about, else who stands right before it, behind it,
        or further before it; where none does, whom the report is speaking of."""
        head = self.candidate.head
        word = self.sentence.words[head]
        assert word is not None
        relative = self.relative()
        passive = self.form is not None and self.form.voice == "passive"
        if relative is not None and not word.split.pronoun:
            return self.found(relative, "relative")
        if not word.conjunction:
            near = self.right_before()
            if near is not None and not (near.kind in (PEOPLE, PERSON) and self.acting_behind()):
                return self.found(near, "near")
        if not passive:
            for mention in self.after():
                if mention.kind in (ADJECTIVE, CITY) or mention.first - head > 7:
                    continue
                if mention.preposition or self.verb_between(head, mention.first):
                    break
                return self.found(mention, "behind")
        if word.conjunction:
            return self.topic()
        for mention in self.before():
            if mention.kind in (ADJECTIVE, CITY) or mention.preposition:
                continue
            if self.verb_between(mention.last, self.candidate.first, strict=True):
                break
            return self.found(mention, "before")
        return self.topic()

    def right_before(self) -> Mention | None:
        """The mention that ends right before the verb, auxiliaries and quotation marks aside."""
        at = self.candidate.head - 1
        while at >= self.left and (
            (self.sentence.words[at] is None and self.sentence.tokens[at].text in ('"', ")", "،"))
            or self.sentence.tokens[at].text in word_sets().before_verb
        ):
            at -= 1
        for mention in reversed(self.mentions):
            if mention.last == at and mention.kind not in (ADJECTIVE, CITY):
                return mention if not mention.preposition else None
        return None

    def acting_behind(self) -> bool:
        """Whether an authority stands right behind the verb, so that the people before it are its object:
        "ثلاثة أميركيين أفرجت روسيا عنهم"."""
        return any(
            m.kind in (AUTHORITY, STATE, ORGANISATION) and not m.preposition
            for m in self.mentions
            if self.candidate.head < m.first <= self.candidate.head + 3
        )

    @_by("pointed-at")
    def pointed_at(self) -> Mention | None:
        """The people whom a pronoun behind the head points back at: "أفرجت عنهم", "اعتقلتهم", "سراحهم"."""
        words = self.sentence.words
        for at in (
            self.candidate.head,
            self.candidate.companion,
            *range(self.candidate.head + 1, self.candidate.head + 5),
        ):
            word = words[at] if 0 <= at < len(words) else None
            if word is None:
                continue
            if (at == self.candidate.head and not word.split.pronoun) or (at > self.candidate.head and not (
                word.text in word_sets().pointing or (at == self.candidate.companion and word.split.pronoun)
            )):  # fmt: skip
                continue
            return next(
                (m for m in reversed(self.mentions) if m.last < self.candidate.head
                 and (m.kind in (PEOPLE, PERSON) or m.slug)), None
            )  # fmt: skip
        return None

    def topic(self) -> Mention | None:
        """The subject of the clause before, else the first mention of the sentence that acts."""
        earlier = self.context.subject
        if earlier is not None and earlier.last < self.candidate.head and earlier in self.mentions:
            return self.found(earlier, "topic")
        first = next(
            (m for m in self.mentions if m.last < self.candidate.head and not m.preposition
             and m.kind in (AUTHORITY, STATE, ORGANISATION, PERSON, BOTH)), None
        )  # fmt: skip
        return self.found(first, "first")

    def verb_between(self, first: int, last: int, *, strict: bool = False) -> bool:
        """Whether a finite verb stands between two words; auxiliaries do not count."""
        for at in range(first + 1, last):
            word = self.sentence.words[at]
            if word is None or not word.entry.verbs or word.split.article or word.entry.parties:
                continue
            if any("auxiliary" in verb.roles for verb in word.entry.verbs):
                continue
            if strict and word.entry.classes & {"function"}:
                continue
            if not (word.entry.triggers and all(t.pos != "verb" for t in word.entry.triggers)):
                return True
        return False

    @_by("governor-subject")
    def governor_subject(self) -> Mention | None:
        """The subject of the verb that carries a noun of action: "أجرت واشنطن محادثات"."""
        head = self.candidate.head
        for at in range(head - 1, max(self.left - 1, head - REACH_BEFORE), -1):
            word = self.sentence.words[at]
            if word is None or word.split.article or not word.entry.verbs or word.entry.parties:
                continue
            between = [
                m
                for m in self.mentions
                if at < m.first < head and not m.preposition and m.kind not in (ADJECTIVE, CITY)
            ]
            if between:
                return between[0]
            return next(
                (m for m in reversed(self.mentions) if self.left <= m.first and m.last < at and not m.preposition
                 and m.kind not in (ADJECTIVE, CITY)), None
            )  # fmt: skip
        return next(
            (m for m in reversed(self.mentions) if self.left <= m.first and m.last < head and not m.preposition
             and m.kind not in (ADJECTIVE, CITY) and head - m.last < 10), None
        )  # fmt: skip

    @_by("behind")
    def behind(self, prepositions: Sequence[str], *, start: int | None = None) -> Mention | None:
        """The nearest mention after the head with one of the prepositions; "" stands for none."""
        for mention in self.after(start):
            if mention.kind == ADJECTIVE:
                continue
            if mention.preposition in prepositions:
                return mention
        return None

    @_by("genitive")
    def genitive(self) -> Mention | None:
        """The mention right behind a noun of action."""
        last = self.candidate.last
        for mention in self.after(self.candidate.head):
            if mention.first > last + 3:
                break
            if (
                mention.preposition == ""
                and mention.kind != ADJECTIVE
                and not self.verb_between(self.candidate.head, mention.first)
            ):
                between = range(self.candidate.head + 1, mention.first)
                if all(self.sentence.words[at] is None or not self.sentence.words[at].preposition for at in between):  # type: ignore[union-attr]
                    return mention
        return None

    @_by("group-of")
    def group_of(self, recipients: Sequence[Mention]) -> Mention | None:
        """The group that people without a nationality are tied to further on: "590 شخصا مرتبطين بتنظيم ..."."""
        last = max([self.candidate.last, *(m.last for m in recipients)])
        return next((m for m in self.mentions if last < m.first <= last + 8 and m.kind == ORGANISATION), None)

    def adjectives(self) -> list[Mention]:
        """The parties whose adjectives follow a noun of action: "الاتفاق الأميركي الإيراني"."""
        found = []
        last = self.candidate.last
        for mention in self.mentions:
            if mention.kind == ADJECTIVE and last < mention.first <= last + 3:
                found.append(mention)
                last = mention.last
        return found


def _asked(sentence: Sentence, head: int) -> bool:
    """Whether a release or another act is only asked or worked for, by somebody who is not to do it."""
    for at in range(head - 1, max(-1, head - 9), -1):
        word = sentence.words[at]
        if word is None:
            if sentence.tokens[at].text in (".", "؛", ":"):
                return False
            continue
        if word.split.stem in word_sets().efforts or any(verb.lemma in word_sets().asking for verb in word.entry.verbs):
            return True
        if word.entry.verbs and not word.split.article and not word.entry.parties:
            return False
    return False


def exchanged(candidate: Candidate) -> bool:
    """Whether two sides do it to one another's people: "تبادل الأسرى"."""
    return bool(candidate.predicate.partner) and candidate.kind in CUSTODY


def find_arguments(
    sentence: Sentence,
    mentions: Sequence[Mention],
    candidate: Candidate,
    context: Context,
) -> Arguments:
    """The arguments of a candidate."""
    places = _Places(sentence, mentions, candidate, context)
    if candidate.predicate.event in MUTUAL and candidate.predicate.mode != "visit":
        return _mutual(places)
    if exchanged(candidate):
        return _exchange(places)
    return _directed(places)


def _codes(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for mention in mentions for code in mention.codes))


def _mutual(places: _Places) -> Arguments:
    """Talks and agreements: everybody who takes part is an actor."""
    candidate = places.candidate
    taking: list[Mention] = []
    agent = places.agent_phrase()
    if candidate.trigger.pos == "verb":
        subject = places.subject()
        if subject:
            places.context.subject = subject
            taking += places.coordinated(subject)
    else:
        between = places.behind(("بين",))
        if between and between.first - candidate.last <= 8:
            taking += places.coordinated(between)
        genitive = places.genitive()
        if genitive and not between:
            taking += places.coordinated(genitive)
        taking += places.adjectives()
        word = places.sentence.words[candidate.head]
        if not taking and word is not None and word.split.pronoun:
            owner = (
                next((m for m in places.before() if m.kind in (AUTHORITY, PERSON, STATE, ORGANISATION)), None)
                or places.topic()
            )
            taking = [owner] if owner else []
        if not between and (candidate.predicate.event == "CONSULT" or not taking):
            subject = places.governor_subject()
            if subject and not taking:
                taking = [*places.coordinated(subject), *taking]
    if agent:
        taking = [*places.coordinated(agent), *taking]
    partner = places.behind(tuple(p for p in candidate.predicate.partner if p))
    if partner is None and "" in candidate.predicate.partner and candidate.trigger.pos == "verb" and taking:
        partner = next(
            (m for m in places.after(taking[0].last) if m.preposition == "" and m.kind in ACTING and m not in taking),
            None,
        )
    if partner and partner not in taking and partner.first - candidate.head <= REACH_AFTER:
        taking += places.coordinated(partner)
    if candidate.predicate.event == "AGREE":
        recipient = places.behind(candidate.predicate.patient) if candidate.predicate.patient else None
        recipients = (recipient,) if recipient and recipient not in taking else ()
        return Arguments(_codes(taking), _codes(recipients), None, tuple(taking), recipients, places.ways)
    return Arguments(_codes(taking), (), None, tuple(taking), (), places.ways)


def _exchange(places: _Places) -> Arguments:
    """People freed by two sides for one another: both free, and both sides' people are freed, unless it says whose."""
    found = _directed(places)
    sides = _mutual(places).actors
    if len(_codes(sides)) < 2 and (subject := places.governor_subject()):
        sides = tuple(places.coordinated(subject))
    codes = _codes(sides)
    if len(codes) < 2:
        return found
    freed = tuple(mention for mention in found.recipients if mention not in sides)
    return found._replace(actor=codes, actors=sides, recipient=_codes(freed) or codes, recipients=freed or sides)


def _directed(places: _Places) -> Arguments:
    """Events that one side does to another."""
    candidate, predicate = places.candidate, places.candidate.predicate
    kind = candidate.kind
    actors: list[Mention] = []
    recipients: list[Mention] = []
    agent = places.agent_phrase()
    prepositions = tuple(p for p in predicate.patient if p not in ("", "subject", "guest"))
    if predicate.event == "REQUEST" and candidate.trigger.pos == "noun":
        prepositions = ("الي", "ل")
    patient = places.behind(prepositions) if prepositions else None
    word = places.sentence.words[candidate.head]
    if agent is None and predicate.event == "REQUEST" and candidate.trigger.pos == "noun":
        agent = next((m for m in places.after() if m.preposition == "من" and m.first - candidate.last <= 4), None)
    if agent:
        actors = places.coordinated(agent)
    if candidate.trigger.pos == "verb":
        subject = places.subject()
        if subject is not None:
            places.context.subject = subject
        if "subject" in predicate.patient:
            if subject:
                recipients = [subject]
        elif agent or (candidate.trigger.form and candidate.trigger.form.voice == "passive"):
            if subject and not patient:
                recipients = places.coordinated(subject)
        elif subject:
            acts = subject.kind in (AUTHORITY, STATE, ORGANISATION, BOTH) or kind not in CUSTODY
            direct = next((m for m in places.after(subject.last if subject.first > candidate.head else candidate.last)
                           if m.preposition == "" and m.kind != ADJECTIVE and m != subject), None)  # fmt: skip
            topic = places.topic() if word is not None and word.conjunction else None
            asked = predicate.event == "REQUEST" and "" in predicate.patient and direct is None
            if asked and subject.first > candidate.head and topic is not None and topic.codes != subject.codes:
                actors, recipients = places.coordinated(topic), places.coordinated(subject)
            elif kind in CUSTODY and subject.kind in (PEOPLE, PERSON) and "" in predicate.patient and (
                direct is None or direct.kind not in (PEOPLE, PERSON)
            ):  # fmt: skip
                recipients = places.coordinated(subject)
            elif acts or direct is not None or patient is not None:
                actors = places.coordinated(subject)
                if "" in predicate.patient and direct is not None and patient is None:
                    recipients = places.coordinated(direct)
            else:
                recipients = places.coordinated(subject)
    else:
        genitive = places.genitive()
        adjectives = places.adjectives()
        if "" in predicate.patient or (candidate.companion >= 0 and not prepositions):
            if genitive:
                acts = genitive.kind in (AUTHORITY, STATE, ORGANISATION) and kind in CUSTODY
                direct = next(
                    (m for m in places.after(genitive.last) if m.preposition == "" and m.kind in (PEOPLE, PERSON)), None
                )
                if acts and direct is not None and direct.first - genitive.last <= 3:
                    actors = actors or places.coordinated(genitive)
                    recipients = places.coordinated(direct)
                else:
                    recipients = places.coordinated(genitive)
        elif genitive and genitive is not patient:
            actors = actors or places.coordinated(genitive)
        if adjectives and not actors:
            if kind == "HOLD" and not recipients:
                recipients = adjectives
            else:
                actors = adjectives
        if not actors and candidate.trigger.pos == "noun":
            subject = None if kind in CUSTODY and _asked(places.sentence, candidate.head) else places.governor_subject()
            if subject and subject not in recipients and not (kind in CUSTODY and subject.kind in (PEOPLE, PERSON)):
                actors = places.coordinated(subject)
            elif subject and kind in CUSTODY and not recipients and word is not None and word.split.pronoun:
                recipients = [subject]
        if candidate.trigger.pos == "participle" and not actors:
            holder = places.behind(("لدي", "agent"))
            place = places.behind(("في", "ب"))
            if holder:
                actors = places.coordinated(holder)
            elif place and place.kind in (STATE, CITY) and place.first - candidate.last <= 5:
                actors = places.coordinated(place)
            antecedent = next((m for m in places.before()), None)
            if not recipients and antecedent and candidate.head - antecedent.last <= 3:
                recipients = [antecedent]
    if patient and not recipients:
        recipients = places.coordinated(patient)
    if kind in CUSTODY and not recipients:
        pointed = places.pointed_at()
        if pointed is not None and pointed not in actors:
            recipients = places.coordinated(pointed)
    if kind == "HOLD" and word is not None and word.split.stem in word_sets().prisons and recipients and not actors:
        holders = [m for m in recipients if m.kind in (STATE, AUTHORITY, CITY, ADJECTIVE)]
        actors, recipients = holders, [m for m in recipients if m not in holders]
    if kind in CUSTODY and not _codes(recipients):
        group = places.group_of(recipients)
        if group:
            recipients = [*recipients, group]
    if predicate.event in ("THREATEN", "REJECT") and not recipients:
        target = next(
            (m for m in places.after() if m.kind != ADJECTIVE and m not in actors and m.first - candidate.last <= 8),
            None,
        )
        recipients = [target] if target else []
    if predicate.event == "APPOINT":
        relative = places.relative()
        is_object = not recipients or (word is not None and bool(word.split.pronoun))
        named = [relative] if relative is not None and is_object else recipients
        return Arguments(
            _codes(actors), tuple(m.slug for m in named if m.slug), None, tuple(actors), tuple(named), places.ways
        )
    count = _count(kind, recipients, places) if kind in COUNTED else None
    return Arguments(_codes(actors), _codes(recipients), count, tuple(actors), tuple(recipients), places.ways)


def _count(kind: str, recipients: Sequence[Mention], places: _Places) -> Count | None:
    """How many people the recipients are: their sum where several are named, the group's number where it was told."""
    people = [m for m in recipients if m.kind in (PEOPLE, PERSON, AUTHORITY) and m.how_many]
    if not people:
        return (2, None) if kind == "SANCTION/expel" else None
    if len(people) == 1:
        mention = people[0]
        if not mention.counted and mention.how_many == (2, None) and mention.definite and mention.codes:
            known = places.context.counts.get((mention.noun, *mention.codes)) or places.context.counts.get(
                ("", *mention.codes)
            )
            return known or mention.how_many
        return mention.how_many
    lows = [m.how_many[0] for m in people if m.how_many]
    highs = [m.how_many[1] for m in people if m.how_many]
    return sum(lows), None if any(h is None for h in highs) else sum(h for h in highs if h is not None)
