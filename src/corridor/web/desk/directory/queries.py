"""Reads of the directory: every officer of the node may ask it; a stale contact is never given as an address."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.directory.records import Channel, Contact, Hours
from corridor.core.directory.rules import Lists, answers, is_stale, offset_from
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.administration.queries import is_of_the_house
from corridor.web.desk.directory.models import ContactTest, DirectoryContact
from corridor.web.desk.lines import queries as lines

ANSWERED = "answered"
INVENTED = frozenset({"XA", "XB", "XC"})


@dataclass(frozen=True)
class Known:
    """A contact with its row, its calls, the latest first, and whether it can be asked."""

    row: DirectoryContact
    contact: Contact
    tests: tuple[ContactTest, ...]
    is_stale: bool
    is_open: bool


def lists() -> Lists:
    """Return the codes in force of every list of the directory."""
    return {
        name: tuple(term.code for term in vocabulary.current()) for name, vocabulary in shelf.directory_lists().items()
    }


def countries() -> frozenset[str]:
    """Return the countries of which a contact may be."""
    return frozenset(shelf.countries().by_code) | INVENTED


def may_keep(reader: Officer, authority: str) -> bool:
    """Return whether an officer keeps the contacts of an authority: its own; all, for who keeps the node."""
    if Permission.DIRECTORY_KEEP not in reader.permissions:
        return False
    return authority == reader.reader.authority or is_of_the_house(reader)


def contacts_for(reader: Officer, *, now: datetime) -> tuple[Known, ...]:
    """Return the contacts that were not withdrawn: who can be asked and answers now first, the stale ones last.

    Raises:
        NotPermitted: The function does not read the directory.
    """
    check_permission(reader, Permission.DIRECTORY_READ)
    rows = _readable().prefetch_related("tests")
    found = [_known(row, now) for row in rows.order_by("country", "name", "uid")]
    return tuple(sorted(found, key=lambda one: (one.is_stale, not one.is_open)))


def _readable() -> QuerySet[DirectoryContact]:
    """Return the contacts that were not withdrawn: those written here, and those of partners with an open line."""
    nodes = [door.code for door in lines.partners()]
    return DirectoryContact.objects.filter(withdrawn_at=None, node__in=["", *nodes])


def may_publish(reader: Officer, row: DirectoryContact) -> bool:
    """Return whether an officer may publish a contact: one written here, of an authority for which this node speaks."""
    return not row.node and may_keep(reader, row.authority) and row.authority in lines.own_authorities()


def published(authorities: Collection[str]) -> tuple[Known, ...]:
    """Return the contacts of some authorities, written here, that somebody chose to publish to partners."""
    rows = DirectoryContact.objects.filter(withdrawn_at=None, node="", authority__in=authorities)
    rows = rows.exclude(published_at=None).prefetch_related("tests")
    return tuple(_known(row, None) for row in rows.order_by("uid"))


def contact_for(reader: Officer, uid: str, *, now: datetime) -> Known:
    """Return one contact that was not withdrawn.

    Raises:
        NotFound: There is none.
    """
    check_permission(reader, Permission.DIRECTORY_READ)
    row = _readable().filter(uid=uid).first() if is_uid(uid) else None
    if row is None:
        raise NotFound(kind="contact")
    return _known(row, now)


def _tested_on(row: DirectoryContact, tests: Sequence[ContactTest]) -> date | None:
    """Return the day of the last answered call; a later call that failed says more than an earlier one that did not."""
    if tests and tests[0].outcome != ANSWERED and (row.told_on is None or row.told_on <= tests[0].on):
        return None
    days = [day for day in (row.told_on, *(test.on for test in tests if test.outcome == ANSWERED)) if day is not None]
    return max(days, default=None)


def _known(row: DirectoryContact, now: datetime | None) -> Known:
    tests = tuple(sorted(row.tests.all(), key=lambda test: (test.on, test.pk), reverse=True))
    tested_on = _tested_on(row, tests)
    offset = offset_from(row.offset) or timedelta(0)
    hours = Hours(frozenset(int(day) for day in row.days), row.begins, row.ends, offset)
    contact = Contact(
        kind=row.kind,
        name=row.name,
        country=row.country,
        mandates=frozenset(row.mandates),
        languages=tuple(row.languages),
        hours=hours,
        channels=tuple(Channel(kind, address) for kind, address in row.channels),
        tested_on=tested_on,
    )
    if now is None:
        return Known(row, contact, tests, is_stale=False, is_open=False)
    return Known(row, contact, tests, is_stale(contact, now.date()), answers(hours, now))
