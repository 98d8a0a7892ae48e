"""The records behind the pages on which officers see what came of their reports."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with its answer; `uid` is there where the reader may answer."""

    text: str
    who: str
    on: str
    answer: str = ""
    answered_on: str = ""
    uid: str = ""
    typed: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReportShown:
    """One report and what came of it; each part is empty where nothing came."""

    title: str
    url: str
    ref: str
    filed_on: str
    corrected_on: str
    borne_out: tuple[str, ...]
    said_otherwise: tuple[str, ...]
    same: tuple[Link, ...]
    uses: tuple[str, ...]
    alerts: tuple[Link, ...]
    thanks: tuple[str, ...]
    questions: tuple[QuestionShown, ...]


@dataclass(frozen=True, slots=True)
class ReturnedPage:
    """What came of one's own reports, or of the authority's; the latest report first, nothing else orders them.

    `silent` are those of which nothing came that the reader may know.
    """

    reports: tuple[ReportShown, ...]
    silent: tuple[ReportShown, ...]
    answers: tuple[QuestionShown, ...]
    answer_url: str
    own_url: str
    authority_url: str
    whole_authority: bool
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class BehindShown:
    """A report behind a thing: whose, from which day, and what the reader asked about it."""

    number: int
    load: str
    authority: str
    filed_on: str
    is_own: bool
    asked: tuple[QuestionShown, ...]
    may_ask: bool
    thanked: bool

    @property
    def number_text(self) -> str:
        """The number as part of the name of a field."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class BehindPage:
    """The reports behind a thing, to ask about and to thank for."""

    title: str
    back_url: str
    action: str
    reports: tuple[BehindShown, ...]
    sentences: tuple[Choice, ...]
    typed: str = ""
    typed_load: str = ""
    problems: tuple[FormProblem, ...] = ()
