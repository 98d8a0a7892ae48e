"""The table of stocktaking reports."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """No stock has been taken yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0044_practices")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="TakenStock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=64)),
                ("forum", models.CharField(blank=True, max_length=32)),
                ("subject", models.CharField(blank=True, max_length=32)),
                ("period", models.CharField(max_length=8)),
                ("marks", models.JSONField(default=list)),
                ("document", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("signed", models.BinaryField()),
                ("taken_by", models.CharField(max_length=64)),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "db_table": "desk_taken_stock",
                "indexes": [models.Index(fields=["authority", "forum", "subject"], name="taken_stock_by_whom")],
            },
        ),
    ]
