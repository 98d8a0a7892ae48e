"""What a large joint centre would hold: a million incidents, five million statements, under 5,000 markings.

The world: one import of a million invented incidents with four or six statements each (kind, sort, day, point; half of
them how many died and the place in words), whose records are then spread over 5,000 markings. The reader is an analyst.

`store.ingest_memory_5m`: the peak of the importing process's own memory (RssAnon) while all of them are read, in MB.
The baseline is its memory before the import.
`read.entity_p99_5m`: of the reads of a whole record, as `read.entity_p99` measures them, 99 of 100 take at most so many
ms; the baseline is the plain rows of the same things.
`picture.map_1m` and `search.p95_5m` are told where they are measured, in `picture.py` and `search.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest import mock

from bench import ingest, reads, world
from bench.figures import Figure

if TYPE_CHECKING:
    from bench.engines import Engine

NODE = "scale"
INCIDENTS = 1_000_000
MAPPING = """
mapping: invented-incidents
version: 1
title: {en: Invented incidents}
source: invented
edition: incidents
credit: Invented for measurements
licence: none
marking: own-authority
whole: false
format: csv
released: given
recognise:
  needs: [number, day, dead, lat, lon, place]
columns:
  number: [number]
  day: [day]
  dead: [dead]
  lat: [lat]
  lon: [lon]
  place: [place]
entity: Incident
key: [number]
repeats: reject
fields:
  incident_kind: {constant: death-or-disappearance}
  occurred_on: {column: day, style: iso}
  dead: dead
  point: {columns: [lat, lon]}
  place_text: place
"""


def measure(engine: Engine) -> list[Figure]:
    """Build the world and measure what depends on its size."""
    incidents, markings = (10_000, 500) if engine.is_quick else (INCIDENTS, reads.MARKINGS)
    series = write(engine.folder / "scale.csv", incidents)
    before, peak = engine.run(NODE, "scale.make", series, markings)
    told = engine.run(NODE, "reads.read", reads.THINGS // (10 if engine.is_quick else 1))
    picture = engine.run(NODE, "picture.ratio")
    search = engine.run(NODE, "scale.searched")
    return [
        Figure(f"store.ingest_memory_5m{engine.suffix}", peak, before),
        Figure(f"read.entity_p99_5m{engine.suffix}", told["p99"], told["p99_plain"]),
        Figure(f"picture.map_1m{engine.suffix}", picture["map"], picture["raw"]),
        Figure(f"search.p95_5m{engine.suffix}", search["ours"], search["raw"]),
    ]


def write(path: Path, count: int) -> Path:
    """Write a file of invented incidents, equal for equal counts, and return its path."""
    draw = Random(8)
    spots = [(draw.uniform(-40, 40), draw.uniform(-30, 30)) for _ in range(80)]
    days = [(date(2014, 1, 1) + timedelta(days=number)).isoformat() for number in range(3600)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "day", "dead", "lat", "lon", "place"])
        for number in range(count):
            lat, lon = draw.choice(spots)
            place = (
                f"{draw.randint(2, 400)} km {draw.choice(world.SIDES)} {draw.choice(world.PLACES)}, "
                f"{draw.choice(world.REGIONS)} - on the way to {draw.choice(world.PLACES)}"
            )
            point = f"{draw.gauss(lat, world.SPREAD):.5f}", f"{draw.gauss(lon, world.SPREAD):.5f}"
            dead = int(draw.expovariate(0.4))
            known = number % 2 == 0
            writer.writerow([number, draw.choice(days), dead if known else "", *point, place if known else ""])
    return path


def make(series: str, markings: int) -> tuple[float, float]:
    """Import the incidents and spread them over many markings; MB of own memory before, and at the import's peak."""
    from django.conf import settings

    mappings: Path = settings.HOME / "mappings"
    mappings.mkdir(exist_ok=True)
    (mappings / "invented-incidents.yaml").write_text(MAPPING, encoding="utf-8")
    marks = world.intern_markings(markings)
    before = ingest.own_memory()
    with _found_under(marks):
        peak = ingest.peak(series, "invented-incidents")
    reads.spread(marks, judgements=reads.JUDGEMENTS)
    return before, peak


@contextmanager
def _found_under(marks: list[int]) -> Iterator[None]:
    """Let search find each record under the mark that `reads.spread` gives it afterwards: tokens cannot be changed."""
    from corridor.web.desk.statements.rows import Rows

    add = Rows.add_key

    def add_under(rows: Rows, record: int, entity: int, _: int, found: tuple[int, str, str, tuple[str, ...]]) -> None:
        add(rows, record, entity, marks[0] + record % len(marks), found)

    with mock.patch.object(Rows, "add_key", add_under):  # one import has one marking; this one has many
        yield


def searched() -> dict[str, float]:
    """Look for many words, through the node and through the engine's own index; ms below which 95 of 100 stay."""
    from bench import search

    return {"ours": search.p95(), "raw": search.raw_p95()}
