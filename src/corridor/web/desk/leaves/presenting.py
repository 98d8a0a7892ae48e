"""Puts requests for leave into the words of their page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from corridor.web.design.pieces import FormProblem
from corridor.web.design.shown import moment
from corridor.web.desk.exchange.wording import use
from corridor.web.desk.leaves.queries import Asked
from corridor.web.desk.pages.leaves import LeaveAsked, LeavesPage


def leaves_page(asked: Sequence[Asked], language: str, problem: tuple[str, FormProblem] | None = None) -> LeavesPage:
    """Return the requests for leave; `problem` names the request whose answer must be corrected."""
    return LeavesPage(
        rows=tuple(_row(one, language, problem) for one in asked),
        problems=(problem[1],) if problem is not None else (),
    )


def _row(one: Asked, language: str, problem: tuple[str, FormProblem] | None) -> LeaveAsked:
    return LeaveAsked(
        uid=one.uid,
        asker=one.asker,
        use=use(one.use, language),
        words=one.words,
        due=moment(one.due_at, language) if one.due_at is not None else "",
        release_url=reverse("desk:release", args=[one.about]),
        thread_url=reverse("desk:thread", args=[one.uid]),
        further_url=reverse("desk:release-new", args=[one.load]) if not one.may_be_given else "",
        give_url=reverse("desk:leave-answer", args=[one.uid]),
        may_give=one.may_be_given and one.leave != "proposed",
        waits=one.leave == "proposed",
        problem=problem[1].message if problem is not None and problem[0] == one.uid else "",
    )
