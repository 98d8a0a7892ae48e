"""What the templates of matching and of targets are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class AskableRow:
    """An authority that can be asked: how large its set looks, how often it errs, and how much is left today."""

    code: str
    name: str
    made_on: str
    size: int
    false_hits: str
    left: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question that was asked, and what came of it."""

    url: str
    case: str
    owner: str
    at: str
    keys: int
    hits: str
    state: State


@dataclass(frozen=True, slots=True)
class MatchingPage:
    """The form of a question and the questions before. Posts to `action`; without `askable` nobody can be asked."""

    action: str
    askable: tuple[AskableRow, ...]
    owners: tuple[Choice, ...]
    case: str
    things: str
    rows: tuple[QuestionRow, ...]
    measured: str
    sets_url: str
    targets_url: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit: our identifier, our thing, what the owner tells, and whether it proved right. Posts to `judge_url`."""

    id: int
    key: str
    kind: str
    note: str
    thing: str
    thing_url: str
    told: str
    contact: str
    reference: str
    judged: State | None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with its hits."""

    row: QuestionRow
    explained: str
    false_hits: str
    rows: tuple[HitRow, ...]
    hidden: int
    judge_url: str
    request_url: str


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set that the own authority has ready."""

    authority: str
    domain: str
    purpose: str
    size: int
    made_on: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One question that another authority asked: never which keys."""

    authority: str
    at: str
    purpose: str
    domain: str
    case: str
    keys: int
    hits: str
    state: State


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One marking, what it is, and how little it lets hits tell."""

    digest: str
    code: str
    sentence: str
    tellings: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SetsPage:
    """The owner's side: sets, who asked, what hits tell, and the thing behind a reference."""

    make_url: str
    choose_url: str
    trace_url: str
    others: tuple[Choice, ...]
    purposes: tuple[Choice, ...]
    rows: tuple[SetRow, ...]
    asked: tuple[AskedRow, ...]
    choices: tuple[ChoiceRow, ...]
    traced: str = ""
    is_making: bool = False
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target in the list."""

    url: str
    title: str
    kind: str
    state: State
    score: int
    met: str
    on: str


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """The targets of the own authority, and the form that nominates another."""

    action: str
    rows: tuple[TargetRow, ...]
    thing: str
    bases: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetPage:
    """One target, what it rests on, and what can be done. Posts to the addresses that are there."""

    row: TargetRow
    thing_url: str
    bases: tuple[str, ...]
    sources: str
    by: str
    decided: str
    met: tuple[str, ...]
    decide_url: str
    withdraw_url: str
    directory_url: str
    problems: tuple[FormProblem, ...] = ()
