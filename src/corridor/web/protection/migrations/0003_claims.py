"""Tables of claims and of what they keep closed; their rows stay as they are."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TABLES = ("person_file", "claim", "claim_act", "status_step", "file_entry", "finding", "finding_answer", "files_review")
"""Tables whose rows are added and then stay as they are."""

UNIQUE = {
    "person_file": ("ref",),
    "claim": ("ref", "follow"),
    "status_step": ("ref",),
    "finding": ("ref",),
    "finding_answer": ("ref",),
}

IN_TIME = {"claim": "recorded_at", "claim_act": "at", "finding": "at"}
"""The moments that never go back from one row to the next."""

ON_SQLITE = (
    "CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'rows of {table} stay'); END",
    "CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'rows of {table} stay'); END",
    # INSERT OR REPLACE removes a row without asking the trigger for DELETE.
    "CREATE TRIGGER {table}_new BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
    "BEGIN SELECT RAISE(ABORT, 'rows of {table} stay'); END",
)
SQLITE_IN_TIME = (
    "CREATE TRIGGER {table}_in_time AFTER INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} AS other WHERE "
    "(other.{moment} > NEW.{moment} AND other.id < NEW.id) OR (other.{moment} < NEW.{moment} AND other.id > NEW.id)) "
    "BEGIN SELECT RAISE(ABORT, 'the time of {table} does not go back'); END"
)
SQLITE_SAID = (
    "CREATE TRIGGER claim_said AFTER INSERT ON claim WHEN NEW.said_on > date(NEW.recorded_at) "
    "BEGIN SELECT RAISE(ABORT, 'a claim is not said after it is recorded'); END"
)

ON_POSTGRESQL = (
    """CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE filled boolean := true;
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            EXECUTE 'SELECT EXISTS (SELECT 1 FROM {table})' INTO filled;
        END IF;
        IF filled THEN
            RAISE EXCEPTION 'rows of {table} stay';
        END IF;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stays()",
    # An empty table may be emptied: a restore does so before it fills the tables.
    "CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_stays()",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_stays",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_kept",
)
POSTGRESQL_IN_TIME = (
    """CREATE FUNCTION {table}_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM {table} AS other WHERE
            (other.{moment} > NEW.{moment} AND other.id < NEW.id) OR (other.{moment} < NEW.{moment} AND other.id > NEW.id))
        THEN
            RAISE EXCEPTION 'the time of {table} does not go back';
        END IF;
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER {table}_in_time BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_in_time()",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_in_time",
)
POSTGRESQL_SAID = (
    "ALTER TABLE claim ADD CONSTRAINT claim_said CHECK (said_on <= (recorded_at AT TIME ZONE 'UTC')::date)"
)


def guard(apps: Any, schema_editor: Any) -> None:
    """Let the database itself refuse what would change, remove or pre-date a row, whoever asks."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        same = " OR ".join(f"{column} = NEW.{column}" for column in ("id", *UNIQUE.get(table, ())))
        words = {"table": table, "same": same, "moment": IN_TIME.get(table, "")}
        statements: tuple[str, ...] = ON_SQLITE if on_sqlite else ON_POSTGRESQL
        if table in IN_TIME:
            statements += (SQLITE_IN_TIME,) if on_sqlite else POSTGRESQL_IN_TIME
        for statement in statements:
            schema_editor.execute(statement.format_map(words), params=None)
    schema_editor.execute(SQLITE_SAID if on_sqlite else POSTGRESQL_SAID, params=None)


class Migration(migrations.Migration):
    """Tables of claims and of what they keep closed; their rows stay as they are."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("protection", "0002_doors")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="PersonFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("made_at", models.DateTimeField()),
                ("authority", models.CharField(max_length=32)),
                ("name_key", models.CharField(db_index=True, max_length=64)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "person_file",
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="protection.personfile"
                    ),
                ),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("kind", models.CharField(max_length=32)),
                ("said_on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_index=True)),
                ("by", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                ("sender", models.CharField(max_length=32)),
                ("body", models.CharField(db_index=True, max_length=32)),
                ("name_key", models.CharField(db_index=True, max_length=64)),
                ("follow", models.CharField(max_length=64, unique=True)),
                ("sealed", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "claim",
            },
        ),
        migrations.CreateModel(
            name="ClaimAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                ("final_on", models.DateField(null=True)),
                ("counselled_on", models.DateField(null=True)),
                ("language", models.CharField(max_length=32)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="protection.claim"
                    ),
                ),
            ],
            options={
                "db_table": "claim_act",
            },
        ),
        migrations.CreateModel(
            name="StatusStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("kind", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="protection.personfile"
                    ),
                ),
            ],
            options={
                "db_table": "status_step",
            },
        ),
        migrations.CreateModel(
            name="FileEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("answer", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=32)),
                ("happened_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="protection.personfile",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="protection.personfile"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="protection.statusstep",
                    ),
                ),
            ],
            options={
                "db_table": "file_entry",
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="protection.personfile"
                    ),
                ),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                ("sealed", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "finding",
            },
        ),
        migrations.CreateModel(
            name="FindingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
                ("sealed", models.BinaryField()),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="protection.finding"
                    ),
                ),
            ],
            options={
                "db_table": "finding_answer",
            },
        ),
        migrations.CreateModel(
            name="FilesReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=32)),
            ],
            options={
                "db_table": "files_review",
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
