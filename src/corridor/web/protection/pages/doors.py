"""The records behind the pages of the doors of protection."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said, with its label."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One hand-over in the inbox."""

    url: str
    sender: str
    came_at: str
    needs: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class AsideRow:
    """An envelope that was kept aside."""

    at: str
    trouble: str


@dataclass(frozen=True, slots=True)
class InboxPage:
    """The persons who were handed over and wait."""

    rows: tuple[HandedRow, ...]
    late: int
    aside: tuple[AsideRow, ...]


@dataclass(frozen=True, slots=True)
class HandedPage:
    """One person who was handed over."""

    sender: str
    receipt: str
    came_at: str
    facts: tuple[Told, ...]
    claims: tuple[Told, ...]
    is_claim_lacking: bool
    is_waiting: bool
    case_url: str
    take_url: str
    close_url: str
    reasons: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One disclosure in the list."""

    url: str
    case_ref: str
    ground: str
    state: str
    until: str
    is_to_decide: bool


@dataclass(frozen=True, slots=True)
class DisclosuresPage:
    """The disclosures that an officer has to do with."""

    rows: tuple[DisclosureRow, ...]
    answer_url: str


@dataclass(frozen=True, slots=True)
class FieldPage:
    """One field that can be disclosed, as it was chosen."""

    code: str
    label: str
    chosen: bool = False
    value: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Particular:
    """One thing that the ground asks for."""

    name: str
    label: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """The form by which a disclosure is proposed."""

    action: str
    case_ref: str
    ground: str
    grounds: tuple[Choice, ...]
    particulars: tuple[Particular, ...]
    authorities: tuple[Choice, ...]
    duties: tuple[Choice, ...]
    fields: tuple[FieldPage, ...]
    until: str = ""
    their_ref: str = ""
    is_unsafe: bool = False
    notice_reason: str = ""
    notice_review_on: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """One disclosure."""

    ref: str
    case_ref: str
    state: str
    facts: tuple[Told, ...]
    fields: tuple[tuple[str, str, str], ...]
    remark: str
    decide_url: str
    is_own: bool
    outcomes: tuple[Choice, ...]
    end_url: str
    answer_url: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The letter that neither confirms nor denies."""

    to: str
    their_ref: str
    on: str
    body: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the published register."""

    quarter: str
    ground: str
    made: str
    refused: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register in bands."""

    body: str
    rows: tuple[RegisterRow, ...]
    file_url: str


@dataclass(frozen=True, slots=True)
class OverseenRow:
    """One disclosure as whoever oversees sees it."""

    ref: str
    ground: str
    proposed_on: str
    decided_on: str
    state: str


@dataclass(frozen=True, slots=True)
class OverseenPage:
    """Every disclosure, without content."""

    rows: tuple[OverseenRow, ...]
