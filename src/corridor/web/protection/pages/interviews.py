"""The records behind the pages of interviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.protection.pages.claims import State


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an interview with its answers; `several` may be chosen at once."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    several: bool = False
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class ReadOut:
    """What is read out in one language."""

    language: str
    name: str
    direction: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhonePage:
    """The page for telephones; it names nobody and is the same for everybody.

    `key` is what interviews are sealed to. `rules` are the words by which what was typed is looked through.
    """

    url: str
    languages: tuple[Link, ...]
    version: int
    read_out: tuple[ReadOut, ...]
    offers: tuple[Question, ...]
    before: Question
    questions: tuple[Question, ...]
    key: str
    rules: dict[str, Any]
    ready_url: str
    send_url: str
    worker_url: str
    manifest_url: str
    sign_in_url: str
    slip: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release in the list."""

    months: str
    url: str
    state: State


@dataclass(frozen=True, slots=True)
class InterviewsPage:
    """Where interviews stand. `waiting` and `repeated` are bands in words.

    `propose_url` is empty for who may not release.
    """

    phone_url: str
    slip_url: str
    waiting: str
    repeated: str
    rows: tuple[ReleaseRow, ...]
    propose_url: str
    months: tuple[Choice, ...]
    opens: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table: a row a code; a crossed one has a column a code."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell of it is shown."""
        return not any(cell for _, cells in self.rows for cell in cells)


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One release: its months, where it stands, and the tables once it was approved."""

    ref: str
    months: str
    back_url: str
    state: State
    interviews: str
    tables: tuple[ShownTable, ...]
    decide_url: str
    words_url: str


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Words of a release, each by itself."""

    months: str
    back_url: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipPage:
    """A slip that is shown: whether it was asked before, or withdrawing."""

    action: str
    back_url: str
    told: str = ""
    tone: str = "info"
