"""The index by which the matrix is read in one pass, and the table of what is public of commitments."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Cells that hold at a half-year are read without a look at their rows; nothing has been published yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0046_answers")]
    operations: ClassVar[list[Any]] = [
        migrations.AddIndex(
            "progresscell",
            models.Index(
                fields=["is_evidenced", "until", "half", "mark", "subject", "item", "entry", "status", "due"],
                name="progress_cell_at_half",
            ),
        ),
        migrations.CreateModel(
            "PublicProgress",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=32)),
                ("number", models.IntegerField()),
                ("authority", models.CharField(max_length=32)),
                ("items", models.IntegerField()),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("signed", models.BinaryField()),
                ("published_by", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "db_table": "desk_public_progress",
                "constraints": [models.UniqueConstraint(fields=["subject", "number"], name="public_progress_once")],
            },
        ),
    ]
