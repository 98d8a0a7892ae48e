"""Letters between protection bodies: signed by the sender, padded, sealed to the recipient; carried as files.

The letter names kind, sender and recipient outside, because whoever carries it must know where it belongs; these three
are bound to what is sealed and signed again inside. The same body never gets content that it was not named for.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from corridor.core.casework.errors import FormUnreadable
from corridor.core.casework.exchange import decoded, encoded
from corridor.web.base import keys
from corridor.web.base.doors.keyring import holds
from corridor.web.base.sealing import SealBroken, open_with, padded, seal_to, unpadded
from corridor.web.protection.vault.errors import LetterRefused

FORM = 1
SIGNATURE_BYTES = 64
SMALLEST = 4096
KINDS = frozenset({"parcel", "withdrawal", "attestation"})


@dataclass(frozen=True)
class Letter:
    """A letter as it arrived: what kind, from whom, to whom, and what is sealed in it."""

    kind: str
    sender: str
    recipient: str
    sealed: bytes


def sealed_letter(kind: str, body: bytes, *, sender: str, recipient: str, sealing_key: bytes) -> bytes:
    """Return a letter that only the recipient can open."""
    about = _about(kind, sender, recipient)
    sealed = seal_to(sealing_key, padded(keys.sign(about + body) + body, SMALLEST), bound=about)
    head = {"letter": FORM, "kind": kind, "sender": sender, "recipient": recipient}
    return encoded({**head, "sealed": base64.b64encode(sealed).decode()})


def letter_from(written: bytes) -> Letter:
    """Return a letter that was brought.

    Raises:
        LetterRefused: It is none.
    """
    try:
        fields = decoded(written.strip(), "letter")
        letter = Letter(
            str(fields["kind"]),
            str(fields["sender"]),
            str(fields["recipient"]),
            base64.b64decode(fields["sealed"], validate=True),
        )
    except (FormUnreadable, KeyError, TypeError, ValueError, binascii.Error):
        raise LetterRefused(why="form") from None
    if fields.get("letter") != FORM or len(fields) != 5 or letter.kind not in KINDS:
        raise LetterRefused(why="form")
    return letter


def body_of(letter: Letter, *, signing_key: bytes) -> bytes:
    """Return what a letter says, when it is for this node and from the holder of the key.

    Raises:
        LetterRefused: It is sealed to somebody else, or was not signed by the sender.
    """
    about = _about(letter.kind, letter.sender, letter.recipient)
    try:
        content = unpadded(open_with(keys.door_key(), letter.sealed, bound=about))
    except SealBroken:
        raise LetterRefused(why="seal") from None
    signature, body = content[:SIGNATURE_BYTES], content[SIGNATURE_BYTES:]
    if not holds(signing_key, signature, about + body):
        raise LetterRefused(why="signature")
    return body


def _about(kind: str, sender: str, recipient: str) -> bytes:
    return f"corridor letter {FORM}|{kind}|{sender}|{recipient}|".encode()
