"""Reads of administration: authorities, and the officers an administrator may look after. Staff, never content."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts import factors, models

PAGE = 50


@dataclass(frozen=True)
class Staff:
    """One page of the officers, and how many there are."""

    officers: tuple[models.Officer, ...]
    total: int
    page: int


def staff_for(reader: Officer, *, words: str = "", page: int = 1) -> Staff:
    """Return the officers an administrator looks after, by handle, those whose handle or name holds the words.

    Raises:
        NotPermitted: The function does not manage officers.
    """
    found = _looked_after(reader).select_related("authority").order_by("handle")
    if words:
        found = found.filter(Q(handle__icontains=words) | Q(display_name__icontains=words))
    total = found.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    return Staff(tuple(found[(page - 1) * PAGE : page * PAGE]), total, page)


def officer_for(reader: Officer, handle: str) -> models.Officer:
    """Return one officer an administrator looks after.

    Raises:
        NotPermitted: The function does not manage officers.
        NotFound: There is none, it is the node's own service, or another authority looks after it.
    """
    account = _looked_after(reader).select_related("authority").filter(handle=handle).first()
    if account is None:
        raise NotFound(kind="officer")
    return account


def has_second_factor(account: models.Officer) -> bool:
    """Return whether an officer has set up a second factor."""
    return factors.count_of(account.pk) > 0


def subject_of(account: models.Officer) -> str:
    """Return who an officer is at the provider of sign-on; nothing where that was not written down."""
    return models.SignOn.objects.filter(officer=account).values_list("subject", flat=True).first() or ""


def duties_of(account: models.Officer) -> tuple[tuple[str, str], ...]:
    """Return the functions and purposes an officer may act in."""
    return tuple(account.grants.values_list("function", "purpose"))


def authorities_for(reader: Officer) -> tuple[models.Authority, ...]:
    """Return every authority of the node by code, with `active`: how many of its officers may sign in.

    Raises:
        NotPermitted: The function does not manage officers.
    """
    check_permission(reader, Permission.OFFICER_MANAGE)
    may_sign_in = Q(officers__is_active=True, officers__is_service=False)
    return tuple(models.Authority.objects.annotate(active=Count("officers", filter=may_sign_in)).order_by("code"))


def authority_for(reader: Officer, code: str) -> models.Authority:
    """Return one authority that an administrator may add officers to or change.

    Raises:
        NotPermitted: The function does not manage officers.
        NotFound: There is none, or it is not for this administrator.
    """
    check_permission(reader, Permission.OFFICER_MANAGE)
    authority = models.Authority.objects.filter(code=code).first()
    if authority is None or code not in codes_for(reader):
        raise NotFound(kind="authority")
    return authority


def is_of_the_house(reader: Officer) -> bool:
    """Return whether an administrator is of the authority that made the node, and looks after its guests too."""
    return models.Authority.objects.order_by("pk").values_list("code", flat=True).first() == reader.reader.authority


def check_house(reader: Officer) -> None:
    """Refuse who does not look after the whole node.

    Raises:
        NotPermitted: The function does not manage officers.
        NotFound: The administrator is not of the authority that made the node.
    """
    check_permission(reader, Permission.OFFICER_MANAGE)
    if not is_of_the_house(reader):
        raise NotFound(kind="authority")


def codes_for(reader: Officer) -> tuple[str, ...]:
    """Return the authorities whose officers an administrator looks after: the own one; all, for who made the node."""
    if is_of_the_house(reader):
        return tuple(models.Authority.objects.order_by("code").values_list("code", flat=True))
    return (reader.reader.authority,)


def _looked_after(reader: Officer) -> QuerySet[models.Officer]:
    check_permission(reader, Permission.OFFICER_MANAGE)
    return models.Officer.objects.filter(is_service=False, authority__code__in=codes_for(reader))
