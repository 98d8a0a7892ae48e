"""The table of indicators, and indexes of the readings of areas and of the reference figures."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

INDEXED = {"statement_reading": "area_indicator", "statement_figure": "figure_topic"}


def index(apps: Any, schema_editor: Any) -> None:
    """Make an index of the statements of each."""
    props = apps.get_model("desk", "Prop")
    for name, prop in INDEXED.items():
        number = props.objects.using(schema_editor.connection.alias).get_or_create(name=prop)[0].pk
        schema_editor.execute(
            f"CREATE INDEX {name} ON statement (prop, entity, record) WHERE prop = {int(number)}", params=None
        )


def unindex(apps: Any, schema_editor: Any) -> None:
    """Remove the indexes; the numbers stay."""
    for name in INDEXED:
        schema_editor.execute(f"DROP INDEX {name}", params=None)


class Migration(migrations.Migration):
    """Nothing was defined yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0034_publishing")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "Indicator",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("about", models.CharField(max_length=32)),
                ("version", models.IntegerField()),
                ("authority", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=120)),
                ("counted", models.CharField(max_length=500)),
                ("numerator", models.CharField(max_length=400)),
                ("denominator", models.CharField(blank=True, max_length=400)),
                ("per", models.IntegerField()),
                ("period", models.CharField(max_length=8)),
                ("method", models.CharField(max_length=2000)),
                ("marks", models.JSONField(default=list)),
                ("defined_by", models.CharField(max_length=64)),
                ("defined_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddConstraint(
            "Indicator", models.UniqueConstraint(fields=("about", "version"), name="indicator_version_once")
        ),
        migrations.RunPython(index, unindex),
    ]
