"""Counts of what one State, or the members of one forum, reported; nothing here puts States in an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from corridor.core.commitments.records import Catalogue, Item
from corridor.core.progress.codes import Standing, Status
from corridor.core.progress.periods import half_of, last_day
from corridor.web.desk.progress.matrix import Cell, Matrix


@dataclass(frozen=True, slots=True)
class Tally:
    """How many commitments stand how; those that are overdue stand among the others too."""

    evidenced: int = 0
    claimed: int = 0
    silent: int = 0
    overdue: int = 0

    def __bool__(self) -> bool:
        """Whether anything is counted."""
        return bool(self.evidenced or self.claimed or self.silent)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cells are looked for: of one standing, one status, or overdue on a day; all where nothing is said."""

    standing: Standing | None = None
    status: Status | None = None
    is_overdue: bool = False

    def fits(self, cell: Cell | None, today: date) -> bool:
        """Return whether a cell is one that is looked for."""
        if self.standing is not None and (cell.standing if cell else Standing.SILENT) is not self.standing:
            return False
        if self.status is not None and (cell is None or cell.status is not self.status):
            return False
        return not self.is_overdue or (cell is not None and cell.is_overdue(today))


def day_of(half: int, today: date) -> date:
    """Return the day on which a deadline is judged for a half-year: its last one, today while it runs."""
    return min(last_day(half_of(half)), today)


def tally(matrix: Matrix, subjects: Iterable[str], items: Iterable[str], *, wanted: Wanted, today: date) -> Tally:
    """Return how many cells stand how, of those that are looked for."""
    names = tuple(items)
    counts = dict.fromkeys(Standing, 0)
    overdue = 0
    for subject in subjects:
        for item in names:
            cell = matrix.cell(subject, item)
            if wanted.fits(cell, today):
                counts[cell.standing if cell else Standing.SILENT] += 1
                overdue += cell is not None and cell.is_overdue(today)
    return Tally(counts[Standing.EVIDENCED], counts[Standing.CLAIMED], counts[Standing.SILENT], overdue)


def asked_items(catalogue: Catalogue, fits: Callable[[Item], bool] = lambda _: True) -> tuple[Item, ...]:
    """Return what asks somebody to do something, in the order of the catalogue."""
    return tuple(one for one in catalogue.items.values() if one.is_asked and fits(one))
