"""Lays out what the gazetteer finds."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from corridor import shelf
from corridor.core.gazetteer.records import Hit
from corridor.web.desk.pages.places import PlaceRow, PlacesPage
from corridor.web.desk.places.forms import Asked

MOST = 20
KINDS = {"country": gettext_noop("Country"), "region": gettext_noop("Region or area")}
"""What the vocabulary of kinds of places has no word for, or one that is too narrow for a gazetteer."""


def places_page(asked: Asked, language: str) -> PlacesPage:
    """Return the places that a name may mean, best first."""
    hits = shelf.gazetteer().find(asked.name, lang=language, country=asked.country or None, limit=MOST)
    rows = tuple(_row(hit, language) for hit in hits)
    return PlacesPage(action=reverse("desk:places"), asked=asked.name, rows=rows)


def plain(page: PlacesPage) -> list[dict[str, object]]:
    """Return the places as a script takes them."""
    return [
        {
            "id": row.id,
            "name": row.name,
            "romanised": row.romanised,
            "country": row.country,
            "country_name": row.country_name,
            "point": row.point,
            "kind": row.code,
            "invented": row.invented,
        }
        for row in page.rows
    ]


def _row(hit: Hit, language: str) -> PlaceRow:
    return PlaceRow(
        id=hit.id,
        name=hit.name,
        romanised=hit.romanised,
        country=hit.country,
        country_name=hit.country_name,
        point=hit.point,
        code=hit.kind,
        kind=_kind(hit.kind, language),
        invented=hit.invented,
    )


def _kind(code: str, language: str) -> str:
    if code in KINDS:
        return gettext(KINDS[code])
    term = shelf.lists_of_things()["place-kinds"].terms.get(code)
    return code if term is None else term.labels[language]
