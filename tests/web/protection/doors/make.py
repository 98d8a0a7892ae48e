"""What the tests of the doors of protection are made of."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from corridor.core.doors import bodies
from corridor.core.doors.codes import Ground, Kind
from corridor.core.doors.records import FieldChosen, HandOver, Proposal
from corridor.web.protection.doors import models
from tests import cast, peer
from tests.core.doors import make as core
from tests.peer import Peer
from tests.web.protection.vault import make as vault


def desk() -> Peer:
    """Return a desk that the protection node knows."""
    found = Peer("XA-POL", "desk", "police")
    found.introduce(cast.ADMINISTRATOR_MPA, cast.OVERSEER_MPA)
    return found


def arrive(found: Peer, one: HandOver | None = None) -> models.HandOver:
    """Let a person be handed over and return the row."""
    one = one or core.hand_over(on=timezone.now().date().isoformat())
    peer.send(found.envelope(found.message(Kind.HAND_OVER, bodies.hand_over_body(one))))
    return models.HandOver.objects.latest("pk")


def consent(ref: str, *, recipient: str = "XA-POL", parts: frozenset[str] = frozenset({"name"}), days: int = 60) -> str:
    """Return the reference of a consent to an investigation of those who harmed the person."""
    return vault.consent(ref, purpose="investigation-of-those-who-harmed", recipient=recipient, fields=parts, days=days)


def proposal(ground: Ground = Ground.COMPULSION, **given: object) -> Proposal:
    """Return a disclosure that can be proposed today."""
    today = timezone.now().date()
    particulars = {
        name: today.isoformat() if name.endswith(("_on", "_by")) else said
        for name, said in core.PARTICULARS[ground].items()
    }
    plain: dict[str, object] = {
        "particulars": particulars,
        "until": today + timedelta(days=20),
        "fields": (FieldChosen("name", "Ansel Quillmark", "the order names it"),),
    }
    return core.proposal(ground, **{**plain, **given})
