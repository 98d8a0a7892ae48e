"""The tables of the library: entries, grades and adoption."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    """Nobody has filed a practice yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0043_capacity")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "LibraryEntry",
            [
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("about", models.CharField(max_length=32)),
                ("version", models.IntegerField()),
                ("authority", models.CharField(max_length=32)),
                ("level", models.CharField(max_length=8)),
                ("mark", models.IntegerField()),
                ("content", models.JSONField()),
                ("filed_by", models.CharField(max_length=64)),
                ("filed_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_library_entry",
                "constraints": [models.UniqueConstraint(fields=["about", "version"], name="library_entry_once")],
            },
        ),
        migrations.CreateModel(
            "LibraryGrade",
            [
                ID,
                ("grade", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=500)),
                ("authority", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grades", to="desk.libraryentry"
                    ),
                ),
            ],
            options={"db_table": "desk_library_grade"},
        ),
        migrations.CreateModel(
            "Adoption",
            [
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("about", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                ("level", models.CharField(max_length=8)),
                ("mark", models.IntegerField()),
                ("stage", models.CharField(max_length=12)),
                ("on", models.DateField()),
                ("how", models.CharField(max_length=1000)),
                ("came", models.CharField(blank=True, max_length=1000)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "desk_library_adoption"},
        ),
    ]
