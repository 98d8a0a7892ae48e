"""Further instruments from a table or a form: each line is an item, and every refusal names its line and why.

Nothing is taken half: where a line is refused, the whole file is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from corridor.core.commitments.codes import ASKED, Addressee, Binding, Kind, Origin, Pillar, Unit
from corridor.core.commitments.records import Catalogue
from corridor.core.commitments.rules import LONGEST_PARAPHRASE, LONGEST_TITLE, MOST_INDICATORS
from corridor.core.kernel.text import has_forbidden

COLUMNS: Final = (
    "id",
    "paragraph",
    "kind",
    "pillar",
    "theme",
    "title",
    "paraphrase",
    "addressed_to",
    "equivalents",
    "sdg_targets",
    "legal_refs",
    "indicator",
    "unit",
)
"""What a line of the table says; lists have a semicolon between their parts."""

NEEDED: Final = ("id", "paragraph", "kind", "pillar", "theme", "title", "paraphrase", "addressed_to")
KEY = re.compile(r"[a-z][a-z0-9-]{1,39}")
ID = re.compile(r"[a-z][a-z0-9-]{1,59}")
LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS = 200, 600, 500


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a line is refused: its number, the column, and a code for the reason."""

    line: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of a further instrument itself; `date` as YYYY-MM-DD."""

    key: str
    name: str
    issuer: str
    date: str
    binding: Binding


@dataclass(frozen=True, slots=True)
class Read:
    """What a table came to: the document where every line is sound, and the refusals where one is not."""

    document: dict[str, Any]
    refused: tuple[Refused, ...]


def head_problems(head: Head, catalogue: Catalogue, *, is_new: bool) -> tuple[tuple[str, str], ...]:
    """Return what must be corrected about an instrument itself; each field once."""
    found: dict[str, str] = {}
    if KEY.fullmatch(head.key) is None:
        found["key"] = "malformed"
    elif is_new and head.key in catalogue.instruments:
        found["key"] = "taken"
    for field in ("name", "issuer"):
        text = getattr(head, field)
        if not text.strip():
            found[field] = "missing"
        elif len(text) > LONGEST_LINE or has_forbidden(text):
            found[field] = "malformed"
    if not re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", head.date):
        found["date"] = "malformed"
    return tuple(found.items())


def table_read(
    head: Head, lines: Iterable[tuple[int, Mapping[str, str]]], catalogue: Catalogue, *, own: Mapping[str, str]
) -> Read:
    """Return an instrument from its lines, as a document in the written form of the catalogue.

    Args:
        head: The instrument itself.
        lines: The number of each line, and its cells by column.
        catalogue: What is asked already, without an earlier version of this instrument.
        own: The paragraph of each item of an earlier version, by id: an id does not change its place.
    """
    refused: list[Refused] = []
    items: list[dict[str, Any]] = []
    seen: set[str] = set()
    kept = [(number, line) for number, line in lines if any(value.strip() for value in line.values())]
    ids = {line.get("id", "").strip() for _, line in kept}
    if not kept:
        refused.append(Refused(1, "id", "nothing"))
    if len(kept) > MOST_ITEMS:
        refused.append(Refused(MOST_ITEMS, "id", "too-many"))
    for number, line in kept[:MOST_ITEMS]:
        cells = {column: line.get(column, "").strip() for column in COLUMNS}
        wrong = list(_wrong(cells, catalogue, seen, ids, own))
        refused += [Refused(number, column, why) for column, why in wrong]
        seen.add(cells["id"])
        if not wrong:
            items.append(_item(head, cells))
    instrument = {
        "key": head.key,
        "name": head.name,
        "issuer": head.issuer,
        "date": head.date,
        "date_note": "",
        "origin": Origin.ADDED.value,
    }
    return Read({"instrument": instrument, "items": items}, tuple(refused))


def _wrong(
    cells: Mapping[str, str], catalogue: Catalogue, seen: set[str], ids: set[str], own: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for column in NEEDED:
        if not cells[column]:
            yield column, "missing"
    for column, value in cells.items():
        if has_forbidden(value) or len(value) > LONGEST_TEXT:
            yield column, "malformed"
    name = cells["id"]
    if name and ID.fullmatch(name) is None:
        yield "id", "malformed"
    elif name in seen:
        yield "id", "twice"
    elif name in catalogue.items:
        yield "id", "taken"
    elif name in own and own[name] != cells["paragraph"]:
        yield "id", "moved"
    yield from _of_lists(cells, catalogue)
    if len(cells["title"].split()) > LONGEST_TITLE:
        yield "title", "too-long"
    if len(cells["paraphrase"].split()) > LONGEST_PARAPHRASE:
        yield "paraphrase", "too-long"
    known = catalogue.items.keys() | ids
    for other in _parts(cells["equivalents"]):
        if other not in known or other == name:
            yield "equivalents", "unknown"
            break
    yield from _of_indicators(cells)


def _of_lists(cells: Mapping[str, str], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for column, codes in (("kind", Kind), ("pillar", Pillar)):
        if cells[column] and cells[column] not in [one.value for one in codes]:
            yield column, "unknown"
    if cells["theme"] and cells["theme"] not in catalogue.themes:
        yield "theme", "unknown"
    known = {one.value for one in Addressee}
    if any(one not in known for one in _parts(cells["addressed_to"])):
        yield "addressed_to", "unknown"


def _of_indicators(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    measures, units = _parts(cells["indicator"]), _parts(cells["unit"])
    if cells["kind"] in ASKED and not measures:
        yield "indicator", "missing"
    if len(measures) > MOST_INDICATORS:
        yield "indicator", "too-many"
    if len(units) != len(measures):
        yield "unit", "missing"
    elif any(one not in {unit.value for unit in Unit} for one in units):
        yield "unit", "unknown"


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _item(head: Head, cells: Mapping[str, str]) -> dict[str, Any]:
    pairs: Sequence[tuple[str, str]] = list(zip(_parts(cells["indicator"]), _parts(cells["unit"]), strict=True))
    return {
        "id": cells["id"],
        "instrument_key": head.key,
        "origin": Origin.ADDED.value,
        "locator": cells["paragraph"],
        "pillar": cells["pillar"],
        "kind": cells["kind"],
        "binding": head.binding.value,
        "theme": cells["theme"],
        "title": cells["title"],
        "paraphrase": cells["paraphrase"],
        "addressed_to": _parts(cells["addressed_to"]),
        "related": _parts(cells["equivalents"]),
        "sdg_targets": _parts(cells["sdg_targets"]),
        "legal_refs": _parts(cells["legal_refs"]),
        "legal_ids": [],
        "indicators": [
            {"id": f"{cells['id']}.i{number}", "unit": unit, "measure": measure, "by": []}
            for number, (measure, unit) in enumerate(pairs, start=1)
        ],
    }
