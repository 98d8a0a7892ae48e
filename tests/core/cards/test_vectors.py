"""The vectors of cards and heads read as they say, so that another program can be held against them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from corridor.core.access.ledger import signed_head_from
from corridor.core.cards import exchange
from corridor.core.cards.codes import Says
from corridor.core.cards.errors import RosterMalformed
from corridor.core.cards.rules import leads

KNOWN: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "cards" / "cards.json").read_text(encoding="utf-8")
)
READ = {"roster": exchange.roster_from, "contacts": exchange.contacts_from, "shown": exchange.shown_from}


@pytest.mark.parametrize("vector", KNOWN["vectors"], ids=lambda one: one["name"])
def test_a_vector_reads_as_it_says(vector: dict[str, Any]) -> None:
    read = READ[vector["what"]]
    if not vector["reads"]:
        with pytest.raises(RosterMalformed):
            read(vector["body"])
        return

    found: Any = read(vector["body"])

    if vector["what"] == "roster":
        roster, held = found
        assert _holds(roster.signing_key, held, exchange.held_form(vector["body"], vector["version"])) is vector["held"]
    if vector["what"] == "shown":
        earlier = signed_head_from(json.dumps(KNOWN["earlier"]))
        assert leads(earlier, found.proofs[earlier.head.size], found.head) is vector["leads"]


def test_a_node_tells_of_itself_under_one_identifier() -> None:
    assert {says.value: exchange.about_of("XB-NAT", says) for says in Says} == KNOWN["about"]


def _holds(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True
