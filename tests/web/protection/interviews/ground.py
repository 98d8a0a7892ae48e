"""What tests of interviews stand on: interviews as a telephone seals them, and months that are over."""

from __future__ import annotations

import base64
import json
import os
from datetime import UTC, datetime, timedelta
from typing import Any

from corridor.core.interviews.codes import SLIP_SIGNS, Offer
from corridor.core.kernel.spoken import spoken
from corridor.web.base import identity, sealing
from corridor.web.base.doors import keyring
from corridor.web.protection.interviews import actions
from tests import cast

LONG_AGO = datetime(2026, 3, 10, 9, tzinfo=UTC)
LATER = LONG_AGO + timedelta(days=120)


def told(**changed: Any) -> dict[str, Any]:
    """Return an interview as a telephone writes it."""
    return {
        "interview": 1,
        "uid": identity.uid(),
        "month": "2026-03",
        "consent": {"version": 1, "language": "ar", "given": True, "to": ["figures", "words"]},
        "offers": {offer.value: "not-wished" for offer in Offer},
        "sex": "woman",
        "age": "25-to-34",
        "origin": "XA",
        "destination": "XB",
        "way": "sea",
        "price": "2000-to-4999",
        "told_before": "nobody-before",
        "reasons": ["no-papers"],
        "sources": ["social-media"],
        "abuses": ["robbery"],
        "slip": spoken(os.urandom(SLIP_SIGNS), SLIP_SIGNS),
        "slip_before": "",
        "words": "",
        "guardian": False,
        "confirmed": False,
        **changed,
    }


def item(one: dict[str, Any]) -> dict[str, str]:
    """Return an interview sealed to the protection body."""
    content = sealing.padded(json.dumps(one).encode(), 4096)
    closed = sealing.seal_to(keyring.public_key(), content, bound=actions.BOUND + one["uid"].encode())
    return {"uid": one["uid"], "sealed": base64.b64encode(closed).decode()}


def received(count: int, now: datetime = LONG_AGO, **changed: Any) -> list[dict[str, Any]]:
    """Let so many interviews be received, and return them."""
    all_told = [told(**changed) for _ in range(count)]
    answers = actions.receive(by=cast.officer(cast.VOLUNTEER, now=now), items=[item(one) for one in all_told], now=now)
    assert all(answer.receipt for answer in answers), answers
    return all_told
