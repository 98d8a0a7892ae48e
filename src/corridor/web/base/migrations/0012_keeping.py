"""Tables for what devices keep and send."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The salt of the key of each account's devices, and which forms were received."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0011_printing")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="DeviceSalt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.BinaryField(max_length=32)),
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"db_table": "device_salt"},
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("to", models.CharField(max_length=300)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "sending",
                "constraints": [models.UniqueConstraint(fields=["digest"], name="sending_once")],
            },
        ),
    ]
