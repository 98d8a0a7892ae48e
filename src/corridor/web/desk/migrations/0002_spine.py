"""Makes the spine's tables for each engine: clustered keys on SQLite, B-trees on PostgreSQL."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

# {id} a row's number, reserved in blocks from row_counter; {blob} bytes, {text} text compared by bytes, {clustered} the clustered tail.
TABLES = [
    "CREATE TABLE row_counter (name {text} PRIMARY KEY, last bigint NOT NULL)",
    "INSERT INTO row_counter (name, last) VALUES ('entity', 0), ('record', 0)",
    "CREATE TABLE standing (load integer PRIMARY KEY)",
    """CREATE TABLE entity (
        id {id},
        uid {text} NOT NULL UNIQUE
    )""",
    """CREATE TABLE record (
        id {id},
        dataset integer NOT NULL,
        key {blob} NOT NULL,
        content {blob} NOT NULL,
        entity bigint NOT NULL,
        mark integer NOT NULL,
        grade {text} NOT NULL
    )""",
    "CREATE UNIQUE INDEX record_key ON record (dataset, key, content)",
    """CREATE TABLE record_about (
        record bigint NOT NULL,
        entity bigint NOT NULL,
        PRIMARY KEY (record, entity)
    ){clustered}""",
    """CREATE TABLE sighting (
        load integer NOT NULL,
        record bigint NOT NULL,
        line integer NOT NULL,
        PRIMARY KEY (load, record)
    ){clustered}""",
    "CREATE INDEX sighting_record ON sighting (record)",
    """CREATE TABLE statement (
        entity bigint NOT NULL,
        prop smallint NOT NULL,
        record bigint NOT NULL,
        n smallint NOT NULL,
        value {text} NOT NULL,
        original {text},
        lang {text},
        ref bigint,
        mark integer NOT NULL,
        home integer NOT NULL,
        until integer,
        PRIMARY KEY (entity, prop, record, n)
    ){clustered}""",
    "CREATE INDEX statement_ref ON statement (ref, entity) WHERE ref IS NOT NULL",
    """CREATE TABLE name_key (
        key {text} NOT NULL,
        entity bigint NOT NULL,
        prop smallint NOT NULL,
        record bigint NOT NULL,
        n smallint NOT NULL,
        PRIMARY KEY (key, record, n, entity, prop)
    ){clustered}""",
    """CREATE TABLE fact (
        entity bigint NOT NULL,
        record bigint NOT NULL,
        mark integer NOT NULL,
        dataset integer NOT NULL,
        home integer NOT NULL,
        until integer,
        single boolean NOT NULL,
        scope {text} NOT NULL,
        kind {text},
        day {text} NOT NULL,
        country {text},
        route {text},
        place {text},
        lat double precision,
        lon double precision,
        precision {text},
        deaths_low integer,
        deaths_high integer,
        people_low integer,
        people_high integer,
        detections_low integer,
        detections_high integer,
        PRIMARY KEY (entity, record, mark)
    ){clustered}""",
    "CREATE INDEX fact_day ON fact (scope, day, record)",
    # Covers the picture's totals, so that they are added up without looking up a row.
    "CREATE INDEX fact_grid ON fact (scope, single, dataset, day, home, until, lat, lon, precision, route, "
    "deaths_low, deaths_high, people_low, people_high, detections_low, detections_high)",
]


def make(apps: Any, schema_editor: Any) -> None:
    """Create the tables in this engine's words."""
    words = (
        {"id": "integer PRIMARY KEY", "blob": "blob", "text": "text", "clustered": " WITHOUT ROWID"}
        if schema_editor.connection.vendor == "sqlite"
        else {
            "id": "bigint PRIMARY KEY",
            "blob": "bytea",
            "text": 'text COLLATE "C"',
            "clustered": "",
        }
    )
    for table in TABLES:
        schema_editor.execute(table.format_map(words), params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove the tables."""
    for name in (
        "fact",
        "name_key",
        "statement",
        "sighting",
        "record_about",
        "record",
        "entity",
        "standing",
        "row_counter",
    ):
        schema_editor.execute(f"DROP TABLE {name}")


class Migration(migrations.Migration):
    """Raw tables beside their unmanaged models."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0001_initial")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(make, drop)]
