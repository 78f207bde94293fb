"""Who says so: the report itself and each speaker at hand, with what speaks for its being credited with a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sijill.claim import Said
from sijill.coding.choosing.view import View
from sijill.coding.context import Context
from sijill.coding.frames import Candidate
from sijill.coding.speech import OUTLET_SAYS, Scope
from sijill.coding.survey import Survey

AROUND = ("w-1", "c-1", "g0", "gb0")
Source = tuple[int, int] | None
SURVEYED = 5


class Voice(NamedTuple):
    """A source that may be credited, the words that name it, and its features."""

    said: Said
    source: Source
    features: list[str]


def options(
    view: View,
    candidate: Candidate,
    scopes: Sequence[Scope],
    context: Context,
    rule: tuple[Said, Source],
    heard: Sequence[tuple[Said, Source]],
    before: Said | None,
    survey: Survey,
    *,
    title: bool,
) -> list[Voice]:
    """The sources that may be credited with a candidate. `rule` is the one that the rules credit; `heard` are the
    mentions of the sentence as speakers; `before` is the source of the claim before, and `survey` knows who speaks
    anywhere in the report."""
    head = candidate.head
    kind, pos = candidate.kind, candidate.trigger.pos
    quoted = view.quotes[head]
    voices: dict[Said, tuple[Source, list[str]]] = {}

    def voice(said: Said, source: Source, *names: str) -> None:
        known = voices.setdefault(said, (source, []))
        known[1].extend(names)

    covering = [scope for scope in reversed(scopes) if scope.first <= head <= scope.last]
    speech = _speech(view, head)
    said_of = f"{rule[0].kind},{min(len(covering), 2)}"
    pairs = _pairs(view, candidate, quoted=quoted)
    voice(OUTLET_SAYS, None, *(f"outlet-{name}" for name in pairs))
    voice(*rule, *(f"rule-{rule[0].kind}-{name}" for name in pairs))
    voice(OUTLET_SAYS, None, "outlet", f"outlet={kind}", f"outlet={pos}", f"outlet={quoted}",
          f"outlet={title}", f"outlet-scopes={min(len(scopes), 2)}", f"outlet-first={not view.governors(head)}",
          f"outlet-covered={min(len(covering), 2)}", f"outlet-covered={kind},{min(len(covering), 1)}",
          f"outlet-rule={said_of}", f"outlet-rule={said_of},{quoted}",
          *(f"outlet-speech={name}" for name in speech), *(f"outlet-speech={said_of},{name}" for name in speech),
          *(f"outlet-{name}" for name in view.around(candidate) if name.startswith(AROUND)))  # fmt: skip
    voice(*rule, "rule", f"rule={rule[0].kind}", f"rule={kind}", f"rule={kind},{rule[0].kind}", f"rule-quoted={quoted}",
          f"rule-covers={said_of}", *(f"rule-speech={rule[0].kind},{name}" for name in speech))  # fmt: skip
    for rank, scope in enumerate(covering[:3]):
        near = min(abs(head - scope.first) // 4, 4)
        voice(scope.said, (scope.source, scope.source_last) if scope.source >= 0 else None,
              f"covers={rank}", f"covers={rank},{scope.said.kind}", f"covers={kind},{rank}",
              f"covers-near={near}", f"covers-named={scope.source >= 0},{quoted}",
              f"covers-of={min(len(covering), 3)},{rank}")  # fmt: skip
    for scope in scopes:
        if not scope.first <= head <= scope.last:
            side = "later" if scope.first > head else "earlier"
            gap = min((scope.first - head if scope.first > head else head - scope.last) // 3, 4)
            voice(scope.said, (scope.source, scope.source_last) if scope.source >= 0 else None,
                  f"misses={side},{gap}", f"misses={side},{kind}", f"misses={side},{scope.said.kind}")  # fmt: skip
    if context.speaker is not None:
        voice(context.speaker, None, "latest", f"latest={quoted}", f"latest={context.quoted}", f"latest={kind}",
              f"latest={bool(scopes)}", f"latest={bool(covering)},{context.speaker.kind}",
              *(f"latest-speech={name}" for name in speech))  # fmt: skip
    if before is not None:
        voice(before, None, "before", f"before={bool(covering)}", f"before={before.kind}")
    for said, source in heard:
        if source is None:
            continue
        side = "after" if source[0] > head else "before"
        edge = source[0] if source[0] > head else source[1]
        verbs, clauses, commas, _, marks = view.between(head, edge)
        voice(said, source, "mentioned", f"mentioned={side},{said.kind}",
              f"mentioned={side},{min(verbs, 2)},{min(clauses, 2)}",
              f"mentioned-w-1={view.stem(source[0] - 1)}", f"mentioned-c-1={view.fine(source[0] - 1)}",
              f"mentioned-c+1={view.fine(source[1] + 1)}", f"mentioned-w+1={view.stem(source[1] + 1)}",
              f"mentioned-own={side},{view.fine(source[0])}", f"mentioned={kind},{side}",
              f"mentioned-marks={side},{min(marks, 1)},{quoted}",
              f"mentioned-commas={side},{min(commas, 2)}")  # fmt: skip
    speaking = survey.voices.most_common(SURVEYED)
    for rank, (said, times) in enumerate(speaking):
        voice(said, None, "elsewhere", f"elsewhere={min(rank, 2)}", f"elsewhere={min(times, 4)},{said.kind}",
              f"elsewhere={len(speaking)},{bool(covering)},{quoted}")  # fmt: skip
    for nameless in (Said("unnamed"), Said("media"), Said("official")):
        voice(nameless, None, f"nameless={nameless.kind}")
    for name, state in (("hand", context.at_hand()), ("own", context.own_state())):
        if state:
            voice(Said("official", state[0]), None, name, f"{name}={kind}", f"{name}={bool(covering)},{quoted}")
    if survey.home:
        voice(Said("official", survey.home), None, "home", f"home={kind}")
    found: list[Voice] = []
    for said, (source, names) in voices.items():
        names += [
            f"is={said.kind}", f"is={said.kind},{kind}", f"named={said.kind},{said.by is not None}",
            f"is={said.kind},{quoted}", f"is={said.kind},{title}", f"agrees={said == rule[0]},{said.kind}",
        ]  # fmt: skip
        found.append(Voice(said, source, list(dict.fromkeys(names))))
    return found


def _pairs(view: View, candidate: Candidate, *, quoted: bool) -> list[str]:
    """The candidate's words by twos, with the verbs that govern it and open the sentence."""
    head, kind, pos = candidate.head, candidate.kind, candidate.trigger.pos
    own = view.stem(head)
    found = [
        *view.pairs_before(candidate),
        f"coarse-1={kind},{view.coarse(head - 1)}", f"pred={candidate.name},{pos}", f"kind={kind},{pos},{quoted}",
    ]  # fmt: skip
    found += [f"governor={view.verb(at).lemma},{own}" for at in view.governors(head)[:1]]
    first = view.first_verb
    if first is not None:
        lemma = view.verb(first).lemma
        found += [f"first={lemma},{first < head}", f"first={lemma},{kind}"]
    return found


def _speech(view: View, head: int) -> list[str]:
    """Where the sentence has words of saying, seen from the head."""
    sentence = view.sentence
    before = [at for at in range(head) if _says(view, at)]
    found = []
    if before:
        at = before[-1]
        _, clauses, commas, _, marks = view.between(at, head)
        first = next((n for n, word in enumerate(sentence.words) if word is not None), 0)
        found += [
            f"before,{min((head - at) // 4, 4)}", f"before,{min(clauses, 2)},{min(commas, 2)},{min(marks, 1)}",
            f"opens,{before[0] <= first + 1}", f"verb,{view.stem(at)}",
        ]  # fmt: skip
    else:
        found.append("none-before")
    after = next((at for at in range(head + 1, view.size) if _says(view, at) or "according" in sentence.tags[at]), None)
    if after is not None:
        found += [f"after,{min((after - head) // 6, 4)}", f"after,{view.stem(after)}"]
    return found


def _says(view: View, at: int) -> bool:
    word = view.sentence.words[at]
    return word is not None and not word.split.article and (
        "saying" in word.classes or any(verb.roles & {"speech", "relay"} for verb in word.entry.verbs)
    )  # fmt: skip
