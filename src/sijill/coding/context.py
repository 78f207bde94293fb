"""What a report has said so far, for the words that point back: the parties at hand, names, counts and speakers."""

from __future__ import annotations

from collections import Counter
from datetime import date as Date
from typing import TYPE_CHECKING

from sijill.claim import Count, Said
from sijill.languages.arabic.lexicon import Party

if TYPE_CHECKING:
    from sijill.coding.mentions import Mention


COMPOUND = frozenset(("عبد", "بن", "ابو", "ال"))
"""The first words of surnames of two words."""


class Context:
    """The memory of one report, filled in reading order and never read ahead of it."""

    def __init__(self, published: Date) -> None:
        self.published = published.isoformat()
        self.speaker: Said | None = None
        self.quoted = False
        self.subject: Mention | None = None
        self.counts: dict[tuple[str, ...], Count] = {}
        self.last_count: Count | None = None
        self.last_sum: Count | None = None
        self.leader: tuple[str, ...] = ()
        self.last_custody: tuple[tuple[str, ...], tuple[str, ...], Count | None] | None = None
        self.last_talks: tuple[str, ...] = ()
        self.last_accord: tuple[str, ...] = ()
        self.last_sanctions: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self.title: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._states: list[str] = []
        self._acting: list[str] = []
        self._groups: list[tuple[str, ...]] = []
        self._organs: dict[str, tuple[str, ...]] = {}
        self._person = ""
        self._heads: dict[str, Mention] = {}
        self._aliases: dict[str, Mention] = {}

    def stands_for(self, party: Party) -> tuple[tuple[str, ...], str]:
        """The codes that a name stands for on the day of the report, and the kind of mention that it makes."""
        if party.kind != "person":
            return (party.code,), party.kind
        for office in party.offices:
            if office.since <= self.published and (
                not office.until or self.published[: len(office.until)] <= office.until
            ):
                code = office.code
                return (code,), "authority" if len(code) == 3 and code.isupper() else "organisation"
        return (party.code,), "person"

    def known_yet(self, party: Party) -> bool:
        """Whether a person had come into office by the day of the report; before, a surname may be anybody's."""
        return not party.offices or min(office.since for office in party.offices) <= self.published

    def notice(self, mention: Mention) -> None:
        """Remember a mention: its parties, its names and its count."""
        if mention.kind != "outlet":
            self._counts.update(mention.codes)
        if mention.codes:
            if mention.kind == "authority" and not mention.preposition:
                self.leader = mention.codes
            if mention.kind in ("authority", "state", "city"):
                self._states.append(mention.codes[0])
            if mention.kind in ("authority", "state", "organisation", "person"):
                self._acting.append(mention.codes[0])
            if mention.kind == "organisation":
                self._groups.append(mention.codes)
            if mention.kind == "authority":
                for organ in mention.organs:
                    self._organs[organ] = mention.codes
        if mention.kind in ("organisation", "outlet") and mention.organs and mention.last > mention.first:
            self._heads[mention.organs[0]] = mention
        if mention.slug and mention.kind != "people":
            self._person = mention.slug
        if mention.names and len(mention.names[-1]) > 3:
            self._aliases.setdefault(mention.names[-1], mention)
        if len(mention.names) > 1 and mention.names[-2] in COMPOUND:
            self._aliases.setdefault(" ".join(mention.names[-2:]), mention)
        if mention.counted and mention.how_many and mention.how_many[0] > 1:
            self.last_count = mention.how_many
            self.counts.setdefault((mention.noun, *mention.codes), mention.how_many)
            self.counts.setdefault(("", *mention.codes), mention.how_many)

    def remember(self, kind: str, actor: tuple[str, ...], recipient: tuple[str, ...], count: Count | None) -> None:
        """Remember the parties of a claim, for claims that leave theirs out."""
        if kind in ("RETREAT/release", "COERCE/arrest", "ASSAULT/abduct", "HOLD", "SANCTION/convict", "COERCE/deport"):
            if recipient:
                self.last_custody = (actor, recipient, count)
        elif kind.startswith("CONSULT") and len(actor) > 1:
            self.last_talks = actor
        elif kind == "AGREE" and len(actor) > 1:
            self.last_accord = actor
        elif kind in ("RETREAT/ease", "SANCTION/discontinue") and (actor or recipient):
            self.last_sanctions = (actor, recipient)

    def alias(self, name: str) -> Mention | None:
        """The person who was introduced under this name."""
        return self._aliases.get(name)

    def family(self) -> str:
        """The slug of the family of the person last named, by the surname: "عائلته"."""
        parts = self._person.removesuffix("-family").split("-")
        name = "-".join(parts[-2:] if len(parts) > 1 and parts[-2] == "al" else parts[-1:])
        return f"{name}-family" if name else ""

    def headed(self, head: str) -> Mention | None:
        """The organisation or outlet last mentioned whose name begins with this word."""
        return self._heads.get(head)

    def of_organ(self, organs: tuple[str, ...], *, alone: bool) -> tuple[str, ...]:
        """The state that organs without one belong to: that of the same organ before, the most telling word first;
        else the state at hand, where the organ may stand `alone` for it."""
        for organ in reversed(organs):
            if organ in self._organs:
                return self._organs[organ]
        return self.at_hand() if alone else ()

    def at_hand(self) -> tuple[str, ...]:
        """The state that the report speaks of just now: the one most mentioned of late."""
        if not self._states:
            return ()
        recent = self._states[-12:]
        return (max(dict.fromkeys(reversed(recent)), key=recent.count),)

    def count(self, code: str) -> int:
        """How often a party has been mentioned so far."""
        return self._counts[code]

    def frequent(self, most: int) -> tuple[str, ...]:
        """The parties that were mentioned most often so far, at most `most` of them."""
        return tuple(code for code, _ in self._counts.most_common(most))

    def own_state(self) -> tuple[str, ...]:
        """The state of the official at hand: of "his country"."""
        return self.leader or self.at_hand()

    def both(self) -> tuple[str, ...]:
        """The two parties that act most of late, in the order of their appearance."""
        recent = self._acting[-10:]
        most = sorted(dict.fromkeys(reversed(recent)), key=lambda code: -recent.count(code))[:2]
        return tuple(sorted(most, key=recent.index))

    def group(self) -> tuple[str, ...]:
        """The organisation that was last mentioned."""
        return self._groups[-1] if self._groups else ()
