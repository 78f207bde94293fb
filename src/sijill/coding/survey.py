"""What a whole report tells of its parties, before any claim is chosen: who is spoken of how often, whose people named
persons are, and who plainly arrests, frees, meets or sanctions whom anywhere in it.

A sentence may leave out what the report makes plain further on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from sijill.claim import Count, Said
from sijill.coding.arguments import CUSTODY, Arguments, exchanged
from sijill.coding.frames import Candidate
from sijill.coding.mentions import OUTLET, PEOPLE, PERSON, Mention
from sijill.coding.speech import Scope
from sijill.languages.arabic.lexicon import KNOWN

ROLES = ("actor", "recipient")
MOST = 2


def family(kind: str) -> str:
    """The kinds of claim that tend to share their parties in one report, by one name."""
    if kind in CUSTODY:
        return "custody"
    if kind in ("RETREAT/ease", "SANCTION/discontinue"):
        return "sanctions"
    return kind.split("/", maxsplit=1)[0]


class Survey:
    """Filled sentence by sentence; asked when all of a report was seen. `home` is the state of the report's outlet,
    None where it is not known."""

    def __init__(self, home: str | None) -> None:
        self.home = home
        self.told: Counter[str] = Counter()
        self.title: set[str] = set()
        self.first: dict[str, int] = {}
        self.people: dict[str, tuple[str, ...]] = {}
        self.votes: dict[tuple[str, str], Counter[str]] = {}
        self.pairs: Counter[tuple[str, str, str]] = Counter()
        self._ranks: dict[str, int] | None = None
        self._most: list[str] | None = None
        self.named: Counter[str] = Counter()
        self.counts: Counter[Count] = Counter()
        self.voices: Counter[Said] = Counter()

    def notice(self, mentions: Iterable[Mention], *, title: bool) -> None:
        """Take in the mentions of a sentence."""
        self._ranks = self._most = None
        for mention in mentions:
            if mention.kind == OUTLET:
                continue
            self.told.update(mention.codes)
            if mention.kind == PERSON:
                self.named.update(mention.codes)
            for code in mention.codes:
                self.first.setdefault(code, len(self.first))
                if title:
                    self.title.add(code)
            if mention.slug and mention.codes and mention.codes != (mention.slug,):
                self.people.setdefault(mention.slug, mention.codes)
            if mention.kind == PEOPLE and mention.how_many and mention.how_many[0] > 1 and mention.counted:
                self.counts[mention.how_many] += 1

    def accords(self, tags: Iterable[frozenset[str]]) -> None:
        """Take in the parties that the name of an accord or of talks tells."""
        for tag in chain.from_iterable(one for one in tags if "phrase" in one):
            if tag.startswith(KNOWN):
                self._ranks = self._most = None
                self.told.update(tag.removeprefix(KNOWN).split(","))

    def hear(self, scopes: Iterable[Scope]) -> None:
        """Take in the speakers of a sentence."""
        self.voices.update(scope.said for scope in scopes)

    def vote(self, candidate: Candidate, arguments: Arguments) -> None:
        """Take in the parties that a candidate's own clause names; an exchange does not tell who holds whom."""
        if exchanged(candidate) and len(arguments.actor) > 1:
            return
        name = family(candidate.kind)
        for role, codes in zip(ROLES, (arguments.actor, arguments.recipient), strict=True):
            if codes:
                self.votes.setdefault((name, role), Counter()).update(codes)
        self.pairs.update((name, one, other) for one in arguments.actor for other in arguments.recipient)

    def standing_for(self, code: str) -> tuple[str, ...]:
        """Whose a person is, where the report tells it anywhere: the codes that are coded in place of the name."""
        return self.people.get(code, ())

    def likely(self, kind: str, role: str) -> list[str]:
        """The parties most often in a role of this family of kinds."""
        return [code for code, _ in self.votes.get((family(kind), role), Counter()).most_common(MOST)]

    def most_told(self, most: int) -> list[str]:
        """The parties that the whole report mentions most often, at most `most` of them."""
        if self._most is None or len(self._most) < min(most, len(self.told)):
            self._most = [code for code, _ in self.told.most_common(most)]
        return self._most[:most]

    def most_named(self, most: int) -> list[str]:
        """The persons that the whole report names most often, at most `most` of them."""
        return [code for code, _ in self.named.most_common(most)]

    def share(self, kind: str, role: str, code: str) -> float:
        """How large a part of the votes for a role of this family of kinds a party has, from 0 to 1."""
        votes = self.votes.get((family(kind), role))
        return votes[code] / votes.total() if votes else 0.0

    def paired(self, kind: str, actor: str, recipient: str) -> int:
        """How often this family of kinds has the one for its actor and the other for its recipient."""
        return self.pairs[family(kind), actor, recipient]

    def rank(self, code: str) -> int:
        """How many parties are mentioned more often."""
        if self._ranks is None:
            counts = sorted(self.told.values(), reverse=True)
            places = {count: at for at, count in reversed(list(enumerate(counts)))}
            self._ranks = {one: places[count] for one, count in self.told.items()}
        return self._ranks.get(code, len(self.told))
