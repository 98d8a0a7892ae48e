"""What may be asked of shifts, and said of one."""

from __future__ import annotations

from collections.abc import Mapping

from corridor.core.kernel.text import storable
from corridor.core.series.codes import Counted
from corridor.core.shifts.codes import Along
from corridor.core.shifts.rules.along import check_along
from corridor.web.desk.shifts.actions import Judged
from corridor.web.desk.shifts.queries import Question


def asked(values: Mapping[str, str]) -> Question:
    """Read what shall be scanned; what is not of the list falls back to detections.

    Raises:
        AlongRefused: It shall run along something else than routes or countries of incidents (R-24).
    """
    counted = values.get("counted", "")
    return Question(
        counted=Counted(counted) if counted in set(Counted) else Counted.DETECTIONS,
        along=check_along(values.get("by", "") or Along.ROUTE.value),
        invented=values.get("world", "") == "invented",
    )


def judged(values: Mapping[str, str]) -> Judged:
    """Read what is said of a shift."""
    return Judged(**{name: storable(values.get(name, "")) for name in Judged.__dataclass_fields__})
