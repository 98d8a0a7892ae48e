"""A leg before and after a measure, beside areas without it, and what the measure may have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from corridor.web.design.charts import bars, plot, words
from corridor.web.design.charts.lines import Drawn
from corridor.web.design.charts.records import Chart, Line, Mark, Names, Row, Table, Told, Writes
from corridor.web.design.charts.shapes import Drawing, below
from corridor.web.design.punctuation import headed


@dataclass(frozen=True, slots=True)
class Effect:
    """What a measure may have changed: the estimate, and between which figures it lies."""

    middle: float
    low: float
    high: float
    label: str = ""


def before_after(
    title: str,
    leg: Line,
    comparisons: Sequence[Line],
    *,
    since: Mark,
    without: Line | None = None,
    effect: Effect | None = None,
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    name: Names | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of a measure.

    Args:
        leg: Where the measure was taken.
        comparisons: Areas without it, of equal scope; drawn thin.
        without: What would have been expected of the leg without the measure.
        effect: The estimate, drawn under the lines with 0 in its sight.
    """
    told = Told(title, unit, source, number or words.figures(), name or words.months(), tuple(notes))
    expected = (without,) if without else ()
    faint = tuple(replace(one, is_faint=True) for one in comparisons)
    drawn = Drawn((leg, *expected, *faint), (since,), (), (), told, since=since.month)
    return Chart(
        title=title,
        description=words.listed([drawn.description(), *_effect_said(effect, told)]),
        wide=_drawing(drawn, effect, told, plot.WIDE),
        narrow=_drawing(drawn, effect, told, plot.NARROW),
        table=_table(drawn.table(), effect, told),
        unit=unit,
        source=source,
        notes=(*drawn.notes(), *_effect_said(effect, told)),
        is_empty=drawn.is_empty,
    )


def _bar(effect: Effect) -> bars.Bar:
    return bars.Bar(effect.label or gettext("Estimated effect"), effect.middle, effect.low, effect.high)


def _effect_said(effect: Effect | None, told: Told) -> tuple[str, ...]:
    if effect is None:
        return ()
    bar = _bar(effect)
    said = f"{headed(bar.name, bar.told(told.number))}."
    if effect.low <= 0 <= effect.high:
        return (said, gettext("The interval includes 0: no effect can be told from chance."))
    return (said,)


def _drawing(drawn: Drawn, effect: Effect | None, told: Told, size: plot.Size) -> Drawing:
    upper = drawn.drawing(size)
    return below(upper, bars.drawing([_bar(effect)], told.number, size)) if effect and not drawn.is_empty else upper


def _table(table: Table, effect: Effect | None, told: Told) -> Table:
    if effect is None:
        return table
    bar = _bar(effect)
    rest = ("",) * (len(table.head) - 2)
    return Table(table.head, (*table.rows, Row(bar.name, (bar.told(told.number), *rest))))
