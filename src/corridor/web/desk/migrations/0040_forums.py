"""The tables of meetings and decisions of forums, and of what their members' nodes were told."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No forum has met yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("desk", "0038_commitments"),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="ForumTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("about", models.CharField(max_length=32)),
                ("version", models.IntegerField()),
                ("say", models.CharField(max_length=16)),
                ("node", models.CharField(max_length=32)),
                ("number", models.IntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "desk_forum_told",
                "indexes": [models.Index(fields=["kind", "about"], name="forum_told_by_about")],
            },
        ),
        migrations.CreateModel(
            name="ForumMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32)),
                ("on", models.DateField()),
                ("content", models.JSONField()),
                ("called_by", models.CharField(blank=True, max_length=64)),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="desk.forumspace"
                    ),
                ),
            ],
            options={
                "db_table": "desk_forum_meeting",
                "constraints": [models.UniqueConstraint(fields=("space", "uid"), name="forum_meeting_once")],
            },
        ),
        migrations.CreateModel(
            name="ForumDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("content", models.JSONField()),
                ("taken_by", models.CharField(blank=True, max_length=64)),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="desk.forumspace"
                    ),
                ),
            ],
            options={
                "db_table": "desk_forum_decision",
                "constraints": [models.UniqueConstraint(fields=("space", "number"), name="forum_decision_once")],
            },
        ),
    ]
