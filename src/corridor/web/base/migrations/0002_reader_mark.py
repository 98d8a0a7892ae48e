"""Makes the table of what each reader class may use: clustered on both columns, so that a look-up is one probe."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

COLUMNS = """
    reader_class integer NOT NULL,
    mark integer NOT NULL,
    uses smallint NOT NULL,
    PRIMARY KEY (reader_class, mark)
"""


def make(apps: Any, schema_editor: Any) -> None:
    """Create the table, clustered where the engine can."""
    tail = " WITHOUT ROWID" if schema_editor.connection.vendor == "sqlite" else ""
    schema_editor.execute(f"CREATE TABLE reader_mark ({COLUMNS}){tail}")


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove the table."""
    schema_editor.execute("DROP TABLE reader_mark")


class Migration(migrations.Migration):
    """Raw table beside its unmanaged model."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0001_initial")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(make, drop)]
