"""The record behind the page where a function and purpose are chosen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PurposeChoice:
    """One purpose; `value` is sent as `acting`, `note` explains it in one sentence."""

    value: str
    label: str
    chosen: bool
    note: str


@dataclass(frozen=True, slots=True)
class FunctionChoice:
    """A function the officer holds and the purposes it may act for."""

    label: str
    note: str
    purposes: tuple[PurposeChoice, ...]


@dataclass(frozen=True, slots=True)
class DutyProblem:
    """What must be corrected: the field's name as in the form, and what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class PurposePage:
    """Choose the function and the purpose one acts for. Posts `acting` (the chosen purpose's value) and `next`."""

    action: str
    authority: str
    functions: tuple[FunctionChoice, ...]
    next_url: str = ""
    problems: tuple[DutyProblem, ...] = ()
