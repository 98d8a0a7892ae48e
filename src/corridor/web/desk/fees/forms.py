"""What is asked of prices, and what may be typed of a price or a lawful route from a published source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.fees.codes import Scope, Terrain
from corridor.core.fees.records import Way
from corridor.core.kernel.text import clean
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.fees.queries import SHOWN_IN, Question

_MONTH = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
_FIGURE = re.compile(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)
LONGEST = 100
WHAT_IF = ("distance", "crossings", "terrain", "transport", "papers", "risk")


@dataclass(frozen=True)
class Asked:
    """A question read from an address, and what could not be read."""

    question: Question
    problems: tuple[FormProblem, ...]


def asked(values: Mapping[str, str]) -> Asked:
    """Read a question from the parameters of an address; what cannot be read is said, and the rest is answered."""
    problems: list[FormProblem] = []
    period = {}
    for name in ("since", "until"):
        period[name] = values.get(name, "").strip()
        if period[name] and not _MONTH.fullmatch(period[name]):
            problems.append(FormProblem(name, gettext("Write a month as 2021-03.")))
            period[name] = ""
    ends = {}
    for name in ("start", "end"):
        ends[name] = values.get(name, "").strip().upper()
        if ends[name] and ends[name] not in shelf.countries().by_code:
            problems.append(FormProblem(name, gettext("Choose a country from the list.")))
            ends[name] = ""
    scope, currency = values.get("scope", ""), values.get("currency", "")
    question = Question(
        scope=Scope(scope) if scope in list(Scope) else Scope.LEG,
        currency=currency if currency in SHOWN_IN else SHOWN_IN[0],
        since=period["since"],
        until=period["until"],
        start=ends["start"],
        end=ends["end"],
        route=clean(values.get("route", ""))[:LONGEST],
        invented=values.get("world", "") == "invented",
        what_if=_what_if(values, problems),
    )
    return Asked(question, tuple(problems))


def _what_if(values: Mapping[str, str], problems: list[FormProblem]) -> Way | None:
    """Return the way whose price is asked for; None where nothing is asked."""
    if not any(values.get(name, "").strip() for name in WHAT_IF):
        return None
    figures: dict[str, float] = {}
    for name in ("distance", "crossings", "risk"):
        text = values.get(name, "").strip()
        if text and not _FIGURE.fullmatch(text):
            problems.append(FormProblem(name, gettext("Write a figure without separators.")))
        elif text:
            figures[name] = float(text)
    terrain, papers = values.get("terrain", ""), values.get("papers", "")
    return Way(
        key="",
        distance_km=figures.get("distance"),
        crossings=int(figures["crossings"]) if "crossings" in figures else None,
        risk=int(figures["risk"]) if "risk" in figures else None,
        terrain=terrain if terrain in list(Terrain) else "",
        transport=clean(values.get("transport", ""))[:LONGEST],
        papers=papers if papers in ("with", "without") else "",
    )
