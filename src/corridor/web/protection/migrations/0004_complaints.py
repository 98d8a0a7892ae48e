"""Tables of complaints, which the database itself keeps as they came."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

FIXED = {
    "complaint": ("ref", "follow", "kind", "about", "received_on", "language", "sealed"),
    "complaint_entry": ("complaint_id", "number", "kind", "on", "by", "body", "sealed"),
}
"""What of a row stays as it came."""

YEARS = 5
"""For so long a complaint is kept; only later may it be removed."""

SQLITE = (
    "CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} WHEN {changed} "
    "BEGIN SELECT RAISE(ABORT, 'what {table} says stays'); END",
    "CREATE TRIGGER {table}_new BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
    "BEGIN SELECT RAISE(ABORT, 'rows of {table} stay'); END",
)
SQLITE_KEPT = (
    "CREATE TRIGGER complaint_kept BEFORE DELETE ON complaint "
    "WHEN OLD.state <> 'closed' OR OLD.received_on > date('now', '-{years} years') "
    "BEGIN SELECT RAISE(ABORT, 'a complaint is kept'); END",
    "CREATE TRIGGER complaint_entry_kept BEFORE DELETE ON complaint_entry WHEN EXISTS (SELECT 1 FROM complaint "
    "WHERE id = OLD.complaint_id AND (state <> 'closed' OR received_on > date('now', '-{years} years'))) "
    "BEGIN SELECT RAISE(ABORT, 'a complaint is kept'); END",
)
POSTGRESQL = (
    """CREATE FUNCTION {table}_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {changed} THEN
            RAISE EXCEPTION 'what {table} says stays';
        END IF;
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_fixed()",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_fixed",
    """CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE fresh boolean := true;
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            EXECUTE 'SELECT EXISTS (SELECT 1 FROM {table})' INTO fresh;
        ELSE
            EXECUTE 'SELECT EXISTS (SELECT 1 FROM complaint WHERE id = $1 '
                || 'AND (state <> ''closed'' OR received_on > current_date - interval ''{years} years''))'
                INTO fresh USING OLD.{key};
        END IF;
        IF fresh THEN
            RAISE EXCEPTION 'a complaint is kept';
        END IF;
        RETURN OLD;
    END $$""",
    "CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
    "CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_kept",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_whole",
)
SAME = {
    "complaint": "id = NEW.id OR ref = NEW.ref OR follow = NEW.follow",
    "complaint_entry": "id = NEW.id OR (complaint_id = NEW.complaint_id AND number = NEW.number)",
}
KEY = {"complaint": "id", "complaint_entry": "complaint_id"}


def guard(apps: Any, schema_editor: Any) -> None:
    """Let the database itself refuse what would change or remove a complaint, whoever asks."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    differ = "IS NOT" if on_sqlite else "IS DISTINCT FROM"
    for table, columns in FIXED.items():
        changed = " OR ".join(f'OLD."{column}" {differ} NEW."{column}"' for column in columns)
        words = {"table": table, "changed": changed, "same": SAME[table], "years": YEARS, "key": KEY[table]}
        for statement in SQLITE if on_sqlite else POSTGRESQL:
            schema_editor.execute(statement.format_map(words), params=None)
    for statement in SQLITE_KEPT if on_sqlite else ():
        schema_editor.execute(statement.format(years=YEARS), params=None)


class Migration(migrations.Migration):
    """Tables of complaints, which the database itself keeps as they came."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("protection", "0003_claims")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("follow", models.CharField(max_length=64, unique=True)),
                ("kind", models.CharField(max_length=32)),
                ("about", models.CharField(max_length=32)),
                ("received_on", models.DateField(db_index=True)),
                ("language", models.CharField(max_length=8)),
                ("body", models.CharField(db_index=True, max_length=32)),
                ("concerned", models.JSONField(default=list)),
                ("state", models.CharField(max_length=32)),
                ("outcome", models.CharField(max_length=32)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "complaint",
            },
        ),
        migrations.CreateModel(
            name="ComplaintEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=64)),
                ("body", models.CharField(max_length=32)),
                ("sealed", models.BinaryField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="protection.complaint"
                    ),
                ),
            ],
            options={
                "db_table": "complaint_entry",
                "constraints": [models.UniqueConstraint(fields=("complaint", "number"), name="complaint_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="ComplaintFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=100)),
                ("sealed", models.BinaryField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="protection.complaint"
                    ),
                ),
            ],
            options={
                "db_table": "complaint_file",
                "constraints": [models.UniqueConstraint(fields=("complaint", "number"), name="complaint_file_once")],
            },
        ),
        migrations.CreateModel(
            name="HandlerAdmitted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handle", models.CharField(max_length=64)),
                ("body", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=64)),
                ("on", models.DateField()),
            ],
            options={
                "db_table": "complaint_handler",
                "constraints": [models.UniqueConstraint(fields=("handle", "body"), name="complaint_handler_once")],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
