"""Fills the desk of the demonstration: real series with their credits, and the invented corridor beside them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.conf import settings

from corridor import shelf
from corridor.core.access.codes import Permission, Zone
from corridor.core.access.records import Officer
from corridor.core.handling.grades import grade_from, grade_text
from corridor.core.handling.presets import marking_from_preset
from corridor.core.series.codes import Counted as Analysed
from corridor.core.watching.codes import Counted, Way
from corridor.core.watching.records import Subject
from corridor.demo import on_their_way
from corridor.demo.cast import AUTHORITIES, OFFICERS
from corridor.demo.coast import SOUTHERN
from corridor.demo.records import Report
from corridor.demo.sign_ins import sign_ins, sign_ins_told
from corridor.demo.story import story
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.demonstration import coming_back, founding
from corridor.web.demonstration.answers import answer_forums
from corridor.web.demonstration.briefings import write_briefing
from corridor.web.demonstration.capacity import add_needs
from corridor.web.demonstration.contacts import add_contacts
from corridor.web.demonstration.forums import open_forum
from corridor.web.demonstration.measures import add_measures
from corridor.web.demonstration.overview import publish_commitments
from corridor.web.demonstration.progress import add_progress
from corridor.web.demonstration.reviews import review_a_member
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.reports import writing
from corridor.web.desk.reports.actions import Filing, file_report
from corridor.web.desk.series import worked
from corridor.web.desk.shifts import actions as shifts
from corridor.web.desk.shifts.queries import Question, looked_for
from corridor.web.desk.watch import actions as watches

SERIES_OFFICER = "int.sorrel:import-officer"
WATCHERS = ("xa.bevan:analyst:operational-analysis", "int.sorrel:analyst:strategic-analysis")


def fill(*, now: datetime) -> dict[str, Any]:
    """Make the demonstration in the node's home, unless it is there; a half-made one is made anew.

    Its zone of protection is made beside it by `founding.fill_beside`.
    """
    made = founding.is_wanted(settings.HOME)
    if made:
        founding.clear(settings.HOME, Zone.DESK)
        founding.found(AUTHORITIES, OFFICERS, name="Demonstration node", now=now)
        _file_reports(now)
        _import_series(now)
        add_contacts(now)
        _begin_watches(now)
        _write_reports(now)
        _look_for_shifts(now)
        write_briefing(now)
        open_forum(now)
        add_progress(now)
        review_a_member(now)
        publish_commitments(now)
        answer_forums(now)
        add_needs(now)
        add_measures(now)
        coming_back.ask_and_thank(story().reports, _reporter(coming_back.AUTHOR, now), now=now)
        founding.complete(settings.HOME)
    return {
        "ok": True,
        "made": made,
        "home": str(settings.HOME),
        "sign_ins": sign_ins(Zone.DESK),
        "text": sign_ins_told(Zone.DESK),
    }


def _file_reports(now: datetime) -> None:
    acting: dict[str, Officer] = {}
    for report in story().reports:
        if report.officer not in acting:
            acting[report.officer] = _reporter(report.officer, now)
        file_report(by=acting[report.officer], filing=_filing(report), now=now)


def _reporter(handle: str, now: datetime) -> Officer:
    """Return the officer in the first of its duties that may file reports."""
    account = people.account_of(handle)
    if account is None:
        raise people.ActorUnknown(actor=handle)
    duties = people.duties_of(account)
    functions = shelf.functions()
    duty = next((one for one in duties if Permission.REPORT_FILE in functions[one.function].permissions), duties[0])
    return accounts.take_duty(account, duty, now=now)


def _filing(report: Report) -> Filing:
    grade = grade_from(report.grade, report.scheme, shelf.schemes())
    return Filing(
        ref=report.ref,
        filed_on=report.filed_on,
        marking=marking_from_preset(report.preset, report.authority, shelf.presets(), frozenset(report.recipients)),
        grade=f"{report.scheme}:{grade_text(grade)}" if grade is not None else "",
        drafts=report.drafts,
        is_invented=True,
    )


def _import_series(now: datetime) -> None:
    """Read the real series under a public marking, as any other file."""
    account, duty = people.duty_named(SERIES_OFFICER)
    by = accounts.take_duty(account, duty, now=now)
    for credit in shelf.series_credits():
        name = credit["file"]
        upload = imports.bring(by=by, file_name=name.removesuffix(".gz"), pieces=_content(name), now=now)
        order = imports.Order(upload=upload, mapping=credit["mapping"], preset="public", released_on=credit["as_of"])
        imports.run(by=by, load=imports.begin(by=by, order=order, now=now), now=now)


def _write_reports(now: datetime) -> None:
    """Leave one report waiting for a second officer, and one draft."""
    for written in on_their_way.REPORTS:
        by = _reporter(written.author, now)
        uid = writing.save_draft(by=by, values=written.values, now=now)
        if written.is_sent:
            writing.send(by=by, uid=uid, now=now)


def _begin_watches(now: datetime) -> None:
    """Let two analysts watch the southern crossing, on which people move after the measure of the story."""
    subject = Subject(Counted.DETECTIONS, route=SOUTHERN, is_invented=True)
    for actor in WATCHERS:
        account, duty = people.duty_named(actor)
        by = accounts.take_duty(account, duty, now=now)
        watches.begin_watch(by=by, subject=subject, way=Way.RISE, now=now)


def _look_for_shifts(now: datetime) -> None:
    """Have the real series scanned for shifts, and the invented corridor for each who watches it."""
    for actor in WATCHERS:
        account, duty = people.duty_named(actor)
        by = accounts.take_duty(account, duty, now=now)
        invented = Question(Analysed.INCIDENTS, invented=True)
        for question in (Question(), invented):
            if (asked := shifts.ask(by=by, question=question, now=now)) is not None:
                worked.work.call(asked.key)
            shifts.keep_count(by=by, looked=looked_for(by, question, today=now.date()), now=now)


def _content(name: str) -> Iterator[bytes]:
    packed = files("corridor.demo.series").joinpath(name).read_bytes()
    yield gzip.decompress(packed) if name.endswith(".gz") else packed
