"""What earlier releases of an edition said of a series, as far as its reader may see and count it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from corridor.core.imports.placement import Load as Placed
from corridor.core.imports.placement import ranks
from corridor.core.series.records import Scope
from corridor.web.desk.series import cells
from corridor.web.desk.statements.models import Load

RELEASES = 12
"""So many earlier releases are looked at, the latest first."""

Sums = Mapping[str, tuple[int, int]]
"""Low and high figure by month."""


def said_before(reader_class: int, dataset: int, scope: Scope) -> Sums:
    """Return what the latest earlier release that said otherwise, said of each month; nothing of other months.

    A month of which no earlier release told anything is new, not revised.
    """
    rows = Load.objects.filter(dataset=dataset, state=Load.State.PUBLISHED)
    loads = [Placed(*row) for row in rows.values_list("pk", "released_on", "is_whole")]
    if len(loads) < 2:
        return {}
    order = ranks(loads)
    ordered = sorted(loads, key=lambda one: order[one.id])
    sightings = _sighted(reader_class, dataset, scope, [one.id for one in loads])
    now, found = _as_of(ordered, sightings), {}
    for count in range(len(ordered) - 1, max(0, len(ordered) - 1 - RELEASES), -1):
        for month, sums in _as_of(ordered[:count], sightings).items():
            if month not in found and now.get(month) != sums:
                found[month] = sums
    return found


_Sighted = Mapping[bytes, Mapping[int, tuple[str, int, int]]]
"""What each record said in each load that contained it: month, low and high."""


def _sighted(reader_class: int, dataset: int, scope: Scope, loads: list[int]) -> _Sighted:
    found: dict[bytes, dict[int, tuple[str, int, int]]] = defaultdict(dict)
    for key, load, month, least, most in cells.sighted(reader_class, dataset, scope, loads):
        found[bytes(key)][load] = (month, least, least if most is None else most)
    return found


def _as_of(loads: list[Placed], sightings: _Sighted) -> dict[str, tuple[int, int]]:
    """Return the sums by month when the last of some loads was the latest."""
    last_whole = max((place for place, load in enumerate(loads) if load.whole), default=0)
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for said in sightings.values():
        held = next((said[load.id] for load in reversed(loads[last_whole:]) if load.id in said), None)
        if held is not None:
            month, low, high = held
            sums[month] = (sums[month][0] + low, sums[month][1] + high)
    return dict(sums)
