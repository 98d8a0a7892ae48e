"""Values by a definition that somebody chose: an indicator of the own authority, a published or a fixed table.

What an officer cannot see is no definition to choose from, and a token that names it names nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.commitments.codes import Unit
from corridor.core.disclosure.codes import TOTAL
from corridor.core.disclosure.records import Published
from corridor.core.indicators.codes import Measure, Per, Period
from corridor.core.indicators.codes import Uncomputed as Unread
from corridor.core.indicators.records import OF_NODE, Definition, Reading
from corridor.core.progress.codes import Level, Uncomputed
from corridor.core.progress.computing import Counted, Measured
from corridor.core.progress.periods import last_day, months_of
from corridor.core.publishing.codes import By
from corridor.core.publishing.counting import months_in
from corridor.core.publishing.exchange import asked_from
from corridor.core.publishing.records import Publication
from corridor.core.series.records import Scope
from corridor.web.base.published.wording import fixed_words, title
from corridor.web.desk.indicators import queries as indicators
from corridor.web.desk.progress.counting import Asked, Found
from corridor.web.desk.progress.reaching import widest
from corridor.web.desk.publishing import queries as publishing
from corridor.web.desk.series.queries import marks_of

OWN, TABLE, FIXED = "own:", "table:", "fixed:"

WHY = {
    Unread.NOT_OVER: Uncomputed.NOT_OVER,
    Unread.NOT_READABLE: Uncomputed.NOT_READABLE,
    Unread.TOO_MANY: Uncomputed.TOO_MANY,
    Unread.BY_QUARTER_ONLY: Uncomputed.OTHER_PERIOD,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A definition that can be chosen: its token, its name, what it is told in, and how it is found."""

    token: str
    name: str
    unit: Unit
    method: str


def chosen_for(officer: Officer, source: str) -> Chosen | None:
    """Return the definition that a token names, None where there is none that an officer may know of."""
    return next((one for one in offered(officer) if one.token == source), None)


def offered(officer: Officer) -> tuple[Chosen, ...]:
    """Return the definitions that an officer can choose from: own indicators, published tables, then fixed ones."""
    found = []
    if Permission.PICTURE_READ in officer.permissions:
        for row in indicators.indicators_for(officer):
            definition = indicators.definition_of(row)
            unit = _unit(definition)
            words = gettext("By the indicator “%(name)s” of the own authority: %(method)s")
            found.append(Chosen(f"{OWN}{row.about}", row.name, unit, words % {"name": row.name, "method": row.method}))
    for table in publishing.public_tables():
        name = f"{title(asked_from(table.asked), ())} · {table.authority} · {table.uid[:8]}"
        words = gettext("The total of the published table “%(name)s” over the half-year, as it was published.")
        found.append(Chosen(f"{TABLE}{table.uid}", name, Unit.COUNT, words % {"name": name}))
    told = {(code, table.name) for code, one in publishing.fixed_tables() for table in one.tables}
    for code, table_name in sorted(told):
        name = f"{fixed_words().get(table_name, table_name)} · {code}"
        words = gettext(
            "The total of the fixed table “%(name)s” over both quarters of the half-year, as the protection body "
            "published it. A quarter with fewer than ten is not published, and then nothing is told."
        )
        found.append(Chosen(f"{FIXED}{code}:{table_name}", name, Unit.COUNT, words % {"name": name}))
    return tuple(found)


def _unit(definition: Definition) -> Unit:
    if not definition.denominator:
        return Unit.COUNT
    return Unit.PERCENT if definition.per is Per.HUNDRED else Unit.RATIO


def found_by(officer: Officer, source: str, asked: Asked, now: datetime) -> Found | Uncomputed:
    """Return what a chosen definition counts for an officer, or why it counts nothing."""
    if last_day(asked.period) >= now.date():
        return Uncomputed.NOT_OVER
    if source.startswith(TABLE):
        table = next((row for row in publishing.public_tables() if row.uid == source.removeprefix(TABLE)), None)
        publication = publishing.publication_of(table) if table is not None else None
        return _of_table(publication, asked) if publication is not None else Uncomputed.UNKNOWN
    if source.startswith(FIXED):
        code, _, name = source.removeprefix(FIXED).partition(":")
        return _of_fixed(code, name, asked)
    if Permission.PICTURE_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    about = source.removeprefix(OWN)
    row = next((row for row in indicators.indicators_for(officer) if row.about == about), None)
    return _of_indicator(officer, indicators.definition_of(row), asked, now) if row else Uncomputed.UNKNOWN


# --- an indicator of the own authority -------------------------------------------------------------------------------


def _of_indicator(officer: Officer, definition: Definition, asked: Asked, now: datetime) -> Found | Uncomputed:
    if _unit(definition) is Unit.RATIO:
        return Uncomputed.OTHER_UNIT
    names = [definition.numerator, *([definition.denominator] if definition.denominator else [])]
    parts = [_part(officer, definition, name, asked, now) for name in names]
    for part in parts:
        if isinstance(part, Uncomputed):
            return part
    sums = [part for part in parts if not isinstance(part, Uncomputed)]
    level = _level(officer, names, asked)
    covers = gettext("%(told)s of 6 months are told.") % {"told": min(one.told for one in sums)}
    is_open = level is Level.PUBLIC
    upper = sums[0]
    if len(sums) == 1:
        return Found(
            Counted(_measured(officer, names[0], asked), upper.low, upper.high, is_open=is_open), level, covers
        )
    lower = sums[1]
    if upper.low != upper.high or lower.low != lower.high or min(upper.told, lower.told) < len(months_of(asked.period)):
        return Uncomputed.NOT_TOLD  # a share of spans, or of months that are not the same, is none
    base = _measured(officer, names[1], asked)
    measured = replace(base, asks=names[0])
    return Found(Counted(measured, upper.low, upper.low, of=lower.low, is_open=is_open), level, covers)


@dataclass(frozen=True, slots=True)
class _Sum:
    """What one part of a definition comes to over a half-year, and of how many of its months anything is told."""

    low: int
    high: int
    told: int


def _part(officer: Officer, definition: Definition, name: str, asked: Asked, now: datetime) -> _Sum | Uncomputed:
    """Return the sum of a part over the half-year, month by month, or quarter by quarter where no month is told."""
    single = replace(definition, numerator=name, denominator="", per=Per.ONE, period=Period.MONTH)
    months = months_of(asked.period)
    found = indicators.readings(officer, single, months, now=now)
    if all(one.reason is Unread.BY_QUARTER_ONLY for one in found):
        quarters = [f"{months[0][:4]}-Q{number}" for number in ((1, 2) if asked.period.endswith("1") else (3, 4))]
        found = indicators.readings(officer, replace(single, period=Period.QUARTER), quarters, now=now)
    told = [one for one in found if one.low is not None and one.high is not None]
    if not told or any(one.reason is Unread.BROKEN for one in found):
        return next((WHY[one.reason] for one in found if one.reason in WHY), Uncomputed.NOT_TOLD)
    return _Sum(_sum(told, is_low=True), _sum(told, is_low=False), sum(one.told for one in told))


def _sum(readings: Iterable[Reading], *, is_low: bool) -> int:
    return round(sum((one.low if is_low else one.high) or 0.0 for one in readings))


def _level(officer: Officer, names: Sequence[str], asked: Asked) -> Level | None:
    """Return how far what some parts rest on may go; what the node tells of itself stays with the authority."""
    scopes = [scope for name in names if (scope := Scope.parse(name)) is not None]
    reached = widest(officer, marks_of(officer, scopes), asked.forums)
    is_of_node = any(name.startswith(OF_NODE) for name in names)
    return Level.OWN if is_of_node and reached is not None else reached


def _measured(officer: Officer, name: str, asked: Asked) -> Measured:
    """Return what a part measures, so that parts that count the same in part are known to."""
    half = {"half": (asked.period,)}
    scope = None if name.startswith(OF_NODE) else Scope.parse(name)
    if scope is None:
        within = {**half, "authority": (officer.reader.authority,)}
        in_time = f"{OF_NODE}{Measure.REQUESTS_IN_TIME}"
        if name in (in_time, f"{OF_NODE}{Measure.REQUESTS_ANSWERED}"):
            return Measured("requests", {**within, "in-time": ("yes",)} if name == in_time else within)
        return Measured(name.removeprefix(OF_NODE), within)
    narrowed = {
        axis: (code,)
        for axis, code in (
            ("kind", scope.kind),
            ("route", scope.route),
            ("country", scope.country),
            ("source", scope.source),
        )
        if code
    }
    world = " (invented)" if scope.is_invented else ""
    return Measured(f"{scope.counted}{world}", {**half, **narrowed})


# --- a published table -----------------------------------------------------------------------------------------------


def _of_table(publication: Publication, asked: Asked) -> Found | Uncomputed:
    if not publication.tables:
        return Uncomputed.UNKNOWN
    table = publication.tables[0]
    keys = _keys_of(publication, table, asked.period)
    if not keys:
        return Uncomputed.OTHER_PERIOD
    if any(key not in table.cells for key in keys):
        return Uncomputed.NOT_TOLD
    bounds = [table.bounds(key) for key in keys]
    highs = [high for _, high in bounds if high is not None]
    if len(highs) < len(bounds):
        return Uncomputed.NOT_TOLD  # a cell is hidden, and nothing bounds it
    measured = Measured(f"table-{publication.release.uid}", {"half": (asked.period,)})
    return Found(Counted(measured, sum(low for low, _ in bounds), sum(highs), is_open=True), Level.PUBLIC)


def _of_fixed(code: str, name: str, asked: Asked) -> Found | Uncomputed:
    """Return what the fixed tables of a protection body come to, where they tell every month of the half-year."""
    wanted, told = set(months_of(asked.period)), set[str]()
    low = high = 0
    for signer, publication in publishing.fixed_tables():
        for table in publication.tables:
            months = _months_of(table)
            if (signer, table.name) != (code, name) or not months <= wanted or not months.isdisjoint(told):
                continue
            total = tuple(TOTAL if TOTAL in axis.codes or len(axis.codes) > 1 else axis.codes[0] for axis in table.axes)
            least, most = table.bounds(total) if total in table.cells else (0, None)
            if most is None:
                return Uncomputed.NOT_TOLD
            told |= months
            low, high = low + least, high + most
    if told != wanted:
        return Uncomputed.NOT_TOLD
    measured = Measured(f"fixed-{name}", {"half": (asked.period,), "body": (code,)})
    return Found(Counted(measured, low, high, is_open=True), Level.PUBLIC)


def _months_of(table: Published) -> set[str]:
    """Return the months that a table is about; none where it tells of several periods beside each other."""
    within = table.within.get(By.PERIOD.value, ())
    listed = next((axis.codes for axis in table.axes if axis.name == By.PERIOD.value), ())
    periods = [code for code in listed if code[:2].isdigit()]
    return {month for code in (*within, *periods) for month in months_in(code)}


def _keys_of(publication: Publication, table: Published, period: str) -> list[tuple[str, ...]]:
    """Return the totals of a table that make up a half-year; none where its periods do not."""
    names, months = [axis.name for axis in table.axes], set(months_of(period))
    if By.PERIOD.value not in names:
        asked = publication.asked
        is_whole = asked is not None and (asked.since, asked.until) == (min(months), max(months))
        return [tuple(TOTAL for _ in names)] if is_whole else []
    axis = table.axes[names.index(By.PERIOD.value)]
    codes = [code for code in axis.codes if code[:2].isdigit() and set(months_in(code)) <= months]
    if {month for code in codes for month in months_in(code)} != months:
        return []
    return [tuple(code if one == axis.name else TOTAL for one in names) for code in codes]
