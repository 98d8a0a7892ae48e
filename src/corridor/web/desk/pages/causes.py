"""What the templates of causes are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice


@dataclass(frozen=True, slots=True)
class AssociationRow:
    """One indicator: what can be said of it, at which lag, how strongly and over how many changes, or why nothing."""

    title: str
    unit: str
    source: str
    verdict: str
    tone: str
    why: str
    lag: str = ""
    rho: str = ""
    interval: str = ""
    q: str = ""
    pairs: str = ""
    beside_url: str = ""


@dataclass(frozen=True, slots=True)
class CausesPage:
    """What is measured of an area beside how many came from it. `ask_url` takes the POST that has it worked out.

    `state` is `none`, `asked`, `waiting`, `failed` or `done`.
    """

    areas: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    besides: tuple[Choice, ...]
    by_year: bool
    area: str
    panels: tuple[Chart, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    apart: tuple[str, ...]
    state: str
    ask_url: str
    tried: int
    rows: tuple[AssociationRow, ...]
    export_url: str
