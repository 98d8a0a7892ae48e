"""The records behind the pages of administration."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Pagination


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """A function and the purposes it may act for, to be ticked as `duties`."""

    label: str
    note: str
    purposes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in words; `tone` never stands without them."""

    label: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer in the list."""

    url: str
    handle: str
    name: str
    authority: str
    state: Badge
    duties: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of administration, as the links above its pages show it."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The officers of the node, found by `words`."""

    sections: tuple[Section, ...]
    rows: tuple[OfficerRow, ...]
    pagination: Pagination
    words: str
    new_url: str


@dataclass(frozen=True, slots=True)
class NewOfficerPage:
    """Add an officer: `handle`, `name`, `authority`, `duties`."""

    action: str
    back_url: str
    handle: str
    name: str
    authorities: tuple[Choice, ...]
    groups: tuple[DutyGroup, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """A password to hand over, shown once."""

    handle: str
    name: str
    password: str
    until: str
    card_url: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """One officer: state, duties and what can be done; an address that is empty stands for what cannot."""

    back_url: str
    handle: str
    name: str
    authority: str
    state: Badge
    until: str
    last_sign_in: str
    second_factor: bool
    sessions: int
    subject: str
    provider: str
    is_own: bool
    groups: tuple[DutyGroup, ...]
    duties_url: str = ""
    suspend_url: str = ""
    resume_url: str = ""
    invite_url: str = ""
    leave_url: str = ""
    sessions_url: str = ""
    link_url: str = ""
    unlink_url: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """One authority; addresses are empty where this administrator may not change it."""

    code: str
    name: str
    country: str
    kind: str
    officers: int
    state: Badge
    rename_url: str = ""
    close_url: str = ""
    reopen_url: str = ""


@dataclass(frozen=True, slots=True)
class AuthoritiesPage:
    """The authorities of the node, and the form for another: `code`, `name`, `country`, `kind`."""

    sections: tuple[Section, ...]
    rows: tuple[AuthorityRow, ...]
    action: str
    code: str = ""
    name: str = ""
    country: str = ""
    kinds: tuple[Choice, ...] = ()
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """What officers in one function may do, and for which purposes."""

    label: str
    note: str
    permissions: tuple[str, ...]
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """Functions and purposes, as they ship with this version."""

    sections: tuple[Section, ...]
    functions: tuple[FunctionRow, ...]


@dataclass(frozen=True, slots=True)
class PresetRow:
    """One ready marking: what it says, whether it ships, whether it is offered, and what can be done about it."""

    name: str
    label: str
    note: str
    ships: bool
    state: Badge
    withdraw_url: str
    offer_url: str


@dataclass(frozen=True, slots=True)
class MarkingsPage:
    """The ready markings of the node."""

    sections: tuple[Section, ...]
    rows: tuple[PresetRow, ...]
    new_url: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a ready marking is called in one language, and the sentence that says what it does."""

    language: str
    name: str
    direction: str
    label: str
    meaning: str
    label_problem: str
    meaning_problem: str


@dataclass(frozen=True, slots=True)
class NewMarkingPage:
    """The form for another ready marking, filled as it was sent."""

    action: str
    back_url: str
    name: str
    words: tuple[Words, ...]
    audiences: tuple[Choice, ...]
    tlp: tuple[Choice, ...]
    functions: tuple[Choice, ...]
    purposes: tuple[Choice, ...]
    uses: tuple[Choice, ...]
    retentions: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()
