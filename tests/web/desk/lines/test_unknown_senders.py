"""What anybody learns and costs who brings letters that no partner signed: nothing of who is known, and not much."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.rates import Allowance, Rate
from corridor.core.exchange.codes import Reason
from corridor.web.base.doors import keyring
from corridor.web.base.doors.models import Door
from corridor.web.base.exchange import wire
from corridor.web.base.ledger import turn
from corridor.web.desk.lines.keyring import public_of
from tests.nodes import Node
from tests.web.desk.lines.far import ADDRESS, Far, brought

pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def far(node: Node) -> Far:
    return Far().introduce()


def forged(sender: Far) -> bytes:
    """Return a letter as anybody writes it who knows the public keys on two cards."""
    header = {"alg": "Ed25519", "typ": wire.LETTER, "kid": wire.key_id(public_of(sender.node))}
    parts = json.dumps(header).encode(), b"{}", bytes(64)
    inside = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    return wire.sealed(inside, keyring.public_key())


def came_from(address: str, letter: bytes) -> int:
    """Bring a letter from an address of the network; return the status of the answer."""
    return int(Client(REMOTE_ADDR=address).post(ADDRESS, letter, content_type="application/jose").status_code)


def test_nobody_learns_by_forged_letters_who_the_partners_are_or_whose_key_was_revoked(far: Far) -> None:
    revoked = Far(code="XE-NAT", authority="XE-POL").introduce()
    with turn.write():
        Door.objects.filter(code=revoked.code).update(closed_at=timezone.now())
    nobody = Far(code="XF-NAT", authority="XF-POL")

    told = {(brought(forged(one)).status_code, brought(forged(one)).content) for one in (far, revoked, nobody)}

    assert told == {(422, json.dumps({"reason": Reason.SENDER_UNKNOWN.value}).encode())}


def test_letters_that_nobody_signed_are_counted_for_their_address_before_they_are_opened(
    far: Far, settings: Any
) -> None:
    settings.RATES = {Allowance.OPENINGS: Rate(3, 60)}
    junk = forged(Far(code="XF-NAT", authority="XF-POL"))

    assert [came_from("192.0.2.1", junk) for _ in range(5)] == [422, 422, 422, 429, 429]
    assert came_from("192.0.2.1", far.sealed(far.empty())) == 429
    assert came_from("192.0.2.2", far.sealed(far.empty())) == 200


def test_large_letters_are_counted_by_themselves(far: Far, settings: Any) -> None:
    settings.RATES = {Allowance.LARGE_OPENINGS: Rate(2, 60)}
    large = wire.sealed(b"x" * 300_000, keyring.public_key())

    assert [came_from("192.0.2.1", large) for _ in range(4)] == [422, 422, 429, 429]
    assert came_from("192.0.2.1", far.sealed(far.empty())) == 200


def test_many_addresses_together_have_one_allowance_and_shut_no_partner_out(far: Far, settings: Any) -> None:
    settings.RATES = {Allowance.STRANGERS: Rate(3, 60)}
    junk = forged(Far(code="XF-NAT", authority="XF-POL"))
    assert came_from("198.51.100.7", far.sealed(far.empty())) == 200

    statuses = [came_from(f"192.0.2.{last}", junk) for last in range(1, 6)]

    assert statuses == [422, 422, 429, 429, 429]
    assert came_from("198.51.100.7", far.sealed(far.empty())) == 200


def test_the_allowances_leave_room_for_twenty_partners_behind_one_address() -> None:
    from corridor.core.access.rates import DEFAULTS

    each = DEFAULTS[Allowance.OPENINGS]
    assert each.times / each.seconds >= 20
    assert DEFAULTS[Allowance.STRANGERS].times > each.times
