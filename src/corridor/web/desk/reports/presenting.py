"""Lays out the lists of reports, and one report where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exports.rules import reach
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.reports.building import CONFIRMED
from corridor.core.reports.codes import OPEN, ReturnReason, State
from corridor.core.returned.rules import readers_told
from corridor.web.base.marks.presets import presets
from corridor.web.base.oversight import queries as oversight
from corridor.web.base.printing import own_badge
from corridor.web.design.frame import Badge
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day, moment
from corridor.web.desk.pages import MarkingBadge
from corridor.web.desk.pages.reports import (
    ReadByRow,
    ReportListRow,
    ReportPage,
    ReportsPage,
    SaidLine,
    SaidSection,
    ThingFilesPage,
    VersionRow,
)
from corridor.web.desk.reports import attaching, forming, queries, wording
from corridor.web.desk.reports.models import Report
from corridor.web.desk.reports.readers import marking_asked
from corridor.web.desk.reports.wording import REASONS, said, state_of
from corridor.web.desk.statements import store
from corridor.web.desk.statements.presenting import badge_of
from corridor.web.desk.statements.titles import titles_for


def reports_page(officer: Officer) -> ReportsPage:
    """Return the officer's own reports, and those of colleagues that wait for a second officer."""
    return ReportsPage(
        new_url=reverse("desk:report-new"),
        own=tuple(_row(one) for one in _on_page(officer, queries.own_for(officer))),
        waiting=tuple(_row(one, author=one.author) for one in _on_page(officer, queries.waiting_for(officer))),
        may_release=Permission.REPORT_RELEASE in officer.permissions,
        returned_url=forming.address("desk:returned"),
        sheet_url=forming.address("desk:report-sheet"),
    )


def _on_page(officer: Officer, found: Sequence[Report]) -> list[Report]:
    """Return what of a list stands on the page: on paper, what may be printed alone."""
    return [one for one in found if not officer.reader.is_printing or paper_marks(officer, one)]


def paper_marks(officer: Officer, report: Report) -> tuple[MarkingBadge | Badge, ...]:
    """Return under which markings a report is printed, the strictest first; none where it may not be printed.

    Until it is released it stays with its authority, whatever marking it will have.
    """
    values, own = queries.kept_of(report).values, officer.reader.authority
    if not values.get("marking"):
        return (own_badge(own),)
    printing = replace(officer, reader=replace(officer.reader, is_printing=True))
    marking = marking_asked(
        printing, values["marking"], [one for one in values.get("recipients", "").split(",") if one]
    )
    if marking is None:
        return ()
    under = [marking]
    if report.state != State.RELEASED:
        under.append(replace(presets()["own-authority"].template, originator=own))
    schemes, language = shelf.schemes(), get_language() or "en"
    return tuple(dict.fromkeys(badge_of(one, language) for one in sorted(under, key=lambda one: reach(one, schemes))))


def _row(report: Report, author: str = "") -> ReportListRow:
    values = queries.kept_of(report).values
    language = get_language() or "en"
    is_draft = report.state in OPEN
    return ReportListRow(
        ref=report.ref,
        url=reverse("desk:report-edit" if is_draft else "desk:report", args=[report.uid]),
        kind=_said_of(values, "incident_kind", language),
        day=_said_of(values, "occurred_on", language),
        place=_said_of(values, "place_text", language),
        state=state_of(report.state),
        author=author,
        note=_note(report, language),
    )


def _note(report: Report, language: str) -> str:
    if report.state == State.RETURNED:
        return gettext(REASONS[ReturnReason(report.reason)])
    return gettext("Version %(version)s") % {"version": report.version} if report.version > 1 else ""


def _said_of(values: Mapping[str, str], path: str, language: str) -> str:
    field = shelf.report_form().field(path)
    return said(field, values[path], language) if field is not None and path in values else ""


def report_page(officer: Officer, report: Report, now: datetime) -> ReportPage:
    """Return one report where it stands, and what this officer can do with it."""
    language = get_language() or "en"
    values = queries.kept_of(report).values
    before = queries.kept_of(report.corrects).values if report.corrects is not None else {}
    is_own = report.author == officer.handle
    part = forming.readers_part(officer, values)

    def act(name: str, *, when: bool) -> str:
        return reverse(f"desk:report-{name}", args=[report.uid]) if when else ""

    is_read = is_own and report.state == State.RELEASED and queries.may_read(officer, report)
    waits_for_other = report.state == State.WAITING and not is_own
    latest = queries.latest_of(report)
    return ReportPage(
        ref=report.ref,
        title=_said_of(values, "incident_kind", language) or gettext("Report"),
        state=state_of(report.state),
        explanation=_explanation(report, language, is_own=is_own),
        author=report.author,
        sections=tuple(_sections(values, before, language)),
        part=part,
        files=forming.file_rows(report.files.order_by("pk")),
        versions=tuple(_version(one, latest, language) for one in queries.versions_of(report)) if is_own else (),
        readers=_readers(officer, report, now, language) if is_read else None,
        confirmed=len([one for one in values.get(CONFIRMED, "").split(",") if one]),
        edit_url=act("edit", when=is_own and report.state in OPEN),
        take_back_url=act("take-back", when=is_own and report.state == State.WAITING),
        discard_url=act("discard", when=is_own and report.state in OPEN),
        restore_url=act("restore", when=is_own and report.state == State.DISCARDED and report.sealed is not None),
        correct_url=act("correct", when=is_own and report.state == State.RELEASED and report == latest),
        release_url=act("release", when=waits_for_other),
        return_url=act("return", when=waits_for_other),
        reasons=tuple(Choice(code.value, gettext(label)) for code, label in REASONS.items()),
        links=tuple(_links(officer, report, values)),
    )


def _readers(officer: Officer, report: Report, now: datetime, language: str) -> tuple[ReadByRow, ...]:
    """Return which other authorities read what the own one told of what the report is about, by function and month."""
    found: dict[tuple[str, str], list[str]] = {}
    for month, authority, function in readers_told(oversight.readers_for(officer, [report.thing]), today=now.date()):
        found.setdefault((month, authority), []).append(shelf.function_label(function, language))
    return tuple(
        ReadByRow(day(month, language), authority, tuple(functions)) for (month, authority), functions in found.items()
    )


def _links(officer: Officer, report: Report, values: Mapping[str, str]) -> Iterator[Link]:
    """Yield where the report leads: the thing it tells of, who read it, and the hand-over where somebody needs it."""
    if report.state == State.RELEASED and queries.may_read(officer, report):
        if Permission.ENTITY_READ in officer.permissions:
            yield Link(gettext("What the node now says of it"), reverse("desk:thing", args=[report.thing]))
            yield Link(gettext("Its history"), reverse("desk:thing-history", args=[report.thing]))
        if returned := forming.address("desk:returned"):
            yield Link(gettext("What came of my reports"), returned)
        if Permission.RELEASE_ABROAD in officer.permissions:
            yield Link(gettext("Release to partners"), forming.address("desk:release-new", report.load))
        if Permission.READING_REVIEW in officer.permissions:
            yield Link(gettext("Who read it"), reverse("desk:thing-readings", args=[report.thing]))
    needs = values.get("trafficking") == "indicated" or values.get("coercion") in ("yes", "suspected")
    if needs and Permission.PERSON_HAND_OVER in officer.permissions:
        yield Link(gettext("Hand a person over to protection"), reverse("desk:hand-over"))


def _sections(values: Mapping[str, str], before: Mapping[str, str], language: str) -> Iterator[SaidSection]:
    form = shelf.report_form()
    for section in form.sections:
        paths = [one.name for one in section.fields]
        if section.rows is not None:
            rows = section.rows
            paths += [f"{rows.name}.{row}.{one.name}" for row in range(rows.most) for one in rows.fields]
        lines = [line for path in paths if (line := _line(path, values, before, language)) is not None]
        if lines:
            yield SaidSection(section.labels[language], tuple(lines))


def _line(path: str, values: Mapping[str, str], before: Mapping[str, str], language: str) -> SaidLine | None:
    field = shelf.report_form().field(path)
    value, was = values.get(path, ""), before.get(path, "")
    if field is None or path in ("marking", "recipients") or not (value or (before and was)):
        return None
    changed = bool(before) and was != value
    return SaidLine(
        wording.label_of(path, language),
        said(field, value, language) if value else gettext("nothing"),
        (said(field, was, language) if was else gettext("nothing")) if changed else "",
    )


def _version(report: Report, latest: Report, language: str) -> VersionRow:
    return VersionRow(
        label=gettext("Version %(version)s") % {"version": report.version},
        url=reverse("desk:report", args=[report.uid]),
        when=moment(report.decided_at, language) if report.decided_at is not None else "",
        by=report.decided_by,
        is_current=report == latest,
    )


def _explanation(report: Report, language: str, *, is_own: bool) -> str:
    if report.state == State.DRAFT:
        return gettext("Only you see it.")
    if report.state == State.WAITING:
        return (
            gettext("A second officer of your authority looks at it. Nobody else sees it until it is released.")
            if is_own
            else gettext("Read it as its readers will. Release it, or send it back with a reason.")
        )
    if report.state == State.RETURNED:
        return gettext(REASONS[ReturnReason(report.reason)])
    if report.state == State.DISCARDED:
        return gettext("It can be taken up again for a day; then what was typed is erased.")
    when = moment(report.decided_at, language) if report.decided_at is not None else ""
    return gettext("Released %(when)s by %(by)s.") % {"when": when, "by": report.decided_by}


def files_page(officer: Officer, uid: str) -> ThingFilesPage:
    """Return the files beside the reports of a thing, as far as the reader may read these.

    Raises:
        NotFound: The thing does not exist for the officer.
    """
    check_permission(officer, Permission.ENTITY_READ)
    entity = store.entity_of(uid) if is_uid(uid) else None
    if entity is None or not store.entity_rows(officer.reader_class, Use.READ, [entity]):
        raise NotFound(kind="thing")
    return ThingFilesPage(
        title=titles_for(officer, [entity]).get(entity, "") or gettext("Thing without a name"),
        thing_url=reverse("desk:thing", args=[uid]),
        files=forming.file_rows(attaching.files_about(officer, uid)),
    )


def problems_of(refused: CorridorError) -> tuple[FormProblem, ...]:
    """Return a refusal as what stands above the report."""
    return (FormProblem("", gettext(refused.hint)),)
