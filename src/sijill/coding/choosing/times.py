"""When: each time that a sentence names, and none, with what speaks for its being the candidate's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.coding.choosing.view import View
from sijill.coding.frames import Candidate
from sijill.coding.speech import Scope
from sijill.languages.arabic.times import Time

SINCE = 6
DONE = ("happened", "underway")


class Dated(NamedTuple):
    """A reading of when: EDTF or None, the words that say it, and its features."""

    edtf: str | None
    time: Time | None
    features: list[str]


def options(
    view: View,
    candidate: Candidate,
    times: Sequence[Time],
    scopes: Sequence[Scope],
    heads: Sequence[int],
    status: str,
    rule: tuple[str, Time] | None,
    *,
    published: str,
) -> list[Dated]:
    """The readings of a candidate's time, none first. `heads` are the heads of all candidates of the sentence; `rule`
    is what the rules chose; `published` is the day of the report, behind which nothing has happened or goes on."""
    kind, pos = candidate.kind, candidate.trigger.pos
    form = candidate.trigger.form
    tense = form.tense if form else pos
    dated = [time for time in times if time.edtf or time.past or time.future]
    found = [
        Dated(
            None,
            None,
            ["none", f"none={kind}", f"none={tense},{status}", f"none={kind},{status}", f"none={min(len(dated), 3)}",
             f"none-rule={rule is None}", f"none-rule={rule is None},{min(len(dated), 3)}",
             f"none-rule={kind},{rule is None}"],
        )
    ]  # fmt: skip
    head = candidate.head
    scope = next((s for s in reversed(scopes) if s.first <= head <= s.last), None)
    for time in dated:
        edge = time.first if time.first > head else time.last
        if time.first <= head <= time.last:
            continue
        names = _features(view, candidate, time, edge, scope, scopes, heads, kind, tense, status)
        since = any(token.text == "منذ" for token in view.sentence.tokens[max(0, time.first - SINCE) : time.first])
        readings = dict.fromkeys(
            reading
            for reading in ((time.edtf,) if time.anchored else (time.past, time.future))
            if reading and not (status in DONE and reading[: len(published)] > published[: len(reading)])
        )
        for reading in readings:
            own = list(names)
            if not time.anchored:
                side = "past" if reading == time.past else "future"
                own += [f"open={side},{status}", f"open={side},{tense}", f"open={side}"]
            chosen = rule is not None and rule[1] is time and rule[0].startswith(reading)
            own += [f"rule={chosen}", f"rule={chosen},{tense}", f"rule={chosen},{kind}"]
            variants = [(reading, False)]
            if since and "/" not in reading:
                variants.append((f"{reading}/..", True))
            for edtf, going in variants:
                more = [f"since={since},{going}", f"since={since},{going},{status}", f"since={since},{going},{kind}"]
                found.append(Dated(edtf, time, own + more))
    return found


def _features(
    view: View,
    candidate: Candidate,
    time: Time,
    edge: int,
    scope: Scope | None,
    scopes: Sequence[Scope],
    heads: Sequence[int],
    kind: str,
    tense: str,
    status: str,
) -> list[str]:
    head = candidate.head
    side = "after" if time.first > head else "before"
    distance = abs(edge - head)
    step = 0 if distance <= 2 else 1 if distance <= 4 else 2 if distance <= 8 else 3 if distance <= 14 else 4
    verbs, clauses, commas, stops, marks = view.between(head, edge)
    rivals = sum(min(head, edge) < other < max(head, edge) for other in heads)
    nearest = min(heads, key=lambda other: abs(other - edge), default=head)
    out = scope is not None and not scope.first <= time.first <= scope.last
    saying = scope is None and any(s.first <= time.first <= s.last for s in scopes)
    before = view.governors(time.first)
    verb = view.sentence.words[before[0]] if before else None
    said = verb is not None and any(v.roles & {"speech", "relay"} for v in verb.entry.verbs)
    grain = len((time.edtf or time.past or "").split("/", maxsplit=1)[0])
    stem, frame = view.stem, candidate.name
    governor = before[0] if before else -1
    pairs = [
        f"w-2-1={stem(time.first - 2)},{stem(time.first - 1)}", f"w-1+0={stem(time.first - 1)},{stem(time.first)}",
        f"w+1={stem(time.last + 1)},{side}", f"kind+c+1={kind},{view.coarse(time.last + 1)}",
        f"kind+c-1={kind},{view.coarse(time.first - 1)},{side}", f"pred+step={frame},{side},{step}",
        f"own={stem(head)},{side},{min(verbs, 1)},{min(clauses, 1)}",
        f"kind+type={kind},{time.kind},{side},{min(commas, 1)}",
        f"under={governor == head},{side}", f"under={governor == head},{kind}",
        f"beside={governor in view.governors(head)},{side},{tense}",
        f"reach={side},{min(verbs, 2)},{min(clauses, 2)},{step},{tense}",
        f"reach={side},{min(rivals, 2)},{min(verbs, 2)},{nearest == head}",
    ]  # fmt: skip
    if governor >= 0:
        lemma = view.verb(governor).lemma
        pairs += [f"governor={lemma},{tense},{side}", f"governor={lemma},{kind}"]
    barrier = f"{min(verbs, 2)},{min(clauses, 2)},{min(commas, 2)},{min(stops, 1)}"
    return [
        *pairs, "time", f"step={side},{step}", f"kind+step={kind},{side},{step}", f"tense+step={tense},{side},{step}",
        f"barrier={side},{barrier}", f"verbs={side},{min(verbs, 3)}", f"clauses={side},{min(clauses, 2)}",
        f"commas={side},{min(commas, 3)}", f"stops={bool(stops)}", f"marks={min(marks, 2)}",
        f"rivals={side},{min(rivals, 3)}", f"nearest={nearest == head}",
        f"nearest={nearest == head},{side},{min(rivals, 1)}",
        f"out={out}", f"out={out},{side},{said}", f"saying={saying}", f"after-speech={said},{side},{min(verbs, 1)}",
        f"kind={kind}", f"status={status}", f"status+side={status},{time.direction}", f"grain={grain}",
        f"grain={grain},{kind}",
        f"type={time.kind}", f"type={time.kind},{tense},{side}", f"direction={time.direction},{tense}",
        f"w-1={view.stem(time.first - 1)}", f"c-1={view.coarse(time.first - 1)}", f"w0={view.stem(time.first)}",
        f"start={time.first == 0}", f"end={time.last >= view.size - 2}", f"adjacent={side},{distance <= 1}",
    ]  # fmt: skip
