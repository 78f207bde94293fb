"""The pack's words, looked up by their written form.

`lexicon()` reads the data files once. `Lexicon.word` gives everything that the pack knows of one written word, the
names of several words that may begin with it included.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

import msgspec

from sijill.claim import Status
from sijill.languages.arabic.clitics import Split, splits
from sijill.languages.arabic.morphology import VerbForm, conjugate, decline
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.schema import (
    DATA,
    Cues,
    Frames,
    Grammar,
    Parties,
    PredicateData,
    Speech,
    WordSets,
    load_classes,
    load_rows,
    load_toml,
)
from sijill.languages.arabic.tokens import Token, tokenise
from sijill.loading import for_good


class Predicate(NamedTuple):
    """A predicate of a frame. `companions` and `led` are word classes; `patient` and `partner` are prepositions.
    `loose` are the parts of speech in which it needs no companion where models decide.

    `name` is its mode or event with its first word, numbered from the second on where a frame has it more than once:
    the weights of the models go by it, so that they stay true when the frames grow.
    """

    name: str
    event: str
    mode: str | None
    companions: tuple[str, ...]
    patient: tuple[str, ...]
    partner: tuple[str, ...]
    alone: bool
    speaker: bool
    status: Status | None
    led: tuple[str, ...] = ()
    future: bool = False
    negated: bool = False
    loose: tuple[str, ...] = ()


class Trigger(NamedTuple):
    """A written form that may tell an event. `form` is set for verbs."""

    predicate: Predicate
    pos: str
    form: VerbForm | None
    number: str


class Office(NamedTuple):
    """What a person stood for in some years. `since` and `until` are ISO dates or their beginnings; "" is open."""

    code: str
    since: str
    until: str


class Party(NamedTuple):
    """What a name stands for. `kind` is state, city, regime, organisation, outlet, person, crowd or group.

    An `ambiguous` name is also a common word, and wants a word beside it that calls for a name; an ambiguous group
    wants the state that it is of. `article` is set for
    a name that is written with the article, and is another word without it. `english` is the slug of an organisation's
    English name, where that is not its code.
    """

    code: str
    kind: str
    ambiguous: bool = False
    offices: tuple[Office, ...] = ()
    group: str = ""
    article: bool = False
    english: str = ""


class Nisba(NamedTuple):
    """An adjective or a noun of people that comes from a party's name.

    An `ambiguous` one wants a word for people or an organ before it; one that is `common` beside these too, as
    "المالية" is "financial" rather than "of Mali", wants its state in the text before it.
    """

    code: str
    kind: str
    gender: str
    number: str
    people: bool
    ambiguous: bool = False
    common: bool = False


class People(NamedTuple):
    """A word for kinds of persons who are counted, held or freed."""

    kind: str
    held: bool
    gender: str
    number: str


class Title(NamedTuple):
    """An office or title; `kind` as in titles.csv."""

    kind: str
    official: bool
    number: str
    article: bool = False


class Verb(NamedTuple):
    """A known verb in one of its forms. `roles` are speech, relay, light, auxiliary, trigger or a status."""

    lemma: str
    form: VerbForm
    roles: frozenset[str]


class Entry(NamedTuple):
    """Everything known of a stem: what `Word` shows once the particles are off."""

    triggers: tuple[Trigger, ...] = ()
    verbs: tuple[Verb, ...] = ()
    parties: tuple[Party, ...] = ()
    nisbas: tuple[Nisba, ...] = ()
    people: tuple[People, ...] = ()
    titles: tuple[Title, ...] = ()
    classes: frozenset[str] = frozenset()


Name = tuple[tuple[str, ...], str, object]
"""A name or phrase of several words: its words, the field of `Entry` that it would stand in, and its value."""


_NO_NAMES: dict[str, list[Name]] = {}


class Word:
    """One written word as the pack knows it.

    `entry` is what the lexicon has of the stem in `split`; both are empty for a word that it does not know.
    `preposition` is the one written before it, or the word itself where it is one. `names` are the names and phrases
    of several words that may begin with it, by their second word, longest first. `plain` words are known, and name
    nobody. `naming` tells how likely it is a name: how many times as many of the words of its cluster are part of a
    person's name as of all words; -1 for a word that is in no cluster: there `Lexicon.sounding` tells. `doubtful` ones
    are written as nouns are and as verbs are: see `parts`.
    """

    __slots__ = ("_noun", "_verb", "classes", "doubtful", "entry", "known", "names", "naming", "plain", "preposition",
                 "split", "text")  # fmt: skip

    def __init__(
        self, text: str, split: Split, entry: Entry, names: dict[str, list[Name]], naming: float, *, known: bool
    ) -> None:
        self.names = names
        self.naming = naming
        self.text = text
        self.split = split
        self.entry = entry
        self.known = known
        self.classes = entry.classes
        self.plain = known and not (entry.parties or entry.nisbas or entry.people or entry.titles)
        before = split.before.lstrip("وف") if known else ""
        self.preposition = before if before in ("ب", "ل", "ك") else ""
        if "preposition" in entry.classes:
            self.preposition = split.stem
        self.doubtful = self.plain and _doubtful(split, entry)
        self._noun: Word | None = None
        self._verb: Word | None = None

    @property
    def noun(self) -> Word:
        """The word told as a noun, where it may be one: without the triggers that it is as a verb."""
        if self._noun is None:
            self._noun = self._told_by(tuple(trigger for trigger in self.entry.triggers if trigger.form is None))
        return self._noun

    @property
    def verb(self) -> Word:
        """The word told as a verb, where it may be one: without the triggers that it is as a noun."""
        if self._verb is None:
            self._verb = self._told_by(tuple(trigger for trigger in self.entry.triggers if trigger.form is not None))
        return self._verb

    def _told_by(self, triggers: tuple[Trigger, ...]) -> Word:
        if not triggers or triggers == self.entry.triggers:
            return self
        entry = self.entry._replace(triggers=triggers)
        return Word(self.text, self.split, entry, self.names, self.naming, known=self.known)

    @property
    def conjunction(self) -> bool:
        """Whether و or ف stands before it."""
        return self.split.before[:1] in ("و", "ف") and bool(self.split.before)


def _doubtful(split: Split, entry: Entry) -> bool:
    """Whether a word may be a noun as well as a verb: the pack has it as both, or no verb form of it is written as
    verbs alone are."""
    if not entry.verbs or split.article:
        return False
    return any(trigger.pos == "noun" for trigger in entry.triggers) or all(like_noun(verb.form) for verb in entry.verbs)


def like_noun(form: VerbForm) -> bool:
    """Whether a form of a verb is written as nouns are too: a short past ("حكم"), or one with a ta before it."""
    if form.tense == "past" and (form.person, form.gender) == (3, "m") and form.number in ("s", "d"):
        return len(form.text) <= SHORT_PAST or form.text.startswith("ت")
    return form.tense == "present" and form.text.startswith("ت")


_NOTHING = Entry()
SHORT_PAST = 4
SHORTEST_STEM = 3
FEWEST = 50
"""A cluster of fewer words tells nothing of their being names."""
CLUSTERS = ("word", "fine", "coarse")
LETTERS = ("letters", "weight")
LONGEST_STRETCH = 4
NO_CLUSTER = ("-", "-")
KNOWN = "known-parties:"
"""The class of a name whose parties are known, which follow it."""


class _Builder:
    """Collects what the data files say of each stem, list by list."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, list[object]]] = {}
        self.names: dict[str, list[tuple[tuple[str, ...], str, object]]] = {}

    def add(self, stem: str, field: str, value: object) -> None:
        values = self.fields.setdefault(stem, {}).setdefault(field, [])
        if value not in values:
            values.append(value)

    def name(self, name: str, field: str, value: object) -> None:
        """A name of one word goes to the stems, a longer one to the names."""
        plain = normalise(name)
        parts = plain.split()
        words = tuple(parts if all(map(str.isalpha, parts)) else (token.text for token in tokenise(plain)))
        if len(words) == 1:
            stem = words[0]
            self.add(stem, field, value)
            if stem.startswith("ال") and len(stem) > 4:
                self.add(stem[2:], field, value._replace(article=True) if isinstance(value, Party | Title) else value)
        elif words:
            self.names.setdefault(words[0], []).append((words, field, value))

    def words(self, words: str | Iterable[str], tag: str) -> None:
        for word in words.split() if isinstance(words, str) else words:
            self.name(word.replace("_", " "), "classes", tag)

    def entries(self) -> dict[str, Entry]:
        return {
            stem: Entry(
                **{
                    field: frozenset(values) if field == "classes" else tuple(values)  # type: ignore[arg-type]
                    for field, values in fields.items()
                }
            )
            for stem, fields in self.fields.items()
        }


class Lexicon:
    """The pack's words. Built once by `lexicon`; `word` remembers what it has looked up, within bounds."""

    REMEMBERED = 40_000
    """So many words are remembered, about as many as a thousand reports have; then all are looked up anew."""

    def __init__(self) -> None:
        builder = _Builder()
        self.predicates = tuple(_frames(builder))
        _classes(builder)
        _verbs(builder)
        _grammar(builder)
        _states(builder)
        _organisations(builder)
        _persons(builder)
        _people(builder)
        self._entries = builder.entries()
        self._names = {first: sorted(names, key=lambda name: -len(name[0])) for first, names in builder.names.items()}
        self._words: dict[str, Word] = {}
        self._sounding: dict[str, float] = {}
        self._clusters = {row["word"]: (row["fine"], row["coarse"]) for row in load_rows("clusters.csv", CLUSTERS)}
        self._naming = self._name_clusters()

    def _name_clusters(self) -> dict[str, float]:
        """For each fine cluster that has enough words to tell, how many times as many of its words as of all are part
        of a known person's name."""
        sizes = Counter(fine for fine, _ in self._clusters.values())
        named = {word for words, field, value in chain.from_iterable(self._names.values())
                 if field == "parties" and isinstance(value, Party) and value.kind == "person"
                 for word in words}  # fmt: skip
        hits = Counter(fine for word in named for fine, _ in (self.clusters(word),) if fine in sizes)
        usual = hits.total() / sizes.total()
        return {fine: number / sizes[fine] / usual for fine, number in hits.items() if sizes[fine] >= FEWEST}

    def naming(self, text: str) -> float:
        """How likely a word is a part of a person's name, as `Word.naming` says."""
        known = self._clusters.get(text) or (self._clusters.get(text[2:]) if text.startswith("ال") else None)
        return self._naming.get(known[0], 0.0) if known else -1.0

    @cached_property
    def _letters(self) -> dict[str, float]:
        return {row["letters"]: float(row["weight"]) for row in load_rows("name_letters.csv", LETTERS)}

    def sounding(self, text: str) -> float:
        """How much the letters of a word look like those of a person's name, from 0 to 1."""
        found = self._sounding.get(text)
        if found is None:
            weight = self._letters.get
            score = weight("", 0.0) + sum(weight(letters, 0.0) for letters in dict.fromkeys(stretches(text)))
            found = self._sounding[text] = 1.0 / (1.0 + math.exp(-score))
        return found

    def clustered(self) -> Iterator[tuple[str, float]]:
        """Each word that is in a cluster, with the `naming` of its cluster."""
        return ((word, self._naming.get(fine, 0.0)) for word, (fine, _) in self._clusters.items())

    def clusters(self, text: str) -> tuple[str, str]:
        """The fine and the coarse cluster of a word in normal form, with or without its particles; `-` for a word
        that is in none. Words of one cluster stand beside the same words in the corpus."""
        known = self._clusters.get(text)
        if known is None and len(text) > 3:
            for form in _bare_forms(text):
                known = self._clusters.get(form)
                if known:
                    break
        return known or NO_CLUSTER

    def word(self, text: str) -> Word:
        """What the pack knows of `text`, a word in normal form."""
        word = self._words.get(text)
        if word is None:
            if len(self._words) >= self.REMEMBERED:
                self._words.clear()
                self._sounding.clear()
            word = self._words[text] = self._look_up(text)
        return word

    def _names_with(self, text: str) -> dict[str, list[Name]]:
        """The names of several words that may begin with `text`, which may carry particles."""
        found: dict[str, list[Name]] = {}
        for form in _forms(text):
            for name in self._names.get(form, ()):
                found.setdefault(name[0][1], []).append(name)
        for names in found.values():
            names.sort(key=lambda name: -len(name[0]))
        return found or _NO_NAMES

    def _look_up(self, text: str) -> Word:
        tagged: tuple[Split, Entry] | None = None
        for split in splits(text):
            entry = self._entries.get(split.stem)
            fitting = _fit(entry, split) if entry is not None else _NOTHING
            if fitting is _NOTHING:
                continue
            if not any(fitting[:-1]) and tagged is None:
                tagged = split, fitting  # a class alone may hide what the word is made of
                continue
            if tagged is not None:
                if "plain" in tagged[1].classes:
                    break
                if not any(fitting[:-1]):
                    continue
                if not fitting.triggers or len(split.stem) < SHORTEST_STEM:
                    break
                fitting = fitting._replace(classes=fitting.classes | tagged[1].classes)
            return Word(text, *self._or_noun(split, fitting), self._names_with(text), self.naming(text), known=True)
        if tagged is not None:
            return Word(text, *tagged, self._names_with(text), self.naming(text), known=True)
        unknown = Split("", text.startswith("ال") and len(text) > 4, text, "")
        return Word(text, unknown, _NOTHING, self._names_with(text), self.naming(text), known=False)

    def _or_noun(self, split: Split, fitting: Entry) -> tuple[Split, Entry]:
        """A noun whose ta a pronoun opens, beside the verb that is written like it: "إدانته" is "his conviction" or "it
        convicted him", and "دعوته" is "his call" rather than "I called him"."""
        if not (split.pronoun and split.stem.endswith("ت") and fitting.verbs):
            return split, fitting
        noun = split._replace(stem=split.stem[:-1] + "ه")
        entry = self._entries.get(noun.stem)
        found = _fit(entry, noun) if entry is not None else _NOTHING
        if not found.triggers:
            return split, fitting
        if all(verb.form.person == 1 for verb in fitting.verbs):
            return noun, found
        return split, fitting._replace(triggers=fitting.triggers + found.triggers)


def stem_of(token: Token, word: Word | None) -> str:
    """The stem of a token by the pack's knowledge of it: of a word that it does not know the letters without particles,
    "0" for a number, a sign as it is written. `word` is None for numbers and signs."""
    if word is None:
        return "0" if token.kind == "number" else token.text
    if word.known:
        return word.split.stem
    return word.text.removeprefix("و").removeprefix("ال") if len(word.text) > 4 else word.text


def stretches(word: str) -> Iterator[str]:
    """The runs of one to four letters of a word, its edges marked `^` and `$`.

    >>> list(stretches("جون"))[-3:]
    ['ون$', '^جون', 'جون$']
    """
    marked = f"^{word}$"
    for size in range(1, LONGEST_STRETCH + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]


def _bare_forms(text: str) -> Iterator[str]:
    """A word without its conjunction, its article, its preposition, in this order."""
    if text[0] in "وف":
        text = text[1:]
        yield text
    for article in ("بال", "كال", "ال", "لل"):
        if text.startswith(article) and len(text) - len(article) >= SHORTEST_STEM:
            yield text[len(article) :]
            return
    if text[0] in "بلكس" and len(text) > SHORTEST_STEM:
        yield text[1:]


def _forms(text: str) -> list[str]:
    """The ways in which the first word of a name may stand in the text: with particles before it."""
    forms = [text]
    if text[0] in "وف" and len(text) > 3:
        forms.append(text[1:])
    for form in tuple(forms):
        if form[0] in "بلك" and len(form) > 3:
            forms.append(form[1:])
            if form.startswith("لل"):
                forms.append("ا" + form)
    return forms


def _fit(entry: Entry, split: Split) -> Entry:
    """The part of an entry that can stand with these particles: no article before a verb, no س before a noun."""
    before = split.before.lstrip("وف")
    verbal = not split.article and before in ("", "س", "ل", "ا")
    nominal = before not in ("س", "ا") and not (split.article and split.pronoun)

    def verb_fits(form: VerbForm | None) -> bool:
        return verbal and form is not None and (before in ("", "ا") or form.tense == "present")

    triggers = tuple(t for t in entry.triggers if (verb_fits(t.form) if t.form else nominal))
    verbs = tuple(v for v in entry.verbs if verb_fits(v.form))
    if not nominal:
        return Entry(triggers=triggers, verbs=verbs) if verbs or triggers else _NOTHING
    fitting = entry._replace(
        triggers=triggers,
        verbs=verbs,
        parties=tuple(
            p
            for p in entry.parties
            if split.article == p.article or (split.article and p.kind not in ("state", "city"))
        ),
        titles=tuple(t for t in entry.titles if split.article or not t.article),
    )
    if split.pronoun:
        fitting = fitting._replace(parties=(), nisbas=())
    return fitting if any(fitting) else _NOTHING


def _list(cell: str) -> list[str]:
    return [value.strip() for value in cell.split("|") if value.strip()]


def _prepositions(cell: str | None) -> tuple[str, ...]:
    return () if cell is None else tuple(normalise(value.strip()) for value in cell.split("|"))


def _frames(builder: _Builder) -> Iterator[Predicate]:
    names: Counter[str] = Counter()
    for frame in load_toml("frames.toml", Frames).frame:
        for data in frame.predicates:
            word = (data.verb.strip("/") or data.noun or data.participle).split("/", maxsplit=1)[0].split("|")[0]
            name = f"{frame.mode or frame.event}:{normalise(word)}"
            names[name] += 1
            predicate = Predicate(
                f"{name}#{names[name]}" if names[name] > 1 else name,
                frame.event,
                frame.mode,
                tuple(_list(data.companions)),
                _prepositions(data.patient),
                _prepositions(data.partner),
                data.alone == "yes",
                data.agent == "speaker",
                data.status,
                tuple(_list(data.led)),
                data.tense == "future",
                data.negated == "yes",
                tuple(_list(data.loose)),
            )
            _predicate(builder, predicate, data)
            yield predicate


def _predicate(builder: _Builder, predicate: Predicate, data: PredicateData) -> None:
    if data.verb:
        past, present = data.verb.split("/")
        for form in conjugate(past, present):
            if data.tense in ("", form.tense) or (data.tense == "future" and form.tense == "present"):
                builder.add(form.text, "triggers", Trigger(predicate, "verb", form, form.number))
            builder.add(form.text, "verbs", Verb(normalise(past or present), form, frozenset(("trigger",))))
    for at, noun in enumerate(_list(data.noun)):
        number = "p" if at else "s"
        for stem in {normalise(noun), normalise(noun) + "ا"} if not noun.endswith(("ة", "ات")) else {normalise(noun)}:
            builder.add(stem, "triggers", Trigger(predicate, "noun", None, number))
    for word in _list(data.participle):
        for text, (_, number) in decline(word).items():
            builder.add(text, "triggers", Trigger(predicate, "participle", None, number))


def _classes(builder: _Builder) -> None:
    for name, group in load_classes().items():
        builder.words(group.words, name)
        for phrase in group.phrases:
            builder.name(phrase, "classes", name)
        for word in group.decline.split():
            for text in decline(word):
                builder.add(text, "classes", name)

    for line in (DATA / "common.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            builder.add(line, "classes", "common")


def _verbs(builder: _Builder) -> None:
    speech, grammar, cues = (
        load_toml("speech.toml", Speech),
        load_toml("grammar.toml", Grammar),
        load_toml("cues.toml", Cues),
    )
    roles: dict[str, set[str]] = {}
    for role, lemmas in (
        ("speech", speech.verbs), ("relay", speech.relays), ("light", grammar.light),
        ("auxiliary", grammar.auxiliaries),
        ("planned", cues.planned.verbs), ("possible", cues.possible.verbs), ("denied", cues.denied.verbs),
        ("underway", cues.underway.verbs),
    ):  # fmt: skip
        for lemma in lemmas:
            roles.setdefault(lemma, set()).add(role)
    for lemma, its_roles in roles.items():
        past, present = lemma.split("/")
        for form in conjugate(past, present):
            builder.add(form.text, "verbs", Verb(normalise(past), form, frozenset(its_roles)))
    for participle in speech.participles:
        for text in decline(participle):
            builder.add(text, "classes", "saying")
    for status, cue in (
        ("planned", cues.planned), ("possible", cues.possible), ("denied", cues.denied), ("underway", cues.underway),
    ):  # fmt: skip
        builder.words(cue.words, "cue-" + status)
        for phrase in cue.phrases:
            builder.name(phrase, "classes", "cue-" + status)
    for tag, words in (
        ("statement", speech.statements), ("unnamed", speech.unnamed), ("private", speech.persons),
        ("official", speech.officials), ("media", speech.media), ("organisational", speech.organisations),
        ("opener", speech.openers),
    ):  # fmt: skip
        builder.words(words, tag)
    for phrase in speech.phrases:
        builder.name(phrase, "classes", "according")


@cache
def word_sets() -> WordSets:
    """The sets of `data/word_sets.toml`, normalised. Raises PackError where the file breaks the schema."""
    sets = load_toml("word_sets.toml", WordSets)
    return WordSets(**{name: frozenset(map(normalise, words)) for name, words in msgspec.structs.asdict(sets).items()})


def _grammar(builder: _Builder) -> None:
    grammar, parties = load_toml("grammar.toml", Grammar), load_toml("parties.toml", Parties)
    for tag, words in (
        ("complementizer", grammar.complementizers), ("relative", grammar.relatives),
        ("subordinator", grammar.subordinators), ("preposition", grammar.prepositions),
        ("negation-word", grammar.negations), ("function", grammar.functions),
        ("organ", parties.organs), ("organ-alone", parties.alone), ("counterpart", parties.counterparts),
    ):  # fmt: skip
        builder.words(words, tag)
    for tag, phrases in (
        ("agent", grammar.agents), ("home", parties.home), ("both", parties.both), ("group-at-hand", parties.group),
    ):  # fmt: skip
        for phrase in phrases:
            builder.name(phrase, "classes", tag)
    for known in parties.known:
        for name in known.names:
            builder.name(name, "classes", KNOWN + ",".join(known.parties))
    for slug, words in parties.crowds.items():
        for word in words.split():
            builder.name(word, "parties", Party(slug, "crowd"))
    for slug, names in parties.groups.items():
        for name in names:
            builder.name(name, "parties", Party(slug, "group", slug in parties.owned.split()))


def _nisba(builder: _Builder, adjective: str, code: str, kind: str, ambiguous: set[str]) -> None:
    for text, (gender, number) in decline(adjective).items():
        common = "ال" + text in ambiguous
        doubtful = normalise(adjective) in ambiguous or text in ambiguous or common
        builder.add(text, "nisbas", Nisba(code, kind, gender, number, number != "s", doubtful, common))


def _states(builder: _Builder) -> None:
    columns = ("code", "names", "adjective", "people", "places", "cities", "regime", "ambiguous")
    for row in load_rows("states.csv", columns):
        code, ambiguous = row["code"], set(_list(row["ambiguous"]))
        for kind, column in (("state", "names"), ("state", "places"), ("regime", "regime"), ("city", "cities")):
            for name in _list(row[column]):
                builder.name(name, "parties", Party(code, kind, name in ambiguous))
        doubtful = {normalise(form) for form in ambiguous}
        for adjective in _list(row["adjective"]):
            _nisba(builder, adjective, code, "state", doubtful)
        for people in _list(row["people"]):
            builder.add(normalise(people), "nisbas", Nisba(code, "state", "m", "p", people=True))


def _organisations(builder: _Builder) -> None:
    columns = ("code", "kind", "name_en", "names", "members", "places", "ambiguous")
    seen: set[str] = set()
    for row in load_rows("organisations.csv", columns):
        ambiguous = set(_list(row["ambiguous"]))
        kind = (
            "state"
            if row["code"].isupper() and len(row["code"]) == 3 and row["kind"] == "state-organ"
            else "organisation"
        )
        english = _english(row["name_en"])
        if english == row["code"] or (row["code"].isupper() and row["code"] not in seen):
            english = ""
        seen.add(row["code"])
        for name in _list(row["names"]) + _list(row["places"]):
            party = Party(row["code"], kind, name in ambiguous, group=row["kind"], english=english)
            builder.name(name, "parties", party)
        for member in _list(row["members"]):
            _nisba(builder, member, row["code"], kind, {normalise(form) for form in ambiguous})
    for row in load_rows("outlets.csv", ("code", "kind", "names", "state", "official")):
        for name in _list(row["names"]):
            builder.name(name, "parties", Party(row["code"], "outlet", group=row["kind"]))


def _english(name: str) -> str:
    """An English name as a slug, without what stands in parentheses."""
    return "-".join(re.findall(r"[a-z0-9]+", name.split("(", maxsplit=1)[0].lower().replace("'", "")))


def _persons(builder: _Builder) -> None:
    offices: dict[str, list[Office]] = {}
    names: dict[str, dict[str, None]] = {}
    for row in load_rows("persons.csv", ("slug", "names", "short", "stands_for", "from", "to")):
        held = offices.setdefault(row["slug"], [])
        if row["stands_for"]:
            held.append(Office(row["stands_for"], row["from"], row["to"]))
        names.setdefault(row["slug"], {}).update(dict.fromkeys(_list(row["names"]) + _list(row["short"])))
    for slug, written in names.items():
        party = Party(slug, "person", offices=tuple(offices[slug]))
        for name in written:
            builder.name(name, "parties", party)


def _definite(words: str) -> list[str]:
    """A name of several words with its articles: on every word (السجناء السياسيين), or on the last (سجناء الرأي)."""
    parts = words.split()
    if len(parts) == 1:
        return [words]
    last = " ".join([*parts[:-1], _with_article(parts[-1])])
    return list(dict.fromkeys((words, last, " ".join(_with_article(part) for part in parts))))


def _with_article(word: str) -> str:
    return word if word.startswith("ال") or word in ("باسم", "في", "من", "على", "عن", "إلى", "لشؤون") else "ال" + word


def _people(builder: _Builder) -> None:
    for row in load_rows("people.csv", ("kind", "held", "singular", "feminine", "plural", "dual")):
        held = row["held"] == "yes"
        # The plural first: معتقلين is written like two of them, and in a report is hardly ever only two.
        for column, gender, number in (
            ("singular", "m", "s"), ("feminine", "f", "s"), ("plural", "m", "p"), ("dual", "m", "d"),
        ):  # fmt: skip
            for words in _list(row[column]):
                person = People(row["kind"], held, gender, number)
                for form in _definite(words):
                    builder.name(form, "people", person)
                stem = normalise(words)
                if number == "s" and gender == "m" and not stem.endswith(("ا", "ه")) and " " not in stem:
                    builder.add(stem + "ا", "people", person)
                if number == "p" and stem.endswith(("ون", "ين")) and len(stem) > 4 and " " not in stem:
                    builder.add(stem[:-1], "people", person)
    for row in load_rows("titles.csv", ("title", "feminine", "plural", "kind", "official")):
        for column, number in (("title", "s"), ("feminine", "s"), ("plural", "p")):
            for words in _list(row[column]):
                for form in _definite(words):
                    builder.name(form, "titles", Title(row["kind"], row["official"] == "yes", number))


@cache
def acting_people() -> dict[str, str]:
    """The kinds of people who act as a group in reports, with the slug of many of them."""
    return load_toml("parties.toml", Parties).acting


@cache
def demonyms() -> dict[str, str]:
    """The English adjective of each state that has one, as slugs have it."""
    return {row["code"]: row["demonym"] for row in load_rows("states.csv", ("code", "demonym")) if row["demonym"]}


@cache
def groups() -> frozenset[str]:
    """The slugs of groups: organisations, and what many of a kind are called, alone or behind an adjective."""
    parties = load_toml("parties.toml", Parties)
    named = {row["code"] for row in load_rows("organisations.csv", ("code",)) if row["code"].islower()}
    return frozenset({*named, *parties.groups, *parties.crowds, *parties.acting.values()})


@cache
def lexicon() -> Lexicon:
    """The Arabic pack's words, read from its data files once. Raises PackError where they break their schema."""
    with for_good():
        return Lexicon()


@cache
def _outlet_states() -> dict[str, str]:
    """The state of each outlet, by its code, its English name, its site's name and its Arabic names."""
    states = {}
    media = set(load_toml("speech.toml", Speech).media.split())
    for row in load_rows("outlets.csv", ("code", "name_en", "names", "state", "sites")):
        names = [row["code"], row["name_en"], *_list(row["names"]), *_list(row["sites"])]
        names += [name.split(maxsplit=1)[1] for name in _list(row["names"]) if name.split()[0] in media and " " in name]
        states.update(dict.fromkeys((_plain(name) for name in names), row["state"]))
    return states


def _plain(name: str) -> str:
    return normalise(name).lower().removeprefix("www.").split(".", maxsplit=1)[0].replace("-", "").replace(" ", "")


def outlet_state(outlet: str) -> str | None:
    """The state that an outlet is of, by its code, its name or its site's; None where it is not known."""
    return _outlet_states().get(_plain(outlet)) or None
