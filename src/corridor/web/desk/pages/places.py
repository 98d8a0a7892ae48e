"""The records behind the page of places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of the gazetteer: its name as the reader writes it and in Latin letters, its country, its point."""

    id: str
    name: str
    romanised: str
    country: str
    country_name: str
    point: str
    code: str
    kind: str
    invented: bool


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """What was asked of the gazetteer and what it answers."""

    action: str
    asked: str
    rows: tuple[PlaceRow, ...] = ()
