"""What can be shown of a ledger to somebody who does not see it: that an entry stands in it, that it only grew.

A proof is a JSON document with the signed heads it speaks of. Whether it holds follows from it alone; whose key signed
the heads is for who checks to know.

Source: RFC 9162 sections 2.1.3 and 2.1.4
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from corridor.core.access.errors import HeadUnreadable, LogMalformed, ProofUnreadable
from corridor.core.access.ledger.entries import Head, head_from
from corridor.core.access.merkle import HASH_BYTES, leaf_hash, proves_consistency, proves_inclusion

FORM: Final = 1
LONGEST_DOCUMENT: Final = 64 * 1024
"""A proof over any ledger is a few thousand characters; what is longer is not one."""

MOST_HASHES: Final = 128


class SignedHead(NamedTuple):
    """A head as it was signed: the bytes, the signature, and the public key where it was given with them."""

    written: bytes
    signature: bytes
    public_key: bytes = b""

    @property
    def head(self) -> Head:
        """What the head says."""
        return head_from(self.written)


class Inclusion(NamedTuple):
    """That an entry stands at a position: the link before it, its own link, and the hashes up to the head's root.

    Who has the text of the entry computes its link from the link before, and sees that it is this one.
    """

    position: int
    previous: bytes
    link: bytes
    path: tuple[bytes, ...]
    head: SignedHead


class Consistency(NamedTuple):
    """That a ledger is the continuation of what it was at an earlier head: nothing before it was touched."""

    earlier: SignedHead
    path: tuple[bytes, ...]
    head: SignedHead


Proof = Inclusion | Consistency


def holds(proof: Proof) -> bool:
    """Return whether the hashes of a proof lead to the roots that its heads state."""
    head = proof.head.head
    if isinstance(proof, Inclusion):
        leaf = leaf_hash(proof.link)
        is_last = proof.position == head.size - 1
        return (not is_last or proof.link == head.last) and proves_inclusion(
            proof.path, leaf=leaf, position=proof.position, size=head.size, root=head.root
        )
    earlier = proof.earlier.head
    return (earlier.size != head.size or earlier.last == head.last) and proves_consistency(
        proof.path, earlier=earlier.size, earlier_root=earlier.root, size=head.size, root=head.root
    )


def head_document(signed: SignedHead, *, zone: str, authority: str) -> str:
    """Return a signed head as a document that somebody else can keep."""
    fields = {"corridor_head": FORM, "zone": zone, "authority": authority, **_head_fields(signed)}
    return json.dumps({**fields, "public_key": signed.public_key.hex()}, indent=1) + "\n"


def signed_head_from(text: str) -> SignedHead:
    """Return the signed head of a document, or of a line as the node keeps it.

    Raises:
        HeadUnreadable: It is not one.
    """
    try:
        return _signed(_document(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, LogMalformed) as malformed:
        raise HeadUnreadable from malformed


def proof_document(proof: Proof, *, zone: str, authority: str) -> str:
    """Return a proof as the document that is handed out."""
    fields: dict[str, object] = {"corridor_proof": FORM, "zone": zone, "authority": authority}
    if isinstance(proof, Inclusion):
        fields |= {
            "kind": "inclusion",
            "position": proof.position,
            "previous": proof.previous.hex(),
            "link": proof.link.hex(),
        }
    else:
        fields |= {"kind": "consistency", "earlier": _head_fields(proof.earlier)}
    fields |= {"path": [hashed.hex() for hashed in proof.path], "head": _head_fields(proof.head)}
    return json.dumps({**fields, "public_key": proof.head.public_key.hex()}, indent=1) + "\n"


def proof_from(text: str) -> Proof:
    """Return the proof of a document; both heads are taken to be signed by the one key that it names.

    Raises:
        ProofUnreadable: It is not a proof.
    """
    try:
        fields = _document(text)
        if fields["corridor_proof"] != FORM or len(fields["path"]) > MOST_HASHES:
            raise ProofUnreadable
        key = fields["public_key"]
        head = _signed({**fields["head"], "public_key": key})
        path = tuple(_hash(hashed) for hashed in fields["path"])
        if fields["kind"] == "consistency":
            return Consistency(_signed({**fields["earlier"], "public_key": key}), path, head)
        if fields["kind"] != "inclusion" or type(fields["position"]) is not int:
            raise ProofUnreadable
        return Inclusion(fields["position"], _hash(fields["previous"]), _hash(fields["link"]), path, head)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, LogMalformed) as malformed:
        raise ProofUnreadable from malformed


def _document(text: str) -> dict[str, Any]:
    if len(text) > LONGEST_DOCUMENT:
        raise ValueError
    fields: dict[str, Any] = json.loads(text)
    return fields


def _head_fields(signed: SignedHead) -> dict[str, object]:
    return {"head": signed.written.decode("ascii"), "signature": signed.signature.hex()}


def _signed(fields: Mapping[str, Any]) -> SignedHead:
    signed = SignedHead(
        fields["head"].encode("ascii"),
        bytes.fromhex(fields["signature"]),
        bytes.fromhex(fields.get("public_key", "")),
    )
    if signed.head.size < 0:
        raise ValueError
    return signed


def _hash(written: str) -> bytes:
    found = bytes.fromhex(written)
    if len(found) != HASH_BYTES:
        raise ValueError
    return found
