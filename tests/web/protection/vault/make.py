"""Cases for tests, each with words by which a leak would be seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.casework.codes import MUST_EXPLAIN, Basis, GivenBy, Item
from corridor.core.casework.records import Giving
from corridor.web.protection.vault import actions, bodies, sharing
from corridor.web.protection.vault.models import ProtectionBody
from tests import cast

NAME = "Ketevora Zinzindel"
WORDS = "quorblimey"
"""Words that stand in no other place."""

BODY = "INT-MPB"


def officer() -> Officer:
    """Return the protection officer who opens cases here."""
    return cast.officer(cast.PROTECTION_OFFICER)


def case(by: Officer | None = None, *, now: datetime | None = None, basis: Basis = Basis.CONSENT, **said: str) -> str:
    """Open a case of somebody and return its reference."""
    person = {name: ("stated", words) for name, words in ({"called": NAME} | said).items()}
    opening = actions.Opening(basis, person, ({"kind": "shelter", "urgent": True, "words": WORDS},))
    return actions.open_case(by=by or officer(), opening=opening, now=now or timezone.now())


def consent(
    ref: str,
    *,
    by: Officer | None = None,
    purpose: str = "onward-protection",
    recipient: str = BODY,
    fields: frozenset[str] = frozenset({"name", "needs"}),
    days: int = 30,
    now: datetime | None = None,
    given_by: GivenBy = GivenBy.PERSON,
    informed: frozenset[str] = MUST_EXPLAIN,
) -> str:
    """Write down a consent and return its identifier."""
    now = now or timezone.now()
    agreed = sharing.Agreed(
        Giving(purpose, recipient, fields), now + timedelta(days=days), given_by, informed, "spoken", "Tigrinya"
    )
    return sharing.record_consent(by=by or officer(), ref=ref, agreed=agreed, now=now)


def need(ref: str, words: str = WORDS, *, by: Officer | None = None) -> str:
    """Note a need and return its identifier."""
    values = {"kind": "medical-care", "words": words}
    return actions.write_entry(by=by or officer(), ref=ref, item=Item.NEED, values=values, now=timezone.now())


def body(code: str = BODY, *, kind: str = "protection", checked: bool = True) -> bytes:
    """Let the node know a body, and return the private key with which that body opens what is sealed to it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from corridor.web.base.sealing import new_pair

    private, public = new_pair()
    signing = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    now = timezone.now()
    row = ProtectionBody.objects.create(
        code=code, name="Haven of XC", kind=kind, sealing_key=public, signing_key=signing, added_by="a", added_at=now
    )
    if checked:
        ProtectionBody.objects.filter(pk=row.pk).update(checked_by="b", checked_at=now)
    assert bodies.card_of(row).fingerprint
    return private
