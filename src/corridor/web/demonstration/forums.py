"""Opens the forum of the demonstration: its members, a meeting that was held, one to come, and two decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from corridor.core.access.records import Officer
from corridor.core.commitments.codes import Addressee, Pillar
from corridor.core.forums.codes import Template
from corridor.core.forums.records import Decision, Meeting, Paper, Point
from corridor.core.progress.codes import Level, Proof, Status
from corridor.core.progress.periods import half_of, half_on, number_of
from corridor.core.progress.records import Evidence, Said
from corridor.demo.forums import ALIKE, DECIDED, INSTRUMENTS, MET, NAME, REPORTED
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums import actions
from corridor.web.desk.forums.queries import spaces_for
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.progress.actions import Writing

HOST = "int.ansa:rapporteur:strategic-analysis"
MEMBERS = ("XA-POL", "XB-BRD", "XC-POL")


def open_forum(now: datetime) -> str:
    """Have the joint centre open the forum of the demonstration, and return its uid."""
    return opened(acting(HOST, now), MEMBERS, now=now)


def acting(named: str, now: datetime) -> Officer:
    """Return an officer of the demonstration at work."""
    account, duty = people.duty_named(named)
    return people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now)


def opened(by: Officer, members: Sequence[str], *, now: datetime) -> str:
    """Open the forum with its members, meetings and decisions."""
    uid = actions.open_space(by=by, name=NAME, instruments=INSTRUMENTS, template=Template.ROMA_LYON, now=now)
    for authority in members:
        actions.add_member(by=by, uid=uid, authority=authority, now=now)
    held, *_ = [_call(by, uid, number, now) for number, _ in enumerate(MET)]
    on = (now + timedelta(days=MET[0].in_days)).date()
    theme = catalogue().items[ALIKE].theme
    for one in DECIDED:
        decision = Decision(
            number=0,
            title=one.title,
            paraphrase=one.paraphrase,
            addressee=Addressee.GOVERNMENTS,
            pillar=Pillar(one.pillar),
            theme=theme,
            measure="The decision is carried out",
            on=on,
            due=(now + timedelta(days=one.due_in_days)).date() if one.due_in_days is not None else None,
            meeting=held,
        )
        actions.take_decision(by=by, uid=uid, decision=decision, now=now)
    return uid


def _call(by: Officer, uid: str, number: int, now: datetime) -> str:
    met = MET[number]
    title, _, place = met.paper.partition(", ")
    meeting = Meeting(
        "",
        (now + timedelta(days=met.in_days)).date(),
        met.place,
        tuple(Point(text, (ALIKE,) if not at else ()) for at, text in enumerate(met.agenda)),
        (Paper(title, place or "with the host"),),
        met.minutes,
    )
    return actions.call_meeting(by=by, uid=uid, meeting=meeting, now=now)


def report(author: Officer, approver: Officer, *, now: datetime) -> None:
    """Have two officers of one node of a route report on the first decision of the forum for the last half-year."""
    forum = spaces_for(author)[0].uid
    status, done, title, place = REPORTED[author.reader.authority]
    evidence = (Evidence("e1", Proof.EVALUATION, title, place, Level.FORUM),) if title else ()
    half = half_of(number_of(half_on(now.date())) - 1)
    said = Said(
        f"forum-{forum[:8]}-1", Status(status), (), "Police and coast guard (invented)", done, evidence=evidence
    )
    writing = Writing(said, half, Level.FORUM, (forum,))
    about = progress.write(by=author, writing=writing, now=now).about
    progress.submit(by=author, about=about, now=now)
    progress.approve(by=approver, about=about, now=now)
