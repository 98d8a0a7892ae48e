"""Puts the filters of the picture into words: what can be chosen, and what is in force."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.picture.codes import Measure
from corridor.core.picture.grades import ACCURACIES, RELIABILITIES
from corridor.core.picture.records import Question
from corridor.web.design.shown import day
from corridor.web.desk.pages import ActiveFilter, Choice, Filters, FormProblem
from corridor.web.desk.picture.addresses import address, without
from corridor.web.desk.picture.course import words
from corridor.web.desk.picture.queries import Answer
from corridor.web.desk.statements.presenting import country_label, kind_label, source_label


def measure_label(measure: Measure) -> str:
    """Return what a measure counts, in the page's language."""
    return {
        Measure.DEATHS: gettext("Dead and missing"),
        Measure.INCIDENTS: gettext("Incidents"),
        Measure.PEOPLE: gettext("People moved"),
        Measure.DETECTIONS: gettext("Detections at borders"),
    }[measure]


def options(pairs: list[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    """Return what can be chosen, each with its label."""
    return tuple(Choice(value, label, value == chosen) for value, label in pairs)


def filters_of(answer: Answer, routes: tuple[str, ...], problems: tuple[FormProblem, ...], language: str) -> Filters:
    """Return the question as a form."""
    question = answer.question
    vocabularies = shelf.registry().vocabularies
    kinds = vocabularies["series" if question.measure is Measure.DETECTIONS else "incident-kinds"].terms
    countries = sorted(
        ((code, country_label(code, language)) for code in shelf.countries().by_code), key=lambda pair: pair[1]
    )
    sources = sorted(
        {edition.dataset.source.code: source_label(edition.dataset) for edition in answer.editions}.items()
    )
    return Filters(
        action=reverse("desk:picture"),
        since=question.since,
        until=question.until,
        place=question.place,
        measures=options([(one.value, measure_label(one)) for one in Measure], question.measure.value),
        kinds=options([(code, term.labels[language]) for code, term in kinds.items()], question.kind),
        countries=options(countries, question.country),
        routes=options([(route, route) for route in routes], question.route),
        sources=options(sources, question.source),
        methods=coded("method", question.method, language),
        transports=coded("transport", question.transport, language),
        reliabilities=options([(grade, grade_word(grade)) for grade in RELIABILITIES], question.reliability),
        accuracies=options([(grade, grade_word(grade)) for grade in ACCURACIES], question.accuracy),
        known=question.known,
        active=active(question, language),
        editions=tuple(sorted(question.editions)),
        world="invented" if question.invented else "",
        reset_url=address(Question(measure=question.measure, invented=question.invented, own_view=question.own_view)),
        choices="" if question.own_view else "off",
        problems=problems,
    )


def active(question: Question, language: str) -> tuple[ActiveFilter, ...]:
    """Return every narrowing in force, each with the address of the question without it."""
    labels = (
        ("since", gettext("From"), day(question.since, language) if question.since else ""),
        ("until", gettext("To"), day(question.until, language) if question.until else ""),
        ("kind", gettext("Kind"), kind_label(question.kind, language) if question.kind else ""),
        ("country", gettext("Country"), country_label(question.country, language) if question.country else ""),
        ("route", gettext("Route"), question.route),
        ("place", gettext("Place"), question.place),
        ("source", gettext("Source"), question.source),
        ("method", gettext("Method"), *words("method", (question.method,), language)),
        ("transport", gettext("Transport"), *words("transport", (question.transport,), language)),
        ("reliability", gettext("Reliability"), grade_word(question.reliability)),
        ("accuracy", gettext("Accuracy"), grade_word(question.accuracy)),
        ("known", gettext("As known on"), day(question.known, language) if question.known else ""),
    )
    return tuple(ActiveFilter(label, value, without(question, name)) for name, label, value in labels if value)


def coded(prop: str, chosen: str, language: str) -> tuple[Choice, ...]:
    """Return the codes of a property as something to choose from."""
    vocabulary = shelf.registry().vocabulary_of(prop)
    terms = {} if vocabulary is None else vocabulary.terms
    return options([(code, term.labels[language]) for code, term in terms.items()], chosen)


def grade_word(grade: str) -> str:
    """Return what it means to ask for a grade: schemes name their grades differently, so its place is told."""
    return {
        "": "",
        "A": gettext("A: the best grade of its scheme"),
        "B": gettext("B or better: one of the best two"),
        "C": gettext("C or better: one of the best three"),
        "1": gettext("1: the best grade of its scheme"),
        "2": gettext("2 or better: one of the best two"),
        "3": gettext("3 or better: one of the best three"),
    }[grade]
