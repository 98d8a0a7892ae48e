"""The table of what was worked out from series."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing was worked out yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0028_claims")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "Worked",
            [
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("inputs", models.JSONField()),
                ("answer", models.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("done", "Done"), ("failed", "Failed")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "desk_worked"},
        ),
    ]
