"""The matrix: how every commitment stands for every State at a half-year, for one reader, in one pass."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.progress.codes import Standing, Status
from corridor.web.desk.progress.queries import SHOWN


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the matrix: its half-year by number, and of which States and commitments; all where empty."""

    half: int
    subjects: Collection[str] = ()
    items: Collection[str] = ()
    use: Use = SHOWN


class Cell(NamedTuple):
    """The entry that speaks of a commitment at a half-year: its row, its own half-year, and how it stands.

    `due` is the first day of its earliest milestone that is not done.
    """

    half: int
    entry: int
    status: Status
    standing: Standing
    due: date | None

    def is_overdue(self, today: date) -> bool:
        """Whether a first day passed before what was due was done."""
        return self.due is not None and self.due < today


_Row = tuple[str, str, int, str | None]
_STATUSES = tuple(Status)
_PLACES = 8
"""So many numbers are kept free for the status behind that of the entry; and behind the half-year, for both."""
_ENTRIES = 2**43
_RANK = " ".join(
    (
        f"c.half * {_ENTRIES} + c.entry_id * {_PLACES} + CASE c.status",
        *(f"WHEN '{status}' THEN {number}" for number, status in enumerate(_STATUSES)),
        "END",
    )
)
"""Half-year, entry and status as one number, of which the highest is the last told: quicker than three columns."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells that one reader may know of; where there is none, the State is silent.

    `told` is the half-year of the last entry of each State that says anything here.
    """

    half: int
    rows: Mapping[tuple[str, str], _Row]
    shown: frozenset[int]
    told: Mapping[str, int]

    def cell(self, subject: str, item: str) -> Cell | None:
        """Return one cell; nothing where the State is silent."""
        row = self.rows.get((subject, item))
        if row is None:
            return None
        half, entry = divmod(row[2], _ENTRIES)
        entry, status = divmod(entry, _PLACES)
        standing = Standing.EVIDENCED if entry in self.shown else Standing.CLAIMED
        return Cell(half, entry, _STATUSES[status], standing, date.fromisoformat(row[3]) if row[3] else None)


def matrix_for(officer: Officer, asked: Asked) -> Matrix:
    """Return how commitments stood at a half-year, as an officer may know it.

    A cell is the last entry about its half-year or one before, of two about the same half-year the one written down
    later; evidence of another entry does not show it.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    told: dict[str, int] = {}
    found: dict[tuple[str, str], _Row] = {}
    rows: list[_Row] = _read(officer, asked, f"c.subject, c.item, {_RANK}, CAST(c.due AS text)", is_evidenced=False)
    for row in rows:
        subject, item, rank, _ = row
        before = found.get((subject, item))
        if before is None or rank > before[2]:
            found[subject, item] = row
            if rank > told.get(subject, 0):
                told[subject] = rank
    shown: list[tuple[int]] = _read(officer, asked, "c.entry_id", is_evidenced=True)
    return Matrix(
        half=asked.half,
        rows=found,
        shown=frozenset(entry for (entry,) in shown),
        told={subject: rank // _ENTRIES for subject, rank in told.items()},
    )


def _read(officer: Officer, asked: Asked, columns: str, *, is_evidenced: bool) -> list[Any]:
    """Return the cells that hold at the half-year: told by then, and nothing later under the same marking by then."""
    use = int(asked.use)
    where = (
        "c.is_evidenced = %s AND {until} AND c.half <= %s "
        "AND c.mark IN (SELECT mark FROM reader_mark WHERE reader_class = %s AND uses & %s = %s)"
    )
    parameters: list[int | str] = [asked.half, officer.reader_class, use, use]
    for column, wanted in (("subject", sorted(set(asked.subjects))), ("item", sorted(set(asked.items)))):
        if wanted:
            where += f" AND c.{column} IN ({', '.join(['%s'] * len(wanted))})"
            parameters.extend(wanted)
    one = f"SELECT {columns} FROM desk_progress_cell c WHERE {where}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{one.format(until='c.until IS NULL')} UNION ALL {one.format(until='c.until > %s')}",
            [is_evidenced, *parameters, is_evidenced, asked.half, *parameters],
        )
        found: list[Any] = cursor.fetchall()
    return found
