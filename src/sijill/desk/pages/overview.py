"""The overview: what moved lately, where most goes on, and what the ledger holds."""

from __future__ import annotations

from itertools import islice

from fastapi import APIRouter
from fastapi.responses import Response

from sijill.desk import charts
from sijill.desk.charts import MonthBar
from sijill.desk.viewer import Reading
from sijill.edtf import bounds
from sijill.reconcile import Event, EventFilter

router = APIRouter()

_LATEST = 12
_RECENT = 60
_MOVES = ("RETREAT", "COERCE", "ASSAULT", "SANCTION", "AGREE", "APPOINT")


@router.get("/")
def overview(view: Reading) -> Response:
    """The first page."""
    words, summary = view.language, view.desk.summary()
    found = view.ledger.events(EventFilter(events=_MOVES, statuses=("happened",), limit=_LATEST * 4))
    latest = list(islice((event for event in found if _is_news(event)), _LATEST))
    months = summary.months
    freed = [MonthBar(month=one.month, up=one.freed, down=one.taken) for one in months]
    moved = [MonthBar(month=one.month, up=(one.eased, one.eased), down=(one.imposed, one.imposed)) for one in months]
    return view.render(
        "overview.html",
        holds=summary,
        latest=latest,
        holders=summary.holders[:6],
        pairs=summary.pairs[:4],
        unheld=sum(one.unheld for one in months),
        people=charts.months(freed, words, up="overview.freed", down="overview.taken"),
        sanctions=charts.months(moved, words, up="overview.eased", down="overview.imposed", people=False),
        open_questions=view.desk.queue.size(),
    )


def _is_news(event: Event) -> bool:
    """Whether an event began not long before it was first reported: the rest is told as background."""
    return event.when is None or (event.first - bounds(event.when)[0]).days <= _RECENT
