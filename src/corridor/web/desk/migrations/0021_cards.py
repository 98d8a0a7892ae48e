"""Cards of partners, heads of ledgers and drills; contacts go to partners and come from them."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody was told anything yet, and no contact is published."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0020_partners")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Moved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=32, unique=True)),
                ("giver", models.CharField(max_length=32)),
                ("to", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="OwnCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("says", models.CharField(max_length=16, unique=True)),
                ("version", models.IntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("body", models.JSONField()),
                ("pair", models.IntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="directorycontact",
            name="node",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AddField(
            model_name="directorycontact",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="directorycontact",
            name="told_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="directorycontact",
            name="told_uid",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.CreateModel(
            name="Drill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("node", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=64)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("steps", models.JSONField(default=list)),
            ],
            options={
                "indexes": [models.Index(fields=["node", "began_at"], name="drill_of")],
            },
        ),
        migrations.CreateModel(
            name="HeadTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=32)),
                ("size", models.BigIntegerField()),
                ("version", models.IntegerField()),
                ("number", models.IntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["partner", "version"], name="head_told_to")],
            },
        ),
        migrations.CreateModel(
            name="HeadWanted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=32)),
                ("size", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("partner", "size"), name="head_wanted_once")],
            },
        ),
        migrations.CreateModel(
            name="KeptHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=32)),
                ("ledger_key", models.BinaryField(max_length=32)),
                ("size", models.BigIntegerField()),
                ("written", models.CharField(max_length=512)),
                ("signature", models.BinaryField(max_length=64)),
                ("way", models.CharField(blank=True, max_length=32)),
                ("came_at", models.DateTimeField()),
                ("is_joined", models.BooleanField()),
                ("asked_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("node", "size", "written"), name="head_once")],
            },
        ),
        migrations.CreateModel(
            name="HeadFault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("node", models.CharField(max_length=32)),
                ("fault", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="desk.kepthead"
                    ),
                ),
                (
                    "shown",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="desk.kepthead"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=32)),
                ("kid", models.CharField(max_length=64, unique=True)),
                ("public", models.BinaryField(max_length=32)),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=16)),
                ("to", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "ended_at"], name="own_key_of")],
            },
        ),
        migrations.CreateModel(
            name="PartnerCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=32)),
                ("says", models.CharField(max_length=16)),
                ("version", models.IntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("signing_key", models.BinaryField(max_length=32)),
                ("ledger_key", models.BinaryField(default=b"", max_length=32)),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("node", "says"), name="partner_card_once")],
            },
        ),
    ]
