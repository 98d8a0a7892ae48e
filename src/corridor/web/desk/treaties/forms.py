"""What may be asked of treaty status."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.web.design.pieces import FormProblem

LAST_PAGE = 99


@dataclass(frozen=True, slots=True)
class Asked:
    """For which day, of which State and instrument, and whether only what cannot be so is wanted."""

    on: date
    state: str = ""
    instrument: str = ""
    only_flags: bool = False
    page: int = 1
    problems: tuple[FormProblem, ...] = ()


def asked_from(typed: QueryDict, *, today: date, states: Collection[str], codes: Collection[str]) -> Asked:
    """Return what an address asks; what cannot be read is told at its field, and today is taken."""
    problems = []
    on = today
    if written := typed.get("on", "").strip():
        try:
            on = date.fromisoformat(written)
        except ValueError:
            problems.append(FormProblem("on", gettext("Write a day as 2026-01-31.")))
        if on > today:
            on = today
            problems.append(FormProblem("on", gettext("Nobody knows the status of a day to come; this is today’s.")))
    state, instrument = typed.get("state", ""), typed.get("instrument", "")
    if state and state not in states:
        state = ""
        problems.append(FormProblem("state", gettext("No list speaks of this State.")))
    if instrument and instrument not in codes:
        instrument = ""
        problems.append(FormProblem("instrument", gettext("There is no such instrument.")))
    page = typed.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= len(str(LAST_PAGE)) else 1
    return Asked(on, state, instrument, typed.get("flags") == "1", max(1, number), tuple(problems))
