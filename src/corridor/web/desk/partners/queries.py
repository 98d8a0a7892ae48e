"""Reads of partners: how things stand with one, what may go there today, and whether it is suspended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corridor import shelf
from corridor.core.access.codes import Permission, Zone
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.partners import records, rules
from corridor.core.partners.codes import Content, Finding
from corridor.core.partners.errors import PartnerSuspended
from corridor.core.partners.records import Dealings, Outgoing
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors import queries as doors
from corridor.web.desk.partners import instruments
from corridor.web.desk.partners.models import Assessment, Ceiling, Suspension

ZONE = "desk"


@dataclass(frozen=True)
class Card:
    """What the accepted card of a partner says."""

    code: str
    name: str
    country: str
    kind: str
    since: date
    fingerprint: str


@dataclass(frozen=True)
class Partner:
    """A partner with what was signed, found and decided about it, for one day; the latest of each first."""

    card: Card
    dealings: Dealings
    admitted: frozenset[Content]
    ceilings: tuple[Ceiling, ...]
    assessments: tuple[Assessment, ...]
    suspensions: tuple[Suspension, ...]


def partners_for(reader: Officer, *, today: date) -> tuple[Partner, ...]:
    """Return every partner, by code.

    Raises:
        NotPermitted: The function does not look at partners.
    """
    check_permission(reader, Permission.PARTNER_READ)
    return tuple(_partner(card_of(door.code), today) for door in doors.open_doors(ZONE))


def partner_for(reader: Officer, code: str, *, today: date) -> Partner:
    """Return one partner.

    Raises:
        NotPermitted: The function does not look at partners.
        NotFound: There is none whose card two people accepted.
    """
    check_permission(reader, Permission.PARTNER_READ)
    return _partner(card_of(code), today)


def card_of(code: str) -> Card:
    """Return the accepted card of a partner.

    Raises:
        NotFound: There is none whose card two people accepted.
    """
    try:
        door = doors.open_door(code, ZONE)
    except NotFound as missing:
        raise NotFound(kind="partner") from missing
    return Card(door.code, door.name, door.country, door.kind, door.added_at.date(), door.fingerprint)


def own_country() -> str:
    """Return the State of the authority that keeps this node."""
    return people.authority_of(doors.own_code()).country


def purposes() -> tuple[str, ...]:
    """Return the purposes of law enforcement and justice that touch content, for which something may be shared."""
    of_the_desk = {
        one for function in shelf.functions().values() if function.zone == Zone.DESK for one in function.purposes
    }
    return tuple(sorted(of_the_desk & shelf.schemes().content_purposes))


def is_suspended(partner: str) -> bool:
    """Tell whether a partner is suspended: nothing goes there, and what comes is kept aside."""
    return Suspension.objects.filter(partner=partner, lifted_at=None).exists()


def suspended() -> frozenset[str]:
    """Return the codes of all partners that are suspended."""
    return frozenset(Suspension.objects.filter(lifted_at=None).values_list("partner", flat=True))


def is_lifting_asked(partner: str) -> bool:
    """Tell whether somebody has asked that the suspension of a partner be lifted."""
    return Suspension.objects.filter(partner=partner, lifted_at=None).exclude(asked_by="").exists()


def check_not_suspended(partner: str) -> None:
    """Refuse to put anything out for a partner that is suspended.

    Raises:
        PartnerSuspended: It is.
    """
    if is_suspended(partner):
        raise PartnerSuspended(partner=partner, kind="item", refusals="partner-suspended")


def check_may_go(partner: str, *, purpose: str, is_personal: bool, kind: str, today: date) -> str:
    """Return the legal basis on which something goes to a partner today, or refuse it; `none` for what needs none.

    This is asked beside the marking, never instead: it opens nothing that a marking closes.

    Raises:
        NotFound: There is no such partner.
        NotToPartner: Each of its kinds says why not and what to do.
    """
    return rules.check_may_go(dealings_with(partner, today), Outgoing(kind, purpose, is_personal), today=today)


def dealings_with(partner: str, today: date) -> Dealings:
    """Return how things stand with one partner on a day.

    Raises:
        NotFound: There is none whose card two people accepted.
    """
    card = card_of(partner)
    signed = Ceiling.objects.filter(partner=partner).exclude(confirmed_by="").order_by("-confirmed_at", "-pk").first()
    told = Assessment.objects.filter(partner=partner).order_by("-at", "-pk")
    ceiling = ceiling_of(signed) if signed is not None else None
    stands = ceiling is not None and instruments.stands(
        own_country(), card.country, on=today, measure=ceiling.measure, code=ceiling.basis
    )
    return Dealings(partner, ceiling, _counting(tuple(told)), is_suspended(partner), stands)


def _counting(told: tuple[Assessment, ...]) -> records.Assessment | None:
    """Return the latest assessment that counts: one that was confirmed, or that only closes."""
    found = next((one for one in told if one.confirmed_by or one.finding == Finding.SERIOUS_RISK), None)
    return assessment_of(found) if found is not None else None


def ceiling_of(row: Ceiling) -> records.Ceiling:
    """Return a ceiling as it was signed."""
    return records.Ceiling(
        contents=frozenset(map(Content, row.contents)),
        purposes=frozenset(row.purposes),
        measure=row.measure,
        basis=row.basis,
        until=row.until,
        reference=row.reference,
        is_ended=row.ended_at is not None,
    )


def assessment_of(row: Assessment) -> records.Assessment:
    """Return an assessment as it was written down."""
    return records.Assessment(Finding(row.finding), row.made_on, row.review_on, row.reference)


def _partner(card: Card, today: date) -> Partner:
    dealings = dealings_with(card.code, today)
    return Partner(
        card=card,
        dealings=dealings,
        admitted=rules.admitted(dealings, today),
        ceilings=tuple(Ceiling.objects.filter(partner=card.code).order_by("-signed_at", "-pk")),
        assessments=tuple(Assessment.objects.filter(partner=card.code).order_by("-at", "-pk")),
        suspensions=tuple(Suspension.objects.filter(partner=card.code).order_by("-at", "-pk")),
    )
