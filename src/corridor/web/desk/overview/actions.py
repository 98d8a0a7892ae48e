"""Writes of what is public of commitments: a focal point lays a signed file where anybody may read it."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.progress.publication import PublicItem, PublicState, public_bytes
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.published import commitments as published
from corridor.web.base.published.files import digest
from corridor.web.desk.overview import queries
from corridor.web.desk.overview.errors import NothingPublic, PublicChanged
from corridor.web.desk.overview.models import PublicProgress
from corridor.web.desk.progress.queries import subject_of


def publish(*, by: Officer, now: datetime) -> PublicProgress:
    """Make public what stands at the public level of the officer's own State; it takes the place of what was public.

    Two officers approved each entry for everybody before; here a focal point lays them into one file.

    Raises:
        NotPermitted: The function does not approve entries.
        NothingPublic: No entry stands at the public level.
        PublicChanged: Something changed meanwhile; nothing was published.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    items = queries.publishable(by, now.date())
    if not items:
        raise NothingPublic
    return _publish(by, items, now)


def withdraw(*, by: Officer, now: datetime) -> PublicProgress:
    """Take back what is public of the officer's own State; the page says that it was withdrawn.

    Raises:
        NotPermitted: The function does not approve entries.
        NothingPublic: Nothing is public.
        PublicChanged: Something changed meanwhile; nothing was taken back.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    if queries.standing_for(by) is None:
        raise NothingPublic
    return _publish(by, (), now)


def _publish(by: Officer, items: tuple[PublicItem, ...], now: datetime) -> PublicProgress:
    subject = subject_of(by)
    number = 1 + queries.last_number(subject)
    state = PublicState(subject, number, by.reader.authority, now.date(), not items, items)
    signed = published.signed(public_bytes(state))
    told = {"version": number, "items": len(items), "digest": digest(signed)}
    with act(Event.PROGRESS_PUBLISHED, by=by, now=now, about=subject, **told):
        if queries.last_number(subject) != number - 1 or (items and queries.publishable(by, now.date()) != items):
            raise PublicChanged
        row = PublicProgress.objects.create(
            subject=subject,
            number=number,
            authority=by.reader.authority,
            items=len(items),
            is_withdrawn=not items,
            signed=signed,
            published_by=by.handle,
            published_at=now,
        )
        name = published.name_of(subject, number)
        turn.afterwards(lambda: published.keep(name, signed))
    return row


def look_after(now: datetime) -> None:
    """Lay the files again that are missing."""
    for row in PublicProgress.objects.order_by("subject", "number"):
        name = published.name_of(row.subject, row.number)
        if row.published_at <= now and not (published.folder() / name).exists():
            published.keep(name, bytes(row.signed))
