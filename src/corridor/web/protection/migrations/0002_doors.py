"""Tables of the doors."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def key() -> tuple[str, Any]:
    """Return the row number of a table."""
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Persons handed over, and disclosures."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("protection", "0001_initial"), ("base", "0008_doors")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            "HandOver",
            [
                key(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("sender", models.CharField(max_length=32)),
                ("came_at", models.DateTimeField()),
                ("state", models.CharField(max_length=12)),
                ("closed_for", models.CharField(blank=True, max_length=24)),
                ("closed_by", models.CharField(blank=True, max_length=64)),
                ("closed_at", models.DateTimeField(null=True)),
                ("case_ref", models.CharField(blank=True, max_length=32)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            "Disclosure",
            [
                key(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("case_ref", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("ground", models.CharField(max_length=24)),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("until", models.DateField()),
                ("held", models.CharField(blank=True, max_length=8)),
                ("attested_at", models.DateTimeField(null=True)),
                ("ending", models.CharField(blank=True, max_length=12)),
                ("ended_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
