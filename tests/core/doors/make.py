"""What the tests of the doors are made of."""

from __future__ import annotations

from datetime import date

from corridor.core.doors.codes import Ground, Kind
from corridor.core.doors.records import Card, FieldChosen, HandOver, Message, Proposal

TODAY = date(2026, 11, 22)
AGES, SEXES, NEEDS = ("adult", "child"), ("female", "male"), ("medical", "safety")
FIELDS = ("name", "danger")
PARTICULARS = {
    Ground.CONSENT: {"consent": "a" * 32},
    Ground.COMPULSION: {
        "instrument": "Order 7 of 2026",
        "issuer": "Court of XB",
        "issued_on": "2026-11-01",
        "scope": "the name",
        "served_on": "2026-11-10",
        "answer_by": "2026-12-01",
    },
    Ground.DANGER_TO_LIFE: {"whose": "those in the shed", "why_now": "the gas is on"},
    Ground.CHILD: {"determination": "BID 12", "determined_on": "2026-11-20"},
}


def hand_over(**given: object) -> HandOver:
    """Return a hand-over that can be sent."""
    plain: dict[str, object] = {"receipt": "AAAA-BBBB-CCCC-DDDD", "on": "2026-11-22", "reach": "shed 4, until dusk"}
    return HandOver(**{**plain, **given})  # type: ignore[arg-type]  # texts and codes


def proposal(ground: Ground = Ground.COMPULSION, **given: object) -> Proposal:
    """Return a disclosure that can be proposed."""
    plain: dict[str, object] = {
        "ground": ground,
        "particulars": PARTICULARS[ground],
        "authority": "XA-POL",
        "function": "investigator",
        "purpose": "detection-and-investigation",
        "fields": (FieldChosen("name", "Ansel", "the order names it"),),
        "until": date(2026, 12, 10),
    }
    return Proposal(**{**plain, **given})  # type: ignore[arg-type]  # as the record says


def message(**given: object) -> Message:
    """Return a message."""
    plain: dict[str, object] = {
        "kind": Kind.ATTESTATION,
        "uid": "1" * 32,
        "sender": "XA-POL",
        "recipient": "INT-MPA",
        "at": "2026-11-22T10:00:00Z",
        "body": {"uid": "2" * 32, "held": "held"},
    }
    return Message(**{**plain, **given})  # type: ignore[arg-type]  # as the record says


def card(**given: object) -> Card:
    """Return a card."""
    plain: dict[str, object] = {
        "code": "INT-MPA",
        "name": "Protection node",
        "kind": "protection",
        "country": "XB",
        "zone": "protection",
        "origin": "https://door.example",
        "sealing_key": bytes(32),
        "signing_key": bytes(range(32)),
    }
    return Card(**{**plain, **given})  # type: ignore[arg-type]  # as the record says
