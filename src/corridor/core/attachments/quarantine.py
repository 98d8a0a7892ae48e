"""What may be done with a file that is held because it is hostile: destroy it, or take it out, by two people."""

from __future__ import annotations

import enum
from datetime import timedelta

from corridor.core.attachments.errors import QuarantineRefused

KEPT = timedelta(days=30)
"""So long a file is held; then it is destroyed."""


class State(enum.StrEnum):
    """Where a held file stands."""

    HELD = "held"
    ASKED = "asked"
    TAKEN_OUT = "taken-out"
    DESTROYED = "destroyed"


class Ground(enum.StrEnum):
    """Why somebody asks to take a hostile file out."""

    ANALYSIS = "analysis"
    EVIDENCE = "evidence"
    MISTAKE = "mistake"


def check_ask(state: State) -> None:
    """Refuse to ask for a file that somebody asked for already, or that is destroyed.

    Raises:
        QuarantineRefused: It is.
    """
    if state in (State.ASKED, State.DESTROYED):
        raise QuarantineRefused(reason=f"{state}")


def check_take_out(state: State, *, asked_by: str, by: str) -> None:
    """Refuse to take out what nobody asked for, and what one asked for oneself.

    Raises:
        QuarantineRefused: Nobody asked, or the same officer did.
    """
    if state is not State.ASKED:
        raise QuarantineRefused(reason="not-asked" if state is not State.DESTROYED else "destroyed")
    if asked_by == by:
        raise QuarantineRefused(reason="same-officer")


def check_destroy(state: State) -> None:
    """Refuse to destroy what is destroyed.

    Raises:
        QuarantineRefused: It is.
    """
    if state is State.DESTROYED:
        raise QuarantineRefused(reason="destroyed")
