"""Tables of interviews."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """Interviews as they are held, sealed, and what was released of them."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("protection", "0004_complaints"), ("base", "0009_ledger_record")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="HeldInterview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("body", models.CharField(max_length=32)),
                ("month", models.CharField(db_index=True, max_length=7)),
                ("slip", models.CharField(db_index=True, max_length=64)),
                ("repeats", models.CharField(max_length=16)),
                ("sealed", models.BinaryField()),
            ],
            options={"db_table": "interview"},
        ),
        migrations.CreateModel(
            name="InterviewRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("since", models.CharField(max_length=7)),
                ("until", models.CharField(max_length=7)),
                ("state", models.CharField(max_length=16)),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_on", models.DateField()),
                ("decided_by", models.CharField(max_length=64)),
                ("decided_on", models.DateField(null=True)),
                ("tables", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "interview_release",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(decided_by="") | ~Q(decided_by=F("proposed_by")), name="interview_release_by_two"
                    ),
                    models.UniqueConstraint(
                        condition=~Q(state="denied"), fields=("since",), name="interview_release_once"
                    ),
                ],
            },
        ),
    ]
