"""Lets PostgreSQL bring entries that stand by themselves to the disk together, each still acknowledged only when it is there.

The link of an entry needs a lock, and a lock that is held until the disk has answered lets one entry in at a time. So the
entry is committed without waiting, which frees the lock; a second transaction, which waits for the disk, follows. The log
of the server is written in order: when the second is there, so is the first, and whoever waits meanwhile shares the wait.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

PROCEDURE = r"""
CREATE PROCEDURE ledger_record(
    seam bigint, before bytea, after bytea, at text, event text, actor text, authority text, function text,
    purpose text, about text, detail text, OUT size bigint, OUT last bytea, OUT frontier bytea, OUT joint bytea
) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    SELECT c.size, c.last, c.frontier, c.joint INTO size, last, frontier, joint
        FROM ledger_continue(seam, before, after, at, event, actor, authority, function, purpose, about, detail) c;
    COMMIT;
    PERFORM pg_logical_emit_message(true, 'corridor', '');
END $$
"""
SIGNATURE = f"ledger_record(bigint, bytea, bytea{', text' * 8})"


def make(apps: Any, schema_editor: Any) -> None:
    """Add the procedure."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(PROCEDURE, params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove the procedure."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP PROCEDURE {SIGNATURE}")


class Migration(migrations.Migration):
    """The procedure that writes one entry by itself."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0008_doors")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(make, drop)]
