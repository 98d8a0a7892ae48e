"""What a measure is assessed on: the series of its route or country, of those beside it, of those compared with it.

An area is a route or a country under the shortest name that a source gives it, or a single leg between two places;
names of one route that publishers write differently are one area. Of a leg the people counted on it are told, as late
as departures are; deaths and violence are not counted along legs yet and are told of the route.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.displacement.codes import Lack, Outcome
from corridor.core.displacement.records import Course
from corridor.core.displacement.rules.legs import Way, courses_of, way_along
from corridor.core.displacement.rules.windows import window_for
from corridor.core.kernel.text import fold
from corridor.core.picture.ground import distance_km
from corridor.core.picture.records import Question
from corridor.core.series.codes import Counted, State
from corridor.core.series.records import LAID_TOGETHER, Scope, Series, Value
from corridor.core.watching.rules.departures import last_month
from corridor.web.desk.displacement.queries import Known
from corridor.web.desk.picture.legs import every_leg
from corridor.web.desk.series.queries import Sheet, scopes_of, series_in, sheets_for

NEAR_KM = 1_500
"""Routes that are written so near each other on the map are proposed as neighbours."""

MOST_AREAS = 60
VIOLENCE = "rights-violation"
PER = 1_000
ALONGS = ("route", "country", "leg")

COUNTED = {
    Counted.DETECTIONS: Outcome.MOVEMENTS,
    Counted.PEOPLE: Outcome.MOVEMENTS,
    Counted.PEOPLE_CONCERNED: Outcome.MOVEMENTS,
    Counted.DEATHS: Outcome.DEATHS,
    Counted.INCIDENTS: Outcome.VIOLENCE,
}


@dataclass(frozen=True)
class Line:
    """What one source counts of each area: the scope without the area, the publisher, and the course of each.

    A rate of deaths for 1,000 crossings has both scopes and, for each area, the months that both sources cover.
    """

    outcome: Outcome
    scope: Scope
    publisher: str
    courses: Mapping[str, Course]
    crossings: Scope | None = None
    covered: Mapping[str, tuple[str, str, int, str, str, int]] | None = None

    @property
    def key(self) -> str:
        """The line in one word."""
        return f"{self.outcome}:{self.scope.key}"


@dataclass(frozen=True)
class Areas:
    """Every area of which anything is told, along routes, countries or legs, with the lines in which it is told.

    `ways` are the legs among them, by their keys.
    """

    along: str
    names: Mapping[str, str]
    lines: tuple[Line, ...]
    ways: Mapping[str, Way] = field(default_factory=dict)

    def told_in(self, area: str) -> tuple[Line, ...]:
        """Return the lines that tell of an area."""
        return tuple(line for line in self.lines if area in line.courses)


@dataclass(frozen=True)
class Chosen:
    """Which area is looked at, which are beside it, and with which it is compared."""

    along: str
    area: str
    beside: tuple[str, ...]
    compared: tuple[str, ...]


def key_of(name: str, along: str) -> str:
    """Return what different names of one route have in common: where it is written on the map, else the folded name."""
    if along != "route":
        return name
    point = shelf.route_points().get(fold(name))
    return f"{point[0]},{point[1]}" if point else fold(name)


def own_area(officer: Officer, measure: Known) -> tuple[str, str]:
    """Return along what a measure is assessed, and its area: its route, else the leg at its place, else its country.

    Of several legs at its places it is the one between two of them, else the one that is told most often.
    """
    if route := measure.first("route"):
        return "route", key_of(route, "route")
    places = {uid for _, uid in (*measure.refs.get("place", ()), *measure.refs.get("crossing", ()))}
    if places:
        legs = every_leg(officer, Question(invented=measure.is_invented))
        met = Counter[str]()
        told = Counter[str]()
        for leg in legs:
            key = way_along(leg).key
            met[key] = max(met[key], len({leg.start.uid, leg.end.uid} & places))
            told[key] += len(leg.told_on)
        if found := max((key for key in met if met[key]), key=lambda key: (met[key], told[key], key), default=""):
            return "leg", found
    country = measure.first("country")
    return ("country", country) if country else ("route", "")


def areas_for(
    officer: Officer, measure: Known, along: str, *, today: date, counted: Collection[Counted] = tuple(COUNTED)
) -> Areas:
    """Return everything that is told of areas in the world of a measure, as far as the reader may count it.

    Args:
        counted: Only what is counted so.
    """
    if along == "leg":
        return _along_legs(officer, measure, today) if Counted.PEOPLE in counted else Areas(along, {}, ())
    names: dict[str, str] = {}
    lines: list[Line] = []
    for one, outcome in COUNTED.items():
        sheets = sheets_for(officer, one, invented=measure.is_invented) if one in counted else ()
        published = [sheet for sheet in sheets if sheet.source != LAID_TOGETHER]
        for sheet in published or sheets:
            lines += _lines(sheet, outcome, along, names, today)
    lines += _dangers(lines)
    return Areas(along, names, tuple(lines))


def _along_legs(officer: Officer, measure: Known, today: date) -> Areas:
    """Return the legs on which people are counted, all sources together."""
    courses = courses_of(every_leg(officer, Question(invented=measure.is_invented)), last=last_month(today))
    if not courses:
        return Areas("leg", {}, ())
    scope = Scope(Counted.PEOPLE, is_invented=measure.is_invented)
    line = Line(Outcome.MOVEMENTS, scope, "", {way.key: course for way, course in courses.items()})
    return Areas("leg", {way.key: way.name for way in courses}, (line,), {way.key: way for way in courses})


def _lines(sheet: Sheet, outcome: Outcome, along: str, names: dict[str, str], today: date) -> list[Line]:
    """Return a line for each kind that a sheet counts along areas."""
    by_kind: dict[str, list[Scope]] = {}
    other = "country" if along == "route" else "route"
    for scope in scopes_of(sheet):
        if getattr(scope, along) and not getattr(scope, other):
            by_kind.setdefault(scope.kind, []).append(scope)
    found = []
    for kind, scopes in sorted(by_kind.items()):
        courses: dict[str, Course] = {}
        for scope in scopes:
            name = getattr(scope, along)
            key = key_of(name, along)
            names[key] = min(names.get(key, name), name, key=lambda one: (len(one), one))
            courses[key] = course_of(_series(sheet, scope, outcome, today), key)
        whole = replace(scopes[0], kind=VIOLENCE if outcome is Outcome.VIOLENCE else kind, route="", country="")
        found.append(Line(outcome, whole, sheet.publisher.name or sheet.publisher.title or sheet.source, courses))
    return found


def _series(sheet: Sheet, scope: Scope, outcome: Outcome, today: date) -> Series:
    """Return one series; of violence, a month in which a source tells of other incidents alone counts as none."""
    series = series_in(sheet, scope, today=today)
    if outcome is not Outcome.VIOLENCE:
        return series
    told = series_in(sheet, replace(scope, kind=VIOLENCE), today=today)
    violent = {value.month: value for value in told.values if value.state is State.TOLD}
    values = tuple(
        violent.get(value.month) or (value if value.state is State.MISSING else Value(value.month, State.ZERO))
        for value in series.values
    )
    return replace(series, scope=told.scope, values=values)


def course_of(series: Series, area: str) -> Course:
    """Return the middle figures of a series."""
    breaks = tuple(dict.fromkeys(one.month for one in series.breaks))
    return Course(area, series.first, series.middles, breaks)


def _dangers(lines: Iterable[Line]) -> list[Line]:
    """Return recorded deaths for 1,000 detected crossings, in the months that both sources tell, for each pair."""
    every = list(lines)
    crossings = [one for one in every if one.scope.counted in (Counted.DETECTIONS, Counted.PEOPLE)]
    found = []
    for dead in (one for one in every if one.outcome is Outcome.DEATHS):
        for crossed in crossings:
            both = sorted(dead.courses.keys() & crossed.courses.keys())
            pairs = {area: _rate(dead.courses[area], crossed.courses[area]) for area in both}
            courses = {area: pair[0] for area, pair in pairs.items() if pair is not None}
            if courses:
                covered = {area: pair[1] for area, pair in pairs.items() if pair is not None}
                publisher = f"{dead.publisher} / {crossed.publisher}"
                found.append(Line(Outcome.DANGER, dead.scope, publisher, courses, crossed.scope, covered))
    return found


def _rate(dead: Course, crossed: Course) -> tuple[Course, tuple[str, str, int, str, str, int]] | None:
    deaths, crossings = (
        {month: told for month, told in zip(one.months, one.figures, strict=True) if told is not None}
        for one in (dead, crossed)
    )
    both = sorted(month for month in deaths.keys() & crossings.keys() if crossings[month] > 0)
    if not both:
        return None
    months = [month for month in crossed.months if both[0] <= month <= both[-1]]
    rates = tuple(PER * deaths[month] / crossings[month] if month in both else None for month in months)
    covered = (min(deaths), max(deaths), len(deaths), min(crossings), max(crossings), len(crossings))
    return Course(dead.area, both[0], rates, tuple(sorted({*dead.breaks, *crossed.breaks}))), covered


def proposed(areas: Areas, area: str, since: str, until: str) -> Chosen:
    """Return what is proposed: beside it routes near it on the map or legs that share a place with it, all others that
    can be compared with it.
    """
    own = areas.told_in(area)
    others = {key for line in own for key in line.courses if key != area}
    near = {key for key in others if _is_beside(areas, area, key)}
    usable = {
        key
        for line in own
        for key, course in line.courses.items()
        if key in others - near and not isinstance(window_for(course, since, until), Lack)
    }
    return Chosen(areas.along, area, tuple(sorted(near)), tuple(sorted(usable)))


def _is_beside(areas: Areas, one: str, other: str) -> bool:
    if areas.along == "leg":
        return areas.ways[one].is_beside(areas.ways[other])
    return areas.along == "route" and _is_near(one, other)


def _is_near(one: str, other: str) -> bool:
    """Tell whether two routes are near each other; those without a point on the map may all be substitutes."""
    points = [_point(key) for key in (one, other)]
    if points[0] is None or points[1] is None:
        return points[0] is None and points[1] is None
    return distance_km(points[0], points[1]) <= NEAR_KM


def _point(key: str) -> tuple[float, float] | None:
    lat, _, lon = key.partition(",")
    try:
        return float(lat), float(lon)
    except ValueError:
        return None


# --- a choice in an address ------------------------------------------------------------------------------------------

Typed = Mapping[str, Sequence[str]]
"""The parameters of an address, each with its values."""


def along_asked(typed: Typed, usual: str) -> str:
    """Return along what areas are looked at: routes, countries or legs."""
    asked = _last(typed, "along")
    return asked if asked in ALONGS else usual


def chosen_among(areas: Areas, typed: Typed, own: str, since: str, until: str) -> Chosen:
    """Return the areas that an address chooses; those that are proposed, where it chooses none.

    What no source tells of is not there to be chosen; no area is both beside and compared, nor compared with itself.
    """
    asked = _last(typed, "area")
    area = asked if asked in areas.names else own if own in areas.names else ""
    if _last(typed, "chosen") != "1":
        return proposed(areas, area, since, until)
    beside = _among(typed.get("beside", ()), areas, {area})
    return Chosen(areas.along, area, beside, _among(typed.get("compared", ()), areas, {area, *beside}))


def _last(typed: Typed, name: str) -> str:
    return next(reversed(typed.get(name, ())), "")


def _among(asked: Iterable[str], areas: Areas, without: set[str]) -> tuple[str, ...]:
    return tuple(sorted({one for one in asked if one in areas.names} - without))[:MOST_AREAS]


def address_of(chosen: Chosen) -> list[tuple[str, str]]:
    """Return a choice as the parameters of an address."""
    pairs = [("chosen", "1"), ("along", chosen.along), ("area", chosen.area)]
    return [*pairs, *(("beside", one) for one in chosen.beside), *(("compared", one) for one in chosen.compared)]
