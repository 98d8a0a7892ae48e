"""Makes the index of search anew from the statements, for a node whose tables of search were just made."""

from __future__ import annotations

from corridor.web.base.ledger import turn
from corridor.web.desk.statements import queries, search_store
from corridor.web.desk.statements.preparing import found_by
from corridor.web.desk.statements.rows import Rows

SINCE = "desk.0004_search"
"""The migration after which everything must be found anew."""

ROWS_AT_ONCE = 5_000


def fill() -> None:
    """Find again what the node holds; the tables of search are empty and nobody else writes."""
    props = queries.prop_numbers()
    searched = queries.searched_props()
    wanted = [props[name] for name in ("kind", *searched) if name in props]
    names = {number: name for name, number in props.items()}
    rows = Rows(load=0, mark=0, dataset=0, props=props, searched=searched)
    with turn.write():
        for record, entity, mark, said in search_store.said_by_record(wanted):
            found = found_by(((n, names[prop], value) for n, prop, value in said), searched)
            if found is not None:
                rows.add_key(record, entity, mark, found)
            if len(rows.keys) > ROWS_AT_ONCE:
                rows.write_keys()
                rows.clear()
        rows.write_keys()
