"""Puts one thing into the words and addresses of its page."""

from __future__ import annotations

from collections.abc import Mapping

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.entities.codes import Type
from corridor.core.entities.laying import Fact, Said, Sayer
from corridor.core.entities.records import Property
from corridor.core.handling.grades import grade_from, grade_labels
from corridor.core.kernel.counts import Count
from corridor.web.design.shown import day, span
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.pages import (
    Figure,
    GradeBadge,
    IncidentPage,
    Link,
    MapView,
    Neighbour,
    PropertyShown,
    ValueShown,
)
from corridor.web.desk.statements.presenting import country_label, marking_badge, source_label
from corridor.web.desk.statements.titles import TITLE_PROPS, shortened

HIDDEN_PROPS = frozenset({"kind"})


def thing_page(
    thing: Thing,
    *,
    officer: Officer,
    titles: Mapping[int, str],
    uids: Mapping[int, str],
    kinds: Mapping[int, str],
    language: str,
) -> IncidentPage:
    """Return the page of one thing."""
    marks = dict.fromkeys(row[7] for prop in thing.laid.props for row in thing.laid.rows(prop))
    sources = {dataset.pk: dataset for dataset in thing.datasets.values()}
    return IncidentPage(
        ref="",
        title=title_of(thing, language),
        kind=" / ".join(kind_name(kind, language) for kind in thing.laid.kinds),
        on=next(iter((*thing.laid.values("occurred_on"), *thing.laid.values("period"))), ""),
        place=_place(thing, language),
        figures=_figures(thing, language),
        properties=tuple(
            _property(fact, thing, language)
            for fact in thing.laid.facts(shelf.registry())
            if fact.prop not in HIDDEN_PROPS
        ),
        sources=tuple(
            Link(source_label(dataset), reverse("desk:source", args=[dataset.source.code]))
            for dataset in sources.values()
        ),
        markings=tuple(marking_badge(int(str(mark)), language) for mark in marks),
        neighbours=_neighbours(thing, titles, uids, kinds, language),
        map=_map(thing),
        back_url=reverse("desk:picture"),
        print_url=_address("desk:thing-print", thing, officer, Permission.ENTITY_PRINT),
        export_url=_address("desk:thing-export", thing, officer, Permission.ENTITY_EXPORT),
        invented=any(dataset.is_invented for dataset in sources.values()),
    )


def kind_name(kind: str, language: str) -> str:
    """Return what a class of things is called."""
    schema = shelf.registry().schemata.get(kind)
    return schema.labels[language] if schema is not None else kind


def title_of(thing: Thing, language: str) -> str:
    """Return the heading of a thing: its first name, summary or place, else its kind."""
    for prop in TITLE_PROPS:
        for value in thing.laid.values(prop):
            return shortened(value)
    return " / ".join(kind_name(kind, language) for kind in thing.laid.kinds) or gettext("Thing")


def _place(thing: Thing, language: str) -> str:
    parts = [*thing.laid.values("region")[:1]]
    parts += [country_label(code, language) for code in thing.laid.values("country")[:1]]
    return ", ".join(dict.fromkeys(parts))


def _figures(thing: Thing, language: str) -> tuple[Figure, ...]:
    shown: list[Figure] = []
    for prop in ("dead", "missing", "dead_or_missing", "survivors", "people", "detections"):
        counts = [Count.parse(value) for value in thing.laid.values(prop) if "|" not in value]
        if counts:
            low = min(count.low or 0 for count in counts)
            high = max(count.high if count.high is not None else count.low or 0 for count in counts)
            shown.append(Figure(shelf.registry().properties[prop].labels[language], low, high, main=not shown))
    return tuple(shown)


def _property(fact: Fact, thing: Thing, language: str) -> PropertyShown:
    found = shelf.registry().properties.get(fact.prop)
    label = found.labels[language] if found is not None else fact.prop
    if fact.part:
        label = f"{label} ({part_label(fact.part, language)})"
    values = [_value(said, sayer, found, thing, language) for said in fact.values for sayer in said.sayers]
    return PropertyShown(
        name=f"{fact.prop}-{fact.part}".replace("|", "-").strip("-"),
        label=label,
        values=tuple(values),
        competing=fact.is_contested,
    )


def part_label(part: str, language: str) -> str:
    """Return the sex and age group of a count in words."""
    sex, _, age = part.partition("|")
    vocabularies = shelf.registry().vocabularies
    words = [
        vocabularies[name].terms[code].labels[language]
        for name, code in (("sex", sex), ("age", age))
        if code and name in vocabularies and code in vocabularies[name].terms
    ]
    return ", ".join(words) or part.strip("|")


def _value(said: Said, sayer: Sayer, found: Property | None, thing: Thing, language: str) -> ValueShown:
    source = thing.sources.get(int(str(sayer.record)))
    dataset = thing.datasets.get(source.dataset) if source is not None else None
    badge = marking_badge(int(str(sayer.mark)), language)
    url = said.value if found is not None and found.type is Type.URL else ""
    if sayer.ref:
        url = reverse("desk:thing", args=[sayer.ref])
    return ValueShown(
        text=value_text(said.value, found, language),
        source=source_label(dataset) if dataset is not None else badge.originator,
        marking=badge,
        original=sayer.original or "",
        source_url=reverse("desk:source", args=[dataset.source.code]) if dataset is not None else "",
        url=url,
        grade=_grade(source.grade, language) if source is not None and source.grade else None,
        stated_on=source.released_on if source is not None else "",
        recorded_on=source.brought_at.date().isoformat()
        if source is not None and hasattr(source.brought_at, "date")
        else "",
        edition=dataset.title if dataset is not None and dataset.mapping else "",
        free_text=found is not None and found.type in (Type.TEXT, Type.NAME) and len(said.value) > 60,
    )


def value_text(value: str, found: Property | None, language: str) -> str:
    """Return a canonical value as a page shows it."""
    if found is None:
        return value
    if found.vocabulary is not None:
        term = shelf.registry().vocabularies[found.vocabulary].terms.get(value)
        return term.labels[language] if term is not None else value
    match found.type:
        case Type.DATE:
            return day(value, language)
        case Type.COUNTRY | Type.NATIONALITY:
            return country_label(value, language)
        case Type.COUNT:
            count = Count.parse(value)
            return span(count.low, count.high if count.high is not None else count.low, language) + (
                "+" if count.high is None else ""
            )
        case _:
            return value


def _grade(grade: str, language: str) -> GradeBadge | None:
    scheme, _, code = grade.partition(":")
    labels = grade_labels(grade_from(code, scheme, shelf.schemes()), language, shelf.schemes())
    return GradeBadge(code=code, label=" · ".join(label for label in labels if label), scheme=scheme)


def _map(thing: Thing) -> MapView | None:
    points = thing.laid.values("point")
    if not points:
        return None
    lat, lon = (float(part) for part in points[0].split(","))
    edges = (lon - 1.5, lat - 1.5, lon + 1.5, lat + 1.5)
    is_invented = any(dataset.is_invented for dataset in thing.datasets.values())
    return MapView(
        url=reverse("desk:thing-map", args=[thing.uid]),
        bounds=",".join(f"{edge:.4f}" for edge in edges),
        drawn=len(points),
        without_point=0,
        coast_url=static("demo/coast.geojson") if is_invented else "",
    )


def _neighbours(
    thing: Thing, titles: Mapping[int, str], uids: Mapping[int, str], kinds: Mapping[int, str], language: str
) -> tuple[Neighbour, ...]:
    properties = shelf.registry().properties
    return tuple(
        Neighbour(
            title=titles.get(link.entity) or kind_name(kinds.get(link.entity, ""), language),
            url=reverse("desk:thing", args=[uids[link.entity]]),
            relation=("← " if link.is_incoming else "→ ") + properties[link.prop].labels[language],
            kind=kind_name(kinds.get(link.entity, ""), language),
        )
        for link in thing.links
    )


def _address(name: str, thing: Thing, officer: Officer, permission: Permission) -> str:
    return reverse(name, args=[thing.uid]) if permission in officer.permissions else ""
