"""Tables of oversight: how far the ledger was counted, acts by kind, and readings of other authorities' items."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def begin(apps: Any, schema_editor: Any) -> None:
    """Begin to count at the first entry."""
    apps.get_model("base", "Counted").objects.get_or_create(id=1, defaults={"position": 0, "last": bytes(32)})


class Migration(migrations.Migration):
    """Three tables, and the row from which counting begins."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0006_accounts")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField()),
                ("last", models.BinaryField(max_length=32)),
            ],
            options={"db_table": "oversight_counted"},
        ),
        migrations.CreateModel(
            name="ActCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.CharField(max_length=10)),
                ("event", models.CharField(max_length=48)),
                ("authority", models.CharField(max_length=32)),
                ("function", models.CharField(max_length=64)),
                ("acts", models.BigIntegerField()),
            ],
            options={
                "db_table": "oversight_act",
                "constraints": [
                    models.UniqueConstraint("on", "event", "authority", "function", name="oversight_act_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.BigIntegerField()),
                ("on", models.CharField(max_length=10)),
                ("marking", models.CharField(max_length=16)),
                ("thing", models.CharField(blank=True, max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("function", models.CharField(max_length=64)),
                ("way", models.CharField(max_length=16)),
                ("items", models.BigIntegerField()),
            ],
            options={
                "db_table": "oversight_reading",
                "indexes": [models.Index(fields=["marking", "on"], name="oversight_reading_marking")],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
