"""The lines of a depositary's list whose participant was not recognised."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Of lists that were read in before, only how many they were is known."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0041_reviews")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("StatusSheet", "lines", models.JSONField(default=list)),
    ]
