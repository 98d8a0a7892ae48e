"""Makes the gazetteer: the names of places in every script that the sources have, sorted so that they can be looked up.

    python frontend/gazetteer.py FOLDER

FOLDER holds `geo` and `countries`: cities of GeoNames (CC BY 4.0), airports of airportsdata (MIT), sea ports of
marchah/sea-ports (MIT), border crossings of UN/LOCODE, names of territories of Unicode CLDR. `gazetteer/places.tsv`
(places on routes that those lack), `exonyms.tsv` and `invented.tsv` were written for Corridor.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from corridor import shelf
from corridor.core.gazetteer.finding import LANGUAGES, SKELETON, Entry, line_of, weight_of, without_article
from corridor.core.gazetteer.skeleton import skeleton
from corridor.core.kernel.points import point_text
from corridor.core.kernel.text import clean, fold
from corridor.core.picture.ground import distance_km
from corridor.demo.coast import PORTS, STATES

HERE = Path(__file__).resolve().parent
INPUTS = HERE / "gazetteer"
CORE = HERE.parent / "src" / "corridor" / "core" / "gazetteer"
COUNTRY = -1
UNCOUNTED = 200_000

SCRIPTS = frozenset(
    (
        "LATIN",
        "ARABIC",
        "CYRILLIC",
        "GREEK",
        "ETHIOPIC",
        "HEBREW",
        "ARMENIAN",
        "GEORGIAN",
        "BENGALI",
        "DEVANAGARI",
        "GURMUKHI",
        "TIFINAGH",
        "MYANMAR",
    )
)
"""Scripts of the countries along the routes."""

FAR = frozenset({"AR", "AU", "BR", "CA", "CN", "JP", "KR", "NZ", "RU", "TW", "US"})
"""Large countries of whose many towns only some spellings are kept."""

_PERSIAN = re.compile("[\u067e\u0686\u0688\u0691\u06a9\u06af\u06ba\u06be\u06c1-\u06c3\u06cc\u06d2\u06d5\u060c]")
_DEGREES = re.compile(r"(\d{2,3})(\d{2})([NSEW])")
SAME_KM = 20.0


@dataclass
class Place:
    """One place as it is gathered."""

    id: str
    kind: str
    country: str
    point: str
    people: int
    name: str
    labels: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The line under which the place is kept."""
        labels = ("" if self.labels.get(one, "") == self.name else self.labels.get(one, "") for one in LANGUAGES)
        return "\t".join((self.id, self.kind, self.country, self.point, str(self.weight), self.name, *labels))

    @property
    def weight(self) -> int:
        """How much the place weighs; a sea or an area without figures weighs as much as a large town."""
        return weight_of(self.people or (UNCOUNTED if self.kind in ("sea-area", "region") else 0))

    @property
    def names(self) -> Iterator[str]:
        """Every name under which the place is found."""
        yield from (self.name, *self.labels.values(), *self.others)


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one table that was written for Corridor."""
    with (INPUTS / name).open(encoding="utf-8", newline="") as file:
        return [
            {key: value or "" for key, value in row.items()}
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def script_of(name: str) -> str:
    """Return the script of the first letter of a name."""
    return next((unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()), "?")


def cities(folder: Path) -> Iterator[Place]:
    """Yield the cities of GeoNames; what stands there in small Latin letters is transliterated back and left out."""
    exonyms = {(row["country"], row["name"]): row for row in table("exonyms.tsv")}
    with gzip.open(folder / "geo" / "geonames-cities15000.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            others = [clean(name) for name in row["alternatenames"].split("|") if _is_kept(name)]
            if row["country"] in FAR:
                others = [name for name in others if script_of(name) in ("ARABIC", "CYRILLIC")]
            arabic = sorted((name for name in others if _is_arabic(name)), key=len)
            known = exonyms.get((row["country"], row["name"]), {})
            labels = {lang: known[lang] for lang in ("fr", "es", "ar") if known.get(lang)}
            if arabic:
                labels.setdefault("ar", arabic[0])
            if row["name"] != row["name"].strip() or "\t" in row["name"]:
                raise SystemExit(f"{row['geonameid']}: a name with blanks around it")
            point = point_text(round(float(row["lat"]), 3), round(float(row["lon"]), 3))
            place = f"geonames:{row['geonameid']}"
            yield Place(place, "town", row["country"], point, int(row["population"]), row["name"], labels, others)


def _is_kept(name: str) -> bool:
    script = script_of(name)
    return script in SCRIPTS and not (
        script == "LATIN" and (name == name.lower() or (len(name) == 3 and name.isupper()))
    )


def _is_arabic(name: str) -> bool:
    return script_of(name) == "ARABIC" and name.isprintable() and not _PERSIAN.search(name) and _is_bare(name)


def _is_bare(name: str) -> bool:
    return not any(unicodedata.combining(character) for character in name)


def airports(folder: Path) -> Iterator[Place]:
    """Yield the airports with an IATA code."""
    with (folder / "geo" / "airports-with-iata.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = clean(row["name"])
            point = point_text(float(row["lat"]), float(row["lon"]))
            yield Place(f"iata:{row['iata']}", "airport", row["country"], point, 0, name, {}, [row["iata"]])


def ports(folder: Path) -> Iterator[Place]:
    """Yield the sea ports that have a point."""
    for code, row in json.loads((folder / "geo" / "sea-ports.json").read_text("utf-8")).items():
        if row.get("coordinates"):
            lon, lat = row["coordinates"]
            name = clean(row["name"])
            others = [clean(other) for other in row["alias"]]
            yield Place(f"locode:{code}", "port", code[:2], point_text(lat, lon), 0, name, {}, others)


def crossings(folder: Path) -> Iterator[Place]:
    """Yield the border crossings of UN/LOCODE that have a point."""
    path = folder / "geo" / "unlocode-2012-1-border-crossings.gc"
    for row in ElementTree.parse(path).getroot().iter("Row"):  # noqa: S314  # a published file beside the project
        cells = {cell.get("ColumnRef"): (cell[0].text or "") for cell in row}
        if cells.get("latitude"):
            point = point_text(_degrees(cells["latitude"] or ""), _degrees(cells["longitude"] or ""))
            name = clean(cells["name"] or "")
            yield Place(f"locode:{cells['code']}", "border-crossing", cells["code"][:2], point, 0, name)


def _degrees(written: str) -> float:
    found = _DEGREES.fullmatch(written)
    if found is None:
        raise SystemExit(f"not a coordinate: {written}")
    size = int(found[1]) + int(found[2]) / 60
    return -size if found[3] in "SW" else size


def countries(folder: Path) -> Iterator[Place]:
    """Yield the countries and territories that the node has a code for, with their names in the languages of CLDR."""
    known = shelf.countries().by_code
    with (folder / "countries" / "cldr-territory-names.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["iso2"]: row for row in csv.DictReader(file)}
    invented = {row["key"]: row for row in table("invented.tsv")}
    for code, country in known.items():
        row = rows.get(code, {})
        own = invented.get(code, {})
        labels = {lang: own.get(lang) or row.get(lang, "") for lang in LANGUAGES}
        name = STATES[code] if own else row.get("en") or country.name
        middle = shelf.middles().get(code)
        point = point_text(middle[0], (middle[1] + 180) % 360 - 180) if middle else ""
        others = [*country.aliases, country.name, country.alpha3, *row.values()]
        yield Place(f"country:{code}", "country", code, point, COUNTRY, name, labels, [one for one in others if one])


def written_here() -> Iterator[Place]:
    """Yield the places on routes that the sources lack, and those of the invented coast."""
    for row in table("places.tsv"):
        labels = {lang: row[lang] for lang in LANGUAGES}
        point = point_text(float(row["lat"]), float(row["lon"]))
        others = [one for one in row["others"].split("|") if one]
        place = f"corridor:{row['key']}"
        yield Place(place, row["kind"], row["country"], point, int(row["people"]), row["en"], labels, others)
    names = {row["key"]: row for row in table("invented.tsv")}
    for port in PORTS:
        row = names[port.key]
        labels = {lang: row[lang] for lang in ("fr", "es", "ar")}
        point, others = point_text(port.lat, port.lon), [one for one in row["others"].split("|") if one]
        yield Place(f"invented:{port.key}", port.kind, port.country, point, 20_000, port.name, labels, others)


def joined(places: Iterable[Place], further: Iterable[Place]) -> list[Place]:
    """Return all places; one of `further` that a place already is gives it its names and is left out."""
    kept = list(places)
    by_name: dict[tuple[str, str], list[Place]] = {}
    for place in kept:
        for name in {fold(name) for name in place.names}:
            by_name.setdefault((place.country, name), []).append(place)
    for other in further:
        same = [one for one in by_name.get((other.country, fold(other.name)), ()) if _are_near(one, other)]
        if not same:
            kept.append(other)
            continue
        same[0].labels.update(other.labels)
        same[0].others += other.names
    return kept


def _are_near(one: Place, other: Place) -> bool:
    here, there = (tuple(float(half) for half in place.point.split(",")) for place in (one, other))
    return distance_km((here[0], here[1]), (there[0], there[1])) <= SAME_KM


def entries(places: Iterable[Place], starts: dict[str, int]) -> set[str]:
    """Return the lines of the names: each folded name, and how it sounds."""
    lines: set[str] = set()
    for place in places:
        start, weight = starts[place.id], place.weight
        folded = {without_article(form) for name in place.names if (form := fold(name))}
        lines |= {line_of(Entry(name, start, weight, place.country)) for name in folded if len(name) > 1}
        for name in {without_article(fold(one)) for one in (place.name, *place.labels.values())}:
            if len(bones := skeleton(name)) > 2 and place.kind != "airport":
                lines.add(line_of(Entry(f"{SKELETON}{bones}|{name}", start, weight, place.country)))
    return lines


def main() -> None:
    """Write the two files."""
    folder = Path(sys.argv[1])
    real = joined(cities(folder), written_here())
    places = joined(real, (*ports(folder), *crossings(folder)))
    places += [*airports(folder), *countries(folder)]
    once = {place.id: place for place in places}
    lines = sorted((place.line.encode() + b"\n", place.id) for place in once.values())
    starts, at = {}, 0
    for line, place_id in lines:
        starts[place_id] = at
        at += len(line)
    (CORE / "places.tsv").write_bytes(b"".join(line for line, _ in lines))
    names = sorted(line.encode() for line in entries(once.values(), starts))
    (CORE / "names.tsv").write_bytes(b"".join(line + b"\n" for line in names))
    sys.stdout.write(f"{len(once)} places, {len(names)} names\n")


if __name__ == "__main__":
    main()
