"""Decisions about parked texts, and the index by which these are found among the statements."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def index(apps: Any, schema_editor: Any) -> None:
    """Index the few statements whose code waits for a decision; all others cost it one comparison."""
    schema_editor.execute(
        "CREATE INDEX statement_parked ON statement (prop, entity) WHERE value = 'parked'", params=None
    )


def unindex(apps: Any, schema_editor: Any) -> None:
    """Remove the index."""
    schema_editor.execute("DROP INDEX statement_parked", params=None)


class Migration(migrations.Migration):
    """A managed table and a partial index of a raw one."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0002_spine")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="CodeDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list", models.CharField(max_length=64)),
                ("given", models.CharField(max_length=16)),
                ("mark", models.IntegerField()),
                ("authority", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=100)),
                ("decided_by", models.CharField(max_length=64)),
                ("decided_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("authority", "list", "given", "mark"),
                        name="code_decided_once",
                    )
                ],
            },
        ),
        migrations.RunPython(index, unindex),
    ]
