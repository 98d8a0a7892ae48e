"""One shipwreck, four reports: three authorities count differently, grade differently and share differently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from corridor.demo import coast
from corridor.demo.cast import officer
from corridor.demo.records import MEASURE_MONTH, Report, Said, Teller, crossing_of


def shipwreck(teller: Teller) -> Iterator[Report]:
    """Tell the shipwreck as three authorities saw it, and how one of them corrected itself."""
    wreck = teller.thing("shipwreck")
    happened = teller.day(MEASURE_MONTH + 5)
    at_sea = teller.point_at_sea(crossing_of("sea-south"))

    def told(handle: str, after: int, preset: str, grade: str, said: dict[str, Said], source: str) -> Report:
        draft = teller.draft(wreck, "Incident", {"incident_kind": "shipwreck", **said}, "en")
        filed = happened + timedelta(days=after)
        return teller.report("shipwreck", officer(handle), filed, [draft], preset=preset, grade=grade, source=source)

    first: dict[str, Said] = {
        "occurred_on": happened.isoformat(),
        "point": at_sea,
        "place_precision": "area",
        "route": coast.SOUTHERN,
        "border_type": "sea",
        "dead": ("14", "5|female", "3||child"),
        "missing": "30..40",
        "survivors": "21",
        "people": "65..75",
        "cause": "drowning",
        "vessel": teller.thing("v2"),
    }
    yield told("xb.hask", 0, "partners", "europol-4x4 A1", first, "own-observation")
    second: dict[str, Said] = {
        "occurred_on": happened.isoformat(),
        "point": at_sea,
        "place_precision": "exact",
        "route": coast.SOUTHERN,
        "dead": ("17", "6|female"),
        "missing": "28",
        "dead_or_missing": "45",
        "survivors": "22",
        "cause": "drowning",
        "organised_by": teller.thing("harbour"),
        "smuggling": "yes",
        "benefit": "financial",
        "summary": "Boat for twelve carried about seventy; it capsized when it was taken in tow.",
    }
    yield told("xc.yrsol", 3, "law-enforcement", "europol-4x4 B2", second, "survivor-accounts")
    third: dict[str, Said] = {
        "occurred_on": happened.isoformat()[:7],
        "region": "Southern waters (invented)",
        "place_precision": "region",
        "dead": "20..25",
        "cause": "mixed-or-unknown",
    }
    yield told("xa.bevan", 6, "public", "europol-4x4 X4", third, "local-press")
    corrected: dict[str, Said] = {"dead": ("19", "7|female", "3||child"), "missing": "26", "dead_or_missing": "45"}
    yield told("xb.hask", 19, "partners", "europol-4x4 A2", corrected, "coastal-watch")
