"""The table of what a partner may hand over for an authority that moved here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing is expected."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0025_told")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "Moving",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("reports", models.IntegerField(default=0)),
                ("opened_by", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("partner", "authority"), name="moving_once")],
            },
        ),
    ]
