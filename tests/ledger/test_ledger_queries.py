from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from small_coder import SMALL, make

from sijill.errors import UsageError
from sijill.ledger import ClaimFilter, Ledger, ReportFilter

REPORTS = [
    make(1, "أفرجت مينسك عن سجين في نوفمبر.", day=date(2025, 11, 26), title="مصادر: صفقة"),
    make(2, "سوف يكون. أفرجت، سوف، عنهم.", day=date(2025, 1, 5)),
    make(3, "اعتقلت مينسك الصحافيَّ أحمد، وللإفراج عنه شروط.", day=date(2025, 1, 6)),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path_factory.mktemp("queries") / "ledger.db")) as opened:
        opened.read(REPORTS, coder=SMALL)
        yield opened


@pytest.mark.parametrize(
    ("wanted", "reports"),
    [
        (ClaimFilter(), [1, 3, 2]),
        (ClaimFilter(limit=1), [1]),
        (ClaimFilter(events=("RETREAT",)), [1, 2]),
        (ClaimFilter(events=("RETREAT/release", "COERCE/arrest")), [1, 3, 2]),
        (ClaimFilter(events=("RETREAT/ease",)), []),
        (ClaimFilter(statuses=("planned",)), [2]),
        (ClaimFilter(actors=("blr",)), [1, 3]),
        (ClaimFilter(actors=("BLR", "viasna")), [1, 3, 2]),
        (ClaimFilter(actors=("UKR",)), []),
        (ClaimFilter(recipients=("UKR",)), [1, 3, 2]),
        (ClaimFilter(said=("unnamed",)), [1]),
        (ClaimFilter(reports=("report-3", "report-2")), [3, 2]),
        (ClaimFilter(since=date(2025, 11, 30)), [1]),
        (ClaimFilter(since=date(2025, 12, 1)), []),
        (ClaimFilter(until=date(2025, 1, 5)), [2]),
        (ClaimFilter(since=date(2025, 1, 6), until=date(2025, 10, 31)), [3]),
        (ClaimFilter(until=date(2025, 11, 1), statuses=("happened",)), [1, 3]),
        (ClaimFilter(text="افراج"), [3]),
        (ClaimFilter(text="الإفراج الصحافي"), [3]),
        (ClaimFilter(text="افراج سجين"), []),
        (ClaimFilter(text="سجـيـنٍ"), [1]),
        (ClaimFilter(text="صفقه"), [1]),
        (ClaimFilter(text='صفقة" OR ("'), []),
        (ClaimFilter(text="%"), None),
    ],
)
def test_claims(ledger: Ledger, wanted: ClaimFilter, reports: list[int] | None) -> None:
    if reports is None:
        with pytest.raises(UsageError, match="no word"):
            list(ledger.claims(wanted))
        return
    assert [stored.report.id for stored in ledger.claims(wanted)] == [f"report-{number}" for number in reports]
    assert ledger.count(wanted) >= len(reports)


def test_a_claim_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    stored = next(ledger.claims())
    assert ledger.claim(stored.id[:8].upper()) == stored
    for beginning in ("zz", "", stored.id + "0", "%"):
        with pytest.raises(UsageError, match="there is no claim"):
            ledger.claim(beginning)


def test_the_beginning_of_several_ids_lists_them(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "many.db")) as many:
        many.read(map(make, range(20)), coder=SMALL)
        first = sorted(stored.id for stored in many.claims())
        shared = next(a for a, b in pairwise(first) if a[0] == b[0])
        with pytest.raises(UsageError, match=f"more than one claim begins with '{shared[0]}': .*{shared}"):
            many.claim(shared[0])


def test_what_is_not_there_is_named(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="there is no report 'x'"):
        ledger.report("x")
    with pytest.raises(UsageError, match="coders here: small/1"):
        list(ledger.claims(ClaimFilter(coders=("small",))))


@pytest.mark.parametrize(
    ("wanted", "reports"),
    [
        (ReportFilter(), [1, 3, 2]),
        (ReportFilter(limit=1, offset=1), [3]),
        (ReportFilter(text="افراج"), [3]),
        (ReportFilter(text="صفقه"), [1]),
        (ReportFilter(text="سوف يكون"), [2]),
        (ReportFilter(text="لا شيء هنا"), []),
        (ReportFilter(since=date(2025, 1, 6)), [1, 3]),
        (ReportFilter(until=date(2025, 1, 6)), [3, 2]),
        (ReportFilter(as_of=date(2025, 1, 5)), [2]),
        (ReportFilter(outlets=("nobody",)), []),
    ],
)
def test_reports(ledger: Ledger, wanted: ReportFilter, reports: list[int]) -> None:
    assert [report.id for report in ledger.reports(wanted)] == [f"report-{number}" for number in reports]
    assert ledger.count_reports(wanted) >= len(reports)


def test_the_versions_of_a_report_and_the_claims_of_each(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "versions.db")) as ledger:
        ledger.read([make(1, "أفرجت مينسك عن سجين.")], coder=SMALL)
        ledger.read([make(1, "لا شيء. لا شيء.")], coder=SMALL)
        newer, older = ledger.versions("report-1")
        assert newer.version > older.version
        assert ledger.report("report-1") == newer.report
        assert [len(ledger.claims_of(one.version)) for one in (newer, older)] == [0, 1]
        assert list(ledger.claims()) == []
        with pytest.raises(UsageError, match="there is no report 'x'"):
            ledger.versions("x")


def test_overview(ledger: Ledger) -> None:
    found = ledger.overview()
    assert (found.reports, found.claims, found.set_aside) == (3, 3, 0)
    assert (found.first, found.last) == (date(2025, 1, 5), date(2025, 11, 26))
    assert [tuple(tally) for tally in found.events] == [
        ("COERCE/arrest", "happened", 1, None),
        ("RETREAT/release", "happened", 1, None),
        ("RETREAT/release", "planned", 1, None),
    ]
    assert [tuple(tally) for tally in found.holders] == [
        ("COERCE/arrest", "happened", 1, "BLR"),
        ("RETREAT/release", "happened", 1, "BLR"),
        ("RETREAT/release", "planned", 1, "viasna"),
    ]
    assert [stored.report.id for stored in found.releases] == ["report-1"]
    assert not found.unfinished


def test_an_empty_ledger_has_an_overview(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "empty.db")) as empty:
        found = empty.overview()
    assert (found.reports, found.claims, found.first, found.events) == (0, 0, None, ())
