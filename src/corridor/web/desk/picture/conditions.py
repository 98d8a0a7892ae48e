"""Which facts a question means, as conditions of SQL: own columns, what records say, the rights of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from corridor import shelf
from corridor.core.handling.codes import Use
from corridor.core.picture.codes import Scope
from corridor.core.picture.grades import grades_at_least
from corridor.core.picture.records import Question, Strip
from corridor.core.vocabularies.rules import found_under
from corridor.core.watching.rules.departures import DEPARTING, is_settled, last_month
from corridor.web.desk.statements.queries import prop_numbers
from corridor.web.desk.statements.store import GRADED, SAYS, SAYS_IN_TEXT, UNSETTLED_DEPARTURES, holes, may
from corridor.web.desk.statements.then import Then, visible_in_bulk_then, visible_then
from corridor.web.desk.vocabularies.queries import texts_decided

DRAWN = Use.READ | Use.COUNT
"""What a picture needs of a mark: its rows are counted, and each can be opened."""


class Within(NamedTuple):
    """What the database adds up: the data sets drawn, without those things that are laid together as chosen.

    `then` is the earlier day as known on which it is asked, if it is one. `settled` is the last month of which
    departures are drawn.
    """

    datasets: Sequence[int]
    without: Sequence[int] = ()
    then: Then | None = None
    settled: str = ""


def settled_for(question: Question) -> str:
    """Return the last month of which departures are drawn, today or on the earlier day that is asked for."""
    return last_month(date.fromisoformat(question.known[:10]) if question.known else timezone.now().date())


def is_shown(strip: Strip, within: Within) -> bool:
    """Tell whether what is laid together is drawn: of departures, whole months that are over, and of no place."""
    if strip.scope != Scope.SERIES.value or strip.kind != DEPARTING:
        return True
    return strip.lat is None and strip.place is None and is_settled(strip.day, within.settled)


def conditions_of(reader_class: int, question: Question, within: Within, *, few: bool = False) -> tuple[str, list[Any]]:
    """Return the conditions of a question and their parameters; `few` when the read ends after a few rows."""
    conditions = ["f.scope = %s", "f.single = %s"]
    values: list[Any] = [question.measure.scope.value, True]
    if question.since:
        conditions.append("f.day >= %s")
        values.append(question.since)
    if question.until:
        conditions.append("f.day <> '' AND f.day < %s")
        values.append(question.until + "~")
    if question.measure.scope is Scope.SERIES:
        conditions.append(f"(f.entity, f.record, f.mark) NOT IN {UNSETTLED_DEPARTURES}")
        values.append(within.settled)
    for column, wanted in (("kind", question.kind), ("country", question.country), ("route", question.route)):
        if wanted:
            conditions.append(f"f.{column} = %s")
            values.append(wanted)
    if question.place:
        conditions.append("f.place LIKE %s ESCAPE '!'")
        values.append("%" + question.place.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
    narrowed, further = _narrowed(reader_class, question)
    conditions += narrowed
    values += further
    conditions.append(f"f.dataset IN ({','.join(map(str, map(int, within.datasets))) or 'NULL'})")
    if within.without:
        conditions.append(f"f.entity NOT IN ({','.join(map(str, map(int, within.without)))})")
    if few:
        return " AND ".join([*conditions, visible_then("f", within.then)]), [*values, *may(reader_class, DRAWN)]
    seen, rights = visible_in_bulk_then("f", reader_class, DRAWN, within.then)
    return " AND ".join([*conditions, seen]), [*values, *rights]


def _narrowed(reader_class: int, question: Question) -> tuple[list[str], list[Any]]:
    """Return the conditions that a fact's own columns cannot answer: what else its record says, and its grade."""
    conditions, values = graded_at_least(reader_class, question)
    for prop, wanted in said_of(question):
        condition, said = says(reader_class, prop, wanted)
        conditions.append(condition)
        values += said
    return conditions, values


def says(reader_class: int, prop: str, wanted: Sequence[str]) -> tuple[str, list[Any]]:
    """Return the condition that a fact's record says one of some codes, or a text that was decided to stand for one."""
    number = prop_numbers().get(prop, 0)
    condition = SAYS.format(row="f", values=holes(wanted))
    texts = texts_decided(reader_class, prop, wanted)
    if not texts:
        return condition, [number, *wanted]
    in_text = SAYS_IN_TEXT.format(row="f", texts=",".join(["(%s, %s)"] * len(texts)))
    return f"({condition} OR {in_text})", [number, *wanted, number, *(part for text in texts for part in text)]


def graded_at_least(reader_class: int, question: Question) -> tuple[list[str], list[Any]]:
    """Return the condition of a grade that is asked for, where one is."""
    if not question.reliability and not question.accuracy:
        return [], []
    grades = grades_at_least(shelf.schemes(), reliability=question.reliability, accuracy=question.accuracy)
    return [GRADED.format(row="f", grades=holes(grades))], [*grades, *may(reader_class, DRAWN)]


def said_of(question: Question) -> list[tuple[str, list[str]]]:
    """Return what is asked of method and transport: a code, and those that it superseded."""
    asked = [(prop, value) for prop in ("method", "transport") if (value := getattr(question, prop))]
    lists = shelf.registry()
    meant = []
    for prop, value in asked:
        listed = lists.vocabulary_of(prop)
        known = found_under(listed, value) if listed is not None else ()
        # A code that no list knows finds nothing; it is asked for all the same.
        meant.append((prop, sorted(known) or [value]))
    return meant


def figures_of(question: Question) -> tuple[str, str]:
    """Return the columns of the lowest and the highest figure of a question."""
    columns = question.measure.columns
    return (f"f.{columns[0]}", f"f.{columns[1]}") if columns else ("1", "1")
