"""The tables of partners: ceilings, assessments, suspensions, legal bases written down, marks of ill-treatment."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing signed, nothing found, nothing marked."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0018_lines")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("partner", models.CharField(db_index=True, max_length=32)),
                ("finding", models.CharField(max_length=24)),
                ("made_on", models.DateField()),
                ("review_on", models.DateField()),
                ("reference", models.CharField(max_length=120)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Ceiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("partner", models.CharField(db_index=True, max_length=32)),
                ("contents", models.JSONField()),
                ("purposes", models.JSONField()),
                ("measure", models.CharField(blank=True, max_length=32)),
                ("basis", models.CharField(blank=True, max_length=64)),
                ("until", models.DateField()),
                ("reference", models.CharField(max_length=120)),
                ("signed_by", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="StatusSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("instrument", models.CharField(db_index=True, max_length=40)),
                ("as_of", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("is_complete", models.BooleanField(default=False)),
                ("statuses", models.JSONField()),
                ("not_read", models.PositiveIntegerField(default=0)),
                ("out_of_order", models.PositiveIntegerField(default=0)),
                ("added_by", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Barred",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("is_load", models.BooleanField()),
                ("about", models.CharField(max_length=32)),
                ("treatment", models.CharField(max_length=24)),
                ("authority", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("asked_by", models.CharField(blank=True, max_length=64)),
                ("asked_at", models.DateTimeField(null=True)),
                ("lifted_by", models.CharField(blank=True, max_length=64)),
                ("lifted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("about",), name="barred_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnInstrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("code", models.CharField(max_length=40)),
                ("form", models.CharField(max_length=16)),
                ("title", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=200)),
                ("measures", models.JSONField()),
                ("parties", models.JSONField()),
                ("in_force_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=64)),
                ("added_by", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)), fields=("code",), name="instrument_code_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("partner", models.CharField(max_length=32)),
                ("ground", models.CharField(max_length=24)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("asked_by", models.CharField(blank=True, max_length=64)),
                ("asked_at", models.DateTimeField(null=True)),
                ("lifted_by", models.CharField(blank=True, max_length=64)),
                ("lifted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("partner",), name="suspended_once"
                    )
                ],
            },
        ),
    ]
