"""The invented story of the demonstration: 300 reports over 24 months, always the same for the same seed.

Each theme is one function that takes the teller and yields reports; a later theme is added to `THEMES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from corridor.demo.cast import AUTHORITIES, OFFICERS, SOURCES
from corridor.demo.means import furnished
from corridor.demo.money import money
from corridor.demo.movements import measure, movements
from corridor.demo.network import network
from corridor.demo.places import gazetteer, legs, series
from corridor.demo.prices import priced
from corridor.demo.records import MEASURE_MONTH, Report, Story, Teller, month_start
from corridor.demo.shipwreck import shipwreck

SEED = 7
REPORTS = 300
THEMES: tuple[Callable[[Teller], Iterator[Report]], ...] = (gazetteer, legs, measure, network, money, shipwreck, series)


def story(seed: int = SEED) -> Story:
    """Return the whole story; movements fill up what the other themes leave of the 300 reports."""
    teller = Teller(Random(seed))  # noqa: S311  # an invented story, not a secret
    told = [report for theme in THEMES for report in theme(teller)]
    told += movements(teller, REPORTS - len(told))
    told = priced(furnished(told, teller, seed), teller, seed)
    return Story(
        seed=seed,
        authorities=AUTHORITIES,
        officers=OFFICERS,
        sources=SOURCES,
        reports=tuple(numbered(sorted(told, key=lambda report: report.filed_on))),
        measure_on=month_start(MEASURE_MONTH).isoformat(),
    )


def numbered(reports: list[Report]) -> Iterator[Report]:
    """Yield the reports with the reference that their authority would quote, such as `XA-POL-2025-17`."""
    count: dict[tuple[str, str], int] = {}
    for report in reports:
        place = (report.authority, report.filed_on[:4])
        count[place] = count.get(place, 0) + 1
        yield replace(report, ref=f"{place[0]}-{place[1]}-{count[place]}")
