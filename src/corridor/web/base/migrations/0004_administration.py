"""Columns of administration: when an authority was closed, until when an invitation is good, when an officer left."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns without a value for what is there already: open, not invited, still here."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0003_tokens")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("authority", "closed_at", models.DateTimeField(null=True)),
        migrations.AddField("officer", "invited_until", models.DateTimeField(null=True)),
        migrations.AddField("officer", "left_at", models.DateTimeField(null=True)),
    ]
