"""Reads about officers: who acts, for whom, in which function and for which purpose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from corridor import shelf
from corridor.core.access.codes import Permission, Zone
from corridor.core.access.records import Officer
from corridor.core.handling.records import Reader
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import models
from corridor.web.base.marks.queries import live_class
from corridor.web.base.zone import zone


class ActorUnknown(CorridorError):
    """No such officer acts on this node, or not in this function and for this purpose."""

    code = "access.E10"
    template = "no officer of this node may act as {actor}"
    hint = "Name an officer, function and purpose that the node knows, as handle:function:purpose."
    status = 403


@dataclass(frozen=True)
class Duty:
    """One function and purpose an officer may choose at sign-in."""

    id: int
    function: str
    purpose: str


def duties_of(account: models.Officer) -> tuple[Duty, ...]:
    """Return the functions and purposes an officer may act in; one of another zone counts for nothing."""
    functions = shelf.functions()
    return tuple(
        Duty(grant.pk, grant.function, grant.purpose)
        for grant in account.grants.all()
        if grant.function in functions and functions[grant.function].zone in (Zone.ANY, settings.ZONE)
    )


def reader_for(account: models.Officer, duty: Duty) -> Reader:
    """Return the reader that an officer becomes in one function and for one purpose."""
    return Reader(
        authority=account.authority.code,
        function=duty.function,
        purpose=duty.purpose,
        clearance=account.clearance,
        compartments=frozenset(account.compartments),
    )


def acting(account: models.Officer, duty: Duty, now: datetime) -> Officer | None:
    """Return the officer in this duty while its reader class is live; None when a purpose must be chosen anew."""
    reader = reader_for(account, duty)
    row = live_class(reader, now)
    return None if row is None else officer_in(account, reader, row.pk)


def officer_in(account: models.Officer, reader: Reader, reader_class: int) -> Officer:
    """Return the officer as the rest of the node knows one: the account, its reader, its class and permissions."""
    zone().come_up_to_date()
    return Officer(
        id=account.pk,
        handle=account.handle,
        reader=reader,
        permissions=shelf.functions()[reader.function].permissions,
        reader_class=reader_class,
    )


def account_of(handle: str) -> models.Officer | None:
    """Return the active account of a handle."""
    return models.Officer.objects.select_related("authority").filter(handle=handle, is_active=True).first()


def account_numbered(number: int) -> models.Officer | None:
    """Return the active account of a number, as tables of the zone keep it."""
    return models.Officer.objects.select_related("authority").filter(pk=number, is_active=True).first()


def left_among(numbers: Collection[int]) -> set[int]:
    """Return which of these officers have left."""
    left = models.Officer.objects.filter(pk__in=sorted(set(numbers)), left_at__isnull=False)
    return set(left.values_list("pk", flat=True))


def name_of(officer: Officer) -> str:
    """Return how an officer is called, for its own pages."""
    return models.Officer.objects.values_list("display_name", flat=True).get(pk=officer.id)


def duty_named(actor: str) -> tuple[models.Officer, Duty]:
    """Return the account and duty that a command names as `handle[:function[:purpose]]`; the first that fits.

    Raises:
        ActorUnknown: Nobody fits.
    """
    handle, _, rest = actor.partition(":")
    function, _, purpose = rest.partition(":")
    account = account_of(handle)
    if account is not None:
        for duty in duties_of(account):
            if function in ("", duty.function) and purpose in ("", duty.purpose):
                return account, duty
    raise ActorUnknown(actor=actor)


def without_content(actor: str) -> Officer:
    """Return the officer whom a command names, without a reader class: every content is denied.

    Raises:
        ActorUnknown: Nobody fits.
    """
    account, duty = duty_named(actor)
    return officer_in(account, reader_for(account, duty), 0)


def service_handle() -> str:
    """Return the handle of the node's own service officer.

    Raises:
        ActorUnknown: The node has none yet.
    """
    handle = models.Officer.objects.filter(is_service=True).order_by("pk").values_list("handle", flat=True).first()
    if handle is None:
        raise ActorUnknown(actor="service")
    return handle


def without_second_factor() -> int:
    """Return how many people may sign in and have not set up a second factor yet."""
    people = models.Officer.objects.filter(is_active=True, is_service=False)
    return people.exclude(authenticator__type__in=("totp", "webauthn")).count()


def authorities() -> tuple[tuple[str, str], ...]:
    """Return the code and name of every authority that this node knows and that was not closed, by code."""
    open_ones = models.Authority.objects.filter(closed_at__isnull=True)
    return tuple(open_ones.order_by("code").values_list("code", "name"))


def closed_authorities() -> frozenset[str]:
    """Return the codes of the authorities that were of this node and were closed."""
    return frozenset(models.Authority.objects.filter(closed_at__isnull=False).values_list("code", flat=True))


def authorities_of(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the code and name of every authority of one kind that was not closed, by code."""
    open_ones = models.Authority.objects.filter(kind=kind, closed_at__isnull=True)
    return tuple(open_ones.order_by("code").values_list("code", "name"))


@dataclass(frozen=True)
class Colleague:
    """Somebody who may act in a function: the handle, the name, the authority and its kind."""

    handle: str
    name: str
    authority: str
    kind: str


def officers_in(function: str) -> tuple[Colleague, ...]:
    """Return the active officers who may act in a function, by handle; the node's own service is none of them."""
    found = models.Officer.objects.filter(is_active=True, is_service=False, grants__function=function)
    found = found.filter(authority__closed_at__isnull=True).order_by("handle").distinct()
    rows = found.values_list("handle", "display_name", "authority__code", "authority__kind")
    return tuple(Colleague(*row) for row in rows)


def authority_of(code: str) -> models.Authority:
    """Return an authority of this node by its code."""
    return models.Authority.objects.get(code=code)


def colleague(handle: str, authority: str, needed: frozenset[Permission]) -> str | None:
    """Return the handle of an active officer of one authority in a function that carries the permissions, or nothing.

    Officers of other authorities and handles that nobody has are the same answer.
    """
    account = account_of(handle)
    if account is None or account.is_service or account.authority.code != authority:
        return None
    functions = (shelf.functions()[duty.function] for duty in duties_of(account))
    return account.handle if any(needed <= function.permissions for function in functions) else None


def is_of_the_house(reader: Officer) -> bool:
    """Return whether somebody is of the authority that made the node, where others may be guests."""
    return models.Authority.objects.order_by("pk").values_list("code", flat=True).first() == reader.reader.authority


def staff_of(authority: str = "") -> tuple[tuple[str, str], ...]:
    """Return handle and name of everybody who has not left, of one authority or of all, by handle; for oversight."""
    staff = models.Officer.objects.filter(is_service=False, left_at__isnull=True)
    if authority:
        staff = staff.filter(authority__code=authority)
    return tuple(staff.order_by("handle").values_list("handle", "display_name"))


def colleagues(authority: str, needed: frozenset[Permission]) -> tuple[tuple[str, str], ...]:
    """Return handle and name of the active officers of one authority who have a function with the permissions."""
    functions = shelf.functions()
    active = models.Officer.objects.filter(authority__code=authority, is_active=True, is_service=False)
    return tuple(
        (account.handle, account.display_name)
        for account in active.prefetch_related("grants").order_by("handle")
        if any(needed <= functions[duty.function].permissions for duty in duties_of(account))
    )
