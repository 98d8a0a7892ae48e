"""The keys of doors change: which of ours a node knows, and by which it was known before."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Every node knows the first key pair, and none has changed its own."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0013_tour")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("Door", "knows", models.PositiveIntegerField(default=0)),
        migrations.CreateModel(
            "FormerKey",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32)),
                ("kid", models.CharField(max_length=64, unique=True)),
                ("public", models.BinaryField(max_length=32)),
                ("until", models.DateTimeField()),
                ("revoked_by", models.CharField(blank=True, max_length=64)),
                ("is_revoked", models.BooleanField(default=False)),
            ],
        ),
    ]
