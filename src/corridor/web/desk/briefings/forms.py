"""What a person may type into a briefing; what cannot be read is said field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.briefings.codes import DRAWN, Asks, Kind, Language, Level, NoFigure, Version
from corridor.core.briefings.errors import BindingUnfit, PartUnfit
from corridor.core.briefings.records import Binding
from corridor.core.forecasting.errors import NoBetterThanNaive, NotForecast, NotWorkedOut
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import storable
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.core.series.codes import Counted, Unassessed
from corridor.core.series.exchange import is_month
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.briefings.actions import Begun, Typed
from corridor.web.desk.briefings.drawn import about_of
from corridor.web.desk.briefings.words import skeleton
from corridor.web.desk.series.words import unassessed_words

MOST_NUMBERS = 60


def begun(values: Mapping[str, str]) -> Begun:
    """Read how a briefing is begun; what was not among the choices is the first of them."""
    spoken = values.get("language", "")
    language = Language(spoken) if spoken in set(Language) else Language.ENGLISH
    return Begun(
        title=storable(values.get("title", "")),
        language=language,
        full_level=_level(values.get("full", ""), Level.OWN),
        open_level=_level(values.get("open", ""), Level.PUBLIC),
        headings=skeleton(language) if values.get("skeleton", "") == "threat" else (),
    )


def _level(value: str, usual: Level) -> Level:
    return Level(value) if value in set(Level) else usual


def kind(values: Mapping[str, str]) -> Kind:
    """Read whether a heading or a sentence is added."""
    return Kind.HEADING if values.get("kind", "") == Kind.HEADING else Kind.SENTENCE


def typed(values: QueryDict) -> Typed:
    """Read a part as it was typed, with the reason given for each number that is no figure."""
    numbers = values.getlist("number")[:MOST_NUMBERS]
    reasons = values.getlist("reason")[:MOST_NUMBERS]
    said = {storable(number): reason for number, reason in zip(numbers, reasons, strict=False)}
    return Typed(
        text=storable(values.get("text", "")),
        replacement=storable(values.get("replacement", "")),
        is_full_only=values.get("full_only", "") == "yes",
        opens_paragraph=values.get("opens", "") == "yes",
        confirmed={number: NoFigure(reason) for number, reason in said.items() if reason in set(NoFigure)},
    )


def binding(values: Mapping[str, str]) -> Binding:
    """Read the question behind a figure.

    Raises:
        BindingUnfit: No question, or a month that is none.
    """
    asks = values.get("asks", "")
    if asks not in set(Asks) - DRAWN:
        raise BindingUnfit(field="asks")
    if asks == Asks.SHIFT:
        return _shift(values)
    if asks == Asks.ASSESSMENT:
        return _assessment(values)
    months = _months(values, "since", "until", "base_since", "base_until")
    for name in {Asks.LATEST: (), Asks.REFERENCE: (), Asks.CHANGE: ("since", "base_since")}.get(Asks(asks), ("since",)):
        if not months[name]:
            raise BindingUnfit(field=name)
    about = storable(values.get("figure" if asks == Asks.REFERENCE else "about", ""))
    if asks in (Asks.VALUE, Asks.FORECAST):
        months["until"] = ""
    return Binding(Asks(asks), "" if asks == Asks.PERIOD else about, **months)


def _shift(values: Mapping[str, str]) -> Binding:
    """Read which of the proposed shifts is meant: its two series and its months, in one word.

    Raises:
        BindingUnfit: None, or a month that is none.
    """
    try:
        said = parse_qs(storable(values.get("shift", "")), max_num_fields=4)
    except ValueError:
        said = {}
    fall, rise, since, until = (said.get(name, [""])[0] for name in ("fall", "rise", "since", "until"))
    if not (fall and rise and is_month(since) and is_month(until)):
        raise BindingUnfit(field="shift")
    return Binding(Asks.SHIFT, fall, since=since, until=until, beside=rise)


def _assessment(values: Mapping[str, str]) -> Binding:
    """Read which estimate of which measure is meant, in one word.

    Raises:
        BindingUnfit: None.
    """
    try:
        said = parse_qs(storable(values.get("assessment", "")), max_num_fields=2)
    except ValueError:
        said = {}
    thing, word = (said.get(name, [""])[0] for name in ("thing", "word"))
    if not (is_uid(thing) and word):
        raise BindingUnfit(field="assessment")
    return Binding(Asks.ASSESSMENT, thing, beside=word)


def chart(values: Mapping[str, str]) -> Binding:
    """Read which series is drawn, or what a map shows, and of which months.

    Raises:
        BindingUnfit: A month is none, or no map can show it.
    """
    months = _months(values, "since", "until")
    if values.get("asks", "") == Asks.MAP:
        return _map(values, months)
    return Binding(Asks.CHART, storable(values.get("about", "")), **months)


def _map(values: Mapping[str, str], months: Mapping[str, str]) -> Binding:
    """Read what a map shows; its months are told apart."""
    measure = values.get("measure", "")
    if measure not in set(Measure):
        raise BindingUnfit(field="measure")
    route, invented = storable(values.get("route", ""))[:100], choosing(values).invented
    question = Question(measure=Measure(measure), route=route, invented=invented)
    return Binding(Asks.MAP, about_of(question), **months)


def measure_of(counted: Counted) -> Measure:
    """Return what the picture calls what is counted."""
    return Measure.PEOPLE if counted is Counted.PEOPLE_CONCERNED else Measure(counted.value)


def _months(values: Mapping[str, str], *names: str) -> dict[str, str]:
    months = {name: storable(values.get(name, "")).strip()[:7] for name in names}
    for name, month in months.items():
        if month and not is_month(month):
            raise BindingUnfit(field=name)
    return months


def version(name: str) -> Version:
    """Return which of the two versions an address names.

    Raises:
        NotFound: Neither.
    """
    if name not in set(Version):
        raise NotFound(kind="briefing")
    return Version(name)


@dataclass(frozen=True)
class Choosing:
    """Which series are offered to be bound."""

    counted: Counted
    invented: bool


def choosing(values: Mapping[str, str]) -> Choosing:
    """Read which series are offered; crossings of published series where nothing is said."""
    counted = values.get("counted", "")
    return Choosing(
        Counted(counted) if counted in set(Counted) else Counted.DETECTIONS,
        settings.DEMONSTRATION and values.get("world", "") == "invented",
    )


def refusal_of(refused: NotForecast | NotWorkedOut | NoBetterThanNaive) -> tuple[FormProblem, ...]:
    """Return why a forecast cannot be bound."""
    if isinstance(refused, NotForecast):
        return (FormProblem("about", unassessed_words(Unassessed(str(refused.params["reason"])))),)
    if isinstance(refused, NotWorkedOut):
        return (FormProblem("about", gettext("This forecast is not worked out yet. Have it worked out on its page.")),)
    return (FormProblem("about", gettext("It does not leave: what is no better than a naive rule is no warning.")),)


def problem_of(refused: PartUnfit | BindingUnfit) -> tuple[FormProblem, ...]:
    """Return what must be corrected."""
    field = str(refused.params["field"])
    said = {
        "title": gettext("Write a title without a figure and without the name of a person; years may stand in it."),
        "text": gettext("Write at most 1200 characters, without name, number or address of anybody."),
        "replacement": gettext("Write at most 1200 characters without any figure, or leave it empty."),
        "open": gettext("The open version must go at least as far as the full one."),
        "shift": gettext("No such shift is proposed now, or your authority found it to be none."),
        "assessment": gettext(
            "This assessment may not be seen any more, or what it rests on has changed. Have it worked out and kept "
            "again on the page of the measure."
        ),
        "map": gettext("Nothing of it that you may see has a place on the map in these months."),
        "measure": gettext("Choose from the list."),
        "asks": gettext("Choose what the figure tells."),
        "about": gettext("These months have no such figure in this series. Choose months that it covers, or another."),
    }
    return (FormProblem(field, said.get(field, gettext("Write a month, as 2021-03."))),)
