"""The records behind the pages of vocabularies."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, Link
from corridor.web.desk.pages.pieces import MarkingBadge


@dataclass(frozen=True, slots=True)
class VocabularyRow:
    """One list: what it is called, its version, from which day this counts, and how many codes are in force."""

    name: str
    label: str
    url: str
    version: int
    since: str
    codes: int


@dataclass(frozen=True, slots=True)
class VocabulariesPage:
    """Every list of the node."""

    rows: tuple[VocabularyRow, ...]
    parked_url: str = ""
    sent: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TermShown:
    """One code: its name and meaning in the page's language, and what became of it; `lang` is that of the meaning."""

    code: str
    label: str
    definition: str
    since: int
    broader: str = ""
    ended_in: int = 0
    followed_by: tuple[str, ...] = ()
    divided: bool = False
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class PairShown:
    """One value of a partner's list and the code that is read for it."""

    value: str
    label: str
    relation: str


@dataclass(frozen=True, slots=True)
class PartnerShown:
    """A list of somebody else, with what its values mean here."""

    source: str
    pairs: tuple[PairShown, ...]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version and the day from which it counted."""

    number: int
    since: str


@dataclass(frozen=True, slots=True)
class VocabularyPage:
    """One list with all its codes, those that were superseded after those in force."""

    name: str
    label: str
    version: int
    versions: tuple[VersionShown, ...]
    terms: tuple[TermShown, ...]
    ended: tuple[TermShown, ...]
    partners: tuple[PartnerShown, ...]
    properties: tuple[str, ...]
    back_url: str = ""
    edit_url: str = ""
    is_edited: bool = False
    versions_url: str = ""


@dataclass(frozen=True, slots=True)
class ParkedShown:
    """One text that waits for a code, as far as this reader may see it.

    `choices` are the codes in force; `decided` is the name of the code that was chosen, empty while it waits.
    """

    number: int
    list: str
    list_label: str
    given: str
    spellings: tuple[str, ...]
    count: int
    markings: tuple[MarkingBadge, ...]
    sources: tuple[Link, ...]
    first_on: str
    choices: tuple[Choice, ...]
    decided: str = ""
    left_open: bool = False
    refused: bool = False
    add_url: str = ""
    decided_by: str = ""
    decided_on: str = ""
    waits: bool = True
    problem: str = ""

    @property
    def number_text(self) -> str:
        """The number as part of the name of a field."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class ParkedPage:
    """The texts that wait for a code."""

    waiting: tuple[ParkedShown, ...]
    decided: tuple[ParkedShown, ...]
    decide_url: str
    undo_url: str
    back_url: str
