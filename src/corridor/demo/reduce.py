"""Makes the reduced real series that ship with the demonstration from the publishers' files.

Run once per release of the publishers: `python -m corridor.demo.reduce FOLDER OUTPUT`, where FOLDER holds
`missing-migrants/api-*.json`, `border-crossings/frontex-detections-*.csv` and `drivers/world-bank-indicators-*.csv.gz`.
Equal input gives equal bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from corridor import shelf
from corridor.core.kernel.countries import Countries, country_rows
from corridor.core.kernel.text import clean, fold

INCIDENTS = "missing-migrants-reduced.csv.gz"
DETECTIONS = "frontex-reduced.csv"
READINGS = "world-bank-reduced.csv.gz"
INCIDENT_COLUMNS = (
    *("id", "occurred_on", "dead", "missing", "dead_or_missing", "survivors", "women", "men", "children"),
    *("cause", "country", "route", "lat", "lon", "source_quality", "place"),
)

READ_OF = frozenset(
    (
        *("AFG", "ALB", "BGD", "CUB", "DZA", "EGY", "ERI", "ETH", "GIN", "GTM", "HND", "HTI", "IRQ"),
        *("LBY", "MAR", "MLI", "NGA", "PAK", "SDN", "SEN", "SLV", "SOM", "SYR", "TUN", "VEN"),
    )
)
READ = frozenset(("gdp", "income", "inf", "nmig", "polstb", "remin", "unem"))
"""The areas and indicators whose readings ship; all of them are published for every country."""

# The publisher's free-text causes, by the words they are made of; a text that fits several is mixed.
CAUSE_WORDS: Mapping[str, re.Pattern[str]] = {
    "suffocation": re.compile(r"suffocat|asphyxia"),
    "drowning": re.compile(r"drown|water related|shipwreck"),
    "violence": re.compile(r"shot|stab|violen|murder|abuse|beat|kill|knif|homicide|tortur|landmine|explosi|hanged"),
    "vehicle-accident": re.compile(
        r"vehicle|\bcar\b|truck|train|lorry|\bbus\b|traffic|crushed in|fell from|plane|electrocut"
    ),
    "harsh-conditions": re.compile(
        r"hypertherm|hypotherm|dehydrat|starv|exposure|harsh weather|heat|cold|exhaust|thirst"
    ),
    "sickness": re.compile(r"sick|medic|heart|disease|illness|cardiac|health|covid|childbirth|organ failure|pneumonia"),
    "accidental": re.compile(r"accident|fall|fire|burn|avalanche|lightning"),
}


def cause_of(text: str) -> str:
    """Return the code of a free-text cause; nothing said stays nothing said."""
    folded = fold(text.replace("_", " "))
    if not folded:
        return ""
    found = [code for code, words in CAUSE_WORDS.items() if words.search(folded)]
    if len(found) > 1 and found[-1] == "accidental":
        found.pop()
    return found[0] if len(found) == 1 else "mixed-or-unknown"


def coordinate(text: str) -> tuple[str, str]:
    """Return latitude and longitude with two decimals (about one kilometre)."""
    halves = text.split(",")
    if len(halves) != 2:
        return "", ""
    try:
        return f"{float(halves[0]):.2f}", f"{float(halves[1]):.2f}"
    except ValueError:
        return "", ""


def incidents(rows: Iterable[Mapping[str, str]], countries: Countries) -> Iterator[list[str]]:
    """Yield one reduced row for each incident: figures, codes and a rounded place, no text that could name anyone.

    An identifier that the publisher repeats for a split incident gets an ordinal; exact copies are left out.
    """
    seen: Counter[str] = Counter()
    copies: set[tuple[str, ...]] = set()
    for row in rows:
        whole = tuple(row.values())
        if whole in copies:
            continue
        copies.add(whole)
        seen[row["web_id"]] += 1
        ordinal = seen[row["web_id"]]
        yield [
            row["web_id"] + (f"#{ordinal}" if ordinal > 1 else ""),
            row["reported_date"][:10],
            *(
                row[f"number_{name}"] if name != "total" else row["total_dead_and_missing"]
                for name in ("dead", "missing", "total")
            ),
            row["number_of_survivors"],
            row["number_of_female"],
            row["number_of_male"],
            row["number_of_children"],
            cause_of(row["cause_death"]),
            countries.code(clean(row["country_of_incident"])) or "",
            clean(row["migration_route"]),
            *coordinate(row["location_coodinates"]),
            row["source_quality"],
            "",
        ]


def detections(rows: Iterable[Mapping[str, str]]) -> Iterator[list[str]]:
    """Yield the detections of each route, type of border and month, summed over nationalities."""
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        sums[row["route"], row["type"].lower(), row["t"]] += int(row["n"])
    for (route, border_type, period), total in sorted(sums.items()):
        yield [route, border_type, period, str(total)]


def six_figures(text: str) -> str:
    """Return a figure to six significant figures, written out."""
    return format(Decimal(format(float(text), ".6g")), "f")


def readings(rows: Iterable[Mapping[str, str]]) -> Iterator[list[str]]:
    """Yield the readings of some areas and indicators, to six significant figures."""
    for row in rows:
        if row["geo"] in READ_OF and row["var"] in READ:
            yield [row["geo"], row["var"], row["t"], six_figures(row["v"])]


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def published(folder: Path) -> Iterator[Mapping[str, str]]:
    """Yield the incidents of all years, in the order of the publisher."""
    for path in sorted((folder / "missing-migrants").glob("api-*.json")):
        found = json.loads(path.read_text("utf-8"))
        yield from found["data"] if isinstance(found, dict) else found


def main(folder: Path, output: Path) -> None:
    """Write the reduced series."""
    countries = Countries(country_rows(shelf.text("corridor.core.kernel", "countries.csv")))
    reduced = table(INCIDENT_COLUMNS, incidents(published(folder), countries))
    (output / INCIDENTS).write_bytes(gzip.compress(reduced, mtime=0))
    (source,) = (folder / "border-crossings").glob("frontex-detections-*.csv")
    with source.open(encoding="utf-8", newline="") as stream:
        header = ("route", "border_type", "period", "detections")
        (output / DETECTIONS).write_bytes(table(header, detections(csv.DictReader(stream))))
    (source,) = (folder / "drivers").glob("world-bank-indicators-*.csv.gz")
    with gzip.open(source, "rt", encoding="utf-8", newline="") as stream:
        told = table(("geo", "var", "t", "v"), readings(csv.DictReader(stream)))
    (output / READINGS).write_bytes(gzip.compress(told, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
