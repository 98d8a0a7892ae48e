"""What the figures of a briefing come to for a reader: each answered anew, with its marks, levels and source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, gettext, override

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.briefings.codes import Asks, Level
from corridor.core.briefings.records import Answer, Binding, Standing
from corridor.core.briefings.rules import answer_of
from corridor.core.handling.codes import Use
from corridor.core.handling.presets import marking_from_preset
from corridor.core.handling.records import Marking
from corridor.core.handling.rules import reaches
from corridor.core.indicators.figures import ReferenceFigure
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope, Series
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.design.charts import words as charts
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.records import Chart, Line, points_of
from corridor.web.design.punctuation import in_a_row
from corridor.web.design.shown import day, isolated, number, span
from corridor.web.desk.briefings.ahead import ForecastRefused, ahead_of
from corridor.web.desk.briefings.drawn import drawn_for
from corridor.web.desk.briefings.moved import Moved, question_of, shifts_for
from corridor.web.desk.displacement.estimated import Assessing
from corridor.web.desk.indicators import figures as references
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.series import queries as series
from corridor.web.desk.series import words
from corridor.web.desk.series.queries import Graded
from corridor.web.desk.shifts.queries import Question
from corridor.web.desk.statements.store import entities_of
from corridor.web.desk.statements.telling import told_about


def marking_of_level(officer: Officer, level: Level) -> Marking:
    """Return the marking under which an officer's version goes: that of the level, for the officer's purpose alone.

    What is public is so for every purpose.
    """
    made = marking_from_preset(level.value, officer.reader.authority, shelf.presets())
    if level is Level.PUBLIC or officer.reader.purpose not in made.purposes:
        return made
    return replace(made, purposes=frozenset({officer.reader.purpose}))


def needed(level: Level) -> Use:
    """Return the uses that taking a figure to a level makes of its marks."""
    return DRAWN | Use.EXPORT if level is Level.OWN else DRAWN | Use.EXPORT | Use.FORWARD


@dataclass(frozen=True)
class Source:
    """What a figure rests on, as a note says it; equal sources are one note.

    `url_key` is the series that shows it on the node, `address` the page where it is no series.
    """

    key: str
    words: str
    url_key: str = ""
    address: str = ""


@dataclass(frozen=True)
class Found:
    """What a binding comes to: how it is written, how far it may go, its marks, its source, a chart where it is one."""

    standing: Standing
    marks: frozenset[int]
    source: Source
    answer: Answer | None = None
    chart: Chart | None = None


@dataclass
class Answering:
    """Answers the questions behind figures for one reader in one language; every sheet and mark is read once."""

    officer: Officer
    language: str
    today: date
    _sheets: dict[tuple[object, ...], tuple[series.Sheet, ...]] = field(default_factory=dict)
    _series: dict[Scope, Series | None] = field(default_factory=dict)
    _marks: dict[tuple[object, ...], frozenset[int]] = field(default_factory=dict)
    _levels: dict[frozenset[int], frozenset[Level]] = field(default_factory=dict)
    _references: dict[str, ReferenceFigure] = field(default_factory=dict)
    _shifts: dict[Question, tuple[Moved, ...]] = field(default_factory=dict)
    _assessing: Assessing | None = None

    def found(self, binding: Binding) -> Found | None:
        """Return what a binding comes to; None where its source is gone or says nothing of it."""
        with override(self.language):
            if binding.asks is Asks.PERIOD:
                return self._period(binding)
            if binding.asks is Asks.REFERENCE:
                return self._reference(binding)
            if binding.asks is Asks.SHIFT:
                return self._shift(binding)
            if binding.asks is Asks.ASSESSMENT:
                return self._assessment(binding)
            if binding.asks is Asks.MAP:
                return self._map(binding)
            scope = Scope.parse(binding.about)
            one = self.one_series(scope) if scope is not None else None
            if scope is None or one is None:
                return None
            if binding.asks is Asks.FORECAST:
                return self._forecast(one, binding)
            return self._chart(one, binding) if binding.asks is Asks.CHART else self._figure(one, binding)

    def check_forecast(self, binding: Binding) -> None:
        """Refuse a forecast that may not be bound, with the reason; what is not there for the reader is no reason.

        Raises:
            NotForecast: The series cannot be forecast honestly.
            NotWorkedOut: Nobody had it worked out from these figures.
            NoBetterThanNaive: A naive rule is as good.
        """
        scope = Scope.parse(binding.about)
        one = self.one_series(scope) if scope is not None else None
        if one is not None:
            ahead_of(one, binding.since, today=self.today)

    def one_series(self, scope: Scope) -> Series | None:
        """Return one series as the reader may see and count it now."""
        if scope not in self._series:
            self._series[scope] = self._read(scope)
        return self._series[scope]

    def _read(self, scope: Scope) -> Series | None:
        at = (scope.source, scope.edition)
        its = [
            sheet
            for sheet in self.sheets(scope.counted, invented=scope.is_invented)
            if (sheet.source, sheet.edition) == at
        ]
        if not its or scope not in series.scopes_of(its[-1]):
            return None
        return series.series_in(its[-1], scope, today=self.today)

    def sheets(self, counted: Counted, *, invented: bool) -> tuple[series.Sheet, ...]:
        """Return what each source tells of what is counted, as the reader may see and count it now."""
        key = (counted, invented)
        if key not in self._sheets:
            self._sheets[key] = series.sheets_for(self.officer, counted, invented=invented)
        return self._sheets[key]

    def _marks_of(self, scope: Scope) -> frozenset[int]:
        key = (scope.counted, scope.is_invented, scope.source, scope.edition)
        if key not in self._marks:
            self._marks[key] = series.marks_of(self.officer, [scope])
        return self._marks[key]

    def levels(self, marks: frozenset[int]) -> frozenset[Level]:
        """Return the levels to which the reader may take what rests on some marks, and whose readers may have it."""
        if marks not in self._levels:
            self._levels[marks] = frozenset(level for level in Level if self._may_reach(marks, level))
        return self._levels[marks]

    def _may_reach(self, marks: Iterable[int], level: Level) -> bool:
        wanted = set(marks)
        if visible_marks(self.officer.reader_class, wanted, needed(level)) != wanted:
            return False
        goes_as, schemes = marking_of_level(self.officer, level), shelf.schemes()
        return all(reaches(marking_of(mark), goes_as, schemes) for mark in wanted)

    def _period(self, binding: Binding) -> Found:
        written = day(binding.since, self.language)
        if binding.until and binding.until != binding.since:
            written = f"{written} – {day(binding.until, self.language)}"
        return Found(Standing(written, frozenset(Level)), frozenset(), Source("", ""))

    def _figure(self, one: Series, binding: Binding) -> Found | None:
        answer = answer_of(one, binding)
        if answer is None:
            return None
        marks = self._marks_of(one.scope)
        is_share = binding.asks is Asks.CHANGE
        written = share(answer, self.language) if is_share else whole(answer, self.language)
        source = self._graded(source_of(one), one.scope, answer.since, answer.until, marks)
        return Found(Standing(least(written, is_minimum=answer.is_minimum), self.levels(marks)), marks, source, answer)

    def _graded(self, source: Source, scope: Scope, since: str, until: str, marks: frozenset[int]) -> Source:
        """Return a source with the grades of the records behind a figure, as far as its readers may know them."""
        found = series.graded_of(self.officer, scope, since, until, among=marks)
        told = grades_words(found)
        return replace(source, key=f"{source.key} {told}", words=in_a_row([source.words, told]))

    def _forecast(self, one: Series, binding: Binding) -> Found | None:
        try:
            ahead = ahead_of(one, binding.since, today=self.today)
        except ForecastRefused:
            return None
        if ahead is None:
            return None
        marks, behind = self._marks_of(one.scope), ahead.series
        rests = self._graded(source_of(behind), one.scope, behind.first, behind.last, marks)
        source = Source(f"forecast {binding.since} {rests.key}", in_a_row((rests.words, *ahead.note)), rests.url_key)
        return Found(Standing(ahead.text, self.levels(marks)), marks, source)

    def _shift(self, binding: Binding) -> Found | None:
        fall, rise = Scope.parse(binding.about), Scope.parse(binding.beside)
        if fall is None or rise is None:
            return None
        for one in self.shifts(question_of(fall, rise)):
            its = (one.fall.scope, one.rise.scope) == (fall, rise)
            if its and one.since <= binding.until and binding.since <= one.until:
                return self._moved(one)
        return None

    def shifts(self, question: Question) -> tuple[Moved, ...]:
        """Return the shifts that are proposed of what the reader sees now."""
        if question not in self._shifts:
            sheets = self.sheets(question.counted, invented=question.invented)
            self._shifts[question] = tuple(shifts_for(self.officer, question, today=self.today, sheets=sheets))
        return self._shifts[question]

    def _moved(self, one: Moved) -> Found:
        marks = self._marks_of(one.family)
        rests = self._graded(source_of(one.fall), one.family, one.told_since, one.until, marks)
        key = f"shift {one.rise.scope.key} {one.since} {rests.key}"
        source = Source(key, in_a_row((rests.words, *one.note)), rests.url_key)
        return Found(Standing(one.text, self.levels(marks)), marks, source)

    @property
    def assessing(self) -> Assessing:
        """What reads the assessments of measures that the officer may see."""
        if self._assessing is None:
            self._assessing = Assessing(self.officer, self.today)
        return self._assessing

    def _assessment(self, binding: Binding) -> Found | None:
        one = self.assessing.found(binding.about, binding.beside)
        if one is None:
            return None
        marks = frozenset(one.row.marks) | one.known.marks
        key = f"assessment {one.row.uid} {one.word}"
        source = Source(key, in_a_row(note.rstrip(".") for note in one.note), address=one.address)
        return Found(Standing(one.text, self.levels(marks)), marks, source)

    def _map(self, binding: Binding) -> Found | None:
        drawn = drawn_for(self.officer, binding)
        if drawn is None:
            return None
        kept = hashlib.sha256(drawn.told.encode()).hexdigest()[:16]
        source = Source(f"map {binding.about} {binding.since} {binding.until} {kept}", drawn.words)
        return Found(Standing(kept, self.levels(drawn.marks)), drawn.marks, source, chart=drawn.chart)

    def _chart(self, one: Series, binding: Binding) -> Found | None:
        until = binding.until or one.last
        values = [value for value in one.values if binding.since <= value.month <= until]
        if not values:
            return None
        told = "|".join(f"{value.month} {value.state} {value.low} {value.high}" for value in values)
        marks = self._marks_of(one.scope)
        source = self._graded(source_of(one), one.scope, binding.since, until, marks)
        chart = lines(
            words.series_words(one.scope),
            [Line(words.scope_words(one.scope), points_of(values))],
            unit=words.unit_words(one.scope.counted),
            source=source.words,
        )
        kept = hashlib.sha256(told.encode()).hexdigest()[:16]
        return Found(Standing(kept, self.levels(marks)), marks, source, chart=chart)

    def _reference(self, binding: Binding) -> Found | None:
        if not self._references:
            self._references = {one.ref: one for one in references.figures_for(self.officer)}
        one = self._references.get(binding.about)
        if one is None or one.low is None:
            return None
        marks = _marks_of_reference(self.officer, one)
        if visible_marks(self.officer.reader_class, marks, DRAWN) != marks:
            return None
        write = charts.figures(self.language)
        written = charts.span(float(one.low), float(one.high if one.high is not None else one.low), write)
        unit = " ".join(part for part in (one.currency, one.unit) if part)
        text = least(f"{_kept_in_order(written)} {unit}".strip(), is_minimum=one.minimum)
        return Found(Standing(text, self.levels(marks)), marks, _source_of_reference(one, self.language))


def _marks_of_reference(officer: Officer, one: ReferenceFigure) -> frozenset[int]:
    """Return the marks of all that is told of an own reference figure; none for one that ships."""
    if not one.mark:
        return frozenset()
    entities = sorted(entities_of([one.ref]).values())
    return frozenset({one.mark, *(row.mark for row in told_about(officer.reader_class, Use.READ, entities))})


def whole(answer: Answer, language: str) -> str:
    """Return a figure of people or things in a language, a range as a range."""
    return _kept_in_order(span(int(answer.low), int(answer.high), language))


def share(answer: Answer, language: str) -> str:
    """Return a change in percent with its sign, a range as a range."""
    low, high = _signed(answer.low, language), _signed(answer.high, language)
    gap = "" if language == "en" else "\u00a0"
    return _kept_in_order(f"{low}{gap}%" if low == high else f"{low} … {high}{gap}%")


def _signed(value: Decimal, language: str) -> str:
    if value == value.to_integral_value():
        written = number(int(value), language)
    else:
        written = charts.figures(language)(float(value))
    return f"+{written}" if value > 0 else written


def _kept_in_order(written: str) -> str:
    """Return a figure that reads from left to right in any text; one without signs does so by itself."""
    return written if written.replace("\u202f", "").replace("\u00a0", "").isalnum() else isolated(written)


def least(written: str, *, is_minimum: bool) -> str:
    """Return a figure, said to be a least one where it is."""
    return gettext("at least %(figure)s") % {"figure": written} if is_minimum else written


MOST_GRADES = 6
"""So many grades are named one by one; of more, the first and the last."""


def grades_words(found: Graded) -> str:
    """Return how the records behind a figure were evaluated, by scheme."""
    if not found.grades:
        return gettext("no record has a grade")
    by_scheme: dict[str, list[str]] = {}
    for grade in found.grades:
        scheme, _, code = grade.rpartition(":")
        by_scheme.setdefault(scheme, []).append(code)
    told = [
        f"{scheme} {', '.join(codes) if len(codes) <= MOST_GRADES else f'{codes[0]}–{codes[-1]}'}".strip()
        for scheme, codes in by_scheme.items()
    ]
    return gettext("records with a grade: %(graded)s of %(records)s (%(grades)s)") % {
        "graded": sum(found.grades.values()),
        "records": found.records,
        "grades": isolated(in_a_row(told)),
    }


def source_of(one: Series) -> Source:
    """Return what a series rests on: who publishes it, released and loaded when, which months it covers and lacks."""
    publisher, scope = one.publisher, one.scope
    named = words.source_words(one)
    parts = [named if publisher.name in ("", named) else f"{publisher.name}, {named}", words.series_words(scope)]
    language = get_language() or "en"
    if publisher.released_on:
        parts.append(gettext("released %(day)s") % {"day": day(publisher.released_on, language)})
    if publisher.loaded_on:
        parts.append(gettext("loaded %(day)s") % {"day": day(publisher.loaded_on, language)})
    if one.first:
        covered = {"first": day(one.first, language), "last": day(one.last, language)}
        parts.append(gettext("covers %(first)s – %(last)s") % covered)
    if one.missing:
        parts.append(gettext("months missing: %(count)s") % {"count": len(one.missing)})
    if scope.is_invented:
        parts.append(gettext("invented"))
    return Source(scope.key, in_a_row(parts), scope.key)


def _source_of_reference(one: ReferenceFigure, language: str) -> Source:
    parts = [one.publisher, one.document, one.title, one.scope, one.period, one.method]
    if one.vintage:
        parts.append(gettext("as of %(day)s") % {"day": day(one.vintage, language)})
    if one.superseded_by:
        parts.append(gettext("superseded"))
    parts.append(one.caveat)
    return Source(f"figure {one.ref}", in_a_row(part for part in parts if part))
