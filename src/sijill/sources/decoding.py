"""From bytes to text: UTF-8, UTF-16 with or without its mark, Windows-1256; a web page's declared encoding.

An encoding is taken only where what it gives looks like a report: letters, digits and punctuation of the scripts that
reports are written in. Anything else is set aside rather than read as rubbish.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from sijill.sources.problems import SetAside

_UTF16_PLAUSIBLE = 0.95
_ARABIC_PLAUSIBLE = 0.9
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ORDINARY = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\u017f\u0600-\u06ff\u0750-\u077f\u200b-\u206f\u20a0-\u20bf\ufb50-\ufdff\ufe70-\ufeff]"
)
_ARABIC = re.compile(
    "[\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0679-\u06d2\xa0\xab\xbb\u200c-\u200f\u2013-\u2026]"
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*(iso-8859-\d+|windows-125\d)\b""", re.IGNORECASE)
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def utf16(head: bytes) -> str | None:
    """The codec of a text that begins with `head` where that is UTF-16, with its mark or without; else None."""
    for mark, codec in _MARKS.items():
        if head.startswith(mark):
            return codec
    if not _CONTROL.search(head):
        return None
    whole = head[: len(head) // 2 * 2]
    for codec in _MARKS.values():
        text = whole.decode(codec, "ignore")
        if text and len(_ORDINARY.findall(text)) >= _UTF16_PLAUSIBLE * len(whole) / 2:
            return codec
    return None


def decode(data: bytes) -> str:
    """The text of a whole file, without a byte-order mark. Raises SetAside ("binary", "encoding")."""
    codec = utf16(data[: 1 << 16])
    if codec:
        try:
            return data.decode(codec).removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise SetAside("encoding") from None
    if data.startswith(b"%PDF-") or b"\0" in data:
        raise SetAside("binary")
    return _decode_bytewise(data)


def decode_line(data: bytes) -> str:
    """The text of one line of a file that is not UTF-16. Raises SetAside ("encoding")."""
    return _decode_bytewise(data)


def _decode_bytewise(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data, 0, 4096)
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            raise SetAside("encoding") from None
    text = data.decode("cp1256")
    foreign = [char for char in text if char > "\x7f"]
    if sum(1 for char in foreign if _ARABIC.match(char)) < _ARABIC_PLAUSIBLE * len(foreign):
        raise SetAside("encoding")
    return text


def as_utf8(chunks: Iterator[bytes], codec: str) -> Iterator[bytes]:
    """`chunks` of a UTF-16 stream as UTF-8. Raises SetAside ("encoding")."""
    try:
        for text in codecs.iterdecode(chunks, codec):
            yield text.encode()
    except UnicodeDecodeError:
        raise SetAside("encoding") from None
