"""The pages of forums, ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.commitments.records import Catalogue
from corridor.core.forums.records import Decision, Meeting, Space
from corridor.core.forums.rules import item_of, next_meeting
from corridor.web.design.shown import day
from corridor.web.desk.commitments import wording as commitments
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums import queries, wording
from corridor.web.desk.forums.forms import BLANK, DecisionTyped, MeetingTyped, SpaceTyped
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.pages import Choice, FormProblem
from corridor.web.desk.statements.presenting import country_label


@dataclass(frozen=True)
class SpaceRow:
    """One forum in the list."""

    url: str
    name: str
    host: str
    members: int
    next_on: str
    is_ours: bool


@dataclass(frozen=True)
class ForumsPage:
    """The forums of an authority, and those that are over."""

    rows: tuple[SpaceRow, ...]
    past: tuple[SpaceRow, ...]
    new_url: str


@dataclass(frozen=True)
class SpaceNewPage:
    """The form by which a forum is opened."""

    typed: SpaceTyped
    instruments: tuple[Choice, ...]
    templates: tuple[Choice, ...]
    problems: tuple[FormProblem, ...]


@dataclass(frozen=True)
class MemberRow:
    """A member, and why its node was not reached."""

    authority: str
    name: str
    subject: str
    node: str
    trouble: str
    end_url: str


@dataclass(frozen=True)
class ItemLink:
    """A commitment by its id, and its title where it is known here."""

    id: str
    title: str


@dataclass(frozen=True)
class PointRow:
    """A point of an agenda."""

    text: str
    items: tuple[ItemLink, ...]


@dataclass(frozen=True)
class MeetingRow:
    """A meeting."""

    on: str
    place: str
    agenda: tuple[PointRow, ...]
    papers: tuple[tuple[str, str], ...]
    minutes: str
    change_url: str


@dataclass(frozen=True)
class DecisionRow:
    """A decision: a commitment from then on."""

    id: str
    title: str
    paraphrase: str
    addressee: str
    pillar: str
    theme: str
    on: str
    due: str
    is_overdue: bool
    alike: tuple[ItemLink, ...]


@dataclass(frozen=True)
class SpacePage:
    """One forum as one reader sees it."""

    name: str
    host: str
    node: str
    template: str
    instruments: tuple[str, ...]
    closed_on: str
    next_on: str
    next_place: str
    members: tuple[MemberRow, ...]
    meetings: tuple[MeetingRow, ...]
    decisions: tuple[DecisionRow, ...]
    reported_url: str
    member_url: str
    candidates: tuple[Choice, ...]
    meeting_url: str
    decision_url: str
    close_url: str
    problems: tuple[FormProblem, ...]


@dataclass(frozen=True)
class TypedRow:
    """One row of a form that grows."""

    number: int
    text: str
    other: str

    @property
    def number_text(self) -> str:
        """The number as part of the name of a field."""
        return str(self.number)


@dataclass(frozen=True)
class MeetingPage:
    """The form of a meeting."""

    back_url: str
    name: str
    is_new: bool
    typed: MeetingTyped
    agenda: tuple[TypedRow, ...]
    papers: tuple[TypedRow, ...]
    problems: tuple[FormProblem, ...]


@dataclass(frozen=True)
class DecisionPage:
    """The form of a decision."""

    back_url: str
    name: str
    typed: DecisionTyped
    addressees: tuple[Choice, ...]
    pillars: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    meetings: tuple[Choice, ...]
    problems: tuple[FormProblem, ...]


def forums_page(officer: Officer, language: str, *, today: date) -> ForumsPage:
    """Return the forums of an officer's authority."""
    return ForumsPage(
        rows=tuple(_space_row(officer, row, language, today) for row in queries.spaces_for(officer)),
        past=tuple(_space_row(officer, row, language, today) for row in queries.spaces_for(officer, past=True)),
        new_url=reverse("desk:forum-new") if Permission.FORUM_KEEP in officer.permissions else "",
    )


def _space_row(officer: Officer, row: ForumSpace, language: str, today: date) -> SpaceRow:
    space = queries.told_of(row)
    coming = next_meeting(space, today)
    return SpaceRow(
        url=reverse("desk:forum", args=[row.uid]) if queries.reads_on(officer, row) else "",
        name=row.name,
        host=row.host,
        members=len(space.members),
        next_on=day(coming.on.isoformat(), language) if coming is not None else "",
        is_ours=row.host == officer.reader.authority,
    )


def space_new_page(typed: SpaceTyped, language: str, problems: tuple[FormProblem, ...] = ()) -> SpaceNewPage:
    """Return the form by which a forum is opened, filled as it was sent."""
    known = sorted(catalogue().instruments.values(), key=lambda one: commitments.instrument(one, language))
    return SpaceNewPage(
        typed=typed,
        instruments=tuple(
            Choice(one.key, commitments.instrument(one, language), one.key in typed.instruments) for one in known
        ),
        templates=_choices(wording.templates(), typed.template),
        problems=problems,
    )


def space_page(
    officer: Officer, row: ForumSpace, language: str, *, now: datetime, problems: tuple[FormProblem, ...] = ()
) -> SpacePage:
    """Return one forum for an officer."""
    space, known, is_host = queries.told_of(row), catalogue(), queries.is_host(officer, row)
    coming = next_meeting(space, now.date())
    troubles = {one.authority: one.why for one in queries.deliveries(row, now=now)} if not row.node else {}
    taken = {one.authority for one in space.members}
    return SpacePage(
        name=row.name,
        host=row.host,
        node=row.node,
        template=wording.templates()[row.template],
        instruments=tuple(
            commitments.instrument(known.instruments[key], language) if key in known.instruments else key
            for key in space.instruments
        ),
        closed_on=day(row.closed_at.date().isoformat(), language) if row.closed_at is not None else "",
        next_on=day(coming.on.isoformat(), language) if coming is not None else "",
        next_place=coming.place if coming is not None else "",
        members=_members(row, space, troubles, language, is_host=is_host),
        meetings=tuple(_meeting(row.uid, one, known, language, is_host=is_host) for one in reversed(space.meetings)),
        decisions=tuple(_decision(row.uid, one, known, language, now.date()) for one in space.decisions),
        reported_url=reverse("desk:forum-reported", args=[row.uid]),
        member_url=reverse("desk:forum-member", args=[row.uid]) if is_host else "",
        candidates=tuple(
            Choice(one.authority, f"{one.name} ({one.authority})")
            for one in queries.bodies().values()
            if is_host and one.authority not in taken
        ),
        meeting_url=reverse("desk:forum-meeting-new", args=[row.uid]) if is_host else "",
        decision_url=reverse("desk:forum-decision-new", args=[row.uid]) if is_host else "",
        close_url=reverse("desk:forum-close", args=[row.uid]) if is_host else "",
        problems=problems,
    )


def _members(
    row: ForumSpace, space: Space, troubles: Mapping[str, str], language: str, *, is_host: bool
) -> tuple[MemberRow, ...]:
    nodes = queries.nodes_of(one.authority for one in space.members)
    return tuple(
        MemberRow(
            authority=one.authority,
            name=one.name,
            subject=subject_words(one.subject, one.name, language),
            node=nodes[one.authority] or "",
            trouble=wording.not_reached(troubles[one.authority]) if troubles.get(one.authority) else "",
            end_url=reverse("desk:forum-member-end", args=[row.uid]) if is_host else "",
        )
        for one in space.members
    )


def subject_words(subject: str, name: str, language: str) -> str:
    """Return for whom a member speaks: the name of a State, or of an organisation."""
    return country_label(subject, language) if len(subject) == 2 else name  # two letters are a State


def _links(items: Iterable[str], known: Catalogue, language: str) -> tuple[ItemLink, ...]:
    return tuple(
        ItemLink(key, commitments.title(known.items[key], language) if key in known.items else "") for key in items
    )


def _meeting(uid: str, one: Meeting, known: Catalogue, language: str, *, is_host: bool) -> MeetingRow:
    return MeetingRow(
        on=day(one.on.isoformat(), language),
        place=one.place,
        agenda=tuple(PointRow(point.text, _links(point.items, known, language)) for point in one.agenda),
        papers=tuple((paper.title, paper.reference) for paper in one.papers),
        minutes=one.minutes,
        change_url=reverse("desk:forum-meeting", args=[uid, one.uid]) if is_host else "",
    )


def _decision(uid: str, one: Decision, known: Catalogue, language: str, today: date) -> DecisionRow:
    return DecisionRow(
        id=item_of(uid, one.number),
        title=one.title,
        paraphrase=one.paraphrase,
        addressee=wording.addressees()[one.addressee.value],
        pillar=wording.pillars()[one.pillar.value],
        theme=commitments.theme(one.theme, known.themes.get(one.theme, one.theme), language),
        on=day(one.on.isoformat(), language),
        due=day(one.due.isoformat(), language) if one.due is not None else "",
        is_overdue=one.is_overdue(today),
        alike=_links(one.alike, known, language),
    )


def meeting_page(
    row: ForumSpace, typed: MeetingTyped, *, is_new: bool, problems: tuple[FormProblem, ...] = ()
) -> MeetingPage:
    """Return the form of a meeting, filled as it was sent."""
    return MeetingPage(
        back_url=reverse("desk:forum", args=[row.uid]),
        name=row.name,
        is_new=is_new,
        typed=typed,
        agenda=_rows(typed.agenda),
        papers=_rows(typed.papers),
        problems=problems,
    )


def _rows(pairs: tuple[tuple[str, str], ...]) -> tuple[TypedRow, ...]:
    return tuple(TypedRow(n, *pair) for n, pair in enumerate((*pairs, *[("", "")] * BLANK), start=1))


def decision_page(
    row: ForumSpace, typed: DecisionTyped, language: str, problems: tuple[FormProblem, ...] = ()
) -> DecisionPage:
    """Return the form of a decision, filled as it was sent."""
    known, space = catalogue(), queries.told_of(row)
    themes = sorted((commitments.theme(key, title, language), key) for key, title in known.themes.items())
    return DecisionPage(
        back_url=reverse("desk:forum", args=[row.uid]),
        name=row.name,
        typed=typed,
        addressees=_choices(wording.addressees(), typed.addressee),
        pillars=_choices(wording.pillars(), typed.pillar),
        themes=tuple(Choice(key, title, key == typed.theme) for title, key in themes),
        meetings=tuple(
            Choice(one.uid, day(one.on.isoformat(), language), one.uid == typed.meeting) for one in space.meetings
        ),
        problems=problems,
    )


def usual_measure() -> str:
    """Return how a decision is measured where nobody says otherwise."""
    return gettext("The decision is carried out")


def _choices(words: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, label, code == chosen) for code, label in words.items())
