"""The tables of the joint centre: alerts, what authorities answered, the shift log, and which agencies may be named."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


def own_id() -> tuple[str, Any]:
    """Return the row number that every table has."""
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """A joint centre without alerts, and an empty log."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0023_matching")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "CentreAlert",
            [
                own_id(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("about", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("centre", models.CharField(blank=True, max_length=32)),
                ("node", models.CharField(blank=True, max_length=32)),
                ("state", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=24)),
                ("haste", models.CharField(max_length=8)),
                ("words", models.CharField(max_length=500)),
                ("area", models.CharField(max_length=120)),
                ("position", models.CharField(blank=True, max_length=32)),
                ("aboard", models.CharField(blank=True, max_length=8)),
                ("thing", models.CharField(blank=True, max_length=32)),
                ("hours", models.IntegerField()),
                ("to", models.JSONField(default=list)),
                ("mark", models.IntegerField()),
                ("written_by", models.CharField(blank=True, max_length=64)),
                ("written_at", models.DateTimeField()),
                ("sent_by", models.CharField(blank=True, max_length=64)),
                ("sent_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=32)),
                ("ended_by", models.CharField(blank=True, max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["authority", "about"], name="centre_alert_once")],
                "indexes": [models.Index(fields=["state", "until"], name="centre_alert_by_state")],
            },
        ),
        migrations.CreateModel(
            "AlertAnswer",
            [
                own_id(),
                ("authority", models.CharField(max_length=32)),
                ("node", models.CharField(blank=True, max_length=32)),
                ("response", models.CharField(blank=True, max_length=12)),
                ("by", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(null=True)),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="desk.centrealert",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["alert", "authority"], name="alert_answered_once"),
                ],
            },
        ),
        migrations.CreateModel(
            "ShiftEntry",
            [
                own_id(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=12)),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("thing", models.CharField(blank=True, max_length=32)),
                ("alert", models.CharField(blank=True, max_length=32)),
                ("about", models.CharField(blank=True, max_length=32)),
                ("to", models.CharField(blank=True, max_length=64)),
                ("matters", models.JSONField(default=list)),
                ("is_open", models.BooleanField(default=False)),
                ("mark", models.IntegerField()),
                ("happened_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["written_at"], name="shift_by_time")]},
        ),
        migrations.CreateModel(
            "AgencyNamed",
            [
                own_id(),
                ("authority", models.CharField(max_length=32, unique=True)),
                ("decided_by", models.CharField(max_length=64)),
                ("decided_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "Proposal",
            [
                own_id(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("load", models.CharField(max_length=32)),
                ("mark", models.IntegerField()),
                ("agency", models.CharField(max_length=32)),
                ("desk", models.CharField(max_length=32)),
                ("to", models.JSONField()),
                ("purpose", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=12)),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["agency", "state"], name="proposal_by_agency")]},
        ),
    ]
