from __future__ import annotations

import re

from conftest import Sijill


def test_overview(sijill: Sijill) -> None:
    done = sijill("overview")
    blocks = [block.splitlines() for block in done.stdout.split("\n\n")]
    assert blocks[0] == [
        "reports: 3, 2025-11-24 to 2025-11-26",
        "claims: 2, coded by known/1",
        "set aside: 1 (sijill problems)",
    ]
    assert blocks[1][1:] == [
        "event\thappened\tunderway\tplanned\tpossible\tdenied",
        "RETREAT/release\t2\t\t\t\t",
    ]
    assert blocks[2][1:] == ["actor\tfreed\tnot (yet) freed\tarrested\tnot (yet) arrested", "BLR\t2\t\t\t"]
    assert [line.split("\t")[1] for line in blocks[3][2:]] == ["one", "two"]
    assert (done.exit_code, done.stderr) == (0, "")


def test_on_a_terminal(sijill: Sijill) -> None:
    shown = sijill("overview", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert re.search(r"RETREAT/release +2 ", shown)
