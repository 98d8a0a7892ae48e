"""Adds judgements that two things are not the same, the ground of each, choices of what to trust, and a release's words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def key() -> tuple[str, Any]:
    """Return the field of a row's number."""
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Two tables and two columns; none of them hot."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0004_search")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("load", "words", models.JSONField(default=dict)),
        migrations.AddField("same", "ground", models.CharField(blank=True, max_length=32, default="")),
        migrations.CreateModel(
            name="Apart",
            fields=[
                key(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("a", models.BigIntegerField()),
                ("b", models.BigIntegerField()),
                ("mark", models.IntegerField()),
                ("ground", models.CharField(blank=True, max_length=32)),
                ("reason", models.TextField(blank=True)),
                ("judged_by", models.CharField(max_length=64)),
                ("judged_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["a", "b"], name="apart_ab"),
                    models.Index(fields=["b", "a"], name="apart_ba"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                key(),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("officer", models.CharField(max_length=64)),
                ("entity", models.BigIntegerField()),
                ("prop", models.CharField(blank=True, max_length=64)),
                ("value", models.CharField(blank=True, max_length=32)),
                ("source", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "entity", "prop", "source"), name="choice_once")
                ]
            },
        ),
    ]
