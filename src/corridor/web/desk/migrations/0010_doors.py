"""The table of what was disclosed to this desk."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """What a protection body disclosed, sealed, until a day."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0009_compartments"), ("base", "0008_doors")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            "Disclosed",
            [
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("sender", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("function", models.CharField(max_length=64)),
                ("purpose", models.CharField(max_length=64)),
                ("until", models.DateField()),
                ("came_on", models.DateField()),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
