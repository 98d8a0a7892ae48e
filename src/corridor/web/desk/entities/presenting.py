"""Puts one thing into the words and addresses of its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.entities.laying import Fact, Laid
from corridor.core.entities.rules.completeness import lacking
from corridor.core.entities.trust import trusted
from corridor.core.handling.codes import Use
from corridor.core.kernel.counts import Count
from corridor.core.matching.eligibility import IDENTIFIERS
from corridor.web.base.accounts.queries import authorities
from corridor.web.desk.entities import roles
from corridor.web.desk.entities.breakdown import breakdown
from corridor.web.desk.entities.choices import NOTHING_APPLIED, Applied
from corridor.web.desk.entities.drawing import kind_name, label_of, property_shown, title_of
from corridor.web.desk.entities.grounds import ground_label
from corridor.web.desk.entities.judgements import Judgement
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.entities.neighbours import Group, seen_among
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.entities.saying import ISOLATED, SHORT_UID, Speech, count_text, latin_of, value_text
from corridor.web.desk.pages import (
    Figure,
    JudgementShown,
    MapView,
    Neighbour,
    Neighbours,
    RoleShown,
    SourceSaid,
    ThingPage,
)
from corridor.web.desk.partners import treatment
from corridor.web.desk.reports.attaching import files_about
from corridor.web.desk.reports.queries import EDITION
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store
from corridor.web.desk.statements.around import bare_among
from corridor.web.desk.statements.models import Dataset, Same
from corridor.web.desk.statements.presenting import country_label, marking_badge, source_label
from corridor.web.desk.statements.titles import titles_for

MEASURES = ("dead", "missing", "dead_or_missing", "survivors", "people", "detections")


@dataclass(frozen=True)
class Around:
    """What a page says of other things: their titles, identifiers and kinds, by row, for those that the reader sees.

    `members` names of which of the things judged the same each statement was made.
    """

    titles: Mapping[int, str]
    uids: Mapping[int, str]
    kinds: Mapping[int, str]
    groups: tuple[Group, ...] = ()
    apart: tuple[Apart, ...] = ()
    members: Mapping[tuple[str, int, str], tuple[str, ...]] = field(default_factory=dict)

    def name(self, entity: int, language: str) -> str:
        """Return what a connected thing is called."""
        return self.titles.get(entity) or kind_name(self.kinds.get(entity, ""), language)


def surroundings(officer: Officer, entities: Sequence[int], use: Use = Use.READ) -> Around:
    """Return what may be said of other things beside one, for one use."""
    wanted = list(dict.fromkeys(entities))
    bare = bare_among(officer, wanted, use=use)
    kinds: dict[int, str] = {}
    kind = spine.prop_numbers()["kind"]
    for entity, value in store.visible_values(officer.reader_class, use, wanted, kind):
        kinds.setdefault(entity, value)
    titles = titles_for(officer, [entity for entity in wanted if entity not in bare], use=use)
    return Around(titles, store.uids_of(wanted), kinds)


def thing_page(
    thing: Thing,
    around: Around,
    *,
    officer: Officer,
    language: str,
    use: Use = Use.READ,
    applied: Applied = NOTHING_APPLIED,
) -> ThingPage:
    """Return the page of one thing, made from what may be put to this use and drawn as the officer trusts it."""
    marks = dict.fromkeys(row[7] for prop in thing.laid.props for row in thing.laid.rows(prop))
    drawn = trusted(thing.laid, applied.trust)
    names = {
        around.uids[link.entity]: around.name(link.entity, language)
        for link in thing.links
        if link.entity in around.uids and link.entity in around.kinds
    }
    names[thing.uid] = title_of(drawn, language) if drawn else title_of(thing.laid, language)
    speech = Speech(thing, language, names, applied, around.members)
    properties = tuple(property_shown(fact, speech) for fact in _facts(thing))
    held = _roles(thing, officer, use, language)
    sayers = [sayer for prop in properties for value in prop.values for sayer in value.sayers]
    datasets = {dataset.pk: dataset for dataset in thing.datasets.values()}
    is_reading = use is Use.READ
    return ThingPage(
        ref=thing.uid,
        title=names[thing.uid],
        kind=" / ".join(kind_name(kind, language) for kind in thing.laid.kinds),
        on=next(iter((*drawn.values("occurred_on"), *drawn.values("period"))), ""),
        place=_place(drawn, language),
        figures=_figures(drawn, language),
        properties=properties,
        sources=_sources(datasets.values(), applied),
        markings=tuple(dict.fromkeys(marking_badge(int(str(mark)), language) for mark in marks)),
        neighbours=neighbours_shown(thing, around, language, without="person" if held else ""),
        map=_map(thing, drawn),
        back_url=reverse("desk:picture"),
        print_url=_address("desk:thing-print", thing, officer, Permission.ENTITY_PRINT),
        export_url=f"{reverse('desk:export')}?view=thing&thing={thing.uid}"
        if Permission.ENTITY_EXPORT in officer.permissions
        else "",
        invented=any(dataset.is_invented for dataset in datasets.values()),
        breakdown=breakdown(speech),
        grades=tuple(dict.fromkeys(sayer.grade for sayer in sayers if sayer.grade is not None)),
        roles=held,
        judgements=judgements_shown(thing.judgements, officer, language),
        apart=judgements_shown(around.apart, officer, language),
        suspended="Role" in thing.laid.kinds and thing.uid in roles.suspended_among(officer, [thing.entity]),
        choices=applied.count,
        choose_url=reverse("desk:thing-choose", args=[thing.uid]) if is_reading else "",
        choices_url=reverse("desk:choices") if is_reading else "",
        history_url=reverse("desk:thing-history", args=[thing.uid]) if is_reading else "",
        romanised=latin_of(names[thing.uid]),
        reports_url=_address("desk:thing-reports", thing, officer, Permission.FEEDBACK_GIVE),
        received_url=_address("desk:thing-received", thing, officer, Permission.RECEIVED_READ) if _came(thing) else "",
        files_url=reverse("desk:thing-files", args=[thing.uid]) if files_about(officer, thing.uid) else "",
        members_url=reverse("desk:thing-members", args=[thing.uid]) if len(thing.cluster) > 1 else "",
        hold_url=_address("desk:thing-hold", thing, officer, Permission.HOLD_PLACE),
        match_url=_match_url(thing, officer),
        compare_url=_address("desk:thing-compare", thing, officer, Permission.JUDGEMENT_MAKE),
        lacking=_lacking(thing, language),
        barred=treatment.touches(thing.cluster, thing.sources),
        barred_url=f"{reverse('desk:ill-treatment')}?about={thing.uid}"
        if is_reading and Permission.ILL_TREATMENT_MARK in officer.permissions
        else "",
    )


def _lacking(thing: Thing, language: str) -> tuple[str, ...]:
    """Return what the thing should say and, for this reader, does not, by name."""
    return tuple(label_of(prop, language) for prop in lacking(thing.laid.kinds, thing.laid.props))


def _sources(datasets: Iterable[Dataset], applied: Applied) -> tuple[SourceSaid, ...]:
    """Return the sources of a page, each once, with the reader's choice not to trust it."""
    shown: dict[str, SourceSaid] = {}
    for dataset in datasets:
        code = dataset.source.code
        choice = applied.sources.get(code)
        shown.setdefault(
            source_label(dataset),
            SourceSaid(
                label=source_label(dataset),
                url=reverse("desk:source", args=[code]),
                code=code,
                disbelieved=choice is not None,
                end_url=reverse("desk:choice-end", args=[choice.uid]) if choice is not None else "",
            ),
        )
    return tuple(shown.values())


def judgements_shown(made: Sequence[Judgement], officer: Officer, language: str) -> tuple[JudgementShown, ...]:
    """Return judgements in words: who laid a page together, so that nobody changes a figure unseen.

    The officer who judged is named to the own authority alone.
    """
    uids = store.uids_of({entity for one in made for entity in (one.a, one.b)})
    seen = seen_among(officer, list(uids))
    shown = []
    for one in made:
        badge = marking_badge(one.mark, language)
        is_own = badge.originator == officer.reader.authority
        may_judge = is_own and Permission.JUDGEMENT_MAKE in officer.permissions
        shown.append(
            JudgementShown(
                one=uids[one.a][:SHORT_UID],
                other=uids[one.b][:SHORT_UID],
                on=one.judged_at.date().isoformat(),
                marking=badge,
                reason=one.reason,
                ground=ground_label(one.ground),
                same=isinstance(one, Same),
                by=one.judged_by if is_own else "",
                one_url=reverse("desk:thing", args=[uids[one.a]]) if one.a in seen else "",
                other_url=reverse("desk:thing", args=[uids[one.b]]) if one.b in seen else "",
                withdrawn_on=one.withdrawn_at.date().isoformat() if one.withdrawn_at else "",
                withdraw_url=reverse("desk:judgement-withdraw", args=[one.uid])
                if may_judge and one.withdrawn_at is None
                else "",
                restore_url=reverse("desk:judgement-restore", args=[one.uid]) if may_judge and one.withdrawn_at else "",
            )
        )
    return tuple(shown)


def _place(laid: Laid, language: str) -> str:
    parts = [*laid.values("region")[:1]]
    parts += [country_label(code, language) for code in laid.values("country")[:1]]
    return ", ".join(dict.fromkeys(parts))


def _figures(laid: Laid, language: str) -> tuple[Figure, ...]:
    shown: list[Figure] = []
    for prop in MEASURES:
        counts = [Count.parse(value) for value in laid.values(prop) if "|" not in value]
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

    Counts by sex and age stand in their own table. Kinds stand first where they contradict each other.
    """
    registry = shelf.registry()
    order: dict[str, int] = {"kind": -1}
    for kind in thing.laid.kinds:
        for prop in registry.schemata[kind].properties if kind in registry.schemata else ():
            order.setdefault(prop, len(order))
    hidden = frozenset[str]() if len(thing.laid.kinds) > 1 else frozenset({"kind"})
    facts = [fact for fact in thing.laid.facts(registry) if fact.prop not in hidden and not fact.part]
    return sorted(facts, key=lambda fact: order.get(fact.prop, len(order)))


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


def _map(thing: Thing, drawn: Laid) -> MapView | None:
    points = drawn.values("point")
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


def neighbours_shown(thing: Thing, around: Around, language: str, *, without: str = "") -> tuple[Neighbours, ...]:
    """Return what a thing is connected with, by property, save by one."""
    return tuple(
        Neighbours(
            relation=label_of(group.prop, language),
            count=group.count,
            things=tuple(
                neighbour_shown(entity, around, language) for entity in group.entities if entity in around.uids
            ),
            incoming=group.is_incoming,
            url=f"{reverse('desk:thing-neighbours', args=[thing.uid])}?{urlencode(asked_for(group))}",
        )
        for group in around.groups
        if not (group.is_incoming and group.prop == without)
    )


def asked_for(group: Group) -> dict[str, str]:
    """Return what the address of a group's own page asks for."""
    return {"prop": group.prop, "way": "in" if group.is_incoming else "out"}


def neighbour_shown(entity: int, around: Around, language: str) -> Neighbour:
    """Return one connected thing."""
    return Neighbour(
        title=around.name(entity, language),
        url=reverse("desk:thing", args=[around.uids[entity]]),
        relation="",
        kind=kind_name(around.kinds.get(entity, ""), language),
    )


def _came(thing: Thing) -> bool:
    """Tell whether a partner's report says something of a thing."""
    own = {code for code, _ in authorities()}
    return any(one.edition == EDITION and one.authority not in own for one in thing.datasets.values())


def _match_url(thing: Thing, officer: Officer) -> str:
    """Return where one asks others about the thing's identifiers; nothing for what gives no keys."""
    gives_keys = not IDENTIFIERS.keys().isdisjoint(thing.laid.kinds) and Permission.MATCH_ASK in officer.permissions
    return f"{reverse('desk:matching')}?thing={thing.uid}" if gives_keys else ""


def _address(name: str, thing: Thing, officer: Officer, permission: Permission) -> str:
    return reverse(name, args=[thing.uid]) if permission in officer.permissions else ""
