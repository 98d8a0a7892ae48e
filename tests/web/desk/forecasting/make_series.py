"""Published series on a node of tests, and forecasts of them worked out without the library and without a worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.forecasting.apart import work
from corridor.core.forecasting.rules.refusing import usable
from corridor.core.kernel.months import after
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.base.ledger import turn
from corridor.web.desk.forecasting import queries
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from tests import make
from tests.core.forecasting.figures import FIRST, around_a_level, wandering

STEADY, WILD, QUIET, SHORT = "Steady Route", "Wild Route", "Quiet Route", "Short Route"
TODAY = date(2026, 3, 20)


def table(further: Iterable[tuple[str, str, int]] = ()) -> bytes:
    """Return a file of detections by route and month."""
    rows = [*_rows(STEADY, around_a_level()), *_rows(WILD, wandering())]
    rows += _rows(QUIET, [float(at % 5 == 0) for at in range(96)])
    rows += [(f"{SHORT}", after(FIRST, at), 40) for at in range(76, 96)]
    rows += further
    lines = [f"{route},sea,{month},{figure}" for route, month, figure in rows]
    return "\n".join(["route,border_type,period,detections", *lines]).encode() + b"\n"


def _rows(route: str, told: list[float]) -> list[tuple[str, str, int]]:
    return [(route, after(FIRST, at), int(figure)) for at, figure in enumerate(told)]


def load(by: Officer, further: Iterable[tuple[str, str, int]] = (), *, preset: str = "public", released: str) -> None:
    """Load the file as a published series."""
    make.load(by, table(further), mapping="frontex-reduced", preset=preset, released=released)


def load_wrecks(by: Officer, first: str, months: int) -> None:
    """Load a shipwreck each month from the first on, with as many dead as the invented series says."""
    fields = {
        "incident_kind": {"constant": "shipwreck"},
        "occurred_on": {"column": "day", "style": ["iso"]},
        "dead": {"column": "dead"},
        "place_text": {"column": "place"},
        "country": {"constant": "XA"},
    }
    make.mapping("landings", edition="landings", fields=fields)
    told = enumerate(around_a_level(months))
    rows = [make.row(f"R-{at}", int(figure), f"{after(first, at)}-05") for at, figure in told]
    make.load(by, make.table(rows), mapping="landings", released="2026-03-09")


def scope_of(by: Officer, route: str) -> Scope:
    """Return the scope of one route."""
    found = queries.forecasts_for(by, Counted.DETECTIONS, today=TODAY)
    return next(one.scope for one in found if one.scope.route == route)


@cache
def _worked(first: str, values: tuple[float | None, ...]) -> dict[str, Any]:
    return work({"first": first, "values": values, "library": False})


def work_out(by: Officer, *routes: str) -> None:
    """Put the answers where the worker would put them, made without the library, which takes longer."""
    for found in queries.forecasts_for(by, Counted.DETECTIONS, today=timezone.now().date()):
        if found.scope.route in routes and found.refused is None and found.forecast is None:
            inputs = queries.inputs_of(usable(found.series, today=timezone.now().date()))
            now = timezone.now()
            with turn.write():
                Worked.objects.create(
                    key=worked.key_of(queries.KIND, inputs),
                    kind=queries.KIND,
                    inputs=inputs,
                    answer=_worked(inputs["first"], tuple(inputs["values"])),
                    state=Worked.State.DONE,
                    asked_at=now,
                    done_at=now,
                )
