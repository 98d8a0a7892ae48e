"""Tries the watch on the real series that ship with Corridor, and writes what it would have raised into alerts.md.

Run `python docs/explain/make_alerts.py` to write the tables between the marks of the page anew; a test compares them.
Each month is judged by the months before it alone, as it would have been then.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from random import Random

from corridor.core.kernel.months import between
from corridor.core.watching.codes import Finding, Nature, Way
from corridor.core.watching.records import Reading, Series, Spell, Told
from corridor.core.watching.rules.reading import Judge
from corridor.core.watching.rules.spells import kept_together, spells

PAGE = Path(__file__).with_name("alerts.md")
BEGIN, END = "<!-- made by make_alerts.py -->", "<!-- until here -->"
SHUFFLES = 20
REASONS = {
    ("Central Mediterranean Route", "2011-02"): "Right. Departures from Tunisia after its revolution.",
    ("Western Balkan Route", "2011-10"): "Real in the figures; we know of no single cause.",
    ("Western Balkan Route", "2014-09"): "Right. The beginning of the movement of autumn and winter 2014.",
    ("Western Balkan Route", "2015-09"): "Right. The peak of 2015; it grew for months, each within reach of the last.",
    ("Western African Route", "2020-10"): "Right. The Canary Islands in autumn 2020.",
    ("Eastern Borders Route", "2010-01"): "Doubtful. One low month; the next is normal.",
    ("Eastern Borders Route", "2021-06"): "Right. Crossings from Belarus.",
    ("Black Sea Route", "2013-07"): "Real in the figures, and small, after years without any.",
    ("Black Sea Route", "2022-05"): "Real in the figures, and small.",
    ("Eastern Mediterranean", "2015-09"): "Right. Deaths in the Aegean in autumn 2015.",
    ("US-Mexico border crossing", "2015-12"): "False. The publisher dated the remains of the year to its last day.",
}
"""What we know of each, from general knowledge and from a look at the rows; not taken from the data."""

Figures = dict[str, Counter[str]]


def detections() -> tuple[dict[str, Series], str]:
    """Return the detections of Frontex, by route."""
    counted: Figures = defaultdict(Counter)
    text = files("corridor.demo.series").joinpath("frontex-reduced.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        counted[row["route"]][row["period"]] += int(row["detections"])
    return _series(counted, counted), "Detections at the borders of the European Union, by route"


def deaths() -> tuple[dict[str, Series], str]:
    """Return the dead and missing of Missing Migrants, by route; incidents without a route are one more."""
    counted: Figures = defaultdict(Counter)
    incidents: Figures = defaultdict(Counter)
    packed = files("corridor.demo.series").joinpath("missing-migrants-reduced.csv.gz").read_bytes()
    for row in csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8"))):
        if len(row["occurred_on"]) >= 7:
            route, month = row["route"] or "no route told", row["occurred_on"][:7]
            counted[route][month] += int((row["dead_or_missing"] or "0").replace(",", ""))
            incidents[route][month] += 1
    return _series(counted, incidents), "Dead and missing, by route"


def _series(counted: Figures, incidents: Figures) -> dict[str, Series]:
    months = {month for of_one in counted.values() for month in of_one}
    return {
        name: Series(
            nature=Nature.COUNT,
            told=tuple(Told("source", month, "", value, incidents[name][month]) for month, value in of_one.items()),
            covered={"source": frozenset(months)},
            last=max(months),
        )
        for name, of_one in sorted(counted.items())
    }


def judged(series: Mapping[str, Series]) -> dict[str, list[Reading]]:
    """Return what is found in every month of every series, judged together month by month."""
    months = {month for one in series.values() for found in one.covered.values() for month in found}
    steps = list(between(min(months), max(months)))
    judges = {name: Judge(one, Way.EITHER) for name, one in series.items()}
    return kept_together({name: [judge.reading(month) for month in steps] for name, judge in judges.items()})


def shuffled(series: Mapping[str, Series], random: Random) -> dict[str, Series]:
    """Return the series with their months in another order, the same for all: nothing changes in them any more."""
    months = sorted({month for one in series.values() for found in one.covered.values() for month in found})
    mixed = dict(zip(months, random.sample(months, len(months)), strict=True))
    return {
        name: Series(
            one.nature,
            tuple(Told(t.contributor, mixed[t.month], "", t.value, t.of) for t in one.told),
            one.covered,
            one.last,
        )
        for name, one in series.items()
    }


def steady(random: Random) -> dict[str, Series]:
    """Return invented series in which nothing changes: negative binomial counts around levels from 3 to 3,000."""
    counted: Figures = defaultdict(Counter)
    for level in (3, 10, 30, 100, 300, 1000, 3000):
        for month in between("2009-01", "2022-12"):
            middle = random.gammavariate(5, level / 5)
            counted[f"around {level}"][month] = max(0, round(random.gauss(middle, middle**0.5)))
    return _series(counted, counted)


def lines(name: str, series: Mapping[str, Series], found: Mapping[str, Sequence[Reading]]) -> Iterator[str]:
    """Yield the table of what was raised, by year and route, and how much was looked at."""
    raised = [(spell, route) for route, readings in found.items() for spell in spells(readings)]
    tested = sum(one.chance is not None for readings in found.values() for one in readings)
    yield f"### {name}"
    yield ""
    yield f"{len(series)} series, {tested} months judged, {len(raised)} alerts."
    yield ""
    yield "| year | route | since | change | counted | expected | what we know of it |"
    yield "|---|---|---|---|---|---|---|"
    for spell, route in sorted(raised, key=lambda pair: (pair[0].since, pair[1])):
        yield _line(spell, route)
    yield ""


def _line(spell: Spell, route: str) -> str:
    one = spell.reading
    why = REASONS.get((route, spell.since), "")
    counted, expected = round(one.observed or 0), round(one.expected or 0)
    return f"| {spell.since[:4]} | {route} | {spell.since} | {spell.way} | {counted:,} | {expected:,} | {why} |"


def false_alarms(worlds: Iterable[Mapping[str, Series]]) -> str:
    """Return how much is raised in worlds in which nothing changes from month to month."""
    months = anything = tested = raised = 0
    for world in worlds:
        by_month: dict[str, list[Reading]] = defaultdict(list)
        for readings in judged(world).values():
            for one in readings:
                if one.chance is not None:
                    by_month[one.month].append(one)
        months += len(by_month)
        tested += sum(map(len, by_month.values()))
        hits = [sum(one.finding is Finding.RAISED for one in found) for found in by_month.values()]
        anything += sum(map(bool, hits))
        raised += sum(hits)
    return (
        f"{raised} of {tested:,} months of a series were raised ({raised / tested:.2%}), "
        f"and {anything} of {months:,} months raised anything at all ({anything / months:.1%})."
    )


def made(*, shuffles: bool) -> Iterator[str]:
    """Yield the part of the page that is made from the data."""
    random = Random(11)  # noqa: S311  # a shuffle, not a secret
    for series, name in (detections(), deaths()):
        yield from lines(name, series, judged(series))
        if shuffles:
            found = false_alarms(shuffled(series, random) for _ in range(SHUFFLES))
            yield f"The same months in a random order, {SHUFFLES} times: {found}"
            yield ""
    if shuffles:
        yield "### Where nothing changes"
        yield ""
        found = false_alarms(steady(random) for _ in range(SHUFFLES))
        yield f"Seven invented steady series (negative binomial, shape 5), {SHUFFLES} times 14 years: {found}"
        yield ""


def main() -> None:
    """Write the tables into the page."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(made(shuffles=True)) + f"{END}{after}", encoding="utf-8")
    sys.stdout.write(f"{PAGE} is written\n")


if __name__ == "__main__":
    main()
