"""The tables of peer reviews."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No State has been reviewed yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0040_forums")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="PeerReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("forum", models.CharField(max_length=32)),
                ("node", models.CharField(blank=True, max_length=32)),
                ("subject", models.CharField(max_length=32)),
                ("reviewed", models.CharField(max_length=64)),
                ("mark", models.IntegerField()),
                ("document", models.JSONField()),
                ("opened_by", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("written_by", models.CharField(blank=True, max_length=64)),
                ("closing", models.JSONField(default=list)),
                ("closed_on", models.DateField(null=True)),
                ("closed_by", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "db_table": "desk_peer_review",
                "indexes": [models.Index(fields=["forum"], name="peer_review_by_forum")],
            },
        ),
        migrations.CreateModel(
            name="ReviewTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("say", models.CharField(max_length=16)),
                ("authority", models.CharField(max_length=64)),
                ("to", models.CharField(blank=True, max_length=32)),
                ("document", models.JSONField()),
                ("node", models.CharField(blank=True, max_length=32)),
                ("mark", models.IntegerField()),
                ("forum_mark", models.IntegerField(null=True)),
                ("shown_from", models.DateField(null=True)),
                ("is_pending", models.BooleanField(default=False)),
                ("written_by", models.CharField(blank=True, max_length=64)),
                ("approved_by", models.CharField(blank=True, max_length=64)),
                ("came_at", models.DateTimeField()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="desk.peerreview"
                    ),
                ),
            ],
            options={"db_table": "desk_review_turn"},
        ),
    ]
