"""The records behind the pages of watches: what is watched, what was raised and why, and how an officer hears of it."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.timeline import Timeline
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One change that was raised: of which watch, since and until which month, and where to look further.

    `seen_url` takes the POST that sets it aside; empty where that was done.
    """

    ref: str
    title: str
    change: str
    since: str
    until: str
    state: State
    url: str
    evidence_url: str
    compare_url: str
    seen_url: str = ""


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One watch of an officer, and what was found in the last month that was told."""

    title: str
    way: str
    url: str
    month: str
    state: State


@dataclass(frozen=True, slots=True)
class WatchForm:
    """The form that begins a watch; it works without a script."""

    action: str
    counted: tuple[Choice, ...]
    ways: tuple[Choice, ...]
    routes: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    methods: tuple[Choice, ...]
    transports: tuple[Choice, ...]
    place: str = ""
    has_invented: bool = False
    is_invented: bool = False
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchesPage:
    """All that an officer watches in one function and for one purpose."""

    alerts: tuple[AlertRow, ...]
    watches: tuple[WatchRow, ...]
    form: WatchForm
    method: tuple[str, ...]
    mail_url: str
    mail: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What was found in one month: the figure, what is normal, and between what."""

    month: str
    observed: str
    expected: str
    between: str
    state: State
    url: str


@dataclass(frozen=True, slots=True)
class WatchPage:
    """One watch: its alerts, its months, and what they rest on."""

    title: str
    way: str
    state: State
    note: str
    alerts: tuple[AlertRow, ...]
    months: tuple[MonthRow, ...]
    timeline: Timeline
    evidence_url: str
    end_url: str
    back_url: str
    method: tuple[str, ...]
    contributors: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MailPage:
    """How an officer hears by e-mail that there is something."""

    action: str
    back_url: str
    address: str
    rhythms: tuple[Choice, ...]
    is_off: bool
    text: str
    problems: tuple[FormProblem, ...] = ()
