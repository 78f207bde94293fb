"""How each kind of event looks: a colour and a sign of its own, so that neither alone has to tell them apart."""

from __future__ import annotations

STYLES: dict[str, str] = {
    "RETREAT/release": "release",
    "RETREAT/ease": "ease",
    "COERCE/arrest": "arrest",
    "COERCE/deport": "deport",
    "ASSAULT/abduct": "arrest",
    "HOLD": "hold",
    "SANCTION/convict": "convict",
    "SANCTION/expel": "deport",
    "SANCTION/discontinue": "sanction",
    "CONSULT": "talks",
    "AGREE": "agree",
    "REQUEST": "ask",
    "REJECT": "reject",
    "THREATEN": "threat",
    "APPOINT": "appoint",
}
"""The style of an event and mode, or of an event whose modes look the same. Each is a class and an icon."""

LANES: dict[str, tuple[str, ...]] = {
    "release": ("RETREAT/release",),
    "taken": ("COERCE/arrest", "COERCE/deport", "ASSAULT/abduct", "SANCTION/convict", "HOLD"),
    "sanctions": ("SANCTION/discontinue", "SANCTION/expel", "RETREAT/ease", "THREATEN"),
    "talks": ("CONSULT", "AGREE", "REQUEST", "REJECT"),
    "appointments": ("APPOINT",),
}
"""The lanes of a timeline, from top to bottom, and the kinds on each."""


def style(event: str, mode: str | None = None) -> str:
    """The style of a kind, given as event and mode or as one word."""
    kind = f"{event}/{mode}" if mode else event
    return STYLES.get(kind) or STYLES.get(kind.split("/")[0], "talks")


def lane(event: str, mode: str | None = None) -> str:
    """The lane of a timeline on which a kind stands."""
    kind = f"{event}/{mode}" if mode else event
    for name, several in LANES.items():
        if kind in several or kind.split("/")[0] in several:
            return name
    return "talks"


COLOURS: dict[str, str] = {
    "release": "#1b6b3a",
    "ease": "#4d6610",
    "arrest": "#a12c24",
    "hold": "#7c2d4b",
    "deport": "#75461b",
    "convict": "#6b3a7a",
    "sanction": "#7d5200",
    "talks": "#1f5a96",
    "agree": "#0b615c",
    "ask": "#5446a0",
    "reject": "#555555",
    "threat": "#964400",
    "appoint": "#3b5267",
}
"""The colour of each style in charts; a test holds them to those of the style sheet."""
