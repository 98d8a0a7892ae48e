"""Reads the XML of a workbook in pieces; refuses what no workbook needs: declared entities, marks of absurd size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar
from xml.parsers import expat

from corridor.core.imports.errors import FileRefused
from corridor.core.imports.tables import limits

Attributes = Mapping[str, str]
T = TypeVar("T")


class Reader(Protocol[T]):
    """Takes the marks of one part as they come, and puts what it made of them into `made`."""

    made: list[T]

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take text."""


def read(pieces: Iterator[bytes], reader: Reader[T]) -> Iterator[T]:
    """Yield what a reader makes of a part, as soon as it has made it.

    Raises:
        FileRefused: The part is no well-formed XML, or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = _started(reader)
    parser.EndElementHandler = _ended(reader)
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    fed = heard = 0
    for piece in pieces:
        _parse(parser, piece, is_last=False)
        fed += len(piece)
        if fed - heard > limits.SILENT:
            raise FileRefused(fault="bomb")
        if fed - parser.CurrentByteIndex > limits.TOKEN:
            raise FileRefused(fault="token")
        if reader.made:
            yield from reader.made
            reader.made.clear()
            heard = fed
    _parse(parser, b"", is_last=True)
    yield from reader.made
    reader.made.clear()


def _parse(parser: expat.XMLParserType, piece: bytes, *, is_last: bool) -> None:
    try:
        parser.Parse(piece, is_last)
    except (expat.ExpatError, ValueError, LookupError):
        raise FileRefused(fault="damaged") from None


def _started(reader: Reader[T]) -> Callable[[str, dict[str, str]], None]:
    start = reader.start

    def started(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2] if ":" in name else name, attributes)

    return started


def _ended(reader: Reader[T]) -> Callable[[str], None]:
    end = reader.end

    def ended(name: str) -> None:
        end(name.rpartition(":")[2] if ":" in name else name)

    return ended


def _refuse(*_: object) -> None:
    raise FileRefused(fault="entities")
