"""Bytes of a file in chunks, with gzip opened on the way; nothing is held but the chunk at hand."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from itertools import chain

from sijill.sources.problems import SetAside
from sijill.sources.walking import STANDARD_INPUT

CHUNK = 1 << 18
BOMB_FLOOR = 1 << 26
BOMB_RATIO = 200
"""A gzip file is a bomb where it unpacks to more than BOMB_FLOOR bytes and BOMB_RATIO times its size."""

_GZIP = b"\x1f\x8b"


def read_chunks(path: str) -> Iterator[bytes]:
    """The content of `path` (`-`: standard input), unpacked where it is gzip.

    Raises SetAside for broken gzip, OSError for what the system refuses.
    """
    if path == STANDARD_INPUT:
        yield from _unpacked(iter(lambda: sys.stdin.buffer.read(CHUNK), b""), named_gzip=False)
    else:
        with open(path, "rb") as file:
            yield from _unpacked(iter(lambda: file.read(CHUNK), b""), named_gzip=path.endswith(".gz"))


def _unpacked(chunks: Iterator[bytes], *, named_gzip: bool) -> Iterator[bytes]:
    first = next(chunks, b"")
    if first.startswith(_GZIP):
        yield from gunzip(first, chunks)
    elif named_gzip and first:
        raise SetAside("gzip", error="its first bytes are not gzip's")
    else:
        yield first
        yield from chunks


def gunzip(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """Unpacks gzip, of one member or many, at most CHUNK bytes at a time. Raises SetAside where it is broken."""
    packed, unpacked = 0, 0
    member = zlib.decompressobj(wbits=31)
    for chunk in chain([first], rest):
        packed += len(chunk)
        data, out = chunk, b""
        while data or len(out) == CHUNK:  # a full chunk: more may stand ready
            if member.eof:
                data = data.lstrip(b"\0")  # padding between members
                if not data:
                    break
                member = zlib.decompressobj(wbits=31)
            try:
                out = member.decompress(data, CHUNK)
            except zlib.error as error:
                raise SetAside("gzip", error=error) from None
            data = member.unused_data if member.eof else member.unconsumed_tail
            unpacked += len(out)
            if unpacked > max(BOMB_FLOOR, packed * BOMB_RATIO):
                raise SetAside("gzip-bomb", times=BOMB_RATIO)
            yield out
    if not member.eof:
        raise SetAside("gzip", error="it ends too early")
