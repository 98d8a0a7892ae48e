"""The records behind the first page of the desk: what changed, what is due, what came back, where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.desk.pages.centre import CentreAlertRow
from corridor.web.desk.pages.requests import ThreadRow
from corridor.web.desk.pages.watch import AlertRow


@dataclass(frozen=True, slots=True)
class HomeItem:
    """One line: a sentence or name, where it leads, and a day or figure beside it."""

    label: str
    url: str
    note: str = ""
    on: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """What an officer finds first, in one function and for one purpose.

    `since` is the day of the visit before; empty parts are left out of the page. `warned` are the open alerts of the
    joint centre, `elsewhere` the purposes for which one of danger to life waits; `dangers` are requests of danger to
    life that nobody has closed. `moved` leads to where routes moved, if a scan found any.
    """

    name: str
    function: str
    since: str
    begin: tuple[HomeItem, ...]
    alerts: tuple[AlertRow, ...]
    releases: tuple[HomeItem, ...]
    due: tuple[HomeItem, ...]
    back: tuple[HomeItem, ...]
    sees_content: bool
    warned: tuple[CentreAlertRow, ...] = ()
    elsewhere: tuple[str, ...] = ()
    dangers: tuple[ThreadRow, ...] = ()
    is_danger_elsewhere: bool = False
    watch_url: str = ""
    moved: HomeItem | None = None
    back_url: str = ""
