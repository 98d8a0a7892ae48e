"""What the tests of needs and offers post, pledge and check."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from corridor.core.access.records import Officer
from corridor.core.capacity.codes import Check, Kind, Result, Side, Unit
from corridor.core.capacity.records import Pledge, Post, Quantity
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level
from corridor.web.desk.capacity import actions, delivering
from tests import cast

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = NOW.date()
NEED = Post(
    side=Side.NEED,
    kind=Kind.EQUIPMENT,
    pillar=Pillar.RESPONSE,
    corridor="Northern crossing",
    title="Rescue rafts",
    words="",
    quantity=Quantity(Decimal(10), Unit.PIECES),
    until=date(2027, 6, 1),
    level=Level.PUBLIC,
)
OFFER = replace(NEED, side=Side.OFFER, title="Rafts", conditions="For rescue alone.")
PLEDGE = Pledge(
    donors=("XA-POL",),
    receiver="XB-BRD",
    kind=Kind.EQUIPMENT,
    pillar=Pillar.RESPONSE,
    corridor="Northern crossing",
    title="Ten rafts",
    quantity=Quantity(Decimal(10), Unit.PIECES),
    since=DAY,
    until=date(2027, 6, 1),
    level=Level.PUBLIC,
)
END_USE = delivering.Said(Check.END_USE, DAY, "Where they lie.", Result.ACCEPTABLE, DAY + timedelta(days=180))
RIGHTS = replace(END_USE, what=Check.RIGHTS, words="How they were used.")


def officer(member: cast.Member) -> Officer:
    """Return a member of the cast as an officer."""
    return cast.officer(member)


def as_(handle: str, member: cast.Member) -> Officer:
    """Return an officer in a member's function with another handle."""
    return replace(cast.officer(member), handle=handle)


def pledged(said: Pledge = PLEDGE, need: str = "") -> str:
    """Return a pledge of XA that a second officer confirmed."""
    uid = actions.pledge(by=officer(cast.RAPPORTEUR_XA), said=said, need=need, now=NOW)
    actions.confirm(by=officer(cast.FOCAL_XA), uid=uid, now=NOW)
    return uid


def handed(pledge: str, amount: int = 10) -> str:
    """Return what was handed over of a pledge."""
    by = officer(cast.RAPPORTEUR_XA)
    return delivering.hand_over(by=by, pledge=pledge, amount=Decimal(amount), on=DAY, now=NOW)


def checked(pledge: str, uid: str) -> None:
    """Make both checks, by two officers of the donor."""
    delivering.check(by=officer(cast.RAPPORTEUR_XA), pledge=pledge, uid=uid, said=END_USE, now=NOW)
    delivering.check(by=officer(cast.FOCAL_XA), pledge=pledge, uid=uid, said=RIGHTS, now=NOW)
