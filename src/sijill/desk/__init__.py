"""The desk: a web application over a ledger, for whoever will never open a terminal.

Its law:

- Everything that a page needs is served by the desk itself; no address outside is called.
- A report's text is data. It reaches a page as escaped text in a direction of its own, never as markup or script.
- What is on the screen is in the address, so that every view can be linked, shared and downloaded.
- No figure stands on a page without the way to its claims.
- Whatever changes the ledger is a POST that carries the session's token, by somebody whose role allows it, and is
  listed on the audit page.
"""

from __future__ import annotations

from sijill.desk.app import create_app
from sijill.desk.settings import Settings

__all__ = ["Settings", "create_app"]
