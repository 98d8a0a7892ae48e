"""Who has seen the tour of the first sign-in."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody has seen it yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0012_keeping")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "TourSeen",
            [
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="base.officer",
                    ),
                ),
                ("seen_at", models.DateTimeField()),
            ],
        ),
    ]
