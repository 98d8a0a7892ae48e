"""Reads of quarantine: what the own authority holds, for who may decide about it."""

from __future__ import annotations

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.desk.quarantine.models import Quarantined

SHOWN = 200


def held_for(reader: Officer) -> tuple[Quarantined, ...]:
    """Return the files that the reader's authority holds or held, newest first."""
    check_permission(reader, Permission.QUARANTINE_DECIDE)
    own = Quarantined.objects.filter(authority=reader.reader.authority)
    return tuple(own.order_by("-held_at", "uid")[:SHOWN])


def quarantined_for(reader: Officer, uid: str) -> Quarantined:
    """Return one held file of the reader's authority, or behave as if it did not exist."""
    check_permission(reader, Permission.QUARANTINE_DECIDE)
    own = Quarantined.objects.filter(authority=reader.reader.authority, uid=uid) if is_uid(uid) else None
    found = own.first() if own is not None else None
    if found is None:
        raise NotFound(kind="held file")
    return found
