"""A partial index finds the few facts that count departures, which the picture draws late and coarsely."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing is changed but how departures are found."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0049_deaths_remaining")]
    operations: ClassVar[list[Any]] = [
        migrations.RunSQL(
            ["CREATE INDEX fact_departures ON fact (day) WHERE kind = 'departures'"], ["DROP INDEX fact_departures"]
        )
    ]
