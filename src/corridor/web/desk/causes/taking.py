"""What was found of an area as a file of comma-separated values, with what it is and is not."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from corridor.core.causes.records import Association
from corridor.web.desk.causes.queries import Told, associations_in
from corridor.web.desk.imports.queries import defused
from corridor.web.desk.series.models import Worked

COLUMNS = (
    *("indicator", "unit", "source", "period", "verdict", "reason", "lag", "changes", "rank_correlation"),
    *("low_95", "high_95", "p", "q"),
)
MEANS = "changes that go together; nothing here says what made anybody leave"


def csv_of(told: Told, work: Worked, *, now: datetime) -> str:
    """Return what was found as text: first what it is, then one row for each indicator."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    outcome = told.outcome
    about = {
        "made at": now.isoformat(timespec="seconds"),
        "note": MEANS,
        "area": told.question.area,
        "outcome": outcome.code if outcome is not None else "",
        "outcome source": outcome.source if outcome is not None else "",
        "years made of months": "yes" if told.question.by_year else "no",
        "credits": "; ".join(sorted({row.credit for row in told.sources.values() if row.credit})),
    }
    for name, said in about.items():
        writer.writerow([f"# {name}", defused(said)])
    writer.writerow(COLUMNS)
    for one in associations_in(work.answer or {"tested": []}, told):
        writer.writerow([defused(str(cell)) for cell in _cells(one)])
    return out.getvalue()


def _cells(one: Association) -> list[object]:
    code, unit, source, grain = one.line.split("~")
    best = one.best
    figures = ["", "", "", "", "", "", ""]
    if best is not None:
        told = (best.lag, best.pairs, best.rho, best.low, best.high, best.p, best.q)
        figures = ["" if value is None else str(value) for value in told]
    return [code, unit, source, grain, one.verdict.value, one.reason.value if one.reason else "", *figures]
