"""Needs and offers of the demonstration: one that nobody answered, and one that is handed over and not delivered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from corridor.core.access.records import Officer
from corridor.core.capacity.codes import Kind, Side, Unit
from corridor.core.capacity.records import Pledge, Post, Quantity
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.desk.capacity import actions, delivering

NEEDY = "xb.tamsel:rapporteur:strategic-analysis"
GIVER, CONFIRMER = "xa.brine:rapporteur:strategic-analysis", "xa.holt:focal-point:strategic-analysis"
CORRIDOR = "Northern crossing"


def add_needs(now: datetime) -> None:
    """Post needs and an offer, and pledge and hand over something that still lacks its checks."""
    needy, giver, confirmer = (_officer(one, now) for one in (NEEDY, GIVER, CONFIRMER))
    rafts = Post(
        side=Side.NEED,
        kind=Kind.EQUIPMENT,
        pillar=Pillar.RESPONSE,
        corridor=CORRIDOR,
        title="Life rafts for rescue at sea (invented)",
        words="For the rescue of people in distress alone.",
        quantity=Quantity(Decimal(12), Unit.PIECES),
        until=now.date() + timedelta(days=240),
        level=Level.PUBLIC,
    )
    places = replace(
        rafts,
        kind=Kind.TRAINING,
        pillar=Pillar.PROTECTION,
        title="Places in a course on first contact with survivors (invented)",
        words="",
        quantity=Quantity(Decimal(40), Unit.PLACES),
    )
    need = actions.post(by=needy, said=rafts, now=now)
    actions.post(by=needy, said=places, now=now)
    offer = replace(rafts, side=Side.OFFER, title="Rafts from our stores (invented)", conditions="For rescue alone.")
    offered = actions.post(by=giver, said=offer, now=now)
    actions.match(by=giver, need=need, offer=offered, now=now)
    promised = Pledge(
        donors=(giver.reader.authority,),
        receiver=needy.reader.authority,
        kind=Kind.EQUIPMENT,
        pillar=Pillar.RESPONSE,
        corridor=CORRIDOR,
        title="Eight life rafts (invented)",
        quantity=Quantity(Decimal(8), Unit.PIECES),
        since=now.date() - timedelta(days=60),
        until=now.date() + timedelta(days=120),
        level=Level.PUBLIC,
    )
    pledge = actions.pledge(by=giver, said=promised, need=need, now=now)
    actions.confirm(by=confirmer, uid=pledge, now=now)
    on = now.date() - timedelta(days=10)
    delivering.hand_over(by=giver, pledge=pledge, amount=Decimal(4), on=on, now=now)


def _officer(actor: str, now: datetime) -> Officer:
    """Return an officer of the demonstration in the duty that is named."""
    return accounts.take_duty(*people.duty_named(actor), now=now)
