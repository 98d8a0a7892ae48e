"""The table of breaks in series that officers note, and the country in the index from which the picture is added up.

Without it, series by country look up a row for each of a million incidents.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

GRID = (
    "CREATE INDEX fact_grid ON fact (scope, single, dataset, day, home, until, lat, lon, precision, route, {country}"
    "deaths_low, deaths_high, people_low, people_high, detections_low, detections_high)"
)


class Migration(migrations.Migration):
    """No break was noted yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0029_series")]
    operations: ClassVar[list[Any]] = [
        migrations.RunSQL(
            ["DROP INDEX fact_grid", GRID.format(country="country, ")],
            ["DROP INDEX fact_grid", GRID.format(country="")],
        ),
        migrations.CreateModel(
            "SeriesBreak",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("source", models.CharField(blank=True, max_length=64)),
                ("edition", models.CharField(blank=True, max_length=64)),
                ("counted", models.CharField(max_length=20)),
                ("kind", models.CharField(blank=True, max_length=64)),
                ("is_invented", models.BooleanField(default=False)),
                ("month", models.CharField(max_length=7)),
                ("reason", models.CharField(max_length=24)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("mark", models.IntegerField()),
                ("noted_by", models.CharField(max_length=64)),
                ("noted_at", models.DateTimeField()),
                ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["counted", "is_invented"], name="series_break_by_counted")],
            },
        ),
    ]
