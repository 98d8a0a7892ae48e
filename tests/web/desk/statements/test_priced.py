"""The indexes of prices follow the numbers of properties, which a restored node brings along."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from corridor.web.desk.statements import priced
from corridor.web.desk.statements.queries import prop_numbers
from tests import nodes

pytestmark = pytest.mark.store


def definition() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'statement_fee'")
        else:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'statement_fee'")
        return str(cursor.fetchone()[0])


def test_an_index_for_another_property_is_made_anew_when_the_node_is_brought_up(node: nodes.Node) -> None:
    right = definition()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX statement_fee")
        cursor.execute("CREATE INDEX statement_fee ON statement (prop, entity, record) WHERE prop = 30000")

    apps.get_app_config("desk").stock()  # type: ignore[attr-defined]  # of the zone

    assert definition() == right
    assert str(prop_numbers()["fee"]) in right


def test_an_index_that_is_right_is_left_as_it_is(node: nodes.Node) -> None:
    with connection.execute_wrapper(_no_ddl):
        priced.keep_indexes()


def _no_ddl(execute: object, sql: str, values: object, many: bool, context: object) -> object:
    assert not sql.startswith(("DROP", "CREATE"))
    return execute(sql, values, many, context)  # type: ignore[operator]  # what the wrapper gets
