"""Charts as Vega-Lite specifications (version 6), each with the same figures as rows of a table.

In a language that is written from right to left time runs from right to left as well, and the axis stands on the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from sijill.claim import Count
from sijill.desk import kinds, names
from sijill.desk.kinds import COLOURS, LANES
from sijill.desk.language import Language
from sijill.edtf import bounds
from sijill.reconcile import Event, RelationMonth

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""Names the language of a specification; nothing is fetched from there."""

Spec = dict[str, Any]
_LABELLED = 16
_LABELS_ACROSS = 16
_BEFORE = 120
_FREED, _TAKEN = COLOURS["release"], COLOURS["arrest"]


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart: its specification, and its figures as a table for whoever would rather read than look."""

    spec: Spec
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class MonthBar(msgspec.Struct, frozen=True, kw_only=True):
    """What is drawn of a month (`2025-09`) on both sides of a line: an interval each."""

    month: str
    up: Count
    down: Count


def timeline(events: Sequence[Event], words: Language) -> Chart:
    """Events in lanes over time. What was done is filled, what is planned, sought or denied hollow."""
    rows: list[Spec] = []
    begin = _begin(events)
    shown = [event for event in events if _span(event)[1] >= begin]
    labelled = _labelled(shown)
    for event in shown:
        first, last = _span(event)
        first = max(first, begin)
        rows.append(
            {
                "start": first.isoformat(),
                "end": last.isoformat(),
                "middle": date.fromordinal((first.toordinal() + last.toordinal()) // 2).isoformat(),
                "lane": words(f"lane.{kinds.lane(event.event, event.mode)}"),
                "style": kinds.style(event.event, event.mode),
                "done": event.done,
                "label": _isolated(words.count(event.count), words) if event.id in labelled else "",
                "size": max(event.count[0], 1) if event.count else 1,
                "tell": tell(event, words),
                "href": f"/events/{event.id}",
            }
        )
    lanes = [words(f"lane.{name}") for name in LANES]
    used = sorted({row["style"] for row in rows})
    colour = {
        "field": "style",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": used, "range": [COLOURS[style] for style in used]},
    }
    x = {"field": "middle", "type": "temporal", "title": None, "axis": _time_axis(), "scale": _time_scale(words)}
    y = {
        "field": "lane",
        "type": "nominal",
        "title": None,
        "sort": lanes,
        "scale": {"domain": lanes},
        "axis": {
            "orient": _side(words),
            "grid": True,
            "domain": False,
            "ticks": False,
            "labelFontSize": 13,
            "labelColor": "#1f2a33",
            "labelLimit": 160,
        },
    }
    size = {
        "field": "size",
        "type": "quantitative",
        "legend": None,
        "scale": {"type": "log", "domain": [1, 2000], "range": [70, 620], "clamp": True},
    }
    tooltip = {"field": "tell", "type": "nominal"}
    layers: list[Spec] = [
        {
            "transform": [{"filter": "datum.start !== datum.end"}],
            "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.28, "strokeCap": "round"},
            "encoding": {"x": {**x, "field": "start"}, "x2": {"field": "end"}, "y": y, "color": colour},
        },
        {
            "transform": [{"filter": "!datum.done"}],
            "mark": {
                "type": "point",
                "filled": False,
                "strokeWidth": 1.8,
                "strokeDash": [3, 2],
                "fill": "#fffefb",
                "cursor": "pointer",
            },
            "encoding": {"x": x, "y": y, "color": colour, "size": size, "tooltip": tooltip},
        },
        {
            "transform": [{"filter": "datum.done"}],
            "mark": {"type": "point", "filled": True, "opacity": 0.82, "cursor": "pointer"},
            "encoding": {"x": x, "y": y, "color": colour, "size": size, "tooltip": tooltip},
        },
    ]
    layers.append(
        {
            "transform": [{"filter": "datum.label !== ''"}],
            "mark": {"type": "text", "dy": -18, "fontSize": 11.5, "fontWeight": 500, "dir": words.direction},
            "encoding": {"x": x, "y": y, "text": {"field": "label"}, "color": colour},
        }
    )
    spec = _base({"values": rows}) | {"height": 58 * len(lanes), "layer": layers}
    table = tuple(
        (
            words.when(event.when) or words.date(event.first),
            words(f"kind.{event.kind}"),
            sides(event, words),
            words.count(event.count),
            words(f"status.{event.status}"),
        )
        for event in events
    )
    heads = ("field.when", "field.event", "field.parties", "field.count", "field.status")
    return Chart(spec=spec, headings=tuple(map(words, heads)), rows=table)


def months(bars: Sequence[MonthBar], words: Language, *, up: str, down: str, people: bool = True) -> Chart:
    """Months with an interval above the line and one below it: solid to the lower bound, light to the upper.

    `up` and `down` are keys of their names. An open upper bound ends in a triangle.
    """
    rows = []
    for bar in bars:
        for side, count, sign in ((up, bar.up, 1), (down, bar.down, -1)):
            low, high = count
            if low or high:
                top = low * 1.25 + 2 if high is None else high
                told = f"{words.month(bar.month)} · {words(side)}: {words.count(count)}"
                rows.append(
                    {
                        "month": f"{bar.month}-01",
                        "side": words(side),
                        "low": sign * low,
                        "high": sign * top,
                        "open": high is None,
                        "turn": 0 if sign > 0 else 180,
                        "tell": told,
                    }
                )
    colour = {
        "field": "side",
        "type": "nominal",
        "title": None,
        "legend": {"orient": "top", "direction": "horizontal", "symbolOpacity": 1},
        "scale": {"domain": [words(up), words(down)], "range": [_FREED, _TAKEN if people else COLOURS["sanction"]]},
    }
    x = {
        "field": "month",
        "type": "temporal",
        "timeUnit": "yearmonth",
        "title": None,
        "axis": _time_axis(),
        "scale": _time_scale(words) | ({"domain": [f"{bars[0].month}-01", f"{bars[-1].month}-28"]} if bars else {}),
    }
    scale: Spec = {"type": "symlog", "constant": 10} if people else {}
    ticks: Spec = (
        {"values": [-5000, -1000, -200, -50, -10, 0, 10, 50, 200, 1000, 5000]} if people else {"tickMinStep": 1}
    )
    if not people:
        most = max((high or low for bar in bars for low, high in (bar.up, bar.down)), default=1) or 1
        scale = {"domain": [-most, most]}
    y = {
        "field": "high",
        "type": "quantitative",
        "title": None,
        "scale": scale,
        "axis": {"orient": _side(words), "labelExpr": "format(abs(datum.value), ',')", "domain": False, **ticks},
    }
    tooltip = {"field": "tell", "type": "nominal"}
    width = {"type": "bar", "width": {"band": 0.7}, "cornerRadiusEnd": 2}
    spec = _base({"values": rows}) | {
        "height": 210,
        "layer": [
            {"mark": {**width, "opacity": 0.3}, "encoding": {"x": x, "y": y, "color": colour, "tooltip": tooltip}},
            {"mark": width, "encoding": {"x": x, "y": {**y, "field": "low"}, "color": colour, "tooltip": tooltip}},
            {
                "transform": [{"filter": "datum.open"}],
                "mark": {"type": "point", "shape": "triangle-up", "filled": True, "size": 45, "opacity": 0.8},
                "encoding": {
                    "x": {**x, "bandPosition": 0.5},
                    "y": y,
                    "color": colour,
                    "angle": {"field": "turn", "type": "quantitative", "scale": None},
                },
            },
            {"data": {"values": [{}]}, "mark": {"type": "rule", "color": "#8d8778"}, "encoding": {"y": {"datum": 0}}},
        ],
    }
    bars = [bar for bar in bars if bar.up != (0, 0) or bar.down != (0, 0)]
    table = tuple((words.month(bar.month), words.count(bar.up), words.count(bar.down)) for bar in bars)
    return Chart(spec=spec, headings=(words("field.month"), words(up), words(down)), rows=table)


def relation(several: Sequence[RelationMonth], words: Language) -> Chart:
    """The mean score of each month between two parties, from -10 (conflict) to 10 (cooperation), as a line."""
    scored = [month for month in several if month.score is not None]
    rows = [
        {
            "month": f"{month.month}-01",
            "score": month.score,
            "scored": month.scored,
            "tell": f"{words.month(month.month)}: {month.score:+.1f} · {words.number_of('count.events', month.scored)}",
        }
        for month in scored
        if month.score is not None
    ]
    x = {"field": "month", "type": "temporal", "title": None, "axis": _time_axis(), "scale": _time_scale(words)}
    y = {
        "field": "score",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [-10, 10]},
        "axis": {"orient": _side(words), "values": [-10, -5, 0, 5, 10], "domain": False},
    }
    colour = {"condition": {"test": "datum.score >= 0", "value": COLOURS["agree"]}, "value": _TAKEN}
    spec = _base({"values": rows}) | {
        "height": 180,
        "layer": [
            {"data": {"values": [{}]}, "mark": {"type": "rule", "color": "#8d8778"}, "encoding": {"y": {"datum": 0}}},
            {"mark": {"type": "line", "color": "#8aa0a5", "strokeWidth": 2}, "encoding": {"x": x, "y": y}},
            {
                "mark": {"type": "point", "filled": True, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": colour,
                    "tooltip": {"field": "tell", "type": "nominal"},
                    "size": {"field": "scored", "type": "quantitative", "legend": None, "scale": {"range": [50, 260]}},
                },
            },
        ],
    }
    table = tuple(
        (words.month(month.month), f"{month.score:+.1f}", str(month.cooperation), str(month.conflict))
        for month in scored
    )
    heads = ("field.month", "relation.score", "relation.cooperation", "relation.conflict")
    return Chart(spec=spec, headings=tuple(map(words, heads)), rows=table)


def _isolated(text: str, words: Language) -> str:
    """`text` in its reading order: a chart's words and tooltips have no direction of their own."""
    return f"\u2067{text}\u2069" if words.direction == "rtl" and text else text


def _labelled(events: Sequence[Event]) -> set[str]:
    """The events whose number is written beside them: of each day and lane the largest, and no more than fit."""
    largest: dict[tuple[date, str], Event] = {}
    for event in events:
        if event.done and event.count and event.count[0] > 1:
            place = (_span(event)[1], kinds.lane(event.event, event.mode))
            other = largest.get(place)
            if other is None or (other.count or (0, 0))[0] < event.count[0]:
                largest[place] = event
    if not largest:
        return set()
    days = [day for day, _ in largest]
    apart = max((max(days) - min(days)).days / _LABELS_ACROSS, 1)
    kept: dict[str, tuple[date, str]] = {}
    for place, event in sorted(largest.items(), key=lambda item: -(item[1].count or (0, 0))[0]):
        if all(lane != place[1] or abs((day - place[0]).days) >= apart for day, lane in kept.values()):
            kept[event.id] = place
    return set(list(kept)[:_LABELLED])


def _begin(events: Sequence[Event]) -> date:
    """The day from which a timeline is drawn: what is told of long before the first report stays in its table."""
    first = min((event.first for event in events), default=date.max)
    return date.fromordinal(max(first.toordinal() - _BEFORE, 1)) if events else first


def tell(event: Event, words: Language) -> str:
    """An event in a line."""
    when = words.when(event.when) or words.date(event.first)
    parts = (
        words(f"kind.{event.kind}"),
        words.count(event.count),
        sides(event, words),
        when,
        words(f"status.{event.status}"),
    )
    return _isolated(" · ".join(part for part in parts if part), words)


def sides(event: Event, words: Language) -> str:
    """Who did it to whom, in names."""
    between = words("form.list")
    actor, recipient = (between.join(_names(codes, words)) for codes in (event.actor, event.recipient))
    return words("form.did_to", actor=actor or words("form.nobody"), recipient=recipient) if recipient else actor


def _names(codes: Iterable[str], words: Language) -> list[str]:
    return [names.party(code).name(words.code) for code in codes]


def _span(event: Event) -> tuple[date, date]:
    """The days between which an event happened; the day of its first report where nothing says when.

    An open end reaches to the reports that tell of it.
    """
    if event.when is None:
        return event.first, event.first
    first, last = bounds(event.when)
    first = event.first if first == date.min else first
    last = max(event.last, first) if last == date.max else last
    return first, last


def _base(data: Spec) -> Spec:
    return {"$schema": SCHEMA, "width": "container", "autosize": {"type": "fit-x", "contains": "padding"}, "data": data}


def _time_axis() -> Spec:
    return {
        "format": "%b %Y",
        "labelOverlap": "greedy",
        "labelSeparation": 14,
        "tickCount": 6,
        "grid": False,
        "labelFlush": False,
        "labelBound": True,
    }


def _time_scale(words: Language) -> Spec:
    return {"reverse": words.direction == "rtl", "padding": 18}


def _side(words: Language) -> str:
    return "right" if words.direction == "rtl" else "left"
