from __future__ import annotations

import pytest

from sijill.reconcile.tellings import Source
from sijill.reconcile.witnesses import COPY, alike, fingerprint, origins

WIRE = (
    "أعلنت وزارة الخارجية أن السلطات أفرجت صباح اليوم عن اثني عشر صحافيا كانوا محتجزين منذ مطلع العام في سجن العاصمة "
    "وقال محاميهم إنهم عادوا إلى بيوتهم وإن المحكمة لم تحدد موعدا للجلسة المقبلة بعد أن طلب الادعاء مهلة أخرى لتقديم "
    "أدلته ورحبت نقابة الصحافيين بالقرار ودعت إلى إطلاق سراح من بقي منهم قبل نهاية الشهر"
)
SHORTENED = WIRE.partition(" ورحبت")[0]
OTHER = (
    "قال مصدر أمني إن قوات الحدود ضبطت أمس أدوية مهربة في شاحنتين قادمتين من الشمال وأوقفت سائقيهما وأحالتهما "
    "إلى النيابة العامة التي باشرت التحقيق معهما فيما أكدت الجمارك أن قيمة الشحنة تتجاوز مليون دينار"
)


def source(report: str, version: int, outlet: str, agency: str | None = None, date: int = 100) -> Source:
    return Source(report, version, date, outlet, agency)


def test_a_shortened_text_is_a_copy_and_another_is_none() -> None:
    assert alike(fingerprint(WIRE), fingerprint(WIRE)) == 1
    assert alike(fingerprint(WIRE), fingerprint(SHORTENED)) >= COPY
    assert alike(fingerprint(WIRE), fingerprint(OTHER)) < 0.2


@pytest.mark.parametrize("text", ["", "كلمة", "كلمتان اثنتان"])
def test_short_texts_have_a_fingerprint(text: str) -> None:
    assert alike(fingerprint(text), fingerprint(text)) == 1


def test_copies_of_an_agency_are_one_witness_whoever_published_them() -> None:
    sources = [source("a", 1, "الأولى"), source("b", 2, "الثانية", "رويترز"), source("c", 3, "الثالثة")]
    prints = {1: fingerprint(WIRE), 2: fingerprint(SHORTENED), 3: fingerprint(OTHER)}
    assert origins(sources, prints) == {1: ("رويترز", True), 2: ("رويترز", True), 3: ("الثالثة", False)}


def test_copies_that_credit_no_agency_are_the_first_outlets() -> None:
    sources = [source("a", 1, "المتأخرة", date=101), source("b", 2, "الأولى", date=100)]
    prints = dict.fromkeys((1, 2), fingerprint(WIRE))
    assert origins(sources, prints) == {1: ("الأولى", False), 2: ("الأولى", False)}
