"""Things with identifiers on the node of the cast: XA-POL holds and XB-BRD asks, or the other way round."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.utils import timezone

from corridor.core.entities.records import Draft
from corridor.core.handling.records import Marking
from corridor.web.base.ledger import turn
from corridor.web.desk.matching import actions
from corridor.web.desk.partners.models import Assessment, Ceiling
from tests import cast, make

OWNER, ASKER = "XA-POL", "XB-BRD"
PURPOSE = "operational-analysis"
CASE = "XB-2026-17"


def partners(originator: str = OWNER) -> Marking:
    """Return a marking under which every partner authority may read and match."""
    return make.marking("partners", originator)


def vessel(ref: str, imo: str = "9074729", **said: make.Said) -> Draft:
    return make.draft(ref, "Vessel", imo_number=imo, **said)


def vehicle(ref: str, plate: str, **said: make.Said) -> Draft:
    return make.draft(ref, "Vehicle", plate=plate, country="XB", **said)


def held_by_owner(*drafts: Draft, marked: Marking | None = None) -> None:
    """File what the owner holds."""
    make.file(cast.officer(cast.ANALYST_XA), *drafts, marked=marked or partners())


def held_by_asker(*drafts: Draft, marked: Marking | None = None) -> None:
    """File what the asker holds, for the asker alone."""
    make.file(cast.officer(cast.ANALYST_XB), *drafts, marked=marked or make.marking("own-authority", ASKER))


def set_made(purpose: str = PURPOSE, authority: str = ASKER) -> str:
    """Make the owner's set for the asker."""
    by = cast.officer(cast.ANALYST_XA)
    return actions.make_set(by=by, authority=authority, purpose=purpose, now=timezone.now())


def asked(*things: str, case: str = CASE, owner: str = OWNER) -> str:
    """Ask the owner about things of the asker; return the question."""
    by = cast.officer(cast.ANALYST_XB)
    return actions.ask(by=by, owner=owner, case=case, things=[make.uid(thing) for thing in things], now=timezone.now())


def open_for(partner: str) -> None:
    """Let identifiers go to a partner for an operational analysis, as two legal officers signed it."""
    now = timezone.now()
    day = now.date() + timedelta(days=90)
    with turn.write():
        Ceiling.objects.create(
            uid=secrets.token_hex(16),
            partner=partner,
            contents=["non-personal", "identifiers"],
            purposes=[PURPOSE, "detection-and-investigation"],
            measure="police-information",
            basis="invented-agreement-xa-xb",
            until=day,
            reference="A-1",
            signed_by="one",
            signed_at=now,
            confirmed_by="two",
            confirmed_at=now,
        )
        Assessment.objects.create(
            uid=secrets.token_hex(16),
            partner=partner,
            finding="acceptable",
            made_on=now.date(),
            review_on=day,
            reference="A-1",
            by="one",
            at=now,
            confirmed_by="two",
            confirmed_at=now,
        )
