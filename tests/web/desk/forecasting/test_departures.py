"""What could tell of departures is forecast late and coarsely, for every function of the desk (F-C4, decision 0025)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from corridor.core.forecasting.apart import work
from corridor.core.forecasting.rules.leaving import unit_of
from corridor.core.forecasting.rules.refusing import usable
from corridor.core.series.codes import Counted
from corridor.core.series.records import LAID_TOGETHER, Scope
from corridor.web.base.ledger import turn
from corridor.web.desk.forecasting import queries
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from tests import cast, make
from tests.web.desk.forecasting.make_series import load_wrecks

pytestmark = pytest.mark.django_db

WHOLE = Scope(Counted.DEATHS, country="XA")
MIDDLE_OF_MONTH = date(2026, 3, 10)
"""February is not over for two weeks yet; January is."""


@pytest.fixture
def loaded() -> None:
    """A shipwreck each month until the running one."""
    load_wrecks(cast.officer(cast.ANALYST_XA), "2021-01", 63)


@pytest.mark.usefixtures("loaded")
def test_enforcement_is_told_late_and_coarsely() -> None:
    by = cast.officer(cast.FIELD_OFFICER_XA)
    found = queries.forecast_for(by, WHOLE, today=MIDDLE_OF_MONTH)
    rests_on = usable(found.series, today=MIDDLE_OF_MONTH)
    inputs = queries.inputs_of(rests_on)
    answer = work({**inputs, "library": False})
    with turn.write():
        Worked.objects.create(
            key=worked.key_of(queries.KIND, inputs),
            kind=queries.KIND,
            inputs=inputs,
            answer=answer,
            state=Worked.State.DONE,
            asked_at=make.NOW,
        )

    made = queries.forecast_for(by, WHOLE, today=MIDDLE_OF_MONTH).forecast
    others = [
        queries.forecast_for(cast.officer(member), WHOLE, today=MIDDLE_OF_MONTH).forecast
        for member in (cast.ANALYST_XA, cast.INVESTIGATOR_XA)
    ]

    assert (found.series.last, rests_on.last) == ("2026-01", "2026-01")
    assert made is not None
    assert made.is_coarse
    assert others == [made, made]
    for step in made.steps:
        for figure in (step.middle, step.half.low, step.half.high, step.most.low, step.most.high, step.previous):
            assert figure % unit_of(figure) == 0


@pytest.mark.usefixtures("loaded")
def test_the_running_month_is_in_no_forecast_of_a_single_source_either() -> None:
    by = cast.officer(cast.FIELD_OFFICER_XA)
    found = queries.forecasts_for(by, Counted.DEATHS, today=MIDDLE_OF_MONTH, by="country")

    assert {one.scope.source for one in found} == {LAID_TOGETHER, "landings-source"}
    assert {one.series.last for one in found} == {"2026-01"}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("query", ["by=whole", "by=country", "by=route", "by=place", "world=invented"])
def test_each_list_of_deaths_can_be_opened(query: str) -> None:
    answer = cast.client(cast.FIELD_OFFICER_XA).get(f"/analysis/forecasts/?counted=deaths&{query}")

    assert answer.status_code == (422 if query == "by=place" else 200)


@pytest.mark.usefixtures("loaded")
def test_no_forecast_is_of_a_place_and_the_page_says_that_it_is_late_and_coarse() -> None:
    browser = cast.client(cast.FIELD_OFFICER_XA)

    page = browser.get(reverse("desk:forecast", args=[WHOLE.key])).content.decode()

    assert "Departures are told late and coarsely" in page
    assert "Ashmar" not in page
    for key in ("deaths~~~~~~~Ashmar", "deaths~~Ashmar", "nationality~XA", "deaths~~~ZZ"):
        assert browser.get(reverse("desk:forecast", args=[key])).status_code == 404
