"""The records behind the pages on which a list is edited, and on which its versions stand side by side."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem


@dataclass(frozen=True, slots=True)
class TextField:
    """One field of the form of a code: its name, the language of what is typed, and what stands in it."""

    name: str
    label: str
    lang: str
    value: str = ""
    problem: str = ""
    longest: int = 80

    @property
    def direction(self) -> str:
        """In which direction the language is written."""
        return "rtl" if self.lang == "ar" else "ltr"


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One change: what is done, to which code or partner, and in words; `kind` and `code` take it out again."""

    what: str
    label: str
    code: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """One value of a partner's list, with the code proposed for it among all codes."""

    number: int
    value: str
    label: str
    codes: tuple[Choice, ...]
    relations: tuple[Choice, ...]
    proposed: bool
    problem: str = ""

    @property
    def number_text(self) -> str:
        """The number as part of the name of a field."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The values of a partner's list that are being confirmed."""

    partner: str
    source: str
    proposals: tuple[ProposalShown, ...]


@dataclass(frozen=True, slots=True)
class EditPage:
    """A list that is being edited: what changes, and the forms that change more."""

    label: str
    version: int
    action: str
    back_url: str
    revision: int
    is_sent: bool
    may_release: bool
    is_own: bool
    may_word: bool
    note: str
    edited_by: tuple[str, ...]
    changes: tuple[ChangeShown, ...]
    fields: tuple[TextField, ...]
    code: str
    broader: tuple[Choice, ...]
    given: str
    in_force: tuple[Choice, ...]
    successors: tuple[Choice, ...]
    relations: tuple[Choice, ...]
    partners: tuple[Choice, ...]
    mapping: Mapping | None = None
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """One version: its day, who released it on this node, and in what it differs from the one before."""

    number: int
    since: str
    changes: tuple[ChangeShown, ...]
    released_by: str = ""


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """The versions of a list, the newest first."""

    label: str
    versions: tuple[VersionChanges, ...]
    back_url: str
