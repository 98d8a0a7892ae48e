"""Draws what stands already: legs and places get their facts, and coarse points lose what nobody said so finely.

A partial index finds the few facts without a point, so that a map of many points does not look for them everywhere.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

CLASSES = {"RouteLeg": "leg", "Place": "place", "Hub": "place", "CrossingPoint": "place", "HoldingPlace": "place"}
SQUARES = {"area": 0.25, "region": 1.0, "country": 5.0, "unknown": 1.0}

INDEX = "CREATE INDEX fact_unplaced ON fact (scope, dataset, route) WHERE lat IS NULL"

# A thing is told by one fact for each record and mark; what the picture reads of it stands in the statements behind.
FACTS = """
    INSERT INTO fact (entity, record, mark, dataset, home, until, single, scope, kind, day, country, route, lat, lon)
    SELECT s.entity, s.record, s.mark, r.dataset, MIN(s.home), MIN(s.until), {no}, '{scope}', NULL, '', NULL, NULL,
        NULL, NULL
    FROM statement s JOIN record r ON r.id = s.record JOIN prop p ON p.id = s.prop
    WHERE p.name = 'kind' AND s.value = '{name}' AND NOT EXISTS (
        SELECT 1 FROM fact f WHERE f.entity = s.entity AND f.record = s.record AND f.mark = s.mark)
    GROUP BY s.entity, s.record, s.mark, r.dataset
"""
SNAP = "UPDATE fact SET lat = {lat}, lon = {lon} WHERE precision = '{precision}' AND lat IS NOT NULL"


def draw(apps: Any, schema_editor: Any) -> None:
    """Add the facts and the index, and bring coarse points to the squares that their precision leaves."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    table = apps.get_model("desk", "Prop")._meta.db_table
    schema_editor.execute(INDEX, params=None)
    for name, scope in CLASSES.items():
        written = FACTS.format(no="0" if is_sqlite else "false", scope=scope, name=name)
        schema_editor.execute(written.replace("JOIN prop p", f"JOIN {table} p"), params=None)
    for precision, size in SQUARES.items():
        # Adding a whole number of squares makes every number positive, so that cutting it off is rounding it down.
        cut = "CAST(({column} + 360) / {size} AS INTEGER)" if is_sqlite else "floor(({column} + 360) / {size})"
        lat, lon = (
            f"({cut.format(column=column, size=size)} * {size} - 360 + {size / 2})" for column in ("lat", "lon")
        )
        schema_editor.execute(SNAP.format(lat=lat, lon=lon, precision=precision), params=None)


def undraw(apps: Any, schema_editor: Any) -> None:
    """Remove the index and the facts of legs and places; the points behind coarse ones stand in the statements."""
    schema_editor.execute("DELETE FROM fact WHERE scope IN ('leg', 'place')", params=None)
    schema_editor.execute("DROP INDEX fact_unplaced", params=None)


class Migration(migrations.Migration):
    """Facts of legs and places."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0005_things")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(draw, undraw)]
