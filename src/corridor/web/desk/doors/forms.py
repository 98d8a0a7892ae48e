"""What an officer may type to hand a person over; nothing of it is kept when it cannot be sent."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.doors.codes import Said
from corridor.core.doors.records import HandOver
from corridor.core.doors.rules import LONGEST, hand_over_problems
from corridor.core.kernel.text import storable
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.doors import queries
from corridor.web.desk.doors.actions import LISTS, new_receipt

TEXTS = ("reach", "languages", "together", "contact")


def hand_over_asked(typed: QueryDict, on: date) -> tuple[HandOver, tuple[FormProblem, ...]]:
    """Return the hand-over that was typed, and what must be corrected, in the order of the fields."""
    texts = {name: storable(typed.get(name, "")).strip() for name in TEXTS}
    one = HandOver(
        receipt=new_receipt(),
        on=on.isoformat(),
        reach=texts["reach"],
        age=typed.get("age", ""),
        sex=typed.get("sex", ""),
        languages=texts["languages"],
        needs=tuple(dict.fromkeys(typed.getlist("needs"))),
        together=texts["together"],
        asks=_said(typed.get("asks", "")),
        fears=_said(typed.get("fears", "")),
        interviewer=_said(typed.get("interviewer", "")),
        contact=texts["contact"],
    )
    wrong = hand_over_problems(one, **{name: queries.codes_of(list_) for name, list_ in LISTS.items()})
    return one, tuple(FormProblem(name, _words(name, one)) for name in wrong)


def _said(typed: str) -> Said:
    return Said(typed) if typed in list(Said) else Said.NOT_ASKED


def _words(name: str, one: HandOver) -> str:
    if name == "reach" and not one.reach:
        return gettext("Say where and when the protection body can reach the person.")
    if name in LONGEST:
        return gettext("Write a shorter text: at most %(longest)s characters.") % {"longest": LONGEST[name]}
    return gettext("Choose from the list.")
