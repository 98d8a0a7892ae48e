"""What the template of letters is given that are carried by hand."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import FormProblem


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One file that can be carried to a partner: after which item it begins, and its number among those."""

    after: int
    label: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One partner and the files that hold all that waits for it; none while nothing may go there, as `closed` says.

    Posts `after` to `out_url`. How many items wait is not told: it would tell of reports that the reader does not see.
    """

    code: str
    name: str
    reached: str
    closed: str
    parts: tuple[LetterPart, ...]
    out_url: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class LettersPage:
    """The letters that can be carried, and what came of the one that was brought last; posts `letter` to `in_url`."""

    rows: tuple[LetterRow, ...]
    in_url: str
    brought: tuple[str, ...] = ()
    answer: LetterRow | None = None
    problems: tuple[FormProblem, ...] = ()
