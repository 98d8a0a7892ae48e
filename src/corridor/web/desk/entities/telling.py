"""Puts a thing's history, its neighbours, its members and a comparison into their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.entities.codes import REVERSAL_GROUNDS
from corridor.core.entities.laying import Laid
from corridor.core.entities.records import Problem
from corridor.web.design.shown import moment
from corridor.web.desk.entities.drawing import kind_name, label_of, title_of
from corridor.web.desk.entities.grounds import ground_choices, ground_label
from corridor.web.desk.entities.history import Change, History, Moment
from corridor.web.desk.entities.judgements import Comparison, Membership
from corridor.web.desk.entities.neighbours import PAGE_NEIGHBOURS, Group
from corridor.web.desk.entities.presenting import Around, judgements_shown, neighbour_shown
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.entities.saying import SHORT_UID, value_text
from corridor.web.desk.pages import (
    ChangeShown,
    ComparedShown,
    FormProblem,
    HistoryPage,
    MemberShown,
    MembersPage,
    MomentShown,
    NeighboursPage,
    Pagination,
)
from corridor.web.desk.statements.presenting import marking_badge, source_label


def history_page(
    history: History,
    officer: Officer,
    language: str,
    *,
    on: str,
    titles: Mapping[str, str],
    problems: tuple[FormProblem, ...] = (),
) -> HistoryPage:
    """Return the page of a thing's history.

    Args:
        titles: What things are called that values refer to, by identifier, where the reader sees them.
    """
    uid = history.thing.uid
    return HistoryPage(
        title=title_of(history.thing.laid, language),
        back_url=reverse("desk:thing", args=[uid]),
        action=reverse("desk:thing-history", args=[uid]),
        moments=tuple(_moment(one, uid, officer, language, titles) for one in history.moments),
        on=on,
        known=_changes(history.known, language, titles),
        undated=history.undated,
        problems=problems,
    )


def _moment(one: Moment, uid: str, officer: Officer, language: str, titles: Mapping[str, str]) -> MomentShown:
    day = one.at.date().isoformat()
    address = f"{reverse('desk:thing-history', args=[uid])}?{urlencode({'on': day})}"
    if one.judgement is not None:
        badge = marking_badge(one.judgement.mark, language)
        is_own = badge.originator == officer.reader.authority
        return MomentShown(
            on=moment(one.at, language),
            label=gettext("Judged the same as another thing"),
            source=badge.originator,
            by=one.judgement.judged_by if is_own else "",
            marking=badge,
            changes=(ChangeShown(gettext("Ground"), (), (ground_label(one.judgement.ground) or "–",)),),
        )
    load = one.load
    assert load is not None
    is_own = load.dataset.authority == officer.reader.authority
    return MomentShown(
        on=moment(one.at, language),
        label=_label(one),
        source=source_label(load.dataset),
        source_url=reverse("desk:source", args=[load.dataset.source.code]),
        released_on=load.released_on,
        by=load.brought_by if is_own else "",
        marking=marking_badge(load.mark, language),
        changes=_changes(one.changes, language, titles),
        as_known_url=address,
    )


def _label(one: Moment) -> str:
    assert one.load is not None
    if not one.load.dataset.mapping:
        return gettext("Reported")
    if one.is_first:
        return gettext("First released")
    if all(not change.after for change in one.changes):
        return gettext("No longer in the release")
    return gettext("Revised by a later release")


def _changes(changes: Sequence[Change], language: str, titles: Mapping[str, str]) -> tuple[ChangeShown, ...]:
    return tuple(
        ChangeShown(
            label_of(change.prop, language),
            _texts(change.prop, change.before, language, titles),
            _texts(change.prop, change.after, language, titles),
        )
        for change in changes
    )


def _texts(prop: str, values: Sequence[str], language: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return values as a page shows them; a thing that is referred to by its name, or by the start of its reference."""
    found = shelf.registry().properties.get(prop)
    shown = []
    for value in values:
        if found is not None and found.range and len(value) == len("0" * 32):
            shown.append(titles.get(value) or gettext("thing %(uid)s") % {"uid": value[:SHORT_UID]})
        else:
            shown.append(value_text(value, found, language))
    return tuple(shown)


def neighbours_page(thing: Thing, group: Group, around: Around, language: str, *, first: int) -> NeighboursPage:
    """Return one page of what is connected with a thing by one property."""
    address = reverse("desk:thing-neighbours", args=[thing.uid])
    asked = {"prop": group.prop, "way": "in" if group.is_incoming else "out"}
    page = first // PAGE_NEIGHBOURS + 1

    def turned(to: int) -> str:
        return f"{address}?{urlencode({**asked, 'page': str(to)})}"

    last = first + len(group.entities)
    return NeighboursPage(
        title=title_of(thing.laid, language),
        back_url=reverse("desk:thing", args=[thing.uid]),
        relation=label_of(group.prop, language),
        incoming=group.is_incoming,
        things=tuple(neighbour_shown(entity, around, language) for entity in group.entities),
        pagination=Pagination(
            first=first + 1 if group.entities else 0,
            last=last,
            total=group.count,
            previous_url=turned(page - 1) if page > 1 else "",
            next_url=turned(page + 1) if last < group.count and group.entities else "",
        ),
    )


def members_page(found: Membership, officer: Officer, language: str) -> MembersPage:
    """Return the things that one page lays together, and who judged so."""
    uid = found.thing.uid
    may_judge = Permission.JUDGEMENT_MAKE in officer.permissions
    return MembersPage(
        title=title_of(found.thing.laid, language),
        back_url=reverse("desk:thing", args=[uid]),
        members=tuple(
            MemberShown(
                ref=member.uid[:SHORT_UID],
                title=title_of(member.laid, language),
                url=reverse("desk:thing", args=[member.uid]),
                kind=" / ".join(kind_name(kind, language) for kind in member.laid.kinds),
                items=sum(1 for prop in member.laid.props for _ in member.laid.rows(prop)),
            )
            for member in found.members
        ),
        judgements=judgements_shown(found.judgements, officer, language),
        withdrawn=judgements_shown(found.withdrawn, officer, language),
        grounds=ground_choices(REVERSAL_GROUNDS),
        compare_url=reverse("desk:thing-compare", args=[uid]) if may_judge else "",
    )


def compared(found: Comparison, language: str, titles: Mapping[str, str]) -> tuple[ComparedShown, ...]:
    """Return two things property by property, those that differ first in the order of the first thing."""
    rows = []
    for prop in dict.fromkeys((*found.one.laid.props, *found.other.laid.props)):
        one, other = _said(found.one.laid, prop), _said(found.other.laid, prop)
        rows.append(
            ComparedShown(
                label_of(prop, language),
                _texts(prop, one, language, titles),
                _texts(prop, other, language, titles),
                differs=bool(one and other) and not set(one) & set(other),
            )
        )
    return tuple(rows)


def _said(laid: Laid, prop: str) -> tuple[str, ...]:
    return tuple(value for value in laid.values(prop) if "|" not in value)


def reason_text(problem: Problem) -> str:
    """Return why two things should not be judged the same, or deserve a second look, in words."""
    return {
        "merge.kinds": gettext("The things are of different kinds; both kinds will stand side by side."),
        "R-02.merge": gettext("Roles are judgements of their own and are never merged."),
        "R-01.no-role": gettext("A person is recorded only in a role that has its own ground."),
        "R-03.coerced": gettext("Coercion is recorded and blocks the role until a second officer excludes it."),
        "R-04.no-benefit": gettext("One side says smuggling, the other that there was no benefit."),
    }.get(problem.code, gettext("A safeguard stands against it: %(code)s") % {"code": problem.code})
