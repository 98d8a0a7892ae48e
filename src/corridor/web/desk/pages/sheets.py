"""The records behind the page of workbooks."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import FormProblem, Link


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Why a row of a workbook is refused, and where."""

    sheet: str
    line: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The page from which a workbook comes and to which it is brought."""

    action: str
    back_url: str
    files: tuple[Link, ...]
    made: tuple[Link, ...]
    refused: tuple[RefusedRow, ...]
    rejects_action: str
    rejects: str
    problems: tuple[FormProblem, ...]
    is_brought: bool
