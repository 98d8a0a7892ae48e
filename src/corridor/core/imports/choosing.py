"""Chooses what the rows of a table are, what is the same in all of them, and by which columns a record is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corridor.core.entities.registry import Registry
from corridor.core.imports.describing import Because, ColumnPlan, Confidence, fillable, loadable_kinds, type_of
from corridor.core.imports.fitting import Ground
from corridor.core.imports.sampling import Column

_OF_EVENTS = frozenset(("point", "place_text", "dead", "missing", "dead_or_missing", "survivors", "cause", "method"))
_DEATHS = frozenset(("dead", "missing", "dead_or_missing"))
_NEARLY_UNIQUE = 0.9
_FEWEST_TO_JUDGE = 3
_WIDEST_KEY = 3


PREFERRED = ("dead_or_missing", "people", "detections", "dead", "missing", "survivors")
"""Which count is the main one, where a table has several."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What the columns of a table could say, before it is decided what a row is."""

    props: frozenset[str]
    has_counts: bool
    has_date: bool
    has_day: bool
    names: tuple[int, ...]


def kind_for(signs: Signs, registry: Registry) -> tuple[str, str]:
    """Return what a row seems to be, and how certain that is; nothing where no column says anything."""
    kinds = loadable_kinds(registry)
    props = signs.props
    if {"from_place", "to_place"} <= props and "RouteLeg" in kinds and not props & _DEATHS and not signs.has_day:
        return "RouteLeg", Confidence.LIKELY
    if signs.has_date and {"reading", "country"} <= props and "AreaReading" in kinds:
        return "AreaReading", Confidence.LIKELY
    if signs.has_counts and signs.has_date and props & _counts_of_series(registry):
        return "SeriesObservation", Confidence.LIKELY
    if signs.has_counts and signs.has_date and "SeriesObservation" in kinds:
        if not props & _OF_EVENTS and not (signs.has_day and "identifier" in props):
            return "SeriesObservation", Confidence.SURE
        if not signs.has_day and not props & {"point", "identifier"}:
            return "SeriesObservation", Confidence.LIKELY
    if (
        (props & _OF_EVENTS or (signs.has_day and "identifier" in props))
        and (signs.has_counts or signs.has_date)
        and "Incident" in kinds
    ):
        return "Incident", Confidence.SURE if signs.has_day and signs.has_counts else Confidence.LIKELY
    best = max(kinds, key=lambda kind: len(props & set(fillable(kind, registry))), default="")
    if not best or not props & set(fillable(best, registry)):
        return "", ""
    if "Place" in kinds and "point" in props and (signs.names or "name" in props):
        return "Place", Confidence.LIKELY
    return best, Confidence.GUESS


def _counts_of_series(registry: Registry) -> frozenset[str]:
    """Return the counts that only the figures of a series have: people displaced, applications, decisions."""
    of_events = set(fillable("Incident", registry))
    props = (prop for prop in fillable("SeriesObservation", registry) if prop not in of_events)
    return frozenset(
        prop for prop in props if type_of(prop, registry) == "count" and prop not in ("figure", "detections")
    )


def constants_for(kind: str, name: str, plans: Sequence[ColumnPlan], ground: Ground) -> Mapping[str, str]:
    """Return the properties that a kind needs and no column says, as far as the words of the table tell them."""
    said = {plan.prop for plan in plans}
    headers = [plan.header for plan in plans]
    if kind == "Incident" and "incident_kind" not in said:
        deaths = "death-or-disappearance" if said & _DEATHS else ""
        code = ground.wording.code_in(ground.wording.incident_kinds, [name, *headers])
        return {"incident_kind": deaths or code or "other"}
    if kind == "SeriesObservation" and "series" not in said:
        words = ground.wording
        code = words.code_in(words.series, [name]) or words.code_in(words.series, headers)
        code = code or ("border-detections" if "detections" in said else "")
        return {"series": code} if code else {}
    return {}


def main_count(said: set[str], allowed: frozenset[str], of_series: str, *, has_figures: bool) -> str:
    """Return what a column called no more than "total" or "number" counts, or the main count of the others.

    Args:
        said: The counts that other columns say of everybody.
        of_series: What figures of this series count, where that is known.
    """
    if not has_figures and said:
        return next((prop for prop in PREFERRED if prop in said), "")
    if said & {"dead", "missing"}:
        choices: tuple[str, ...] = ("dead_or_missing", "people")
    else:
        choices = (*((of_series,) if of_series else ()), "people", "figure")
    return next((prop for prop in choices if prop in allowed and prop not in said), "")


def key_for(
    kind: str, columns: Sequence[Column], plans: Sequence[ColumnPlan], registry: Registry
) -> tuple[tuple[str, ...], str]:
    """Return the headers by which a record is known again in the next release, and what a repeated key means."""
    usable = [column for column in columns if column.cells and all(column.cells) and _is_named_once(column, columns)]
    whole = {column.place: plans[column.place] for column in usable}
    for column in usable:
        if whole[column.place].prop == "identifier" and column.distinct >= len(column.cells) * _NEARLY_UNIQUE:
            return (column.header,), "reject"
    says = [column for column in usable if _tells_apart(whole[column.place], registry)]
    others = [
        c for c in usable if c not in says and (whole[c.place].because == Because.DIMENSION or whole[c.place].breaks)
    ]
    if not says and not others:
        return _headers(_fullest(columns, plans)), "keep"
    if kind == "SeriesObservation":
        return _of_series(says, others, usable, plans)
    return _of_things(says, plans)


def _fullest(columns: Sequence[Column], plans: Sequence[ColumnPlan]) -> list[Column]:
    """Return the columns that say most, where none says something in every row: rows without it will be refused."""
    read = [column for column in columns if plans[column.place].prop and _is_named_once(column, columns)]
    return sorted(read, key=lambda column: (plans[column.place].prop != "identifier", -len(column.values)))[:1]


def _of_series(
    says: list[Column], dimensions: list[Column], usable: list[Column], plans: Sequence[ColumnPlan]
) -> tuple[tuple[str, ...], str]:
    """Take all that is no figure: period, country, nationality and whatever else the figures are broken down by."""
    key = [*says, *dimensions]
    rest = [c for c in usable if c not in key and not plans[c.place].prop and c.counts < 1 and not c.is_free_text]
    while rest and _unique(key) < 1:
        best = max(rest, key=lambda column: _unique([*key, column]))
        if _unique([*key, best]) <= _unique(key):
            break
        rest.remove(best)
        key.append(best)
    return _headers(key), "forbid" if key and _unique(key) == 1 else "keep"


def _of_things(says: list[Column], plans: Sequence[ColumnPlan]) -> tuple[tuple[str, ...], str]:
    """Take the fewest columns that tell the records apart; where none do, what says when and where."""
    steady = sorted(says, key=lambda column: _steadiness(plans[column.place].prop))[:6]
    for size in range(1, _WIDEST_KEY + 1):
        for chosen in combinations(steady, size):
            parts = {plans[column.place].prop for column in chosen if plans[column.place].part}
            halves = [column for column in says if plans[column.place].prop in parts]
            if any(column not in chosen for column in halves):
                continue
            if _unique(chosen) == 1 and len(chosen[0].cells) >= _FEWEST_TO_JUDGE:
                return _headers(sorted(chosen, key=lambda column: column.place)), "reject"
    return _headers(sorted(steady[:3], key=lambda column: column.place)), "keep"


def _steadiness(prop: str) -> int:
    order = ("identifier", "name", "occurred_on", "period", "point", "from_place", "to_place", "place_text", "country")
    return order.index(prop) if prop in order else len(order)


def _tells_apart(plan: ColumnPlan, registry: Registry) -> bool:
    kind = type_of(plan.prop, registry)
    return kind not in ("", "count", "number", "url", "money") and plan.prop not in ("cause", "reported_by")


def _is_named_once(column: Column, columns: Sequence[Column]) -> bool:
    return sum(other.header == column.header for other in columns) == 1


def _unique(columns: Sequence[Column]) -> float:
    if not columns:
        return 0.0
    rows = list(zip(*(column.cells for column in columns), strict=True))
    return len(set(rows)) / len(rows)


def _headers(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(column.header for column in columns)
