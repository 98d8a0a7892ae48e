"""Reads of sealed compartments, for who is named; for everybody else there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.accounts.queries import colleague
from corridor.web.desk.compartments.models import Compartment, Identity, Named, Notice, Opening

KEEPING = frozenset({Permission.COMPARTMENT_KEEP})
SHOWN_NOTICES = 100


@dataclass(frozen=True)
class Seen:
    """A compartment as somebody who is named sees it; only the owner is told what happened."""

    compartment: Compartment
    named: tuple[Named, ...]
    identities: tuple[Identity, ...]
    openings: tuple[Opening, ...]
    notices: tuple[Notice, ...]
    is_owner: bool


def compartments_for(officer: Officer) -> tuple[Compartment, ...]:
    """Return the compartments for which an officer is named, by name."""
    check_permission(officer, Permission.COMPARTMENT_KEEP)
    found = Compartment.objects.filter(authority=officer.reader.authority).order_by("ref", "uid")
    return tuple(one for one in found if officer.handle in agreed_of(one))


def proposals_for(officer: Officer) -> tuple[Named, ...]:
    """Return the compartments for which an officer is proposed as the second person and may accept."""
    check_permission(officer, Permission.COMPARTMENT_KEEP)
    asked = Named.objects.select_related("compartment").filter(
        handle=officer.handle, agreed_at=None, ended_at=None, compartment__authority=officer.reader.authority
    )
    return tuple(one for one in asked.order_by("named_at") if len(active_of(one.compartment)) < 2)


def compartment_for(officer: Officer, uid: str) -> Compartment:
    """Return one compartment for which an officer is named, or behave as if it did not exist."""
    check_permission(officer, Permission.COMPARTMENT_KEEP)
    found = Compartment.objects.filter(uid=uid, authority=officer.reader.authority).first() if is_uid(uid) else None
    if found is None or officer.handle not in agreed_of(found):
        raise NotFound(kind="compartment")
    return found


def agreed_of(compartment: Compartment) -> set[str]:
    """Return the handles of everybody who is named, the owner among them."""
    named = compartment.named.filter(ended_at=None).exclude(agreed_at=None)
    return {compartment.owner, *named.values_list("handle", flat=True)}


def active_of(compartment: Compartment) -> set[str]:
    """Return those who are named and may still act; a leaver is no second person."""
    named = agreed_of(compartment)
    return {handle for handle in named if colleague(handle, compartment.authority, KEEPING) is not None}


def owner_of(compartment: Compartment) -> str:
    """Return who acts as owner: the owner, or, once that account has left, the person named longest who has not."""
    if colleague(compartment.owner, compartment.authority, KEEPING) is not None:
        return compartment.owner
    named = compartment.named.filter(ended_at=None).exclude(agreed_at=None).order_by("agreed_at", "pk")
    heirs = (colleague(handle, compartment.authority, KEEPING) for handle in named.values_list("handle", flat=True))
    return next((heir for heir in heirs if heir is not None), compartment.owner)


def seen_for(officer: Officer, uid: str) -> Seen:
    """Return a compartment with everything that a named officer may know of it.

    Raises:
        NotFound: There is none for this officer.
    """
    found = compartment_for(officer, uid)
    is_owner = owner_of(found) == officer.handle
    openings = Opening.objects.select_related("identity").filter(identity__compartment=found)
    return Seen(
        compartment=found,
        named=tuple(found.named.filter(ended_at=None).order_by("named_at", "pk")),
        identities=tuple(found.identities.order_by("pseudonym")),
        openings=tuple(openings.order_by("-asked_at", "-pk")[:SHOWN_NOTICES]),
        notices=tuple(found.notices.order_by("-at", "-pk")[:SHOWN_NOTICES]) if is_owner else (),
        is_owner=is_owner,
    )


def identity_for(officer: Officer, uid: str) -> Identity:
    """Return one identity of a compartment for which an officer is named, or behave as if it did not exist."""
    check_permission(officer, Permission.COMPARTMENT_KEEP)
    found = Identity.objects.select_related("compartment").filter(uid=uid).first() if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="identity")
    compartment_for(officer, found.compartment.uid)
    return found


def opening_for(officer: Officer, uid: str) -> Opening:
    """Return one opening in a compartment for which an officer is named, or behave as if it did not exist."""
    check_permission(officer, Permission.COMPARTMENT_KEEP)
    found = Opening.objects.select_related("identity__compartment").filter(uid=uid).first() if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="opening")
    compartment_for(officer, found.identity.compartment.uid)
    return found


def count_unseen(officer: Officer) -> int:
    """Return how many notices wait for an owner."""
    own = [one.pk for one in compartments_for(officer) if owner_of(one) == officer.handle]
    return Notice.objects.filter(compartment__in=own, seen_at=None).count()


def may_be_opened(opening: Opening, now: datetime) -> bool:
    """Return whether whoever asked may open an identity now."""
    return (
        opening.is_approved
        and opening.opened_at is None
        and opening.open_until is not None
        and now < opening.open_until
    )
