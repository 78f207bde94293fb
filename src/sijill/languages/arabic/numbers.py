"""Quantities: numbers in digits and words, and the words around them that make them bounds.

`data/numbers.toml` holds the words. The grammar here knows how they combine: "ثلاثة آلاف وخمسمئة" is one number,
"خمسة وستة" are two.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, cast

from sijill.errors import PackError
from sijill.languages.arabic.normalise import normalise
from sijill.languages.arabic.tokens import NUMBER, SIGN, Token

QuantityKind = Literal["exact", "about", "at-least", "more-than", "up-to", "range", "vague", "ratio"]

_FRONTS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_LONE_FRONTS = frozenset(("ال", "وال", "بال", "فال", "لل", "ولل", "وبال"))
_AND = "و"
_LIMIT = 10**15


class Quantity(NamedTuple):
    """A number of something, with its modifier.

    `first` and `last` are the tokens that it covers, both included; a modifier behind the noun ("52 سجينا على الأقل")
    changes the bounds and is not covered. `low` and `high` bound it, None where nothing does above; for a `ratio`
    ("واحد من كل خمسة") they are the part and the whole. `noun_from` is the token where the counted noun is expected,
    which may be one past the last token. `after_noun` tells that the noun may as well stand before the number:
    "سجين واحد", "المعتقلين الثلاثة", "مرات عدة".
    """

    first: int
    last: int
    low: int
    high: int | None
    kind: QuantityKind
    noun_from: int
    after_noun: bool = False


class Number(NamedTuple):
    """A number that was read: its value, the token after it, and whether an article stood before it.

    `scale` is the thousand or million that closed it and had a number before it, 1 where none did.
    """

    value: int
    end: int
    article: bool
    scale: int


class _Form(NamedTuple):
    """What a number word is, and what was written together with it."""

    role: Literal["value", "one", "one_of", "two_of", "half", "scale_one", "scale_acc", "scale_two", "scale_many"]
    value: int
    before: str = ""
    article: bool = False


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    kind: str


class _Entry(NamedTuple):
    """All that a word can begin: looked up once per word."""

    form: _Form | None
    phrases: tuple[_Phrase, ...]
    vague: tuple[int, int] | None
    ordinal: bool
    article: bool


class _Lexicon(NamedTuple):
    forms: Mapping[str, _Form]
    phrases: Mapping[str, tuple[_Phrase, ...]]
    after: Mapping[str, tuple[_Phrase, ...]]
    vague: Mapping[str, tuple[int, int]]
    vague_scale: tuple[int, int]
    few: tuple[int, int]
    ordinals: frozenset[str]
    never: frozenset[str]
    to: frozenset[str]
    of_whole: Mapping[str, tuple[_Phrase, ...]]
    year_before: frozenset[str]
    months: frozenset[str]


# --- data ------------------------------------------------------------------------------------------------------------


def read_table(name: str) -> dict[str, Any]:
    """The data file `name` of this pack. Raises PackError where it is no TOML."""
    try:
        return tomllib.loads(files(__package__).joinpath("data", name).read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{name}: {error}") from error


class Checker:
    """Takes checked values out of the tables of one data file; every error names the file and the key."""

    def __init__(self, name: str, data: Mapping[str, Any], keys: Iterable[str]) -> None:
        self.name = name
        self.data = data
        expected = set(keys)
        if odd := sorted(expected ^ data.keys()):
            raise self.error(odd[0], "missing" if odd[0] in expected else "not a key of this file")

    def error(self, key: str, why: str) -> PackError:
        """The error to raise for `key`."""
        return PackError(f"{self.name}: {key}: {why}")

    def table(self, key: str, keys: Iterable[str] | None = None) -> dict[str, Any]:
        """The table at `key` ("a" or "a.b"), which has the keys `keys` and no others where they are given."""
        value: Any = self.data
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if not isinstance(value, dict):
            raise self.error(key, "must be a table")
        expected = value.keys() if keys is None else set(keys)
        if odd := sorted(expected ^ value.keys()):
            raise self.error(f"{key}.{odd[0]}", "missing" if odd[0] in expected else "not a key of this table")
        return value

    def words(self, key: str, value: object) -> list[str]:
        """`value` as a list of words or phrases, in normal form."""
        if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(key, "must be a list of words, none of them empty")
        return [" ".join(normalise(word).split()) for word in value]

    def number(self, key: str, text: str) -> int:
        """The key `text` of the table `key` as a whole number."""
        if not re.fullmatch(r"-?\d+", text):
            raise self.error(f"{key}.{text}", "the key must be a whole number")
        return int(text)

    def bounds(self, key: str, value: object) -> tuple[int, int]:
        """`value` as a lower and an upper bound."""
        whole = isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)
        if not whole or not 0 <= value[0] <= value[1]:  # type: ignore[index]
            raise self.error(key, "must be two whole numbers, the lower first")
        low, high = cast(list[int], value)
        return low, high


def index_phrases(phrases: Iterable[tuple[str, str]]) -> dict[str, tuple[_Phrase, ...]]:
    """Phrases with their kinds, by their first word, the longest first."""
    found: dict[str, list[_Phrase]] = {}
    for text, kind in phrases:
        words = tuple(text.split())
        found.setdefault(words[0], []).append(_Phrase(words, kind))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for first, entries in found.items()}


def build_lexicon(data: Mapping[str, Any], months: Iterable[str]) -> _Lexicon:
    """The look-up tables of this grammar from `data/numbers.toml`. Raises PackError where the data break the schema."""
    check = Checker(
        "numbers.toml", data, ("values", "forms", "scales", "vague", "modifiers", "after", "ranges", "years")
    )
    forms: dict[str, _Form] = {}
    for key, value in check.table("values").items():
        for word in check.words(f"values.{key}", value):
            forms[word] = _Form("value", check.number("values", key))
    single = check.table("forms", ("one", "one_of", "two_of", "half", "ordinals", "never"))
    for role, amount in (("one", 1), ("one_of", 1), ("two_of", 2), ("half", 0)):
        for word in check.words(f"forms.{role}", single[role]):
            forms[word] = _Form(cast(Any, role), amount)
    for key in check.table("scales"):
        scale = check.table(f"scales.{key}", ("one", "accusative", "two", "many"))
        for name, role in (
            ("one", "scale_one"),
            ("accusative", "scale_acc"),
            ("two", "scale_two"),
            ("many", "scale_many"),
        ):
            for word in check.words(f"scales.{key}.{name}", scale[name]):
                forms[word] = _Form(cast(Any, role), check.number("scales", key))
    vague = check.table("vague", ("multiplied", "scale", "few", "few_phrases"))
    modifiers = check.table("modifiers", ("at-least", "more-than", "less-than", "up-to", "about", "exact"))
    after = check.table("after", ("at-least", "about", "up-to"))
    wholes = ("of_each", "out_of")
    ranges = check.table("ranges", ("between", "from", "to", *wholes))
    phrases = [(word, kind) for kind, words in modifiers.items() for word in check.words(f"modifiers.{kind}", words)]
    phrases += [(word, "few") for word in check.words("vague.few_phrases", vague["few_phrases"])]
    for kind in ("between", "from"):
        phrases += [(word, kind) for word in check.words(f"ranges.{kind}", ranges[kind])]
    return _Lexicon(
        forms=forms,
        phrases=index_phrases(phrases),
        after=index_phrases((word, kind) for kind, words in after.items() for word in check.words(kind, words)),
        vague={
            normalise(word): check.bounds(f"vague.multiplied.{word}", bounds)
            for word, bounds in check.table("vague.multiplied").items()
        },
        vague_scale=check.bounds("vague.scale", vague["scale"]),
        few=check.bounds("vague.few", vague["few"]),
        ordinals=_with_fronts(check.words("forms.ordinals", single["ordinals"])),
        never=_with_fronts(check.words("forms.never", single["never"])),
        to=frozenset(check.words("ranges.to", ranges["to"])),
        of_whole=index_phrases((word, kind) for kind in wholes for word in check.words(f"ranges.{kind}", ranges[kind])),
        year_before=frozenset(check.words("years.before", check.table("years", ("before",))["before"])),
        months=frozenset(months),
    )


def _with_fronts(words: Iterable[str]) -> frozenset[str]:
    return frozenset(front + word for word in words for front in ("", *_FRONTS))


@cache
def _lexicon() -> _Lexicon:
    months = read_table("times.toml")["months"]
    names = [normalise(name) for kind in ("gregorian", "hijri") for names in months[kind].values() for name in names]
    return build_lexicon(read_table("numbers.toml"), names)


# --- words -----------------------------------------------------------------------------------------------------------


def _strip(word: str) -> Iterable[tuple[str, bool, str]]:
    """The ways to read `word` as particles, article and stem that a number word can have."""
    yield "", False, word
    if word.startswith("ال"):
        yield "", True, word[2:]
    for front in _FRONTS:
        if word.startswith(front):
            rest = word[len(front) :]
            yield front, False, rest
            if rest.startswith("ال"):
                yield front, True, rest[2:]
            if front.endswith("ل") and rest.startswith("ل"):
                yield front, True, rest[1:]


@lru_cache(maxsize=1 << 16)
def _entry(word: str) -> _Entry | None:
    lexicon = _lexicon()
    if word in lexicon.never:
        return None
    form: _Form | None = None
    vague: tuple[int, int] | None = None
    phrases: tuple[_Phrase, ...] = ()
    with_article = False
    for before, article, stem in _strip(word):
        if form is None and (found := lexicon.forms.get(stem)):
            form = found._replace(before=before, article=article)
        if vague is None and (bounds := lexicon.vague.get(stem)):
            vague, with_article = bounds, article
        if not phrases and not article:
            phrases = lexicon.phrases.get(stem, ())
    ordinal = word in lexicon.ordinals
    if form is None and vague is None and not phrases and not ordinal:
        return None
    return _Entry(form, phrases, vague, ordinal, with_article)


def _form(tokens: Sequence[Token], at: int) -> _Form | None:
    if at >= len(tokens):
        return None
    entry = _entry(tokens[at].text)
    return entry.form if entry else None


# --- numbers ---------------------------------------------------------------------------------------------------------


def _digits(tokens: Sequence[Token], at: int, end: int) -> tuple[int | float, int]:
    """The value of the digits at `at`, and the token after them. Groups of three may be kept apart by one sign."""
    text = tokens[at].text
    after = at + 1
    scaled = (form := _form(tokens, after)) is not None and form.role.startswith("scale") and not form.before
    if len(text) <= 3 and text[0] != "0" and text.isdecimal():
        while after < end:
            gap = 1 if tokens[after].text in ("،", "'") else 0
            group = tokens[after + gap] if after + gap < end else None
            if group is None or group.kind != NUMBER or len(group.text) != 3 or not group.text.isdecimal():
                break
            if group.start - tokens[after - 1].end != 1:
                break
            text += group.text
            after += 1 + gap
        return int(text), after
    parts = re.split(r"[.,]", text)
    if len(parts) == 1:
        return int(text[:16]), after
    if len(parts) == 2 and (scaled or len(parts[1]) != 3 or parts[0] == "0" or len(parts[0]) > 3):
        return float(f"{parts[0][:15]}.{parts[1][:15]}"), after
    return int("".join(parts)[:16]), after


def _tens(tokens: Sequence[Token], at: int, end: int, form: _Form) -> tuple[int, int] | None:
    """A number below 100 that begins with `form` at `at`, and the token after it."""
    if form.role not in ("value", "one", "one_of", "two_of") or form.value >= 100:
        return None
    following = _form(tokens, at + 1) if at + 1 < end else None
    if form.value < 10 and following and following.role == "value":
        if following.value == 10 and not following.before and not (following.article and not form.article):
            return form.value + 10, at + 2
        if 20 <= following.value < 100 and following.before == _AND and form.role != "two_of":
            return form.value + following.value, at + 2
    if form.value < 10 and form.role != "two_of" and at + 2 < end and tokens[at + 1].text == _AND:
        following = _form(tokens, at + 2)
        if following and following.role == "value" and 20 <= following.value < 100 and not following.before:
            return form.value + following.value, at + 3
    if form.role in ("value", "one"):
        return form.value, at + 1
    return None


def _chunk(tokens: Sequence[Token], at: int, end: int, form: _Form) -> tuple[int, int] | None:
    """A number below 1000 in words that begins with `form` at `at`, and the token after it."""
    if form.role == "value" and form.value >= 100:
        value, after = form.value, at + 1
    else:
        tens = _tens(tokens, at, end, form)
        hundred = _form(tokens, at + 1) if at + 1 < end else None
        if (
            hundred is None
            or (hundred.role, hundred.value, hundred.before) != ("value", 100, "")
            or not (form.role == "value" and 3 <= form.value <= 9)
        ):
            return tens
        value, after = form.value * 100, at + 2
    rest = _joined(tokens, after, end)
    if rest and (tens := _tens(tokens, rest[0], end, rest[1])):
        return value + tens[0], tens[1]
    return value, after


def _joined(tokens: Sequence[Token], at: int, end: int) -> tuple[int, _Form] | None:
    """The number word that "و" joins on at `at`, written together with it or apart."""
    if at >= end:
        return None
    form = _form(tokens, at)
    if form and form.before == _AND:
        return at, form
    if form and form.role == "one" and (tens := _tens(tokens, at, end, form)) and tens[0] > 1:
        return at, form  # "وأحد عشر", which looks like "واحد"
    if tokens[at].text == _AND and at + 1 < end:
        form = _form(tokens, at + 1)
        if form and not form.before:
            return at + 1, form
    return None


def _scaled(
    tokens: Sequence[Token], at: int, end: int, form: _Form | None
) -> tuple[int | float, int, int, bool] | None:
    """A chunk and its scale: value, scale, token after, whether a number stood before the scale."""
    value: int | float
    if form is None:
        value, after = _digits(tokens, at, end)
    elif form.role == "scale_one":
        return form.value, form.value, at + 1, False
    elif form.role in ("scale_two", "scale_acc"):
        return 2 * form.value, form.value, at + 1, False
    elif form.role == "half":
        scale = _form(tokens, at + 1) if at + 1 < end else None
        if scale is None or scale.role != "scale_one" or scale.before:
            return None
        return scale.value // 2, 1, at + 2, False
    else:
        chunk = _chunk(tokens, at, end, form)
        if chunk is None:
            return None
        value, after = chunk
    scale = _form(tokens, after) if after < end else None
    if scale and scale.role in ("scale_one", "scale_acc", "scale_many") and not scale.before:
        return value * scale.value, scale.value, after + 1, True
    return value, 1, after, False


def read_number(tokens: Sequence[Token], at: int, end: int | None = None) -> Number | None:
    """The number that begins at token `at` and ends before `end`, None where none does.

    Numbers that are not whole ("3.5") are none, unless a scale makes them whole ("1.5 مليون").
    """
    end = len(tokens) if end is None else end
    if at >= end:
        return None
    article = False
    if tokens[at].text in _LONE_FRONTS and at + 1 < end and tokens[at + 1].kind == NUMBER:
        at += 1
        article = True
    form = None
    if tokens[at].kind != NUMBER:
        form = _form(tokens, at)
        if form is None:
            return None
        article = form.article
    total: int | float = 0
    limit = _LIMIT
    scale = 1
    while True:
        part = _scaled(tokens, at, end, form)
        if part is None or part[1] >= limit:
            break
        value, limit, at, multiplied = part
        total += value
        scale = limit if multiplied else 1
        if limit == 1:
            break
        joined = _joined(tokens, at, end)
        if joined and joined[1].role == "half":
            total += limit // 2
            at = joined[0] + 1
            whole = _form(tokens, at) if at < end else None
            at += whole is not None and whole.role == "scale_one" and whole.article
            break
        if joined:
            next_at, form = joined
        elif at + 1 < end and tokens[at].text == _AND and tokens[at + 1].kind == NUMBER:
            next_at, form = at + 1, None
        else:
            break
        probe = _scaled(tokens, next_at, end, form)
        if probe is None or probe[1] >= limit or probe[0] >= limit:
            break
        at = next_at
    if not total and form is not None:
        return None
    if total != int(total) or total >= _LIMIT:
        return None
    return Number(int(total), at, article, scale)


def opens_number(word: str) -> bool:
    """Whether a number in words may begin with `word`, as far as the word alone tells."""
    entry = _entry(word)
    return entry is not None and entry.form is not None


# --- quantities ------------------------------------------------------------------------------------------------------


class _Core(NamedTuple):
    low: int
    high: int | None
    kind: QuantityKind
    end: int
    after_noun: bool = False


def matches(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    """Whether `words` but the first, which was looked up, stand behind token `at`."""
    if at + len(words) > len(tokens):
        return False
    return all(tokens[at + offset].text == words[offset] for offset in range(1, len(words)))


def _range(tokens: Sequence[Token], first: Number, at: int) -> tuple[int, int, int] | None:
    """The range from `first` to the number at `at`: low, high, token after it."""
    second = read_number(tokens, at)
    if second is None:
        return None
    low = first.value
    if second.scale > 1 and first.scale == 1 and low * second.scale < second.value:
        low *= second.scale
    return (low, second.value, second.end) if low < second.value else None


def _between(tokens: Sequence[Token], at: int, among: bool) -> _Core | None:
    """What follows "بين". `among` tells that "من" stood before it, which makes an unsplit number the likelier one."""
    first = read_number(tokens, at)
    if first is None:
        return None
    ends = [first.end] if among else range(first.end, at, -1)
    for end in ends:
        number = first if end == first.end else read_number(tokens, at, end)
        if number is None or number.end != end or end >= len(tokens):
            continue
        text = tokens[end].text
        if text == _AND or text in _lexicon().to:
            found = _range(tokens, number, end + 1)
        else:
            form = _form(tokens, end)
            found = _range(tokens, number, end) if form and form.before == _AND else None
        if found:
            return _Core(found[0], found[1], "range", found[2])
    return None


def _vague(tokens: Sequence[Token], at: int, bounds: tuple[int, int]) -> _Core:
    low, high = bounds
    scale = _form(tokens, at + 1)
    if scale and scale.role in ("scale_many", "scale_one") and not scale.before:
        return _Core(low * scale.value, (high + 1) * scale.value - 1, "vague", at + 2)
    return _Core(low, high, "vague", at + 1)


def _one_of(tokens: Sequence[Token], at: int) -> _Core | None:
    """ "أحد" before a definite plural; alone ("لا أحد") it counts nothing."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if following.startswith("ال") or following == "من":
        return _Core(1, 1, "exact", at + 1)
    return None


def _core(tokens: Sequence[Token], at: int) -> _Core | None:
    """A number, a range of numbers or a vague number word, without modifiers."""
    if at >= len(tokens):
        return None
    lexicon = _lexicon()
    token = tokens[at]
    entry = _entry(token.text) if token.kind != NUMBER else None
    if entry is None and token.kind != NUMBER and token.text not in _LONE_FRONTS:
        return None
    if entry and entry.vague:
        return _vague(tokens, at, entry.vague)
    number = read_number(tokens, at)
    if number is None:
        if entry and entry.form and entry.form.role == "scale_many":
            low, high = lexicon.vague_scale
            scale = entry.form.value
            return _Core(low * scale, (high + 1) * scale - 1, "vague", at + 1)
        if entry and entry.form and entry.form.role == "one_of" and not entry.form.article:
            return _one_of(tokens, at)
        return None
    end = number.end
    after_noun = number.article or number.value in (1, 2)
    if end < len(tokens):
        for words, kind in lexicon.of_whole.get(tokens[end].text, ()):
            if matches(tokens, end, words) and (whole := read_number(tokens, end + len(words))):
                if kind == "of_each":
                    if whole.value < number.value:
                        continue
                    return _Core(number.value, whole.value, "ratio", whole.end)
                return _Core(number.value, number.value, "exact", whole.end)
        if tokens[end].text in lexicon.to and (found := _range(tokens, number, end + 1)):
            return _Core(found[0], found[1], "range", found[2])
    return _Core(number.value, number.value, "exact", end, after_noun)


def _modified(core: _Core, kind: str) -> _Core:
    """`core` under a modifier."""
    if kind == "at-least":
        return core._replace(high=None, kind="at-least")
    if kind == "more-than":
        return core._replace(low=core.low + (core.kind != "vague"), high=None, kind="more-than")
    if kind == "less-than":
        high = core.high if core.high is None else max(core.high - 1, 0)
        return core._replace(low=min(1, high or 0), high=high, kind="up-to")
    if kind == "up-to":
        return core._replace(low=min(1, core.low), kind="up-to")
    if kind == "about" and core.kind == "exact":
        return core._replace(kind="about")
    return core


def _starting(tokens: Sequence[Token], at: int, phrases: tuple[_Phrase, ...]) -> _Core | None:
    """The quantity that one of `phrases` opens at `at`."""
    for words, kind in phrases:
        if not matches(tokens, at, words):
            continue
        inner = at + len(words)
        if kind == "few":
            low, high = _lexicon().few
            return _Core(low, high, "vague", inner, after_noun=True)
        if kind == "between":
            found = _between(tokens, inner, among=at > 0 and tokens[at - 1].text == "من")
        elif kind == "from":
            found = _core(tokens, inner)
            found = found if found and found.kind == "range" else None
        elif _joined(tokens, inner, len(tokens)):
            found = None  # "على الأقل واثنان": the modifier belongs to what stands before it
        else:
            found = _core(tokens, inner)
            if found is None and inner < len(tokens) and (entry := _entry(tokens[inner].text)):
                found = _starting(tokens, inner, entry.phrases)
            found = _modified(found, kind) if found else None
        if found:
            return found
    return None


def _is_date(tokens: Sequence[Token], first: int, core: _Core) -> bool:
    """Whether the number at `first` is a day, a year or a part of a date in digits."""
    lexicon = _lexicon()
    end = core.end
    after = end + 1 if end < len(tokens) and tokens[end].text == "من" else end
    if after < len(tokens):
        if tokens[after].text in lexicon.months or (
            after + 1 < len(tokens) and f"{tokens[after].text} {tokens[after + 1].text}" in lexicon.months
        ):
            return True
        if tokens[end].text in "/-" and end + 1 < len(tokens) and tokens[end + 1].kind == NUMBER:
            return True
    before = tokens[first - 1].text if first else ""
    if before and before in "/-" and first > 1 and tokens[first - 2].kind == NUMBER:
        return True
    if len(tokens[end - 1].text) != 4 or tokens[end - 1].kind != NUMBER or not 1300 <= (core.high or 0) <= 2100:
        return False
    if core.kind == "range":
        return core.low >= 1300
    if end < len(tokens) and tokens[end].text in ("م", "ه"):
        return True
    ahead = [token.text for token in tokens[max(end - 3, 0) : end - 1]]
    if ahead and ahead[-1] == _AND:
        ahead.pop()
        if ahead and len(ahead[-1]) == 4 and ahead[-1].isdecimal():
            return True
    return bool(ahead) and (ahead[-1] in lexicon.year_before or ahead[-1] in lexicon.months or ahead[-1] == ")")


def _behind(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The modifier that stands at `at`, behind a number: its kind and the token after it."""
    if at >= len(tokens):
        return None
    for words, kind in _lexicon().after.get(tokens[at].text, ()):
        if matches(tokens, at, words):
            return kind, at + len(words)
    return None


def _closed(tokens: Sequence[Token], first: int, core: _Core) -> tuple[Quantity, int]:
    """The quantity from its core and what stands behind it or behind its noun; and the token to go on from."""
    found = _behind(tokens, core.end)
    if found:
        core = _modified(core, found[0])._replace(end=found[1])
    else:
        for at in range(core.end + 1, min(core.end + 4, len(tokens))):
            if tokens[at - 1].kind != "word":
                break
            if found := _behind(tokens, at):
                core = _modified(core, found[0])
                break
    noun = core.end
    while noun < len(tokens) and tokens[noun].text in ("من", '"'):
        noun += 1
    go_on = found[1] if found else core.end
    return Quantity(first, core.end - 1, core.low, core.high, core.kind, noun, core.after_noun), go_on


def find_quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities of one sentence, in order and apart from one another.

    `tokens` are the sentence's, in normal form. Ordinals, days of a date and years are none; percentages, ages, money
    and measures are quantities like any other, and their noun tells them.

    >>> from sijill.languages.arabic.tokens import tokenise
    >>> find_quantities(tokenise("افرجت عن اكثر من 1,052 سجينا"))
    [Quantity(first=2, last=4, low=1053, high=None, kind='more-than', noun_from=5, after_noun=False)]
    """
    found: list[Quantity] = []
    at = 0
    count = len(tokens)
    while at < count:
        token = tokens[at]
        if token.kind == SIGN:
            at += 1
            continue
        core: _Core | None = None
        if token.kind == NUMBER or token.text in _LONE_FRONTS:
            core = _core(tokens, at)
        elif entry := _entry(token.text):
            if entry.ordinal:
                at = _after_ordinal(tokens, at)
                continue
            if entry.phrases:
                core = _starting(tokens, at, entry.phrases)
            core = core or _core(tokens, at)
        if core is None:
            at += 1
        elif _is_date(tokens, at, core):
            at = core.end
        else:
            quantity, at = _closed(tokens, at, core)
            found.append(quantity)
    return found


def _after_ordinal(tokens: Sequence[Token], at: int) -> int:
    """The token after the ordinal at `at`, with its ten."""
    following = _form(tokens, at + 1)
    if following and following.role == "value":
        if following.value == 10 and not following.before:
            return at + 2
        if 20 <= following.value < 100 and following.before == _AND and following.article:
            return at + 2
    return at + 1
