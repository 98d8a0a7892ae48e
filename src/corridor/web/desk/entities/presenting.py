"""Puts one thing into the words and addresses of its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.entities.laying import Fact
from corridor.core.handling.codes import Use
from corridor.core.kernel.counts import Count
from corridor.web.desk.entities import roles
from corridor.web.desk.entities.breakdown import breakdown
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.entities.saying import ISOLATED, SHORT_UID, Speech, count_text, value_text
from corridor.web.desk.pages import (
    Figure,
    IncidentPage,
    JudgementShown,
    Link,
    MapView,
    Neighbour,
    PropertyShown,
    RoleShown,
)
from corridor.web.desk.statements import store
from corridor.web.desk.statements.presenting import country_label, marking_badge, source_label
from corridor.web.desk.statements.titles import TITLE_PROPS, shortened

HIDDEN_PROPS = frozenset({"kind"})
MEASURES = ("dead", "missing", "dead_or_missing", "survivors", "people", "detections")


def thing_page(
    thing: Thing,
    *,
    officer: Officer,
    titles: Mapping[int, str],
    uids: Mapping[int, str],
    kinds: Mapping[int, str],
    language: str,
    use: Use = Use.READ,
) -> IncidentPage:
    """Return the page of one thing, made from what may be put to this use.

    Args:
        titles: What connected things are called, where that may be put to this use too.
        uids: The identifiers of connected things.
        kinds: The kinds of connected things of which the reader sees something.
    """
    marks = dict.fromkeys(row[7] for prop in thing.laid.props for row in thing.laid.rows(prop))
    sources = {dataset.pk: dataset for dataset in thing.datasets.values()}
    names = {
        uids[link.entity]: titles.get(link.entity) or kind_name(kinds[link.entity], language)
        for link in thing.links
        if link.entity in uids and link.entity in kinds
    }
    names[thing.uid] = title_of(thing, language)
    speech = Speech(thing, language, names)
    properties = tuple(_property(fact, speech) for fact in _facts(thing))
    held = _roles(thing, officer, use, language)
    sayers = [sayer for prop in properties for value in prop.values for sayer in value.sayers]
    return IncidentPage(
        ref="",
        title=names[thing.uid],
        kind=" / ".join(kind_name(kind, language) for kind in thing.laid.kinds),
        on=next(iter((*thing.laid.values("occurred_on"), *thing.laid.values("period"))), ""),
        place=_place(thing, language),
        figures=_figures(thing, language),
        properties=properties,
        sources=tuple(
            Link(source_label(dataset), reverse("desk:source", args=[dataset.source.code]))
            for dataset in sources.values()
        ),
        markings=tuple(dict.fromkeys(marking_badge(int(str(mark)), language) for mark in marks)),
        neighbours=_neighbours(thing, names, uids, kinds, language, without="person" if held else ""),
        map=_map(thing),
        back_url=reverse("desk:picture"),
        print_url=_address("desk:thing-print", thing, officer, Permission.ENTITY_PRINT),
        export_url=_address("desk:thing-export", thing, officer, Permission.ENTITY_EXPORT),
        invented=any(dataset.is_invented for dataset in sources.values()),
        breakdown=breakdown(speech),
        grades=tuple(dict.fromkeys(sayer.grade for sayer in sayers if sayer.grade is not None)),
        roles=held,
        judgements=_judgements(thing, language),
        suspended="Role" in thing.laid.kinds and thing.uid in roles.suspended_among(officer, [thing.entity]),
    )


def _judgements(thing: Thing, language: str) -> tuple[JudgementShown, ...]:
    """Return who laid this page together from several things, so that nobody changes a figure unseen."""
    uids = store.uids_of({entity for one in thing.judgements for entity in (one.a, one.b)})
    return tuple(
        JudgementShown(
            one=uids[one.a][:SHORT_UID],
            other=uids[one.b][:SHORT_UID],
            on=one.judged_at.date().isoformat(),
            marking=marking_badge(one.mark, language),
            reason=one.reason,
        )
        for one in thing.judgements
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
    for prop in MEASURES:
        counts = [Count.parse(value) for value in thing.laid.values(prop) if "|" not in value]
        if counts:
            said = " · ".join(ISOLATED.format(count_text(count, language)) for count in counts)
            shown.append(
                Figure(
                    shelf.registry().properties[prop].labels[language],
                    min(count.low or 0 for count in counts),
                    max(count.high if count.high is not None else count.low or 0 for count in counts),
                    note=gettext("spans %(values)s") % {"values": said} if len(counts) > 1 else "",
                    main=not shown,
                )
            )
    return tuple(shown)


def _facts(thing: Thing) -> Iterable[Fact]:
    """Return what is said in the order in which the schemata name the properties; the rest as it comes.

    Counts by sex and age stand in their own table.
    """
    registry = shelf.registry()
    order: dict[str, int] = {}
    for kind in thing.laid.kinds:
        for prop in registry.schemata[kind].properties if kind in registry.schemata else ():
            order.setdefault(prop, len(order))
    facts = [fact for fact in thing.laid.facts(registry) if fact.prop not in HIDDEN_PROPS and not fact.part]
    return sorted(facts, key=lambda fact: order.get(fact.prop, len(order)))


def _property(fact: Fact, speech: Speech) -> PropertyShown:
    found = shelf.registry().properties.get(fact.prop)
    return PropertyShown(
        name=fact.prop,
        label=found.labels[speech.language] if found is not None else fact.prop,
        values=tuple(speech.value(said, found) for said in fact.values),
        competing=fact.is_contested,
    )


def _roles(thing: Thing, officer: Officer, use: Use, language: str) -> tuple[RoleShown, ...]:
    """Return the roles of a person; a suspended one without anything that it says of the person."""
    if "Person" not in thing.laid.kinds:
        return ()
    properties = shelf.registry().properties
    shown = []
    for role in roles.roles_of(officer, thing.cluster, use=use):
        url = reverse("desk:thing", args=[role.uid])

        def said(*props: str, of: roles.Role = role) -> str:
            values = [value_text(value, properties[prop], language) for prop in props for value in of.laid.values(prop)]
            return " · ".join(values)

        if role.is_suspended:
            shown.append(RoleShown(url, author=said("author"), reviewer=said("reviewer"), suspended=True))
            continue
        shown.append(
            RoleShown(
                url,
                title=said("role") or gettext("Role not readable"),
                ground=said("ground", "ground_text"),
                legal_reference=said("legal_reference"),
                standing=said("standing", "offence"),
                author=said("author"),
                reviewer=said("reviewer"),
                reviewed_on=next(iter(role.laid.values("reviewed_on")), ""),
            )
        )
    return tuple(shown)


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
    thing: Thing,
    names: Mapping[str, str],
    uids: Mapping[int, str],
    kinds: Mapping[int, str],
    language: str,
    *,
    without: str,
) -> tuple[Neighbour, ...]:
    """Return the things that refer to this one, save by one property; those it refers to stand among its values."""
    properties = shelf.registry().properties
    return tuple(
        Neighbour(
            title=names[uids[link.entity]],
            url=reverse("desk:thing", args=[uids[link.entity]]),
            relation=properties[link.prop].labels[language],
            kind=kind_name(kinds[link.entity], language),
        )
        for link in thing.links
        if link.is_incoming and link.prop != without and uids.get(link.entity) in names
    )


def _address(name: str, thing: Thing, officer: Officer, permission: Permission) -> str:
    return reverse(name, args=[thing.uid]) if permission in officer.permissions else ""
