from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sijill.coding.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_titles_full_stops_and_initials() -> None:
    assert cut("عنوان\n\nجمله اولي. وجمله ثانيه؟ نعم") == ["عنوان", "جمله اولي.", "وجمله ثانيه؟", "نعم"]
    assert cut("نقلت د.ب.أ عن مصدر قوله 3.5 مليون") == ["نقلت د.ب.أ عن مصدر قوله 3.5 مليون"]


@given(st.text('اب. \n؟!"…,1'))
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    spans = sentences(text)
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]
