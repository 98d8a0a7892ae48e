"""The figures that authors of briefings last saw get a term; those from before are forgotten and asked for anew."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def forget(apps: Any, schema_editor: Any) -> None:
    """Forget what was last seen; each sentence is asked anew and shown as changed until its author keeps it."""
    apps.get_model("desk", "BriefingPart").objects.exclude(kept={}).update(kept={})


class Migration(migrations.Migration):
    """Adds the day after which the figures of a part are forgotten."""

    dependencies = [("desk", "0050_departures")]

    operations = [
        migrations.AddField(
            model_name="briefingpart",
            name="kept_until",
            field=models.DateField(null=True, db_index=True),
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
