"""Who is mentioned in a sentence: states and those who act for them, organisations, persons, people and their number.

A mention is found from its head word and grows over the words that belong to it: the adjective or the genitive that
names the state, the name of a person behind a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.claim import Count
from sijill.coding.context import COMPOUND, Context
from sijill.languages.arabic.lexicon import (
    Lexicon,
    Name,
    Nisba,
    Party,
    People,
    Title,
    Word,
    acting_people,
    demonyms,
    lexicon,
    word_sets,
)
from sijill.languages.arabic.numbers import Quantity
from sijill.languages.arabic.parts import settle
from sijill.languages.arabic.tokens import WORD, Token
from sijill.languages.arabic.transliterate import slug

AUTHORITY, STATE, CITY, ORGANISATION, PERSON, PEOPLE, OUTLET, ADJECTIVE, BOTH = (
    "authority", "state", "city", "organisation", "person", "people", "outlet", "adjective", "both",
)  # fmt: skip
ACTING = frozenset((AUTHORITY, STATE, ORGANISATION, PERSON, BOTH, PEOPLE))
LONGEST_NAME = 4
LONGEST_FULL_NAME = 8
KUNYA = frozenset(("ابو", "ابي", "ابا"))
PATRONYMIC = frozenset(("بن", "ابن", "بنت"))
FAMILY = PATRONYMIC | {"ال"}
NAME_PARTICLES = KUNYA | FAMILY | {"عبد", "ام"}
GIVEN, SURNAME, UNLIKELY = 6.0, 2.8, 0.7
"""The `naming` of words that stand in a name's place: a given name, a further name, and below which a word behind a
title is none."""
SOUNDING, FURTHER = 0.85, 0.6
"""How much a word that stands in no cluster has to look like a name: the first of a name, and one behind it."""
SHORTEST_NAME = 4
JOINED = {"عما": "عن", "مما": "من", "بما": "ب", "لما": "ل"}
HEADS = frozenset(("organisational", "media"))
POINTING_BACK = frozenset(("home", "group-at-hand", "both", "organ", "counterpart"))
LONGEST_OFFICE = 7


class Mention(NamedTuple):
    """Words `first` to `last` of a sentence that mention `codes`.

    `kind` is one of the constants above; `preposition` stands before it; `how_many` is set for people; `speaker` is the
    kind of source it is when it speaks; `slug` is a person's own, whatever the person stands for; `also` are other
    codes that a reader may give the same words.
    """

    first: int
    last: int
    kind: str
    codes: tuple[str, ...]
    preposition: str
    speaker: str
    how_many: Count | None = None
    counted: bool = False
    definite: bool = False
    held: bool = False
    slug: str = ""
    noun: str = ""
    names: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A sentence as every pass sees it: its tokens, and what the pack knows of each (None for signs and numbers)."""

    start: int
    end: int
    tokens: Sequence[Token]
    words: Sequence[Word | None]
    tags: Sequence[frozenset[str]]


def look_up(lexicon: Lexicon, tokens: Sequence[Token]) -> list[Word | None]:
    """What the pack knows of each word by itself, None for signs and numbers."""
    return [lexicon.word(token.text) if token.kind == WORD else None for token in tokens]


def read_sentence(lexicon: Lexicon, start: int, end: int, tokens: Sequence[Token]) -> Sentence:
    """The sentence with the pack's knowledge of each word; names and phrases of several words tag all of them."""
    words = settle(lexicon, tokens, look_up(lexicon, tokens))
    tags = [word.classes if word else frozenset[str]() for word in words]
    for at, word in enumerate(words):
        if word is None or not word.names:
            continue
        for name, field, value in _phrases_at(tokens, at, word):
            if field == "classes":
                for inside in range(at, at + len(name)):
                    tags[inside] = tags[inside] | {str(value), "phrase"}
                tags[at] |= {f"first-{value}"}
                break
    return Sentence(start, end, tokens, words, tags)


def _phrases_at(tokens: Sequence[Token], at: int, word: Word) -> list[Name]:
    """The names of several words that stand at `at`, longest first."""
    names = word.names.get(tokens[at + 1].text) if at + 1 < len(tokens) else None
    if not names:
        return []
    left = len(tokens) - at
    return [
        name
        for name in names
        if len(name[0]) <= left
        and all(tokens[at + offset].text == name[0][offset] for offset in range(2, len(name[0])))
    ]


class _Finder:
    """One pass over a sentence, from its first word to its last."""

    def __init__(self, sentence: Sentence, quantities: Sequence[Quantity], context: Context) -> None:
        self.lexicon = lexicon()
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = sentence.words
        self.tags = sentence.tags
        self.context = context
        self.counted = {q.noun_from: q for q in quantities if q.kind != "ratio" and q.noun_from is not None}
        self.inside = {at: q for q in quantities for at in range(q.first, q.last + 1)}

    def run(self) -> list[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(self.tokens):
            mention = self.mention(at)
            if mention is None:
                at += 1
                continue
            if mention.slug or mention.kind in (AUTHORITY, PERSON):
                mention = self.named_before(mention, found)
            found.append(mention)
            self.context.notice(mention)
            at = mention.last + 1
        return found

    # What begins at a word.

    def mention(self, at: int) -> Mention | None:
        word = self.words[at]
        if word is None or (at in self.inside and at not in self.counted):
            return None
        if word.known and not word.names and word.plain and not self.tags[at] & POINTING_BACK:
            return self.headed(at, word) if word.split.article and self.tags[at] & HEADS else None
        if at not in self.counted and self.is_verb(at, word):
            return None
        for name, field, value in _phrases_at(self.tokens, at, word):
            last = at + len(name) - 1
            if field == "parties":
                return self.party(at, last, value)  # type: ignore[arg-type]
            if field == "titles":
                return self.office(at, last, value)  # type: ignore[arg-type]
            if field == "people":
                return self.people(at, last, value)  # type: ignore[arg-type]
        entry = word.entry
        if "home" in self.tags[at] or "group-at-hand" in self.tags[at] or "both" in self.tags[at]:
            referred = self.referred(at)
            if referred:
                return referred
        nisba = self.adjective(word)
        if nisba and at in self.counted:
            return self.nisba(at, nisba)
        if entry.parties:
            party = self.party(at, at, entry.parties[0])
            if party:
                return party
        if entry.people and (at in self.counted or entry.people[0].number != "s" or not (entry.verbs or entry.titles)):
            return self.people(at, at, entry.people[0])
        if entry.titles:
            office = self.office(at, at, entry.titles[0])
            if office:
                return office
        if "organ" in self.tags[at] or "counterpart" in self.tags[at]:
            organ = self.office(at, at, None)
            if organ:
                return organ
        if entry.people:
            return self.people(at, at, entry.people[0])
        if nisba and (not nisba.ambiguous or self.after_noun(at)):
            return self.nisba(at, nisba)
        if word.split.article and self.tags[at] & HEADS:
            return self.headed(at, word)
        if not word.known or not any(entry[:6]):
            known = self.context.alias(self.bare(at))
            if known and not self.tags[at]:
                return Mention(at, at, known.kind, known.codes, self.preposition(at), known.speaker,
                               how_many=known.how_many, definite=True, held=known.held, slug=known.slug)  # fmt: skip
            return self.person(at)
        return None

    def headed(self, at: int, word: Word) -> Mention | None:
        """A definite word that a name at hand begins with: "المرصد", "الصحيفة"."""
        known = self.context.headed(word.split.stem)
        if known is None:
            return None
        return Mention(at, at, known.kind, known.codes, self.preposition(at), known.speaker, definite=True)

    def person(self, at: int) -> Mention | None:
        """A person by the name alone: a given name with what can only go on with it, and the office behind it."""
        word = self.words[at]
        assert word is not None
        before = ""
        text = word.text
        after = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        given = SURNAME if after in PATRONYMIC else GIVEN
        if text in PATRONYMIC:
            return None
        sounds = False
        if text not in KUNYA and word.naming < given:
            rest = text[1:]
            if word.known:
                return None
            if text[0] in "ولب" and (rest in KUNYA or self.words_naming(rest) >= GIVEN):
                before = text[0]
            elif not self.may_go_on(at + 1):
                return None
            elif self.sounding_behind(word):
                before, sounds = text[0], True
            elif self.sounding(word) >= SOUNDING:
                sounds = True
            else:
                return None
        elif self.tags[at]:
            return None
        end, further, scan = at, 0, at + 1
        while scan < len(self.tokens) and scan - at < LONGEST_FULL_NAME:
            next_one = self.words[scan]
            if next_one is None:
                break
            if next_one.text in word_sets().kinship:
                scan += 1
                continue
            if next_one.known and (next_one.split.before or self.tags[scan] - {"common"}):
                break
            if self.another_name(next_one) or (sounds and _described(text, next_one)):
                break
            rare = next_one.naming < 0 and not next_one.known and (
                self.sounding(next_one) >= FURTHER if sounds else self.rare_name(next_one.text)
            )  # fmt: skip
            if not (next_one.naming >= SURNAME or rare):
                break
            end, further, scan = scan, further + 1, scan + 1
        if not further:
            return None
        written = tuple(token.text for token in self.tokens[at : end + 1])
        if before:
            written = (written[0][1:], *written[1:])
        preposition = before if before in ("ل", "ب") else "" if before else self.word_before(at)
        known = self.context.alias(" ".join(written)) if written[0] in COMPOUND and further == 1 else None
        if known is not None:
            return Mention(at, end, known.kind, known.codes, preposition, known.speaker, how_many=known.how_many,
                           definite=True, held=known.held, slug=known.slug)  # fmt: skip
        own, also = _slugs(written)
        holder = self.office_behind(end)
        if holder:
            return Mention(at, holder.last, holder.kind, holder.codes, preposition, holder.speaker, how_many=(1, 1),
                           definite=True, slug=own, names=written)  # fmt: skip
        return Mention(at, end, PERSON, (own,), preposition, "person", how_many=(1, 1), definite=True, slug=own,
                       names=written, also=also)  # fmt: skip

    def another_name(self, word: Word) -> bool:
        """Whether a word is a particle with the name of somebody else: "وأحمد", "لبشار", but not "وليد"."""
        if word.text[0] not in "ولب":
            return False
        return self.sounding_behind(word) or self.words_naming(word.text[1:]) >= max(SURNAME, word.naming)

    def sounding_behind(self, word: Word) -> bool:
        """Whether what stands behind a particle looks like a name that no list has, more so than the whole word."""
        if word.known or word.naming >= 0 or word.text[0] not in "ولب" or len(word.text) < SHORTEST_NAME:
            return False
        rest = self.lexicon.word(word.text[1:])
        return self.sounding(rest) >= SOUNDING and self.sounding(rest) >= self.sounding(word)

    def sounding(self, word: Word) -> float:
        """How much a word that stands in no cluster looks like a name."""
        return self.lexicon.sounding(word.text) if word.naming < 0 and not word.known else 0.0

    def may_go_on(self, at: int) -> bool:
        """Whether a name that began before `at` may go on there."""
        word = self.words[at] if at < len(self.words) else None
        if word is None:
            return False
        return not word.known or word.naming >= SURNAME or word.text in word_sets().kinship

    def words_naming(self, text: str) -> float:
        """How likely a word that stands behind a particle is a given name."""
        return self.lexicon.word(text).naming if len(text) > 2 else 0.0

    @staticmethod
    def rare_name(text: str) -> bool:
        """Whether a word that the corpus hardly has may be a name: it has no form of a verb or a plural."""
        return (
            len(text) > 2
            and not text.startswith(("ي", "ت", "س", "لل", "وال", "بال", "فال", "كال"))
            and not text.endswith(("ون", "ات", "وا", "هم", "ها", "تين"))
        )

    def word_before(self, at: int) -> str:
        """The preposition that is the word before, for a name that may begin with a letter that looks like one."""
        previous = self.words[at - 1] if at else None
        if previous is not None and previous.split.stem == previous.preposition:
            return previous.preposition
        return "agent" if at and "agent" in self.tags[at - 1] else ""

    def is_verb(self, at: int, word: Word) -> bool:
        """Whether a word that is also a kind of person (طالب) is a verb here: an office or a party follows it."""
        entry = word.entry
        if not entry.triggers or word.split.article or word.preposition or not (entry.people or entry.titles):
            return False
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        return (
            after is not None
            and not after.conjunction
            and bool(after.entry.titles or after.entry.parties or "organ" in after.classes or after.split.article)
            and any(trigger.form is not None for trigger in entry.triggers)
        )

    def bare(self, at: int) -> str:
        """The word without a particle that the pack could not split because it does not know the word."""
        word = self.words[at]
        assert word is not None
        if word.known:
            return word.split.stem
        text = word.text
        return text[1:] if text[:1] in "ولبف" and self.context.alias(text[1:]) else text

    def preposition(self, at: int) -> str:
        word = self.words[at]
        for joined in (self.tokens[at].text, self.tokens[at - 1].text if at else ""):
            if joined in JOINED:
                return JOINED[joined]
        if word is not None and word.preposition and word.preposition != word.split.stem:
            return word.preposition
        text = self.tokens[at].text
        if word is not None and not word.known and len(text) > 4 and text[0] in "لب":
            return text[0]
        before = at - 1
        while before >= 0 and self.tokens[before].text in ('"', "(", "'", "-"):
            before -= 1
        if before >= 0:
            previous = self.words[before]
            each = self.words[before - 1] if before and self.tokens[before].text == "من" else None
            if each is not None and each.split.stem in ("كل", "كلا"):
                return each.preposition if each.split.before else ""
            if previous is not None and previous.split.stem == previous.preposition:
                return previous.preposition
            if "agent" in self.tags[before]:
                return "agent"
        return ""

    def party(self, at: int, last: int, party: Party) -> Mention | None:
        codes, kind = self.context.stands_for(party)
        if party.kind == "group":
            return self.group(at, last, party, self.preposition(at))
        if party.ambiguous and not self.supported(at, party) and not self.named_so_far(at, party):
            return None
        if party.kind == "person" and at == last and (self.of_another(at) or not self.context.known_yet(party)):
            return None
        preposition = self.preposition(at)
        if party.kind == "outlet":
            return Mention(at, last, OUTLET, codes, preposition, "media", organs=self.head(at))
        if party.kind == "person":
            speaker = "official" if kind == AUTHORITY else "organisation" if kind == ORGANISATION else "person"
            told = self.context.alias(self.tokens[last].text)
            if kind == PERSON and told is not None and told.codes:
                codes = told.codes
            last = self.skip_title(last)
            return Mention(at, last, kind, codes, preposition, speaker, slug=party.code, how_many=(1, 1), definite=True)
        if party.kind == "organisation":
            speaker = "organisation"
            return Mention(at, last, ORGANISATION, codes, preposition, speaker, definite=True, organs=self.head(at),
                           also=(party.english,) if party.english else ())  # fmt: skip
        if party.kind == "crowd":
            if codes[0] == "protesters":
                return Mention(at, last, ORGANISATION, codes, preposition, "person", how_many=(2, None))
            return Mention(at, last, PEOPLE, (), preposition, "person", how_many=(2, None), also=codes)
        return Mention(at, last, CITY if party.kind == "city" else STATE, codes, preposition, "official", definite=True)

    def named_so_far(self, at: int, party: Party) -> bool:
        """Whether a doubtful name with the article is of an organisation that the report has named in full."""
        return (
            party.kind == "organisation"
            and self.tokens[at].text.startswith("ال")
            and self.context.count(party.code) > 0
        )

    def head(self, at: int) -> tuple[str, ...]:
        """The word that a name begins with, by which the text may come back to it: "المرصد", "الحركة"."""
        word = self.words[at]
        stem = word.split.stem if word is not None and word.known else self.tokens[at].text
        return (stem.removeprefix("ال"),)

    def group(self, at: int, last: int, party: Party, preposition: str) -> Mention:
        """A group without a name of its own, by whose it is: "المعارضة السورية", "قبائل ليبيا"; where the sentence
        does not say, of the state at hand."""
        noun = party.code
        word = self.words[at]
        assert word is not None
        whose, end = "", last
        for scan in range(last + 1, min(last + 4, len(self.tokens))):
            after = self.words[scan]
            if after is None or after.conjunction or after.preposition or "relative" in after.classes:
                break
            if nisba := self.adjective(after):
                whose, end = demonyms().get(nisba.code, nisba.code.lower()), scan
                break
            inner = after.entry.parties[0] if after.entry.parties else None
            if inner is not None and inner.kind in ("state", "city") and scan == last + 1:
                whose, end = demonyms().get(inner.code, ""), scan
                break
            if not after.split.article:
                break
        also = [] if party.ambiguous else [noun]
        if not whose and (word.split.article or word.split.pronoun):
            hand = self.context.at_hand()
            whose = demonyms().get(hand[0], "") if hand else ""
        codes = (f"{whose}-{noun}",) if whose else tuple(also)
        if "group-at-hand" in self.tags[at]:
            also += self.context.group()
        return Mention(at, end, ORGANISATION, codes, preposition, "organisation", how_many=(2, None), definite=True,
                       also=tuple(one for one in also if one not in codes))  # fmt: skip

    def of_another(self, at: int) -> bool:
        """Whether a surname belongs to another person's name: "فهد بن سلمان"."""
        return at > 0 and self.tokens[at - 1].text in word_sets().kinship

    def supported(self, at: int, party: Party) -> bool:
        """Whether the word before an ambiguous name calls for a name. Before an organisation that is written like a
        common word without the article ("أمل", "فتح") a preposition does so only where the report has named it."""
        if at == 0:
            return False
        before = self.tags[at - 1]
        if before & {"organ", "organisational", "home"}:
            return True
        bare = party.kind == "organisation" and not self.tokens[at].text.startswith("ال")
        if bare and not self.context.count(party.code):
            return False
        return "preposition" in before or bool(self.preposition(at))

    def adjective(self, word: Word) -> Nisba | None:
        """Whose adjective a word is; a common one is its party's only where the text has named the party."""
        nisba = word.entry.nisbas[0] if word.entry.nisbas else None
        return None if nisba is None or (nisba.common and not self.context.count(nisba.code)) else nisba

    def after_noun(self, at: int) -> bool:
        """Whether a word for people or an organ stands before a doubtful adjective."""
        before = self.words[at - 1] if at else None
        return before is not None and bool(before.entry.people or before.entry.titles or "organ" in before.classes)

    def skip_title(self, last: int) -> int:
        """Over an office that follows a known name: "عادل الجبير وزير الخارجية السعودي"."""
        office = self.office_behind(last)
        return office.last if office else last

    def office_behind(self, last: int) -> Mention | None:
        """The public office that stands in apposition behind a name."""
        after = last + 1
        if after < len(self.tokens) and self.tokens[after].text in ("،", ","):
            after += 1
        word = self.words[after] if after < len(self.tokens) else None
        if word is None or word.preposition or word.conjunction:
            return None
        titles = [name for name in _phrases_at(self.tokens, after, word) if name[1] == "titles"]
        if not titles and not word.entry.titles:
            return None
        title: Title = titles[0][2] if titles else word.entry.titles[0]  # type: ignore[assignment]
        if title.kind in ("profession", "kin", "honorific", "rank"):
            return None
        office = self.office(after, after + (len(titles[0][0]) - 1 if titles else 0), title)
        return office if office and office.codes and office.last - after < LONGEST_OFFICE else None

    def office(self, at: int, last: int, title: Title | None) -> Mention | None:
        """An office, organ or title with the state or organisation that it is of, and the name behind it."""
        codes: tuple[str, ...] = ()
        also: tuple[str, ...] = ()
        kind = ""
        scan = last + 1
        end = last
        while scan < len(self.tokens) and scan - at <= LONGEST_OFFICE and not codes:
            word = self.words[scan]
            if word is None:
                if self.tokens[scan].text in ('"', "'") and scan + 1 < len(self.tokens):
                    scan += 1
                    continue
                break
            named = next((name for name in _phrases_at(self.tokens, scan, word) if name[1] == "parties"), None)
            inner = named[2] if named else word.entry.parties[0] if word.entry.parties else None
            own = word.preposition if word.preposition != word.split.stem else ""
            if isinstance(inner, Party) and inner.kind == "group" and own in ("", "ل"):
                group = self.group(scan, scan + (len(named[0]) - 1 if named else 0), inner, "")
                codes, kind, end, also = group.codes, ORGANISATION, group.last, group.also
                break
            if isinstance(inner, Party) and inner.kind not in ("outlet", "person", "crowd") and own in ("", "ل"):
                if inner.kind == "city" and title is None and not self.is_organ(at):
                    break
                if inner.ambiguous and not (self.is_organ(scan - 1) or own):
                    break
                codes, _ = self.context.stands_for(inner)
                kind = ORGANISATION if inner.kind == "organisation" else AUTHORITY
                end = scan + (len(named[0]) - 1 if named else 0)
                break
            if isinstance(inner, Party) and inner.kind == "person":
                if not own and (scan == last + 1 or not word.known or word.entry.parties):
                    end = scan + (len(named[0]) - 1 if named else 0)
                    codes, kind = self.context.stands_for(inner)
                    speaker = "official" if kind == AUTHORITY else "organisation" if kind == ORGANISATION else "person"
                    return Mention(at, end, kind, codes, self.preposition(at), speaker, how_many=(1, 1), definite=True,
                                   slug=inner.code, noun=self.tokens[at].text)  # fmt: skip
                break
            if (nisba := self.adjective(word)) and not own:
                codes, kind, end = (nisba.code,), AUTHORITY if nisba.kind == "state" else ORGANISATION, scan
                break
            known = self.context.headed(word.split.stem) if word.split.article and not own else None
            if known is not None and known.kind == ORGANISATION and title is not None and not title.official:
                codes, kind, end = known.codes, ORGANISATION, scan
                break
            continues = (
                (word.split.article and not word.split.before)
                or "organ" in word.classes
                or word.entry.titles
                or (own == "ل" and word.split.article)
                or (word.text in ("في", "باسم", "لدي", "شوون", "عام") and scan > last)
            )
            if not continues or (word.conjunction and not (word.entry.titles or "organ" in word.classes)):
                break
            if word.text == "في" and not self.place_of_office(scan + 1):
                break
            scan += 1
        if not codes and title is None and "counterpart" in self.tags[at]:
            return None
        own_kin = title is not None and title.kind == "kin" and not codes
        if own_kin and self.words[at].split.pronoun:  # type: ignore[union-attr]
            family = self.context.family()
            if family:
                return Mention(at, last, PEOPLE, (), self.preposition(at), "person", also=(family,), definite=True)
        private = title is not None and title.kind in ("profession", "kin", "honorific", "rank")
        names = self.names_after(end if codes else last if scan == last + 1 else scan - 1) if title else []
        known_person = self.known_person(end) if codes and title else None
        if known_person is not None:
            end, inner_slug = known_person
            speaker = "official" if title and title.official else "person"
            speaker = "organisation" if kind == ORGANISATION else speaker
            return Mention(at, end, kind, codes, self.preposition(at), speaker, definite=True, slug=inner_slug,
                           how_many=(1, 1), noun=self.tokens[at].text,
                           names=(self.tokens[end].text,))  # fmt: skip
        if names:
            end = names[-1]
        elif not codes:
            end = max(last, min(scan - 1, last + 2)) if not private else last
        written = tuple(self.tokens[n].text for n in names)
        person, short = _slugs(written)
        if not codes and names:
            known = self.context.alias(self.tokens[names[-1]].text)
            if known:
                codes, kind, person = known.codes, known.kind, known.slug
        if private:
            if not names and not codes:
                return None
            if title is not None and title.kind in ("honorific", "rank") and codes and kind:
                pass
            elif title is not None and title.kind == "kin":
                return Mention(at, end, PERSON, (person,) if person else (), self.preposition(at), "person",
                               how_many=(1, 1), definite=True, slug=person, noun="kin", names=written,
                               also=(f"{slug(list(written[-1:]))}-family",) if written else ())  # fmt: skip
            elif title is not None and title.kind == "profession" and codes and not names:
                return Mention(at, end, PEOPLE, codes, self.preposition(at), "person", how_many=(1, 1),
                               definite=True)  # fmt: skip
            else:
                holder = self.office_behind(end) if person else None
                if holder:
                    return Mention(at, holder.last, holder.kind, holder.codes, self.preposition(at), holder.speaker,
                                   how_many=(1, 1), definite=True, slug=person, names=written)  # fmt: skip
                return Mention(at, end, PERSON, codes or (person,), self.preposition(at), "person",
                               how_many=(1, 1), definite=True, slug=person, names=written, also=short)  # fmt: skip
        organs = tuple(
            word.split.stem
            for word in self.words[at : end + 1]
            if word is not None and word.split.stem and (word.entry.titles or "organ" in word.classes)
        )
        if not codes:
            codes = self.context.of_organ(organs, alone="organ-alone" in self.tags[at] or title is not None)
            kind = AUTHORITY
            if not codes and title is None and "organ-alone" not in self.tags[at]:
                return None
        if not kind:
            kind = AUTHORITY
        number = title.number if title else "s"
        return Mention(at, end, kind, codes, self.preposition(at),
                       "organisation" if kind == ORGANISATION else "official",
                       definite=True, slug=person, how_many=(1, 1) if number == "s" and title else (2, None),
                       noun=self.tokens[at].text, names=written, organs=organs, also=also)  # fmt: skip

    def known_person(self, last: int) -> tuple[int, str] | None:
        """The known person whose name stands right behind an office, with its last word."""
        at = last + 1
        if at < len(self.tokens) and self.tokens[at].text == "،":
            at += 1
        word = self.words[at] if at < len(self.tokens) else None
        if word is None or word.conjunction or word.split.before:
            return None
        for name, field, value in _phrases_at(self.tokens, at, word):
            if field == "parties" and isinstance(value, Party) and value.kind == "person":
                return at + len(name) - 1, value.code
        for party in word.entry.parties:
            if party.kind == "person":
                return at, party.code
        return None

    def place_of_office(self, at: int) -> bool:
        """Whether an organ or a state stands at `at`, so that "في" before it goes on with the office."""
        word = self.words[at] if at < len(self.tokens) else None
        return word is not None and ("organ" in word.classes or any(p.kind == "state" for p in word.entry.parties))

    def is_organ(self, at: int) -> bool:
        return at >= 0 and ("organ" in self.tags[at] or bool(self.words[at] and self.words[at].entry.titles))  # type: ignore[union-attr]

    def names_after(self, last: int) -> list[int]:
        """The words behind `last` that can only be a person's name."""
        names: list[int] = []
        at = last + 1
        if at + 1 < len(self.tokens) and self.tokens[at].text in ("،", ",", "(", "-") and not names:
            return names
        counted = 0
        while at < len(self.tokens) and counted < LONGEST_NAME:
            word = self.words[at]
            particle = word is not None and word.text in NAME_PARTICLES and (names or word.text not in FAMILY)
            if word is None or not (particle or self.name_like(at, first=not names)):
                break
            counted += word.text not in NAME_PARTICLES
            names.append(at)
            at += 1
        while names and self.tokens[names[-1]].text in NAME_PARTICLES:
            names.pop()
        return names

    def name_like(self, at: int, *, first: bool) -> bool:
        word = self.words[at]
        if word is None or len(word.text) < 2:
            return False
        if self.tags[at] & {"function", "preposition", "complementizer", "relative", "subordinator"}:
            return False
        if not word.known:
            if 0 <= word.naming < UNLIKELY or self.another_name(word):
                return False
            if word.naming >= SURNAME:
                return True
            return not (first and word.text.startswith(("ال", "لل", "بال", "وال"))) and not (
                word.text.startswith(("و", "ب", "ل")) and first and len(word.text) > 6
            )
        if word.entry.verbs or word.entry.triggers or word.split.before or self.tags[at]:
            return False
        if word.entry.parties and word.entry.parties[0].kind == "person":
            return True
        return not first and word.split.article and not word.entry.nisbas

    def named_before(self, mention: Mention, found: list[Mention]) -> Mention:
        """A title that follows its holder's unknown name takes the name in: "سامح شكري وزير الخارجية المصري"."""
        if mention.slug or mention.preposition or mention.kind not in (AUTHORITY, ORGANISATION):
            return mention
        stop = found[-1].last if found else -1
        names: list[int] = []
        at = mention.first - 1
        if at > stop and self.tokens[at].text == "،":
            at -= 1
        while (
            at > stop and len(names) < LONGEST_NAME and self.words[at] is not None and self.name_like(at, first=False)
        ):
            if not self.words[at].known or self.words[at].split.article:  # type: ignore[union-attr]
                names.insert(0, at)
                at -= 1
            else:
                break
        if len(names) < 2 or self.words[names[0]].text.startswith("ال"):  # type: ignore[union-attr]
            return mention
        return mention._replace(
            first=names[0],
            slug=slug([self.tokens[n].text for n in names]),
            preposition=self.preposition(names[0]),
            how_many=(1, 1),
            names=tuple(self.tokens[n].text for n in names),
        )

    def people(self, at: int, last: int, people: People) -> Mention | None:
        """Kinds of persons with their number, the nationality or group beside them, and the names behind."""
        word = self.words[at]
        assert word is not None
        quantity = self.counted.get(at)
        codes: list[str] = []
        kinds: list[str] = []
        scan, end = last + 1, last
        definite = word.split.article or bool(word.split.pronoun)
        while scan < len(self.tokens) and scan - last <= 4:
            after = self.words[scan]
            if after is None:
                break
            if (nisba := self.adjective(after)) and not after.preposition and not after.entry.parties:
                codes.append(nisba.code)
                definite |= after.split.article
                end = scan
            elif (after.conjunction and not codes) or after.preposition or "relative" in after.classes:
                break
            elif after.entry.people or (after.split.article and after.known and not after.entry.parties):
                if after.entry.people and after.entry.people[0].kind in acting_people():
                    kinds.append(acting_people()[after.entry.people[0].kind])
                end = scan if not after.conjunction else end
            elif after.conjunction:
                break
            else:
                break
            scan += 1
        own = word.entry.nisbas[0].code if word.entry.nisbas else ""
        if own and not codes:
            codes.append(own)
        if not codes:
            group = self.group_after(end)
            if group:
                codes, end = list(group[0]), group[1]
        names = self.names_after(end) if people.number == "s" and definite else []
        written = tuple(self.tokens[n].text for n in names)
        person, short = _slugs(written)
        if names:
            end = names[-1]
        first = quantity.first if quantity else at
        if quantity:
            count: Count | None = (quantity.low, quantity.high)
        elif people.number == "s":
            count = (1, 1)
        elif people.number == "d":
            count = (2, 2)
        else:
            count = (2, None)
        unique = tuple(dict.fromkeys(codes)) or ((person,) if person else ())
        also = short
        if people.number == "p" and people.kind in acting_people():
            many = acting_people()[people.kind]
            also = tuple(f"{demonyms()[code]}-{many}" for code in unique if code in demonyms()) or (many,)
        also += tuple(kinds)
        end = max(end, quantity.last) if quantity else end
        return Mention(first, end, PEOPLE, unique, self.preposition(first), "person", how_many=count,
                       counted=quantity is not None, definite=definite, held=people.held, slug=person,
                       noun=people.kind, names=written, also=also)  # fmt: skip

    def group_after(self, last: int) -> tuple[tuple[str, ...], int] | None:
        """The group that people are of: "عناصر من تنظيم الدولة", "مقاتلي الحزب"."""
        at = last + 1
        if at < len(self.tokens) and self.tokens[at].text in ("من", "في"):
            at += 1
        word = self.words[at] if at < len(self.tokens) else None
        if word is None:
            return None
        for name, field, value in _phrases_at(self.tokens, at, word):
            if field == "parties" and isinstance(value, Party) and value.kind == "organisation":
                return self.context.stands_for(value)[0], at + len(name) - 1
        if word.entry.parties and word.entry.parties[0].kind == "group" and word.preposition in ("", "ل"):
            group = self.group(at, at, word.entry.parties[0], "")
            return group.codes, group.last
        if word.entry.parties and word.entry.parties[0].kind == "organisation":
            party = word.entry.parties[0]
            if not party.ambiguous and word.preposition in ("", "ل"):
                return self.context.stands_for(party)[0], at
        return None

    def nisba(self, at: int, nisba: Nisba) -> Mention | None:
        """An adjective by itself: of people where it is counted or plural, else of the noun before it."""
        word = self.words[at]
        assert word is not None
        quantity = self.counted.get(at)
        previous = self.words[at - 1] if at else None
        free = (
            previous is None
            or bool(previous.entry.verbs)
            or "preposition" in self.tags[at - 1]
            or (bool(self.tags[at - 1] & {"complementizer", "function"}))
        )
        if quantity or (nisba.number != "s" and (free or word.preposition or word.conjunction)):
            count = (quantity.low, quantity.high) if quantity else (2, 2) if nisba.number == "d" else (2, None)
            return Mention(quantity.first if quantity else at, at, PEOPLE if nisba.kind == "state" else ORGANISATION,
                           (nisba.code,), self.preposition(quantity.first if quantity else at),
                           "person" if nisba.kind == "state" else "organisation", how_many=count,
                           counted=quantity is not None, definite=word.split.article)  # fmt: skip
        if free and nisba.number == "s" and nisba.gender == "m" and word.split.article:
            return Mention(at, at, PEOPLE, (nisba.code,), self.preposition(at), "person", how_many=(1, 1),
                           definite=True)  # fmt: skip
        return Mention(at, at, ADJECTIVE, (nisba.code,), "", "")

    def referred(self, at: int) -> Mention | None:
        """A description that points back: the country, both sides, the group."""
        tags = self.tags[at]
        if "both" in tags:
            codes = self.context.both()
            return Mention(at, at, BOTH, codes, self.preposition(at), "official") if len(codes) == 2 else None
        if "home" in tags:
            own = self.words[at].split.pronoun if self.words[at] else ""  # type: ignore[union-attr]
            codes = self.context.own_state() if own else self.context.at_hand()
            return Mention(at, at, STATE, codes, self.preposition(at), "official") if codes else None
        known = self.context.headed(self.words[at].split.stem) if self.words[at] else None  # type: ignore[union-attr]
        if known is not None and known.kind == ORGANISATION:
            also = tuple(code for code in self.context.group() if code not in known.codes)
            return Mention(at, at, ORGANISATION, known.codes, self.preposition(at), "organisation", also=also)
        codes = self.context.group()
        return Mention(at, at, ORGANISATION, codes, self.preposition(at), "organisation") if codes else None


def _described(text: str, behind: Word) -> bool:
    """Whether a word behind another is its adjective rather than a further name: "الجاران النوويان"."""
    return bool(behind.entry.nisbas) or (text.startswith("ال") and behind.text.startswith("ال"))


def _slugs(written: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A person's slug, and those that a reader may give besides. The fathers are left out where a family name follows:
    "فهد بن صالح القرناس"."""
    parts: list[list[str]] = []
    for name in written:
        if parts and (parts[-1][-1] in ("عبد", "ال") or parts[-1][-1] in KUNYA):
            parts[-1].append(name)
        else:
            parts.append([name])
    whole = [name for part in parts for name in part]
    sons = [at for at, part in enumerate(parts) if part[0] in PATRONYMIC]
    usual = whole
    if sons and sons[-1] + 2 < len(parts):
        usual = [name for at, part in enumerate(parts) if at not in sons and at - 1 not in sons for name in part]
    own = slug(usual)
    short = slug([*parts[0], *parts[-1]]) if len(parts) > 2 else ""
    return own, tuple(other for other in (short,) if other and other != own)


def find_mentions(sentence: Sentence, quantities: Sequence[Quantity], context: Context) -> list[Mention]:
    """The mentions of a sentence in order, without overlaps. `context` is what the report said before, and learns."""
    return _Finder(sentence, quantities, context).run()
