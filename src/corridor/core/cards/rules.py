"""The decisions of cards: whether a roster is taken, whether a head continues what is known, when a drill is due.

A node is known by a fingerprint that two people compared. After that it may change its own keys, and end or add keys of
the authorities it speaks for, because the key that is known says so. It cannot speak for an authority of another node
unless that node gave it away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from corridor.core.access.ledger import Consistency, Head, SignedHead, holds
from corridor.core.cards.codes import Ending, Fault, Trouble
from corridor.core.cards.records import Known, Roster

DRILL_EVERY = timedelta(days=366)
"""How long a drill stands; a rule of this project."""

PROOF_WITHIN = timedelta(days=3)
"""How long a node has to show that its ledger leads on from a head that somebody else keeps."""


def troubles(roster: Roster, *, node: str, version: int, digest: bytes, known: Known) -> tuple[Trouble, ...]:
    """Return every reason why a roster is not taken; none when it is, or when it is the one taken last."""
    return tuple(dict.fromkeys(_troubles(roster, node, version, digest, known)))


def _troubles(roster: Roster, node: str, version: int, digest: bytes, known: Known) -> Iterator[Trouble]:
    if version < known.version:
        yield Trouble.OLDER
    if version == known.version and digest != known.digest:
        yield Trouble.ANOTHER
    if known.ledger_key and roster.ledger_key != known.ledger_key:
        yield Trouble.LEDGER_KEY
    if roster.signing_key in known.revoked:
        yield Trouble.KEY_REVOKED
    if known.keys.get(roster.signing_key, (node, ""))[0] != node:
        yield Trouble.KEY_TAKEN
    for one in roster.authorities:
        if known.keys.get(one.key, (node, one.code)) != (node, one.code):
            yield Trouble.KEY_TAKEN
        if one.key in known.revoked:
            yield Trouble.KEY_REVOKED


def claimed(roster: Roster, *, node: str, known: Known) -> frozenset[str]:
    """Return the authorities of a roster for which its node does not speak yet, whatever it says: people decide.

    Another node speaks for them, or people revoked them.
    """
    return frozenset(
        one.code for one in roster.authorities if one.code in known.barred or _owner(one.code, known) not in ("", node)
    )


def _owner(authority: str, known: Known) -> str:
    """Return the node that may speak for an authority: to which it was given, else which speaks; nothing where none."""
    return known.moved.get(authority) or known.speaks.get(authority, "")


def given_away(roster: Roster, *, node: str, known: Known) -> Mapping[str, str]:
    """Return the authorities that a node gives to another, and to which; only those that it speaks for itself."""
    return {
        one.code: one.to
        for one in roster.former
        if one.why is Ending.MOVED and _owner(one.code, known) == node and one.to != node
    }


def fault(
    shown: SignedHead, kept: Sequence[SignedHead], proofs: Mapping[int, Sequence[bytes]], *, is_hearsay: bool = False
) -> tuple[Fault, SignedHead] | None:
    """Return how a head contradicts those that are kept of the same ledger, and which; nothing where it does not.

    Args:
        kept: Heads whose signature holds, and that agree with each other.
        proofs: For earlier sizes, the hashes that lead from there to this head.
        is_hearsay: Somebody else passed the head on, so that it may be older than the newest one kept.
    """
    for one in kept:
        if one.head.size == shown.head.size and (one.head.root, one.head.last) != (shown.head.root, shown.head.last):
            return Fault.SPLIT, one
    newest = max(kept, key=lambda one: one.head.size, default=None)
    if newest is not None and newest.head.size > shown.head.size and not is_hearsay:
        return Fault.CUT_BACK, newest
    for one in kept:
        path = proofs.get(one.head.size)
        if one.head.size < shown.head.size and path is not None and not leads(one, path, shown):
            return Fault.REWRITTEN, one
    return None


def leads(earlier: SignedHead, path: Sequence[bytes], later: SignedHead) -> bool:
    """Return whether a proof shows that a ledger only grew from one head to the other."""
    return holds(Consistency(earlier, tuple(path), later))


def is_joined(shown: Head, kept: Sequence[SignedHead], proofs: Mapping[int, Sequence[bytes]]) -> bool:
    """Return whether a head is led to from the newest one kept, or is that one; the first stands for itself."""
    newest = max((one.head.size for one in kept), default=0)
    return newest in (0, shown.size) or newest in proofs


def is_drill_due(last: date | None, *, today: date) -> bool:
    """Return whether nobody went through the loss of a partner's keys for longer than a year."""
    return last is None or last + DRILL_EVERY <= today
