"""What becomes of releases after they left: leave for further uses, and how often they were used."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
RELEASE: dict[str, Any] = {"on_delete": django.db.models.deletion.PROTECT, "to": "desk.release"}


class Migration(migrations.Migration):
    """Nothing was released yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0024_centre")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField("Release", "mark", models.IntegerField(default=0), preserve_default=False),
        migrations.AddField("Release", "things", models.JSONField(default=list)),
        migrations.AddField("Release", "said", models.BigIntegerField(default=0)),
        migrations.AddField(
            "Release", "correction", models.CharField(blank=True, default="", max_length=32), preserve_default=False
        ),
        migrations.AddField(
            "Release", "correction_by", models.CharField(blank=True, default="", max_length=64), preserve_default=False
        ),
        migrations.AddField("Received", "held", models.JSONField(default=list)),
        migrations.AddField("Received", "held_version", models.IntegerField(null=True)),
        migrations.AlterField("Delivery", "attested", models.CharField(blank=True, max_length=16)),
        migrations.AddField("Delivery", "version", models.IntegerField(default=0)),
        migrations.AddField(
            "Delivery", "legal_basis", models.CharField(blank=True, default="", max_length=64), preserve_default=False
        ),
        migrations.CreateModel(
            "Leave",
            fields=[
                ("id", KEY),
                ("authority", models.CharField(max_length=32)),
                ("use", models.CharField(max_length=16)),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("given_by", models.CharField(blank=True, max_length=64)),
                ("given_at", models.DateTimeField(null=True)),
                ("release", models.ForeignKey(related_name="leaves", **RELEASE)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("release", "authority", "use"), name="leave_once"),
                ],
            },
        ),
        migrations.CreateModel(
            "ToldUse",
            fields=[
                ("id", KEY),
                ("on", models.DateField()),
                ("authority", models.CharField(max_length=32)),
                ("what", models.CharField(max_length=8)),
                ("use", models.CharField(max_length=16)),
                ("count", models.IntegerField()),
                ("release", models.ForeignKey(related_name="told", **RELEASE)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("release", "on", "authority", "what", "use"), name="told_use_once"),
                ],
            },
        ),
        migrations.CreateModel(
            "CountedUse",
            fields=[
                ("id", KEY),
                ("originator", models.CharField(max_length=32)),
                ("about", models.CharField(max_length=32)),
                ("on", models.DateField()),
                ("authority", models.CharField(max_length=32)),
                ("what", models.CharField(max_length=8)),
                ("use", models.CharField(max_length=16)),
                ("count", models.IntegerField()),
                ("is_told", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["is_told", "on"], name="counted_use_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("originator", "about", "on", "authority", "what", "use"), name="counted_use_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "UseCounting",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
            ],
        ),
    ]
