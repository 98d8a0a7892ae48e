"""The question as a person types it: what cannot be read is said field by field, and the rest is still answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.kernel.text import clean
from corridor.core.picture.codes import Measure
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


def asked(values: Mapping[str, str], editions: list[str]) -> Asked:
    """Read a question from the parameters of an address."""
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
            editions=frozenset(filter(None, map(clean, editions))),
            invented=values.get("world", "") == "invented",
        ),
        first=max(0, int(page) - 1) if page.isascii() and page.isdecimal() and len(page) < 6 else 0,
        problems=tuple(problems),
    )
