"""Reads of the wizard: a file's first rows, what is proposed for them, what they would become, and the own layouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.imports.arranging import SHEET, chosen, melted
from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.describing import Description
from corridor.core.imports.errors import FileRefused, MappingInvalid
from corridor.core.imports.fitting import Ground
from corridor.core.imports.guarding import unsafe_parts
from corridor.core.imports.language import mapping_from
from corridor.core.imports.proposing import SAMPLE_ROWS, Proposal, propose
from corridor.core.imports.records import Broken, Cells, ImportMapping, Problem, Refused, Row, Table
from corridor.core.imports.rows import read_rows
from corridor.core.imports.written import description_from
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import fold
from corridor.web.desk.imports import files, queries
from corridor.web.desk.imports.mappings import own_mappings
from corridor.web.desk.imports.models import OwnMapping
from corridor.web.desk.imports.tables_in import opened

TRIED_ROWS = 500
"""So many rows are read on trial each time something is changed."""

MOST_SHEETS = 12
SHOWN_ROWS = 6
SHOWN_REJECTS = 20


@dataclass(frozen=True)
class Opened:
    """A file that waits to be described: its header, its first rows, and what is proposed for them.

    `header` and `rows` are laid out as the proposal reads them: wide columns as rows, several sheets together. `tables`
    is what stands in the file, sheet by sheet; `others` are the names of its sheets that are not read.
    """

    upload: str
    file_name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]
    is_complete: bool
    proposal: Proposal
    tables: tuple[Sheet, ...]
    others: tuple[str, ...] = ()

    @property
    def is_widened(self) -> bool:
        """Say whether wide columns are shown as rows."""
        return self.proposal.description.wide is not None


@dataclass(frozen=True)
class Sheet:
    """The first rows of one table of a file as they stand there, and what is proposed for it alone."""

    table: Table
    rows: tuple[tuple[int, Cells], ...]
    is_complete: bool
    proposal: Proposal

    @property
    def found(self) -> int:
        """How many columns something is proposed for."""
        return sum(bool(plan.prop) for plan in self.proposal.description.columns)

    def again(self) -> Table:
        """Return the table with its first rows, to be read once more."""
        return replace(self.table, rows=iter([(line, _copied(cells)) for line, cells in self.rows]))


def _copied(cells: Cells) -> Cells:
    return cells if isinstance(cells, Broken) else list(cells)


@dataclass(frozen=True)
class Trial:
    """What the first rows of a file would become; nothing is stored."""

    read: int
    accepted: int
    rows: tuple[Row, ...]
    rejected: int
    rejects: tuple[tuple[int, tuple[Problem, ...]], ...]
    is_complete: bool


def ground() -> Ground:
    """Return what proposals of this node stand on."""
    return Ground(shelf.wording(), shelf.registry(), shelf.countries())


def opened_for(officer: Officer, upload: str, *, widen: bool = True) -> Opened:
    """Return the first rows of a file that this officer brought, or behave as if it did not exist.

    Of a workbook the sheet is taken for which most can be proposed, and with it those that have the same columns.

    Args:
        widen: Columns that say the same about different months, places or groups may become rows.
    Raises:
        FileRefused: The file is no table.
    """
    check_permission(officer, Permission.MAPPING_WRITE)
    found = queries.upload_for(officer, upload)
    return opened_at(files.path_of(found), found.file_name, uid=found.uid, widen=widen)


def opened_at(path: Path, name: str, *, uid: str = "", widen: bool = True) -> Opened:
    """Return the first rows of a file, and what is proposed for them.

    Raises:
        FileRefused: The file is no table.
    """
    sheets: list[Sheet] = []
    with opened(path, name) as tables:
        for content in islice(tables, MOST_SHEETS):
            if not any(sign.isalpha() for header in content.header for sign in header):
                continue  # Figures and dates are no names of columns: the first row would be lost.
            rows = tuple(islice(content.rows, TRIED_ROWS + 1))
            first = [cells for _, cells in rows[:SAMPLE_ROWS]]
            proposal = propose(content.header, first, name, ground(), widen=widen, tags=content.tags)
            sheets.append(Sheet(content, rows[:TRIED_ROWS], len(rows) <= TRIED_ROWS, proposal))
    if not sheets:
        raise FileRefused(fault="empty", line=1)
    best = max(sheets, key=lambda one: (one.proposal.lists_people, one.found))
    read = _alike(best, sheets)
    proposal = best.proposal
    if len(read) > 1:
        header, sample = _sample(read, SAMPLE_ROWS)
        proposal = propose(header, [cells for _, cells in sample], name, ground(), widen=widen, tags=best.table.tags)
    names = tuple(one.table.sheet for one in read) if len(sheets) > 1 else ()
    described = replace(proposal.description, sheets=names)
    header, shown = _sample(read, TRIED_ROWS)
    if described.wide is not None:
        header, spread = melted(header, iter(shown), described.wide.wide)
        shown = list(islice(spread, TRIED_ROWS))
    return Opened(
        upload=uid,
        file_name=name,
        header=header,
        rows=tuple(shown),
        is_complete=all(one.is_complete for one in read),
        proposal=replace(proposal, description=described),
        tables=tuple(read),
        others=tuple(one.table.sheet for one in sheets if one not in read),
    )


def _alike(best: Sheet, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that are read together with one: those with the same columns, but no sum of the others."""
    wanted, wording = [fold(name) for name in best.table.header], shelf.wording()
    if best.proposal.lists_people or fold(SHEET) in wanted or not best.table.sheet:
        return [best]
    alike = [one for one in sheets if [fold(name) for name in one.table.header] == wanted]
    return [one for one in alike if one is best or not wording.is_total(one.table.sheet)]


def _sample(sheets: Sequence[Sheet], limit: int) -> tuple[tuple[str, ...], list[tuple[int, Cells]]]:
    """Return the first rows of tables together, as many of each; of several, each row with the name of its sheet."""
    if len(sheets) == 1:
        return sheets[0].table.header, list(sheets[0].rows[:limit])
    header = (*sheets[0].table.header, SHEET)
    share = max(limit // len(sheets), 1)
    return header, [(line, [*cells, one.table.sheet]) for one in sheets for line, cells in one.rows[:share]]


def checked(document: Mapping[str, Any]) -> ImportMapping:
    """Return the mapping of a document that an officer wrote, if it is whole and safe to keep.

    Raises:
        MappingInvalid: Anything is wrong with it.
    """
    mapping = mapping_from(document, shelf.registry(), shelf.schemes())
    if unsafe := unsafe_parts(document, mapping, shelf.wording()):
        raise MappingInvalid(mapping=mapping.name, problems=unsafe)
    return mapping


def trial_of(opened: Opened, mapping: ImportMapping, now: datetime) -> Trial:
    """Read the first rows of a file by a mapping, storing nothing.

    Raises:
        FileRefused: The file lacks a column that the mapping needs, or has it twice.
    """
    content = chosen((sheet.again() for sheet in opened.tables), mapping)
    reader = compile_mapping(
        mapping, shelf.registry(), shelf.countries(), header=content.header, today=now.date().isoformat()
    )
    outcomes = list(islice(read_rows(content, reader), TRIED_ROWS))
    accepted = [result for _, _, result in outcomes if isinstance(result, Row)]
    rejects = [(line, result.problems) for line, _, result in outcomes if isinstance(result, Refused)]
    return Trial(
        read=len(outcomes),
        accepted=len(accepted),
        rows=tuple(accepted[:SHOWN_ROWS]),
        rejected=len(rejects),
        rejects=tuple(rejects[:SHOWN_REJECTS]),
        is_complete=opened.is_complete,
    )


@dataclass(frozen=True)
class Kept:
    """One version of an own layout; `versions` are those of its name that this reader may see, the newest first."""

    row: OwnMapping
    versions: tuple[OwnMapping, ...]

    @property
    def is_newest(self) -> bool:
        """Say whether no later version is known to this reader."""
        return self.versions[0].pk == self.row.pk


def kept_for(officer: Officer) -> list[OwnMapping]:
    """Return the layouts of the officer's authority that this reader may see, by name."""
    check_permission(officer, Permission.MAPPING_WRITE)
    return own_mappings(officer)


def kept(officer: Officer, uid: str) -> Kept:
    """Return one version of a layout of the own authority, or behave as if it did not exist."""
    check_permission(officer, Permission.MAPPING_WRITE)
    rows = own_mappings(officer, whole_history=True) if is_uid(uid) else []
    found = next((row for row in rows if row.uid == uid), None)
    if found is None:
        raise NotFound(kind="mapping")
    return Kept(found, tuple(row for row in rows if row.name == found.name))


def is_wide(kept: Kept) -> bool:
    """Return whether a layout reads wide columns as rows."""
    document = shelf.typed(kept.row.written)
    return isinstance(document, dict) and bool(document.get("wide"))


def described(kept: Kept, header: Sequence[str]) -> Description | None:
    """Return a layout as the form shows it for the columns of a file; nothing where it says more than a form can."""
    document = shelf.typed(kept.row.written)
    return description_from(document, header, shelf.registry()) if isinstance(document, dict) else None
