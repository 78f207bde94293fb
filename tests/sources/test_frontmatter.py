"""Plain text with front matter."""

from __future__ import annotations

import pytest

from sijill.sources import frontmatter
from sijill.sources.problems import SetAside

TEXT = """---
id: 'it''s'
date: 2024-08-01
title: "عنوان: \\"مع\\" نقطتين"
outlet: صحيفة
agency: د.ب.أ
language: ar
url: https://example.org/a?b=1
mood: ignored
points:
  - أولى
  - "ثانية"
---

المتن --- هنا.

---
وبقيته.
"""


def test_values_quotes_and_body() -> None:
    assert frontmatter.recognise(TEXT)
    draft = frontmatter.read(TEXT)
    assert (draft.id, draft.date, draft.title) == ("it's", "2024-08-01", 'عنوان: "مع" نقطتين')
    assert (draft.outlet, draft.agency, draft.language) == ("صحيفة", "د.ب.أ", "ar")
    assert draft.url == "https://example.org/a?b=1"
    assert draft.points == ("أولى", "ثانية")
    assert draft.body == "المتن --- هنا.\n\n---\nوبقيته."


def test_a_list_in_one_line() -> None:
    assert frontmatter.read('---\npoints: [one, "two, too"]\n---\nbody').points == ("one", "two, too")


def test_front_matter_that_is_not_closed() -> None:
    with pytest.raises(SetAside, match="---"):
        frontmatter.read("---\ndate: 2024-08-01\nbody")
