"""Puts what is seen at a glance into the words of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.kernel.months import month_of
from corridor.core.kernel.months import number_of as month_number
from corridor.core.progress.codes import Level, Standing, State
from corridor.core.progress.periods import number_of
from corridor.core.progress.publication import PublicItem, PublicState
from corridor.core.progress.records import Due, Evidence
from corridor.core.progress.rules import ADDRESS
from corridor.web.base.published import promised as words
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.records import Chart, Line, Point
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day
from corridor.web.desk.commitments import wording
from corridor.web.desk.overview.queries import Deadline, Scope, Step, Told
from corridor.web.desk.pages.overview import (
    CellPage,
    CoursePage,
    DuePage,
    DueRow,
    EntryPart,
    EvidenceRow,
    Month,
    PublicRow,
    PublishPage,
    VersionRow,
)
from corridor.web.desk.progress.queries import Entry
from corridor.web.desk.progress.words import found_words, level_words, state_words


def cell_page(
    subject: str,
    item: Item,
    catalogue: Catalogue,
    entries: Sequence[Told],
    *,
    names: Mapping[str, str],
    is_confirmed: bool,
    today: date,
    language: str,
) -> CellPage:
    """Return what one State told of one commitment."""
    return CellPage(
        subject=words.subject_words(subject, names, language),
        subject_url=reverse("desk:country-sheet", args=[subject]),
        title=wording.title(item, language),
        item_url=reverse("desk:commitment", args=[item.id]),
        asks=wording.paraphrase(item, language),
        locator=wording.locator(item, language),
        instrument=wording.instrument(catalogue.instruments[item.instrument], language),
        is_caveat=item.is_from_memory and not is_confirmed,
        entries=tuple(_entry(told, item, catalogue, today, language) for told in entries),
        back=reverse("desk:matrix"),
    )


def _entry(told: Told, item: Item, catalogue: Catalogue, today: date, language: str) -> EntryPart:
    one = told.entry
    said, row = one.said, one.row
    others = [catalogue.items[name] for name in said.items if name != item.id and name in catalogue.items]
    return EntryPart(
        url=reverse("desk:progress-entry", args=[row.about]),
        half=words.half_words(number_of(row.period)),
        status=words.status_words(said.status),
        standing=words.standing_words(one.standing),
        glyph=words.GLYPHS[one.standing],
        authority=row.authority,
        level=level_words(Level(row.level)),
        responsible=said.responsible,
        actions=said.actions,
        evidence=tuple(evidence_row(each) for each in said.evidence),
        told=one.told,
        dues=tuple(due_row(each, today, language) for each in told.dues),
        answers=tuple(
            Link(wording.title(each, language), reverse("desk:matrix-cell", args=[row.subject, each.id]))
            for each in others
        ),
        versions=tuple(_version(each, language) for each in told.versions),
        is_for_another=said.item != item.id,
    )


def evidence_row(one: Evidence) -> EvidenceRow:
    """Return one piece of evidence in words."""
    url = one.reference if ADDRESS.fullmatch(one.reference) else ""
    return EvidenceRow(
        words.proof_words(one.proof), one.title, one.reference, url, found_words(one.found, one.reference)
    )


def due_row(due: Due, today: date, language: str) -> DueRow:
    """Return a milestone in words."""
    if due.done_on is not None:
        told = gettext("done on %(day)s") % {"day": day(due.done_on.isoformat(), language)}
        state, tone = told, "good"
    elif due.is_overdue(today):
        state, tone = gettext("overdue"), "attention"
    else:
        state, tone = gettext("due"), "neutral"
    later = gettext("a later report tells %(day)s") % {"day": day(due.due.isoformat(), language)}
    return DueRow(day(due.first_due.isoformat(), language), due.text, state, tone, later if due.is_moved else "")


def _version(one: Entry, language: str) -> VersionRow:
    at = one.row.approved_at or one.row.written_at
    return VersionRow(
        label=gettext("version %(number)s") % {"number": one.row.version},
        status=words.status_words(one.said.status),
        on=day(at.date().isoformat(), language),
        state=state_words(State(one.row.state)),
    )


def scope_choices(
    scopes: Iterable[Scope], chosen: Scope, names: Mapping[str, str], language: str
) -> tuple[Choice, ...]:
    """Return of whom can be asked."""
    return tuple(Choice(one.key, scope_words(one, names, language), one.key == chosen.key) for one in scopes)


def scope_words(scope: Scope, names: Mapping[str, str], language: str) -> str:
    """Return of whom a page speaks."""
    if scope.forum:
        return gettext("All members of %(forum)s") % {"forum": scope.forum}
    return words.subject_words(scope.key, names, language)


def course_page(
    scope: Scope, scopes: tuple[Scope, ...], steps: Sequence[Step], names: Mapping[str, str], language: str
) -> CoursePage:
    """Return how many commitments stood how over time."""
    last = steps[-1].tally if steps else None
    return CoursePage(
        scope=scope_words(scope, names, language),
        scopes=scope_choices(scopes, scope, names, language),
        chart=_course(steps) if steps else None,
        of=last.evidenced + last.claimed + last.silent if last else 0,
    )


def _course(steps: Sequence[Step]) -> Chart:
    """Return the chart: a half-year stands where the axis has a month, so that those after each other touch."""
    told = (
        (Standing.EVIDENCED, [one.tally.evidenced for one in steps]),
        (Standing.CLAIMED, [one.tally.claimed for one in steps]),
        (Standing.SILENT, [one.tally.silent for one in steps]),
    )
    drawn = [
        Line(
            words.standing_words(standing),
            [Point(month_of(step.half), figure) for step, figure in zip(steps, figures, strict=True)],
        )
        for standing, figures in told
    ]
    return lines(
        gettext("Commitments by how they stood"),
        drawn,
        unit=gettext("commitments"),
        name=lambda month: words.half_words(month_number(month)),
        notes=(gettext("What was told for a half-year stands until something later is told."),),
    )


def due_page(
    scope: Scope,
    scopes: tuple[Scope, ...],
    found: Sequence[Deadline],
    catalogue: Catalogue,
    *,
    is_whole: bool,
    names: Mapping[str, str],
    today: date,
    language: str,
) -> DuePage:
    """Return milestones by the month of their first day."""
    shown = [one for one in found if is_whole or one.due.done_on is None]
    months = groupby(shown, key=lambda one: one.due.first_due.isoformat()[:7])
    here = f"{reverse('desk:overdue')}?of={scope.key}"
    return DuePage(
        scope=scope_words(scope, names, language),
        scopes=scope_choices(scopes, scope, names, language),
        months=tuple(
            Month(day(month, language), tuple(deadline_row(one, catalogue, names, today, language) for one in rows))
            for month, rows in months
        ),
        overdue=sum(one.due.is_overdue(today) for one in found),
        done=sum(one.due.done_on is not None for one in found),
        is_whole=is_whole,
        whole_url=here if is_whole else f"{here}&done=yes",
    )


def deadline_row(one: Deadline, catalogue: Catalogue, names: Mapping[str, str], today: date, language: str) -> DueRow:
    """Return a milestone in words, with whose it is and for which commitment."""
    row, item = due_row(one.due, today, language), catalogue.items.get(one.item)
    return DueRow(
        first=row.first,
        text=row.text,
        state=row.state,
        tone=row.tone,
        moved=row.moved,
        subject=words.subject_words(one.subject, names, language),
        item=wording.title(item, language) if item else one.item,
        url=reverse("desk:matrix-cell", args=[one.subject, one.item]) if item else "",
    )


def publish_page(
    officer: Officer,
    subject: str,
    items: Sequence[PublicItem],
    standing: PublicState | None,
    catalogue: Catalogue,
    *,
    problems: tuple[FormProblem, ...],
    names: Mapping[str, str],
    today: date,
    language: str,
) -> PublishPage:
    """Return what would be public of the own State beside what is."""
    told = ""
    if standing is not None:
        figures = {"number": standing.number, "day": day(standing.on.isoformat(), language)}
        told = gettext("Version %(number)s of %(day)s is public.") % figures
    may = Permission.PROGRESS_APPROVE in officer.permissions
    is_changed = standing is None or standing.items != tuple(items)
    return PublishPage(
        subject=words.subject_words(subject, names, language),
        rows=tuple(_public_row(one, catalogue, today, language) for one in items),
        standing=told,
        public_url=reverse("public:commitments-of", args=[language, subject]) if standing else "",
        is_changed=is_changed,
        publish_url=reverse("desk:commitments-publish") if may and items and is_changed else "",
        withdraw_url=reverse("desk:commitments-withdraw") if may and standing else "",
        problems=problems,
    )


def _public_row(one: PublicItem, catalogue: Catalogue, today: date, language: str) -> PublicRow:
    item = catalogue.items[one.item]
    return PublicRow(
        title=wording.title(item, language),
        half=words.half_words(number_of(one.period)),
        status=words.status_words(one.status),
        standing=words.standing_words(one.standing),
        glyph=words.GLYPHS[one.standing],
        overdue=gettext("overdue since %(day)s") % {"day": day(one.due.isoformat(), language)}
        if one.due and one.is_overdue(today)
        else "",
        evidence=tuple(
            EvidenceRow(
                words.proof_words(each.proof),
                each.title,
                each.reference,
                each.reference if ADDRESS.fullmatch(each.reference) else "",
                "",
            )
            for each in one.evidence
        ),
    )
