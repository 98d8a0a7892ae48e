"""The decisions of the library: what an entry must say, when it is a claim, and who grades its evidence (F-K3)."""

from __future__ import annotations

from collections.abc import Iterator

from corridor.core.commitments.records import Catalogue, Item
from corridor.core.kernel.text import has_forbidden
from corridor.core.practices.codes import OPEN_GRADES, Grade, Kind
from corridor.core.practices.records import Told

LONGEST_TITLE, LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS = 160, 200, 3000, 20
LISTED = ("unodc-2024", "gcm-9")
"""The documents whose practices are told as practices; elsewhere the catalogue's word names an exhortation."""

Problems = tuple[tuple[str, str], ...]
"""The field that must be corrected, and a code that says why; each field once."""


def told_problems(told: Told, catalogue: Catalogue) -> Problems:
    """Return what must be corrected about an entry; source and method may be missing, which makes it a claim."""
    found: dict[str, str] = {}
    for field, why in _problems(told, catalogue):
        found.setdefault(field, why)
    return tuple(found.items())


def _problems(told: Told, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    if told.kind not in (Kind.PRACTICE, Kind.STUDY):
        yield "kind", "unknown"
    lengths = {"title": LONGEST_TITLE, "source": LONGEST_LINE, "where": LONGEST_LINE}
    for field in ("title", "done", "context", "limits", "method", "source", "where"):
        text = getattr(told, field)
        if field in ("title", "done", "context", "limits") and not text.strip():
            yield field, "missing"
        if len(text) > lengths.get(field, LONGEST_TEXT):
            yield field, "too-long"
        if has_forbidden(text):
            yield field, "malformed"
    if told.theme and told.theme not in catalogue.themes:
        yield "theme", "unknown"
    if not set(told.items) <= catalogue.items.keys():
        yield "items", "unknown"
    if len(told.items) > MOST_ITEMS:
        yield "items", "too-many"


def kind_of(told: Told) -> Kind:
    """Return what an entry is: a claim where it does not say where it is told or how it is known."""
    return told.kind if _says(told.source) and _says(told.method) else Kind.CLAIM


def _says(text: str) -> bool:
    """Return whether a text has any word; a dash or a mark tells no method."""
    return any(sign.isalpha() for sign in text)


def grade_of(told: Told, judged: Grade | None) -> Grade:
    """Return the grade of an entry: what was judged, and never more than a claim without source and method."""
    if kind_of(told) is Kind.CLAIM:
        return Grade.CLAIM
    return judged if judged is not None and judged not in OPEN_GRADES else Grade.DESCRIBED


def from_catalogue(item: Item, title: str, paraphrase: str, named: str) -> Told:
    """Return a practice or lesson of the catalogue as an entry; its document tells no method, so it is a claim.

    Args:
        item: The item.
        title: Its title in the language of the page.
        paraphrase: What it says, in that language.
        named: Document and place, in that language.
    """
    kind = Kind.LESSON if item.kind == Kind.LESSON.value else Kind.PRACTICE
    return Told(
        kind=kind,
        title=title,
        done=paraphrase,
        context="",
        limits="",
        pillar=item.pillar,
        source=named,
        theme=item.theme,
    )


def is_listed(item: Item) -> bool:
    """Return whether an item stands in the library: a lesson, or a practice of a document that tells some."""
    return item.kind == Kind.LESSON.value or (item.kind == Kind.PRACTICE.value and item.instrument in LISTED)
