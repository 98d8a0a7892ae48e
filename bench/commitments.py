"""What the register of commitments costs at its size: 200 States, every item of the catalogue, ten yearly rounds.

The world is 200 invented States whose authorities reported on every item of the catalogue in each of ten years, two
thirds for everybody and the rest for a forum of which the reader is a member; every second entry has evidence. It is
written in bulk as the approvals would have left it. One of the States is the reader's own.

`commitments.matrix`: the whole matrix for one reader, how every State stands on every item, at the last half-year and
at one in the middle; the slower of the two, in s, each the median of some rounds after a first.
`commitments.report`: the Roma-Lyon report of the reader's own State over all ten years as PDF, in s, once.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bench import world
from bench.figures import Figure, median

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.engines import Engine

NODE = "commitments"
STATES, FEW_STATES = 200, 10
LAST = datetime.now(UTC).year - 1
YEARS = tuple(range(LAST - 9, LAST + 1))
MIDDLE = f"{LAST - 5}-H1"
ROUNDS = 7
WRITTEN = "2026-06-01 00:00:00+00:00"
EMPTY: dict[str, list[str]] = {"answers": [], "milestones": [], "budgets": [], "evidence": [], "values": []}


def measure(engine: Engine) -> list[Figure]:
    """Measure the matrix on one engine."""
    engine.run(NODE, "commitments.make", FEW_STATES if engine.is_quick else STATES)
    return [
        Figure(f"commitments.matrix{engine.suffix}", engine.run(NODE, "commitments.matrix"), None),
        Figure(f"commitments.report{engine.suffix}", engine.run(NODE, "commitments.report"), None),
    ]


def make(states: int) -> int:
    """Write the world; how many cells it has."""
    from django.db import connection

    from corridor import shelf
    from corridor.web.base.ledger import turn

    items, cells = sorted(shelf.catalogue().items), 0
    with turn.write():
        marks = [_marks(number) for number in range(states)]
    for number in range(states):
        said = [_said(number, place, items, year, marks[number]) for place in range(len(items)) for year in YEARS]
        rows = [cell for one in said for cell in _cells(one)]
        with turn.write():
            _write("desk_progress_entry", [_entry(one) for one in said])
            _write("desk_progress_evidence", [_evidence(one) for one in said if one.is_shown])
            _write("desk_progress_cell", rows)
        cells += len(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return cells


def _write(table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    from django.db import connection

    columns = list(rows[0])
    holes = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({holes})", [tuple(row.values()) for row in rows]
        )


def _marks(number: int) -> dict[str, int]:
    from corridor import shelf
    from corridor.core.progress.codes import Level
    from corridor.core.progress.rules import marking_for
    from corridor.web.base.marks.actions import intern

    purposes = shelf.schemes().content_purposes
    members = frozenset({"XA-POL"})
    return {
        level.value: intern(
            marking_for(level, originator=_authority(number), recipients=members, purposes=purposes), world.now()
        )
        for level in (Level.FORUM, Level.PUBLIC)
    }


def _subject(number: int) -> str:
    return f"S{number:03}" if number else "XA"


def _authority(number: int) -> str:
    return f"{_subject(number)}-POL"


@dataclass(frozen=True)
class _Told:
    """One entry of the world: whose it is, of which item and year, and whether it has evidence."""

    entry: int
    subject: str
    place: int
    item: str
    year: int
    level: str
    mark: int
    is_shown: bool


def _said(number: int, place: int, items: Sequence[str], year: int, marks: Mapping[str, int]) -> _Told:
    level = "forum" if (number + place) % 3 == 0 else "public"
    entry = 1 + ((number * len(items)) + place) * len(YEARS) + YEARS.index(year)
    is_shown = (number + place + year) % 2 == 0
    return _Told(entry, _subject(number), place, items[place], year, level, marks[level], is_shown)


def _entry(one: _Told) -> dict[str, Any]:
    uid = f"{one.entry:032x}"
    said = {"item": one.item, "status": "under-way", "responsible": "Ministry (invented)", "actions": "A bill."}
    return {
        "id": one.entry,
        "uid": uid,
        "about": uid,
        "version": 1,
        "node": "",
        "authority": f"{one.subject}-POL",
        "subject": one.subject,
        "period": f"{one.year}-H1",
        "item": one.item,
        "status": "under-way",
        "level": one.level,
        "forums": "[]",
        "mark": one.mark,
        "state": "approved",
        "content": json.dumps({**EMPTY, **said}),
        "told": 0,
        "why": "",
        "written_by": "",
        "written_at": WRITTEN,
        "submitted_by": "",
        "approved_by": "",
    }


def _evidence(one: _Told) -> dict[str, Any]:
    proof = {
        "key": "e1",
        "proof": "law",
        "title": "Act 12 (invented)",
        "reference": "Gazette 12",
        "found": "not-looked",
    }
    return {
        "entry_id": one.entry,
        "place": 0,
        "level": one.level,
        "mark": one.mark,
        "content": json.dumps({**proof, "level": one.level, "is_told": False}),
    }


def _cells(one: _Told) -> Iterator[dict[str, Any]]:
    for is_evidenced in (False, True) if one.is_shown else (False,):
        step = 2 if is_evidenced else 1
        yield {
            "entry_id": one.entry,
            "subject": one.subject,
            "item": one.item,
            "half": one.year * 2,
            "until": (one.year + step) * 2 if one.year + step <= YEARS[-1] else None,
            "status": "under-way",
            "is_evidenced": is_evidenced,
            "due": f"{one.year}-12-31" if one.place % 4 == 0 else None,
            "mark": one.mark,
        }


def matrix() -> float:
    """Ask for the whole matrix at two half-years; the slower, in s."""
    from corridor.core.progress.periods import number_of
    from corridor.web.desk.progress.matrix import Asked, matrix_for

    officer = world.officer()
    took: dict[str, list[float]] = {f"{YEARS[-1]}-H1": [], MIDDLE: []}
    for _ in range(ROUNDS + 1):
        for half, samples in took.items():
            begun = time.perf_counter()
            found = matrix_for(officer, Asked(number_of(half)))
            samples.append(time.perf_counter() - begun)
            if len(found.told) < FEW_STATES or len(found.rows) % len(found.told):
                raise SystemExit("the matrix is not whole")
    return max(median(samples[1:]) for samples in took.values())


def report() -> float:
    """Compose the report of the reader's own State over all years as PDF; in s."""
    from corridor.core.answers.codes import Form
    from corridor.core.answers.records import Asked
    from corridor.web.desk.answers.actions import compose

    asked = Asked("roma-lyon", ("XA",), f"{YEARS[0]}-H1", f"{YEARS[-1]}-H2", "en")
    begun = time.perf_counter()
    written = compose(by=world.officer(), asked=asked, form=Form.PDF, now=world.now())
    took = time.perf_counter() - begun
    if not written.startswith(b"%PDF"):
        raise SystemExit("no report was written")
    return took
