"""Begins the ledger's tail, and lets PostgreSQL link an entry inside the server, in one round trip.

What the function links is what `core.access.ledger` writes: the link is SHA-256 over 2, the last link and the entry;
the frontier gains the leaf as in RFC 9162, section 2.1.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

LOCK = 6962
"""What writers wait for; the lock of a row would cost them twice the time."""

FUNCTION = r"""
CREATE FUNCTION ledger_continue(
    seam bigint, before bytea, after bytea, at text, event text, actor text, authority text, function text,
    purpose text, about text, detail text, OUT size bigint, OUT last bytea, OUT frontier bytea, OUT joint bytea
) LANGUAGE plpgsql AS $$
DECLARE
    below bigint;
    leaf bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(LOCK);
    SELECT t.size, t.last, t.frontier INTO size, last, frontier FROM ledger_tail t WHERE t.id = 1;
    IF seam < 0 AND size > 0 THEN
        size := size + 1;
        RETURN;
    END IF;
    IF seam = size THEN
        joint := last;
    ELSE
        SELECT e.hash INTO joint FROM ledger_entry e WHERE e.position = seam - 1 AND seam < size;
    END IF;
    last := sha256('\x02'::bytea || last || before || convert_to(size::text, 'UTF8') || after);
    INSERT INTO ledger_entry (position, at, event, actor, authority, function, purpose, about, detail, hash)
        VALUES (size, at, event, actor, authority, function, purpose, about, detail, last);
    leaf := sha256('\x00'::bytea || last);
    below := size;
    WHILE below & 1 = 1 LOOP
        leaf := sha256('\x01'::bytea || substr(frontier, length(frontier) - 31) || leaf);
        frontier := substr(frontier, 1, length(frontier) - 32);
        below := below >> 1;
    END LOOP;
    frontier := frontier || leaf;
    size := size + 1;
    UPDATE ledger_tail t SET size = ledger_continue.size, last = ledger_continue.last,
        frontier = ledger_continue.frontier WHERE t.id = 1;
END $$
""".replace("LOCK", str(LOCK))
SIGNATURE = f"ledger_continue(bigint, bytea, bytea{', text' * 8})"


def make(apps: Any, schema_editor: Any) -> None:
    """Add the tail of an empty ledger, and the function."""
    tail = apps.get_model("base", "LedgerTail")
    tail.objects.get_or_create(id=1, defaults={"size": 0, "last": bytes(32), "frontier": b""})
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION, params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove the function; a tail stays."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {SIGNATURE}")


class Migration(migrations.Migration):
    """The tail's row, and its continuation on PostgreSQL."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0004_administration")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(make, drop)]
