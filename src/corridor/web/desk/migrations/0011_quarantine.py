"""Adds the files that are held because they are hostile."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds one table."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0010_doors")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Quarantined",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("file_name", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("fault", models.CharField(max_length=32)),
                ("state", models.CharField(max_length=16)),
                ("ground", models.CharField(default="", max_length=16)),
                ("held_by", models.CharField(max_length=64)),
                ("held_at", models.DateTimeField()),
                ("asked_by", models.CharField(default="", max_length=64)),
                ("decided_by", models.CharField(default="", max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "held_at"], name="desk_quarantined_authority")],
            },
        ),
    ]
