"""A sentence as the models see it: classes of its words, made once for all its candidates."""

from __future__ import annotations

from functools import cached_property

from sijill.coding.frames import Candidate
from sijill.coding.mentions import ADJECTIVE, Mention, Sentence
from sijill.languages.arabic.lexicon import Verb, Word, lexicon, stem_of

STOPS = frozenset((".", "؛", ":", "!", "؟", "…"))
COMMAS = frozenset(("،", ","))
CLAUSE = frozenset(("complementizer", "relative", "subordinator"))
GOVERNORS = 2
REACH = 14
_SHAPES = ("relative", "complementizer", "preposition")


class View:
    """What the models ask of a sentence, word by word. `stem`, `fine` and `coarse` take any index: beyond the
    sentence's edges stand `^` and `$`."""

    def __init__(self, sentence: Sentence, mentions: list[Mention]) -> None:
        self.sentence = sentence
        self.mentions = mentions
        self.size = len(sentence.tokens)

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each word; of a word that the pack does not know, its letters without particles."""
        return [stem_of(token, word) for token, word in zip(self.sentence.tokens, self.sentence.words, strict=True)]

    @cached_property
    def clusters(self) -> list[tuple[str, str]]:
        """The fine and the coarse cluster of each word."""
        find = lexicon().clusters
        return [find(token.text) if token.kind == "word" else ("-", "-") for token in self.sentence.tokens]

    @cached_property
    def finite(self) -> list[bool]:
        """Whether each word is a finite verb."""
        return [_finite(word) for word in self.sentence.words]

    @cached_property
    def quotes(self) -> list[bool]:
        """Whether each word stands within quotation marks, as far as the sentence tells."""
        inside, found = False, []
        for token in self.sentence.tokens:
            if token.text == '"':
                inside = not inside
            found.append(inside)
        return found

    @cached_property
    def owner(self) -> dict[int, Mention]:
        """The mention that each word belongs to."""
        return {at: mention for mention in self.mentions for at in range(mention.first, mention.last + 1)}

    def stem(self, at: int) -> str:
        """The stem at a word index."""
        return "^" if at < 0 else "$" if at >= self.size else self.stems[at]

    def fine(self, at: int) -> str:
        """The fine cluster at a word index."""
        return "^" if at < 0 else "$" if at >= self.size else self.clusters[at][0]

    def coarse(self, at: int) -> str:
        """The coarse cluster at a word index."""
        return "^" if at < 0 else "$" if at >= self.size else self.clusters[at][1]

    def shape(self, at: int) -> str:
        """A coarse class of a word: what the pack knows it as."""
        if not 0 <= at < self.size:
            return "edge"
        word = self.sentence.words[at]
        if word is None:
            token = self.sentence.tokens[at]
            return token.kind if token.kind == "number" else token.text
        entry = word.entry
        for name in _SHAPES:
            if name in word.classes:
                return name
        if entry.verbs and not word.split.article:
            return "verb"
        if entry.parties:
            return "party"
        if entry.nisbas:
            return "nisba"
        if entry.titles:
            return "title"
        if entry.people:
            return "people"
        if "organ" in word.classes:
            return "organ"
        if "function" in word.classes:
            return "function"
        return "known" if word.known else "article" if word.split.article else "other"

    def between(self, one: int, other: int) -> tuple[int, int, int, int, int]:
        """What stands between two words: finite verbs, openers of clauses, commas, stops and quotation marks."""
        low, high = (one, other) if one < other else (other, one)
        verbs = clauses = commas = stops = marks = 0
        tokens, tags = self.sentence.tokens, self.sentence.tags
        for at in range(low + 1, high):
            text = tokens[at].text
            if self.finite[at]:
                verbs += 1
            elif text in COMMAS:
                commas += 1
            elif text == '"':
                marks += 1
            elif text in STOPS:
                stops += 1
            elif tags[at] & CLAUSE:
                clauses += 1
        return verbs, clauses, commas, stops, marks

    def governors(self, head: int) -> list[int]:
        """The finite verbs before a word, nearest first."""
        found = []
        for at in range(head - 1, max(-1, head - 1 - REACH), -1):
            if self.sentence.tokens[at].text in STOPS:
                break
            if self.finite[at]:
                found.append(at)
                if len(found) == GOVERNORS:
                    break
        return found

    @cached_property
    def first_verb(self) -> int | None:
        """The first finite verb of the sentence."""
        return next((at for at in range(self.size) if self.finite[at]), None)

    def verb(self, at: int) -> Verb:
        """What the pack knows of a finite verb."""
        word = self.sentence.words[at]
        assert word is not None
        return word.entry.verbs[0]

    def front(self, at: int) -> str:
        """The particles that are written before a word that the pack knows."""
        word = self.sentence.words[at]
        assert word is not None
        return word.split.before

    def pairs_before(self, candidate: Candidate) -> list[str]:
        """The head and the words before it by twos: a linear model knows no more of how words go together than the
        features say."""
        head = candidate.head
        own, before, fine = self.stem(head), self.stem(head - 1), self.fine(head - 1)
        return [f"stems-2-1={self.stem(head - 2)},{before}", f"fine-2-1={self.fine(head - 2)},{fine}",
                f"own-1={own},{before}", f"own-fine-1={own},{fine}"]  # fmt: skip

    def pairs(self, candidate: Candidate) -> list[str]:
        """The candidate's words and those around it by twos, without regard to its kind."""
        head, last = candidate.head, candidate.last
        own, behind = self.stem(head), self.fine(last + 1)
        return [*self.pairs_before(candidate), f"own-2={own},{self.stem(head - 2)}",
                f"own+1={own},{self.stem(last + 1)}", f"own-fine+1={own},{behind}",
                f"fine+1+2={behind},{self.fine(last + 2)}"]  # fmt: skip

    def around(self, candidate: Candidate) -> list[str]:
        """What surrounds a candidate, without regard to its kind: for every model that asks of its clause."""
        head, last = candidate.head, candidate.last
        found = []
        for name, at in (("-3", head - 3), ("-2", head - 2), ("-1", head - 1), ("+1", last + 1), ("+2", last + 2)):
            found += [f"w{name}={self.stem(at)}", f"c{name}={self.fine(at)}", f"C{name}={self.coarse(at)}"]
        for rank, at in enumerate(self.governors(head)):
            verb = self.verb(at)
            distance = min(head - at, 6)
            found += [
                f"g{rank}={verb.lemma}", f"g{rank}={verb.lemma},{verb.form.tense}", f"gc{rank}={self.fine(at)}",
                f"gt{rank}={verb.form.tense},{self.front(at)}", f"gd{rank}={distance}",
                f"gr{rank}={','.join(sorted(verb.roles))}",
            ]  # fmt: skip
            _, clauses, commas, _, marks = self.between(at, head)
            found.append(f"gb{rank}={min(clauses, 2)},{min(commas, 2)},{min(marks, 1)}")
        return found

    def mentions_between(self, one: int, other: int) -> int:
        """How many mentions of parties stand between two words."""
        low, high = (one, other) if one < other else (other, one)
        return sum(low < m.first < high and m.kind != ADJECTIVE for m in self.mentions)


def _finite(word: Word | None) -> bool:
    return (
        word is not None and bool(word.entry.verbs) and not word.split.article and not word.entry.parties
        and not (word.entry.titles or word.entry.people) and "preposition" not in word.classes
    )  # fmt: skip
