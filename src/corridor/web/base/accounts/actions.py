"""Writes about officers and authorities, and taking up a duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_zone
from corridor.web.base.accounts import models, queries
from corridor.web.base.accounts.queries import Duty
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import open_class, touch
from corridor.web.base.marks.queries import is_untouched


def take_duty(account: models.Officer, duty: Duty, *, now: datetime, event: Event = Event.PURPOSE_CHANGED) -> Officer:
    """Open the reader class of an officer in one function and for one purpose, as an act of its own."""
    reader = queries.reader_for(account, duty)
    officer = queries.officer_in(account, reader, 0)
    with act(event, by=officer, now=now):
        reader_class = open_class(reader, now)
    return queries.officer_in(account, reader, reader_class)


def stay_at_work(officer: Officer, *, now: datetime) -> None:
    """Note that an officer's reader class is in use, so that it stays open while somebody works; most times a read."""
    if is_untouched(officer.reader_class, now):
        with turn.write():
            touch(officer.reader_class, now)


def add_authority(*, code: str, name: str, country: str, kind: str) -> models.Authority:
    """Add an authority, or return the one that has this code; runs inside a write."""
    return models.Authority.objects.get_or_create(code=code, defaults={"name": name, "country": country, "kind": kind})[
        0
    ]


def add_officer(
    *,
    handle: str,
    display_name: str,
    authority: models.Authority,
    duties: Sequence[tuple[str, str]],
    password: str | None,
    is_service: bool = False,
    is_demonstration: bool = False,
    clearance: int = 0,
    hashed: str = "",
    invited_until: datetime | None = None,
) -> models.Officer:
    """Add an officer who may act in these functions and purposes; runs inside a write.

    Args:
        password: In clear; None for an account that nobody signs in to.
        hashed: A password hashed already, in the place of one in clear.
        invited_until: Until when the password is good for choosing another; None where it stays.

    Raises:
        ZonesJoined: A function belongs to another zone than the node's; whoever adds, page, command or demonstration.
    """
    check_zone((function for function, _ in duties), shelf.functions(), zone=settings.ZONE)
    account = models.Officer(
        handle=handle,
        display_name=display_name,
        authority=authority,
        is_service=is_service,
        is_demonstration=is_demonstration,
        clearance=clearance,
        invited_until=invited_until,
    )
    if hashed:
        account.password = hashed
    elif password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save()
    models.Grant.objects.bulk_create(
        models.Grant(officer=account, function=function, purpose=purpose) for function, purpose in duties
    )
    return account
