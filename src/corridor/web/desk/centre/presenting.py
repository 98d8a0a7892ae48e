"""Lays the pages of the alerts out, and the first page of the joint centre."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.centre.codes import HOURS, AlertKind, AlertState, EndReason, Haste, Response
from corridor.core.centre.rules import is_expired, unanswered
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import moment, number
from corridor.web.desk.centre import carrying, log_pages, pool, pooling, queries, shifts, wording
from corridor.web.desk.centre.forms import AlertAsked
from corridor.web.desk.centre.models import ShiftEntry
from corridor.web.desk.centre.pool import Pooled
from corridor.web.desk.centre.queries import Known
from corridor.web.desk.pages.centre import (
    AnswerRow,
    CentreAlertPage,
    CentreAlertRow,
    CentrePage,
    NewAlertPage,
    PastAlertsPage,
)
from corridor.web.desk.statements.presenting import marking_badge

BRIEFLY = 10
"""So many entries and reports stand on the first page; the pages behind it have the rest."""


@dataclass(frozen=True)
class Scene:
    """What the first page of the joint centre shows one reader."""

    alerts: tuple[Known, ...]
    log: shifts.Log
    latest: tuple[ShiftEntry, ...]
    pooled: tuple[Pooled, ...]

    @property
    def marks(self) -> frozenset[int]:
        """The marks of everything that is shown."""
        shown = (*(one.row.mark for one in self.alerts), *(one.mark for one in self.latest))
        return frozenset({*shown, *(one.mark for one in self.pooled)})


def scene_for(officer: Officer, *, now: datetime) -> Scene:
    """Return what stands on the first page for a reader."""
    log = shifts.log_for(officer, now=now)
    reads = Permission.ENTITY_READ in officer.permissions
    return Scene(
        alerts=queries.alerts_for(officer, now=now),
        log=log,
        latest=log.entries[-BRIEFLY:],
        pooled=pool.pool_for(officer)[:BRIEFLY] if reads else (),
    )


def centre_page(officer: Officer, scene: Scene, *, now: datetime, language: str) -> CentrePage:
    """Return the first page of the joint centre for a reader."""
    desk = Permission.REPORT_RELEASE in officer.permissions and bool(pool.agencies_of(officer.reader.authority))
    elsewhere = queries.waiting_elsewhere(officer, now=now)
    return CentrePage(
        elsewhere=tuple(shelf.purpose_label(one, language) for one in elsewhere),
        alerts=tuple(alert_row(one, now, language) for one in scene.alerts),
        log=log_pages.rows(officer, scene.log, scene.latest, language),
        open_count=len(scene.log.open),
        pool=tuple(pooling.row(one, language) for one in scene.pooled),
        new_url=reverse("desk:centre-alert-new"),
        log_url=reverse("desk:centre-log"),
        pool_url=reverse("desk:centre-pool") if Permission.ENTITY_READ in officer.permissions else "",
        past_url=reverse("desk:centre-alerts-past"),
        national_url=reverse("desk:centre-national") if desk else "",
    )


def past_page(officer: Officer, *, now: datetime, language: str) -> PastAlertsPage:
    """Return the alerts that are over."""
    found = queries.alerts_for(officer, now=now, past=True)
    return PastAlertsPage(tuple(alert_row(one, now, language) for one in found))


def alert_row(known: Known, now: datetime, language: str) -> CentreAlertRow:
    """Return one alert in a list."""
    row, silent = known.row, unanswered(known.standing)
    return CentreAlertRow(
        url=reverse("desk:centre-alert", args=[row.uid]),
        title=wording.kind_label(row.kind),
        words=row.words,
        area=row.area,
        by=row.authority,
        until=moment(row.until, language),
        haste=wording.haste_state(row.haste),
        state=wording.alert_state(
            row.state, is_expired=is_expired(known.standing, now), silent=len(silent) if known.is_sender else 0
        ),
        silent=silent if known.is_sender else (),
        marking=marking_badge(row.mark, language),
    )


def alert_page(
    officer: Officer, known: Known, *, now: datetime, language: str, problems: tuple[FormProblem, ...] = ()
) -> CentreAlertPage:
    """Return one alert with what this officer may do about it."""
    row = known.row
    decides, ends = queries.may_decide(officer, row), queries.may_end(officer, row)
    answers = known.own is not None and row.state == AlertState.SENT
    given = queries.own_answer(known)
    return CentreAlertPage(
        row=alert_row(known, now, language),
        facts=tuple(_facts(known, language)),
        thing=Link(gettext("What it is about"), reverse("desk:thing", args=[row.thing]))
        if queries.shows_thing(officer, row)
        else None,
        answers=tuple(
            AnswerRow(
                one.authority,
                wording.response_label(one.response.value if one.response else ""),
                moment(one.at, language) if one.at else "",
            )
            for one in known.standing.answers
        )
        if known.is_sender
        else (),
        own=wording.response_label(given) if known.own is not None else "",
        answer_url=reverse("desk:centre-alert-answer", args=[row.uid]) if answers else "",
        responses=tuple(Choice(one.value, wording.response_label(one.value)) for one in Response if one.value != given),
        pass_url=reverse("desk:centre-alert-pass", args=[row.uid]) if decides else "",
        refuse_url=reverse("desk:centre-alert-refuse", args=[row.uid]) if decides else "",
        to=tuple(Choice(code, _named(code), chosen=True) for code in row.to) if decides else (),
        end_url=reverse("desk:centre-alert-end", args=[row.uid]) if ends else "",
        reasons=tuple(Choice(one.value, wording.reason_label(one.value)) for one in EndReason),
        problems=problems,
    )


def _facts(known: Known, language: str) -> list[tuple[str, str]]:
    row = known.row
    told = [
        (gettext("From"), _named(row.authority)),
        (gettext("Through"), _named(row.centre) if row.centre else ""),
        (gettext("Where"), row.area),
        (gettext("Position"), row.position),
        (gettext("People thought to be in danger"), number(int(row.aboard), language) if row.aboard else ""),
        (gettext("Sent"), moment(row.sent_at, language) if row.sent_at else ""),
        (gettext("Valid until"), moment(row.until, language)),
        (gettext("Over"), moment(row.ended_at, language) if row.ended_at else ""),
        (gettext("Reason"), wording.reason_label(row.reason) if row.reason else ""),
    ]
    return [(label, value) for label, value in told if value]


def new_alert_page(officer: Officer, asked: AlertAsked, problems: tuple[FormProblem, ...] = ()) -> NewAlertPage:
    """Return the form for an alert, filled as it was sent."""
    own, said = officer.reader.authority, asked.saying
    centres = tuple(one for one in queries.centres() if one[0] != own)
    may_send = Permission.ALERT_SEND in officer.permissions
    return NewAlertPage(
        action=reverse("desk:centre-alert-new"),
        kinds=tuple(
            Choice(one.value, wording.kind_label(one.value), one is said.kind, gettext(wording.KIND_NOTES[one]))
            for one in AlertKind
        ),
        hastes=tuple(Choice(one.value, wording.haste_state(one.value).label, one is said.haste) for one in Haste),
        hours=tuple(Choice(str(one), gettext("%(n)s hours") % {"n": one}, one == said.hours) for one in HOURS),
        words=said.words,
        area=said.area,
        position=said.position,
        aboard=said.aboard,
        thing=said.thing,
        to=recipients(own, asked.to),
        centres=tuple(Choice(code, f"{name} ({code})", code == asked.centre) for code, name in centres),
        may_send=may_send,
        problems=problems,
    )


def recipients(own: str, chosen: Collection[str]) -> tuple[Choice, ...]:
    """Return the authorities that can be reached beside the own one, each by its name and code."""
    return tuple(Choice(code, _named(code), code in chosen) for code in carrying.reachable() if code != own)


def _named(code: str) -> str:
    name = carrying.name_of(code)
    return f"{name} ({code})" if name else code
