"""The noun of the fitness check."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class State(enum.StrEnum):
    """How a finding stands: the node is fit with warnings, and not with failures."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it stands, what was seen, and what to do about it."""

    about: str
    state: State
    what: str
    todo: str = ""


def good(about: str, what: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(about, State.OK, what)


def doubtful(about: str, what: str, todo: str) -> Finding:
    """Return that something should be better."""
    return Finding(about, State.WARN, what, todo)


def failed(about: str, what: str, todo: str) -> Finding:
    """Return that something makes the node unfit for service."""
    return Finding(about, State.FAIL, what, todo)
