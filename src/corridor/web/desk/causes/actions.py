"""Asks for the association of an area's lines to be worked out, and takes what was found along."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.series.errors import SeriesKeptBack
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.causes import queries
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked


def ask(*, by: Officer, question: queries.Question, now: datetime) -> None:
    """Have every indicator of an area tested against the outcome, in the background.

    Raises:
        NotFound: There is nothing to compare that the officer may see and count.
    """
    inputs = queries.inputs_of(queries.told_for(by, question))
    if inputs is None:
        raise NotFound(kind="outcome")
    worked.ask(queries.KIND, inputs, by=by, now=now)


def take_along(*, by: Officer, question: queries.Question, now: datetime) -> tuple[queries.Told, Worked]:
    """Return what was found, which leaves with the officer; the ledger knows of it.

    Raises:
        NotFound: Nothing was worked out of what the officer may see and count.
        SeriesKeptBack: It rests on something that may not be exported.
    """
    check_permission(by, Permission.ENTITY_EXPORT)
    told = queries.told_for(by, question)
    work = queries.found_for(told)
    if work is None or not work.answer:
        raise NotFound(kind="association")
    with act(Event.SERIES_EXPORTED, by=by, now=now, about=identity.uid(), series=1, marks=len(told.marks)):
        if kept_back := len(told.marks) - len(visible_marks(by.reader_class, told.marks, DRAWN | Use.EXPORT)):
            raise SeriesKeptBack(marks=kept_back)
    return told, work
