"""Puts reference figures and discrepancies into the words of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.indicators.figures import Discrepancy, ReferenceFigure, beside_each_other, current_of
from corridor.web.base.marks.presets import presets
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.records import Line, Point
from corridor.web.design.charts.words import figures as written
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.punctuation import headed
from corridor.web.desk.indicators import figures, forms
from corridor.web.desk.pages.indicators import (
    DiscrepanciesPage,
    DiscrepancyRow,
    FigureFormPage,
    FigureLinePage,
    FigurePage,
    FigureRow,
    FiguresPage,
    FigureTopic,
    SumRow,
)

USUAL = "public"
"""What a published source says is public, unless the officer chooses otherwise."""

WRITTEN = {"/": "÷", "+": "+", "-": "\N{MINUS SIGN}", "*": "×"}


def may_add(officer: Officer) -> bool:
    """Return whether an officer may add a reference figure."""
    return {Permission.INDICATOR_DEFINE, Permission.REPORT_FILE} <= officer.permissions


def _row(one: ReferenceFigure, known: Mapping[str, ReferenceFigure]) -> FigureRow:
    later = current_of(one, known)
    return FigureRow(
        ref=one.ref,
        title=one.title,
        url=reverse("desk:figure", args=[one.ref]),
        stated=one.stated,
        period=one.period or gettext("no period is given"),
        scope=one.scope,
        method=one.method,
        publisher=one.publisher,
        vintage=one.vintage,
        minimum=one.minimum,
        from_memory=one.from_memory,
        own=bool(one.mark),
        caveat=one.caveat,
        later=Link(f"{later.stated} ({later.publisher}, {later.vintage})", reverse("desk:figure", args=[later.ref]))
        if later.ref != one.ref
        else None,
    )


def figures_page(officer: Officer, *, picked: Sequence[str] = (), refusal: str = "", hint: str = "") -> FiguresPage:
    """Return every figure, side by side by topic, and why those that were picked cannot stand in one line."""
    every = figures.figures_for(officer)
    known = {one.ref: one for one in every}
    topics = beside_each_other(every)
    return FiguresPage(
        topics=tuple(FigureTopic(topic, tuple(_row(one, known) for one in some)) for topic, some in topics.items()),
        line_url=reverse("desk:figure-line"),
        new_url=reverse("desk:figure-new") if may_add(officer) else "",
        discrepancies_url=reverse("desk:discrepancies"),
        picked=tuple(picked),
        refusal=refusal,
        hint=hint,
    )


def figure_page(officer: Officer, one: ReferenceFigure) -> FigurePage:
    """Return one figure with all its parts, what it replaced and where it is disputed."""
    every = figures.figures_for(officer)
    known = {other.ref: other for other in every}
    replaced = (other for other in every if other.superseded_by == one.ref)
    about = (other for other in figures.discrepancies() if one.ref in other.figures)
    return FigurePage(
        row=_row(one, known),
        parts=tuple((label, text) for label, text in _parts(one) if text),
        replaced=tuple(Link(f"{other.stated} ({other.publisher})", _url(other)) for other in replaced),
        discrepancies=tuple(Link(other.title, f"{reverse('desk:discrepancies')}#{other.ref}") for other in about),
        back_url=reverse("desk:figures"),
    )


def _url(one: ReferenceFigure) -> str:
    return reverse("desk:figure", args=[one.ref])


def _parts(one: ReferenceFigure) -> Iterable[tuple[str, str]]:
    bounds = [text for text in (_number(one.low), _number(one.high)) if text]
    yield gettext("As stated"), one.stated
    yield gettext("As numbers"), " – ".join(dict.fromkeys(bounds)) or gettext("none")
    yield gettext("Unit"), " · ".join(part for part in (one.unit, one.currency) if part)
    yield gettext("Period"), one.period or gettext("no period is given")
    yield gettext("What is counted and where"), one.scope
    yield gettext("How it was counted"), one.method
    yield gettext("Publisher"), one.publisher
    yield gettext("Vintage"), one.vintage
    yield gettext("Document"), " · ".join(part for part in (one.document, one.item) if part)
    yield gettext("Bound"), gettext("a least figure, as its publisher says") if one.minimum else ""
    yield gettext("Caveat"), one.caveat


def _number(value: Decimal | None) -> str:
    return "" if value is None else written()(float(value))


def line_page(officer: Officer, found: Sequence[ReferenceFigure]) -> FigureLinePage:
    """Return figures of one unit, scope and method in one line."""
    known = {one.ref: one for one in figures.figures_for(officer)}
    points = [Point(_year(one), *_ends(one)) for one in found]
    unit = " · ".join(part for part in (found[0].unit, found[0].currency) if part)
    return FigureLinePage(
        chart=lines(found[0].scope, [Line(found[0].scope, points)], unit=unit),
        rows=tuple(_row(one, known) for one in found),
        scope=found[0].scope,
        method=found[0].method,
        back_url=reverse("desk:figures"),
    )


def _year(one: ReferenceFigure) -> str:
    """Return the year at which a figure is drawn: the last of its period."""
    last = one.period.rpartition("/")[2].removeprefix("to ")
    return last[:4]


def _ends(one: ReferenceFigure) -> tuple[float | None, float | None]:
    low = one.low if one.low is not None else one.high
    high = one.high if one.high is not None else one.low
    return (None if low is None else float(low)), (None if high is None else float(high))


def figure_form_page(officer: Officer, values: Mapping[str, str], problems: tuple[FormProblem, ...]) -> FigureFormPage:
    """Return the form for a reference figure."""
    language_terms = shelf.registry().vocabulary_of("figure_bound")
    bounds = [] if language_terms is None else list(language_terms.current())
    language = get_language() or "en"
    return FigureFormPage(
        action=reverse("desk:figure-new"),
        back_url=reverse("desk:figures"),
        values={name: values.get(name, "")[:1000] for name in forms.FIGURE_FIELDS},
        bounds=tuple(Choice(one.code, one.labels[language], one.code == values.get("bound", "")) for one in bounds),
        superseded=tuple(
            Choice(one.ref, headed(one.title, one.stated), one.ref == values.get("superseded_by", ""))
            for one in figures.figures_for(officer)
        ),
        markings=tuple(
            Choice(name, preset.labels[language], name == values.get("marking", USUAL))
            for name, preset in presets().items()
            if not preset.needs_recipients
        ),
        problems=problems,
    )


def discrepancies_page(officer: Officer) -> DiscrepanciesPage:
    """Return every discrepancy with its arithmetic, worked out here."""
    known = {one.ref: one for one in figures.figures_for(officer)}
    rows = tuple(_discrepancy(one, known) for one in figures.discrepancies())
    return DiscrepanciesPage(rows=rows, back_url=reverse("desk:figures"))


def _discrepancy(one: Discrepancy, known: Mapping[str, ReferenceFigure]) -> DiscrepancyRow:
    return DiscrepancyRow(
        ref=one.ref,
        number=one.number,
        title=one.title,
        says=one.says,
        sums=tuple(
            SumRow(
                words=each.words,
                written=f" {WRITTEN[each.sign]} ".join(_number(number) for number in each.numbers),
                result=_number(each.result),
            )
            for each in one.sums
        ),
        follows=one.follows,
        from_memory=one.from_memory,
        figures=tuple(_row(known[ref], known) for ref in one.figures),
    )
