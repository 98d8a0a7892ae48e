"""The tables of needs and offers."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody has posted a need or pledged anything yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0042_treaties")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="CapacityHandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("on", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16)),
                ("written_by", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                ("marked_by", models.CharField(blank=True, max_length=64)),
                ("marked_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_capacity_hand_over",
            },
        ),
        migrations.CreateModel(
            name="CapacityPledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("receiver", models.CharField(max_length=32)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("mark", models.IntegerField()),
                ("state", models.CharField(max_length=12)),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_capacity_pledge",
            },
        ),
        migrations.CreateModel(
            name="CapacityCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=12)),
                ("authority", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=64)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("words", models.CharField(max_length=2000)),
                ("result", models.CharField(max_length=12)),
                ("conditions", models.CharField(blank=True, max_length=2000)),
                ("again_on", models.DateField()),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="desk.capacityhandover"
                    ),
                ),
            ],
            options={
                "db_table": "desk_capacity_check",
            },
        ),
        migrations.CreateModel(
            name="CapacityJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=32)),
                ("is_same", models.BooleanField()),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judged_first",
                        to="desk.capacitypledge",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judged_second",
                        to="desk.capacitypledge",
                    ),
                ),
            ],
            options={
                "db_table": "desk_capacity_judgement",
            },
        ),
        migrations.AddField(
            model_name="capacityhandover",
            name="pledge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="hand_overs", to="desk.capacitypledge"
            ),
        ),
        migrations.CreateModel(
            name="CapacityEvaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=32)),
                ("months", models.IntegerField()),
                ("worth", models.CharField(max_length=12)),
                ("words", models.CharField(max_length=2000)),
                ("evidence", models.CharField(blank=True, max_length=200)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="desk.capacitypledge",
                    ),
                ),
            ],
            options={
                "db_table": "desk_capacity_evaluation",
            },
        ),
        migrations.CreateModel(
            name="CapacityPost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("side", models.CharField(max_length=8)),
                ("authority", models.CharField(max_length=32)),
                ("subject", models.CharField(max_length=32)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("mark", models.IntegerField()),
                ("posted_by", models.CharField(max_length=64)),
                ("posted_at", models.DateTimeField()),
                ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_capacity_post",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("authority", "digest"),
                        name="capacity_post_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="capacitypledge",
            name="need",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="pledges", to="desk.capacitypost"
            ),
        ),
        migrations.CreateModel(
            name="CapacityMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="desk.capacitypost"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="desk.capacitypost"
                    ),
                ),
            ],
            options={
                "db_table": "desk_capacity_match",
            },
        ),
        migrations.AddConstraint(
            model_name="capacitypledge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("authority", "digest"), name="capacity_pledge_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="capacitymatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("need", "offer"), name="capacity_match_once"
            ),
        ),
    ]
