"""The tables of briefings, their parts and the versions made of them."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    """Nobody has written a briefing yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0035_indicators")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "Briefing",
            [
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(db_index=True, max_length=32)),
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=2)),
                ("full_level", models.CharField(max_length=20)),
                ("open_level", models.CharField(max_length=20)),
                ("written_by", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "BriefingPart",
            [
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("place", models.IntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("opens_paragraph", models.BooleanField(default=False)),
                ("replacement", models.TextField(blank=True)),
                ("is_full_only", models.BooleanField(default=False)),
                ("confirmed", models.JSONField(default=dict)),
                ("bindings", models.JSONField(default=dict)),
                ("kept", models.JSONField(default=dict)),
                ("levels", models.JSONField(default=list)),
                ("marks", models.JSONField(default=list)),
                ("changed_by", models.CharField(max_length=64)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="desk.briefing"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["briefing", "place"], name="briefing_part_order")]},
        ),
        migrations.CreateModel(
            "BriefingVersion",
            [
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("version", models.CharField(max_length=8)),
                ("level", models.CharField(max_length=20)),
                ("document", models.JSONField()),
                ("rests", models.JSONField()),
                ("marks", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateField(null=True)),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="desk.briefing"
                    ),
                ),
            ],
        ),
    ]
