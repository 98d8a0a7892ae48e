"""Daily life on the corridor: landings, interceptions, rescues and deaths, and the shift of the route.

In the ninth month XB closes its northern port at night. Movements on the short Northern crossing fall, those on the
longer Southern crossing rise, and more people die.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from corridor.demo import coast
from corridor.demo.cast import officer
from corridor.demo.records import MEASURE_MONTH, MONTHS, Officer, Report, Said, Teller, crossing_of, month_start

# What happens how often, on which side, and who reports it.
SCENES = (
    ("interception", 5, "start"),
    ("landing", 6, "end"),
    ("rescue", 4, "sea"),
    ("death-or-disappearance", 2, "sea"),
    ("found-in-transport", 1, "start"),
    ("holding-place", 1, "start"),
)
WATCHES = {
    "XA": ("xa.jorul", "xa.bevan"),
    "XB": ("xb.ondry", "xb.lessit"),
    "XC": ("xc.pell", "xc.dorn"),
    None: ("xb.hask",),
}
PRESETS = ("public", "partners", "partners", "partners", "law-enforcement", "own-authority")
GRADES = (
    "europol-4x4 A1",
    "europol-4x4 B2",
    "europol-4x4 B3",
    "europol-4x4 X4",
    "admiralty-6x6 B2",
    "admiralty-6x6 C3",
)
NATIONALITIES = ("XA", "XA", "XB", "stateless", "unknown")
SUMMARIES = (
    ("en", "Seen by the watch at first light; people were given water and blankets."),
    ("fr", "Repéré par la vigie au lever du jour ; de l'eau et des couvertures ont été distribuées."),
    ("es", "Avistado por la guardia al amanecer; se repartieron agua y mantas."),
    ("ar", "رُصد عند الفجر ووُزعت المياه والبطانيات."),
)


def volume(route: str, month: int) -> int:
    """Return how many movements a crossing sees in a month."""
    since = month - MEASURE_MONTH
    if route == coast.NORTHERN:
        return 8 if since < 0 else max(1, 4 - since)
    return 1 if since < 0 else min(9, 3 + since)


def movements(teller: Teller, wanted: int) -> Iterator[Report]:
    """Tell as many incidents as wanted, spread over the months by the volume of each crossing."""
    weights = [
        (route, month, volume(route, month)) for month in range(MONTHS) for route in (coast.NORTHERN, coast.SOUTHERN)
    ]
    total = sum(weight for _, _, weight in weights)
    told, owed = 0, 0.0
    for route, month, weight in weights:
        owed += wanted * weight / total
        while told < round(owed):
            told += 1
            yield movement(teller, route, month)


def movement(teller: Teller, route: str, month: int) -> Report:
    """Tell one incident on a crossing."""
    random = teller.random
    kinds, shares, sides = zip(*SCENES, strict=True)
    kind = random.choices(kinds, shares)[0]
    side = sides[kinds.index(kind)]
    sea = crossing_of("sea-north" if route == coast.NORTHERN else "sea-south")
    happened = teller.day(month)
    said: dict[str, Said] = {
        "incident_kind": kind,
        "occurred_on": happened.isoformat(),
        "route": route,
        **whereabouts(teller, sea, side),
        **people(teller, kind, is_dangerous=route == coast.SOUTHERN),
        "nationality": sorted(set(random.choices(NATIONALITIES, k=2))) if random.random() < 0.4 else None,
    }
    lang, summary = random.choice(SUMMARIES)
    if random.random() < 0.35:
        said["summary"] = summary
    drafts = [teller.draft(teller.uid(), "Incident", said, lang)]
    filed = happened + timedelta(days=random.randrange(5))
    preset = random.choice(PRESETS)
    return teller.report(
        "movements",
        watch(teller, sea, side),
        filed,
        drafts,
        preset=preset,
        source=random.choice(("own-observation", "coastal-watch")),
        grade=random.choice(GRADES),
    )


def whereabouts(teller: Teller, sea: coast.Crossing, side: str) -> dict[str, Said]:
    """Say where it was: at sea, or near the port on one side."""
    if side == "sea":
        return {"point": teller.point_at_sea(sea), "place_precision": "area", "border_type": "sea"}
    port = sea.start if side == "start" else sea.end
    return {
        "point": teller.point_near(port),
        "place": teller.thing(port),
        "place_precision": "locality",
        "country": next(found.country for found in coast.PORTS if found.key == port),
        "border_type": "sea",
    }


def watch(teller: Teller, sea: coast.Crossing, side: str) -> Officer:
    """Return an officer whose watch it is."""
    key = sea.start if side == "start" else sea.end
    country = None if side == "sea" else next(port.country for port in coast.PORTS if port.key == key)
    return officer(teller.random.choice(WATCHES[country]))


def people(teller: Teller, kind: str, *, is_dangerous: bool) -> dict[str, Said]:
    """Say how many people there were, in counts and never otherwise."""
    random = teller.random
    if kind == "holding-place":
        return {"people": f"{random.randrange(5, 12)}..{random.randrange(12, 30)}"}
    if kind == "death-or-disappearance":
        dead = random.randrange(2, 14) if is_dangerous else random.randrange(1, 4)
        missing = random.randrange(3, 25) if is_dangerous else random.randrange(3)
        return {
            "dead": (str(dead), f"{dead // 3}|female", f"{dead // 4}||child"),
            "missing": f"{missing}.." if missing else None,
            "dead_or_missing": f"{dead + missing}.." if missing else str(dead),
            "survivors": str(random.randrange(4, 40)),
            "cause": "drowning",
        }
    aboard = random.randrange(12, 60)
    boat = (
        {}
        if kind == "found-in-transport"
        else {"transport": random.choice(("inflatable-boat", "wooden-boat", "fishing-vessel"))}
    )
    return {
        "people": (str(aboard), f"{aboard // 4}|female", f"{aboard // 8}||child"),
        "survivors": str(aboard) if kind == "rescue" else None,
        **(boat or {"transport": "lorry", "method": "concealment"}),
    }


def measure(teller: Teller) -> Iterator[Report]:
    """Tell the control measure, as the authority that took it put it on record."""
    taken = month_start(MEASURE_MONTH)
    note = teller.draft(
        teller.thing("measure"),
        "Incident",
        {
            "incident_kind": "other",
            "occurred_on": taken.isoformat(),
            "place": teller.thing("morrin"),
            "point": teller.point_near("morrin"),
            "place_precision": "locality",
            "country": "XB",
            "route": coast.NORTHERN,
            "summary": "Control measure: Morrin's port is closed at night; patrols in the northern strait are doubled.",
        },
        "en",
    )
    yield teller.report("measure", officer("xb.lessit"), taken, [note], preset="public", grade="europol-4x4 A1")
