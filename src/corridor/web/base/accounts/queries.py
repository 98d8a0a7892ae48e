"""Reads about officers: who acts, for whom, in which function and for which purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.handling.records import Reader
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import models
from corridor.web.base.marks.queries import live_class


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
    """Return the functions and purposes an officer may act in."""
    return tuple(Duty(grant.pk, grant.function, grant.purpose) for grant in account.grants.all())


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
    return people.exclude(authenticator__type="totp").count()


def authorities() -> tuple[tuple[str, str], ...]:
    """Return the code and name of every authority that this node knows and that was not closed, by code."""
    open_ones = models.Authority.objects.filter(closed_at__isnull=True)
    return tuple(open_ones.order_by("code").values_list("code", "name"))


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
