"""Reads for who oversees: counts of acts and of readings, by authority and function; never an officer, never content.

The overseer of the authority that made the node sees the counts of all its authorities; the overseer of a guest those
of the own authority, and who else read what it shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Substr

from corridor.core.access.codes import Permission
from corridor.core.access.readings import MARKING_CHARACTERS
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.access.staff import Person
from corridor.core.handling.codes import Use
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks import queries as marks
from corridor.web.base.oversight.codes import Period
from corridor.web.base.oversight.models import ActCount, Reading

MONTH = len("2030-01")
MOST_PERIODS = 60


@dataclass(frozen=True)
class PeriodTotal:
    """A month or week, and how many acts there were in it."""

    code: str
    acts: int


@dataclass(frozen=True)
class ActTotal:
    """How many acts of one kind there were in a period, by authority and function."""

    event: str
    authority: str
    function: str
    acts: int


@dataclass(frozen=True)
class ReadingTotal:
    """How often an authority read, in one function and way, what another one originated, in one month.

    `readings` counts pages, answers, prints, lists and exports; `things` the different things that were read one by
    one, and `items` the information items shown.
    """

    month: str
    originator: str
    authority: str
    function: str
    way: str
    readings: int
    things: int
    items: int


def periods_for(officer: Officer, period: Period) -> list[PeriodTotal]:
    """Return the periods in which there were acts, the latest first.

    Raises:
        NotPermitted: The officer's function does not oversee.
    """
    totals: dict[str, int] = {}
    days = _acts(officer).values_list("on").annotate(total=Sum("acts")).order_by("-on")
    for on, acts in days.iterator():
        code = period_of(on, period)
        if code not in totals and len(totals) == MOST_PERIODS:
            break
        totals[code] = totals.get(code, 0) + acts
    return [PeriodTotal(code, acts) for code, acts in totals.items()]


def acts_for(officer: Officer, period: Period, code: str) -> list[ActTotal]:
    """Return the acts of one period by kind, authority and function.

    Raises:
        NotPermitted: The officer's function does not oversee.
    """
    first, last = span_of(period, code)
    rows = _acts(officer).filter(on__gte=first, on__lte=last)
    found = rows.values_list("event", "authority", "function").annotate(total=Sum("acts"))
    return [ActTotal(*row) for row in found.order_by("event", "authority", "function")]


def readings_for(officer: Officer) -> list[ReadingTotal]:
    """Return who read what other authorities shared, for who oversees, the latest month first.

    Raises:
        NotPermitted: The officer's function does not oversee.
    """
    check_permission(officer, Permission.OVERSIGHT_REVIEW)
    originators = {digest[:MARKING_CHARACTERS]: originator for digest, originator in marks.originators() if originator}
    own = "" if people.is_of_the_house(officer) else officer.reader.authority
    found: list[ReadingTotal] = []
    for originator in sorted(set(originators.values())):
        markings = [marking for marking, named in originators.items() if named == originator]
        rows = Reading.objects.filter(marking__in=markings)
        if own and originator != own:
            rows = rows.filter(authority=own)
        found += _totals(rows, originator)
    return sorted(found, key=lambda one: (_backwards(one.month), one.originator, one.authority, one.function, one.way))


def own_readings_for(officer: Officer) -> list[ReadingTotal]:
    """Return who read what one's own authority shared, under markings that this reader may read itself.

    Raises:
        NotPermitted: The officer's function does not review readings.
    """
    found = _totals(_own(officer), officer.reader.authority)
    return sorted(found, key=lambda one: (_backwards(one.month), one.authority, one.function, one.way))


def things_read_for(officer: Officer, *, most: int) -> list[tuple[str, str]]:
    """Return the things of which others read something that one's own authority shared, and the month they last did.

    The latest month comes first. Whether the reader may see a thing is for who shows it to ask.

    Raises:
        NotPermitted: The officer's function does not review readings.
    """
    rows = _own(officer).exclude(thing="").values_list("thing").annotate(latest=Substr(Max("on"), 1, MONTH))
    return list(rows.order_by("-latest", "thing")[:most])


def readings_of(officer: Officer, thing: str) -> list[ReadingTotal]:
    """Return who read what one's own authority shared about one thing.

    Raises:
        NotPermitted: The officer's function does not review readings.
    """
    found = _totals(_own(officer).filter(thing=thing), officer.reader.authority)
    return sorted(found, key=lambda one: (_backwards(one.month), one.authority, one.function, one.way))


def used_for(officer: Officer, things: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """Return in which months and ways others used what one's own authority shared of things, not who or how often.

    For those who file reports, as far as this reader may read the markings itself; which months are told is decided
    elsewhere.

    Raises:
        NotPermitted: The officer's function files no reports.
    """
    check_permission(officer, Permission.REPORT_FILE)
    found: dict[str, set[tuple[str, str]]] = {}
    rows = _of_others(officer).filter(thing__in=things).values_list("thing", Substr("on", 1, MONTH), "way").distinct()
    for thing, month, way in rows:
        found.setdefault(thing, set()).add((month, way))
    return found


def readers_for(officer: Officer, things: Sequence[str]) -> set[tuple[str, str, str]]:
    """Return in which month which authority read, in which function, what one's own authority shared of things.

    For those who file reports, as far as this reader may read the markings itself; how often and in which way is not
    told, nor an officer, and which months are told is decided elsewhere.

    Raises:
        NotPermitted: The officer's function files no reports.
    """
    check_permission(officer, Permission.REPORT_FILE)
    rows = _of_others(officer).filter(thing__in=things)
    return set(rows.values_list(Substr("on", 1, MONTH), "authority", "function").distinct())


def staff_for(officer: Officer) -> list[Person]:
    """Return the staff whom an overseer compares: of the own authority, or of the whole node for who made it.

    Raises:
        NotPermitted: The officer's function does not compare staff.
    """
    check_permission(officer, Permission.STAFF_COMPARE)
    own = "" if people.is_of_the_house(officer) else officer.reader.authority
    return [Person(handle, name) for handle, name in people.staff_of(own)]


def period_of(on: str, period: Period) -> str:
    """Return the month or the ISO week in which a day lies."""
    if period is Period.MONTH:
        return on[:MONTH]
    year, week, _ = date.fromisoformat(on).isocalendar()
    return f"{year:04d}-W{week:02d}"


def span_of(period: Period, code: str) -> tuple[str, str]:
    """Return the first and the last day of a period."""
    if period is Period.MONTH:
        return f"{code}-01", f"{code}-31"
    year, week = int(code[:4]), int(code[6:])
    return date.fromisocalendar(year, week, 1).isoformat(), date.fromisocalendar(year, week, 7).isoformat()


def _acts(officer: Officer) -> QuerySet[ActCount]:
    check_permission(officer, Permission.OVERSIGHT_REVIEW)
    if people.is_of_the_house(officer):
        return ActCount.objects.all()
    return ActCount.objects.filter(authority=officer.reader.authority)


def _own(officer: Officer) -> QuerySet[Reading]:
    """Return the readings, by others, of what one's own authority originated and this reader may read."""
    check_permission(officer, Permission.READING_REVIEW)
    return _of_others(officer)


def _of_others(officer: Officer) -> QuerySet[Reading]:
    visible = marks.visible_digests(officer.reader_class, Use.READ, originator=officer.reader.authority)
    markings = [digest[:MARKING_CHARACTERS] for digest in visible]
    return Reading.objects.filter(marking__in=markings).exclude(authority=officer.reader.authority)


def _totals(rows: QuerySet[Reading], originator: str) -> Sequence[ReadingTotal]:
    """Add readings up by month, authority, function and way."""
    found = (
        rows.annotate(month=Substr("on", 1, MONTH))
        .values_list("month", "authority", "function", "way")
        .annotate(
            readings=Count("position", distinct=True),
            things=Count("thing", distinct=True, filter=~Q(thing="")),
            total=Sum("items"),
        )
    )
    return [
        ReadingTotal(month, originator, authority, function, way, readings, things, items)
        for month, authority, function, way, readings, things, items in found.order_by()
    ]


def _backwards(month: str) -> int:
    return -int(month.replace("-", ""))
