"""What remains of the dead once an incident is no longer kept; of what was erased before, nothing is known any more."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A table without a row; nothing that is there changes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0048_rights_told")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "DeathsRemaining",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dataset", models.IntegerField()),
                ("key", models.BinaryField()),
                ("entity", models.BigIntegerField()),
                ("mark", models.IntegerField()),
                ("month", models.CharField(max_length=7)),
                ("country", models.CharField(max_length=32)),
                ("route", models.TextField()),
                ("low", models.IntegerField()),
                ("high", models.IntegerField()),
            ],
            options={
                "db_table": "desk_deaths_remaining",
                "constraints": [
                    models.UniqueConstraint(fields=["dataset", "key", "entity", "mark"], name="deaths_remaining_once")
                ],
            },
        ),
    ]
