"""Reports on their way."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reports on their way."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0011_quarantine"), ("base", "0009_ledger_record")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            "Report",
            [
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("ref", models.CharField(max_length=64)),
                ("version", models.IntegerField(default=1)),
                ("authority", models.CharField(max_length=32)),
                ("author", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=12)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="desk.report",
                    ),
                ),
                ("thing", models.CharField(blank=True, max_length=32)),
                ("load", models.CharField(blank=True, max_length=32)),
                ("reason", models.CharField(blank=True, max_length=24)),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddConstraint(
            "report", models.UniqueConstraint(fields=["ref", "version"], name="report_version_once")
        ),
        migrations.AddIndex("report", models.Index(fields=["author", "saved_at"], name="report_by_author")),
        migrations.AddIndex("report", models.Index(fields=["authority", "state"], name="report_by_state")),
        migrations.CreateModel(
            "ReportFile",
            [
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=80)),
                ("size", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sha256_before", models.CharField(max_length=64)),
                ("notes", models.JSONField(default=list)),
                ("sealed", models.BinaryField()),
                ("added_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="desk.report"
                    ),
                ),
            ],
        ),
    ]
