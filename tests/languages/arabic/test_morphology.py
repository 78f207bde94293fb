import pytest

from sijill.languages.arabic.morphology import conjugate, decline, participle
from sijill.languages.arabic.normalise import normalise


def forms(past: str, present: str, voice: str | None = None) -> set[str]:
    return {form.text for form in conjugate(past, present) if voice in (None, form.voice)}


@pytest.mark.parametrize(
    ("past", "present", "wanted"),
    [
        ("أفرج", "يفرج", "أفرجت أفرجوا أفرجا يفرج تفرج يفرجون نفرج أفرجنا يفرجا"),
        ("قال", "يقول", "قالت قالوا قلنا يقول تقول يقولون نقول قيل يقال يقل"),
        ("زار", "يزور", "زار زارت يزوران زرنا يزر"),
        ("دعا", "يدعو", "دعت دعوا دعونا يدعو تدعو يدعون ندعو دعي يدع"),
        ("نفى", "ينفي", "نفت نفوا ينفي تنفي ينفون نفينا ينف"),
        ("التقى", "يلتقي", "التقت التقوا التقيا يلتقيان تلتقي يلتق"),
        ("أدان", "يدين", "أدانت أدانوا أدين يدان"),
        ("أرجأ", "يرجئ", "أرجأت أرجأوا أرجؤوا أرجئت أرجأنا يرجئ ترجئ يرجئون يرجأ"),
        ("لجأ", "يلجأ", "لجأ لجأت لجأوا يلجأ يلجأون نلجأ"),
        ("بادل", "يبادل", "بادلت بودل يبادلون"),
    ],
)
def test_verbs_are_conjugated(past: str, present: str, wanted: str) -> None:
    assert {normalise(word) for word in wanted.split()} <= forms(past, present)


def test_hollow_verbs_show_their_voice() -> None:
    assert "قيل" in forms("قال", "يقول", "passive")
    assert "قال" in forms("قال", "يقول", "active")


def test_one_tense_alone_is_made() -> None:
    assert "يعد" not in forms("وعد", "")
    assert forms("", "يقبل") == {form for form in forms("", "يقبل") if not form.startswith("ق")}


def test_participles_and_nouns() -> None:
    assert participle("يحتجز") == "محتجز"
    assert decline("محتجز")["محتجزين"] == ("m", "p")
    assert decline("محتجز")["محتجزات"] == ("f", "p")
    assert decline("رهينة")["رهينتان"] == ("f", "d")
