"""Lets the invented States report: entries written by their rapporteurs and approved by their focal points."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.records import Officer
from corridor.core.progress.codes import Level
from corridor.core.progress.periods import half_of, half_on, number_of
from corridor.demo.progress import Told, told
from corridor.web.demonstration.forums import acting
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.progress import actions
from corridor.web.desk.progress.actions import Writing

WRITERS = {
    "XA": ("xa.brine:rapporteur:strategic-analysis", "xa.holt:focal-point:strategic-analysis"),
    "XB": ("xb.tamsel:rapporteur:strategic-analysis", "xb.norva:focal-point:strategic-analysis"),
    "XC": ("xc.wenna:rapporteur:strategic-analysis", "xc.arlo:focal-point:strategic-analysis"),
}
"""Who writes and who approves for each State."""


def add_progress(now: datetime) -> None:
    """Write the entries of the half-year before this one, and the drafts of this one."""
    officers = {state: tuple(acting(duty, now) for duty in duties) for state, duties in WRITERS.items()}
    before = number_of(half_on(now.date())) - 1
    for one in told(now.date()):
        by, approver = officers[one.state]
        spaces = tuple(space.uid for space in forums.spaces_for(by)) if one.forums else ()
        level = Level.OWN if one.level is Level.FORUM and not spaces else one.level
        _tell(one, Writing(one.said, half_of(before + one.half), level, spaces), by, approver, now)


def _tell(one: Told, writing: Writing, by: Officer, approver: Officer, now: datetime) -> None:
    row = actions.write(by=by, writing=writing, now=now)
    if not one.is_approved:
        return
    actions.submit(by=by, about=row.about, now=now)
    actions.approve(by=approver, about=row.about, now=now)
    if one.is_withdrawn:
        actions.withdraw(by=approver, about=row.about, now=now)
