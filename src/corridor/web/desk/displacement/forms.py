"""What an officer may type about measures, read field by field."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.displacement.codes import Verdict
from corridor.core.displacement.records import Consultation, HarmCheck, Plan, Review
from corridor.core.displacement.rules.harm import Problems
from corridor.core.kernel.text import clean
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.displacement.actions import Entry

LONGEST = 4_000
"""So much of a field is read; what is too long is said."""


def _said(typed: QueryDict, name: str) -> str:
    return clean(typed.get(name, "")[:LONGEST]).strip()


def _day(typed: QueryDict, name: str) -> date | None:
    try:
        return date.fromisoformat(_said(typed, name))
    except ValueError:
        return None


def plan_from(typed: QueryDict) -> Plan:
    """Return a measure as it was typed."""
    names = ("name", "kind", "since", "until", "country", "route", "region", "basis")
    said = {name: _said(typed, name) for name in names}
    return Plan(**{**said, "country": said["country"].upper()})


def entry_from(typed: QueryDict) -> Entry:
    """Return a measure that was taken as it was typed."""
    harm = tuple(dict.fromkeys(typed.getlist("harm")))
    return Entry(plan_from(typed), _said(typed, "marking"), harm, _said(typed, "url"))


def check_from(typed: QueryDict) -> tuple[HarmCheck, date | None]:
    """Return a harm check as it was typed, and the day of the first review."""
    return HarmCheck(**{name: _said(typed, name) for name in HarmCheck.__slots__}), _day(typed, "review_on")


def consultation_from(typed: QueryDict) -> Consultation:
    """Return a consultation as it was typed."""
    return Consultation(_said(typed, "whom"), _day(typed, "on"), _said(typed, "said"), _said(typed, "unmet"))


def review_from(typed: QueryDict) -> Review:
    """Return a review as it was typed."""
    verdict = _said(typed, "verdict")
    return Review(
        found=_said(typed, "found"),
        harm=tuple(dict.fromkeys(typed.getlist("harm"))),
        verdict=Verdict(verdict) if verdict in set(Verdict) else None,
        next_on=_day(typed, "next_on"),
    )


def told(problems: Problems) -> tuple[FormProblem, ...]:
    """Return what must be corrected in words, one sentence a field."""
    first: dict[str, str] = {}
    for field, why in problems:
        first.setdefault(field, why)
    return tuple(FormProblem(field, _word(field, why)) for field, why in first.items())


def _word(field: str, why: str) -> str:
    if field == "country" and why == "missing":
        return gettext("Say where: a country, a route or a region.")
    if field in ("review_on", "next_on"):
        return gettext("Give a day to come, at most a year after today or after the measure begins, as 2031-03-14.")
    return {
        "missing": gettext("This is missing."),
        "too-short": gettext("Say it in at least a sentence; what cannot be said is said too, with the reason."),
        "too-long": gettext("This is too long: 120 characters for a name, 2,000 for an answer."),
        "no-day": gettext("Write the day as 2021-03-14; an end after the beginning, a meeting that has taken place."),
        "personal": gettext("This seems to name or reach a person. Name groups, places and offices only."),
    }.get(why, gettext("Choose from the list."))
