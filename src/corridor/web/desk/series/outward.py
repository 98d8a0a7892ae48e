"""The facts behind series as a Parquet file, for sums that a cluster works out: only what its reader may take along."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import CorridorError
from corridor.core.series.codes import Counted
from corridor.core.series.rules import is_whole
from corridor.core.watching.rules.departures import last_month
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.picture.queries import scene_for
from corridor.web.desk.series import cells, queries
from corridor.web.desk.series.engine import engine

if TYPE_CHECKING:
    from corridor.web.desk.series.engine import Database

TAKEN = DRAWN | Use.EXPORT
AT_ONCE = 50_000
_TYPES = (*("VARCHAR",) * 6, "BIGINT", "BIGINT", "VARCHAR")

Fact = tuple[Any, ...]
"""One row of a file of facts, in the order of `FACTS`."""


class FactsKeptBack(CorridorError):
    """Nothing of what the officer may read and count may be taken along."""

    code = "series.E04"
    template = "no fact of {counted} may be taken along"
    hint = "Ask the originators for leave to export, or choose something else that is counted."
    status = 403


class PlaceUnfit(CorridorError):
    """A file or folder cannot be written where it was asked for."""

    code = "series.E05"
    template = "the file or folder cannot be written there, or is there already"
    hint = "Name one that does not exist yet, in a folder that this account may write to."


@dataclass(frozen=True)
class Written:
    """How many facts were written, and how many that the officer may read and count were not."""

    facts: int
    left_out: int
    has_together: bool


def write_facts(*, by: Officer, counted: Counted, path: Path, invented: bool, now: datetime) -> Written:
    """Write the facts of what is counted that an officer may read, count and export; what they are stands beside them.

    Facts that several sources tell are laid together only where all of it may be exported. Like every series of that
    kind they end as late as departures are shown, and no release tells the month that was not over when it came.

    Raises:
        FactsKeptBack: None of them may be exported.
        PlaceUnfit: The file is there already, or cannot be written.
    """
    check_permission(by, Permission.ENTITY_EXPORT)
    sheets = queries.sheets_for(by, counted, invented=invented)
    editions = {sheet.dataset: sheet for sheet in sheets if sheet.dataset}
    told = _editions(by, counted, editions)
    unfinished = frozenset[str]().union(*(sheet.unfinished for sheet in sheets))
    pooled = _together(by, counted, invented, now) if _may_take(by, counted, sheets) else iter(())
    pooled = (fact for fact in pooled if fact[5] not in unfinished)
    if path.exists() or not path.parent.is_dir():
        raise PlaceUnfit
    part = path.with_name(f".{path.name}.{os.getpid()}.part.parquet")
    try:
        with engine(file=part) as database:
            count, together = _filled(database, told), _filled(database, pooled)
            database.execute(f"COPY taken TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
        part.chmod(0o600)
        whole = sum(_things(sheet) for sheet in editions.values())
        found = Written(count + together, max(0, whole - count), bool(together))
        details: dict[str, Any] = {"counted": counted.value, "facts": found.facts, "left_out": found.left_out}
        with act(Event.SERIES_EXPORTED, by=by, now=now, about=identity.uid(), **details):
            if not found.facts:
                raise FactsKeptBack(counted=counted.value)
        _about(by, path, details | {"laid_together": found.has_together, "is_invented": invented}, now)
        part.replace(path)
    except OSError as failed:
        raise PlaceUnfit from failed
    finally:
        part.unlink(missing_ok=True)
    return found


def _things(sheet: queries.Sheet) -> int:
    return sum(cell.things for cell in sheet.cells if is_whole(cell.month, sheet.publisher))


def _editions(by: Officer, counted: Counted, editions: Mapping[int, queries.Sheet]) -> Iterator[Fact]:
    """Yield what each edition tells of months that are over in it, as it publishes it."""
    for dataset, *said in cells.facts_of(by.reader_class, counted, sorted(editions), TAKEN):
        sheet = editions[dataset]
        if is_whole(said[3], sheet.publisher):
            yield (sheet.source, sheet.edition, *said, sheet.source)


def _together(by: Officer, counted: Counted, invented: bool, now: datetime) -> Iterator[Fact]:
    """Yield everything that is laid together, each thing once, as late as departures are shown."""
    question = queries.question_of(counted, invented=invented)
    scene = scene_for(by, question)
    names = {one.dataset.pk: one.dataset.source.code for one in scene.editions if one.is_drawn}
    names |= {pk: row.authority for pk, row in scene.reports.items()}
    last = last_month(now.date())
    for dataset, *about, month, low, high in cells.each_single_of(by.reader_class, question, scene.within):
        if month <= last:
            yield ("", "", *about, month, low, high, names.get(dataset, ""))
    for thing in scene.things:
        strip, month = thing.strip, thing.strip.day[:7]
        figures = (thing.low, thing.high) if counted.columns else (1, 1)
        if month <= last:
            told = (strip.kind or "", strip.route or "", strip.country or "", month)
            yield ("", "", *told, *figures, names.get(thing.datasets[0], ""))


def _may_take(by: Officer, counted: Counted, sheets: Sequence[queries.Sheet]) -> bool:
    """Tell whether all that is laid together may be exported."""
    pooled = [queries.scopes_of(sheet)[0] for sheet in sheets if not sheet.dataset]
    marks = queries.marks_of(by, pooled)
    return bool(pooled) and visible_marks(by.reader_class, marks, TAKEN) == marks


def _filled(database: Database, facts: Iterator[Fact]) -> int:
    from corridor.core.series.expressions import FACTS

    typed = ", ".join(f"{name} {kind}" for name, kind in zip(FACTS, _TYPES, strict=True))
    database.execute(f"CREATE TABLE IF NOT EXISTS taken ({typed})")
    holes = ", ".join(f"unnest(${n}::{kind}[])" for n, kind in enumerate(_TYPES, 1))
    count = 0
    while batch := list(islice(facts, AT_ONCE)):
        database.execute(f"INSERT INTO taken SELECT {holes}", [list(column) for column in zip(*batch, strict=True)])
        count += len(batch)
    return count


def _about(by: Officer, path: Path, details: dict[str, Any], now: datetime) -> None:
    reader = by.reader
    told = details | {
        "authority": reader.authority,
        "function": reader.function,
        "purpose": reader.purpose,
        "made_at": now.isoformat(timespec="seconds"),
        "handling": "As strict as the strictest marking of what it rests on; not protected, never for publication.",
    }
    beside = path.with_name(f"{path.name}.json")
    beside.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
