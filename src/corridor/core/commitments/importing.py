"""Further instruments from a table or a form: each line is an item, and every refusal names its line and why.

Nothing is taken half: where a line is refused, the whole file is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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
LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS, MOST_EQUIVALENTS = 200, 600, 500, 12
RESERVED: Final = frozenset({"new", "template"})
"""Keys that the addresses of the pages need themselves."""

TARGET = re.compile(r"1?\d\.(\d{1,2}|[a-d])")


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
class Earlier:
    """What was there before: an id never comes to mean something else, and nothing that was asked falls away unseen.

    `own` is each item that any version of this instrument had, by id and in written form; `standing` the ids of the
    version that stands; `others` the ids that any other instrument ever had.
    """

    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Read:
    """What a table came to: the document where every line is sound, and the refusals where one is not."""

    document: dict[str, Any]
    refused: tuple[Refused, ...]


def head_problems(head: Head, catalogue: Catalogue, *, is_new: bool) -> tuple[tuple[str, str], ...]:
    """Return what must be corrected about an instrument itself; each field once."""
    found: dict[str, str] = {}
    if KEY.fullmatch(head.key) is None or head.key in RESERVED:
        found["key"] = "malformed"
    elif is_new and head.key in catalogue.instruments:
        found["key"] = "taken"
    for name in ("name", "issuer"):
        text = getattr(head, name)
        if not text.strip():
            found[name] = "missing"
        elif len(text) > LONGEST_LINE or has_forbidden(text):
            found[name] = "malformed"
    if not _is_day(head.date):
        found["date"] = "malformed"
    return tuple(found.items())


def _is_day(text: str) -> bool:
    if re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def table_read(
    head: Head, lines: Iterable[tuple[int, Mapping[str, str]]], catalogue: Catalogue, *, earlier: Earlier
) -> Read:
    """Return an instrument from its lines, as a document in the written form of the catalogue.

    Args:
        head: The instrument itself.
        lines: The number of each line, and its cells by column.
        catalogue: What is asked already, without an earlier version of this instrument.
        earlier: What earlier versions and other instruments had: an id keeps its place, its kind and its measures.
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
        wrong = [*_wrong(cells, catalogue, seen, ids), *_of_earlier(cells, earlier)]
        refused += [Refused(number, column, why) for column, why in wrong]
        seen.add(cells["id"])
        if not wrong:
            items.append(_item(head, cells))
    if kept and earlier.standing - ids:
        refused.append(Refused(kept[-1][0], "id", "left-out"))
    instrument = {
        "key": head.key,
        "name": head.name,
        "issuer": head.issuer,
        "date": head.date,
        "date_note": "",
        "origin": Origin.ADDED.value,
    }
    return Read({"instrument": instrument, "items": items}, tuple(refused))


def _wrong(cells: Mapping[str, str], catalogue: Catalogue, seen: set[str], ids: set[str]) -> Iterator[tuple[str, str]]:
    for column in NEEDED:
        if not _parts(cells[column]):
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
    yield from _of_lists(cells, catalogue)
    if len(cells["title"].split()) > LONGEST_TITLE:
        yield "title", "too-long"
    if len(cells["paraphrase"].split()) > LONGEST_PARAPHRASE:
        yield "paraphrase", "too-long"
    known, alike = catalogue.items.keys() | ids, _parts(cells["equivalents"])
    if len(alike) > MOST_EQUIVALENTS:
        yield "equivalents", "too-many"
    for other in alike:
        if other not in known or other == name:
            yield "equivalents", "unknown"
            break
    yield from _of_indicators(cells)


def _of_earlier(cells: Mapping[str, str], earlier: Earlier) -> Iterator[tuple[str, str]]:
    """Yield where an id would come to mean something else than reports on it have answered."""
    if cells["id"] in earlier.others:
        yield "id", "taken"
    before = earlier.own.get(cells["id"])
    if before is None:
        return
    if before["locator"] != cells["paragraph"]:
        yield "id", "moved"
    if before["kind"] != cells["kind"]:
        yield "kind", "changed"
    was = [(one["measure"], one["unit"]) for one in before["indicators"]]
    now = list(zip(_parts(cells["indicator"]), _parts(cells["unit"]), strict=False))
    if now[: len(was)] != was:
        yield "indicator", "changed"


def _of_lists(cells: Mapping[str, str], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for column, codes in (("kind", Kind), ("pillar", Pillar)):
        if cells[column] and cells[column] not in [one.value for one in codes]:
            yield column, "unknown"
    if cells["theme"] and cells["theme"] not in catalogue.themes:
        yield "theme", "unknown"
    known = {one.value for one in Addressee}
    if any(one not in known for one in _parts(cells["addressed_to"])):
        yield "addressed_to", "unknown"
    if any(TARGET.fullmatch(one) is None for one in _parts(cells["sdg_targets"])):
        yield "sdg_targets", "unknown"


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
