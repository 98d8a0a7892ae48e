"""Reads of the import: files, loads, mappings and refused rows, for a reader.

A load is as visible as the mark under which it came: for who may not read that mark it does not exist.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from django.utils.translation import get_language, override

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.handling.presets import Preset, marking_from_preset
from corridor.core.handling.records import Marking
from corridor.core.handling.rules import check_marking, check_use, uses_for
from corridor.core.imports.compiling import RowReader, compile_mapping
from corridor.core.imports.errors import FileRefused, MappingInvalid
from corridor.core.imports.language import released_on as day_in_name
from corridor.core.imports.records import Cells, ImportMapping, Problem, Refused, Row
from corridor.core.imports.rows import read_rows
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import clean
from corridor.web.base import keys
from corridor.web.base.marks.presets import presets
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.desk.imports import files, history
from corridor.web.desk.imports.errors import MappingUnknown, MarkingUnknown
from corridor.web.desk.imports.mappings import mappings_for
from corridor.web.desk.imports.models import Reject, Upload
from corridor.web.desk.imports.opening import content_for, recognised
from corridor.web.desk.imports.sentences import sentence
from corridor.web.desk.imports.tables_in import is_large, is_text
from corridor.web.desk.statements import record_store, terms
from corridor.web.desk.statements.models import Dataset, Load

PREVIEW_ROWS = 2000
"""A preview reads this many rows at most, of all its files together, and no fewer than `FEWEST_ROWS` of each."""

FEWEST_ROWS = 200

SHOWN_ROWS = 8
SHOWN_REJECTS = 50


def upload_for(officer: Officer, uid: str) -> Upload:
    """Return a file that this officer brought, or behave as if it did not exist."""
    found = Upload.objects.filter(uid=uid, brought_by=officer.handle).first() if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="upload")
    return found


def mapping_for(officer: Officer, upload: Upload, name: str) -> ImportMapping:
    """Return the mapping of this name, or the one that recognises the file's columns.

    Raises:
        MappingUnknown: None has the name, or none fits.
        MappingInvalid: The one that has the name has mistakes; all of them are named.
        FileRefused: The file is no table.
    """
    known = mappings_for(officer)
    if name:
        if (mapping := known.usable.get(name)) is None:
            raise known.refusal_of(name) or MappingUnknown
        return mapping
    found = recognised(upload, known.usable.values())
    if found is None:
        raise MappingUnknown
    return found


@dataclass(frozen=True)
class Choice:
    """How files are to be read: by which mapping, under which marking, as of which day; what is empty is found out."""

    mapping: str = ""
    preset: str = ""
    released_on: str = ""
    recipients: tuple[str, ...] = ()


def reader_for(officer: Officer, upload: Upload, name: str, now: datetime) -> RowReader:
    """Return what reads the rows of a file, by the mapping of this name or the one that fits.

    Raises:
        MappingUnknown: None has the name, or none fits.
        FileRefused: The file is no table, or lacks a column that the mapping needs.
    """
    mapping = mapping_for(officer, upload, name)
    with content_for(upload, mapping) as content:
        header = content.header
    return compile_mapping(mapping, shelf.registry(), shelf.countries(), header=header, today=now.date().isoformat())


def rows_in(upload: Upload, mapping: ImportMapping) -> int:
    """Return how many rows a mapping finds in a file; of a large text, about how many: one a line.

    Raises:
        FileRefused: The file is damaged, as far as that was looked at.
    """
    path = files.path_of(upload)
    if is_large(path) and is_text(path):
        with path.open("rb") as stream:
            return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))
    with content_for(upload, mapping) as content:
        return sum(1 for _ in content.rows)


def marking_chosen(officer: Officer, preset: str, recipients: Iterable[str] = ()) -> Marking:
    """Return the marking of a preset for the officer's own authority; recipients count where the preset names them.

    Raises:
        MarkingUnknown: No preset has this name.
        MarkingInvalid: The preset admits named authorities only, and none is named.
        UseRefused: The officer could not read what would be stored under this marking.
    """
    offered, schemes = presets(), shelf.schemes()
    if preset not in offered:
        raise MarkingUnknown(known=", ".join(offered))
    named = frozenset(recipients) if offered[preset].needs_recipients else frozenset()
    marking = marking_from_preset(preset, officer.reader.authority, offered, named)
    check_marking(marking, schemes)
    check_use(officer.reader, Use.READ, marking, schemes)
    return marking


def presets_for(officer: Officer) -> dict[str, Preset]:
    """Return the presets under which this officer may store: those whose items one could read oneself."""
    check_permission(officer, Permission.IMPORT_PREVIEW)
    schemes, own = shelf.schemes(), officer.reader.authority
    return {
        name: preset
        for name, preset in presets().items()
        if Use.READ in uses_for(officer.reader, replace(preset.template, originator=own), schemes)
    }


_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)", re.ASCII)
EARLIEST = date(1990, 1, 1)
"""No number in a file's name is read as a day before this one."""


def released_on(mapping: ImportMapping, upload: Upload, now: datetime) -> str:
    """Return the day of a release: a day of the past in the file's name, else the mapping's as-of date, else today."""
    written = ("-".join(parts) for parts in _DAY.findall(upload.file_name))
    for found in (day_in_name(mapping, upload.file_name), *written):
        with suppress(ValueError):
            if found and EARLIEST <= date.fromisoformat(found) <= now.date():
                return found
    return mapping.as_of or now.date().isoformat()


Said = tuple[tuple[str, str, str | None], ...]


@dataclass(frozen=True)
class Sample:
    """What the first rows of a file would become: nothing is stored."""

    upload: Upload
    mapping: ImportMapping
    marking: Marking
    header: tuple[str, ...]
    read: int
    accepted: int
    revised: int
    unchanged: int
    rejected: int
    rows: tuple[tuple[int, Said], ...]
    rejects: tuple[tuple[int, tuple[Problem, ...]], ...]
    is_complete: bool


@dataclass(frozen=True)
class Unreadable:
    """A file of which no sample can be shown, and why."""

    upload: Upload
    refused: CorridorError


def samples_for(
    officer: Officer, uploads: Sequence[str], choice: Choice, now: datetime
) -> tuple[Sample | Unreadable, ...]:
    """Read the first rows of several files as they would be read, storing nothing."""
    check_permission(officer, Permission.IMPORT_PREVIEW)
    found = [upload_for(officer, upload) for upload in uploads]
    limit = max(FEWEST_ROWS, PREVIEW_ROWS // len(found))
    samples: list[Sample | Unreadable] = []
    for upload in found:
        try:
            samples.append(_sample(officer, upload, choice, now, limit))
        except CorridorError as refused:
            samples.append(Unreadable(upload, refused))
    return tuple(samples)


def sample_for(officer: Officer, upload: str, mapping: str, now: datetime) -> Sample:
    """Read the first rows of a file as they would be read, storing nothing."""
    check_permission(officer, Permission.IMPORT_PREVIEW)
    return _sample(officer, upload_for(officer, upload), Choice(mapping), now, PREVIEW_ROWS)


def _sample(officer: Officer, upload: Upload, choice: Choice, now: datetime, limit: int) -> Sample:
    reader = reader_for(officer, upload, choice.mapping, now)
    marking = marking_chosen(officer, choice.preset or reader.mapping.marking, choice.recipients)
    with content_for(upload, reader.mapping) as content:
        outcomes = list(islice(read_rows(content, reader), limit + 1))
    shown = outcomes[:limit]
    accepted = [(line, result) for line, _, result in shown if isinstance(result, Row)]
    rejects = [(line, result.problems) for line, _, result in shown if isinstance(result, Refused)]
    revised, unchanged = _compared(officer, reader.mapping, marking, [row for _, row in accepted])
    return Sample(
        upload=upload,
        mapping=reader.mapping,
        marking=marking,
        header=content.header,
        read=len(shown),
        accepted=len(accepted) - revised - unchanged,
        revised=revised,
        unchanged=unchanged,
        rejected=len(rejects),
        rows=tuple((line, tuple(row.claims)) for line, row in accepted[:SHOWN_ROWS]),
        rejects=tuple(rejects[:SHOWN_REJECTS]),
        is_complete=len(outcomes) <= limit,
    )


def _compared(officer: Officer, mapping: ImportMapping, marking: Marking, rows: Sequence[Row]) -> tuple[int, int]:
    """Count which rows would revise, and which would repeat, what counts now in the data set they would go to."""
    held = Dataset.objects.filter(
        authority=officer.reader.authority, source__code=mapping.source, edition=mapping.edition
    )
    dataset = next((one for one in held if marking_of(one.mark) == marking), None)
    if dataset is None:
        return 0, 0
    secret = keys.digest_key()
    brought = dict(history.digests_of(row, secret) for row in rows)
    counting = history.counting(dataset.pk, list(brought))
    unchanged = sum(brought[key] == version.content for key, version in counting.items())
    return len(counting) - unchanged, unchanged


def load_for(officer: Officer, uid: str) -> Load:
    """Return one import of the officer's authority, or behave as if it did not exist; reports are not imports."""
    found = (
        Load.objects.select_related("dataset__source")
        .filter(uid=uid, dataset__authority=officer.reader.authority)
        .exclude(dataset__mapping="")
        .first()
        if is_uid(uid)
        else None
    )
    if found is None or not visible_marks(officer.reader_class, [found.mark]) or not kept([found]):
        raise NotFound(kind="import")
    return found


def kept(loads: Iterable[Load]) -> list[Load]:
    """Return the loads whose term is not over; what is overdue does not exist, erased or not."""
    overdue = terms.overdue_loads()
    return [load for load in loads if load.pk not in overdue and load.state != Load.State.ERASED]


@dataclass(frozen=True)
class Overview:
    """One import with the first of its refused rows."""

    load: Load
    rejects: tuple[Reject, ...]


def overview_for(officer: Officer, uid: str) -> Overview:
    """Return one import and the first of its refused rows, once it has ended."""
    check_permission(officer, Permission.IMPORT_RUN)
    load = load_for(officer, uid)
    if load.state in (Load.State.WAITING, Load.State.READING):
        return Overview(load, ())
    return Overview(load, tuple(Reject.objects.filter(load=load).order_by("line", "pk")[:SHOWN_REJECTS]))


@dataclass(frozen=True)
class Listing:
    """Part of a list: its rows, the place of the first (from 0) and how many there are altogether."""

    loads: tuple[Load, ...]
    first: int
    total: int


def listing_for(officer: Officer, *, first: int, limit: int) -> Listing:
    """Return a part of the imports this officer may see, newest first."""
    loads = loads_for(officer)
    first = min(max(first, 0), max(len(loads) - 1, 0) // limit * limit)
    return Listing(tuple(loads[first : first + limit]), first, len(loads))


def loads_for(officer: Officer) -> list[Load]:
    """Return the imports this officer may see, newest first; reports are not imports."""
    check_permission(officer, Permission.IMPORT_RUN)
    own = Load.objects.filter(dataset__authority=officer.reader.authority).exclude(dataset__mapping="")
    seen = visible_marks(officer.reader_class, own.values_list("mark", flat=True).distinct())
    return kept(own.filter(mark__in=seen).select_related("dataset__source").order_by("-pk"))


def knowable(officer: Officer, loads: Sequence[Load]) -> list[Load]:
    """Return the loads of which a reader may know, of those whose own mark is visible.

    An import has one mark throughout. A report may mark each thing by itself, so that its own mark may be visible and
    nothing that it says: then nobody is told that there was a report.
    """
    reports = [load.pk for load in loads if not load.dataset.mapping]
    told = record_store.told(officer.reader_class, Use.READ, reports) if reports else set()
    return [load for load in kept(loads) if load.dataset.mapping or load.pk in told]


def loads_of_source(officer: Officer, source: str, *, state: str) -> list[Load]:
    """Return the loads of a source that the officer's authority holds and the officer may see, by release."""
    loads = list(
        Load.objects.select_related("dataset__source")
        .filter(dataset__authority=officer.reader.authority, dataset__source__code=clean(source), state=state)
        .order_by("released_on", "pk")
    )
    seen = visible_marks(officer.reader_class, [load.mark for load in loads])
    return knowable(officer, [load for load in loads if load.mark in seen])


def rejects_file(officer: Officer, uid: str) -> Iterator[list[str]]:
    """Return the lines of the rejects file: line, reasons by column, then the row as it came, under its own header.

    The reasons are in the language of the moment; the lines may be asked for later, when it is another one.
    """
    check_permission(officer, Permission.IMPORT_RUN)
    load = load_for(officer, uid)
    return _rejects_lines(load, _header_of(officer, load), get_language() or "en")


def _rejects_lines(load: Load, header: tuple[str, ...], language: str) -> Iterator[list[str]]:
    yield ["line", "reasons", *map(defused, header)]
    for reject in Reject.objects.filter(load=load).order_by("line", "pk").iterator():
        with override(language):
            reasons = "; ".join(sentence(**problem) for problem in reject.problems)
        cells: Cells = reject.cells
        yield [str(reject.line), reasons, *(defused(cell or "") for cell in cells)]


def _header_of(officer: Officer, load: Load) -> tuple[str, ...]:
    """Return the header of a load's file, as its mapping reads it, while the file is kept."""
    upload = Upload.objects.filter(uid=load.upload).first()
    if upload is None or not files.path_of(upload).exists():
        return ()
    try:
        with content_for(upload, mapping_for(officer, upload, load.mapping)) as content:
            return content.header
    except (FileRefused, MappingUnknown, MappingInvalid):
        return ()


_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*", re.ASCII)


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet carries out as a formula; plain numbers stay as they are."""
    start = unicodedata.normalize("NFKC", cell.lstrip()[:1]) or " "
    if (start in "=+-@" or cell[:1] in ("\t", "\r", "\n")) and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
