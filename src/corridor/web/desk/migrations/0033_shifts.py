"""The tables of proposed shifts: what officers found out about them, and how many a reader class sees."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody looked into a shift yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0032_measures")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "ShiftJudgement",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("fall", models.CharField(max_length=400)),
                ("rise", models.CharField(max_length=400)),
                ("since", models.CharField(max_length=7)),
                ("until", models.CharField(max_length=7)),
                ("verdict", models.CharField(max_length=12)),
                ("explained_by", models.CharField(blank=True, max_length=16)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("marks", models.JSONField()),
                ("of_authority", models.CharField(max_length=32)),
                ("judged_by", models.CharField(max_length=64)),
                ("judged_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["of_authority", "fall"], name="shift_judged")]},
        ),
        migrations.CreateModel(
            "ShiftCount",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reader_class", models.IntegerField(unique=True)),
                ("stamp", models.CharField(max_length=80)),
                ("count", models.IntegerField()),
            ],
        ),
    ]
