"""Saved web pages: text and metadata, and no date that the page does not state."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sijill.report import Problem, Report
from sijill.sources import html, read_paths
from sijill.sources.problems import SetAside

SENTENCE = "أعلنت السلطات في العاصمة الإفراج عن ثلاثة صحفيين بعد محادثات استمرت أياما عدة. "
META = """<meta property="article:published_time" content="2024-08-01T10:00:00Z">
<meta property="og:site_name" content="صحيفة المثال"><meta property="og:title" content="الإفراج عن صحفيين">
<link rel="canonical" href="https://example.org/a/1">"""


def page(head: str = META, footer: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang=ar><head><title>الإفراج عن صحفيين</title>{head}</head><body>"
        f"<nav><a href=/>الرئيسية</a></nav><article><h1>الإفراج عن صحفيين</h1><p>{SENTENCE * 4}</p>"
        f"<p>{SENTENCE * 3}(رويترز)</p><script>alert('x')</script></article><footer>{footer}</footer></body></html>"
    )


def test_text_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_text(page())
    (report,) = read_paths([str(path)])
    assert isinstance(report, Report)
    assert (report.id, report.title, report.outlet) == ("saved", "الإفراج عن صحفيين", "صحيفة المثال")
    assert (report.date, report.url) == (datetime.date(2024, 8, 1), "https://example.org/a/1")
    assert report.body.startswith(SENTENCE.strip())
    assert report.agency == "رويترز"
    assert "الرئيسية" not in report.text
    assert "alert" not in report.text


def test_no_date_is_made_up(tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_text(page(head="", footer=f"© {datetime.date.today():%Y}"))
    (problem,) = read_paths([str(path)])
    assert isinstance(problem, Problem)
    assert problem.reason == "no-date"


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6"])
def test_a_declared_encoding_is_believed(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "saved.html"
    path.write_bytes(page(f"<meta charset={charset}>{META}").encode(charset))
    (report,) = read_paths([str(path)])
    assert isinstance(report, Report)
    assert report.body.startswith(SENTENCE.strip())


@pytest.mark.parametrize(
    "text", ["<p>", "<div>" * 20_000, '<?xml version="1.0" encoding="x"?><html>', "<html><body><!--"]
)
def test_pages_without_an_article_raise_nothing_else(text: str) -> None:
    with pytest.raises(SetAside):
        html.read(text)


def test_a_page_of_links_is_no_article() -> None:
    links = "".join(f"<li><a href=/{number}>عنوان خبر طويل عن المفاوضات رقم {number}</a>" for number in range(40))
    with pytest.raises(SetAside):
        html.read(f"<!doctype html><html><body><nav>{links}</nav><div>{links}</div></body></html>")


def test_a_short_article_is_one() -> None:
    draft = html.read(
        "<!doctype html><html><body><article><p>أفرجت السلطات عن ثلاثة صحفيين.</p></article></body></html>"
    )
    assert draft.body == "أفرجت السلطات عن ثلاثة صحفيين."


def test_only_pages_are_known() -> None:
    assert html.recognise('<?xml version="1.0"?>\n<HTML>')
    assert not html.recognise("قال <html> في المتن")
