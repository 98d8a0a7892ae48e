"""What the templates of quarantine are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class HeldFileRow:
    """One held file in the list."""

    ref: str
    url: str
    why: str
    size: int
    by: str
    at: str
    state: State


@dataclass(frozen=True, slots=True)
class HeldFilesPage:
    """The files that an authority holds because they are hostile."""

    rows: tuple[HeldFileRow, ...]


@dataclass(frozen=True, slots=True)
class HeldFilePage:
    """One held file. Posts ground to `ask_url`; the other two take nothing."""

    ref: str
    name: str
    why: str
    size: int
    digest: str
    by: str
    at: str
    until: str
    state: State
    asked_by: str
    ground: str
    ask_url: str
    grounds: tuple[Choice, ...]
    take_out_url: str
    destroy_url: str
    problems: tuple[FormProblem, ...] = ()
