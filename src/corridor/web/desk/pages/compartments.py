"""The records behind the pages of sealed compartments."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class CompartmentRow:
    """A compartment for which the reader is named; `waiting` counts notices that its owner has not seen."""

    url: str
    ref: str
    kind: str
    is_owner: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A compartment for which the reader is proposed: POST `handle` to `accept_url` accepts."""

    ref: str
    owner: str
    handle: str
    accept_url: str


@dataclass(frozen=True, slots=True)
class CompartmentsPage:
    """The compartments for which the reader is named. POST `ref` and `kind` makes another one."""

    rows: tuple[CompartmentRow, ...]
    proposals: tuple[ProposalRow, ...]
    action: str
    kinds: tuple[Choice, ...]
    ref: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedRow:
    """Somebody who is named, or proposed and waiting for a second person."""

    handle: str
    state: State
    agree_url: str = ""
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """A pseudonym; who stands behind it is sealed. POST `reason` and `file_mark` to `ask_url` asks for an opening."""

    pseudonym: str
    written: str
    ask_url: str
    erase_url: str = ""


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One opening that was asked for, and what the reader can do about it now."""

    pseudonym: str
    asked_by: str
    asked: str
    reason: str
    file_mark: str
    state: State
    decide_url: str = ""
    open_url: str = ""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What the owner is told."""

    at: str
    handle: str
    what: str
    about: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class CompartmentPage:
    """One compartment, for who is named. `notices` are the owner's alone."""

    ref: str
    kind: str
    owner: str
    named: tuple[NamedRow, ...]
    identities: tuple[IdentityRow, ...]
    openings: tuple[OpeningRow, ...]
    reasons: tuple[Choice, ...]
    seal_url: str
    name_url: str = ""
    seen_url: str = ""
    notices: tuple[NoticeRow, ...] = ()
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentityPage:
    """Who stands behind a pseudonym, shown once."""

    pseudonym: str
    content: str
    back_url: str
