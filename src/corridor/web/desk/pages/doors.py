"""The records behind the pages of the doors."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the answers that a person may have given."""

    name: str
    label: str
    answers: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class HandOverPage:
    """The form by which a person is handed over."""

    action: str
    bodies: tuple[Choice, ...]
    is_line_down: bool
    ages: tuple[Choice, ...]
    sexes: tuple[Choice, ...]
    needs: tuple[Choice, ...]
    questions: tuple[Question, ...]
    reach: str = ""
    languages: str = ""
    together: str = ""
    contact: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """What an officer gets for a hand-over."""

    number: str
    on: str
    body: str
    again_url: str


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One field that was disclosed."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class DisclosedRow:
    """One disclosure, until when it may be read."""

    url: str
    ref: str
    sender: str
    until: str
    came_on: str
    fields: tuple[FieldTold, ...]


@dataclass(frozen=True, slots=True)
class DisclosedPage:
    """What was disclosed to a reader."""

    function: str
    purpose: str
    authority: str
    rows: tuple[DisclosedRow, ...]
