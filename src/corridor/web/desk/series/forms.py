"""What is asked of series, and what may be typed of a break."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import storable
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.series.actions import Noted

ALONG = ("route", "country", "")
MOST_TOGETHER = 6
"""So many series can be told apart in one chart."""


@dataclass(frozen=True)
class Asked:
    """What the list of series shows, and what could not be read."""

    counted: Counted
    by: str
    invented: bool
    problems: tuple[FormProblem, ...] = ()


def asked(values: Mapping[str, str]) -> Asked:
    """Read what the list of series shall show; what cannot be read is said, and the rest is answered."""
    problems = []
    counted, by = values.get("counted", "") or Counted.DETECTIONS.value, values.get("by", ALONG[0])
    if counted not in set(Counted):
        problems.append(FormProblem("counted", gettext("Choose one of the list.")))
        counted = Counted.DETECTIONS.value
    if by not in (*ALONG, "whole"):
        problems.append(FormProblem("by", gettext("Choose one of the list.")))
        by = ALONG[0]
    along = "" if by == "whole" else by
    return Asked(Counted(counted), along, values.get("world", "") == "invented", tuple(problems))


def scopes_of(key: str, values: QueryDict) -> list[Scope]:
    """Return the series of an address, and those to be laid beside it, each once.

    Raises:
        NotFound: One of them names no series.
    """
    found = []
    for one in (key, *values.getlist("with")[: MOST_TOGETHER - 1]):
        scope = Scope.parse(storable(one))
        if scope is None:
            raise NotFound(kind="series")
        if scope not in found:
            found.append(scope)
    return found


def noted(values: Mapping[str, str]) -> Noted:
    """Read a break as it was typed."""
    return Noted(
        month=storable(values.get("month", "")).strip()[:7],
        reason=storable(values.get("reason", "")),
        words=storable(values.get("words", "")),
        preset=storable(values.get("marking", "")),
    )
