"""The rule coder: a report to claims, by small passes in one direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date as Date
from typing import NamedTuple

from sijill.claim import Claim, Count, Role, Said, Span, Status
from sijill.coding.arguments import CUSTODY, MUTUAL, Arguments, find_arguments
from sijill.coding.context import Context
from sijill.coding.features import Setting, features
from sijill.coding.frames import Candidate, find_candidates
from sijill.coding.mentions import (
    ADJECTIVE,
    CITY,
    PEOPLE,
    PERSON,
    STATE,
    Mention,
    Sentence,
    find_mentions,
    read_sentence,
)
from sijill.coding.model import models
from sijill.coding.modes import find_mode
from sijill.coding.roles import Standing, standings
from sijill.coding.sentences import sentences
from sijill.coding.speech import Scope, find_scopes, said_at
from sijill.coding.status import find_status
from sijill.coding.version import CODER
from sijill.languages.arabic.lexicon import KNOWN, lexicon
from sijill.languages.arabic.normalise import Normalised, normalise
from sijill.languages.arabic.numbers import Quantity, find_quantities
from sijill.languages.arabic.times import Time, find_times
from sijill.languages.arabic.tokens import tokenise
from sijill.report import Report

LONGEST_EVIDENCE = 400
SHORTEST_TITLE = 15
"""A title this long that stands again in the text is a running head or a footer, and is not read twice."""
NEAR = 16
SINCE = 6
Filled = tuple[tuple[str, ...], tuple[str, ...], Count | None]


class Judged(NamedTuple):
    """A candidate with everything that the models see of it: for `explain` and for training."""

    claim: Claim
    features: list[str]
    standings: list[Standing]
    probability: float


class Read(NamedTuple):
    """What every pass saw of one sentence, for `explain`."""

    start: int
    end: int
    sentence: Sentence
    quantities: list[Quantity]
    times: list[Time]
    mentions: list[Mention]
    candidates: list[Candidate]
    scopes: list[Scope]
    claims: list[Claim]
    judged: list[Judged]


def code_report(report: Report) -> list[Claim]:
    """The claims of a report, in the order of their evidence."""
    return [claim for read in read_report(report) for claim in read.claims]


def read_report(report: Report) -> Iterator[Read]:
    """What every pass sees of each sentence that may hold a claim."""
    words = lexicon()
    normalised = Normalised(report.text)
    context = Context(report.date)
    told: dict[str, int] = {}
    title = normalise(report.title).strip()
    for number, (start, stop) in enumerate(sentences(normalised.text)):
        again = normalised.text.find(title, start, stop) if number and len(title) > SHORTEST_TITLE else -1
        end = stop if again < 0 else again
        tokens = tokenise(normalised.text, start, end)
        sentence = read_sentence(words, start, end, tokens)
        setting = Setting(number, bool(report.title) and number == 0, [], told)
        if number == 1:
            context.title = set(context.frequent(4)) if report.title else set()
        yield _read_sentence(sentence, normalised, context, report.date, setting)


def _read_sentence(
    sentence: Sentence, normalised: Normalised, context: Context, published: Date, setting: Setting
) -> Read:
    if not sentence.tokens:
        start, end = normalised.span(sentence.start, sentence.end)
        return Read(start, end, sentence, [], [], [], [], [], [], [])
    quantities = find_quantities(sentence.tokens)
    mentions = find_mentions(sentence, quantities, context)
    scopes = find_scopes(sentence, mentions, context, title=setting.title)
    candidates = find_candidates(sentence, mentions)
    times = find_times(sentence.tokens, published=published) if candidates else []
    judged: list[Judged] = []
    claims: list[Claim] = []
    coded: list[tuple[Candidate, Arguments]] = []
    learned = models()
    for candidate in candidates:
        arguments = find_arguments(sentence, mentions, candidate, context)
        said, source = said_at(scopes, candidate.head)
        status = find_status(sentence, candidate)
        seen = features(sentence, mentions, candidate, arguments, said, status, setting._replace(before=coded))
        actor, recipient, count = _filled(sentence, candidate, arguments, said, mentions, context)
        parties = standings(sentence, mentions, candidate, arguments, (actor, recipient), said, status, context)
        if learned:
            named = recipient
            both = _acting_on_their_own(candidate, mentions, arguments, context)
            actor, recipient = learned.parties(parties, both=both)
            if candidate.predicate.event == "APPOINT" or _plain_people(candidate, arguments):
                recipient = named
        time = _when(sentence, candidate, times, scopes, status)
        mode = find_mode(sentence, candidate, actor)
        claim = _claim(
            sentence,
            candidate,
            mode,
            arguments,
            (actor, recipient, count),
            parties,
            said,
            source,
            status,
            time,
            normalised,
        )
        probability = learned.claim.probability(seen) if learned else 1.0
        judged.append(Judged(claim, seen, parties, probability))
        if learned is None or probability >= learned.claim.threshold:
            claims.append(claim)
            coded.append((candidate, arguments))
            setting.told[claim.event] = setting.told.get(claim.event, 0) + 1
            context.remember(claim.kind, claim.actor, claim.recipient, claim.count)
    start, end = normalised.span(sentence.start, sentence.end)
    return Read(start, end, sentence, quantities, times, mentions, candidates, scopes, claims, judged)


def _claim(
    sentence: Sentence,
    candidate: Candidate,
    mode: str | None,
    arguments: Arguments,
    filled: Filled,
    parties: list[Standing],
    said: Said,
    source: tuple[int, int] | None,
    status: Status,
    time: tuple[str, Time] | None,
    normalised: Normalised,
) -> Claim:
    actor, recipient, count = filled
    actors = [p.mention for p in parties if p.mention and p.code in actor]
    recipients = [p.mention for p in parties if p.mention and p.code in recipient]
    counted = [m for m in arguments.recipients if m.counted]
    first, last = _evidence(candidate, [*actors, *recipients, *arguments.recipients])
    if sentence.tokens[last].end - sentence.tokens[first].start > LONGEST_EVIDENCE:
        first, last = candidate.first, candidate.last

    def span(a: int, b: int) -> Span:
        return normalised.span(sentence.tokens[a].start, sentence.tokens[b].end)

    places: dict[Role, tuple[Span, ...]] = {}
    for role, stretches in (("actor", actors), ("recipient", recipients), ("count", counted)):
        if stretches:
            places[role] = tuple(dict.fromkeys(span(m.first, m.last) for m in stretches))  # type: ignore[index]
    if time:
        places["when"] = (span(time[1].first, time[1].last),)
    if source:
        places["said"] = (span(*source),)
    start, end = span(first, last)
    return Claim(
        event=candidate.predicate.event, mode=mode, status=status, actor=actor, recipient=recipient, count=count,
        when=time[0] if time else None, said=said, start=start, end=end,
        predicate=span(candidate.first, candidate.last), sentence=normalised.span(sentence.start, sentence.end),
        arguments=places, coder=CODER,
    )  # fmt: skip


def _plain_people(candidate: Candidate, arguments: Arguments) -> bool:
    """Whether the sentence itself says whom custody is of: people with a nationality, or so many without one."""
    return candidate.kind in CUSTODY and any(
        mention.kind == PEOPLE and (mention.counted or (mention.codes and not mention.slug))
        for mention in arguments.recipients
    )


def _acting_on_their_own(
    candidate: Candidate, mentions: list[Mention], arguments: Arguments, context: Context
) -> frozenset[str]:
    """The parties that may be actor and recipient of one claim: those that are mentioned twice, and in custody those
    whose people are spoken of."""
    told = Counter(code for mention in mentions if mention.kind != ADJECTIVE for code in mention.codes)
    twice = {code for code, times in told.items() if times > 1}
    if candidate.kind not in CUSTODY:
        return frozenset(twice) if candidate.predicate.event not in MUTUAL else frozenset()
    people = {code for mention in mentions if mention.kind in (PEOPLE, PERSON) for code in mention.codes}
    before = context.last_custody[1] if context.last_custody else ()
    return frozenset((*people, *arguments.recipient, *before))


def _filled(
    sentence: Sentence,
    candidate: Candidate,
    arguments: Arguments,
    said: Said,
    mentions: list[Mention],
    context: Context,
) -> Filled:
    """Actor, recipient and count by the rules: the places that the sentence leaves out, from what came before it."""
    predicate, form = candidate.predicate, candidate.trigger.form
    kind = candidate.kind
    actor, recipient, count = arguments.actor, arguments.recipient, arguments.how_many
    speaks = form is not None and form.person == 1 and predicate.event != "HOLD" and said.by
    if predicate.speaker or speaks:
        actor = (said.by,) if said.by else ()
    if kind in CUSTODY:
        return _custody(kind, arguments, actor, candidate, mentions, context)
    if predicate.event in MUTUAL and len(actor) < 2:
        known = _known_parties(sentence, candidate)
        if known:
            return known, recipient, count
    if kind.startswith("CONSULT") and len(actor) < 2 and not kind.endswith("visit"):
        if context.last_talks and (not actor or set(actor) < set(context.last_talks)):
            actor = context.last_talks
    elif kind == "AGREE" and len(actor) < 2 and candidate.trigger.pos == "noun":
        if context.last_accord and (not actor or set(actor) < set(context.last_accord)):
            actor = context.last_accord
    elif kind in ("RETREAT/ease", "SANCTION/discontinue") and context.last_sanctions:
        actor = actor or context.last_sanctions[0]
        recipient = recipient or context.last_sanctions[1]
    return actor, tuple(code for code in recipient if code not in actor), count


def _known_parties(sentence: Sentence, candidate: Candidate) -> tuple[str, ...]:
    """The parties of an accord or of talks that stand under a name which tells them."""
    for at in range(candidate.first, min(candidate.last + 2, len(sentence.tags))):
        for tag in sentence.tags[at]:
            if tag.startswith(KNOWN):
                return tuple(tag.removeprefix(KNOWN).split(","))
    return ()


def _custody(
    kind: str,
    arguments: Arguments,
    actor: tuple[str, ...],
    candidate: Candidate,
    mentions: list[Mention],
    context: Context,
) -> Filled:
    """Who holds or frees whom, where the sentence does not say: whoever held them before, or whose soil it is."""
    recipient, count = arguments.recipient, arguments.how_many
    known = context.last_custody
    if known and not recipient and not arguments.recipients:
        recipient, count = known[1], count or known[2]
    if actor or kind == "ASSAULT/abduct":
        return actor, recipient, count
    soil = [m for m in mentions if m.kind in (STATE, CITY) and m.preposition in ("في", "ب")]
    place = next((m for m in soil if abs(m.first - candidate.head) < NEAR), None)
    if known and known[0] and (not recipient or set(known[1]) & set(recipient)):
        actor = known[0]
    elif place:
        actor = place.codes
    else:
        actor = known[0] if known and known[0] else context.at_hand()
    return actor, recipient, count


def _evidence(candidate: Candidate, mentions: list[Mention]) -> tuple[int, int]:
    """The shortest stretch that holds the predicate and the arguments that stand near it."""
    first, last = candidate.first, candidate.last
    for mention in mentions:
        if abs(mention.first - candidate.head) <= NEAR and abs(mention.last - candidate.head) <= NEAR:
            first, last = min(first, mention.first), max(last, mention.last)
    return first, last


def _when(
    sentence: Sentence, candidate: Candidate, times: list[Time], scopes: list[Scope], status: str
) -> tuple[str, Time] | None:
    """The time that stands nearest to the predicate within its clause and on its side of a speech."""
    best: tuple[int, str, Time] | None = None
    scope = next((s for s in reversed(scopes) if s.first <= candidate.head <= s.last), None)
    for time in times:
        if scope and not scope.first <= time.first <= scope.last:
            continue
        if not scope and any(s.first <= time.first <= s.last and s.first > candidate.head for s in scopes):
            continue
        future = status == "planned"
        edtf = time.edtf if time.anchored else (time.future if future else time.past)
        if edtf is None:
            continue
        low, high = sorted((time.first, candidate.head))
        distance = high - low
        if distance > NEAR:
            continue
        for at in range(low + 1, high):
            word = sentence.words[at]
            if sentence.tokens[at].text in (".", "؛", ":"):
                distance += NEAR
            if sentence.tokens[at].text == "،":
                distance += 3
            if word is not None and word.entry.verbs and not word.split.article and not word.entry.parties:
                distance += 4
            if sentence.tags[at] & {"complementizer", "relative", "subordinator"}:
                distance += 5
        if distance <= NEAR and (best is None or distance < best[0]):
            best = (distance, edtf, time)
    if best is None:
        return None
    since = any(token.text == "منذ" for token in sentence.tokens[max(0, best[2].first - SINCE) : best[2].first])
    return (f"{best[1]}/.." if since and "/" not in best[1] else best[1]), best[2]
