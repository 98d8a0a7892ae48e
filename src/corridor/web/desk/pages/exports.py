"""The record behind the page of an export."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.pieces import MarkingBadge


@dataclass(frozen=True, slots=True)
class MarkingLeaving:
    """A marking of what leaves, and how many statements carry it."""

    marking: MarkingBadge
    statements: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One part of what is asked for, as a name and a value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ExportPage:
    """What an export would hold, under which markings, what is left out and why. The form posts `format`.

    `is_complete` is false when only the first `things` and what was left out among them were looked at.
    """

    title: str
    narrowed: tuple[Narrowing, ...]
    action: str
    formats: tuple[Choice, ...]
    things: int
    statements: int
    markings: tuple[MarkingLeaving, ...]
    left_out_things: int
    left_out_statements: int
    reasons: tuple[str, ...]
    sources: tuple[str, ...]
    is_complete: bool = True
    back_url: str = ""
    problems: tuple[FormProblem, ...] = ()

    @property
    def has_anything(self) -> bool:
        """Whether anything is left that may leave."""
        return self.things > 0

    @property
    def leaves_out(self) -> bool:
        """Whether something that may be read may not leave."""
        return bool(self.left_out_things or self.left_out_statements or self.reasons)
