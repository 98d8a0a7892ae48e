"""What else the reports tell: crossings, hubs, a holding place, vehicles, papers, offers, brokers, measures.

Each is one more thing in a report that stands already, made from a source of chance of its own, so that everything told
before stays as it was, number by number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

from corridor.core.entities.records import Claim, Draft
from corridor.core.vocabularies.codes import PARKED
from corridor.demo import coast
from corridor.demo.cast import AUTHORITIES
from corridor.demo.records import MEASURE_MONTH, Report, Said, Teller, month_start

Told = Callable[[Teller], Iterator[Draft]]

AUTHORITY = "authority-"


def furnished(reports: list[Report], teller: Teller, seed: int) -> list[Report]:
    """Return the reports with further things in them.

    Args:
        teller: Who told the reports; the things are the same, chance is not touched.
    """
    other = Teller(Random(f"means {seed}"), teller.things, teller.outlines)  # noqa: S311  # an invented story
    wanted = {(theme, teller.thing(key), by): told for (theme, key, by), told in FURTHER.items()}
    richer = []
    for report in reports:
        further = wanted.pop((report.theme, report.drafts[0].uid, report.authority), None)
        richer.append(replace(report, drafts=(*report.drafts, *further(other))) if further else report)
    return richer


def authorities(teller: Teller) -> Iterator[Draft]:
    """Tell who owns what is reported."""
    for one in AUTHORITIES:
        said: dict[str, Said] = {
            "name": one.name,
            "identifier": one.code,
            "country": one.country,
            "authority_kind": one.kind,
        }
        yield teller.draft(teller.thing(AUTHORITY + one.code), "Authority", said)


def routes(teller: Teller) -> Iterator[Draft]:
    """Tell the two routes as wholes, the river crossing of the northern one, and where people gather before it."""
    for key, name, start, end in (
        ("route-north", coast.NORTHERN, "ostrel", "caldra"),
        ("route-south", coast.SOUTHERN, "ostrel", "sundhal"),
    ):
        said = {"name": name, "from_place": teller.thing(start), "to_place": teller.thing(end), "border_type": "sea"}
        yield teller.draft(teller.thing(key), "Route", said)
    yield _place(
        teller,
        "brinpost-ford",
        "CrossingPoint",
        "brinpost",
        {"name": "Ford above Brinpost (invented)", "crossing_kind": "river", "border_type": "land", "hazard": "river"},
    )
    yield _place(
        teller,
        "soolen-yard",
        "Hub",
        "soolen",
        {"name": "Freight yard of Soolen (invented)", "hub_kind": "gathering", "people": "20..60"},
    )


def shore(teller: Teller) -> Iterator[Draft]:
    """Tell where the boats of the northern crossing leave."""
    yield _place(
        teller,
        "morrin-shore",
        "CrossingPoint",
        "morrin",
        {"name": "Shingle bank at Morrin (invented)", "crossing_kind": "sea-departure", "border_type": "sea"},
    )


def sheds(teller: Teller) -> Iterator[Draft]:
    """Tell where boats are kept for the southern crossing."""
    yield _place(
        teller,
        "vendik-sheds",
        "Hub",
        "vendik",
        {"name": "Net sheds of Vendik (invented)", "hub_kind": ("boat-store", "departure"), "method": "self-steered"},
    )


def landing_place(teller: Teller) -> Iterator[Draft]:
    """Tell where the boats of the southern crossing arrive, one of them in a word that no list has a code for."""
    yield _place(
        teller,
        "sundhal-spit",
        "CrossingPoint",
        "sundhal",
        {"name": "Spit of Sundhal (invented)", "crossing_kind": "sea-arrival", "border_type": "sea"},
    )
    trip = teller.draft(
        teller.thing("open-boat"), "TransportUse", {"leg": teller.thing("sea-south"), "people": "40..60"}
    )
    yield replace(trip, claims=(Claim("transport", PARKED, "cayuco"), *trip.claims))


def lantern(teller: Teller) -> Iterator[Draft]:
    """Tell where the circle holds people, and how it offers passage online."""
    yield _place(
        teller,
        "brickworks",
        "HoldingPlace",
        "ostrel",
        {
            "name": "Old brickworks of Ostrel (invented)",
            "holding_kind": "warehouse",
            "people": "12..40",
            "harm": ("captivity", "extortion"),
            "organised_by": teller.thing("lantern"),
        },
    )
    yield teller.draft(
        teller.thing("lantern-page"),
        "OnlineAccount",
        {
            "user_name": "lantern.passages.example",
            "platform": "Example net (invented)",
            "platform_kind": "social-network",
            "used_by": teller.thing("lantern"),
        },
    )
    yield teller.draft(
        teller.thing("lantern-offer"),
        "OnlineOffer",
        {
            "platform": "Example net (invented)",
            "platform_kind": "social-network",
            "account": teller.thing("lantern-page"),
            "offered_by": teller.thing("lantern"),
            "route": coast.NORTHERN,
            "to_place": teller.thing("caldra"),
            "transport": "inflatable-boat",
            "fee": "1300.00 EUR",
            "recruitment": "social-media",
        },
    )
    yield teller.draft(
        teller.thing("lantern-price"),
        "Fee",
        {
            "fee": "1300.00 EUR",
            "price_kind": "advertised",
            "price_unit": "person-leg",
            "leg": teller.thing("sea-north"),
            "payment_method": "hawala",
        },
    )


def harbour(teller: Teller) -> Iterator[Draft]:
    """Tell a van and how people were hidden in it, false papers, and money that passed through brokers."""
    on = month_start(5).isoformat()[:7]
    yield teller.draft(
        teller.thing("van"),
        "Vehicle",
        {"vehicle_kind": "van", "model": "White delivery van", "plate": "XC 00-EX-00", "country": "XC", "seats": "3"},
    )
    yield teller.draft(
        teller.thing("van-trip"),
        "TransportUse",
        {
            "transport": "van",
            "vehicle": teller.thing("van"),
            "occurred_on": on,
            "from_place": teller.thing("caldra"),
            "to_place": teller.thing("istermark"),
            "people": "14",
        },
    )
    yield teller.draft(
        teller.thing("van-floor"),
        "Concealment",
        {
            "concealment": "built-compartment",
            "vehicle": teller.thing("van"),
            "occurred_on": on,
            "people": "14",
            "harm": "deprivation",
        },
    )
    yield teller.draft(
        teller.thing("false-paper"),
        "Document",
        {
            "document_kind": "identity-card",
            "document_misuse": "counterfeit",
            "document_number": "XA-SPECIMEN-1",
            "issuing_country": "XA",
            "finding": "Printed on an ordinary printer; the security thread is drawn.",
        },
    )
    yield teller.draft(
        teller.thing("false-papers"),
        "DocumentMisuse",
        {
            "document_misuse": "counterfeit",
            "document_kind": "identity-card",
            "documents": "23",
            "document": teller.thing("false-paper"),
            "issuing_country": "XA",
            "period": on,
            "place": teller.thing("caldra"),
            "supplied_by": teller.thing("harbour"),
        },
    )
    whole = {
        "payment_kind": "share",
        "payment_method": "hawala",
        "paid_by": teller.thing("lantern"),
        "paid_to": teller.thing("harbour"),
    }
    yield teller.draft(teller.thing("hawala"), "Payment", {"fee": "18000.00 EUR", "occurred_on": on, **whole})
    yield teller.draft(
        teller.thing("hawala-leg"),
        "Payment",
        {
            "fee": "17400.00 EUR",
            "commission": "600.00 EUR",
            "payment_kind": "settlement",
            "payment_method": "hawala",
            "broker": teller.thing("lantern"),
            "from_place": teller.thing("ostrel"),
            "to_place": teller.thing("caldra"),
            "occurred_on": on,
            "part_of": teller.thing("hawala"),
        },
    )


def operation(teller: Teller) -> Iterator[Draft]:
    """Tell a joint operation after the shift."""
    yield teller.draft(
        teller.thing("operation"),
        "Operation",
        {
            "name": "Operation Clear Water (invented)",
            "operation_kind": "joint-investigation",
            "led_by": teller.thing(AUTHORITY + "INT-JSC"),
            "taking_part": (teller.thing(AUTHORITY + "XA-POL"), teller.thing(AUTHORITY + "XC-POL")),
            "against": teller.thing("lantern"),
            "route": coast.SOUTHERN,
            "period": month_start(MEASURE_MONTH + 2).isoformat()[:7],
        },
    )


def closure(teller: Teller) -> Iterator[Draft]:
    """Tell the control measure as a measure, so that what follows can be compared."""
    yield teller.draft(
        teller.thing("closure"),
        "Measure",
        {
            "name": "Night closure of the port of Morrin (invented)",
            "measure_kind": ("closure", "patrol"),
            "taken_by": teller.thing(AUTHORITY + "XB-BRD"),
            "since": month_start(MEASURE_MONTH).isoformat(),
            "place": teller.thing("morrin"),
            "route": coast.NORTHERN,
            "border_type": "sea",
        },
    )


def seizure(teller: Teller) -> Iterator[Draft]:
    """Tell what was seized with a boat that bears no name."""
    yield teller.draft(
        teller.thing("seized-engines"),
        "Seizure",
        {
            "seizure_kind": ("vessel", "engine"),
            "seized_by": teller.thing(AUTHORITY + "XB-CGD"),
            "occurred_on": month_start(13).isoformat()[:7],
            "vessel": teller.thing("v3"),
            "pieces": "2",
            "value": "4200.00 EUR",
        },
    )


def renamed(teller: Teller) -> Iterator[Draft]:
    """Tell what a vessel is found again by."""
    said = {"former_name": "Sea Lark (invented)", "hull_number": "XA-1138-EX", "flag": "XA"}
    yield teller.draft(teller.thing("v1"), "Vessel", said)


def _place(teller: Teller, key: str, kind: str, port: str, said: Mapping[str, Said]) -> Draft:
    point = teller.point_near(port)
    country = next(one.country for one in coast.PORTS if one.key == port)
    where = {"country": country, "point": point, "place_precision": "locality"}
    return teller.draft(teller.thing(key), kind, {**said, **where})


# In which report each is told: by its theme, the first thing it speaks of, and whose report it is.
FURTHER: dict[tuple[str, str, str], Told] = {
    ("places", "ostrel", "INT-JSC"): authorities,
    ("legs", "border-north", "INT-JSC"): routes,
    ("legs", "sea-north", "INT-JSC"): shore,
    ("legs", "overland-south", "INT-JSC"): sheds,
    ("legs", "sea-south", "INT-JSC"): landing_place,
    ("network", "lantern", "XA-POL"): lantern,
    ("network", "lantern", "INT-JSC"): operation,
    ("network", "harbour", "XC-POL"): harbour,
    ("measure", "measure", "XB-BRD"): closure,
    ("vessels", "v1", "XB-CGD"): renamed,
    ("vessels", "v3", "XB-CGD"): seizure,
}
