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
from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.describing import Description, description_from
from corridor.core.imports.errors import FileRefused, MappingInvalid
from corridor.core.imports.fitting import Ground
from corridor.core.imports.guarding import unsafe_parts
from corridor.core.imports.language import mapping_from
from corridor.core.imports.proposing import SAMPLE_ROWS, Proposal, propose
from corridor.core.imports.records import Cells, ImportMapping, Problem, Refused, Row, Table
from corridor.core.imports.rows import read_rows
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
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
    """A file that waits to be described: its header, its first rows, and what is proposed for them."""

    upload: str
    file_name: str
    format: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]
    is_complete: bool
    proposal: Proposal
    sheet: str

    @property
    def found(self) -> int:
        """How many columns something is proposed for."""
        return sum(bool(plan.prop) for plan in self.proposal.description.columns)


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


def opened_for(officer: Officer, upload: str) -> Opened:
    """Return the first rows of a file that this officer brought, or behave as if it did not exist.

    Of a workbook the sheet is taken for which most can be proposed.

    Raises:
        FileRefused: The file is no table.
    """
    check_permission(officer, Permission.MAPPING_WRITE)
    found = queries.upload_for(officer, upload)
    return opened_at(files.path_of(found), found.file_name, uid=found.uid)


def opened_at(path: Path, name: str, *, uid: str = "") -> Opened:
    """Return the first rows of a file, and what is proposed for them.

    Raises:
        FileRefused: The file is no table.
    """
    found: list[Opened] = []
    with opened(path, name) as tables:
        for content in islice(tables, MOST_SHEETS):
            rows = tuple(islice(content.rows, TRIED_ROWS + 1))
            proposal = propose(content.header, [cells for _, cells in rows[:SAMPLE_ROWS]], name, ground())
            found.append(
                Opened(
                    upload=uid,
                    file_name=name,
                    format=content.format,
                    header=content.header,
                    rows=rows[:TRIED_ROWS],
                    is_complete=len(rows) <= TRIED_ROWS,
                    proposal=proposal,
                    sheet=content.sheet,
                )
            )
    if not found:
        raise FileRefused(fault="empty", line=1)
    best = max(found, key=lambda one: (one.proposal.lists_people, one.found))
    if len(found) == 1:
        return best
    described = replace(best.proposal.description, sheet=best.sheet)
    return replace(best, proposal=replace(best.proposal, description=described))


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
    reader = compile_mapping(
        mapping, shelf.registry(), shelf.countries(), header=opened.header, today=now.date().isoformat()
    )
    content = Table(opened.file_name, opened.format, opened.header, iter(opened.rows))
    outcomes = list(read_rows(content, reader))
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


def described(kept: Kept, header: Sequence[str]) -> Description | None:
    """Return a layout as the form shows it for the columns of a file; nothing where it says more than a form can."""
    document = shelf.typed(kept.row.written)
    return description_from(document, header, shelf.registry()) if isinstance(document, dict) else None
