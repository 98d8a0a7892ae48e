"""Writes of the directory: a contact is added, tried, withdrawn. The ledger names it by its identifier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.directory.errors import CallUnknown, ContactIncomplete, ContactsRefused
from corridor.core.directory.records import Channel, Contact, Hours, Published
from corridor.core.directory.rules import contact_problems, offset_from, offset_written, time_from
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.directory import queries
from corridor.web.desk.directory.models import ContactTest, DirectoryContact


def add_contact(*, by: Officer, authority: str, contact: Contact, now: datetime) -> str:
    """Add a contact of an authority and return its identifier; it is not offered before somebody has reached it.

    Raises:
        NotFound: The officer does not keep the contacts of this authority.
        ContactIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.DIRECTORY_KEEP)
    if not queries.may_keep(by, authority):
        raise NotFound(kind="authority")
    if wrong := contact_problems(contact, lists=queries.lists(), countries=queries.countries()):
        raise ContactIncomplete(field=wrong[0][0])
    uid = str(identity.uid())
    with act(Event.CONTACT_ADDED, by=by, now=now, about=uid, kind=contact.kind, country=contact.country):
        DirectoryContact.objects.create(
            uid=uid,
            authority=authority,
            kind=contact.kind,
            name=contact.name,
            country=contact.country,
            mandates=sorted(contact.mandates),
            languages=list(contact.languages),
            days="".join(str(day) for day in sorted(contact.hours.days)),
            begins=contact.hours.begins,
            ends=contact.hours.ends,
            offset=offset_written(contact.hours.offset),
            channels=[[channel.kind, channel.address] for channel in contact.channels],
            added_by=by.handle,
            added_at=now,
        )
    return uid


def note_test(*, by: Officer, uid: str, channel: str, outcome: str, now: datetime, on: date | None = None) -> None:
    """Write down that a contact was tried, and what came of it; any officer who reads the directory may.

    Args:
        on: The day of the call; today where it is left out.

    Raises:
        NotFound: There is no such contact.
        CallUnknown: It has no such channel, the outcome is none of the list, or the day has not come.
    """
    known = queries.contact_for(by, uid, now=now)
    kinds = {one.kind for one in known.contact.channels}
    day = on or now.date()
    if channel not in kinds or outcome not in queries.lists()["test-outcomes"] or day > now.date():
        raise CallUnknown
    with act(Event.CONTACT_TESTED, by=by, now=now, about=uid, outcome=outcome):
        ContactTest.objects.create(
            contact=known.row,
            channel=channel,
            outcome=outcome,
            on=day,
            by=by.handle,
            authority=by.reader.authority,
        )


def withdraw_contact(*, by: Officer, uid: str, now: datetime) -> None:
    """Withdraw a contact: nobody finds it any more.

    Raises:
        NotFound: There is none, or the officer does not keep it.
    """
    known = queries.contact_for(by, uid, now=now)
    with act(Event.CONTACT_WITHDRAWN, by=by, now=now, about=uid):
        if known.row.node or not queries.may_keep(by, known.row.authority):
            raise NotFound(kind="contact")
        DirectoryContact.objects.filter(pk=known.row.pk).update(withdrawn_at=now)


def publish_contact(*, by: Officer, uid: str, is_published: bool, now: datetime) -> None:
    """Publish a contact of an own authority to every partner, or to none any more.

    Raises:
        NotFound: There is none, the officer does not keep it, or this node does not speak for its authority.
    """
    known = queries.contact_for(by, uid, now=now)
    with act(Event.CONTACT_PUBLISHED, by=by, now=now, about=uid, published=is_published):
        if not queries.may_publish(by, known.row):
            raise NotFound(kind="contact")
        DirectoryContact.objects.filter(pk=known.row.pk).update(published_at=now if is_published else None)


def follow_contacts(node: str, contacts: Sequence[Published], *, now: datetime) -> None:
    """Put what a partner publishes in the place of what it published before; runs inside an act.

    Raises:
        ContactsRefused: One of them is not what a contact must be; all stays as it was.
    """
    for one in contacts:
        _check_told(node, one, now.date())
    before = {row.told_uid: row for row in DirectoryContact.objects.filter(node=node)}
    for one in contacts:
        said = {
            "authority": one.authority,
            "kind": one.kind,
            "name": one.name,
            "country": one.country,
            "mandates": sorted(one.mandates),
            "languages": list(one.languages),
            "days": one.days,
            "begins": time_from(one.begins),
            "ends": time_from(one.ends),
            "offset": one.offset,
            "channels": [list(pair) for pair in one.channels],
            "told_on": date.fromisoformat(one.tested_on) if one.tested_on else None,
            "withdrawn_at": None,
        }
        made = {"uid": str(identity.uid()), "added_by": "", "added_at": now}
        if (row := before.pop(one.uid, None)) is not None:
            DirectoryContact.objects.filter(pk=row.pk).update(**said)
        else:
            DirectoryContact.objects.create(node=node, told_uid=one.uid, **said, **made)
    gone = [row.pk for row in before.values() if row.withdrawn_at is None]
    DirectoryContact.objects.filter(pk__in=gone).update(withdrawn_at=now)


def _check_told(node: str, told: Published, today: date) -> None:
    """Refuse a contact of a partner that the form for own ones would refuse, or whose last call lies ahead."""
    begins, ends, offset = time_from(told.begins), time_from(told.ends), offset_from(told.offset)
    if begins is None or ends is None or offset is None:
        raise ContactsRefused(node=node, field="hours")
    contact = Contact(
        kind=told.kind,
        name=told.name,
        country=told.country,
        mandates=frozenset(told.mandates),
        languages=told.languages,
        hours=Hours(frozenset(int(day) for day in told.days), begins, ends, offset),
        channels=tuple(Channel(kind, address) for kind, address in told.channels),
    )
    if wrong := contact_problems(contact, lists=queries.lists(), countries=queries.countries()):
        raise ContactsRefused(node=node, field=wrong[0][0])
    try:
        is_ahead = bool(told.tested_on) and date.fromisoformat(told.tested_on) > today + timedelta(days=1)
    except ValueError as malformed:
        raise ContactsRefused(node=node, field="tested_on") from malformed
    if is_ahead:
        raise ContactsRefused(node=node, field="tested_on")
