"""Reads of lawful routes: what each costs and how long it takes, as sources say."""

from __future__ import annotations

from corridor.core.access.records import Officer
from corridor.core.fees.gaps import Lawful
from corridor.core.fees.records import Money
from corridor.web.desk.fees.told import Telling


def lawful_for(officer: Officer, *, invented: bool) -> tuple[list[Lawful], set[int]]:
    """Return the lawful routes that a reader may count, by origin, destination and kind, and their marks."""
    telling = Telling(officer, "lawful_cost", invented=invented)
    found = []
    for entity, said in telling.things.items():
        values = {prop: [row.value for row in rows] for prop, rows in said.items()}
        told = [*values.get("lawful_cost", ()), *values.get("lawful_cost_high", ())]
        costs = sorted(money for text in told if (money := Money.parse(text)) is not None)
        if "LawfulRoute" not in values.get("kind", ()) or not costs:
            continue
        days = sorted(float(text) for text in values.get("waiting_days", ()))
        found.append(
            Lawful(
                uid=telling.uids[entity],
                kind=values.get("pathway_kind", [""])[0],
                origin=values.get("from_country", [""])[0],
                destination=values.get("to_country", [""])[0],
                low=costs[0],
                high=costs[-1],
                days=(days[0], days[-1]) if days else None,
                on=max(values.get("occurred_on", [""])),
                source=values.get("publisher", [""])[0],
            )
        )
    return sorted(found, key=lambda one: (one.origin, one.destination, one.kind, one.uid)), telling.marks()
