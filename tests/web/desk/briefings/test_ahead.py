"""Forecasts in a briefing: bound with their interval and their error, never one that the page of forecasts refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.briefings.codes import Asks, Version
from corridor.core.briefings.errors import BriefingStopped
from corridor.core.briefings.records import Binding
from corridor.core.forecasting.apart import work
from corridor.core.forecasting.rules.leaving import unit_of
from corridor.core.forecasting.rules.refusing import usable
from corridor.core.kernel.months import after
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.base.ledger import turn
from corridor.web.desk.briefings import queries, versions
from corridor.web.desk.briefings.figures import Answering
from corridor.web.desk.briefings.models import BriefingPart
from corridor.web.desk.forecasting import queries as forecasts
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.core.forecasting.figures import FIRST
from tests.web.desk.briefings import text
from tests.web.desk.forecasting.make_series import QUIET, STEADY, WILD, load, load_wrecks, scope_of, work_out

pytestmark = pytest.mark.django_db
NEXT = after(FIRST, 96)


@pytest.fixture
def by() -> Officer:
    officer = cast.officer(cast.ANALYST_XA)
    load(officer, released="2026-01-05")
    return officer


@pytest.fixture
def analyst() -> Client:
    return cast.client(cast.ANALYST_XA)


def written(analyst: Client, language: str = "en") -> tuple[str, str]:
    """Return the address of a briefing, and that of its sentence, which waits for one figure."""
    here = text.begun(analyst, language, "Western route")
    return here, text.sentence(analyst, here, "{1}.")


def expected(by: Officer, scope: Scope) -> list[str]:
    made = forecasts.forecast_for(by, scope, today=timezone.now().date()).forecast
    assert made is not None
    step = made.steps[0]
    return [f"{figure:,}" for figure in (step.middle, step.most.low, step.most.high)]


def test_a_forecast_stands_with_its_interval_and_its_note_says_its_error_beside_the_naive_ones(
    by: Officer, analyst: Client
) -> None:
    work_out(by, STEADY)
    scope = scope_of(by, STEADY)
    here, sentence = written(analyst)

    assert text.bind(analyst, sentence, "forecast", scope, since=NEXT) == 302

    opened = queries.opened_for(by, text.briefing().uid, today=timezone.now().date())
    told = opened.parts[0].text
    for figure in (*expected(by, scope), "in 8 cases of 10"):
        assert figure in told, told
    row = text.make_version(analyst, here, "open")
    text.worked_out(row)
    paper = " ".join(" ".join(text.pages_of(text.taken(analyst, row, "pdf"))).split())
    word = text.words_of(text.taken(analyst, row, "docx"))[0]
    for words in ("mean error when tried out", "of the same month of last year", "lay in the interval", "released"):
        assert words in paper
        assert words in word


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "dans 8 cas sur 10"), ("es", "en 8 de cada 10 casos"), ("ar", "في 8 حالات من 10")]
)
def test_a_forecast_is_written_in_the_language_of_the_briefing(
    by: Officer, analyst: Client, language: str, words: str
) -> None:
    work_out(by, STEADY)
    _, sentence = written(analyst, language)

    assert text.bind(analyst, sentence, "forecast", scope_of(by, STEADY), since=NEXT) == 302

    assert words in BriefingPart.objects.get().kept["1"]


@pytest.mark.parametrize(
    ("route", "why"),
    [
        (QUIET, "Cannot be assessed: most months have no figure"),
        (WILD, "no better than a naive rule is no warning"),
        (STEADY, "not worked out yet"),
    ],
)
def test_a_forecast_that_is_refused_cannot_be_bound_and_the_page_says_why(
    by: Officer, analyst: Client, route: str, why: str
) -> None:
    work_out(by, WILD)
    _, sentence = written(analyst)

    answer = analyst.post(f"{sentence}bind/", {"asks": "forecast", "about": scope_of(by, route).key, "since": NEXT})

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert BriefingPart.objects.get().bindings == {}


@pytest.mark.parametrize("month", [after(FIRST, 95), after(FIRST, 99), ""])
def test_only_a_month_that_is_forecast_can_be_bound(by: Officer, analyst: Client, month: str) -> None:
    work_out(by, STEADY)
    _, sentence = written(analyst)

    assert text.bind(analyst, sentence, "forecast", scope_of(by, STEADY), since=month) == 422


def test_new_figures_stop_the_sentence_until_its_forecast_is_worked_out_again(by: Officer, analyst: Client) -> None:
    work_out(by, STEADY)
    _, sentence = written(analyst)
    assert text.bind(analyst, sentence, "forecast", scope_of(by, STEADY), since=after(FIRST, 97)) == 302

    load(by, [(STEADY, NEXT, 2400)], released="2026-02-05")

    def reasons() -> str:
        with pytest.raises(BriefingStopped) as error:
            versions.make_version(by=by, briefing=text.briefing().uid, version=Version.FULL, now=timezone.now())
        return str(error.value.params["reasons"])

    assert reasons() == "gone"
    work_out(by, STEADY)
    assert reasons() == "changed"


def test_a_forecast_of_figures_of_the_own_authority_goes_into_no_open_version(analyst: Client) -> None:
    by = cast.officer(cast.ANALYST_XA)
    load(by, preset="own-authority", released="2026-01-05")
    work_out(by, STEADY)
    here, sentence = written(analyst)

    assert text.bind(analyst, sentence, "forecast", scope_of(by, STEADY), since=NEXT) == 302

    assert BriefingPart.objects.get().levels == ["own-authority"]
    assert analyst.post(f"{here}leave/open/").status_code == 409


def test_a_withdrawn_source_stops_the_sentence_with_its_forecast(by: Officer, analyst: Client) -> None:
    work_out(by, STEADY)
    here, sentence = written(analyst)
    assert text.bind(analyst, sentence, "forecast", scope_of(by, STEADY), since=NEXT) == 302

    imports.undo(by=by, load=Load.objects.latest("pk").uid, now=timezone.now())

    assert "its source is gone" in analyst.get(f"{here}changes/").content.decode()
    assert analyst.post(f"{here}leave/full/").status_code == 409


def test_what_is_told_late_and_coarsely_stays_so_in_a_briefing() -> None:
    by, today, whole = cast.officer(cast.ANALYST_XA), date(2026, 3, 10), Scope(Counted.DEATHS, country="XA")
    load_wrecks(by, FIRST, 147)
    inputs = forecasts.inputs_of(usable(forecasts.forecast_for(by, whole, today=today).series, today=today))
    with turn.write():
        Worked.objects.create(
            key=worked.key_of(forecasts.KIND, inputs),
            kind=forecasts.KIND,
            inputs=inputs,
            answer=work({**inputs, "library": False}),
            state=Worked.State.DONE,
            asked_at=make.NOW,
        )
    made = forecasts.forecast_for(by, whole, today=today).forecast
    assert made is not None
    step = made.steps[0]

    found = Answering(by, "en", today).found(Binding(Asks.FORECAST, whole.key, since=step.month))

    assert found is not None
    for figure in (step.middle, step.most.low, step.most.high):
        assert figure % unit_of(figure) == 0
        assert f"{figure:,}" in found.standing.text
    assert "figures rounded" in found.source.words
    assert "– January 2026" in found.source.words.replace("Jan 2026", "January 2026")
    assert step.month == "2026-02"
