"""Puts legs, hubs and crossing points into the words, figures and addresses of the page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.picture import codes
from corridor.core.picture.legs import End, Flag, Leg, band_of, volume
from corridor.core.picture.records import Question
from corridor.web.design.shown import number
from corridor.web.desk.pages import Figure
from corridor.web.desk.pages.course import Column, CourseView, Doubt, LegEnd, LegRow, SpotRow
from corridor.web.desk.picture.addresses import thing_address
from corridor.web.desk.picture.legs import Course, Spot
from corridor.web.desk.statements.presenting import country_label

LEG_ORDERS = ("from", "to", "route", "people", "told", "doubt")
SPOT_ORDERS = ("name", "kind", "country", "legs")
"""What the tables of legs and of places can be put in order by."""


def course_view(
    course: Course, question: Question, language: str, *, order: str, places: str, address: Callable[..., str]
) -> CourseView:
    """Return the tables of a course.

    Args:
        order: One of `LEG_ORDERS`, or "" for the order in which the legs were first told.
        places: One of `SPOT_ORDERS`, or "" likewise.
        address: Returns the address of the question with parts of it changed.
    """
    legs = ordered_legs(course.legs, question, order)
    return CourseView(
        legs=tuple(leg_row(leg, question, language, course.gone) for leg in legs),
        hubs=tuple(_spot_row(spot, question, language, course.gone) for spot in _ordered_spots(course.hubs, places)),
        crossings=tuple(
            _spot_row(spot, question, language, course.gone) for spot in _ordered_spots(course.crossings, places)
        ),
        columns=tuple(
            Column(label, f"{address(question, legs=name)}#legs", name == order)
            for name, label in zip(
                LEG_ORDERS,
                (
                    gettext("From"),
                    gettext("To"),
                    gettext("Route"),
                    gettext("People"),
                    gettext("Told for"),
                    gettext("Doubts"),
                ),
                strict=True,
            )
        ),
        spot_columns=tuple(
            Column(label, f"{address(question, places=name)}#places", name == places)
            for name, label in zip(
                SPOT_ORDERS,
                (gettext("Name"), gettext("Kind"), gettext("Country"), gettext("Legs")),
                strict=True,
            )
        ),
        doubtful=sum(bool(leg.flags) for leg in course.legs),
        not_yet=course.earlier,
        more=course.more,
    )


def ordered_legs(legs: Iterable[Leg], question: Question, order: str) -> list[Leg]:
    """Return legs in the order asked for; those that say nothing about it come last."""
    keys: dict[str, Callable[[Leg], Any]] = {
        "from": lambda leg: (not leg.start.name, leg.start.name.casefold()),
        "to": lambda leg: (not leg.end.name, leg.end.name.casefold()),
        "route": lambda leg: (not leg.route, leg.route.casefold()),
        "people": lambda leg: -(volume(leg.people, question.since, question.until) or (0, -1))[1],
        "told": lambda leg: (not leg.since, leg.since),
        "doubt": lambda leg: -len(leg.flags),
    }
    return sorted(legs, key=keys[order]) if order in keys else list(legs)


def _ordered_spots(spots: Iterable[Spot], order: str) -> list[Spot]:
    keys: dict[str, Callable[[Spot], Any]] = {
        "name": lambda spot: (not spot.end.name, spot.end.name.casefold()),
        "kind": lambda spot: (not spot.kind, spot.kind),
        "country": lambda spot: (spot.end.country is None, spot.end.country or ""),
        "legs": lambda spot: -(spot.departing + spot.arriving),
    }
    return sorted(spots, key=keys[order]) if order in keys else list(spots)


def leg_row(leg: Leg, question: Question, language: str, gone: Collection[str] = ()) -> LegRow:
    """Return one leg as a line of the table.

    Args:
        gone: What has no page today, of an earlier day as known.
    """
    people = volume(leg.people, question.since, question.until)
    return LegRow(
        url=_page_of(leg.uid, question, gone),
        start=_end(leg.start, question, language, gone),
        end=_end(leg.end, question, language, gone),
        route=leg.route,
        transports=words("transport", leg.transports, language),
        methods=words("method", leg.methods, language),
        hazards=words("hazard", leg.hazards, language),
        people=Figure(gettext("People"), *(people or (None, None))),
        fees=leg.fees,
        hours=_span(leg.hours, language),
        distance=_span(leg.distances_km, language),
        since=leg.since,
        last_told=leg.last_told,
        until=leg.until,
        doubts=tuple(doubt_words(flag, leg, language) for flag in leg.flags),
    )


def _page_of(uid: str, question: Question, gone: Collection[str]) -> str:
    return thing_address(uid, question) if uid and uid not in gone else ""


def _end(end: End, question: Question, language: str, gone: Collection[str]) -> LegEnd:
    coarse = end.precision if end.precision not in (None, "exact", "locality") else ""
    return LegEnd(
        name=end.name or gettext("A place without a name"),
        url=_page_of(end.uid, question, gone),
        precision=next(iter(words("place_precision", (coarse,), language)), "") if coarse else "",
    )


def _span(figures: tuple[float, ...], language: str) -> str:
    if not figures:
        return ""
    low, high = number(round(min(figures)), language), number(round(max(figures)), language)
    return low if low == high else f"{low}–{high}"


def _spot_row(spot: Spot, question: Question, language: str, gone: Collection[str]) -> SpotRow:
    return SpotRow(
        end=_end(spot.end, question, language, gone),
        kind=kind_words(spot.kind, language),
        country=country_label(spot.end.country, language) if spot.end.country else "",
        departing=spot.departing,
        arriving=spot.arriving,
    )


def kind_words(code: str, language: str) -> str:
    """Return what a kind of hub, crossing or place is called."""
    for prop in ("hub_kind", "crossing_kind", "holding_kind", "place_kind"):
        vocabulary = shelf.registry().vocabulary_of(prop) if prop in shelf.registry().properties else None
        if vocabulary is not None and code in vocabulary.terms:
            return vocabulary.terms[code].labels[language]
    return code


def words(prop: str, values: Iterable[str], language: str) -> tuple[str, ...]:
    """Return what the codes of a property are called; a code that no list knows stays as it is."""
    vocabulary = shelf.registry().vocabulary_of(prop)
    terms = {} if vocabulary is None else vocabulary.terms
    return tuple(terms[value].labels[language] if value in terms else value for value in values)


def doubt_words(flag: Flag, leg: Leg, language: str) -> Doubt:
    """Return a doubt in words: why the leg cannot be so, and what to check."""
    means = next(iter(words("transport", (flag.transport,), language)), "") if flag.transport else ""
    told, possible = (number(km, language) if km is not None else "" for km in (flag.told, flag.possible))
    reasons = {
        codes.Doubt.SEA_BETWEEN: gettext("%(means)s: sea lies between the two places."),
        codes.Doubt.START_INLAND: gettext("%(means)s: the beginning lies inland, far from the sea."),
        codes.Doubt.END_INLAND: gettext("%(means)s: the end lies inland, far from the sea."),
        codes.Doubt.TOO_FAST: gettext(
            "%(means)s: %(told)s km lie between, but only %(possible)s km are possible in the time told."
        ),
        codes.Doubt.NO_AIRPORT: gettext("%(means)s: no airport is known near one of the places."),
        codes.Doubt.DISTANCE_TOO_SHORT: gettext(
            "The distance told, %(told)s km, is shorter than the straight line of %(possible)s km."
        ),
    }
    checks = {
        codes.Doubt.SEA_BETWEEN: gettext("Is a ferry, a tunnel or another leg missing, or is a place wrong?"),
        codes.Doubt.START_INLAND: gettext("Is it a river or a lake, or is a leg to the coast missing?"),
        codes.Doubt.END_INLAND: gettext("Is it a river or a lake, or is a leg from the coast missing?"),
        codes.Doubt.TOO_FAST: gettext("Check the hours, the places and the means of transport."),
        codes.Doubt.NO_AIRPORT: gettext("Is there an airstrip, or is a leg to the airport missing?"),
        codes.Doubt.DISTANCE_TOO_SHORT: gettext("Check the distance and the places."),
    }
    return Doubt(
        reason=reasons[flag.doubt] % {"means": means, "told": told, "possible": possible}, check=checks[flag.doubt]
    )


def leg_features(course: Course, question: Question, language: str) -> list[dict[str, Any]]:
    """Return legs, hubs and crossing points as GeoJSON features; `mark` says which of them each is."""
    features = []
    for leg in course.legs:
        start, end = leg.start.point, leg.end.point
        if start is not None and end is not None and start != end:
            features.append(_line(leg, [start, end], question, language, course.gone))
    for mark, spots in (("hub", course.hubs), ("crossing", course.crossings)):
        features += [
            _mark(spot, mark, language, _page_of(spot.end.uid, question, course.gone))
            for spot in spots
            if spot.end.point is not None
        ]
    return features


def _line(
    leg: Leg, points: list[tuple[float, float]], question: Question, language: str, gone: Collection[str]
) -> dict[str, Any]:
    people = volume(leg.people, question.since, question.until)
    row = leg_row(leg, question, language, gone)
    coarse = any(end.precision not in (None, "exact", "locality") for end in (leg.start, leg.end))
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in points]},
        "properties": {
            "mark": "leg",
            "things": 0,
            "band": int(band_of(people)),
            "low": people[0] if people else None,
            "high": people[1] if people else None,
            "label": f"{row.start.name} → {row.end.name}",
            "means": ", ".join(row.transports),
            "doubts": [doubt.reason for doubt in row.doubts],
            "doubtful": bool(row.doubts),
            "precision": "region" if coarse else "exact",
            "url": row.url or None,
        },
    }


def _mark(spot: Spot, mark: str, language: str, url: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [spot.end.lon, spot.end.lat] if spot.end.point else []},
        "properties": {
            "mark": mark,
            "things": 0,
            "label": spot.end.name,
            "kind": kind_words(spot.kind, language),
            "legs": spot.departing + spot.arriving,
            "precision": "region" if spot.end.precision not in (None, "exact", "locality") else "exact",
            "url": url or None,
        },
    }


def plain_course(course: Course, question: Question) -> dict[str, Any]:
    """Return legs, hubs and crossing points in codes and figures, for the command line and other programs."""
    return {
        "legs": [_plain_leg(leg, question) for leg in course.legs],
        "hubs": [_plain_spot(spot) for spot in course.hubs],
        "crossings": [_plain_spot(spot) for spot in course.crossings],
    }


def _plain_leg(leg: Leg, question: Question) -> dict[str, Any]:
    people = volume(leg.people, question.since, question.until)
    return {
        "uid": leg.uid,
        "from": leg.start.name,
        "to": leg.end.name,
        "route": leg.route,
        "transport": list(leg.transports),
        "method": list(leg.methods),
        "people": list(people) if people else None,
        "since": leg.since,
        "last_told": leg.last_told,
        "doubts": [{"doubt": flag.doubt.value, "transport": flag.transport} for flag in leg.flags],
    }


def _plain_spot(spot: Spot) -> dict[str, Any]:
    return {
        "uid": spot.end.uid,
        "name": spot.end.name,
        "kind": spot.kind,
        "departing": spot.departing,
        "arriving": spot.arriving,
    }
