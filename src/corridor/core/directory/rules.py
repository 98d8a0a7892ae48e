"""The decisions of the directory: what a contact must say, when it is stale, whether it answers now.

Source: UNTOC, article 18, paragraph 13; Protocol against the Smuggling of Migrants, article 8, paragraph 6 (F-A1)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta

from corridor.core.directory.records import Contact, Hours
from corridor.core.kernel.text import has_forbidden

TEST_EVERY: Mapping[str, timedelta] = {
    "duty-contact": timedelta(days=92),
    "unit": timedelta(days=183),
    "liaison": timedelta(days=183),
    "central-authority": timedelta(days=366),
}
"""For how long a test call stands, by kind of contact; rules of this project, not of any treaty."""

LONGEST_NAME, LONGEST_ADDRESS, MOST_CHANNELS = 120, 200, 6
LANGUAGE = re.compile(r"[a-z]{2,3}")
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
FURTHEST = timedelta(hours=14)

Lists = Mapping[str, Collection[str]]
"""The codes in force, by the name of their list."""


def contact_problems(contact: Contact, *, lists: Lists, countries: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return what must be corrected about a contact: the field, and a code that says why."""
    checks = (
        ("kind", "unknown", contact.kind not in lists["contact-kinds"]),
        ("name", "missing", not contact.name.strip()),
        ("name", "too-long", len(contact.name) > LONGEST_NAME),
        ("name", "hidden-signs", has_forbidden(contact.name)),
        ("country", "missing", contact.country not in countries),
        ("mandates", "missing", not contact.mandates),
        ("mandates", "unknown", not contact.mandates <= set(lists["mandates"])),
        ("languages", "missing", not contact.languages),
        ("languages", "unknown", not all(LANGUAGE.fullmatch(one) for one in contact.languages)),
        ("days", "missing", not contact.hours.days),
        ("offset", "too-far", abs(contact.hours.offset) > FURTHEST),
        ("channels", "missing", not contact.channels),
        ("channels", "too-many", len(contact.channels) > MOST_CHANNELS),
        ("channels", "unknown", not {one.kind for one in contact.channels} <= set(lists["contact-channels"])),
        ("channels", "malformed", not all(_is_address(one.address) for one in contact.channels)),
    )
    found: dict[str, str] = {}
    for field, why, applies in checks:
        if applies:
            found.setdefault(field, why)
    return tuple(found.items())


def _is_address(written: str) -> bool:
    return bool(written.strip()) and len(written) <= LONGEST_ADDRESS and not has_forbidden(written)


def stale_from(contact: Contact) -> date | None:
    """Return the day from which a contact is not offered any more; None where nobody ever reached it."""
    return None if contact.tested_on is None else contact.tested_on + TEST_EVERY[contact.kind]


def is_stale(contact: Contact, today: date) -> bool:
    """Return whether nobody knows by a test call that this contact still answers."""
    until = stale_from(contact)
    return until is None or until <= today


def answers(hours: Hours, moment: datetime) -> bool:
    """Return whether somebody answers at a moment; hours that pass midnight belong to the day on which they begin."""
    if hours.is_always:
        return True
    there = moment.astimezone(UTC) + hours.offset
    clock, day = there.time().replace(tzinfo=None), there.isoweekday()
    if hours.begins < hours.ends:
        return day in hours.days and hours.begins <= clock < hours.ends
    before = 7 if day == 1 else day - 1
    return (day in hours.days and clock >= hours.begins) or (before in hours.days and clock < hours.ends)


def offset_from(written: str) -> timedelta | None:
    """Return how far a clock is ahead of UTC, written as +01:00; None where it is not written so."""
    found = OFFSET.fullmatch(written.strip())
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours), minutes=int(minutes))
    return -ahead if sign == "-" else ahead


def offset_written(offset: timedelta) -> str:
    """Return how far a clock is ahead of UTC, as +01:00."""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def time_from(written: str) -> time | None:
    """Return a time of day, written as 08:30; 24:00 is midnight. None where it is not written so."""
    try:
        return time(0) if written.strip() == "24:00" else time.fromisoformat(written.strip())
    except ValueError:
        return None
