"""Turns bytes of an unknown encoding into text, piece by piece: UTF-8, UTF-16, or the Western European Windows page."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corridor.core.imports.errors import FileRefused

_CONTROLS = bytes([*range(9), *range(14, 32)])
_SEEN = 4096

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_FREQUENT = {"cp1256": "اليمنورتبة", "cp1251": "оеаинтсрвл", "cp1253": "αοιετσνηυρ"}
"""The most frequent letters of the scripts whose Windows pages are found out."""

_SIDE_BY_SIDE = 3
_ENOUGH = 0.45
_AHEAD = 0.1

NAMED = (
    "utf-8-sig",
    "utf-16",
    "cp437",
    "cp850",
    "cp866",
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 15)),
    "koi8-r",
    "mac-roman",
    "gb18030",
    "big5",
    "shift-jis",
    "euc-kr",
    "cp874",
)
"""Encodings that a mapping may name; the bytes alone do not tell most of them apart."""


def decoded(chunks: Iterator[bytes], encoding: str = "") -> Iterator[str]:
    """Yield the text of the bytes with every line end as a line feed.

    Args:
        encoding: One of `NAMED`, where it is not to be found out.
    Raises:
        FileRefused: The bytes are a binary file, or not, or not throughout, in the encoding.
    """
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= _SEEN:
            break
    decoder = codecs.getincrementaldecoder(encoding)() if encoding else _decoder(first)
    lines = io.IncrementalNewlineDecoder(None, translate=True)
    number = 1
    for chunk in _with_first(first, chunks):
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError:
            raise FileRefused(fault="mixed-encoding", line=number) from None
        number += chunk.count(b"\n")
        if text:
            yield lines.decode(text)
    try:
        rest = lines.decode(decoder.decode(b"", final=True), final=True)
    except UnicodeDecodeError:
        raise FileRefused(fault="mixed-encoding", line=number) from None
    if rest:
        yield rest


def _with_first(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _decoder(first: bytes) -> codecs.IncrementalDecoder:
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")()
    sample = first[:_SEEN]
    nulls = sample.count(b"\0")
    if nulls:
        # Western text in UTF-16 without a mark: every other byte is zero.
        for half, name in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
            if half.count(b"\0") * 10 > len(half) * 7:
                return codecs.getincrementaldecoder(name)()
    if sum(sample.count(byte) for byte in _CONTROLS) * 20 > len(sample):
        raise FileRefused(fault="binary")
    page = _page_of(first)
    return codecs.getincrementaldecoder(page)() if page else _Western()


def _page_of(first: bytes) -> str:
    """Return the Windows page of a text in another script, or nothing where it is UTF-8 or Western European.

    In Western European text an accented letter stands among plain ones; in other scripts letters beyond ASCII stand
    side by side. Which script it is, its most frequent letters tell.

    Raises:
        FileRefused: It is another script, and which cannot be told.
    """
    if first.isascii() or _is_utf8(first):
        return ""
    runs = _BEYOND_ASCII.findall(first)
    beyond = sum(map(len, runs))
    if sum(len(run) for run in runs if len(run) >= _SIDE_BY_SIDE) * 2 < beyond:
        return ""
    shares = {page: _share([run.decode(page, "replace") for run in runs], page) for page in _FREQUENT}
    best, second = sorted(shares, key=lambda page: -shares[page])[:2]
    if shares[best] < _ENOUGH or shares[best] - shares[second] < _AHEAD:
        raise FileRefused(fault="encoding")
    return best


def _is_utf8(first: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(first)
    except UnicodeDecodeError:
        return False
    return True


def _share(runs: Sequence[str], page: str) -> float:
    """Return the share of frequent letters; capitals after small letters, which no script writes, speak against it."""
    letters = sum(map(len, runs))
    frequent = sum(run.casefold().count(letter) for run in runs for letter in _FREQUENT[page])
    mixed = sum(one.islower() and other.isupper() for run in runs for one, other in pairwise(run))
    return (frequent - 3 * mixed) / letters


class _Western(codecs.IncrementalDecoder):
    """Reads UTF-8; falls back to the Windows page when the first byte beyond ASCII proves not to be UTF-8."""

    def __init__(self) -> None:
        super().__init__("strict")
        self._utf8 = codecs.getincrementaldecoder("utf-8-sig")()
        self._plain = True
        self._windows = False

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]  # bytes is all it is given
        """Decode one piece.

        Raises:
            UnicodeDecodeError: Text that was UTF-8 so far no longer is.
        """
        if self._windows:
            return _windows(data)
        pending = self._utf8.getstate()[0]
        try:
            text = self._utf8.decode(data, final)
        except UnicodeDecodeError as error:
            if not self._plain or not error.object[: error.start].isascii():
                raise
            self._windows = True
            return _windows(pending + data)
        self._plain = self._plain and text.isascii()
        return text


def _windows(data: bytes) -> str:
    """Read bytes as the Windows page; the five it leaves open become control characters, which refuse their row."""
    text = data.decode("cp1252", "replace")
    if "\ufffd" not in text:
        return text
    return "".join([chr(byte) if read == "\ufffd" else read for byte, read in zip(data, text, strict=True)])
