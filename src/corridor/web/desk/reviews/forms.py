"""What an officer may type of a review: read field by field; the rules say what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict

from corridor.core.kernel.text import clean, storable
from corridor.core.progress.codes import Status
from corridor.core.reviews.codes import Kind, Say
from corridor.core.reviews.errors import ReviewIncomplete
from corridor.core.reviews.records import Turn
from corridor.core.reviews.rules import STEP_MONTHS
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.reviews import words
from corridor.web.desk.reviews.actions import Planned

LONGEST_TYPED = 4000


def planned_typed(typed: QueryDict, forum: str) -> Planned:
    """Return a review as it was typed."""
    months = typed.get("months", "")
    return Planned(
        forum=forum,
        reviewed=typed.get("reviewed", ""),
        near=typed.get("near", ""),
        far=typed.get("far", ""),
        period=typed.get("period", ""),
        items=tuple(typed.getlist("items")),
        months=int(months) if months.isascii() and months.isdigit() and len(months) < 3 else STEP_MONTHS,
    )


def turn_typed(typed: Mapping[str, str], say: Say, *, today: date) -> Turn:
    """Return something to say as it was typed; who says it, and when, is not typed."""
    kind, status = typed.get("kind", ""), typed.get("status", "")
    return Turn(
        uid="",
        say=say,
        authority="",
        on=today,
        text=storable(typed.get("text", ""))[:LONGEST_TYPED].strip(),
        item=typed.get("item", "")[:64],
        to=typed.get("to", "")[:32],
        kind=Kind(kind) if kind in list(Kind) else None,
        source=clean(storable(typed.get("source", ""))) if say is Say.SUBMISSION else "",
        status=Status(status) if status in list(Status) else None,
        period=typed.get("period", "")[:8] if say is Say.FOLLOW_UP else "",
    )


def problems_in(refused: ReviewIncomplete) -> tuple[FormProblem, ...]:
    """Return what must be corrected, field by field, in words."""
    named = [one.split(" ", 1) for one in str(refused.params["fields"]).split(", ")]
    return tuple(FormProblem(field, words.why_words(field, why)) for field, why in named)
