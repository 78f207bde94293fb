"""Who tells of an event independently: copies of one agency's text are one witness.

Two texts are copies where most of the three-word runs of the shorter stand in the longer, as a MinHash (Broder, 1997)
estimates it: an outlet shortens an agency's text and changes its beginning, and seldom more.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import eq

from rensa import RMinHash

from sijill.languages.arabic.normalise import normalise
from sijill.reconcile.records import Witness
from sijill.reconcile.tellings import Source, Told

HASHES = 64
"""The estimate of a likeness of 0.5 is right within 0.06 two times out of three."""
RUN = 3
COPY = 0.6
"""The share of the shorter text's runs from which on it is taken for a copy."""
_SEED = 51
_FORM = struct.Struct(f"<I{HASHES}I")

Print = bytes


def fingerprint(text: str) -> Print:
    """What stands for a text when texts are compared: how many runs it has, and their MinHash."""
    words = normalise(text).split()
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    hashes = RMinHash(num_perm=HASHES, seed=_SEED)
    hashes.update(sorted(runs))
    return _FORM.pack(len(runs), *hashes.digest())


def alike(one: Print, other: Print) -> float:
    """About which share of the shorter text's runs the longer holds, from 0 to 1."""
    ours, theirs = _FORM.unpack(one), _FORM.unpack(other)
    equal = sum(map(eq, ours[1:], theirs[1:])) / HASHES
    shorter: int = min(ours[0], theirs[0])
    both: float = equal / (1 + equal) * (ours[0] + theirs[0])
    return min(1.0, both / shorter)


def origins(sources: Iterable[Source], prints: Mapping[int, Print]) -> dict[int, tuple[str, bool]]:
    """The name of the witness behind each report's version, and whether it is an agency.

    That is the agency that the report credits, or one that a copy of it credits; else the outlet of the earliest
    copy, or its id where it names none. `prints` are by version; a report without one is no copy.
    """
    ordered = sorted(sources, key=lambda source: (source.date, source.report, source.version))
    copies: list[list[Source]] = []
    for source in ordered:
        print_ = prints.get(source.version)
        for group in copies:
            first = prints.get(group[0].version)
            if print_ is not None and first is not None and alike(print_, first) >= COPY:
                group.append(source)
                break
        else:
            copies.append([source])
    names: dict[int, tuple[str, bool]] = {}
    for group in copies:
        agency = next((source.agency for source in group if source.agency), None)
        outlet = group[0].outlet or group[0].report
        for source in group:
            own = source.agency or agency
            names[source.version] = (own, True) if own else (outlet, False)
    return names


def witnesses(told: Sequence[tuple[Source, Told]], names: Mapping[int, tuple[str, bool]]) -> tuple[Witness, ...]:
    """The witnesses of an event, the first to tell of it first. `told` is in the order of reporting."""
    groups: dict[tuple[str, bool], list[tuple[Source, Told]]] = defaultdict(list)
    for source, claim in told:
        groups[names[source.version]].append((source, claim))
    return tuple(
        Witness(
            name=name,
            agency=agency,
            outlets=tuple(dict.fromkeys(source.outlet for source, _ in group if source.outlet)),
            reports=tuple(dict.fromkeys(source.report for source, _ in group)),
            sources=tuple(dict.fromkeys(claim.said for _, claim in group)),
            said=tuple(dict.fromkeys(claim.by for _, claim in group if claim.by)),
        )
        for (name, agency), group in groups.items()
    )
