"""A network and the few persons who stand in it, each in a role with a ground and a second reviewer.

Every role here is what the safeguards allow; what they refuse is told beside it: a boat driver who was forced, counted
and not named, and neighbours who helped for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from corridor.core.entities.records import Draft
from corridor.demo import coast
from corridor.demo.cast import officer
from corridor.demo.records import MEASURE_MONTH, Report, Said, Teller

LAW = "XA Act on Smuggling of Migrants (invented), s. 4"
LAW_XC = "XC Penal Code (invented), art. 218"

# key, name, nationality, role, ground, in words, in what
PERSONS = (
    (
        "p1",
        "Orlo Example",
        "XA",
        "organiser",
        "seized-communication",
        "Set prices and dates in messages seized under warrant.",
        "lantern",
    ),
    (
        "p2",
        "Sanna Specimen",
        "XA",
        "money-broker",
        "financial-record",
        "Paid out shares of fees on eleven dates.",
        "lantern",
    ),
    (
        "p3",
        "Brint Sample",
        "XB",
        "vessel-supplier",
        "registry-entry",
        "Bought six boats that were later found at landings.",
        "lantern",
    ),
    (
        "p4",
        "Hollin Placeholder",
        "XC",
        "coordinator",
        "surveillance",
        "Met each boat at Sundhal and took the balance of the fee.",
        "harbour",
    ),
    (
        "p5",
        "Mirra Exemplar",
        "unknown",
        "document-supplier",
        "seized-object",
        "Held blank papers and a press.",
        "harbour",
    ),
)
VESSELS = (
    ("v1", "Grey Heron (invented)", "fishing", "14", "8"),
    ("v2", "Second Tide (invented)", "wooden", "11.5", "12"),
    ("v3", "no name painted", "inflatable", "9", "10"),
)


def network(teller: Teller) -> Iterator[Report]:
    """Tell the groups, the vessels, the persons in their roles, and what later became of them."""
    yield from groups(teller)
    yield from vessels(teller)
    for number, person in enumerate(PERSONS):
        yield in_role(teller, person, month=4 + 3 * number)
    yield from coerced_driver(teller)
    yield from unpaid_help(teller)


def groups(teller: Teller) -> Iterator[Report]:
    """Tell two groups, one on each side of the sea; the second is said to be part of the first."""
    lantern = teller.draft(
        teller.thing("lantern"),
        "Group",
        {
            "name": "Lantern circle (invented)",
            "country": "XA",
            "route": coast.NORTHERN,
            "smuggling": "yes",
            "benefit": "financial",
            "summary": "Collects fees in Ostrel and sends boats from the coast.",
        },
        "en",
    )
    yield teller.report("network", officer("xa.tirel"), teller.day(2), [lantern], preset="law-enforcement")
    harbour = teller.draft(
        teller.thing("harbour"),
        "Group",
        {
            "name": "Harbour hands (invented)",
            "country": "XC",
            "route": (coast.NORTHERN, coast.SOUTHERN),
            "part_of": teller.thing("lantern"),
            "smuggling": "yes",
            "benefit": "financial",
        },
    )
    yield teller.report(
        "network", officer("xc.yrsol"), teller.day(6), [harbour], preset="law-enforcement", grade="europol-4x4 B3"
    )
    moved = teller.draft(teller.thing("lantern"), "Group", {"route": coast.SOUTHERN, "method": "self-steered"})
    yield teller.report(
        "network",
        officer("int.sorrel"),
        teller.day(MEASURE_MONTH + 3),
        [moved],
        preset="partners",
        grade="admiralty-6x6 C3",
    )


def vessels(teller: Teller) -> Iterator[Report]:
    """Tell three vessels; for one of them two authorities give different lengths."""
    for number, (key, name, kind, length, seats) in enumerate(VESSELS):
        said: dict[str, Said] = {"name": name, "vessel_kind": kind, "length_m": length, "seats": seats, "country": "XA"}
        boat = teller.draft(teller.thing(key), "Vessel", said)
        yield teller.report(
            "vessels",
            officer("xb.hask"),
            teller.day(3 + 5 * number),
            [boat],
            source="harbour-register",
            grade="europol-4x4 A2",
        )
    again = teller.draft(teller.thing("v1"), "Vessel", {"length_m": "15.5", "seats": "10", "country": "XB"})
    yield teller.report("vessels", officer("xc.pell"), teller.day(15), [again], grade="europol-4x4 B3")


def in_role(teller: Teller, person: Sequence[str], *, month: int) -> Report:
    """Tell one person in one role, with everything that rule R-02 asks for."""
    key, name, nationality, role, ground, words, within = person
    author, reviewer = ("xa.tirel", "xa.bevan") if within == "lantern" else ("xc.yrsol", "xc.dorn")
    filed = teller.day(month)
    drafts = [
        teller.draft(teller.thing(key), "Person", {"name": name, "nationality": nationality}),
        teller.draft(
            teller.uid(),
            "Role",
            {
                "person": teller.thing(key),
                "role": role,
                "role_in": teller.thing(within),
                "ground": ground,
                "ground_text": words,
                "legal_reference": LAW if within == "lantern" else LAW_XC,
                "offence": "smuggling-of-migrants",
                "standing": "suspect",
                "benefit": "financial",
                "author": author,
                "reviewer": reviewer,
                "reviewed_on": filed.isoformat(),
            },
        ),
    ]
    preset = "sealed" if key in ("p1", "p5") else "law-enforcement"
    return teller.report(
        "network", officer(author), filed + timedelta(days=1), drafts, preset=preset, source="court-file"
    )


def coerced_driver(teller: Teller) -> Iterator[Report]:
    """Tell a boat driver who was forced: counts and a flag on the incident, no person and no role (R-03)."""
    boat = teller.thing("coerced-boat")
    happened = teller.day(MEASURE_MONTH + 4)
    said: dict[str, Said] = {
        "incident_kind": "interception",
        "occurred_on": happened.isoformat(),
        "point": teller.point_near("sundhal"),
        "place": teller.thing("sundhal"),
        "place_precision": "exact",
        "country": "XC",
        "route": coast.SOUTHERN,
        "people": ("31", "9|female", "4||child"),
        "method": "self-steered",
        "transport": "inflatable-boat",
        "coercion": "suspected",
        "organised_by": teller.thing("lantern"),
        "smuggling": "yes",
        "benefit": "financial",
        "summary": "One of the people carried was made to steer. Counted with the others; no role is recorded.",
    }
    yield teller.report(
        "coercion", officer("xc.pell"), happened, [teller.draft(boat, "Incident", said, "en")], preset="law-enforcement"
    )
    confirmed: dict[str, Said] = {"incident_kind": "interception", "coercion": "yes", "people": "31"}
    yield teller.report(
        "coercion",
        officer("xc.vantry"),
        happened + timedelta(days=40),
        [teller.draft(boat, "Incident", confirmed)],
        preset="law-enforcement",
        source="survivor-accounts",
        grade="europol-4x4 A2",
    )


def unpaid_help(teller: Teller) -> Iterator[Report]:
    """Tell neighbours who brought people ashore for nothing: a count under "no benefit" (R-04)."""
    happened = teller.day(MEASURE_MONTH + 7)
    landing: Draft = teller.draft(
        teller.uid(),
        "Incident",
        {
            "incident_kind": "landing",
            "occurred_on": happened.isoformat(),
            "point": teller.point_near("sundhal"),
            "place": teller.thing("sundhal"),
            "place_precision": "locality",
            "country": "XC",
            "route": coast.SOUTHERN,
            "people": "17",
            "unpaid_helpers": "5",
            "smuggling": "no",
            "benefit": "no-benefit",
            "summary": "People of the village brought the boat in and gave shelter for the night.",
        },
        "en",
    )
    yield teller.report("help", officer("xc.pell"), happened, [landing], preset="partners", source="local-press")
