"""Terms of retention, holds, and requests about what is held."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


def make(apps: Any, schema_editor: Any) -> None:
    """Create the table of terms; `corridor upgrade` fills it for what the node holds already."""
    clustered = " WITHOUT ROWID" if schema_editor.connection.vendor == "sqlite" else ""
    schema_editor.execute(
        "CREATE TABLE retention_term (load integer NOT NULL, mark integer NOT NULL, ends_on date NOT NULL, "
        f"erased integer NOT NULL DEFAULT 0, sealed integer NOT NULL DEFAULT 0, PRIMARY KEY (load, mark)){clustered}"
    )
    # What is overdue is asked for by every read, and is almost never there.
    schema_editor.execute("CREATE INDEX retention_term_ends ON retention_term (ends_on, load, mark)")


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove the table."""
    schema_editor.execute("DROP TABLE retention_term")


class Migration(migrations.Migration):
    """Terms of retention, holds, and requests about what is held."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0007_mappings")]
    operations: ClassVar[list[Any]] = [
        migrations.RunPython(make, drop),
        migrations.CreateModel(
            name="RetentionTerm",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "load", "mark", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("load", models.IntegerField()),
                ("mark", models.IntegerField()),
                ("ends_on", models.DateField()),
                ("erased", models.IntegerField(default=0)),
                ("sealed", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "retention_term",
                "managed": False,
            },
        ),
        migrations.AddField(
            model_name="apart",
            name="ends_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="same",
            name="ends_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="load",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("reading", "Reading"),
                    ("published", "Published"),
                    ("undone", "Undone"),
                    ("cancelled", "Cancelled"),
                    ("failed", "Failed"),
                    ("withdrawn", "Withdrawn"),
                    ("erased", "Erased"),
                ],
                default="waiting",
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("about", models.CharField(max_length=32)),
                ("reason", models.CharField(max_length=32)),
                ("legal_reference", models.CharField(max_length=64)),
                ("placed_by", models.CharField(max_length=64)),
                ("placed_at", models.DateTimeField()),
                ("review_on", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "ended_at"], name="desk_hold_authori_9ac7b7_idx")],
            },
        ),
        migrations.CreateModel(
            name="HeldItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.IntegerField()),
                ("sealed", models.BinaryField()),
                ("statements", models.IntegerField()),
                ("kept_at", models.DateTimeField()),
                (
                    "hold",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="kept", to="desk.hold"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("kind", models.CharField(max_length=16)),
                ("file_mark", models.CharField(max_length=64)),
                ("about", models.JSONField(default=list)),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("extended_for", models.CharField(blank=True, max_length=32)),
                ("identity_checked", models.BooleanField(default=False)),
                ("taken_by", models.CharField(max_length=64)),
                ("outcome", models.CharField(blank=True, max_length=16)),
                ("ground", models.CharField(blank=True, max_length=32)),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("carried_by", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("authority", "file_mark"), name="request_once")],
            },
        ),
        migrations.CreateModel(
            name="RequestNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=32)),
                ("is_originator", models.BooleanField()),
                ("confirmed_on", models.DateField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="desk.request"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HoldItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.BigIntegerField()),
                ("entity", models.BigIntegerField()),
                ("mark", models.IntegerField()),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="desk.hold"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("record", "entity", "mark", "hold"), name="hold_item_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="requestnotice",
            constraint=models.UniqueConstraint(
                fields=("request", "authority", "is_originator"), name="request_notice_once"
            ),
        ),
    ]
