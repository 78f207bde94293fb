import msgspec
import pytest

from sijill.claim import MODES
from sijill.errors import PackError
from sijill.languages.arabic import schema
from sijill.languages.arabic.lexicon import lexicon, word_sets
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.schema import Frames, Parties, load_rows, load_toml


def word(text: str):  # type: ignore[no-untyped-def]
    return lexicon().word(normalise(text))


def test_every_event_and_mode_of_the_codebook_can_be_told() -> None:
    told = {(p.event, p.mode) for p in lexicon().predicates}
    by_content = {(event, mode) for event in ("REQUEST", "REJECT", "THREATEN") for mode in MODES[event]}
    multilateral = {("CONSULT", "multilateral")}
    assert told | by_content | multilateral >= {(event, mode) for event, modes in MODES.items() for mode in modes}


def test_companions_are_classes_that_exist() -> None:
    known = set(schema.load_classes()) | {"places", "suspects", "passive", "duty"}
    assert {name for p in lexicon().predicates for name in (*p.companions, *p.led)} <= known


@pytest.mark.parametrize(
    ("text", "code"),
    [("لبيلاروسيا", "BLR"), ("ومينسك", "BLR"), ("بالكرملين", "RUS"), ("أوكرانيا", "UKR"), ("والسودان", "SDN")],
)
def test_states_are_known_behind_particles(text: str, code: str) -> None:
    assert word(text).entry.parties[0].code == code


@pytest.mark.parametrize("text", ["أوكراني", "أوكرانيون", "أوكرانيات", "الأوكرانيين", "والأوكرانية"])
def test_adjectives_of_a_state_in_every_gender_and_number(text: str) -> None:
    assert word(text).entry.nisbas[0].code == "UKR"


def test_a_plural_written_like_the_dual_is_read_as_the_plural() -> None:
    assert word("المعتقلين").entry.people[0].number == "p"
    assert word("معتقلان").entry.people[0].number == "d"


def test_an_article_stands_before_no_verb() -> None:
    assert not word("المفرج").entry.verbs
    assert word("سيفرج").entry.triggers[0].form.tense == "present"


def test_only_a_predicate_with_companions_can_be_loose(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    line = '[[frame]]\nevent = "HOLD"\npredicates = [{ noun = "أسر", loose = "noun" }]\n'
    (tmp_path / "frames.toml").write_text(line, encoding="utf-8")
    monkeypatch.setattr(schema, "DATA", tmp_path)
    with pytest.raises(PackError, match=r"frames\.toml.*loose"):
        load_toml("frames.toml", Frames)


def test_a_broken_data_file_is_named(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "frames.toml").write_text('[[frame]]\nevent = "RETREAT"\nmode = "nonsense"\npredicates = []\n')
    (tmp_path / "people.csv").write_text("kind,held\nsailor\n")
    monkeypatch.setattr(schema, "DATA", tmp_path)
    with pytest.raises(PackError, match=r"frames\.toml.*nonsense"):
        load_toml("frames.toml", Frames)
    with pytest.raises(PackError, match=r"people\.csv, line 2"):
        list(load_rows("people.csv", ("kind", "held")))
    with pytest.raises(PackError, match="no column plural"):
        list(load_rows("people.csv", ("plural",)))


def test_word_sets_are_compared_after_normalising() -> None:
    assert {normalise("إلى"), normalise("على")} <= word_sets().before_noun
    assert all(words for words in msgspec.structs.asdict(word_sets()).values())


def test_a_noun_with_a_pronoun_is_no_verb_of_the_first_person() -> None:
    assert {trigger.pos for trigger in word("دعوته").entry.triggers} == {"noun"}
    assert word("دعوته").split.pronoun == "ه"
    assert {trigger.pos for trigger in word("إدانتهم").entry.triggers} == {"noun", "verb"}
    assert {trigger.pos for trigger in word("إعادته").entry.triggers} == {"noun", "verb"}


def test_groups_that_are_nobody_without_a_state_are_groups() -> None:
    parties = load_toml("parties.toml", Parties)
    assert set(parties.owned.split()) <= set(parties.groups)


@pytest.mark.parametrize("text", ["وزارة", "وزارتها"])
def test_a_ministry_is_no_visit(text: str) -> None:
    assert "plain" in word(text).classes


def test_letters_tell_a_name_from_a_word() -> None:
    names = [lexicon().sounding(normalise(name)) for name in ("سيلينيس", "مارولاندا", "بوهدان")]
    words = [lexicon().sounding(normalise(one)) for one in ("وسيستخدمونها", "بمسؤولياته", "والمفاوضات")]
    assert min(names) > 0.8
    assert max(words) < 0.2


@pytest.mark.parametrize("name", ["محمد", "جوزيف"])
def test_a_name_s_cluster_holds_many_names(name: str) -> None:
    assert word(name).naming > 6
