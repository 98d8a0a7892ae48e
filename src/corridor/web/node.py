"""Making a node: its home, keys, database, first authority and service officer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.management import call_command

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.handling.records import Reader
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import models
from corridor.web.base.accounts.actions import add_authority, add_officer
from corridor.web.base.ledger.actions import act
from corridor.web.base.zone import zone


class HomeTaken(CorridorError):
    """There is a node in this home already."""

    code = "node.E02"
    template = "this home already holds a node of {authority}"
    hint = "Choose another --home, or use the node that is there."
    status = 409


@dataclass(frozen=True)
class Founding:
    """What a new node is told about itself."""

    authority: str
    country: str
    kind: str
    name: str


def found(founding: Founding, *, now: datetime) -> str:
    """Make the node's database, its authority and its service officer; return the service officer's handle.

    Raises:
        HomeTaken: A node is there already.
    """
    call_command("migrate", verbosity=0, interactive=False)
    taken = models.Authority.objects.order_by("pk").values_list("code", flat=True).first()
    if taken is not None:
        raise HomeTaken(authority=taken)
    (settings.HOME / "node.txt").write_text(founding.name + "\n", encoding="utf-8")
    handle = f"{founding.authority.lower()}.service"
    maker = Officer(
        id=0,
        handle=handle,
        reader=Reader(founding.authority, "administrator", "administration"),
        permissions=frozenset(),
    )
    with act(Event.NODE_MADE, by=maker, now=now, about=founding.authority, kind=founding.kind):
        zone().stock()
        authority = add_authority(
            code=founding.authority, name=founding.name, country=founding.country, kind=founding.kind
        )
        duties = [
            (function, purpose)
            for function in zone().service_functions
            for purpose in shelf.functions()[function].purposes
        ]
        add_officer(
            handle=handle,
            display_name=f"{founding.authority} service",
            authority=authority,
            duties=duties,
            password=None,
            is_service=True,
        )
    return handle


def new_password() -> str:
    """Return a random password to be handed over once."""
    return secrets.token_urlsafe(15)


class DutyUnknown(CorridorError):
    """A function or purpose is unknown, or the function may not act for the purpose."""

    code = "access.E11"
    template = "there is no duty {duty}"
    hint = "Write FUNCTION:PURPOSE with codes of docs/reference/functions.md."


def duty(text: str) -> tuple[str, str]:
    """Return the function and purpose that `FUNCTION:PURPOSE` names.

    Raises:
        DutyUnknown: There is no such duty.
    """
    function, _, purpose = text.partition(":")
    known = shelf.functions().get(function)
    if known is None or purpose not in known.purposes:
        raise DutyUnknown(duty=text)
    return function, purpose
