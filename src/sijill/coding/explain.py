"""What every pass saw of a text, in lines for people: the tool for whoever extends a pack."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.claim import Claim
from sijill.coding.coder import Read, read_report
from sijill.coding.mentions import Sentence
from sijill.report import Report


def explain(report: Report) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """For each sentence: its text, and pairs of a pass's name and what it saw, in the order of the passes."""
    for read in read_report(report):
        start, end = read.start, read.end
        yield report.text[start:end].replace("\n", " "), list(_passes(report, read))


def _passes(report: Report, read: Read) -> Iterator[tuple[str, str]]:
    sentence = read.sentence
    for at, word in enumerate(sentence.words):
        if word is not None and word.known:
            yield "word", _word(sentence, at)
    for quantity in read.quantities:
        high = "∞" if quantity.high is None else quantity.high
        yield "quantity", f"{_words(sentence, quantity.first, quantity.last)}: [{quantity.low}, {high}] {quantity.kind}"
    for time in read.times:
        edtf = time.edtf if time.anchored else f"past {time.past}, future {time.future}"
        yield "time", f"{_words(sentence, time.first, time.last)}: {edtf} {time.kind}"
    for mention in read.mentions:
        facts = [mention.kind, ",".join(mention.codes) or "?"]
        if mention.preposition:
            facts.append(f"after {mention.preposition}")
        if mention.kind == "people":
            facts.append(f"count {mention.how_many}")
        yield "mention", f"{_words(sentence, mention.first, mention.last)}: {' '.join(facts)}"
    for candidate in read.candidates:
        words = _words(sentence, candidate.head, candidate.head)
        if candidate.companion >= 0:
            words += " … " + _words(sentence, candidate.companion, candidate.companion)
        kind = candidate.kind
        yield "candidate", f"{words}: {kind}, {candidate.trigger.pos}"
    for scope in read.scopes:
        by = f" {scope.said.by}" if scope.said.by else ""
        yield "speech", f"{scope.said.kind}{by} says: {_words(sentence, scope.first, scope.last)}"
    for claim in read.claims:
        yield "claim", describe(claim) + f": {report.text[claim.start : claim.end]}"


def describe(claim: Claim) -> str:
    """A claim's fields in one line."""
    parties = f"{','.join(claim.actor) or '?'} > {','.join(claim.recipient) or '?'}"
    count = (
        "" if claim.count is None else f" count [{claim.count[0]}, {'∞' if claim.count[1] is None else claim.count[1]}]"
    )
    when = f" when {claim.when}" if claim.when else ""
    by = f" {claim.said.by}" if claim.said.by else ""
    return f"{claim.kind} {claim.status} {parties}{count}{when} said {claim.said.kind}{by}"


def _words(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(token.text for token in sentence.tokens[first : last + 1])


def _word(sentence: Sentence, at: int) -> str:
    word = sentence.words[at]
    assert word is not None
    entry, split = word.entry, word.split
    parts = [part for part in (split.before, "ال" if split.article else "", split.stem, split.pronoun) if part]
    facts = sorted(sentence.tags[at])
    facts += [f"verb {verb.form.tense} {verb.form.voice}" for verb in entry.verbs[:1]]
    facts += [f"trigger {t.predicate.event}/{t.predicate.mode} {t.pos}" for t in entry.triggers]
    facts += [f"party {party.code}" for party in entry.parties]
    facts += [f"nisba {nisba.code}" for nisba in entry.nisbas]
    facts += [f"people {people.kind}" for people in entry.people]
    facts += [f"title {title.kind}" for title in entry.titles]
    return f"{'+'.join(parts)}: {', '.join(facts)}"
