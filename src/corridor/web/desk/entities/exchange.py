"""The written form of one thing as it leaves the node: each item with its marking and nearest FollowTheMoney name."""

from __future__ import annotations

import json
from typing import Any

from corridor import shelf
from corridor.core.handling.exchange import canonical, digest
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.entities.queries import Thing

FORM = 1


def document_of(thing: Thing) -> dict[str, Any]:
    """Return one thing as a document: kinds, items with marking, source and date, and the markings themselves."""
    registry = shelf.registry()
    marks = dict.fromkeys(int(str(row[7])) for prop in thing.laid.props for row in thing.laid.rows(prop))
    markings = {mark: marking_of(mark) for mark in marks}
    items = []
    for prop in thing.laid.props:
        found = registry.properties.get(prop)
        for row in thing.laid.rows(prop):
            source = thing.sources.get(int(str(row[5])))
            items.append(
                {
                    "property": prop,
                    "ftm": found.ftm if found is not None else None,
                    "value": row[1],
                    "original": row[2],
                    "lang": row[3],
                    "marking": digest(markings[int(str(row[7]))]),
                    "source": thing.datasets[source.dataset].source.code if source is not None else None,
                    "grade": source.grade or None if source is not None else None,
                    "stated_on": source.released_on if source is not None else None,
                }
            )
    return {
        "corridor": "thing",
        "form": FORM,
        "uid": thing.uid,
        "kinds": list(thing.laid.kinds),
        "ftm": [registry.schemata[kind].ftm for kind in thing.laid.kinds if kind in registry.schemata],
        "items": items,
        "markings": {digest(marking): json.loads(canonical(marking)) for marking in markings.values()},
        "withheld": sum(thing.withheld.values()),
    }
