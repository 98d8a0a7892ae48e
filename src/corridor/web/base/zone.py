"""What a zone of trust contributes to the node that runs it: its first rows, its care, its way through the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple, Protocol, cast

from django.apps import AppConfig, apps
from django.conf import settings

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.doors.codes import Trouble
from corridor.core.doors.errors import EnvelopeRefused
from corridor.core.doors.records import Message

Entry = tuple[str, Permission, str]
"""One entry of the main navigation: the page, the permission that shows it, its name."""


class Lesson(NamedTuple):
    """The second step of the tour for whoever holds a permission: where the work is, and what to know of it."""

    page: str
    permission: Permission
    title: str
    words: str


class Doing(Protocol):
    """The act under way, as what is carried out in it needs it."""

    by: Officer
    now: datetime


class ZoneConfig(AppConfig):
    """The application of one zone; everything that stands above the zones asks it, and names none of them."""

    service_functions: ClassVar[tuple[str, ...]] = ("overseer", "administrator")
    """In which functions the node's own service officer acts."""

    destinations: ClassVar[tuple[Entry, ...]] = ()
    """The zone's part of the main navigation."""

    open_pages: ClassVar[tuple[tuple[str, str], ...]] = ()
    """The pages that anybody may see without an account: the page and its name; told where nobody is signed in."""

    search: ClassVar[Entry | None] = None
    """Where the words typed in the head of a page are looked for."""

    printed: ClassVar[tuple[tuple[str, Permission], ...]] = ()
    """Which pages can be printed as they are: how their names begin, and the permission that this takes.

    A name with `$` behind it is that page alone.
    """

    lessons: ClassVar[tuple[Lesson, ...]] = ()
    """What the tour tells of the work; the first that an officer's function carries."""

    made_again: ClassVar[Mapping[str, str]] = {}
    """Tables that are made from others, each with the migration since when: no backup holds them."""

    def stock(self) -> None:
        """Add what the tables of the zone must hold and do not yet: when the node is made, and after each upgrade."""

    def catch_up(self, migrations: Sequence[str]) -> None:
        """Fill what migrations cannot fill themselves, after an upgrade applied them to a database with rows."""

    def make_again(self) -> None:
        """Fill the tables of `made_again`, which are empty, in a database that was just restored."""

    def receive(self, message: Message, *, doing: Doing) -> None:
        """Carry out a message that came through the door; runs inside the act that opens it.

        Raises:
            EnvelopeRefused: The zone does not take this kind, or not this content.
        """
        raise EnvelopeRefused(trouble=Trouble.KIND_NOT_TAKEN)

    def taking(self, kind: str) -> Callable[..., None] | None:
        """Return who carries out a kind of item that partner nodes send; a zone without lines takes none."""
        return None

    def carry(self, now: datetime) -> None:
        """Exchange letters with the partner nodes for whom something waits."""

    def follow_up(self, now: datetime) -> None:
        """Do what follows from messages that were carried out, each in a write of its own."""

    def come_up_to_date(self) -> None:
        """Take in what another process changed of what this one keeps in memory; asked when somebody begins to act."""

    def look_after(self, now: datetime) -> None:
        """Look after what nobody works on any more; a worker calls this at its start and once a minute."""


def zone() -> ZoneConfig:
    """Return the zone that this process runs."""
    return cast("ZoneConfig", apps.get_app_config(settings.ZONE))
