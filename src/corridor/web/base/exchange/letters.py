"""Letters as they travel: written by one node, opened by another, refused for one clear reason where not right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.core.exchange.letters import LARGEST, content_from, content_written, letter_from, letter_written
from corridor.core.exchange.records import Content, Item, Letter
from corridor.web.base.exchange import wire

LARGEST_SEALED = 2 * LARGEST
"""The most bytes that are looked at: what signing and sealing add stays far below."""

FAST = timedelta(hours=36)
"""How far the clock of another node may run ahead: a day, since clocks at posts are off by one, and half a day more."""


@dataclass(frozen=True, slots=True)
class Known:
    """A key by which another node or authority is known: whose it is, and whether it must not be trusted any more.

    What was signed after `until` does not count: somebody else signs for the authority since.
    """

    code: str
    public: bytes
    is_revoked: bool = False
    until: datetime | None = None


Keyring = Callable[[str], Known | None]
"""Finds a known key by its name."""


def letter_sealed(letter: Letter, *, signing: bytes, recipient: bytes) -> bytes:
    """Return a letter signed by the sending node and sealed to the recipient's public key."""
    return wire.sealed(wire.signed(letter_written(letter), signing, wire.LETTER), recipient)


def letter_opened(brought: bytes, *, private: bytes, us: str, nodes: Keyring, now: datetime) -> Letter:
    """Return the letter that came; whatever is wrong with it, nothing of it was looked at before its signature held.

    Raises:
        LetterRefused: With the first reason that applies.
    """
    if len(brought) > LARGEST_SEALED:
        raise LetterRefused(reason=Reason.TOO_LARGE.value, where=wire.SEALED)
    inside = wire.opened(brought, private)
    sender = _known(wire.signer_of(inside, wire.LETTER), nodes, wire.LETTER)
    letter = letter_from(wire.verified(inside, sender.public, wire.LETTER))
    if letter.sender != sender.code:
        raise LetterRefused(reason=Reason.SIGNATURE.value, where="from")
    if letter.recipient != us:
        raise LetterRefused(reason=Reason.NOT_FOR_US.value, where="to")
    _check_moment(letter.at, now)
    return letter


def content_signed(content: Content, *, signing: bytes) -> bytes:
    """Return what an item says, signed by the authority that wrote it."""
    return wire.signed(content_written(content), signing, wire.ITEM)


def content_opened(item: Item, *, authorities: Keyring, now: datetime) -> Content:
    """Return what an item says, where its originator signed it and the item tells nothing else.

    Raises:
        LetterRefused: With the first reason that applies; the item is kept aside for it.
    """
    signer = _known(wire.signer_of(item.content, wire.ITEM), authorities, wire.ITEM)
    content = content_from(wire.verified(item.content, signer.public, wire.ITEM))
    is_over = signer.until is not None and _moment(content.at) > signer.until
    if signer.code != content.originator or is_over:
        raise LetterRefused(reason=Reason.NOT_THE_ORIGINATORS.value, where="originator")
    told = (content.kind, content.originator, content.about, content.version)
    if told != (item.kind, item.originator, item.about, item.version):
        raise LetterRefused(reason=Reason.SIGNATURE.value, where="item")
    _check_moment(content.at, now)
    return content


def _known(kid: str, keyring: Keyring, where: str) -> Known:
    found = keyring(kid)
    if found is None:
        raise LetterRefused(reason=Reason.SENDER_UNKNOWN.value, where=where)
    if found.is_revoked:
        raise LetterRefused(reason=Reason.KEY_REVOKED.value, where=where)
    return found


def _check_moment(written: str, now: datetime) -> None:
    if _moment(written) > now + FAST:
        raise LetterRefused(reason=Reason.FROM_THE_FUTURE.value, where="at")


def _moment(written: str) -> datetime:
    try:
        return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as wrong:
        raise LetterRefused(reason=Reason.FORM.value, where="at") from wrong
