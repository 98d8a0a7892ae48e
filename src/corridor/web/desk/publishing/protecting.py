"""Has a draft protected and attacked, in a process of its own, with every earlier release of the same count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from corridor.core.access.records import Officer
from corridor.core.disclosure import exchange as disclosure
from corridor.core.disclosure.records import Policy, Published, Table
from corridor.core.disclosure.tables import combined
from corridor.core.publishing.codes import By
from corridor.core.publishing.counting import table_of
from corridor.core.publishing.exchange import asked_from
from corridor.core.publishing.records import Counts, Coverage
from corridor.web.base.doors.queries import own_code
from corridor.web.desk.publishing import queries
from corridor.web.desk.publishing.models import PublicTable
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked

KIND = "publishing.1"


def inputs_of(row: PublicTable) -> dict[str, Any]:
    """Return all that protection and attack of a draft rest on, but for the key of rounding, which is never kept."""
    asked = asked_from(row.asked)
    ledger, policy = _ledger(row), Policy(threshold=asked.threshold, method=asked.method)
    if "joint" in row.counts:
        parts = read(row.counts["joint"])
        known = {(one.name, one.release) for one in ledger}
        laid = [*ledger, *(one for one in parts if (one.name, one.release) not in known), joint_of(row)]
        return _inputs([], policy, laid)
    counts = Counts(
        codes={By(axis): tuple(codes) for axis, codes in row.counts["codes"]},
        cells={tuple(key): count for key, count in row.counts["cells"]},
        coverage=Coverage(),
        units={tuple(key): part for key, part in row.counts["units"]},
    )
    return _inputs([table_of(asked, counts, name=row.uid, node=own_code())], policy, ledger)


def joint_of(row: PublicTable) -> Published:
    """Return the sum of the parts of several nodes: hidden where one of them hides."""
    return combined(read(row.counts["joint"]), row.uid)


def _inputs(tables: Sequence[Table], policy: Policy, ledger: Sequence[Published]) -> dict[str, Any]:
    return {
        "tables": [disclosure.table_document(one) for one in tables],
        "policy": disclosure.policy_document(policy),
        "ledger": [disclosure.document(one) for one in ledger],
        "release": 1 + max((one.release for one in ledger), default=0),
    }


def _ledger(row: PublicTable) -> Sequence[Published]:
    asked = asked_from(row.asked)
    found: list[Published] = []
    for release in queries.together_with(asked, queries.released()):
        if (publication := queries.publication_of(release)) is not None:
            found += publication.tables
    return found


def over(row: PublicTable) -> str:
    """Return which releases an attack on a version must be made together with, as one digest."""
    return queries.over(asked_from(row.asked), queries.released())


def work_of(row: PublicTable) -> Worked | None:
    """Return how far protection and attack of a draft are; None where nobody asked for them, or releases came since."""
    return worked.found(KIND, inputs_of(row)) if row.counts else None


def ask(*, by: Officer, row: PublicTable, now: datetime) -> None:
    """Have a draft protected and attacked."""
    worked.ask(KIND, inputs_of(row), by=by, now=now)


def forget(*uids: str) -> None:
    """Let go of the counts of tables that went into their protection: they are published or given up."""
    for uid in uids:
        Worked.objects.filter(kind=KIND, inputs__tables__0__name=uid).delete()


def answer_of(row: PublicTable) -> dict[str, Any] | None:
    """Return the protected tables and what the attack on them found; None while there is no answer."""
    work = work_of(row)
    found: dict[str, Any] | None = work.answer if work is not None and work.state == Worked.State.DONE else None
    if found is None or "joint" not in row.counts:
        return found
    joint = joint_of(row)
    return {**found, "published": [disclosure.document(joint)], "hidden": joint.hidden}


def read(documents: Sequence[Any]) -> tuple[Published, ...]:
    """Return protected tables from their written form."""
    return tuple(disclosure.read(one) for one in documents)
