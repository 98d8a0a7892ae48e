"""The fixed tables of the third door."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """What was made of each period, and what left."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("protection", "0005_interviews")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="FixedTables",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("period", models.CharField(max_length=7, unique=True)),
                ("content", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("attack", models.JSONField(default=dict)),
                ("signed", models.BinaryField(null=True)),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("published_by", models.CharField(blank=True, max_length=64)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "fixed_tables",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(published_by="") | ~Q(published_by=F("proposed_by")), name="fixed_tables_by_two"
                    )
                ],
            },
        ),
    ]
