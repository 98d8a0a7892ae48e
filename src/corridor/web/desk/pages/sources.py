"""The records behind the pages of sources."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.pieces import Figure, MarkingBadge


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One publisher or authority whose releases this reader may see."""

    label: str
    url: str
    editions: int
    releases: int
    records: int
    as_of: str
    state: State
    invented: bool = False


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The sources this reader may see."""

    rows: tuple[SourceRow, ...]
    import_url: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """One load of a source."""

    ref: str
    edition: str
    file: str
    released_on: str
    loaded: str
    records: int
    state: State
    marking: MarkingBadge
    import_url: str = ""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source: who publishes it, under which licence, and its releases.

    Withdrawing takes the effect of everything the own authority holds of it away at once. Both acts are POST with a
    `reason`, one of the choices.
    """

    title: str
    publisher: str
    about: str
    credit: str
    licence: str
    site_url: str
    as_of: str
    figures: tuple[Figure, ...]
    releases: tuple[Release, ...]
    back_url: str = ""
    picture_url: str = ""
    invented: bool = False
    problems: tuple[FormProblem, ...] = ()
    withdraw_url: str = ""
    withdraw_reasons: tuple[Choice, ...] = ()
    restore_url: str = ""
    restore_reasons: tuple[Choice, ...] = ()
    note: str = ""
    export_url: str = ""
