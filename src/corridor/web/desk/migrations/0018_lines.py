"""The logs for partners, what was released over them, and what came."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lines without letters."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("desk", "0017_directory"),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("originator", models.CharField(max_length=32)),
                ("about", models.CharField(max_length=32)),
                ("version", models.IntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("is_ended", models.BooleanField(default=False)),
                ("brought_by", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("originator", "about"), name="holding_once")],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=32, unique=True)),
                ("posted", models.IntegerField(default=0)),
                (
                    "posted_link",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                        max_length=32,
                    ),
                ),
                ("confirmed", models.IntegerField(default=0)),
                ("have", models.IntegerField(default=0)),
                (
                    "have_link",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                        max_length=32,
                    ),
                ),
                ("room", models.IntegerField(default=0)),
                ("offered", models.IntegerField(default=0)),
                ("tries", models.IntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("reached_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=32)),
                ("changed_at", models.DateTimeField(null=True)),
                ("theirs_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="AuthorityKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=200)),
                ("country", models.CharField(max_length=2)),
                ("kind", models.CharField(max_length=32)),
                ("kid", models.CharField(max_length=64, unique=True)),
                ("public", models.BinaryField(max_length=32)),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_revoked", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "ended_at"], name="key_of_authority")],
            },
        ),
        migrations.CreateModel(
            name="Came",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=32)),
                ("number", models.IntegerField()),
                ("kind", models.CharField(max_length=16)),
                ("originator", models.CharField(max_length=32)),
                ("about", models.CharField(max_length=32)),
                ("version", models.IntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("content", models.BinaryField()),
                ("outcome", models.CharField(max_length=12)),
                ("reason", models.CharField(blank=True, max_length=32)),
                ("came_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["outcome", "came_at"], name="came_outcome")],
                "constraints": [models.UniqueConstraint(fields=("partner", "number"), name="came_once")],
            },
        ),
        migrations.CreateModel(
            name="Posted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=32)),
                ("number", models.IntegerField()),
                ("kind", models.CharField(max_length=16)),
                ("originator", models.CharField(max_length=32)),
                ("about", models.CharField(max_length=32)),
                ("version", models.IntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("link", models.BinaryField(max_length=32)),
                ("content", models.BinaryField()),
                ("urgency", models.CharField(max_length=8)),
                ("made_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("reason", models.CharField(blank=True, max_length=32)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["about", "partner"], name="posted_about")],
                "constraints": [models.UniqueConstraint(fields=("partner", "number"), name="posted_once")],
            },
        ),
        migrations.CreateModel(
            name="Received",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=32)),
                ("version", models.IntegerField()),
                ("originator", models.CharField(max_length=32)),
                ("partner", models.CharField(max_length=32)),
                ("recipients", models.JSONField()),
                ("load", models.CharField(max_length=32, unique=True)),
                ("thing", models.CharField(max_length=32)),
                ("mark", models.IntegerField()),
                ("purpose", models.CharField(max_length=64)),
                ("legal_basis", models.CharField(max_length=64)),
                ("urgency", models.CharField(max_length=8)),
                ("thread", models.CharField(blank=True, max_length=32)),
                ("ends_on", models.DateField(null=True)),
                ("is_personal", models.BooleanField()),
                ("state", models.CharField(max_length=12)),
                ("came_at", models.DateTimeField()),
                ("reviewed_by", models.CharField(blank=True, max_length=64)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "came_at"], name="received_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("originator", "about", "version"), name="received_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("load", models.CharField(max_length=32)),
                ("thing", models.CharField(max_length=32)),
                ("version", models.IntegerField(default=0)),
                ("state", models.CharField(max_length=12)),
                ("is_personal", models.BooleanField()),
                ("purpose", models.CharField(max_length=64)),
                ("legal_basis", models.CharField(max_length=64)),
                ("urgency", models.CharField(max_length=8)),
                ("recipients", models.JSONField()),
                ("ends_on", models.DateField(null=True)),
                ("asked_by", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=24)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "state"], name="release_by_state"),
                    models.Index(fields=["load"], name="release_by_load"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=32)),
                ("authorities", models.JSONField()),
                ("number", models.IntegerField()),
                ("attested", models.CharField(blank=True, max_length=12)),
                ("attested_at", models.DateTimeField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="desk.release"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("release", "partner"), name="delivery_once")],
            },
        ),
    ]
