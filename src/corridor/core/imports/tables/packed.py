"""Unpacks gzip, and the ZIP of a workbook, in pieces; refuses what would come to far more than a table.

The ZIP is read here and not by a library, so that its directory is judged before anything is unpacked: how many parts,
how large they say they are, whether they overlap. A part that comes to more than it said is refused where it does.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from corridor.core.imports.errors import FileRefused
from corridor.core.imports.tables import limits

_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_END_SIZE = 22
_ENTRY_SIZE = 46
_LOCAL_SIZE = 30
_STORED, _DEFLATED = 0, 8


def unzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what a gzip file unpacks to; several that follow each other are one.

    Raises:
        FileRefused: It is damaged or incomplete, or comes to far more than a table.
    """
    packed = unpacked = 0
    inflater = zlib.decompressobj(31)
    for chunk in chunks:
        packed += len(chunk)
        rest = chunk
        while rest:
            if inflater.eof:
                if not rest.strip(b"\0"):
                    break
                inflater = zlib.decompressobj(31)
            try:
                piece = inflater.decompress(rest, limits.CHUNK)
            except zlib.error:
                raise FileRefused(fault="damaged") from None
            rest = inflater.unconsumed_tail or inflater.unused_data
            unpacked += len(piece)
            check_ratio(packed, unpacked)
            if piece:
                yield piece
    if not inflater.eof:
        raise FileRefused(fault="damaged")


def check_ratio(packed: int, unpacked: int) -> None:
    """Refuse what comes to too much, in itself or for its size.

    Raises:
        FileRefused: It does.
    """
    if unpacked > limits.UNPACKED or (unpacked > limits.RATIO_FROM and unpacked > packed * limits.RATIO):
        raise FileRefused(fault="bomb")


class _Part(NamedTuple):
    offset: int
    method: int
    check: int
    packed: int
    size: int
    name_size: int


class Archive:
    """The parts of a ZIP file by name, after its directory was judged."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._parts = _directory(stream)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def found(self, name: str) -> str | None:
        """Return the name under which a part is kept, whatever its capitals and slashes, or nothing."""
        wanted = name.replace("\\", "/").lstrip("/").casefold()
        return next((kept for kept in self._parts if kept.replace("\\", "/").lstrip("/").casefold() == wanted), None)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the content of a part.

        Raises:
            FileRefused: There is no such part, it is damaged, or it is not what the directory says.
        """
        part = self._parts.get(name)
        if part is None or part.method not in (_STORED, _DEFLATED):
            raise FileRefused(fault="damaged")
        inflater = zlib.decompressobj(-15) if part.method == _DEFLATED else None
        size = check = 0
        for chunk in self._packed(part):
            rest = chunk
            while rest:
                try:
                    piece = inflater.decompress(rest, limits.CHUNK) if inflater else rest
                except zlib.error:
                    raise FileRefused(fault="damaged") from None
                rest = inflater.unconsumed_tail if inflater else b""
                size += len(piece)
                if size > part.size:
                    raise FileRefused(fault="bomb")
                check = zlib.crc32(piece, check)
                if piece:
                    yield piece
        if size != part.size or check != part.check:
            raise FileRefused(fault="damaged")

    def size(self, name: str) -> int:
        """Return what a part comes to, by the directory."""
        return self._parts[name].size

    def text(self, name: str, largest: int) -> bytes:
        """Return the content of a small part.

        Raises:
            FileRefused: It is larger, missing or damaged.
        """
        content = bytearray()
        for piece in self.pieces(name):
            content += piece
            if len(content) > largest:
                raise FileRefused(fault="bomb")
        return bytes(content)

    def _packed(self, part: _Part) -> Iterator[bytes]:
        head = self._at(part.offset, _LOCAL_SIZE)
        if not head.startswith(_LOCAL) or len(head) < _LOCAL_SIZE:
            raise FileRefused(fault="damaged")
        name_size, extra_size = struct.unpack_from("<HH", head, 26)
        at, rest = part.offset + _LOCAL_SIZE + name_size + extra_size, part.packed
        while rest:
            # Several sheets may be read in turns: the place is kept here, not in the stream.
            chunk = self._at(at, min(limits.CHUNK, rest))
            if not chunk:
                raise FileRefused(fault="damaged")
            at += len(chunk)
            rest -= len(chunk)
            yield chunk

    def _at(self, offset: int, size: int) -> bytes:
        self._stream.seek(offset)
        return self._stream.read(size)


def _directory(stream: BinaryIO) -> dict[str, _Part]:
    """Read the list of the parts at the end of the file, and judge it before anything is unpacked."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - 65_535 - _END_SIZE))
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise FileRefused(fault="damaged")
    count, size, offset = struct.unpack_from("<HII", tail, at + 10)
    if count > limits.PARTS or size > limits.DIRECTORY:
        raise FileRefused(fault="parts")
    stream.seek(offset)
    written = stream.read(size)
    parts: dict[str, _Part] = {}
    place = 0
    for _ in range(count):
        entry = written[place : place + _ENTRY_SIZE]
        if len(entry) < _ENTRY_SIZE or not entry.startswith(_ENTRY):
            raise FileRefused(fault="damaged")
        flags, method = struct.unpack_from("<HH", entry, 8)
        check, packed, unpacked, name_size, extra, comment = struct.unpack_from("<IIIHHH", entry, 16)
        name = written[place + _ENTRY_SIZE : place + _ENTRY_SIZE + name_size].decode("utf-8", "replace")
        if flags & 1:
            raise FileRefused(fault="encrypted")
        if name in parts:
            raise FileRefused(fault="damaged")
        (begin,) = struct.unpack_from("<I", entry, 42)
        parts[name] = _Part(begin, method, check, packed, unpacked, name_size)
        place += _ENTRY_SIZE + name_size + extra + comment
    _check_parts(parts, length)
    return parts


def _check_parts(parts: dict[str, _Part], length: int) -> None:
    """Refuse parts that overlap, lie outside the file, or say that they come to too much."""
    if not parts:
        raise FileRefused(fault="damaged")
    ordered = sorted(parts.values())
    begins = [*(part.offset for part in ordered[1:]), length]
    ends = [part.offset + _LOCAL_SIZE + part.name_size + part.packed for part in ordered]
    if any(end > begin for end, begin in zip(ends, begins, strict=True)):
        raise FileRefused(fault="damaged")
    whole = sum(part.size for part in ordered)
    if whole > limits.PART:
        raise FileRefused(fault="bomb")
    check_ratio(length, whole)
