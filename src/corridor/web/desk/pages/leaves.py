"""What the template of requests for leave is given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import FormProblem


@dataclass(frozen=True, slots=True)
class LeaveAsked:
    """One request for leave, and what can be answered."""

    uid: str
    asker: str
    use: str
    words: str
    due: str
    release_url: str
    thread_url: str
    further_url: str
    give_url: str
    may_give: bool
    waits: bool
    problem: str


@dataclass(frozen=True, slots=True)
class LeavesPage:
    """The requests for leave that the own authority has to answer."""

    rows: tuple[LeaveAsked, ...]
    problems: tuple[FormProblem, ...]
