"""The rule coder: a report to claims, by small passes in one direction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from sijill.claim import MODES, STATUSES, Claim, Count, Role, Said, Span, Status
from sijill.coding.arguments import COUNTED, CUSTODY, MUTUAL, Arguments, find_arguments
from sijill.coding.choosing import claims as claim_features
from sijill.coding.choosing import counts, parties, speakers, times
from sijill.coding.choosing import modes as mode_features
from sijill.coding.choosing import status as status_features
from sijill.coding.choosing.claims import Setting
from sijill.coding.choosing.counts import Tally
from sijill.coding.choosing.model import Models, models
from sijill.coding.choosing.parties import Standing
from sijill.coding.choosing.speakers import Voice
from sijill.coding.choosing.times import Dated
from sijill.coding.choosing.view import View
from sijill.coding.context import Context
from sijill.coding.frames import Candidate, find_candidates
from sijill.coding.mentions import (
    CITY,
    STATE,
    Mention,
    Sentence,
    find_mentions,
    read_sentence,
)
from sijill.coding.modes import find_mode
from sijill.coding.sentences import sentences
from sijill.coding.speech import Scope, find_scopes, heard, said_at
from sijill.coding.status import find_status
from sijill.coding.survey import Survey
from sijill.coding.version import CODER
from sijill.languages.arabic.lexicon import KNOWN, lexicon, outlet_state
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
CONTENT = 12
"""So near behind a demand, an agreement or a threat, a candidate may be its content."""
HOLDING = frozenset(("REQUEST", "AGREE", "THREATEN", "REJECT"))
CHOSEN_MODES = frozenset(("CONSULT", "REQUEST", "REJECT", "THREATEN"))
NO_MODE = "none"
Filled = tuple[tuple[str, ...], tuple[str, ...], Count | None]


class Fields(NamedTuple):
    """The fields of a claim, with the words that gave the time and the speaker."""

    status: Status
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    how_many: Count | None
    time: tuple[str, Time] | None
    said: tuple[Said, tuple[int, int] | None]


class Roles(NamedTuple):
    """Who acts and who is acted on; and by role, the features of each party at hand, and of nobody."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    features: dict[str, list[list[str]]]
    nobody: dict[str, list[str]]


class Choices(NamedTuple):
    """Every reading of a candidate's fields with what speaks for it, as the models see it."""

    status: list[str]
    mode: list[str]
    parties: list[Standing]
    roles: Roles
    when: list[Dated]
    said: list[Voice]
    tallies: list[Tally]


class Judged(NamedTuple):
    """A candidate with what the models see of it: for `explain` and for training. `choices` are kept for training
    alone."""

    claim: Claim
    signature: str
    features: list[str]
    probability: float
    choices: Choices | None


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


def read_report(report: Report, *, training: bool = False) -> Iterator[Read]:
    """What every pass sees of each sentence that may hold a claim. For `training`, the choices of every candidate are
    kept, claim or not.

    The report is read twice: once for what stands in each sentence, then for its claims, which a sentence may leave to
    what the others make plain.
    """
    normalised = Normalised(report.text)
    survey = Survey(outlet_state(report.outlet) if report.outlet else None)
    loose = training or models() is not None
    seen = list(_look_over(report, normalised, survey, loose=loose))
    context = Context(report.date)
    told: dict[str, int] = {}
    for number, glance in enumerate(seen):
        setting = Setting(number, bool(report.title) and number == 0, [], told)
        if number == 1:
            context.title = set(context.frequent(4)) if report.title else set()
        yield _Reader(glance, normalised, context, survey, setting, training=training).read()


class Proposal(NamedTuple):
    """A candidate with what the rules make of its own clause."""

    candidate: Candidate
    arguments: Arguments
    said: Said
    source: tuple[int, int] | None
    status: Status


class Glance(NamedTuple):
    """What the first reading sees of a sentence, and who was speaking before and behind it."""

    sentence: Sentence
    quantities: list[Quantity]
    mentions: list[Mention]
    scopes: list[Scope]
    times: list[Time]
    proposals: list[Proposal]
    heard: list[tuple[Said, tuple[int, int] | None]]
    speaker: Said | None
    quoted: bool


def _look_over(report: Report, normalised: Normalised, survey: Survey, *, loose: bool) -> Iterator[Glance]:
    """The first reading of a report: its sentences with the rules' proposals; `survey` takes in what they tell."""
    words = lexicon()
    context = Context(report.date)
    title = normalise(report.title).strip()
    for number, (start, stop) in enumerate(sentences(normalised.text)):
        again = normalised.text.find(title, start, stop) if number and len(title) > SHORTEST_TITLE else -1
        end = stop if again < 0 else again
        sentence = read_sentence(words, start, end, tokenise(normalised.text, start, end))
        if not sentence.tokens:
            yield Glance(sentence, [], [], [], [], [], [], context.speaker, context.quoted)
            continue
        headline = bool(report.title) and number == 0
        quoted = context.quoted
        quantities = find_quantities(sentence.tokens)
        mentions = find_mentions(sentence, quantities, context)
        survey.notice(mentions, title=headline)
        scopes = find_scopes(sentence, mentions, context, title=headline)
        survey.hear(scopes)
        survey.accords(sentence.tags)
        candidates = find_candidates(sentence, mentions, loose=loose)
        times = find_times(sentence.tokens, published=report.date) if candidates else []
        proposals = []
        for candidate in candidates:
            arguments = find_arguments(sentence, mentions, candidate, context)
            if not candidate.loose:
                survey.vote(candidate, arguments)
            proposals.append(
                Proposal(candidate, arguments, *said_at(scopes, candidate.head), find_status(sentence, candidate))
            )
        spoken = heard(sentence, mentions, context) if candidates else []
        yield Glance(sentence, quantities, mentions, scopes, times, proposals, spoken, context.speaker, quoted)


class _Reader:
    """The second reading of a sentence: its claims."""

    def __init__(
        self,
        glance: Glance,
        normalised: Normalised,
        context: Context,
        survey: Survey,
        setting: Setting,
        *,
        training: bool,
    ) -> None:
        self.glance = glance
        self.sentence = glance.sentence
        self.mentions = glance.mentions
        self.normalised = normalised
        self.context = context
        self.survey = survey
        self.setting = setting
        self.training = training
        self.models: Models | None = models()
        self.view = View(glance.sentence, glance.mentions)
        self.rivals = [proposal.candidate for proposal in glance.proposals]
        self.heads = [proposal.candidate.head for proposal in glance.proposals]
        self.coded: list[tuple[Candidate, Arguments]] = []
        self.claims: list[Claim] = []

    def read(self) -> Read:
        """The sentence with its claims; `context` remembers them."""
        glance, context = self.glance, self.context
        for mention in glance.mentions:
            context.notice(mention)
        context.speaker, context.quoted = glance.speaker, glance.quoted
        judged: list[Judged] = []
        for proposal in glance.proposals:
            if self.models is not None and not self.training and proposal.candidate.signature in self.models.silent:
                continue
            one = self.judge(proposal)
            if one is None:
                continue
            judged.append(one)
            if self.models is None or one.probability >= self.models.threshold:
                claim = one.claim
                self.coded.append((proposal.candidate, proposal.arguments))
                self.claims.append(claim)
                self.setting.told[claim.event] = self.setting.told.get(claim.event, 0) + 1
                context.remember(claim.kind, claim.actor, claim.recipient, claim.count)
        start, end = self.normalised.span(self.sentence.start, self.sentence.end)
        return Read(start, end, self.sentence, glance.quantities, glance.times, glance.mentions,
                    [proposal.candidate for proposal in glance.proposals], glance.scopes, self.claims,
                    judged)  # fmt: skip

    def judge(self, proposal: Proposal) -> Judged | None:
        """The candidate as a claim, by the models where there are any, else by the rules; None for one that the models
        take for no claim, which training alone looks at further."""
        candidate, arguments, said, source, status = proposal
        seen = claim_features.features(
            self.view,
            candidate,
            arguments,
            said,
            status,
            self.setting._replace(before=self.coded, rivals=self.rivals),
            self.survey,
        )
        probability = self.models.claim.probability(seen) if self.models else 1.0
        accepted = self.models is not None and probability >= self.models.threshold
        if self.models is not None and not accepted and not self.training:
            return None
        filled = _filled(self.sentence, candidate, arguments, said, self.mentions, self.context)
        time = _when(self.sentence, candidate, self.glance.times, self.glance.scopes, status)
        mode = find_mode(self.sentence, candidate, filled[0])
        fields = Fields(status, mode, filled[0], filled[1], filled[2], time, (said, source))
        choices, standing = None, []
        if self.training or accepted:
            fields, choices = self.choose(candidate, arguments, fields)
            standing = choices.parties
        claim = self.claim(candidate, arguments, fields, standing)
        return Judged(claim, candidate.signature, seen, probability, choices if self.training else None)

    def choose(self, candidate: Candidate, arguments: Arguments, rule: Fields) -> tuple[Fields, Choices]:
        """The candidate's fields as the models choose them, each with an eye on those before it; where there are no
        models, as the rules have them. And every reading that there was."""
        view, context, glance, learned = self.view, self.context, self.glance, self.models
        event = candidate.predicate.event
        said, status, mode, time, count = rule.said, rule.status, rule.mode, rule.time, rule.how_many
        voices = speakers.options(view, candidate, glance.scopes, context, rule.said, glance.heard,
                                  self.claims[-1].said if self.claims else None, self.survey,
                                  title=self.setting.title)  # fmt: skip
        if learned:
            voice = voices[learned.said.best([option.features for option in voices])]
            said = voice.said, voice.source
        inside = next((claim for (c, _), claim in zip(reversed(self.coded), reversed(self.claims), strict=True)
                       if claim.event in HOLDING and candidate.head - c.last <= CONTENT), None)  # fmt: skip
        statuses = status_features.features(view, candidate, arguments, said[0].kind, rule.status, glance.times,
                                            published=context.published, title=self.setting.title,
                                            inside=inside.event if inside else "none")  # fmt: skip
        if learned:
            status = cast("Status", learned.status.best(statuses, STATUSES))
        standing = parties.standings(view, candidate, arguments, (rule.actor, rule.recipient), said[0], status, context,
                                     self.survey, self.claims, inside)  # fmt: skip
        roles = self.roles(candidate, rule, standing)
        modes = mode_features.features(view, candidate, rule.mode, (roles.actor, roles.recipient), self.rivals)
        allowed = MODES[event]
        if learned and event in CHOSEN_MODES:
            label = learned.mode.best(modes, [one or NO_MODE for one in allowed])
            mode = None if label == NO_MODE else label
        dates = times.options(view, candidate, glance.times, glance.scopes, self.heads, status, rule.time,
                              published=context.published)  # fmt: skip
        if learned:
            dated = dates[learned.when.best([option.features for option in dates])]
            time = (dated.edtf, dated.time) if dated.edtf and dated.time else None
        tallies = (
            counts.options(
                view, candidate, arguments, context, rule.how_many, len(rule.recipient), glance.quantities, self.survey
            )
            if candidate.kind in COUNTED
            else []
        )
        if learned:
            count = tallies[learned.count.best([one.features for one in tallies])].how_many if tallies else None
        recipient = roles.recipient
        if learned and count and count[0] > 1 and parties.one_person(recipient, self.survey):
            recipient = ()
        return Fields(status, mode, roles.actor, recipient, count, time, said), Choices(
            statuses, modes, standing, roles, dates, voices, tallies
        )

    def roles(self, candidate: Candidate, rule: Fields, standing: list[Standing]) -> Roles:
        """Who acts and who is acted on: in custody those in custody first, else those who act first; the others with
        an eye on them."""
        kind = candidate.kind
        form = candidate.trigger.form
        shape = f"{candidate.trigger.pos},{form.voice if form else ''}"
        order = ("recipient", "actor") if kind in CUSTODY else ("actor", "recipient")
        chosen = {"actor": rule.actor, "recipient": rule.recipient}
        features: dict[str, list[list[str]]] = {}
        nobody: dict[str, list[str]] = {}
        for step, role in enumerate(order):
            own = [one.features for one in standing]
            if step:
                others = chosen[order[0]]
                own = [one.features + parties.given(one, kind, role, others, self.survey) for one in standing]
            features[role] = own
            nobody[role] = parties.none(kind, shape, role, len(chosen[role]))
            if self.models:
                model = self.models.actor if role == "actor" else self.models.recipient
                found = [standing[at] for at in model.choose(own, nobody[role])]
                if role == "actor" and not parties.mutual(candidate):
                    found[1:] = [one for one in found[1:] if one.subject and found[0].subject]
                elif role == "recipient" and step:
                    found[1:] = [one for one in found[1:] if one.code not in chosen["actor"]]
                chosen[role] = tuple(one.code for one in found)
        return Roles(chosen["actor"], chosen["recipient"], features, nobody)

    def claim(self, candidate: Candidate, arguments: Arguments, fields: Fields, standing: list[Standing]) -> Claim:
        """The claim that a candidate makes with these fields."""
        tokens = self.sentence.tokens
        normalised = self.normalised
        actors = [p.mention for p in standing if p.mention and p.code in fields.actor]
        recipients = [p.mention for p in standing if p.mention and p.code in fields.recipient]
        counted = [m for m in arguments.recipients if m.counted]
        first, last = _evidence(candidate, [*actors, *recipients, *arguments.recipients])
        if tokens[last].end - tokens[first].start > LONGEST_EVIDENCE:
            first, last = candidate.first, candidate.last

        def span(a: int, b: int) -> Span:
            return normalised.span(tokens[a].start, tokens[b].end)

        places: dict[Role, tuple[Span, ...]] = {}
        for role, stretches in (("actor", actors), ("recipient", recipients), ("count", counted)):
            if stretches:
                places[role] = tuple(dict.fromkeys(span(m.first, m.last) for m in stretches))  # type: ignore[index]
        if fields.time:
            places["when"] = (span(fields.time[1].first, fields.time[1].last),)
        said, source = fields.said
        if source:
            places["said"] = (span(*source),)
        start, end = span(first, last)
        return Claim(
            event=candidate.predicate.event, mode=fields.mode, status=fields.status, actor=fields.actor,
            recipient=fields.recipient, count=fields.how_many, when=fields.time[0] if fields.time else None, said=said,
            start=start, end=end, predicate=span(candidate.first, candidate.last),
            sentence=normalised.span(self.sentence.start, self.sentence.end), arguments=places, coder=CODER,
        )  # fmt: skip


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
