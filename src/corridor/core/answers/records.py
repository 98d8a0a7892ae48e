"""The nouns of answers to forums: templates, what is asked for, and a report laid together from entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corridor.core.answers.codes import Numbering, Style
from corridor.core.commitments.records import Item
from corridor.core.progress.codes import Level, Standing
from corridor.core.progress.records import Due, Said

Labels = Mapping[str, str]
"""A text in each language."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a template asks to be answered in words."""

    key: str
    title: Labels
    hint: Labels


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a template with a number of its own, the items it asks for, and its questions.

    Items are named one by one, by how their ids begin, by theme, or as all that an instrument asks. With
    `has_practices`, it holds what was filed in the library.
    """

    key: str
    number: str
    title: Labels
    numbering: Numbering = Numbering.RUNNING
    items: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    has_practices: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """The form of a forum's report: its own order, numbering and wording.

    `covers` are the instruments of which it leaves out nothing that is asked and asks nothing twice. `treaties` are
    the instruments, as legal bases name them, whose status it tells.
    """

    code: str
    version: str
    style: Style
    name: Labels
    about: Labels
    sections: tuple[Section, ...]
    covers: tuple[str, ...] = ()
    treaties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """One item of a report with its number there; without one, it is named by where it stands in its document."""

    number: str
    item: Item


@dataclass(frozen=True, slots=True)
class Asked:
    """What report is asked for: by which template, of whom, for which half-years, for whom it is meant.

    `instrument` is the one that a regional report follows. `forum` is the space whose members it is meant for.
    """

    template: str
    subjects: tuple[str, ...]
    since: str
    until: str
    language: str
    level: Level = Level.OWN
    forum: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """One approved entry as those see it for whom a report is meant."""

    subject: str
    authority: str
    period: str
    approved_on: date | None
    said: Said
    told: int = 0
    dues: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one State or organisation reported on one item: one entry of each of its authorities.

    Where nothing was reported in the period, `last` is what was told before it. `overdue` are steps whose first day
    passed, whichever entry told them.
    """

    subject: str
    standing: Standing
    reported: tuple[Reported, ...] = ()
    last: Reported | None = None
    overdue: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a report with what each State or organisation reported on it, by name."""

    numbered: Numbered
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """An approved answer in words to one question of a template, in the language in which it was written."""

    question: str
    subject: str
    text: str
    language: str
    authority: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice or study of the library, with how strong its evidence is, by code, and what it does not show."""

    authority: str
    title: str
    done: str
    limits: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a report."""

    section: Section
    points: tuple[Point, ...]
    words: tuple[Words, ...] = ()
    practices: tuple[Practice, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """How a State or organisation stands to a treaty, as of the day of the sheet that says so, in codes.

    `status` is party, signatory, none or unknown.
    """

    subject: str
    instrument: str
    status: str
    since: date | None = None
    as_of: date | None = None
    reservations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report for one forum, laid together from entries that were written once."""

    asked: Asked
    template: Template
    as_of: date
    parts: tuple[Part, ...]
    parties: tuple[Party, ...] = ()
