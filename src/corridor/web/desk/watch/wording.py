"""Puts watches into words: what is counted, what was found, how it was judged."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor.core.picture.codes import Measure
from corridor.core.watching.codes import Counted, Finding, Mail, Nature, Way
from corridor.core.watching.errors import AddressUnusable, SubjectUnclear, WatchesFull, WatchKnown
from corridor.core.watching.records import Subject
from corridor.core.watching.rules.departures import DELAY_DAYS
from corridor.core.watching.rules.months import RECENT, SEASON_YEARS
from corridor.core.watching.rules.reading import LEVEL
from corridor.core.watching.rules.spells import LOOKS_BACK, QUIET
from corridor.core.watching.rules.testing import FEWEST_MONTHS
from corridor.web.base.refusals import what_of
from corridor.web.design.pieces import FormProblem
from corridor.web.design.shown import number
from corridor.web.desk.pages.imports import State
from corridor.web.desk.picture.course import words
from corridor.web.desk.picture.filters import measure_label
from corridor.web.desk.statements.presenting import country_label, kind_label


def counted_label(counted: Counted) -> str:
    """Return what a watch counts."""
    if counted is Counted.METHOD:
        return gettext("Share of a method")
    if counted is Counted.TRANSPORT:
        return gettext("Share of a means of transport")
    return gettext("Price of a leg, in euros") if counted is Counted.PRICE else measure_label(Measure(counted.value))


def way_label(way: Way) -> str:
    """Return which change is told."""
    return {
        Way.RISE: gettext("when it rises"),
        Way.FALL: gettext("when it falls"),
        Way.EITHER: gettext("when it rises or falls"),
    }[way]


def change_label(way: Way) -> str:
    """Return which way something changed."""
    return gettext("More than normal") if way is Way.RISE else gettext("Less than normal")


def mail_label(mail: Mail) -> str:
    """Return how often an officer hears by e-mail."""
    return {
        Mail.NEVER: gettext("Never"),
        Mail.DAILY: gettext("Once a day, if there is something"),
        Mail.AT_ONCE: gettext("At once"),
    }[mail]


def title_of(subject: Subject) -> str:
    """Return what is watched, in the page's language."""
    language = get_language() or "en"
    parts = [counted_label(subject.counted)]
    parts += words("method", (subject.method,), language) if subject.method else []
    parts += words("transport", (subject.transport,), language) if subject.transport else []
    parts += [kind_label(subject.kind, language)] if subject.kind else []
    parts += [part for part in (subject.route, subject.place) if part]
    parts += [country_label(subject.country, language)] if subject.country else []
    return " · ".join(parts)


def state_of(finding: str) -> State:
    """Return what was found in a month as a mark; before anything was looked at, that."""
    if finding not in list(Finding):
        return State("none", gettext("not looked at yet"), "neutral")
    label, tone = {
        Finding.RAISED: (gettext("beyond normal"), "attention"),
        Finding.NORMAL: (gettext("within normal"), "good"),
        Finding.GAP: (gettext("reporting gap"), "neutral"),
        Finding.NEW_CONTRIBUTOR: (gettext("new contributor"), "neutral"),
        Finding.LATE_LOAD: (gettext("loaded late in bulk"), "neutral"),
        Finding.BREAK: (gettext("counted differently"), "neutral"),
        Finding.TOO_LITTLE: (gettext("cannot be assessed"), "neutral"),
    }[Finding(finding)]
    return State(finding, label, tone)


def note_of(finding: str) -> str:
    """Return what a finding means, where it is no alert and not simply normal."""
    if finding not in list(Finding):
        return ""
    return {
        Finding.RAISED: "",
        Finding.NORMAL: "",
        Finding.GAP: gettext(
            "Somebody who usually tells of a month has not. Missing figures are not zero, so nothing is raised."
        ),
        Finding.NEW_CONTRIBUTOR: gettext(
            "The change comes from somebody who began to contribute within the year. It is not raised."
        ),
        Finding.LATE_LOAD: gettext(
            "The change comes from old months that were told late, many at once. It is not raised."
        ),
        Finding.BREAK: gettext("The last month is told by another edition than those before. It is not raised."),
        Finding.TOO_LITTLE: gettext("Too few months, or too few figures in them, to say what is normal."),
    }[Finding(finding)]


def figure_of(value: float | None, nature: Nature) -> str:
    """Return a figure of a month: a count, a share in per cent, a price in euros."""
    if value is None:
        return ""
    language = get_language() or "en"
    return f"{number(round(value * 100), language)} %" if nature is Nature.SHARE else number(round(value), language)


def method_of() -> tuple[str, ...]:
    """Return how it is judged what is normal, with every number that is used."""
    return (
        gettext(
            "Student's prediction test, one-sided: a month is compared with the %(recent)s months before it "
            "and, where there are years of them, with the same season of up to %(years)s years before. It "
            "must be beyond both."
        )
        % {"recent": RECENT, "years": SEASON_YEARS},
        gettext(
            "Counts are compared by their square roots, shares by their arcsines, and prices by the logarithms "
            "of their medians. The variation is that of those months, and at least what chance alone makes, whole "
            "incidents at a time. At least %(months)s months are needed."
        )
        % {"months": FEWEST_MONTHS},
        gettext(
            "All your watches of a month are judged together (Benjamini and Hochberg): where figures only "
            "vary, at most one month in %(one_in)s raises anything at all. A change that goes on is one alert "
            "until %(quiet)s months are normal; the last %(back)s months are looked at."
        )
        % {"one_in": round(1 / LEVEL), "quiet": QUIET, "back": LOOKS_BACK},
        gettext(
            "Each reader is judged by what that reader may see and count. Where sources tell a span, its "
            "lowest figure is counted."
        ),
        gettext(
            "A month is judged when it has been over for %(days)s days. Watches of a place leave out what "
            "could tell of departures; these are counted along whole routes and in whole countries only, so "
            "that no alert steers anybody to a shore."
        )
        % {"days": DELAY_DAYS},
    )


def problem_of(refused: SubjectUnclear | WatchesFull | WatchKnown | AddressUnusable) -> FormProblem:
    """Return why something was refused and what to do, beside its field; of a watch that is there, its address too."""
    if isinstance(refused, WatchKnown):
        url = reverse("desk:watch", args=[refused.params["watch"]])
        return FormProblem("counted", gettext("You watch this already. Open the watch that is there."), url)
    if isinstance(refused, SubjectUnclear):
        return FormProblem(str(refused.params.get("by", "")) or "counted", gettext(refused.hint))
    field = "address" if isinstance(refused, AddressUnusable) else "counted"
    return FormProblem(field, f"{what_of(refused)} {gettext(refused.hint)}")
