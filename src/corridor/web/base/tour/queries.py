"""Reads of the tour: is it due, and what it tells an officer."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_noop

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.web.base.tour.models import TourSeen
from corridor.web.base.zone import Lesson, zone

STEPS = 3

OF_THE_BASE: tuple[Lesson, ...] = (
    Lesson(
        "base:administration",
        Permission.OFFICER_MANAGE,
        gettext_noop("Add people and their duties"),
        gettext_noop(
            "An officer acts in functions that you grant, each for its purposes. You see who may do what, never "
            "content."
        ),
    ),
    Lesson(
        "base:ledger",
        Permission.LEDGER_VERIFY,
        gettext_noop("Verify the ledger"),
        gettext_noop(
            "Every act that matters stands in one chain. You can show that nobody changed it, without seeing content."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the tour: what it says, and where it can be tried."""

    number: int
    title: str
    words: str
    url: str = ""
    back_url: str = ""
    next_url: str = ""


def is_due(account: int) -> bool:
    """Return whether an account has neither seen the tour nor put it away."""
    return not TourSeen.objects.filter(pk=account).exists()


def step_for(officer: Officer, number: int) -> Step:
    """Return one step, in the words of the officer's own function."""
    number = max(1, min(number, STEPS))
    title, words, url = (_capacity, _own_work, _traces)[number - 1](officer)
    here = reverse("base:tour")
    return Step(
        number=number,
        title=title,
        words=words,
        url=url,
        back_url=f"{here}?step={number - 1}" if number > 1 else "",
        next_url=f"{here}?step={number + 1}" if number < STEPS else "",
    )


def _capacity(officer: Officer) -> tuple[str, str, str]:
    return (
        gettext("You act in one function, for one purpose"),
        gettext(
            "The band at the head says for which authority, in which function and for which purpose you act. It "
            "decides what you see and may do, and you can change it there at any time."
        ),
        reverse("base:purpose"),
    )


def _own_work(officer: Officer) -> tuple[str, str, str]:
    for lesson in (*zone().lessons, *OF_THE_BASE):
        if lesson.permission in officer.permissions and (url := _address(lesson.page)):
            return gettext(lesson.title), gettext(lesson.words), url
    return (
        gettext("Your pages stand in the head"),
        gettext("There is what your function carries, and nothing else."),
        "",
    )


def _traces(officer: Officer) -> tuple[str, str, str]:
    return (
        gettext("What matters leaves a trace"),
        gettext(
            "Reading, printing, releasing and deciding are written into a ledger that nobody can change unseen: that "
            "protects the people concerned, and you. At the end of each page are languages, printing and this tour."
        ),
        "",
    )


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
