"""What an officer may type about a contact, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.directory.records import Channel, Contact, Hours
from corridor.core.directory.rules import MOST_CHANNELS, contact_problems, offset_from, time_from
from corridor.web.desk.directory.queries import countries, lists
from corridor.web.desk.pages import FormProblem

CHANNELS = 3
"""How many channels the form offers."""


@dataclass(frozen=True, slots=True)
class ContactAsked:
    """A contact as it was typed."""

    authority: str = ""
    kind: str = ""
    name: str = ""
    country: str = ""
    mandates: frozenset[str] = frozenset()
    languages: str = ""
    days: frozenset[str] = frozenset("1234567")
    begins: str = "00:00"
    ends: str = "24:00"
    offset: str = "+00:00"
    channels: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def contact_asked(typed: QueryDict) -> ContactAsked:
    """Return a contact as it was typed."""

    def said(name: str) -> str:
        return typed.get(name, "").strip()

    pairs = ((said(f"channel-{n}"), said(f"address-{n}")) for n in range(min(CHANNELS, MOST_CHANNELS)))
    return ContactAsked(
        authority=said("authority"),
        kind=said("kind"),
        name=said("name"),
        country=said("country").upper(),
        mandates=frozenset(typed.getlist("mandates")),
        languages=said("languages"),
        days=frozenset(typed.getlist("days")) & frozenset("1234567"),
        begins=said("begins"),
        ends=said("ends"),
        offset=said("offset"),
        channels=tuple(pairs),
    )


def contact_from(asked: ContactAsked) -> tuple[Contact, tuple[FormProblem, ...]]:
    """Return the contact, and what must be corrected, in the order of the fields."""
    begins, ends, offset = time_from(asked.begins), time_from(asked.ends), offset_from(asked.offset)
    hours = Hours(frozenset(int(day) for day in asked.days), begins or time(0), ends or time(0), offset or timedelta(0))
    contact = Contact(
        kind=asked.kind,
        name=asked.name,
        country=asked.country,
        mandates=asked.mandates,
        languages=tuple(dict.fromkeys(asked.languages.lower().replace(",", " ").split())),
        hours=hours,
        channels=tuple(Channel(kind, address) for kind, address in asked.channels if address),
    )
    wrong = dict(contact_problems(contact, lists=lists(), countries=countries()))
    for name, read in (("begins", begins), ("ends", ends), ("offset", offset)):
        if read is None:
            wrong.setdefault(name, "malformed")
    told = _told()
    order = tuple(told)
    return contact, tuple(FormProblem(name, told[name]) for name in sorted(wrong, key=order.index))


def _told() -> Mapping[str, str]:
    return {
        "kind": gettext("Choose what kind of contact it is."),
        "name": gettext("Write the name of the service, in at most 120 characters; never a private person's."),
        "country": gettext("Write the two letters of the country."),
        "mandates": gettext("Tick at least one thing that it may be asked for."),
        "languages": gettext("Write at least one language by its two letters, such as ar or fr."),
        "days": gettext("Tick at least one day."),
        "begins": gettext("Write the time as 08:30."),
        "ends": gettext("Write the time as 17:00; 24:00 is midnight."),
        "offset": gettext("Write how far its clock is ahead of UTC, as +01:00."),
        "channels": gettext("Give at least one channel with its address, at most 200 characters long."),
    }
