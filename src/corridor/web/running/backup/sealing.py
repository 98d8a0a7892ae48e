"""A stream that is sealed piece by piece: nothing of it is read before it was proved, and no end goes missing.

After a head, which names the recovery key and holds this file's own key sealed for it, come pieces of one size, each
under AES-256-GCM. The number of a piece and whether it is the last are part of what is proved, and so is the head:
pieces cannot be changed, left out, moved, repeated or cut off at the end. Before sealing, the content is filled up so
that its length tells little.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from corridor.web.running.backup.errors import BackupUnreadable, PapersNotEnough
from corridor.web.running.backup.papers import OpenHalf, SecretHalf

MAGIC = b"CORRIDOR BACKUP 1\n"
PIECE, TAG = 1 << 18, 16
_ABOUT = b"key of a corridor backup"
_HEAD_MOST = 1 << 16


class Sealing:
    """Seals what is written to it into a file."""

    def __init__(self, file: BinaryIO, half: OpenHalf) -> None:
        self.key = os.urandom(32)
        head = json.dumps({"recovery": half.number, "key": half.seal(self.key, about=_ABOUT).hex()}).encode("ascii")
        self._file, self._cipher = file, AESGCM(self.key)
        self._proof = hashlib.sha256(head).digest()
        self._waiting = bytearray()
        self._pieces = self._length = 0
        file.write(MAGIC + len(head).to_bytes(4, "big") + head)

    def write(self, content: bytes) -> None:
        """Seal further content."""
        self._length += len(content)
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def end(self) -> None:
        """Fill up, and seal the last piece; without it the file is not whole."""
        missing = padded(self._length) - self._length
        while missing > 0:
            zeros = bytes(min(missing, PIECE))
            self.write(zeros)
            missing -= len(zeros)
        self._put(bytes(self._waiting), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._pieces, last), piece, self._proof))
        self._pieces += 1


def padded(length: int) -> int:
    """Return a length that tells about the content's own no more than its size within some percent (Padmé)."""
    if length < PIECE:
        return PIECE
    power = length.bit_length() - 1
    mask = (1 << (power - power.bit_length())) - 1
    return (length + mask) & ~mask


def number_in(file: BinaryIO) -> str:
    """Return the number of the recovery key that opens a backup; the file stands behind its head afterwards.

    Raises:
        BackupUnreadable: It is no backup.
    """
    return str(_head(file)[0]["recovery"])


def opened(file: BinaryIO, secret: SecretHalf) -> Opening:
    """Return the content of a backup that a recovery key opens.

    Raises:
        BackupUnreadable: It is no backup, or its head was changed.
        PapersNotEnough: Another key is needed.
    """
    head, proof = _head(file)
    if head["recovery"] != secret.open_half.number:
        raise PapersNotEnough(why=f"the backup is sealed for the recovery key {head['recovery']}")
    try:
        key = secret.open(bytes.fromhex(head["key"]), about=_ABOUT)
    except (InvalidTag, ValueError) as fault:
        raise BackupUnreadable(why="its head was changed") from fault
    return Opening(file, key, proof)


def reopened(file: BinaryIO, key: bytes) -> Opening:
    """Return the content of a backup that was just written, whose own key is still known."""
    return Opening(file, key, _head(file)[1])


def _head(file: BinaryIO) -> tuple[dict[str, str], bytes]:
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupUnreadable(why="it does not begin like one")
    length = int.from_bytes(file.read(4), "big")
    head = file.read(length) if length <= _HEAD_MOST else b""
    try:
        read = json.loads(head)
        return {"recovery": str(read["recovery"]), "key": str(read["key"])}, hashlib.sha256(head).digest()
    except (ValueError, KeyError, TypeError) as fault:
        raise BackupUnreadable(why="its head was changed") from fault


class Opening:
    """Reads what was sealed; every byte it gives was proved."""

    def __init__(self, file: BinaryIO, key: bytes, proof: bytes) -> None:
        self._file, self._cipher, self._proof = file, AESGCM(key), proof
        self._ahead = file.read(PIECE + TAG)
        self._pieces = 0
        self._ended = False

    def read(self) -> bytes:
        """Return the next piece; nothing after the last.

        Raises:
            BackupUnreadable: A piece was changed, or the end is missing.
        """
        if self._ended:
            return b""
        sealed, self._ahead = self._ahead, self._file.read(PIECE + TAG)
        self._ended = not self._ahead
        try:
            piece = self._cipher.decrypt(_nonce(self._pieces, self._ended), sealed, self._proof)
        except (InvalidTag, ValueError) as fault:
            raise BackupUnreadable(why=f"it was cut off or changed at piece {self._pieces}") from fault
        self._pieces += 1
        return piece


def _nonce(piece: int, last: bool) -> bytes:
    return piece.to_bytes(11, "big") + bytes([last])
