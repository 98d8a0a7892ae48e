"""The records behind the pages of what bodies give each other, and of acts on the vault as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.protection.pages.cases import Badge, Fact


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part that another body gave."""

    url: str
    sender: str
    received: str
    until: str
    attestation_url: str


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A part that was erased, and the letter that tells its sender so."""

    sender: str
    erased: str
    why: str
    attestation_url: str


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """What other bodies gave, and the place where letters are brought."""

    rows: tuple[PartRow, ...]
    gone: tuple[GoneRow, ...]
    action: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class PartSection:
    """One part of a case as another body gave it."""

    label: str
    facts: tuple[Fact, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartPage:
    """What another body gave, to be read for its purpose until a moment."""

    sender: str
    purpose: str
    until: str
    received_url: str
    attestation_url: str
    hand_on_url: str
    sections: tuple[PartSection, ...]
    colleagues: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """Another protection body; `check_url` while a second officer is to compare the fingerprint."""

    code: str
    name: str
    kind: str
    fingerprint: str
    state: Badge
    note: str
    check_url: str = ""
    close_url: str = ""


@dataclass(frozen=True, slots=True)
class BodiesPage:
    """The bodies that parts of cases may go to, and the own card."""

    rows: tuple[BodyRow, ...]
    action: str
    card_url: str
    own_code: str
    own_fingerprint: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """An act on the vault that was proposed."""

    what: str
    asked: str
    state: Badge
    note: str
    approve_url: str = ""
    deny_url: str = ""


@dataclass(frozen=True, slots=True)
class VaultPage:
    """How the keys stand, who left cases behind, and what two people decide."""

    rows: tuple[ProposalRow, ...]
    newest: int
    files: str
    behind: int
    cases: int
    orphaned: tuple[Fact, ...]
    propose_url: str
    renew_url: str
    leavers: tuple[Choice, ...]
    successors: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()
