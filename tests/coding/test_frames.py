"""Where sentences of our own may tell an event, and where they may not."""

from datetime import date

import pytest

from sijill.coding.context import Context
from sijill.coding.frames import Candidate, find_candidates
from sijill.coding.mentions import find_mentions, read_sentence
from sijill.languages.arabic.lexicon import lexicon
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.numbers import find_quantities
from sijill.languages.arabic.tokens import tokenise


def candidates(text: str, *, loose: bool = False) -> list[Candidate]:
    """The candidates of one sentence."""
    plain = normalise(text)
    sentence = read_sentence(lexicon(), 0, len(plain), tokenise(plain))
    mentions = find_mentions(sentence, find_quantities(sentence.tokens), Context(date(2025, 11, 26)))
    return find_candidates(sentence, mentions, loose=loose)


def events(text: str) -> set[str]:
    """The events that one sentence may tell."""
    return {candidate.predicate.event for candidate in candidates(text)}


@pytest.mark.parametrize(
    ("event", "text"),
    [
        # Release, swaps and returns.
        ("RETREAT", "استردت القوات أسيرين."),
        ("RETREAT", "يفرج عن ضابط مقابل خمسة سجناء."),
        ("RETREAT", "استفاد عشرة صحافيين من عفو ملكي."),
        ("RETREAT", "شطبت الوزارة المصرف من القائمة السوداء."),
        ("RETREAT", "جرت صفقة تبادل بين الطرفين."),
        ("RETREAT", "وشمل العفو عشرين محكوما."),
        # Taking into custody, also where the subject stands before a verb in the passive.
        ("COERCE", "وكان الناشط قد أوقف في المطار عام 2020."),
        ("COERCE", "أحيل الشاب إلى السجن."),
        ("COERCE", "أعلنت الوزارة ترحيل المخالفين."),
        ("ASSAULT", "لا يزال شقيقه مختفيا قسرا."),
        ("ASSAULT", "استولى قراصنة على السفينة."),
        ("COERCE", "أصدر المدعي العام مذكرة توقيف بحق الوزير السابق."),
        ("COERCE", "احتجزت في المطار ثم أعيدت."),
        ("COERCE", "بدأت السلطات ترحيل المهاجرين إلى بلدانهم."),
        # Held: the word that tells the taking tells the holding too.
        ("HOLD", "طالبت بالكشف عن مكان احتجاز الرهينة."),
        ("HOLD", "بقي الوزير قيد الإقامة الجبرية."),
        # Courts.
        ("SANCTION", "قضت محكمة في العاصمة بسجنه 11 عاما."),
        ("SANCTION", "طالب بإنزال أشد العقوبات بالجناة."),
        ("SANCTION", "غرمت المحكمة المدير مبلغا كبيرا."),
        ("SANCTION", "أدينت الصحافية بالتجسس."),
        ("SANCTION", "حكم عليه غيابيا."),
        # Sanctions and expulsion.
        ("SANCTION", "طردت وارسو السفيرة الجديدة."),
        ("SANCTION", "استدعت أوتاوا سفيرها للتشاور."),
        ("SANCTION", "علقت لندن إصدار التأشيرات لهم."),
        ("SANCTION", "أضيفت الشركة إلى اللائحة السوداء."),
        ("SANCTION", "تبحث العواصم إجراءات عقابية جديدة."),
        ("SANCTION", "أغلقت أوروبا أجواءها أمام الطائرات الروسية، ومنعت تصدير النفط."),
        ("SANCTION", "أمهلت الحكومة القنصل ثلاثة أيام لمغادرة البلاد."),
        # Visits and talks.
        ("CONSULT", "بدأ الوزير جولة تشمل الكويت والعراق."),
        ("CONSULT", "تناول الوزيران سبل التعاون."),
        # Promises, and what binds.
        ("AGREE", "قال إن بلاده ستواصل دعم اللاجئين."),
        # Demands.
        ("REQUEST", "حض الأمين العام الأطراف على الهدوء."),
        ("REQUEST", "خرجوا في مظاهرة للمطالبة بالعدالة."),
        # Refusals, most of them by negation.
        ("REJECT", "لن نقبل بأي شرط."),
        ("REJECT", "صوت النواب ضد المشروع."),
        ("REJECT", "أما التهم فنفاها الوزير."),
        ("REJECT", "استخدمت العاصمة الفيتو ضد القرار."),
        # Threats.
        ("THREATEN", "قال إن الجيش سيسحق المتمردين."),
        ("THREATEN", "هذه الجريمة لن تمر دون عقاب."),
        ("THREATEN", "لن نقف مكتوفي الأيدي."),
        ("THREATEN", "كل الخيارات مطروحة على الطاولة."),
        # Offices.
        ("APPOINT", "أسندت الرئاسة منصب المبعوث إلى دبلوماسي سابق."),
    ],
)
def test_what_may_tell_an_event(event: str, text: str) -> None:
    assert event in events(text)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ("RETREAT", "ارتفع حجم التبادل التجاري بين البلدين."),
        ("RETREAT", "دفع ألفي دولار مقابل السيارة."),
        ("RETREAT", "سلم المدير الجوائز في ختام الحفل."),
        ("RETREAT", "رفع الفريق رصيده إلى عشر نقاط."),
        ("RETREAT", "عاد الهدوء إلى الشوارع."),
        ("COERCE", "أوقف الحكم المباراة قبل نهايتها."),
        ("COERCE", "أسرته تقيم في الرياض."),
        ("COERCE", "نقل عن الوزير قوله."),
        ("ASSAULT", "أسرتها تنتظر عودتها."),
        ("HOLD", "تقيم الأسر في خيام."),
        ("SANCTION", "حكم المباراة احتسب ركلة جزاء."),
        ("SANCTION", "قضى السائح عطلته على الشاطئ."),
        ("SANCTION", "وضع المهندس خطة للمشروع."),
        ("SANCTION", "المرشح مرغوب لدى الناخبين."),
        ("AGREE", "وقف المشجعون دقيقة صمت."),
        ("AGREE", "يعمل المصنع بكامل طاقته."),
        ("AGREE", "وصل قبل الموعد."),
        ("REQUEST", "حصل على جائزة في باريس."),
        ("REQUEST", "وضع الكتاب على الطاولة."),
        ("REQUEST", "فازت مصر بالكأس."),
        ("REJECT", "قبلت الجامعة ألف طالب."),
        ("REJECT", "هذه المعلومات صحيحة."),
        ("REJECT", "سمحت السلطات بدخول المراقبين."),
        ("REJECT", "تقدم المعارضة مرشحا جديدا."),
        ("THREATEN", "قتل ثلاثة في حادث سير."),
        ("THREATEN", "مر القطار دون توقف."),
        ("THREATEN", "أمام الطالب خيارات كثيرة."),
        ("APPOINT", "حل الشتاء مبكرا."),
    ],
)
def test_what_tells_none(event: str, text: str) -> None:
    assert event not in events(text)


def test_a_head_may_tell_two_events_and_no_event_twice() -> None:
    found = [(one.head, one.predicate.event) for one in candidates("احتجزت الجماعة الرهائن منذ عامين.")]
    assert {"ASSAULT", "HOLD"} <= {event for _, event in found}
    assert len(found) == len(set(found))


def test_a_refusal_by_negation_begins_with_the_negation() -> None:
    [refusal] = [one for one in candidates("الحكومة لن تقبل الشروط.") if one.predicate.event == "REJECT"]
    assert (refusal.first, refusal.head) == (1, 2)


def test_what_will_be_done_is_told_by_the_future_alone() -> None:
    assert "AGREE" in events("ستواصل الحكومة دعمهم.")
    assert "AGREE" in events("سوف تواصل الحكومة دعمهم.")
    assert "AGREE" not in events("واصلت الحكومة دعمهم.")


def test_a_verb_before_a_name_is_no_title() -> None:
    assert "REQUEST" in events("طالب أبو مازن المجتمع الدولي بالتحرك.")
    assert "REQUEST" not in events("تخرج الطالب أحمد علي في الجامعة.")


def test_without_its_companion_a_predicate_is_proposed_to_models_alone() -> None:
    assert not any(one.loose for one in candidates("كان الرجل أوقف صيفا."))
    [loose] = [one for one in candidates("كان الرجل أوقف صيفا.", loose=True) if one.loose]
    assert (loose.predicate.event, loose.companion) == ("COERCE", -1)
    assert loose.name != loose.predicate.name
    assert "COERCE" not in events("كان الرجل أوقف صيفا.")
