"""Writes the XML of an office document anew, mark by mark: no document type, no comment, no instruction, no author."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Taken
from corridor.core.attachments.errors import AttachmentRefused

_LINES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


class Judge(Protocol):
    """Says of each mark whether it stays, and as what."""

    notes: list[Taken]

    def attributes(self, name: str, attributes: dict[str, str]) -> dict[str, str] | None:
        """Return the attributes that stay; nothing where the element and all that is in it goes."""

    def text(self, name: str, text: str) -> str:
        """Return the text that stays inside an element."""

    def ended(self) -> None:
        """Look at what only the whole tells."""


class _Writer:
    """Takes the marks of one part as they come and writes those that stay."""

    def __init__(self, judge: Judge) -> None:
        self.parts: list[str] = []
        self._judge = judge
        self._open: list[str] = []
        self._left_out = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(name)
        if len(self._open) > limits.DEPTH:
            raise AttachmentRefused(fault=Fault.BOMB)
        kept = None if self._left_out else self._judge.attributes(name, attributes)
        if kept is None:
            self._left_out += 1
        else:
            said = "".join(f" {key}={quoteattr(value, _LINES)}" for key, value in kept.items())
            self.parts.append(f"<{name}{said}>")

    def end(self, name: str) -> None:
        self._open.pop()
        if self._left_out:
            self._left_out -= 1
        else:
            self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        if not self._left_out:
            self.parts.append(escape(self._judge.text(self._open[-1], text), {"\r": "&#13;"}))

    def comment(self, *_: str) -> None:
        self._judge.notes.append(Taken.COMMENTS)


def rewritten(part: bytes, judge: Judge) -> bytes:
    """Return a part as it is written anew.

    Raises:
        AttachmentRefused: It is no well-formed XML, declares a document type, or the judge refuses a mark.
    """
    writer = _Writer(judge)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.CommentHandler = parser.ProcessingInstructionHandler = writer.comment
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise AttachmentRefused(fault=Fault.DAMAGED) from None
    judge.ended()
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return (head + "".join(writer.parts)).encode("utf-8", "replace")


def _refuse(*_: object) -> None:
    raise AttachmentRefused(fault=Fault.ENTITIES)


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def none_of(names: Iterable[str], fault: Fault) -> Callable[[str], None]:
    """Return what refuses any of these names, whatever their prefix."""
    refused = frozenset(names)

    def check(name: str) -> None:
        if local(name) in refused:
            raise AttachmentRefused(fault=fault)

    return check
