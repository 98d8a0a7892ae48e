"""The tables of matching: sets, questions, hits, choices and targets."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A node that has matched nothing yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0022_requests")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="MatchSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("domain", models.CharField(max_length=16)),
                ("owner", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=64)),
                ("secret", models.BinaryField()),
                ("keys", models.IntegerField()),
                ("size", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=64)),
                ("looked_on", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("owner", "authority", "purpose", "domain"),
                        name="one_set_each",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("domain", models.CharField(max_length=16)),
                ("owner", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=64)),
                ("contact", models.CharField(max_length=120)),
                ("size", models.IntegerField()),
                ("parts", models.IntegerField()),
                ("came", models.IntegerField(default=0)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HeldPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="held_parts", to="desk.heldset"
                    ),
                ),
                ("part", models.IntegerField()),
                ("entries", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("of", "part"), name="part_once")],
            },
        ),
        migrations.CreateModel(
            name="MatchQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("domain", models.CharField(max_length=16)),
                ("set_uid", models.CharField(max_length=32)),
                ("owner", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=64)),
                ("case", models.CharField(max_length=64)),
                ("case_digest", models.CharField(max_length=16)),
                ("keys", models.IntegerField()),
                ("size", models.IntegerField()),
                ("sealed", models.BinaryField()),
                ("asked_by", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("result", models.CharField(blank=True, max_length=24)),
                ("hits", models.IntegerField(default=0)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "owner", "asked_at"], name="question_by_authority")],
            },
        ),
        migrations.CreateModel(
            name="MatchHit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="found", to="desk.matchquestion"
                    ),
                ),
                ("thing", models.CharField(max_length=32)),
                ("key", models.CharField(max_length=32)),
                ("telling", models.CharField(max_length=16)),
                ("reference", models.CharField(blank=True, max_length=16)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("judged", models.CharField(blank=True, max_length=8)),
                ("judged_by", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="AskedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("digest", models.CharField(max_length=32)),
                ("on", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "owner", "digest"], name="asked_key")],
            },
        ),
        migrations.CreateModel(
            name="MatchAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("domain", models.CharField(max_length=16)),
                ("owner", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=64)),
                ("case_digest", models.CharField(max_length=16)),
                ("keys", models.IntegerField()),
                ("result", models.CharField(max_length=24)),
                ("hits", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "authority", "at"], name="asked_by_authority")],
            },
        ),
        migrations.CreateModel(
            name="MatchChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=32)),
                ("marking", models.CharField(max_length=64)),
                ("telling", models.CharField(max_length=16)),
                ("chosen_by", models.CharField(max_length=64)),
                ("chosen_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "marking"), name="one_choice_a_marking")],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("thing", models.CharField(max_length=32)),
                ("bases", models.JSONField()),
                ("sources", models.IntegerField()),
                ("graded", models.IntegerField()),
                ("state", models.CharField(max_length=12)),
                ("nominated_by", models.CharField(max_length=64)),
                ("nominated_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["nominated", "accepted"])),
                        fields=("authority", "thing"),
                        name="one_nomination",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetMet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="met", to="desk.target"
                    ),
                ),
                ("authority", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("target", "authority"), name="met_once")],
            },
        ),
    ]
