"""Writes of the directory: a contact is added, tried, withdrawn. The ledger names it by its identifier."""

from __future__ import annotations

from datetime import date, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.directory.errors import CallUnknown, ContactIncomplete
from corridor.core.directory.records import Contact
from corridor.core.directory.rules import contact_problems, offset_written
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
        if not queries.may_keep(by, known.row.authority):
            raise NotFound(kind="contact")
        DirectoryContact.objects.filter(pk=known.row.pk).update(withdrawn_at=now)
