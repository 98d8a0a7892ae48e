"""The table of words that answer the questions of a forum's template."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody has answered in words yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0045_stocktaking")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "AnswerWords",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("subject", models.CharField(max_length=32)),
                ("template", models.CharField(max_length=24)),
                ("question", models.CharField(max_length=40)),
                ("period", models.CharField(max_length=8)),
                ("language", models.CharField(max_length=2)),
                ("text", models.TextField()),
                ("level", models.CharField(max_length=8)),
                ("forums", models.JSONField(default=list)),
                ("mark", models.IntegerField()),
                ("state", models.CharField(max_length=12)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("written_by", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                ("submitted_by", models.CharField(blank=True, max_length=64)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_answer_words",
                "indexes": [models.Index(fields=["template", "subject", "period"], name="answer_words_by_subject")],
            },
        ),
    ]
