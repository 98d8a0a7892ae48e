"""What came of a report: questions with their answers, and thanks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Two managed tables."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0012_reports")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", ID.clone()),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("load", models.CharField(max_length=32)),
                ("thing", models.CharField(max_length=32)),
                ("to_authority", models.CharField(max_length=32)),
                ("to_author", models.CharField(max_length=64)),
                ("asked_by", models.CharField(max_length=64)),
                ("of_authority", models.CharField(max_length=32)),
                ("text", models.CharField(max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("answered_by", models.CharField(blank=True, max_length=64)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["to_author"], name="question_to_author")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("load", "asked_by"),
                        name="asked_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Thanks",
            fields=[
                ("id", ID.clone()),
                ("load", models.CharField(max_length=32)),
                ("of_authority", models.CharField(max_length=32)),
                ("is_named", models.BooleanField(default=False)),
                ("sentence", models.CharField(max_length=24)),
                ("given_by", models.CharField(max_length=64)),
                ("given_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("load", "of_authority"), name="thanked_once")],
            },
        ),
    ]
