"""The nouns of the joint centre: an alert, what authorities answered, and an entry of the shift log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corridor.core.centre.codes import AlertKind, AlertState, EntryKind, Haste, Response


@dataclass(frozen=True, slots=True)
class Saying:
    """What an alert says: of what kind, how urgent, in which words, where, about which thing, for how many hours.

    `thing` is the identifier of something the sender may read, or nothing; `position` is "latitude, longitude" in
    degrees, or nothing; `aboard` how many people are thought to be in danger, or nothing.
    """

    kind: AlertKind
    haste: Haste
    words: str
    area: str
    hours: int
    position: str = ""
    aboard: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one recipient answered, and when; neither while it has not."""

    authority: str
    response: Response | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an alert stands: its state, until when it is valid, and the answers of those it was sent to."""

    state: AlertState
    until: datetime
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a shift log as far as order and reference matter; `about` is the entry that it refers to."""

    uid: str
    kind: EntryKind
    is_open: bool = False
    about: str = ""
    to: str = ""
