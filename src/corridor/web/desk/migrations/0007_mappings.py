"""Adds the mappings that authorities describe for their own tables."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds one table."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0006_picture")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="OwnMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("written", models.TextField()),
                ("mark", models.IntegerField()),
                ("saved_by", models.CharField(max_length=64)),
                ("saved_at", models.DateTimeField()),
                ("is_removed", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "name"], name="desk_own_mapping_name")],
            },
        ),
    ]
