"""The table of the markings that administrators made ready, and of those that are not offered any more."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing is made ready yet, and everything that ships is offered."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0009_ledger_record")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "ReadyMarking",
            [
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("document", models.JSONField(null=True)),
                ("is_offered", models.BooleanField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
    ]
