"""Lays the pages of watches out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.kernel.months import after
from corridor.core.watching.codes import Counted, Mail, Nature, Way
from corridor.core.watching.records import Reading, Subject, Watched
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import number, short_day
from corridor.web.design.timeline import Period, Timeline, timeline
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.watch import (
    AlertRow,
    MailPage,
    MonthRow,
    WatchesPage,
    WatchForm,
    WatchPage,
    WatchRow,
)
from corridor.web.desk.picture.addresses import address, query
from corridor.web.desk.statements.presenting import country_label
from corridor.web.desk.watch import queries, wording
from corridor.web.desk.watch.forms import Asked, codes_of
from corridor.web.desk.watch.models import Alert, Hearing, Watch
from corridor.web.desk.watch.prices import address_of
from corridor.web.desk.watch.shown import Shown

SHOWN_MONTHS = 12


def watches_page(
    officer: Officer,
    shown: Shown,
    asked: Asked | None = None,
    problems: tuple[FormProblem, ...] = (),
    *,
    is_mail_off: bool,
) -> WatchesPage:
    """Return everything that an officer watches in this duty."""
    alerts = [one for one in shown.alerts if one.seen_at is None]
    hearing = queries.hearing_of(officer)
    rhythm = Mail(hearing.rhythm) if hearing is not None and not is_mail_off else Mail.NEVER
    return WatchesPage(
        alerts=tuple(alert_row(one) for one in alerts),
        watches=tuple(_watch_row(one, shown) for one in shown.watches),
        form=_form(officer, asked, problems),
        method=wording.method_of(),
        mail_url=reverse("desk:watch-mail"),
        mail=wording.mail_label(rhythm),
    )


def alert_row(alert: Alert) -> AlertRow:
    """Return one change that was raised."""
    subject = queries.subject_of(alert.watch)
    question = queries.question_of(subject)
    year = {"a": after(alert.since, -12), "b": after(alert.since, -1), "c": alert.since, "d": alert.until}
    state = State("raised", gettext("stands"), "attention")
    if alert.withdrawn_at is not None:
        state = State("withdrawn", gettext("withdrawn: what it rested on changed"), "neutral")
    elif alert.is_past:
        state = State("past", gettext("found when you began to watch"), "neutral")
    return AlertRow(
        ref=alert.uid,
        title=wording.title_of(subject),
        change=wording.change_label(Way(alert.way)),
        since=alert.since,
        until=alert.until if alert.until != alert.since else "",
        state=state,
        url=reverse("desk:watch", args=[alert.watch.uid]),
        evidence_url=evidence_of(subject, alert.since, alert.until),
        compare_url=(
            "" if subject.counted is Counted.PRICE else f"{reverse('desk:picture-compare')}{query(question, 1, **year)}"
        ),
        seen_url=reverse("desk:watch-seen", args=[alert.uid]) if alert.seen_at is None else "",
    )


def evidence_of(subject: Subject, since: str = "", until: str = "") -> str:
    """Return where what a watch counts can be looked at one by one: the picture of the same question, or its prices."""
    if subject.counted is Counted.PRICE:
        return address_of(subject, since=since, until=until)
    return address(replace(queries.question_of(subject), since=since, until=until))


def _watch_row(watch: Watch, shown: Shown) -> WatchRow:
    return WatchRow(
        title=wording.title_of(queries.subject_of(watch)),
        way=wording.way_label(Way(watch.way)),
        url=reverse("desk:watch", args=[watch.uid]),
        month=shown.months.get(watch.uid, ""),
        state=wording.state_of(shown.found.get(watch.uid, "")),
    )


def watch_page(watch: Watch, watched: Watched, alerts: Sequence[Alert]) -> WatchPage:
    """Return one watch, with its months as they are now."""
    subject = queries.subject_of(watch)
    nature = subject.counted.nature
    last = watched.readings[-1] if watched.readings else None
    return WatchPage(
        title=wording.title_of(subject),
        way=wording.way_label(Way(watch.way)),
        state=wording.state_of(last.finding.value if last else ""),
        note=wording.note_of(last.finding.value if last else "too-little"),
        alerts=tuple(alert_row(one) for one in alerts),
        months=tuple(_month_row(one, subject, nature) for one in reversed(watched.readings[-SHOWN_MONTHS:])),
        timeline=_timeline(watched.readings, subject),
        evidence_url=evidence_of(subject),
        end_url=reverse("desk:watch-end", args=[watch.uid]),
        back_url=reverse("desk:watches"),
        method=wording.method_of(),
    )


def _month_row(reading: Reading, subject: Subject, nature: Nature) -> MonthRow:
    low, high = (wording.figure_of(one, nature) for one in (reading.low, reading.high))
    return MonthRow(
        month=reading.month,
        observed=wording.figure_of(reading.observed, nature),
        expected=wording.figure_of(reading.expected, nature),
        between=f"{low} – {high}" if low or high else "",
        state=wording.state_of(reading.finding.value),
        url=evidence_of(subject, reading.month, reading.month),
    )


def _timeline(readings: Sequence[Reading], subject: Subject) -> Timeline:
    """Draw the figures month by month; a share in per cent, and what was not told as nothing."""
    language = get_language() or "en"
    times = 100 if subject.counted.nature is Nature.SHARE else 1
    return timeline(
        [
            Period(
                one.month,
                round((one.observed or 0) * times),
                url=evidence_of(subject, one.month, one.month),
            )
            for one in readings
        ],
        measure=wording.counted_label(subject.counted),
        number=lambda value: number(value, language),
        name=lambda on: short_day(on, language),
    )


def _form(officer: Officer, asked: Asked | None, problems: tuple[FormProblem, ...]) -> WatchForm:
    language = get_language() or "en"
    subject = asked.subject if asked else Subject(Counted.DETECTIONS)
    way = asked.way if asked else Way.RISE
    routes = queries.routes_for(officer)
    countries = sorted(
        ((code, country_label(code, language)) for code in shelf.countries().by_code), key=lambda pair: pair[1]
    )
    return WatchForm(
        action=reverse("desk:watches"),
        counted=tuple(Choice(one.value, wording.counted_label(one), one is subject.counted, "") for one in Counted),
        ways=tuple(Choice(one.value, wording.way_label(one), one is way) for one in Way),
        routes=tuple(Choice(one, one, one == subject.route) for one in routes.real + routes.invented),
        countries=tuple(Choice(code, label, code == subject.country) for code, label in countries),
        kinds=_coded("kind", subject.kind, language),
        methods=_coded("method", subject.method, language),
        transports=_coded("transport", subject.transport, language),
        place=subject.place,
        has_invented=bool(routes.invented),
        is_invented=subject.is_invented,
        problems=problems or (asked.problems if asked else ()),
    )


def _coded(name: str, chosen: str, language: str) -> tuple[Choice, ...]:
    vocabulary = shelf.registry().vocabulary_of("incident_kind" if name == "kind" else name)
    terms = {} if vocabulary is None else vocabulary.terms
    return tuple(Choice(code, terms[code].labels[language], code == chosen) for code in codes_of(name))


def mail_page(
    hearing: Hearing | None, problems: tuple[FormProblem, ...] = (), *, address: str = "", is_off: bool, text: str
) -> MailPage:
    """Return how an officer hears by e-mail."""
    rhythm = hearing.rhythm if hearing is not None else Mail.NEVER.value
    return MailPage(
        action=reverse("desk:watch-mail"),
        back_url=reverse("desk:watches"),
        address=address or (hearing.address if hearing is not None else ""),
        rhythms=tuple(Choice(one.value, wording.mail_label(one), one.value == rhythm) for one in Mail),
        is_off=is_off,
        text=text,
        problems=problems,
    )
