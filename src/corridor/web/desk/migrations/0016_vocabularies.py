"""The lists that are being edited, and those that this node released."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

STATES = [("open", "Open"), ("sent", "Sent"), ("released", "Released"), ("withdrawn", "Withdrawn")]
ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Two managed tables."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0015_watch")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="ListDraft",
            fields=[
                ("id", ID.clone()),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("list", models.CharField(max_length=64)),
                ("state", models.CharField(choices=STATES, default="open", max_length=12)),
                ("revision", models.IntegerField(default=0)),
                ("changes", models.JSONField(default=dict)),
                ("settles", models.JSONField(default=dict)),
                ("edited_by", models.JSONField()),
                ("begun_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=500)),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["open", "sent"])), fields=("list",), name="list_edited_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListVersion",
            fields=[
                ("id", ID.clone()),
                ("list", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("document", models.JSONField()),
                ("released_by", models.CharField(max_length=64)),
                ("released_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("list", "version"), name="list_version_once")],
            },
        ),
    ]
