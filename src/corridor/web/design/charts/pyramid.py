"""People by age and sex, with those whose age or sex nobody told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from corridor.web.design.charts import plot, words
from corridor.web.design.charts.records import Chart, Row, Table, Told, Writes
from corridor.web.design.charts.scale import Frame, Scale
from corridor.web.design.charts.shapes import Drawing, Shape, cut, line, rect, text, width_of

ROW = 24
THICK = 16
HEAD = 24
GONE = 14
LABEL = 14


@dataclass(frozen=True, slots=True)
class Count:
    """How many; None where nobody told. A count that was suppressed has no figure here at all."""

    value: int | None = None
    is_suppressed: bool = False

    def __post_init__(self) -> None:
        """A figure that must not be shown does not get into a chart."""
        if self.is_suppressed and self.value is not None:
            object.__setattr__(self, "value", None)

    def told(self, number: Writes) -> str:
        """Return the count in words."""
        if self.is_suppressed:
            return gettext("suppressed")
        return gettext("not told") if self.value is None else number(self.value)


SUPPRESSED = Count(is_suppressed=True)
"""Too few to be shown without a person being recognised."""


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """One age group; `unknown` are those whose sex nobody told. Those of unknown age are a group of their own."""

    name: str
    male: Count
    female: Count
    unknown: Count = Count()

    @property
    def counts(self) -> tuple[Count, Count, Count]:
        """The counts in the order in which they are drawn."""
        return (self.male, self.female, self.unknown)


def pyramid(
    title: str,
    groups: Sequence[AgeGroup],
    *,
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return the drawing of age groups, in the order given from above; no sums, which would undo a suppression."""
    told = Told(title, unit, source, number or words.figures(), str, tuple(notes))
    heads = (gettext("Male"), gettext("Female"), gettext("Sex not told"))
    counts = [count for group in groups for count in group.counts]
    hidden = gettext("A dashed box with * stands for a number that is suppressed to protect people; it is not 0.")
    return Chart(
        title=title,
        description=_description(groups, heads, told),
        wide=_drawing(groups, heads, told.number, plot.WIDE),
        narrow=_drawing(groups, heads, told.number, plot.NARROW),
        table=Table(
            (gettext("Age"), *heads),
            tuple(Row(group.name, tuple(count.told(told.number) for count in group.counts)) for group in groups),
        ),
        unit=unit,
        source=source,
        notes=(*told.notes, *((hidden,) if any(count.is_suppressed for count in counts) else ())),
        is_empty=all(count.value is None and not count.is_suppressed for count in counts),
    )


def _drawing(groups: Sequence[AgeGroup], heads: tuple[str, str, str], number: Writes, size: plot.Size) -> Drawing:
    counts = [count for group in groups for count in group.counts]
    scale = Scale((0.0, float(max((count.value or 0 for count in counts), default=0)) or 1.0))
    said = max((width_of(count.told(number), 10) for count in counts if count.value is not None), default=10.0) + 6
    names = max((width_of(group.name) for group in groups), default=0.0)
    ages = 0.0 if size.is_narrow else min(names, size.width * 0.24) + 10
    high, above = (ROW + LABEL, LABEL) if size.is_narrow else (ROW, 0)
    gap = 12 if size.is_narrow else 28
    room = (size.width - ages - gap) / 3
    base = HEAD + high * len(groups)
    frames = (
        Frame(ages + said, ages + room, HEAD, base),
        Frame(ages + room, ages + 2 * room - said, HEAD, base),
        Frame(ages + 2 * room + gap, size.width - said, HEAD, base),
    )
    shapes: list[Shape] = []
    for index, (head, frame) in enumerate(zip(heads, frames, strict=True)):
        zero = frame.right if index == 0 else frame.left
        anchor = "end" if index == 0 else "start"
        shapes.append(line("base", (zero, HEAD - 4), (zero, base)))
        shapes.append(text("strong", zero + (-5 if index == 0 else 5), 12, cut(head, room - 6), anchor=anchor))
    for row, group in enumerate(groups):
        y = HEAD + row * high + above + (ROW - THICK) / 2
        at = (
            ("words", 0, y - 4, cut(group.name, size.width))
            if above
            else ("words", ages - 10, y + 12, cut(group.name, ages - 10))
        )
        shapes.append(text(*at, anchor="start" if above else "end"))
        for index, (count, frame) in enumerate(zip(group.counts, frames, strict=True)):
            shapes.extend(_bar(count, index, scale, frame, y, number))
    return Drawing(size.width, base + 8, tuple(shapes))


def _bar(count: Count, index: int, scale: Scale, frame: Frame, y: float, number: Writes) -> Iterator[Shape]:
    is_left = index == 0
    zero, sign = (frame.right, -1) if is_left else (frame.left, 1)
    anchor = "end" if is_left else "start"
    if count.value is None:
        words_ = "*" if count.is_suppressed else "–"
        if count.is_suppressed:
            yield rect("gone", zero - GONE if is_left else zero, y + 1, GONE, THICK - 2)
        x = zero + sign * (GONE / 2 if count.is_suppressed else 6)
        yield text("words", x, y + (15 if count.is_suppressed else 12), words_, anchor="middle")
        return
    wide = scale.share(count.value) * (frame.right - frame.left)
    yield rect("bar", zero - wide if is_left else zero, y, wide, THICK, tone=(2, 1, 6)[index])
    yield text("value", zero + sign * (wide + 4), y + 12, number(count.value), anchor=anchor)


def _description(groups: Sequence[AgeGroup], heads: tuple[str, str, str], told: Told) -> str:
    counts = [(count.value, group, head) for group in groups for count, head in zip(group.counts, heads, strict=True)]
    known = [(value, group, head) for value, group, head in counts if value is not None]
    opening = f"{told.title} ({told.unit})." if told.unit else told.title
    hidden = sum(count.is_suppressed for group in groups for count in group.counts)
    parts = [opening]
    if known:
        most = max(known, key=lambda one: one[0])
        parts.append(
            gettext("Largest group: %(age)s, %(sex)s, %(count)s.")
            % {"age": most[1].name, "sex": most[2], "count": told.number(most[0])}
        )
    elif not hidden:
        return gettext("%(title)s: no figure.") % {"title": told.title}
    if hidden:
        parts.append(gettext("Suppressed to protect people: %(count)s numbers.") % {"count": told.number(hidden)})
    return words.listed(parts)
