"""What the members of a forum reported for a half-year, who did not, and what became of the forum's decisions.

States stand by name; nothing of theirs is counted, so that nothing can be ranked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from corridor.core.access.records import Officer
from corridor.core.commitments.records import Catalogue
from corridor.core.forums.records import Space
from corridor.core.forums.rules import item_of
from corridor.core.progress.codes import Status
from corridor.core.progress.periods import half_of, half_on, is_half, number_of
from corridor.web.design.shown import day
from corridor.web.desk.commitments import wording as commitments
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.forums.presenting import subject_words
from corridor.web.desk.forums.wording import not_reached
from corridor.web.desk.pages import Choice
from corridor.web.desk.progress import queries, sending
from corridor.web.desk.progress.queries import Entry
from corridor.web.desk.progress.words import period_words, standing_words, status_words

HALVES = 6
"""So many half-years can be chosen, back from today's."""


@dataclass(frozen=True)
class ReportedRow:
    """What one member told of one commitment."""

    url: str
    item: str
    title: str
    status: str
    standing: str


@dataclass(frozen=True)
class MemberReported:
    """What one member reported."""

    name: str
    rows: tuple[ReportedRow, ...]


@dataclass(frozen=True)
class Followed:
    """What became of one decision: what each member told of it, and who told nothing."""

    id: str
    title: str
    due: str
    is_overdue: bool
    told: tuple[tuple[str, ReportedRow], ...]
    silent: tuple[str, ...]


@dataclass(frozen=True)
class NotReached:
    """That an entry of the own authority did not reach a member, and why."""

    title: str
    authority: str
    why: str


@dataclass(frozen=True)
class ReportedPage:
    """One half-year of a forum for one reader."""

    name: str
    back_url: str
    half: str
    halves: tuple[Choice, ...]
    members: tuple[MemberReported, ...]
    silent: tuple[str, ...]
    decisions: tuple[Followed, ...]
    not_reached: tuple[NotReached, ...]


def reported_page(officer: Officer, row: ForumSpace, half: str, language: str, *, now: datetime) -> ReportedPage:
    """Return what was reported to a forum for a half-year; today's, where another is asked than there is."""
    known, space, today = catalogue(), forums.told_of(row), now.date()
    halves = [half_of(number_of(half_on(today)) - back) for back in range(HALVES)]
    chosen = half if is_half(half) and half in halves else halves[0]
    names = _names(space, language)
    entries = [one for one in queries.entries_for(officer, subjects=names, periods=[chosen]) if _is_of(one, row)]
    reported = {one.row.subject for one in entries}
    return ReportedPage(
        name=row.name,
        back_url=reverse("desk:forum", args=[row.uid]),
        half=chosen,
        halves=tuple(Choice(one, period_words(one), one == chosen) for one in halves),
        members=tuple(
            MemberReported(name, _rows([one for one in entries if one.row.subject == subject], known, language))
            for subject, name in names.items()
            if subject in reported
        ),
        silent=tuple(name for subject, name in names.items() if subject not in reported),
        decisions=_followed(officer, row, space, names, language, today),
        not_reached=_not_reached(officer, entries, known, language, now),
    )


def _names(space: Space, language: str) -> Mapping[str, str]:
    """Return for whom the members speak, by name."""
    found = {one.subject: subject_words(one.subject, one.name, language) for one in space.members}
    return dict(sorted(found.items(), key=lambda each: (each[1], each[0])))


def _is_of(one: Entry, row: ForumSpace) -> bool:
    return row.uid in one.row.forums


def _rows(entries: Sequence[Entry], known: Catalogue, language: str) -> tuple[ReportedRow, ...]:
    return tuple(_row(one, one.said.item, known, language) for one in entries)


def _row(one: Entry, item: str, known: Catalogue, language: str) -> ReportedRow:
    return ReportedRow(
        url=reverse("desk:matrix-cell", args=[one.row.subject, item]) if item in known.items else "",
        item=item,
        title=commitments.title(known.items[item], language) if item in known.items else "",
        status=status_words(Status(one.row.status)),
        standing=standing_words(one.standing),
    )


def _followed(
    officer: Officer, row: ForumSpace, space: Space, names: Mapping[str, str], language: str, today: date
) -> tuple[Followed, ...]:
    """Return each decision with the last that every member told of it to this forum, for whatever half-year."""
    items = [item_of(space.uid, one.number) for one in space.decisions]
    found = (
        [one for one in queries.entries_for(officer, subjects=names, items=items) if _is_of(one, row)] if items else []
    )
    known = catalogue()
    followed = []
    for one, item in zip(space.decisions, items, strict=True):
        last = {entry.row.subject: entry for entry in sorted(found, key=_order) if item in entry.said.items}
        told = [
            (name, _row(last[subject], item, known, language)) for subject, name in names.items() if subject in last
        ]
        followed.append(
            Followed(
                id=item,
                title=one.title,
                due=day(one.due.isoformat(), language) if one.due is not None else "",
                is_overdue=one.is_overdue(today) and any(_is_open(last.get(subject)) for subject in names),
                told=tuple(told),
                silent=tuple(name for subject, name in names.items() if subject not in last),
            )
        )
    return tuple(followed)


def _order(one: Entry) -> tuple[str, int]:
    return one.row.period, one.row.pk


def _is_open(one: Entry | None) -> bool:
    return one is None or one.row.status not in (Status.DONE, Status.ENDED)


def _not_reached(
    officer: Officer, entries: Sequence[Entry], known: Catalogue, language: str, now: datetime
) -> tuple[NotReached, ...]:
    own = [one for one in entries if one.row.authority == officer.reader.authority and not one.row.node]
    return tuple(
        NotReached(
            _row(one, one.said.item, known, language).title or one.said.item, each.authority, not_reached(each.why)
        )
        for one in own
        for each in sending.deliveries(one.row, now=now)
        if each.why
    )
