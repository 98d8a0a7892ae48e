"""Tables of the doors between nodes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    """Whom the node knows, what waits to leave, what came."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0007_oversight")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "Door",
            [
                KEY,
                ("code", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=32)),
                ("country", models.CharField(max_length=2)),
                ("zone", models.CharField(max_length=16)),
                ("origin", models.CharField(blank=True, max_length=200)),
                ("sealing_key", models.BinaryField()),
                ("signing_key", models.BinaryField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("added_by", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=64)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            "Outgoing",
            [
                KEY,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("recipient", models.CharField(max_length=32)),
                ("about", models.CharField(max_length=32)),
                ("envelope", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("tries", models.PositiveIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "Arrival",
            [
                KEY,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField()),
                ("envelope", models.BinaryField()),
                ("state", models.CharField(max_length=12)),
                ("trouble", models.CharField(blank=True, max_length=24)),
                ("sender", models.CharField(blank=True, max_length=32)),
                ("message", models.CharField(blank=True, max_length=32)),
            ],
        ),
        migrations.AddConstraint(
            "arrival",
            models.UniqueConstraint(
                condition=models.Q(state="applied"), fields=("sender", "message"), name="applied_once"
            ),
        ),
    ]
