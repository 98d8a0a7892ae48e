"""Reads of the doors on the desk: to whom a person can be handed over, and what was disclosed to a reader."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base import keys
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors import queries as doors
from corridor.web.base.doors.models import Door
from corridor.web.base.sealing import unseal
from corridor.web.desk.doors.models import Disclosed

PROTECTION = "protection"


@dataclass(frozen=True)
class Body:
    """A protection body to which a person can be handed over."""

    code: str
    name: str
    country: str
    is_line_down: bool


@dataclass(frozen=True)
class Told:
    """One disclosure as its recipient reads it."""

    uid: str
    sender: str
    until: date
    came_on: date
    their_ref: str
    fields: tuple[tuple[str, str], ...]


def bodies_for(officer: Officer, now: datetime) -> tuple[Body, ...]:
    """Return the protection bodies to which a person can be handed over, those of the officer's country first, by code.

    Raises:
        NotPermitted: The officer's function does not meet people.
    """
    check_permission(officer, Permission.PERSON_HAND_OVER)
    country = people.authority_of(officer.reader.authority).country
    bodies = [
        Body(door.code, door.name, door.country, doors.is_line_down(door.code, now))
        for door in doors.open_doors(PROTECTION)
        if door.kind == PROTECTION
    ]
    return tuple(sorted(bodies, key=lambda body: (body.country != country, body.code)))


def body_for(officer: Officer, code: str) -> Door:
    """Return the door of a protection body.

    Raises:
        NotFound: There is none of this code.
    """
    check_permission(officer, Permission.PERSON_HAND_OVER)
    door = doors.open_door(code, PROTECTION)
    if door.kind != PROTECTION:
        raise NotFound(kind="door")
    return door


def codes_of(name: str) -> tuple[str, ...]:
    """Return the codes of a list."""
    return tuple(shelf.vocabularies()[name].terms)


def disclosed_to(officer: Officer, today: date) -> tuple[Told, ...]:
    """Return what was disclosed to the reader's authority, in this function and for this purpose, the latest first.

    Raises:
        NotPermitted: The officer's function receives nothing.
    """
    check_permission(officer, Permission.DISCLOSED_READ)
    return tuple(_told(row) for row in _visible(officer, today).order_by("-came_on", "uid"))


def one_disclosed_to(officer: Officer, uid: str, today: date) -> Told:
    """Return one disclosure, or behave as if it did not exist."""
    check_permission(officer, Permission.DISCLOSED_READ)
    row = _visible(officer, today).filter(uid=uid if is_uid(uid) else "").first()
    if row is None:
        raise NotFound(kind="disclosure")
    return _told(row)


def _visible(officer: Officer, today: date) -> QuerySet[Disclosed]:
    reader = officer.reader
    return Disclosed.objects.filter(
        authority=reader.authority, function=reader.function, purpose=reader.purpose, until__gte=today
    )


def bound(uid: str) -> bytes:
    """Return what a sealed disclosure is bound to."""
    return f"disclosed\0{uid}".encode()


def _told(row: Disclosed) -> Told:
    said = json.loads(unseal(keys.sealing_key(), bytes(row.sealed), bound=bound(row.uid)))
    fields = tuple((code, value) for code, value in said["fields"])
    return Told(row.uid, row.sender, row.until, row.came_on, said["their_ref"], fields)
