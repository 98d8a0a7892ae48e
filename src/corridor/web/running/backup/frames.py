"""What a backup holds, one thing after another: a line of JSON, and the bytes that it announces; compressed.

First the node (`node`), then the files of its home (`file`), then its tables (`table`, and `rows` of it), then `end`
with how much there was of each.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from corridor.web.running.backup.errors import BackupUnreadable

Line = dict[str, Any]
_LINE_MOST = 1 << 20


class Frame(NamedTuple):
    """One thing that a backup holds."""

    line: Line
    content: bytes


class Into(Protocol):
    """Where content goes."""

    def write(self, content: bytes) -> None:
        """Take further content."""

    def end(self) -> None:
        """Take that there is no more."""


class From(Protocol):
    """Where content comes from."""

    def read(self) -> bytes:
        """Return the next piece; nothing at the end."""


class Packing:
    """Writes frames."""

    def __init__(self, into: Into) -> None:
        self._into = into
        self._packer = zlib.compressobj(1)

    def put(self, line: Line, content: bytes = b"") -> None:
        """Write one frame."""
        head = json.dumps({**line, "bytes": len(content)}, ensure_ascii=False).encode()
        self._into.write(self._packer.compress(head + b"\n" + content))

    def end(self) -> None:
        """Write that there is no more."""
        self._into.write(self._packer.flush())
        self._into.end()


def frames(source: From) -> Iterator[Frame]:
    """Read frames until `end`, which must come, and then to the end of the source.

    Raises:
        BackupUnreadable: The content does not have this form.
    """
    reading = _Reading(source)
    while True:
        line = reading.line()
        yield Frame(line, reading.content(line))
        if "end" in line:
            break
    while source.read():
        pass  # What it is filled up with was proved too.


class _Reading:
    def __init__(self, source: From) -> None:
        self._source = source
        self._unpacker = zlib.decompressobj()
        self._held = bytearray()

    def _more(self) -> None:
        piece = b"" if self._unpacker.eof else self._source.read()
        if not piece:
            raise BackupUnreadable(why="its content ends too early")
        try:
            self._held += self._unpacker.decompress(piece)
        except zlib.error as fault:
            raise BackupUnreadable(why="its content cannot be unpacked") from fault

    def line(self) -> Line:
        while (end := self._held.find(b"\n", 0, _LINE_MOST)) < 0:
            if len(self._held) > _LINE_MOST:
                raise BackupUnreadable(why="its content has no form")
            self._more()
        written = bytes(self._held[:end])
        del self._held[: end + 1]
        try:
            line = json.loads(written)
            line["bytes"] = int(line["bytes"])
        except (ValueError, KeyError, TypeError) as fault:
            raise BackupUnreadable(why="its content has no form") from fault
        return dict(line)

    def content(self, line: Line) -> bytes:
        length: int = line["bytes"]
        while len(self._held) < length:
            self._more()
        content = bytes(self._held[:length])
        del self._held[:length]
        return content
