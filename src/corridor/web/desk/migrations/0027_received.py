"""Each authority of a node has a row of its own of what it must review."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

ONCE = models.UniqueConstraint(fields=("originator", "about", "version", "recipients"), name="received_once")


class Migration(migrations.Migration):
    """A version may stand once for each that it is for."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0026_moving")]
    operations: ClassVar[list[Any]] = [
        migrations.RemoveConstraint("Received", "received_once"),
        migrations.AddConstraint("Received", ONCE),
    ]
