"""The question as a person types it: what cannot be read is said field by field, and the rest is still answered."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.kernel.text import clean
from corridor.core.picture.codes import Measure
from corridor.core.picture.errors import KnownDayInvalid, KnownDayToCome
from corridor.core.picture.grades import ACCURACIES, RELIABILITIES
from corridor.core.picture.past import known_day
from corridor.core.picture.records import Question
from corridor.web.desk.pages import FormProblem

_MONTH = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?")
LONGEST = 100


@dataclass(frozen=True)
class Asked:
    """A question read from an address, and what could not be read."""

    question: Question
    first: int
    problems: tuple[FormProblem, ...]


def asked(values: Mapping[str, str], editions: list[str], *, today: date | None = None) -> Asked:
    """Read a question from the parameters of an address.

    Args:
        today: The day on which it is asked, where an earlier day as known can be asked for; nothing where it cannot.
    """
    problems = []
    measure = values.get("measure", "") or Measure.DEATHS.value
    if measure not in list(Measure):
        problems.append(FormProblem("measure", gettext("Choose one of the measures.")))
        measure = Measure.DEATHS.value
    period = {}
    for field in ("since", "until"):
        text = values.get(field, "").strip()
        if text and not _MONTH.fullmatch(text):
            problems.append(FormProblem(field, gettext("Write a month as 2021-03.")))
            text = ""
        period[field] = text
    if period["since"] and period["until"] and period["since"] > period["until"] + "~":
        problems.append(FormProblem("until", gettext("The period ends before it begins.")))
    country = values.get("country", "").strip().upper()
    if country and country not in shelf.countries().by_code:
        problems.append(FormProblem("country", gettext("Choose a country from the list.")))
        country = ""
    grades = {}
    for field, known in (("reliability", RELIABILITIES), ("accuracy", ACCURACIES)):
        grades[field] = values.get(field, "").strip().upper()
        if grades[field] and grades[field] not in known:
            problems.append(FormProblem(field, gettext("Choose one of the grades.")))
            grades[field] = ""
    known_on = ""
    if today is not None:
        try:
            known_on = known_day(values.get("known", "").strip(), today)
        except KnownDayInvalid as refused:
            problems.append(FormProblem("known", known_problem(refused)))
    page = values.get("page", "1")
    return Asked(
        question=Question(
            measure=Measure(measure),
            since=period["since"],
            until=period["until"],
            kind=clean(values.get("kind", ""))[:LONGEST],
            country=country,
            route=clean(values.get("route", ""))[:LONGEST],
            place=clean(values.get("place", ""))[:LONGEST],
            source=clean(values.get("source", ""))[:LONGEST],
            method=clean(values.get("method", ""))[:LONGEST],
            transport=clean(values.get("transport", ""))[:LONGEST],
            reliability=grades["reliability"],
            accuracy=grades["accuracy"],
            editions=frozenset(filter(None, map(clean, editions))),
            invented=values.get("world", "") == "invented",
            own_view=values.get("choices", "") != "off",
            known=known_on,
        ),
        first=max(0, int(page) - 1) if page.isascii() and page.isdecimal() and len(page) < 6 else 0,
        problems=tuple(problems),
    )


def known_problem(refused: KnownDayInvalid) -> str:
    """Return why a day as known is refused, in the page's language."""
    if isinstance(refused, KnownDayToCome):
        return gettext("This day has not begun. Leave the field empty for what is known now.")
    return gettext("Write a day as 2021-03-14.")


def one_of(value: str, known: Collection[str]) -> str:
    """Return a word of an address if it is one of those known, else nothing."""
    return value if value in known else ""


def spans_asked(values: Mapping[str, str]) -> tuple[tuple[tuple[str, str], tuple[str, str]], tuple[str, ...]]:
    """Read the two periods of a comparison, and what could not be read; a period without an end is one month."""
    spans, problems = [], []
    for first, last, name in (("a", "b", gettext("first period")), ("c", "d", gettext("second period"))):
        since, until = values.get(first, "").strip(), values.get(last, "").strip() or values.get(first, "").strip()
        if since and not (_MONTH.fullmatch(since) and _MONTH.fullmatch(until)):
            problems.append(gettext("Write the months of the %(period)s as 2021-03.") % {"period": name})
            since = until = ""
        elif since and since > until + "~":
            problems.append(gettext("The %(period)s ends before it begins.") % {"period": name})
            since = until = ""
        spans.append((since, until))
    return (spans[0], spans[1]), tuple(problems)
