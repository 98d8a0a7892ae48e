"""The places and legs of the invented corridor, and the monthly series of the joint centre."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from corridor.core.entities.records import Draft
from corridor.core.kernel.points import point_text
from corridor.demo import coast
from corridor.demo.cast import officer
from corridor.demo.movements import volume
from corridor.demo.records import MEASURE_MONTH, MONTHS, Report, Teller, crossing_of, month_start

LEGS = (
    # key, first month, fee for one person, hours, kilometres, dangers
    ("border-north", 0, "300.00 EUR", "9", "215", ("river",)),
    ("sea-north", 0, "1200.00 EUR", "14", "620", ("open-sea",)),
    ("overland-south", MEASURE_MONTH, "250.00 EUR", "7", "270", ("extortion",)),
    ("sea-south", MEASURE_MONTH, "2600.00 EUR", "46", "860", ("open-sea", "overloaded-vessel")),
)


def gazetteer(teller: Teller) -> Iterator[Report]:
    """Tell where the corridor's towns and ports are: one public report."""
    places = [
        teller.draft(
            teller.thing(port.key),
            "Place",
            {
                "name": f"{port.name} (invented)",
                "country": port.country,
                "place_kind": port.kind,
                "point": point_text(port.lat, port.lon),
                "place_precision": "locality",
            },
        )
        for port in coast.PORTS
    ]
    filed = month_start(0)
    yield teller.report("places", officer("int.sorrel"), filed, places, preset="public", grade="admiralty-6x6 A1")


def legs(teller: Teller) -> Iterator[Report]:
    """Tell how people are moved from place to place, before and after the measure."""
    for key, month, fee, hours, distance, hazards in LEGS:
        crossing = crossing_of(key)
        leg = teller.draft(
            teller.thing(key),
            "RouteLeg",
            {
                "route": crossing.route,
                "from_place": teller.thing(crossing.start),
                "to_place": teller.thing(crossing.end),
                "border_type": crossing.border_type,
                "period": month_start(month).isoformat()[:7],
                "transport": "inflatable-boat" if crossing.border_type == "sea" else "lorry",
                "method": "clandestine-crossing",
                "fee": fee,
                "duration_hours": hours,
                "distance_km": distance,
                "hazard": hazards,
                "smuggling": "yes",
                "benefit": "financial",
            },
        )
        told = [leg, hearsay(teller)] if key == "sea-north" else [leg]
        yield teller.report("legs", officer("int.sorrel"), teller.day(month), told, grade="admiralty-6x6 B2")


def hearsay(teller: Teller) -> Draft:
    """Tell a leg that cannot be: a lorry that is said to have crossed the sea."""
    return teller.draft(
        teller.uid(),
        "RouteLeg",
        {
            "route": coast.NORTHERN,
            "from_place": teller.thing("tolvek"),
            "to_place": teller.thing("caldra"),
            "period": month_start(0).isoformat()[:7],
            "transport": "lorry",
            "method": "concealment",
            "duration_hours": "5",
        },
    )


def moved(teller: Teller, month: int) -> list[Draft]:
    """Tell how many people the joint centre believes to have been moved over each sea leg in a month."""
    drafts = []
    for key in ("sea-north", "sea-south"):
        crossing = crossing_of(key)
        people = volume(crossing.route, month) * 38
        if people:
            drafts.append(
                teller.draft(
                    teller.thing(key),
                    "RouteLeg",
                    {
                        "route": crossing.route,
                        "from_place": teller.thing(crossing.start),
                        "to_place": teller.thing(crossing.end),
                        "period": month_start(month).isoformat()[:7],
                        "people": f"{people}..{people * 5 // 4}",
                    },
                )
            )
    return drafts


def series(teller: Teller) -> Iterator[Report]:
    """Tell how many detections the joint centre counted each month on each crossing."""
    for month in range(MONTHS):
        observations = [
            teller.draft(
                teller.uid(),
                "SeriesObservation",
                {
                    "series": "border-detections",
                    "period": month_start(month).isoformat()[:7],
                    "route": route,
                    "border_type": "sea",
                    "detections": str(volume(route, month) * 38 + teller.random.randrange(30)),
                },
            )
            for route in (coast.NORTHERN, coast.SOUTHERN)
        ]
        # Filed when the month is over, except for the last, which the story cuts short.
        filed = min(month_start(month + 1) + timedelta(days=4), month_start(MONTHS) - timedelta(days=1))
        yield teller.report(
            "series",
            officer("int.nim"),
            filed,
            [*observations, *moved(teller, month)],
            preset="public",
            source="joint-series",
            grade="admiralty-6x6 B2",
        )
