"""What a person may choose to make a table: what cannot be read is said field by field."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.disclosure.codes import Method
from corridor.core.kernel.text import clean
from corridor.core.publishing.codes import By, Counted, Step
from corridor.core.publishing.records import Asked
from corridor.core.publishing.rules import problems
from corridor.web.design.pieces import FormProblem

LONGEST = 64


@dataclass(frozen=True)
class Typed:
    """A question as it was chosen, and what must be corrected."""

    asked: Asked
    threshold: str = "10"
    problems: tuple[FormProblem, ...] = ()


def typed(values: QueryDict) -> Typed:
    """Read a question from a form."""
    wrong = []
    counted, step = values.get("counted", ""), values.get("step", Step.YEAR.value)
    if counted not in set(Counted):
        wrong.append("counted")
    if step not in set(Step):
        wrong.append("step")
    threshold = values.get("threshold", "").strip()
    asked = Asked(
        counted=Counted(counted) if counted in set(Counted) else Counted.DEAD_OR_MISSING,
        step=Step(step) if step in set(Step) else Step.YEAR,
        axes=tuple(by for by in By if by.value in values.getlist("axes")),
        source=clean(values.get("source", ""))[:LONGEST],
        since=values.get("since", "").strip(),
        until=values.get("until", "").strip(),
        is_invented=values.get("world", "") == "invented",
        method=Method.ROUNDING if values.get("method") == Method.ROUNDING else Method.SUPPRESSION,
        threshold=int(threshold) if threshold.isascii() and threshold.isdecimal() and len(threshold) < 4 else 0,
    )
    wrong += [field for field in problems(asked) if field not in wrong]
    return Typed(asked, threshold, tuple(FormProblem(field, told(field)) for field in wrong))


def told(field: str) -> str:
    """Return what a person must correct in a field."""
    return {
        "counted": gettext("Choose what is counted."),
        "step": gettext("Choose how long the periods are."),
        "axes": gettext("Choose one to four things; route and country not together; detections have no sex or age."),
        "since": gettext("Write a month as 2021-03. Without periods in the table, give both months or none."),
        "until": gettext("Write a month as 2021-03, not before the first."),
        "threshold": gettext("Write a number from 5 to 100."),
        "source": gettext("Choose a source that tells this."),
    }[field]
