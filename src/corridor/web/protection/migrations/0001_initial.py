"""Tables of the vault."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables of the vault."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0008_doors")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("ref", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(db_index=True, max_length=32)),
                ("is_open", models.BooleanField(default=True)),
                ("opened_on", models.DateField()),
                ("head", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.CharField(max_length=32, unique=True)),
                ("generation", models.PositiveIntegerField(db_index=True)),
                ("wrapped", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ProtectionBody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=32)),
                ("sealing_key", models.BinaryField()),
                ("signing_key", models.BinaryField()),
                ("added_by", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("checked_by", models.CharField(blank=True, max_length=64)),
                ("checked_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="VaultProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("kind", models.CharField(max_length=24)),
                ("about", models.CharField(max_length=200)),
                ("asked_by", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("is_approved", models.BooleanField(default=False)),
                ("done_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CaseMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handle", models.CharField(db_index=True, max_length=64)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("is_emergency", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="protection.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("to", models.CharField(db_index=True, max_length=64)),
                ("what", models.CharField(max_length=24)),
                ("by", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="protection.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CasePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="protection.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("consent", models.CharField(max_length=32)),
                ("state", models.CharField(max_length=16)),
                ("sent_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("parcel", models.BinaryField(null=True)),
                ("withdrawal", models.BinaryField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="protection.case"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="protection.protectionbody",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceivedPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("keeper", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("sealed", models.BinaryField(null=True)),
                ("attestation", models.BinaryField()),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received",
                        to="protection.protectionbody",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="protection.case"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "n"), name="vault_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="CaseReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handle", models.CharField(max_length=64)),
                ("on", models.DateField()),
                ("way", models.CharField(max_length=16)),
                ("times", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="protection.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "handle", "on", "way"), name="vault_reading_once")
                ],
            },
        ),
    ]
