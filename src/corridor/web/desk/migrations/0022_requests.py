"""The tables of requests between authorities: what was asked, and the turns."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No requests."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0021_cards")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "AuthorityRequest",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("thread", models.CharField(max_length=32)),
                ("asker", models.CharField(max_length=32)),
                ("asked", models.CharField(max_length=32)),
                ("copy", models.CharField(max_length=32, blank=True)),
                ("partner", models.CharField(max_length=32, blank=True)),
                ("copy_partner", models.CharField(max_length=32, blank=True)),
                ("came", models.BooleanField(default=False)),
                ("kind", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=64)),
                ("legal_basis", models.CharField(max_length=64)),
                ("regime_version", models.IntegerField()),
                ("mark", models.IntegerField()),
                ("document", models.JSONField()),
                ("opened_by", models.CharField(max_length=64, blank=True)),
                ("opened_at", models.DateTimeField()),
                ("stage", models.CharField(max_length=16)),
                ("due_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("erase_on", models.DateField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["asked", "stage"], name="authority_request_asked"),
                    models.Index(fields=["asker", "stage"], name="authority_request_asker"),
                ],
                "constraints": [models.UniqueConstraint(fields=["asker", "thread"], name="authority_request_once")],
            },
        ),
        migrations.CreateModel(
            "RequestTurn",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.IntegerField()),
                ("party", models.CharField(max_length=8)),
                ("number", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64, blank=True)),
                ("document", models.JSONField()),
                ("channel", models.CharField(max_length=16, blank=True)),
                ("reference", models.CharField(max_length=64, blank=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="desk.authorityrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["request", "n"], name="turn_in_order"),
                    models.UniqueConstraint(fields=["request", "party", "number"], name="turn_once"),
                ],
            },
        ),
    ]
