"""What things are called: the first name, summary or place that a reader may see, else their kind."""

from __future__ import annotations

from collections.abc import Sequence

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.web.desk.statements import queries
from corridor.web.desk.statements.then import Then, values_then

TITLE_PROPS = ("name", "summary", "place_text", "region", "series", "route")
LONGEST_TITLE = 140


def titles_for(
    officer: Officer, entities: Sequence[int], *, use: Use = Use.READ, then: Then | None = None
) -> dict[int, str]:
    """Return a title for each thing that has one for this reader and this use; with an earlier day, the one then."""
    if not entities:
        return {}
    numbers = queries.prop_numbers()
    titles: dict[int, str] = {}
    for prop in TITLE_PROPS:
        missing = [entity for entity in entities if entity not in titles]
        if prop not in numbers or not missing:
            continue
        for entity, value in values_then(officer.reader_class, use, missing, numbers[prop], then):
            titles.setdefault(entity, shortened(value))
    return titles


def shortened(text: str) -> str:
    """Return a text cut at a word, so that it fits a heading."""
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + "…"
