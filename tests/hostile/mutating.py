"""Makes hostile files out of good ones: damage to bytes, to the parts inside a package, to the values inside JSON."""

from __future__ import annotations

import gzip
import io
import json
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from random import Random
from typing import Any

from tests.hostile.values import NASTY

LARGEST = 40_000
"""Inputs stay below this size: what matters is what they make of it."""

_TOKENS = (
    *(b"\x00", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n\n", b'"', b"'", b",", b";", b"=1+1", b"{", b"]"),
    *(b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"&b;", b"<![CDATA[", b"]]>", b"<a:b xmlns:a='c'>"),
    *(b"NaN", b"1e999", b"-0", b"99999999999999999999", b"0x10", b"1_000", "٣".encode(), "²".encode(), b"\xed\xa0\x80"),
    *(b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08", b"PAR1", b"%PDF-1.7", b"/JS", b"/F 1 0 R"),
    *(b"endobj", b"stream\n", b"\xff\xd8\xff\xe1\xff\xff", b"IDAT", b"IEND", b"sep=\x00", b"#tag +a", b"&*a", b"? ["),
    *(b"\\ud800", b"\\u0000", b"_xD800_", b"_x0000_", "\u202e".encode(), b"1900-02-29", b"2021-13-45", b"90.1,181"),
)  # fmt: skip
_SIZES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


class Mutating:
    """A source of damage, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # damage, no secret

    def damaged(self, content: bytes, others: Sequence[bytes]) -> bytes:
        """Return a file with some damage: inside its packing if it has one, most times."""
        if self.chance.random() < 0.6:
            with suppress(ValueError, OSError, EOFError, RuntimeError, LookupError, zlib.error, zipfile.BadZipFile):
                return self._inside(content, others)[:LARGEST]
        return self._bytes(content, others)[:LARGEST]

    def _inside(self, content: bytes, others: Sequence[bytes]) -> bytes:
        if content.startswith(b"PK\x03\x04"):
            return self._package(content)
        if content.startswith(b"\x1f\x8b"):
            return gzip.compress(self._bytes(gzip.decompress(content), others), 1)
        return json.dumps(self._value(json.loads(content)), ensure_ascii=self.chance.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )

    def _package(self, content: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        way = self.chance.random()
        name = self.chance.choice(list(parts))
        if way < 0.8:
            parts[name] = self._bytes(parts[name], list(parts.values()))
        elif way < 0.9:
            del parts[name]
        else:
            parts[self.chance.choice((name.upper(), "../" + name, name + "\0", "xl/vbaProject.bin", "\udcff"))] = b"x"
        made = io.BytesIO()
        kinds = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
        with zipfile.ZipFile(made, "w", self.chance.choice(kinds)) as package:
            for part, inner in parts.items():
                with warnings.catch_warnings():
                    # What is behind a zero is no part of a name, so that two parts may have the same.
                    warnings.simplefilter("ignore", UserWarning)
                    package.writestr(part, inner)
        return made.getvalue()

    def _value(self, value: Any) -> Any:
        """Return a value of JSON with something in it that nobody expects."""
        if self.chance.random() < 0.15 or not value or not isinstance(value, dict | list):
            return self.chance.choice(
                (None, True, -1, 1e308, 10**40, "", [], {}, [[[[]]]], *self.chance.sample(NASTY, 4), {"a": {"b": []}})
            )
        if isinstance(value, list):
            at = self.chance.randrange(len(value))
            changed = [*value[:at], self._value(value[at]), *value[at + 1 :]]
            return changed * self.chance.choice((1, 1, 1, 2))
        key = self.chance.choice(list(value))
        if self.chance.random() < 0.2:
            return {other: inner for other, inner in value.items() if other != key}
        if self.chance.random() < 0.1:
            return {**value, self.chance.choice(NASTY): value[key]}
        return {**value, key: self._value(value[key])}

    def _bytes(self, content: bytes, others: Sequence[bytes]) -> bytes:
        for _ in range(self.chance.choice((1, 1, 2, 3, 6))):
            content = self._step(content, others)
        return content

    def _step(self, content: bytes, others: Sequence[bytes]) -> bytes:
        chance = self.chance
        at = chance.randrange(len(content) + 1)
        size = min(chance.choice((1, 1, 2, 4, 9, 40, 200)), len(content))
        match chance.randrange(9):
            case 0:
                return content[:at] + chance.randbytes(size) + content[at + size :]
            case 1:
                return content[:at]
            case 2:
                return content[:at] + content[at + size :]
            case 3:
                return content[:at] + content[at : at + size] * chance.choice((2, 2, 9, 300)) + content[at:]
            case 4:
                return content[:at] + chance.choice(_TOKENS) + content[at:]
            case 5:
                token = chance.choice(_TOKENS)
                return content[:at] + token + content[at + len(token) :]
            case 6:
                wide = chance.choice((1, 2, 4, 8))
                number = chance.choice(_SIZES) & (256**wide - 1)
                written: bytes = number.to_bytes(wide, "little" if chance.random() < 0.5 else "big")
                return content[:at] + written + content[at + wide :]
            case 7 if others:
                other = chance.choice(others)
                begin = chance.randrange(len(other) + 1)
                return content[:at] + other[begin : begin + 10 * size] + content[at:]
            case _:
                flipped = bytearray(content)
                for _ in range(size):
                    place = chance.randrange(len(flipped)) if flipped else 0
                    flipped[place : place + 1] = bytes([chance.randrange(256)])
                return bytes(flipped)
