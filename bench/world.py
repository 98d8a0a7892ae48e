"""Seeded data for the measurements, brought in through the same actions as anybody's.

Everything is invented; the shape (columns, gaps, repeated words, how many statements a row makes) follows the public
series of deaths and disappearances that the mapping `missing-migrants-api` reads.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corridor.core.access.records import Officer
    from corridor.core.handling.records import Marking
    from corridor.web.desk.statements.models import Load

HEADER = (
    "Web ID",
    "Region of Incident",
    "Reported Date",
    "Country of Incident",
    "Number Dead",
    "Minimum Estimated Number of Missing",
    "Total Dead and Missing",
    "Number of Survivors",
    "Number of Females",
    "Number of Males",
    "Number of Children",
    "Cause of Death",
    "Location Description",
    "Information Source",
    "Location Coordinates",
    "Migration Route",
    "URL",
    "Source Quality",
)
ROUTES = ("Northern Passage", "Southern Passage", "Eastern Passage", "Western Passage", "Inland Route", "")
REGIONS = ("North Coast", "South Coast", "Inner Sea", "Highlands", "Desert", "Delta")
CAUSES = (
    "Drowning",
    "Unknown",
    "Vehicle accident",
    "Dehydration",
    "Sickness",
    "Shot by unknown persons",
    "Hypothermia",
)
PLACES = ("Aldrane", "Bessim", "Corvath", "Dunmare", "Estrel", "Farrow", "Galdis", "Hestor", "Ivarn", "Jorvik Bay")
SIDES = ("off the coast of", "north of", "south of", "near", "on the road to", "in the harbour of")
PAPERS = ("Gazette", "Courier", "Herald", "Radio", "Coast Guard", "Observer", "Red Crescent", "Monitor")

SPREAD = 1.2
"""Incidents gather around places of the routes; so many degrees from them, usually."""

ROWS_FOR_A_MILLION = 66_500
"""So many rows make a little more than a million statements."""


def rows(count: int, seed: int, first: int = 1) -> Iterator[tuple[str, ...]]:
    """Yield invented incidents, equal for equal seeds, as text cells."""
    draw = Random(seed)
    start = date(2014, 1, 1)
    spots = [(draw.uniform(-40, 40), draw.uniform(-30, 30)) for _ in range(80)]
    for number in range(first, first + count):
        dead, missing = int(draw.expovariate(0.4)), int(draw.expovariate(0.3)) if draw.random() < 0.3 else 0
        spot = draw.choice(spots)
        women = draw.randint(0, dead) if draw.random() < 0.25 else 0
        paper = f"{draw.choice(PLACES)} {draw.choice(PAPERS)}"
        yield (
            str(number),
            draw.choice(REGIONS),
            (start + timedelta(days=draw.randrange(3600))).strftime("%d-%b-%y"),
            draw.choice(("XA", "XB", "XC")),
            str(dead) if dead else "",
            str(missing) if missing else "",
            str(dead + missing),
            str(draw.randint(1, 90)) if draw.random() < 0.2 else "",
            str(women) if women else "",
            str(dead - women) if dead > women and draw.random() < 0.4 else "",
            "1" if dead > 1 and draw.random() < 0.1 else "",
            draw.choice(CAUSES),
            f"{draw.randint(2, 400)} km {draw.choice(SIDES)} {draw.choice(PLACES)}, {draw.choice(REGIONS)}"
            f" - on the way to {draw.choice(PLACES)}",
            paper if draw.random() < 0.6 else f"{paper}, {draw.choice(PLACES)} {draw.choice(PAPERS)}",
            f"{draw.gauss(spot[0], SPREAD):.12f}, {draw.gauss(spot[1], SPREAD):.12f}",
            draw.choice(ROUTES),
            f"https://news.example/{draw.choice(PAPERS).lower()}/{draw.getrandbits(48):x}"
            if draw.random() < 0.8
            else "",
            str(draw.randint(1, 5)),
        )


def write_series(path: Path, count: int, seed: int, first: int = 1) -> Path:
    """Write a file of invented incidents and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(count, seed, first))
    return path


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


ANALYST = "xa.analyst:analyst:operational-analysis"
"""The officer who does everything that is measured: imports, reads and opens pages."""


def found_node() -> None:
    """Make the node that every measurement of this process works on, with its analyst."""
    from corridor.web import node
    from corridor.web.base.accounts.actions import add_officer
    from corridor.web.base.accounts.queries import authority_of
    from corridor.web.base.ledger import turn

    node.found(node.Founding(authority="XA-POL", country="XA", kind="police", name="Bench"), now=now())
    handle, *duty = ANALYST.split(":")
    with turn.write():
        add_officer(
            handle=handle,
            display_name="Analyst",
            authority=authority_of("XA-POL"),
            duties=[(duty[0], duty[1])],
            password=None,
        )


def officer() -> Officer:
    """Return the analyst, the reader class open."""
    from corridor.web.base.accounts import actions, queries

    account, duty = queries.duty_named(ANALYST)
    return queries.acting(account, duty, now()) or actions.take_duty(account, duty, now=now())


MAPPING = "missing-migrants-api"


def waiting_load(by: Officer, path: Path, mapping: str = MAPPING) -> str:
    """Bring a file and begin its import; return the load that waits to be read."""
    from corridor.web.desk.imports import actions

    def pieces() -> Iterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(1 << 16):
                yield piece

    upload = actions.bring(by=by, file_name=path.name, pieces=pieces(), now=now())
    order = actions.Order(upload=upload, mapping=mapping, released_on="2026-01-01")
    return actions.begin(by=by, order=order, now=now())


def imported(by: Officer, path: Path, mapping: str = MAPPING) -> Load:
    """Import a file as an officer does, and return its load."""
    from corridor.web.desk.imports import actions

    return actions.run(by=by, load=waiting_load(by, path, mapping), now=now())


def markings(count: int, *, seed: int, first: int = 0) -> Iterator[Marking]:
    """Yield different markings: originators, audiences, recipients, purposes and handling codes vary."""
    from corridor import shelf
    from corridor.core.handling.codes import Audience
    from corridor.core.handling.presets import marking_from_preset

    draw, presets = Random(seed), shelf.presets()
    authorities = [f"X{state}-{number:02}" for state in "ABC" for number in range(12)] + ["XA-POL"] * 4
    for number in range(first, first + count):
        preset = draw.choice(sorted(presets))
        made = marking_from_preset(preset, draw.choice(authorities), presets)
        named = frozenset(draw.sample(authorities, 4)) if made.audience is Audience.NAMED else frozenset[str]()
        # The number makes each of them different, as a case or an operation does.
        yield replace(made, recipients=named | {f"XC-CASE-{number}"}, clearance=0)


def intern_markings(count: int) -> list[int]:
    """Give the node many markings and return their marks."""
    from corridor.web.base.ledger import turn
    from corridor.web.base.marks.actions import intern

    with turn.write():
        return [intern(marking, now()) for marking in markings(count, seed=5)]
