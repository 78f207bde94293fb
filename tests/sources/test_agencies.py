"""Agencies credited at a report's end, in its dateline, or not at all."""

from __future__ import annotations

import pytest

from sijill.sources.agencies import credited, on_last_line

REST = "أفرجت السلطات عن خمسة سجناء بعد وساطة"


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        (f"{REST}.\n\n(رويترز)", "رويترز"),
        (f"{REST}. (أ ف ب)", "أ ف ب"),
        (f"{REST} (د.ب.أ).", "د.ب.أ"),
        (f"{REST} (أ.ف.ب، رويترز)", "أ.ف.ب، رويترز"),
        (f"القاهرة - رويترز\n{REST}", "رويترز"),
        (f"واشنطن (رويترز) - {REST}", "رويترز"),
        (f"وكالات - {REST}", "وكالات"),
        (f"صنعاء، عدن: وكالات\n{REST}", "وكالات"),
        (f"الرياض ـ واس: {REST}", "واس"),
        (f"محمد علي - الوكالات - لندن\n{REST}", "الوكالات"),
        (f"MINSK (Reuters) - {REST}", "Reuters"),
        (f"{REST} (آب)", None),
        (f"{REST} (27 عاما)", None),
        (f"قالت رويترز - {REST}", None),
        (f"{REST} - رويترز - {REST}", None),
        (REST, None),
        ("", None),
    ],
)
def test_credited(body: str, agency: str | None) -> None:
    assert credited(body) == agency


def test_on_last_line_takes_any_name() -> None:
    assert on_last_line(f"{REST}.\n(العربي الجديد)\n") == "العربي الجديد"
    assert on_last_line(f"{REST} (العربي الجديد)") is None
    assert on_last_line(f"{REST}.\n(2024)") is None
