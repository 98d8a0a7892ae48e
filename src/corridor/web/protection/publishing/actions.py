"""Writes of the third door: one officer has the tables of a period made and attacked, another lets the file out."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.disclosure import exchange as disclosure
from corridor.core.disclosure.records import Policy, Published
from corridor.core.kernel.errors import NotFound
from corridor.core.publishing.calendar import check_due
from corridor.core.publishing.codes import Kind
from corridor.core.publishing.errors import NotNow, Recovered, SameHand
from corridor.core.publishing.exchange import content_from, content_of, digest_of, payload_of
from corridor.core.publishing.records import Publication, Release
from corridor.web.base import identity
from corridor.web.base.accounts.frame import node_name
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.published import files, working
from corridor.web.base.published.secret import cell_key
from corridor.web.protection.publishing import queries
from corridor.web.protection.publishing.models import FixedTables


def propose(*, by: Officer, period: str, now: datetime) -> FixedTables:
    """Make the fixed tables of a period, protect and attack them, and ask a second officer.

    Raises:
        NotTheDay: The calendar does not let this period be published today, or it was made already.
        Recovered: The tables cannot be protected.
    """
    check_permission(by, Permission.FIXED_TABLES_PUBLISH)
    calendar = queries.calendar()
    with act(Event.FIXED_TABLES_MADE, by=by, now=now, about=period[:7]):
        done = set(FixedTables.objects.values_list("period", flat=True))
        check_due(calendar, period, today=now.date(), done=done)
        uid = str(identity.uid())
        ledger = [table for row in queries.released() for table in content_from(bytes(row.content)).tables]
        answer = working.protected(
            {
                "tables": [disclosure.table_document(table) for table in queries.counted(period)],
                "policy": disclosure.policy_document(Policy(threshold=calendar.threshold)),
                "secret": cell_key(),
                "ledger": [disclosure.document(one) for one in ledger],
                "release": 1 + max((one.release for one in ledger), default=0),
            }
        )
        if not answer["is_safe"] or not answer["published"]:
            raise Recovered(reason="too little is left, or the attack found cells")
        content = content_of(_publication(uid, tuple(map(disclosure.read, answer["published"])), by, now))
        return FixedTables.objects.create(
            uid=uid,
            period=period,
            content=content,
            digest=digest_of(content),
            attack={**answer["attack"], "of": digest_of(content), "hidden": answer["hidden"]},
            proposed_by=by.handle,
            proposed_at=now,
        )


def _publication(uid: str, tables: tuple[Published, ...], by: Officer, now: datetime) -> Publication:
    release = Release(uid, 1, node_name(settings.HOME), by.reader.authority, now.date().isoformat())
    return Publication(kind=Kind.FIXED, release=release, tables=tables)


def publish(*, by: Officer, period: str, now: datetime) -> None:
    """Sign exactly what was attacked and lay it in the public folder of this zone; nothing else leaves.

    Raises:
        NotFound: Nothing was made of this period.
        NotNow: It was published already.
        SameHand: The officer made it.
        Recovered: The attack was on other bytes, or found something.
    """
    check_permission(by, Permission.FIXED_TABLES_PUBLISH)
    row = FixedTables.objects.filter(period=period).first()
    if row is None:
        raise NotFound(kind="table")
    with act(Event.FIXED_TABLES_PUBLISHED, by=by, now=now, about=period, digest=row.digest):
        if row.published_at is not None:
            raise NotNow(state="published")
        if by.handle == row.proposed_by:
            raise SameHand
        content = bytes(row.content)
        if row.attack.get("of") != digest_of(content) or row.attack.get("found", True):
            raise Recovered(reason="the attack was on other figures, or found cells")
        signed = files.signed(payload_of(content, row.attack))
        FixedTables.objects.filter(pk=row.pk).update(signed=signed, published_by=by.handle, published_at=now)
        turn.afterwards(lambda: files.keep(files.name_of(row.uid, 1), signed))


def drop(*, by: Officer, period: str, now: datetime) -> None:
    """Let go of tables that were made and not published, so that they can be made anew.

    Raises:
        NotFound: Nothing of this period waits.
    """
    check_permission(by, Permission.FIXED_TABLES_PUBLISH)
    with act(Event.TABLE_GIVEN_UP, by=by, now=now, about=period[:7]):
        count, _ = FixedTables.objects.filter(period=period, published_at=None).delete()
        if not count:
            raise NotFound(kind="table")


def look_after() -> None:
    """Lay the files again that are missing."""
    for row in queries.released():
        name = files.name_of(row.uid, 1)
        if row.signed is not None and not (files.folder() / name).exists():
            files.keep(name, bytes(row.signed))
