"""Reads of the third door: the calendar, what was published, and the counts of one period, which nobody is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.disclosure.codes import UNKNOWN
from corridor.core.disclosure.records import Axis, Key, Table
from corridor.core.publishing.calendar import Calendar, calendar_from
from corridor.core.publishing.counting import months_in
from corridor.web.protection.interviews import queries as interviews
from corridor.web.protection.publishing.models import FixedTables
from corridor.web.protection.vault import queries as vault

CODED: Mapping[str, str] = {"sex": "interview-sexes", "age": "interview-ages"}


@cache
def calendar() -> Calendar:
    """Return the fixed calendar."""
    return calendar_from(shelf.document("corridor.core.publishing", "calendar.yaml"))


def all_for(reader: Officer) -> tuple[FixedTables, ...]:
    """Return what was proposed and published, the newest period first.

    Raises:
        NotPermitted: The function does not publish fixed tables.
    """
    check_permission(reader, Permission.FIXED_TABLES_PUBLISH)
    return tuple(FixedTables.objects.order_by("-period"))


def released() -> tuple[FixedTables, ...]:
    """Return everything that was published, in the order of its periods."""
    return tuple(FixedTables.objects.exclude(published_at=None).order_by("period"))


def counted(period: str) -> tuple[Table, ...]:
    """Return the fixed tables of a period as they are counted; they go into the attack and nowhere else."""
    made = {"interviews": _interviews, "cases-opened": _cases, "referrals": _referrals}
    return tuple(made[name](period) for name in calendar().tables)


def _interviews(period: str) -> Table:
    months = months_in(period)
    told = interviews.opened(interviews.held_in(months[0], months[-1]))
    axes = tuple(Axis(name, (*_codes(listed), UNKNOWN)) for name, listed in CODED.items())
    known = [frozenset(axis.codes) for axis in axes]
    cells = Counter(
        tuple(code if code in codes else UNKNOWN for code, codes in zip((one.sex, one.age), known, strict=True))
        for one in told
    )
    return Table("interviews", axes, dict(cells), counted="interviews", within={"month": months})


def _codes(listed: str) -> tuple[str, ...]:
    return tuple(code for code in sorted(interviews.codes()[listed]) if code != UNKNOWN)


def _cases(period: str) -> Table:
    months = months_in(period)
    return _of_period("cases-opened", period, vault.how_many_opened(months[0], months[-1]))


def _referrals(period: str) -> Table:
    months = months_in(period)
    return _of_period("referrals", period, vault.how_many_referred(months[0], months[-1]))


def _of_period(name: str, period: str, count: int) -> Table:
    """Return a table of one figure: how many there were in a period."""
    axis = Axis("month", (period,), None, {period: months_in(period)})
    cells: dict[Key, int] = {(period,): count}
    return Table(name, (axis,), cells, counted=name)
