"""The records behind the first page of the desk: what changed, what is due, what came back, where to begin."""

from __future__ import annotations

from dataclasses import dataclass

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

    `since` is the day of the visit before; empty parts are left out of the page.
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
    watch_url: str = ""
    back_url: str = ""
