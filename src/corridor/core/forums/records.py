"""The nouns of forums: a space with its members, meetings and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corridor.core.commitments.codes import Addressee, Pillar
from corridor.core.forums.codes import Template


@dataclass(frozen=True, slots=True)
class Member:
    """An authority, and the State (two letters) or organisation (its own code) for which it speaks."""

    authority: str
    name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an agenda, with the commitments that it is about."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a meeting, by its title and where it is; never the document itself."""

    title: str
    reference: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a forum; without a place it is held online."""

    uid: str
    on: date
    place: str = ""
    agenda: tuple[Point, ...] = ()
    papers: tuple[Paper, ...] = ()
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a forum decided, as a commitment: `alike` are items that ask for the same, `measure` how it is counted.

    `meeting` is the uid of the meeting that took it, or "".
    """

    number: int
    title: str
    paraphrase: str
    addressee: Addressee
    pillar: Pillar
    theme: str
    measure: str
    on: date
    due: date | None = None
    alike: tuple[str, ...] = ()
    meeting: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed; the day is shown, and never moved."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Space:
    """A forum as its host tells it."""

    uid: str
    name: str
    host: str
    instruments: tuple[str, ...]
    template: Template
    opened_on: date
    closed_on: date | None = None
    members: tuple[Member, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def authorities(self) -> frozenset[str]:
        """Who may read what is meant for it: its members and its host."""
        return frozenset({self.host, *(one.authority for one in self.members)})
