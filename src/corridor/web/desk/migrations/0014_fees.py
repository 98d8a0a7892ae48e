"""Finds everything that has a price without reading all statements: an index of the few that state one.

The numbers of the two properties are the node's own; where they have none yet, they get theirs here.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

PRICES = {"statement_fee": "fee", "statement_lawful": "lawful_cost"}


def index(apps: Any, schema_editor: Any) -> None:
    """Make an index of the statements of each price."""
    props = apps.get_model("desk", "Prop")
    for name, prop in PRICES.items():
        number = props.objects.using(schema_editor.connection.alias).get_or_create(name=prop)[0].pk
        schema_editor.execute(
            f"CREATE INDEX {name} ON statement (prop, entity, record) WHERE prop = {int(number)}", params=None
        )


def unindex(apps: Any, schema_editor: Any) -> None:
    """Remove the indexes; the numbers stay."""
    for name in PRICES:
        schema_editor.execute(f"DROP INDEX {name}", params=None)


class Migration(migrations.Migration):
    """Indexes of prices."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0013_feedback")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(index, unindex)]
