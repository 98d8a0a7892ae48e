"""The tables of the directory: contacts, and the calls that tried them."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A directory without contacts."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0016_vocabularies")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "DirectoryContact",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("kind", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=120)),
                ("country", models.CharField(max_length=2)),
                ("mandates", models.JSONField()),
                ("languages", models.JSONField()),
                ("days", models.CharField(max_length=7)),
                ("begins", models.TimeField()),
                ("ends", models.TimeField()),
                ("offset", models.CharField(max_length=6)),
                ("channels", models.JSONField()),
                ("added_by", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["country", "name"], name="directory_by_country")],
            },
        ),
        migrations.CreateModel(
            "ContactTest",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=32)),
                ("outcome", models.CharField(max_length=32)),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tests",
                        to="desk.directorycontact",
                    ),
                ),
            ],
        ),
    ]
