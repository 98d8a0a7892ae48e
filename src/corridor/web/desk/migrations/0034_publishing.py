"""Tables of published figures: each version, from the draft to the signed file."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def _choices(*states: str) -> list[tuple[str, str]]:
    return [(one, one.replace("-", " ").title()) for one in states]


class Migration(migrations.Migration):
    """Adds the versions of published tables."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0033_shifts")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="PublicTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32)),
                ("number", models.IntegerField(default=1)),
                ("kind", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=_choices("draft", "proposed", "published", "given-up"), default="draft", max_length=10
                    ),
                ),
                ("asked", models.JSONField()),
                ("counts", models.JSONField(null=True)),
                ("marks", models.JSONField(default=list)),
                ("content", models.BinaryField(null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("attack", models.JSONField(default=dict)),
                ("over", models.CharField(blank=True, max_length=64)),
                ("signed", models.BinaryField(null=True)),
                ("why", models.CharField(blank=True, max_length=24)),
                ("round", models.CharField(blank=True, max_length=32)),
                ("node", models.CharField(blank=True, max_length=32)),
                ("units", models.BigIntegerField(default=0)),
                ("authority", models.CharField(max_length=32)),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("published_by", models.CharField(blank=True, max_length=64)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "desk_public_table"},
        ),
        migrations.AddConstraint(
            "PublicTable", models.UniqueConstraint(fields=("uid", "number"), name="public_table_once")
        ),
        migrations.CreateModel(
            name="FiguresRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("node", models.CharField(blank=True, max_length=32)),
                ("asked", models.JSONField()),
                (
                    "state",
                    models.CharField(choices=_choices("open", "answered", "refused"), default="open", max_length=10),
                ),
                ("authority", models.CharField(max_length=32)),
                ("made_by", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
            options={"db_table": "desk_figures_round"},
        ),
        migrations.CreateModel(
            name="FiguresAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=_choices("waiting", "answered", "refused"), default="waiting", max_length=10
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=24)),
                ("table", models.JSONField(null=True)),
                ("at", models.DateTimeField(null=True)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="answers", to="desk.figuresround"
                    ),
                ),
            ],
            options={"db_table": "desk_figures_answer"},
        ),
        migrations.AddConstraint(
            "FiguresAnswer", models.UniqueConstraint(fields=("round", "node"), name="figures_answer_once")
        ),
    ]
