"""Watches, what was raised for them, and how officers hear of it."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


def _number() -> tuple[str, models.BigAutoField]:  # type: ignore[type-arg]  # a field of a migration
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Watches, alerts, hearings."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0014_fees")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            "Hearing",
            [
                _number(),
                ("officer", models.IntegerField(unique=True)),
                ("address", models.CharField(max_length=254)),
                ("rhythm", models.CharField(max_length=8)),
                ("language", models.CharField(max_length=8)),
                ("told_at", models.DateTimeField(null=True)),
                ("failures", models.IntegerField(default=0)),
                ("try_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            "Watch",
            [
                _number(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("officer", models.IntegerField()),
                ("authority", models.CharField(max_length=32)),
                ("function", models.CharField(max_length=64)),
                ("purpose", models.CharField(max_length=64)),
                ("counted", models.CharField(max_length=12)),
                ("way", models.CharField(max_length=8)),
                ("route", models.CharField(blank=True, max_length=100)),
                ("country", models.CharField(blank=True, max_length=8)),
                ("place", models.CharField(blank=True, max_length=100)),
                ("kind", models.CharField(blank=True, max_length=64)),
                ("method", models.CharField(blank=True, max_length=64)),
                ("transport", models.CharField(blank=True, max_length=64)),
                ("is_invented", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("stamp", models.CharField(blank=True, max_length=80)),
                ("month", models.CharField(blank=True, max_length=7)),
                ("finding", models.CharField(blank=True, max_length=20)),
            ],
            options={"indexes": [models.Index(fields=["officer", "id"], name="watch_of_officer")]},
        ),
        migrations.CreateModel(
            "Alert",
            [
                _number(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("since", models.CharField(max_length=7)),
                ("until", models.CharField(max_length=7)),
                ("way", models.CharField(max_length=8)),
                ("is_past", models.BooleanField(default=False)),
                ("raised_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to="desk.watch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "Visit",
            [
                _number(),
                ("officer", models.IntegerField()),
                ("function", models.CharField(max_length=64)),
                ("purpose", models.CharField(max_length=64)),
                ("came_at", models.DateTimeField()),
                ("came_before_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["officer", "function", "purpose"], name="visit_once")]
            },
        ),
    ]
