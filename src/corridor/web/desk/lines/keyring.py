"""The keys of lines: those of this node and its authorities, and those by which partners are known."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.web.base.doors import keyring, queries
from corridor.web.base.doors.models import Door
from corridor.web.base.exchange import wire
from corridor.web.base.exchange.letters import Known
from corridor.web.desk.lines.models import AuthorityKey

ZONE = "desk"


def node_key(door: Door) -> bytes:
    """Return the private key with which this node signs for a partner: that of the pair the partner knows; 32 bytes."""
    return keyring.pair(door.knows).signing


def authority_key(code: str) -> bytes:
    """Return the private key with which an authority of this node signs; 32 bytes."""
    return keyring.authority_key(code)


@cache
def public_of(private: bytes) -> bytes:
    """Return the public half of a signing key; 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def opening(brought: bytes) -> bytes:
    """Return the private key to which a letter is sealed; an earlier one of ours too while partners still know it.

    Raises:
        LetterRefused: It has another form, or is sealed to none of ours.
    """
    private = keyring.sealing_private(wire.recipient_of(brought))
    if private is None:
        raise LetterRefused(reason=Reason.NOT_FOR_US.value, where=wire.SEALED)
    return private


def nodes(kid: str) -> Known | None:
    """Return the partner node that a key belongs to."""
    return queries.signer(kid, ZONE)


class Signers:
    """The keys with which what a partner brings may be signed, each looked up once.

    A partner signs what it says of itself, and authorities what they say; several may share a node.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Known, str] | None] = {}
        self.node = ""
        """The node that speaks for the authority whose key was asked for last; nothing where it is a node's own key."""

    def __call__(self, kid: str) -> Known | None:
        """Return the authority or node that signs with a key."""
        found = self._found(kid)
        self.node = "" if found is None else found[1]
        return None if found is None else found[0]

    def forget(self) -> None:
        """Look every key up again: a card may have changed whose it is."""
        self._known.clear()

    def _found(self, kid: str) -> tuple[Known, str] | None:
        if kid not in self._known:
            row = AuthorityKey.objects.filter(kid=kid).first()
            known = nodes(kid) if row is None else _known(row)
            self._known[kid] = None if known is None else (known, "" if row is None else row.node)
        return self._known[kid]


def _known(row: AuthorityKey) -> Known:
    return Known(row.authority, bytes(row.public), is_revoked=row.is_revoked, until=row.ended_at)
