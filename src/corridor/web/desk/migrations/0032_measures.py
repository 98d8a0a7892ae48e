"""Plans of measures with what they need before approval, kept assessments, and an index of the few measures."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.models import deletion

INDEX = "statement_measure"


def index(apps: Any, schema_editor: Any) -> None:
    """Make an index of the measures and operations, so that they are found without reading all statements."""
    props = apps.get_model("desk", "Prop").objects.using(schema_editor.connection.alias)
    number = props.get_or_create(name="kind")[0].pk
    schema_editor.execute(
        f"CREATE INDEX {INDEX} ON statement (entity) WHERE prop = {int(number)} AND value IN ('Measure', 'Operation')",
        params=None,
    )


def unindex(apps: Any, schema_editor: Any) -> None:
    """Remove the index; the number stays."""
    schema_editor.execute(f"DROP INDEX {INDEX}", params=None)


def _plan(name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(on_delete=deletion.PROTECT, related_name=name, to="desk.plannedmeasure")


class Migration(migrations.Migration):
    """Nothing was planned yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0031_forecasts")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "PlannedMeasure",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(db_index=True, max_length=32)),
                ("preset", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=32)),
                ("since", models.CharField(max_length=10)),
                ("until", models.CharField(blank=True, max_length=10)),
                ("country", models.CharField(blank=True, max_length=8)),
                ("route", models.CharField(blank=True, max_length=120)),
                ("region", models.CharField(blank=True, max_length=120)),
                ("basis", models.CharField(blank=True, max_length=120)),
                ("planned_by", models.CharField(max_length=64)),
                ("planned_at", models.DateTimeField()),
                ("review_on", models.DateField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("thing", models.CharField(blank=True, db_index=True, max_length=32)),
                ("given_up_by", models.CharField(blank=True, max_length=64)),
                ("given_up_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", ""))
                        | models.Q(("approved_by", models.F("planned_by")), _negated=True),
                        name="measure_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", "")) | models.Q(("review_on__isnull", False)),
                        name="measure_review_date",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "MeasureHarmCheck",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lives", models.TextField()),
                ("pushed_to", models.TextField()),
                ("community", models.TextField()),
                ("livelihoods", models.TextField()),
                ("mitigation", models.TextField()),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("plan", _plan("checks")),
            ],
        ),
        migrations.CreateModel(
            "MeasureConsultation",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("whom", models.TextField()),
                ("on", models.DateField()),
                ("said", models.TextField()),
                ("unmet", models.TextField()),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("plan", _plan("consultations")),
            ],
        ),
        migrations.CreateModel(
            "MeasureReview",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("found", models.TextField()),
                ("harm", models.JSONField()),
                ("verdict", models.CharField(max_length=12)),
                ("next_on", models.DateField(null=True)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("plan", _plan("reviews")),
            ],
        ),
        migrations.CreateModel(
            "KeptAssessment",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("thing", models.CharField(db_index=True, max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("chosen", models.JSONField()),
                ("shown", models.JSONField()),
                ("answer", models.JSONField()),
                ("marks", models.JSONField()),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(index, unindex),
    ]
