"""The tables of the catalogue, of forum spaces and of progress."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody has reported on a commitment yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("desk", "0037_kept_ends"),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                ("source", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_commitment_confirmation",
            },
        ),
        migrations.CreateModel(
            name="ForumSpace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("host", models.CharField(max_length=32)),
                ("node", models.CharField(blank=True, max_length=32)),
                ("instruments", models.JSONField(default=list)),
                ("template", models.CharField(max_length=24)),
                ("version", models.IntegerField(default=1)),
                ("opened_by", models.CharField(blank=True, max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_forum_space",
            },
        ),
        migrations.CreateModel(
            name="AddedInstrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("key", models.CharField(max_length=40)),
                ("version", models.IntegerField()),
                ("authority", models.CharField(max_length=32)),
                ("node", models.CharField(blank=True, max_length=32)),
                ("forum", models.CharField(blank=True, max_length=32)),
                ("document", models.JSONField()),
                ("added_by", models.CharField(blank=True, max_length=64)),
                ("added_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_added_instrument",
                "constraints": [models.UniqueConstraint(fields=("key", "version"), name="added_instrument_once")],
            },
        ),
        migrations.CreateModel(
            name="ProgressEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("about", models.CharField(max_length=32)),
                ("version", models.IntegerField()),
                ("node", models.CharField(blank=True, max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("subject", models.CharField(max_length=32)),
                ("period", models.CharField(max_length=8)),
                ("item", models.CharField(max_length=64)),
                ("status", models.CharField(max_length=12)),
                ("level", models.CharField(max_length=8)),
                ("forums", models.JSONField(default=list)),
                ("mark", models.IntegerField()),
                ("state", models.CharField(max_length=12)),
                ("content", models.JSONField()),
                ("told", models.IntegerField(default=0)),
                ("signed", models.BinaryField(null=True)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("written_by", models.CharField(blank=True, max_length=64)),
                ("written_at", models.DateTimeField()),
                ("submitted_by", models.CharField(blank=True, max_length=64)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_progress_entry",
                "indexes": [
                    models.Index(fields=["subject", "item", "period"], name="progress_by_subject"),
                    models.Index(fields=["state", "authority"], name="progress_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("node", "about", "version"), name="progress_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.IntegerField()),
                ("level", models.CharField(max_length=8)),
                ("mark", models.IntegerField()),
                ("content", models.JSONField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="desk.progressentry"
                    ),
                ),
            ],
            options={
                "db_table": "desk_progress_evidence",
            },
        ),
        migrations.CreateModel(
            name="ForumMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=120)),
                ("subject", models.CharField(max_length=32)),
                ("node", models.CharField(blank=True, max_length=32)),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="desk.forumspace"
                    ),
                ),
            ],
            options={
                "db_table": "desk_forum_member",
                "constraints": [models.UniqueConstraint(fields=("space", "authority"), name="forum_member_once")],
            },
        ),
        migrations.CreateModel(
            name="ProgressCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=32)),
                ("item", models.CharField(max_length=64)),
                ("half", models.IntegerField()),
                ("until", models.IntegerField(null=True)),
                ("status", models.CharField(max_length=12)),
                ("is_evidenced", models.BooleanField()),
                ("due", models.DateField(null=True)),
                ("mark", models.IntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cells", to="desk.progressentry"
                    ),
                ),
            ],
            options={
                "db_table": "desk_progress_cell",
                "indexes": [models.Index(fields=["subject", "item", "mark", "half"], name="progress_cell_by_subject")],
            },
        ),
    ]
