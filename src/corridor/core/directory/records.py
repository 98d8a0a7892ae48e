"""The nouns of the directory: a contact, when it can be reached and how, and a call that tried it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody answers: on days of the week from 1, Monday, to 7, between two times of the place itself.

    `offset` is how far that place's clock is ahead of UTC. From midnight to midnight on all seven days is always.
    """

    days: frozenset[int] = frozenset(range(1, 8))
    begins: time = time(0)
    ends: time = time(0)
    offset: timedelta = timedelta(0)

    @property
    def is_always(self) -> bool:
        """Whether somebody answers at any time."""
        return len(self.days) == 7 and self.begins == self.ends


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to a contact: the code of a kind, and the address or number."""

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who answers for an authority: never a private person, and never a private address.

    `mandates` are codes of what it may be asked for, `languages` two-letter codes, `tested_on` the day of the last call
    that the right one answered.
    """

    kind: str
    name: str
    country: str
    mandates: frozenset[str]
    languages: tuple[str, ...]
    hours: Hours
    channels: tuple[Channel, ...]
    tested_on: date | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A contact as another node publishes it: its name there, and every field as it is written."""

    uid: str
    authority: str
    kind: str
    name: str
    country: str
    mandates: tuple[str, ...]
    languages: tuple[str, ...]
    days: str
    begins: str
    ends: str
    offset: str
    channels: tuple[tuple[str, str], ...]
    tested_on: str
