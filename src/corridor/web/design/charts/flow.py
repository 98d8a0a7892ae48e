"""How much goes from where to where: bands whose thickness is the figure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from corridor.web.design.charts import plot, words
from corridor.web.design.charts.records import Chart, Row, Table, Told, Writes
from corridor.web.design.charts.shapes import (
    Drawing,
    Shape,
    apart,
    cut,
    rect,
    text,
    tone_of,
    width_of,
    written,
)

NODE = 10
GAP = 10
LABEL = 16
HEAD = 24


@dataclass(frozen=True, slots=True)
class Flow:
    """So much from one to another; None where nothing was told, which is not 0."""

    origin: str
    destination: str
    value: float | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether there is a figure above 0."""
        return self.value is not None and math.isfinite(self.value) and self.value > 0

    @property
    def amount(self) -> float:
        """The figure, 0 where nothing is drawn."""
        return self.value if self.value is not None and self.is_drawn else 0.0

    def told(self, number: Writes) -> str:
        """Return the figure in words."""
        is_told = self.value is not None and math.isfinite(self.value)
        return number(self.value or 0.0) if is_told else gettext("no figure")


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    top: float
    height: float
    amount: float


def flow(
    title: str,
    flows: Sequence[Flow],
    *,
    sides: tuple[str, str] = ("", ""),
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return the bands between origins and destinations, the largest above.

    Args:
        sides: What stands on the left and on the right, such as "Origin" and "Destination".
    """
    told = Told(title, unit, source, number or words.figures(), str, tuple(notes))
    heads = (sides[0] or gettext("From where"), sides[1] or gettext("To where"))
    unknown = sum(not one.is_drawn and one.value != 0 for one in flows)
    said = [gettext("Not drawn, because no figure was told: %(count)s.") % {"count": told.number(unknown)}]
    return Chart(
        title=title,
        description=_description(flows, told),
        wide=_drawing(flows, heads, told.number, plot.WIDE),
        narrow=_drawing(flows, heads, told.number, plot.NARROW),
        table=Table(
            (heads[0], heads[1], unit or gettext("Figure")),
            tuple(Row(one.origin, (one.destination, one.told(told.number))) for one in flows),
        ),
        unit=unit,
        source=source,
        notes=(*told.notes, *(said if unknown else ())),
        is_empty=not any(one.is_drawn for one in flows),
    )


def _drawing(flows: Sequence[Flow], heads: tuple[str, str], number: Writes, size: plot.Size) -> Drawing:
    drawn = [one for one in flows if one.is_drawn]
    if not drawn:
        return Drawing(size.width, 40, (text("words", 0, 24, gettext("No figure.")),))
    names = tuple(_amounts(drawn, side) for side in (0, 1))
    most = max(len(side) for side in names)
    height = max(size.height - HEAD - 10, most * (GAP + LABEL))
    total = sum(one.amount for one in drawn)
    unit = (height - GAP * (most - 1)) / total
    left, right = (_nodes(side, unit, height) for side in names)
    labels = [f"{node.name} · {number(node.amount)}" for node in (*left.values(), *right.values())]
    room = 0.0 if size.is_narrow else min(max(width_of(one) for one in labels) + 10, size.width * 0.3)
    x0, x1 = room + NODE, size.width - room - NODE
    shapes = [
        text("scale", x0 - NODE, 12, cut(heads[0], size.width / 2)),
        text("scale", x1 + NODE, 12, cut(heads[1], size.width / 2), anchor="end"),
        *_ribbons(drawn, left, right, unit, (x0, x1)),
    ]
    inward = not room
    for nodes, x, is_left in ((left, x0 - NODE, True), (right, x1, False)):
        shapes += [rect("node", x, node.top, NODE, max(node.height, 0.5)) for node in nodes.values()]
        at = x + NODE + 6 if is_left is inward else x - 6
        anchor = "start" if is_left is inward else "end"
        width = size.width / 2 - NODE - 12 if inward else room - 8
        shapes += _labels(list(nodes.values()), at, anchor, width, number, HEAD + height)
    return Drawing(size.width, HEAD + height + 8, tuple(shapes))


def _amounts(flows: Sequence[Flow], side: int) -> dict[str, float]:
    sums: dict[str, float] = {}
    for one in flows:
        name = (one.origin, one.destination)[side]
        sums[name] = sums.get(name, 0.0) + one.amount
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))


def _nodes(amounts: dict[str, float], unit: float, height: float) -> dict[str, _Node]:
    taken = sum(amounts.values()) * unit
    gap = (height - taken) / (len(amounts) - 1) if len(amounts) > 1 else 0.0
    top = HEAD if len(amounts) > 1 else HEAD + (height - taken) / 2
    found = {}
    for name, amount in amounts.items():
        found[name] = _Node(name, top, amount * unit, amount)
        top += amount * unit + gap
    return found


def _ribbons(
    flows: Sequence[Flow], left: dict[str, _Node], right: dict[str, _Node], unit: float, ends: tuple[float, float]
) -> Iterator[Shape]:
    order = {name: index for index, name in enumerate(left)}
    ranked = {name: index for index, name in enumerate(right)}
    since = {name: node.top for name, node in left.items()}
    arriving = {name: node.top for name, node in right.items()}
    x0, x1 = ends
    half = (x0 + x1) / 2
    for one in sorted(flows, key=lambda flow: (order[flow.origin], ranked[flow.destination])):
        thick = one.amount * unit
        y0, y1 = since[one.origin], arriving[one.destination]
        since[one.origin] += thick
        arriving[one.destination] += thick
        there = _way("M", (x0, y0), "C", (half, y0), (half, y1), (x1, y1))
        back = _way("L", (x1, y1 + thick), "C", (half, y1 + thick), (half, y0 + thick), (x0, y0 + thick))
        yield Shape("path", "ribbon", (("d", f"{there}{back}z"),), tone=tone_of(order[one.origin]))


def _way(*steps: str | tuple[float, float]) -> str:
    return " ".join(one if isinstance(one, str) else f"{written(one[0])} {written(one[1])}" for one in steps)


def _labels(nodes: Sequence[_Node], x: float, anchor: str, room: float, number: Writes, base: float) -> Iterator[Shape]:
    middles = [node.top + node.height / 2 + 4 for node in nodes]
    for node, y in zip(nodes, apart(middles, least=LABEL, top=HEAD + 6, base=base), strict=True):
        figure = f" · {number(node.amount)}"
        yield text("words", x, y, cut(node.name, room - width_of(figure)) + figure, anchor=anchor)


def _description(flows: Sequence[Flow], told: Told) -> str:
    drawn = sorted((one for one in flows if one.is_drawn), key=lambda one: -one.amount)
    if not drawn:
        return gettext("%(title)s: no figure.") % {"title": told.title}
    opening = f"{told.title} ({told.unit})." if told.unit else told.title
    named = [
        gettext("From %(origin)s to %(destination)s: %(figure)s.")
        % {"origin": one.origin, "destination": one.destination, "figure": one.told(told.number)}
        for one in drawn[: words.MOST_TOLD]
    ]
    if len(drawn) > words.MOST_TOLD:
        more = told.number(len(drawn) - words.MOST_TOLD)
        named.append(gettext("%(count)s more are in the table.") % {"count": more})
    return words.listed([opening, *named])
