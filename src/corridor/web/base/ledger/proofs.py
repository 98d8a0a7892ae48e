"""What the node can show of its ledger: heads to keep elsewhere, that an entry stands in it, that it only grew."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.conf import settings

from corridor.core.access.codes import Permission
from corridor.core.access.errors import PositionOutOfRange
from corridor.core.access.ledger import (
    GENESIS,
    Consistency,
    Inclusion,
    Proof,
    SignedHead,
    Verdict,
    head_document,
    holds,
    proof_document,
)
from corridor.core.access.merkle import consistency_spans, inclusion_spans, leaf_hash, roots_over
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys
from corridor.web.base.ledger import checking, heads, queries
from corridor.web.base.ledger.models import LedgerEntry


class HeadForeign(CorridorError):
    """A head was brought that this node's key did not sign."""

    code = "ledger.E03"
    template = "the head was not signed by the key of the {zone} ledger of this node"
    hint = "Bring a head of this node. If it is one, it was changed, or the node's key is not the one it had."
    status = 422


class Standing(enum.StrEnum):
    """How a ledger stands to a head that somebody kept elsewhere."""

    CONTINUES = "continues"
    CUT_BACK = "cut-back"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True)
class Comparison:
    """How the ledger stands to a head brought from elsewhere: with a proof, or with the place of the fault."""

    brought: SignedHead
    standing: Standing
    proof: Consistency | None = None
    verdict: Verdict | None = None


def heads_for(officer: Officer) -> list[SignedHead]:
    """Return the heads that the node kept, the newest first.

    Raises:
        NotPermitted: The officer's function does not oversee.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    return sorted({one.head.size: one for one in heads.signed()}.values(), key=lambda one: -one.head.size)


def newest_head() -> SignedHead:
    """Return the newest head the node kept.

    Raises:
        HeadMissing: There is none.
    """
    newest = max(heads.signed(), key=lambda one: one.head.size, default=None)
    if newest is None:
        raise heads.HeadMissing(zone=settings.ZONE)
    return newest


def head_for(officer: Officer, size: int) -> SignedHead:
    """Return the kept head of one size, or the next one that is kept: it stands for all that the smaller one stood for.

    Whoever looks at the list writes an entry by looking, and the newest head makes way for the one that covers it.

    Raises:
        PositionOutOfRange: The log has never been so long.
    """
    found = heads_for(officer)
    reaching = [one for one in found if one.head.size >= size > 0]
    if not reaching:
        raise PositionOutOfRange(position=size, size=found[0].head.size if found else 0)
    return reaching[-1]


def inclusion_for(officer: Officer, position: int) -> Inclusion:
    """Return the proof that an entry stands at a position, under the newest head; the entry is not told.

    Raises:
        NotPermitted: The officer's function does not oversee.
        PositionOutOfRange: The newest head speaks of no such entry.
        LedgerContradicted: The entries do not lead to the newest head.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    signed = newest_head()
    size = signed.head.size
    path = roots_over(_leaves(size), inclusion_spans(size, position))
    found = LedgerEntry.objects.filter(position__in=(position - 1, position)).values_list("position", "hash")
    links = {at: bytes(link) for at, link in found}
    proof = Inclusion(position, links.get(position - 1, GENESIS), links.get(position, b""), tuple(path), signed)
    if not holds(proof):
        raise LedgerContradicted(zone=settings.ZONE)
    return proof


class LedgerContradicted(CorridorError):
    """Nothing is proved from entries that do not lead to the newest signed head."""

    code = "ledger.E04"
    template = "the entries of the {zone} ledger do not lead to its newest signed head"
    hint = "Verify the ledger: it names the position of the fault."
    status = 409


def compared_with(officer: Officer, brought: SignedHead) -> Comparison:
    """Return how the ledger stands to a head that was kept elsewhere.

    Raises:
        NotPermitted: The officer's function does not oversee.
        HeadForeign: Another key signed it.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    check_own(brought)
    signed, earlier = newest_head(), brought.head
    if earlier.size > max(signed.head.size, queries.end().size):
        return Comparison(brought, Standing.CUT_BACK, verdict=queries.verdict(officer, brought=(earlier,)))
    if earlier.size <= signed.head.size:
        proof = _consistency(brought, signed)
        if proof is not None and holds(proof):
            return Comparison(brought, Standing.CONTINUES, proof=proof)
    verdict = queries.verdict(officer, brought=(earlier,))
    if verdict.ok:  # The head is newer than the newest one kept, and the entries lead to it.
        return Comparison(brought, Standing.CONTINUES, proof=Consistency(brought, (), brought))
    return Comparison(brought, Standing.CONTRADICTS, verdict=verdict)


def check_own(brought: SignedHead) -> None:
    """Refuse a head that this node did not sign.

    Raises:
        HeadForeign: Another key signed it.
    """
    if not checking.is_signed(brought, keys.public_key().public_bytes_raw()):
        raise HeadForeign(zone=settings.ZONE)


def own_fingerprint() -> str:
    """Return the fingerprint of the key that signs this node's heads."""
    return checking.fingerprint_of(keys.public_key().public_bytes_raw())


def head_told(signed: SignedHead) -> str:
    """Return a head as the document that somebody else keeps."""
    return head_document(signed, zone=settings.ZONE, authority=_authority())


def proof_told(proof: Proof) -> str:
    """Return a proof as the document that is handed out."""
    return proof_document(proof, zone=settings.ZONE, authority=_authority())


def _authority() -> str:
    """Return the authority that made the node: the first entry tells."""
    first = LedgerEntry.objects.filter(position=0).values_list("authority", flat=True).first()
    return first or ""


def _consistency(earlier: SignedHead, newest: SignedHead) -> Consistency | None:
    try:
        return Consistency(earlier, paths_to(newest, [earlier.head.size])[earlier.head.size], newest)
    except PositionOutOfRange:
        return None


def paths_to(newest: SignedHead, earlier: Collection[int]) -> dict[int, tuple[bytes, ...]]:
    """Return, for each earlier size, the hashes that show that the ledger only grew from there; read in one pass.

    Raises:
        PositionOutOfRange: The ledger was never so long, or has lost entries.
    """
    size = newest.head.size
    spans = {at: consistency_spans(size, at) for at in earlier}
    wanted = list(dict.fromkeys(span for each in spans.values() for span in each))
    roots = dict(zip(wanted, roots_over(_leaves(size), wanted), strict=True))
    return {at: tuple(roots[span] for span in each) for at, each in spans.items()}


def _leaves(size: int) -> Iterator[bytes]:
    """Yield the leaf hashes of the first entries, until one is not where it should be."""
    for expected, (position, link) in enumerate(queries.links(0, size)):
        if position != expected:
            return
        yield leaf_hash(link)
