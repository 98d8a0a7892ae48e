"""Ready things for the tests of imports: the registry, the countries, mappings and short ways to read a table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import corridor.core as core
from corridor.core.entities.registry import Registry, registry_from
from corridor.core.handling.exchange import schemes_from
from corridor.core.handling.scheme import Schemes
from corridor.core.imports.arranging import chosen
from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.language import mapping_from, recognise
from corridor.core.imports.records import ImportMapping, Refused, Row
from corridor.core.imports.rows import Outcome, read_rows
from corridor.core.imports.tables import table, tables
from corridor.core.kernel.countries import Countries, country_rows, people_rows
from corridor.core.vocabularies.exchange import vocabularies_from

CORE = Path(core.__path__[0])
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
TODAY = "2026-01-01"


@cache
def registry() -> Registry:
    lists = vocabularies_from([_yaml(path) for path in sorted((CORE / "vocabularies" / "lists").glob("*.yaml"))])
    return registry_from([_yaml(path) for path in sorted((CORE / "entities" / "schemata").glob("*.yaml"))], lists)


@cache
def schemes() -> Schemes:
    paths = [*sorted((CORE / "handling" / "schemes").glob("*.yaml")), CORE / "access" / "functions.yaml"]
    return schemes_from([_yaml(path) for path in paths])


@cache
def countries() -> Countries:
    people = people_rows((CORE / "kernel" / "demonyms.csv").read_text("utf-8"))
    return Countries(country_rows((CORE / "kernel" / "countries.csv").read_text("utf-8")), people)


@cache
def mappings() -> tuple[ImportMapping, ...]:
    return tuple(
        mapping_from(_yaml(path), registry(), schemes())
        for path in sorted((CORE / "imports" / "mappings").glob("*.yaml"))
    )


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def mapping(name: str) -> ImportMapping:
    return next(one for one in mappings() if one.name == name)


def document(**changes: Any) -> dict[str, Any]:
    """A small mapping for a table of landings."""
    return {
        "mapping": "landings",
        "version": 1,
        "title": "Landings",
        "source": "xa-coast-guard",
        "edition": "landings",
        "credit": "Coast guard of XA",
        "licence": "own",
        "marking": "partners",
        "entity": "Incident",
        "key": ["ref"],
        "fields": {
            "incident_kind": {"constant": "landing"},
            "occurred_on": {"column": "day", "style": ["iso", "29/10/2019"]},
            "people": "people",
            "country": "country",
            "point": "position",
            "summary": "note",
            "url": "link",
        },
        **changes,
    }


HEADER = ["ref", "day", "people", "country", "position", "note", "link"]


def read_row(cells: Sequence[str | None], **changes: Any) -> Row | Refused:
    reader = compile_mapping(
        mapping_from(document(**changes), registry(), schemes()), registry(), countries(), header=HEADER, today=TODAY
    )
    return reader(list(cells))


def read_cell(column: str, cell: str | None, **changes: Any) -> Row | Refused:
    """Read a row in which only one cell, beside the key, is filled."""
    return read_row([cell if name == column else "R1" if name == "ref" else "" for name in HEADER], **changes)


def codes(result: Row | Refused) -> list[str]:
    return [problem.code for problem in result.problems] if isinstance(result, Refused) else []


def claims(result: Row | Refused, prop: str) -> list[tuple[str, str | None]]:
    assert isinstance(result, Row), codes(result)
    return [(value, original) for name, value, original in result.claims if name == prop]


def outcomes(
    content: bytes, used: ImportMapping | None = None, today: str | None = TODAY, name: str = "file"
) -> list[Outcome]:
    """Read a file the way an import does; the mapping is recognised where none is given."""
    mapping = used or recognised(content, name)
    assert mapping is not None, table(io.BytesIO(content), name).header
    found = chosen(tables(io.BytesIO(content), name, mapping.layout), mapping)
    reader = compile_mapping(mapping, registry(), countries(), header=found.header, today=today)
    return list(read_rows(found, reader))


def recognised(content: bytes, name: str = "file") -> ImportMapping | None:
    """Return the mapping that knows the first sheet of a file that any mapping knows."""
    found = tables(io.BytesIO(content), name)
    known = (recognise(one.header, mappings(), tags=one.tags, sheet=one.sheet, file_name=name) for one in found)
    return next((mapping for mapping in known if mapping is not None), None)
