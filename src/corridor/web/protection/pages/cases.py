"""The records behind the pages of cases."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in words; `tone` never stands without them."""

    label: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the list; without a name where the person no longer agrees that it is kept."""

    url: str
    ref: str
    called: str
    state: Badge
    marks: tuple[Badge, ...] = ()
    next_step: str = ""
    due: str = ""
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something about a case that an officer must know."""

    words: str
    case: Link
    on: str
    seen_url: str


@dataclass(frozen=True, slots=True)
class CasesPage:
    """The cases of an officer's teams, those that answer `words` first of all when words were asked for."""

    rows: tuple[CaseRow, ...]
    notices: tuple[NoticeRow, ...]
    action: str
    new_url: str
    emergency_url: str
    words: str = ""
    was_searched: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question that may be asked of the person: its name, what came of asking, and what was said."""

    name: str
    label: str
    hint: str
    said: str
    states: tuple[Choice, ...]
    choices: tuple[Choice, ...] = ()
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Opening a case, or correcting what is known of the person: `ref` is empty for a new case."""

    action: str
    back_url: str
    ref: str
    questions: tuple[Question, ...]
    bases: tuple[Choice, ...] = ()
    needs: tuple[Choice, ...] = ()
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of the person, question by question; `unsaid` in words where nothing was stated."""

    label: str
    said: str
    unsaid: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A need, a service or a step; `changes` are the states it may get."""

    uid: str
    label: str
    state: Badge
    words: str
    note: str
    changes: tuple[Choice, ...]
    is_urgent: bool = False
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class ItemsPart:
    """Needs, services or steps of a case: what there is, where to write, and what can be added."""

    item: str
    rows: tuple[ItemRow, ...]
    action: str
    kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent in plain words; addresses are empty where nothing can be done with it any more."""

    purpose: str
    recipient: str
    fields: tuple[str, ...]
    until: str
    given: str
    state: Badge
    withdraw_url: str = ""
    share_url: str = ""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Parts that another body was given, and what is known of them there."""

    recipient: str
    purpose: str
    fields: tuple[str, ...]
    sent: str
    until: str
    state: Badge
    note: str
    letter_url: str = ""
    letter_label: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the case."""

    url: str
    name: str
    words: str
    note: str
    remove_url: str = ""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What an officer wrote down for the team."""

    words: str
    note: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """Somebody who works on the case."""

    handle: str
    note: str
    remove_url: str = ""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """That somebody opened the case on a day."""

    on: str
    handle: str
    way: str
    times: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case; addresses are empty where it is closed or the officer may not."""

    ref: str
    called: str
    state: Badge
    marks: tuple[Badge, ...]
    opened: str
    basis: str
    back_url: str
    facts: tuple[Fact, ...]
    parts: tuple[ItemsPart, ...]
    consents: tuple[ConsentRow, ...]
    shares: tuple[ShareRow, ...]
    documents: tuple[DocumentRow, ...]
    notes: tuple[NoteRow, ...]
    team: tuple[TeamRow, ...]
    readings: tuple[ReadingRow, ...]
    history_url: str
    print_url: str
    person_url: str = ""
    consent_url: str = ""
    document_url: str = ""
    note_url: str = ""
    team_url: str = ""
    close_url: str = ""
    reopen_url: str = ""
    colleagues: tuple[Choice, ...] = ()
    closing_reasons: tuple[Choice, ...] = ()
    asks_for_consent: bool = False
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class EndedPage:
    """A case that the person no longer agrees to have kept: nothing of it but what others must still confirm."""

    ref: str
    back_url: str
    shares: tuple[ShareRow, ...]
    consent_url: str


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """The form in which a consent is written down, read aloud from top to bottom."""

    ref: str
    action: str
    back_url: str
    purposes: tuple[Choice, ...]
    recipients: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    informed: tuple[Choice, ...]
    ways: tuple[Choice, ...]
    givers: tuple[Choice, ...]
    until: str
    language: str = ""
    interpreter: str = ""
    words: str = ""
    is_child: bool = False
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """What taking a consent back does, before it is done."""

    ref: str
    consent: ConsentRow
    action: str
    back_url: str
    told: tuple[str, ...]
    ends_keeping: bool


@dataclass(frozen=True, slots=True)
class SharePage:
    """Which of the parts that the consent covers are given."""

    ref: str
    consent: ConsentRow
    action: str
    back_url: str
    fields: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the case file in words."""

    on: str
    by: str
    what: str
    said: tuple[Fact, ...]
    why: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Every entry of a case, the latest first."""

    ref: str
    called: str
    back_url: str
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """Opening a case of the own body without being on its team."""

    action: str
    back_url: str
    reasons: tuple[Choice, ...]
    ref: str = ""
    problems: tuple[FormProblem, ...] = ()
