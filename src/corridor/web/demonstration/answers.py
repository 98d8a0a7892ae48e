"""What the demonstration adds for reports to forums: one entry that answers many forums, and answers in words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from corridor.core.access.records import Officer
from corridor.core.commitments.rules import equivalents
from corridor.core.progress.codes import Level, Money, Proof, Status
from corridor.core.progress.records import Budget, Evidence, Milestone, Said
from corridor.web.demonstration.forums import acting
from corridor.web.demonstration.progress import WRITERS
from corridor.web.desk.answers import actions
from corridor.web.desk.answers.actions import Writing
from corridor.web.desk.answers.forms import last_half
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.queries import spaces_for
from corridor.web.desk.progress import actions as progress

ITEM: Final = "ga-2023-alternatives-02"
NEEDS: Final = (
    "Two trainers for officers who hear survivors, and a second boat for rescue on the northern crossing (invented)."
)
NEXT: Final = "The second unit begins its work; the law on seizure comes before parliament (invented)."
DONE: Final = (
    "Three coastal districts have credit and training for young people; the fourth begins next year (invented)."
)


def answer_forums(now: datetime) -> None:
    """Have XB report once what five forums ask, and answer two questions of one of them in words."""
    author, focal = (acting(duty, now) for duty in WRITERS["XB"])
    spaces = tuple(space.uid for space in spaces_for(author))
    level = Level.FORUM if spaces else Level.PUBLIC
    _report(author, focal, level, spaces, now)
    for question, text in (("needs", NEEDS), ("next-half-year", NEXT)):
        writing = Writing("roma-lyon", question, last_half(now.date()), text, "en", level, spaces)
        uid = actions.write_words(by=author, writing=writing, now=now).uid
        if text is NEEDS:
            actions.submit_words(by=author, uid=uid, now=now)
            actions.approve_words(by=focal, uid=uid, now=now)


def _report(author: Officer, focal: Officer, level: Level, spaces: tuple[str, ...], now: datetime) -> None:
    said = Said(
        item=ITEM,
        status=Status.UNDER_WAY,
        answers=tuple(one.id for one in equivalents(catalogue(), ITEM)),
        responsible="Ministry of Development of XB (invented)",
        actions=DONE,
        milestones=(Milestone("m1", "Fourth district", date(now.year, 3, 31)),),
        budgets=(Budget(Decimal(2_400_000), "EUR", now.year, Money.PLANNED),),
        evidence=(
            Evidence("e1", Proof.EVALUATION, "Mid-term evaluation of the fund (invented)", "XB-DEV 2026/4", level),
            Evidence("e2", Proof.BUDGET, "Accounts of the fund (invented)", "XB-DEV/81", Level.OWN, is_told=True),
        ),
    )
    writing = progress.Writing(said, last_half(now.date()), level, spaces)
    about = progress.write(by=author, writing=writing, now=now).about
    progress.submit(by=author, about=about, now=now)
    progress.approve(by=focal, about=about, now=now)
