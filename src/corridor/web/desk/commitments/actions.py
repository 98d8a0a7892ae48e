"""Writes of the catalogue: further instruments version by version, and what a lawyer confirmed of items from memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.commitments.errors import CatalogueInvalid, InstrumentDoubled, InstrumentSettled, SourceMissing
from corridor.core.commitments.exchange import joined
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.commitments import queries
from corridor.web.desk.commitments.models import AddedInstrument, Confirmation

LONGEST_SOURCE = 200
UNSETTLED = timedelta(days=7)
"""So long an instrument that was added by mistake can be withdrawn; afterwards a later version takes its place."""


def add_instrument(*, by: Officer, document: Mapping[str, Any], now: datetime) -> str:
    """Add an instrument, or a later version of one that the own authority added; return its key.

    Raises:
        InstrumentDoubled: The version that stands says the same.
        CatalogueInvalid: With it the catalogue would contradict itself, or the key is another's.
    """
    check_permission(by, Permission.CATALOGUE_EDIT)
    key = str(document["instrument"]["key"])
    with act(Event.CATALOGUE_ADDED, by=by, now=now, about=key, items=len(document["items"])):
        before = AddedInstrument.objects.filter(key=key).order_by("-version").first()
        if before is not None and (before.authority != by.reader.authority or before.forum or before.node):
            raise CatalogueInvalid(findings=f"{key}: this key is taken")
        if before is not None and before.document == document and before.withdrawn_at is None:
            raise InstrumentDoubled(key=key)
        joined(queries.catalogue_beside(key), [document])
        AddedInstrument.objects.filter(key=key, superseded_at=None).update(superseded_at=now)
        AddedInstrument.objects.create(
            uid=str(identity.uid()),
            key=key,
            version=1 if before is None else before.version + 1,
            authority=by.reader.authority,
            document=dict(document),
            added_by=by.handle,
            added_at=now,
        )
    return key


def withdraw_instrument(*, by: Officer, key: str, now: datetime) -> None:
    """Withdraw an instrument that the own authority added within the last week.

    Whether somebody has reported on it is not asked: the answer would tell of reports that are not for everybody. What
    was reported stays readable under its id.

    Raises:
        NotFound: The own authority added none of this key.
        InstrumentSettled: It has stood for longer.
    """
    check_permission(by, Permission.CATALOGUE_EDIT)
    with act(Event.CATALOGUE_WITHDRAWN, by=by, now=now, about=key):
        row = queries.own_added_for(by, key)
        if row is None:
            raise NotFound(kind="instrument")
        first = AddedInstrument.objects.filter(key=key).order_by("version").values_list("added_at", flat=True)[0]
        if first < now - UNSETTLED:
            raise InstrumentSettled(key=key)
        AddedInstrument.objects.filter(pk=row.pk).update(withdrawn_at=now, withdrawn_by=by.handle)


def confirm(*, by: Officer, item: str, source: str, now: datetime) -> None:
    """Confirm that an item from memory says what its source says.

    Raises:
        SourceMissing: It is not told with which text it was compared.
        NotFound: There is no such item from memory.
    """
    check_permission(by, Permission.CATALOGUE_CONFIRM)
    found = queries.item_for(by, item)
    with act(Event.CATALOGUE_CONFIRMED, by=by, now=now, about=item):
        if not found.is_from_memory:
            raise NotFound(kind="commitment")
        if not source.strip() or len(source) > LONGEST_SOURCE:
            raise SourceMissing(item=item)
        rows = Confirmation.objects.filter(item=item, authority=by.reader.authority, withdrawn_at=None)
        rows.update(withdrawn_at=now)
        Confirmation.objects.create(
            item=item,
            digest=queries.digest_of(found),
            authority=by.reader.authority,
            source=source.strip(),
            by=by.handle,
            at=now,
        )


def take_back(*, by: Officer, item: str, now: datetime) -> None:
    """Take the confirmation of the own authority back.

    Raises:
        NotFound: There is none.
    """
    check_permission(by, Permission.CATALOGUE_CONFIRM)
    queries.item_for(by, item)
    with act(Event.CATALOGUE_WITHDRAWN, by=by, now=now, about=item):
        rows = Confirmation.objects.filter(item=item, authority=by.reader.authority, withdrawn_at=None)
        if not rows.update(withdrawn_at=now):
            raise NotFound(kind="confirmation")
