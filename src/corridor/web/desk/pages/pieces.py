"""Pieces that several pages of the desk share: badges of markings and grades, figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkingBadge:
    """A marking in short (`TLP:AMBER · H1`), with the sentence that explains it.

    `tone` is one of clear, green, amber, red, closed: how far the item may travel. It never stands without the text.
    """

    code: str
    originator: str
    sentence: str
    tone: str = "closed"


@dataclass(frozen=True, slots=True)
class GradeBadge:
    """An evaluation in short (`B2`) and in words; the scheme's name stands with it."""

    code: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its name. `low` and `high` differ when sources gave a range; None means that nothing was said."""

    label: str
    low: int | None
    high: int | None = None
    note: str = ""
    main: bool = False
