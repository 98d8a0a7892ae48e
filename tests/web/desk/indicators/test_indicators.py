"""Indicators on a node: defined once, computed from what the reader may see, superseded and never overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.indicators.codes import Measure, Per, Period, Uncomputed
from corridor.core.indicators.errors import IndicatorIncomplete
from corridor.core.indicators.records import Definition
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.indicators import actions, queries
from corridor.web.desk.indicators.measures import MEASURES, told_of
from corridor.web.desk.indicators.models import Indicator
from tests import cast, make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)
ROUTE = "Northern crossing"
SCOPE = Scope(Counted.DETECTIONS, "border-detections", ROUTE, source="border-source", edition="border")
ROWS = ((ROUTE, "2025-01", "40"), (ROUTE, "2025-02", "0"), (ROUTE, "2025-03", "60"), (ROUTE, "2025-04", "9"))


def border(by: Officer, rows: tuple[tuple[str, str, str], ...] = ROWS, *, preset: str = "public") -> None:
    make.mapping(
        "border",
        edition="border",
        recognise={"needs": ["route", "month", "detections"]},
        columns={"route": [], "month": [], "detections": []},
        entity="SeriesObservation",
        key=["route", "month"],
        fields={
            "series": {"constant": "border-detections"},
            "route": {"column": "route"},
            "period": {"column": "month", "style": ["iso"]},
            "detections": {"column": "detections"},
        },
    )
    lines = ["route,month,detections", *(",".join(row) for row in rows)]
    make.load(by, "\n".join(lines).encode() + b"\n", mapping="border", preset=preset, released="2026-02-01")


def definition(numerator: str = SCOPE.key, denominator: str = "", period: Period = Period.QUARTER) -> Definition:
    return Definition(
        "Detected in the north", "Crossings detected", numerator, denominator, Per.HUNDRED, period, "As published."
    )


FORM = {
    "name": "Detected in the north",
    "counted": "Crossings that were detected",
    "numerator": SCOPE.key,
    "denominator": "",
    "per": "1",
    "period": "quarter",
    "method": "As the source publishes it; one person may be counted several times.",
}


@pytest.mark.store
def test_an_indicator_is_defined_once_and_computed_with_method_and_coverage() -> None:
    border(cast.officer(cast.ANALYST_XA))
    browser = cast.client(cast.STATISTICIAN_XA)

    answer = browser.post("/indicators/new/", FORM)
    page = browser.get(answer["Location"]).content.decode()

    assert "As the source publishes it" in page
    assert "\N{LEFT-TO-RIGHT ISOLATE}100\N{POP DIRECTIONAL ISOLATE}" in page
    assert "3 of 3 months are told" in page
    assert "Cannot be computed" in page
    assert "Detected in the north" in browser.get("/indicators/").content.decode()
    entries = LedgerEntry.objects.filter(event=Event.INDICATOR_DEFINED.value)
    assert [("north" in entry.detail, "Crossings" in entry.detail) for entry in entries] == [(False, False)]


def test_the_same_definition_is_another_figure_for_who_sees_less() -> None:
    by, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    border(by, preset="own-authority")

    mine = queries.compute(by, definition(), "2025-Q1", now=NOW)
    theirs = queries.compute(other, definition(), "2025-Q1", now=NOW)

    assert (mine.low, mine.coverage) == (100, 1)
    assert (theirs.low, theirs.reason) == (None, Uncomputed.NOTHING_TOLD)


def test_a_definition_that_rests_on_hidden_figures_is_known_to_nobody_who_may_not_see_them() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by)
    about = actions.define(by=by, definition=definition(), now=NOW)
    hidden = make.mark(make.marking("own-authority", "XB-BRD"))
    Indicator.objects.filter(about=about).update(marks=[hidden])

    assert queries.indicators_for(by) == ()
    with pytest.raises(NotFound):
        queries.versions_for(by, about)


def test_another_authority_knows_nothing_of_the_indicators_of_this_one() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by)
    about = actions.define(by=by, definition=definition(), now=NOW)

    browser = cast.client(cast.ANALYST_XB)

    assert browser.get(f"/indicators/{about}/").status_code == HTTPStatus.NOT_FOUND
    assert browser.post(f"/indicators/{about}/withdraw/").status_code == HTTPStatus.NOT_FOUND
    assert "Detected in the north" not in browser.get("/indicators/").content.decode()


@pytest.mark.store
def test_a_revision_takes_the_place_of_a_version_that_stays_readable() -> None:
    border(cast.officer(cast.ANALYST_XA))
    browser = cast.client(cast.ANALYST_XA)
    address = browser.post("/indicators/new/", FORM)["Location"]

    browser.post(f"{address}revise/", {**FORM, "method": "Summed by year now.", "period": "year"})
    page = browser.get(address).content.decode()

    assert "Version 2" in page
    assert "superseded" in page
    assert "one person may be counted several times" in page
    assert [row.version for row in queries.indicators_for(cast.officer(cast.ANALYST_XA))] == [2]


def test_a_withdrawn_indicator_is_found_by_nobody() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by)
    about = actions.define(by=by, definition=definition(), now=NOW)

    cast.client(cast.ANALYST_XA).post(f"/indicators/{about}/withdraw/")

    assert queries.indicators_for(by) == ()


def test_who_may_not_define_indicators_reads_them_and_changes_none() -> None:
    border(cast.officer(cast.ANALYST_XA))
    about = actions.define(by=cast.officer(cast.ANALYST_XA), definition=definition(), now=NOW)
    browser = cast.client(cast.FIELD_OFFICER_XA)

    assert browser.get(f"/indicators/{about}/").status_code == HTTPStatus.OK
    assert browser.post("/indicators/new/", FORM).status_code == HTTPStatus.FORBIDDEN
    assert browser.post(f"/indicators/{about}/revise/", FORM).status_code == HTTPStatus.FORBIDDEN
    assert browser.post(f"/indicators/{about}/withdraw/").status_code == HTTPStatus.FORBIDDEN
    with pytest.raises(NotPermitted):
        actions.define(by=cast.officer(cast.FIELD_OFFICER_XA), definition=definition(), now=NOW)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"counted": "x" * 501}, "counted"),
        ({"numerator": "detections~nowhere"}, "numerator"),
        ({"denominator": "node:secrets"}, "denominator"),
        ({"period": "week"}, "period"),
        ({"per": "7"}, "per"),
        ({"method": ""}, "method"),
        ({"method": "Ask +33 6 12 34 56 78"}, "method"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_defined(changed: dict[str, str], field: str) -> None:
    border(cast.officer(cast.ANALYST_XA))

    answer = cast.client(cast.ANALYST_XA).post("/indicators/new/", {**FORM, **changed})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not Indicator.objects.exists()


def test_nobody_defines_an_indicator_on_a_series_that_the_officer_may_not_see() -> None:
    border(cast.officer(cast.ANALYST_XB), preset="own-authority")

    with pytest.raises(NotFound):
        actions.define(by=cast.officer(cast.ANALYST_XA), definition=definition(), now=NOW)
    with pytest.raises(IndicatorIncomplete):
        actions.define(by=cast.officer(cast.ANALYST_XA), definition=definition("node:nothing"), now=NOW)


def test_every_measure_of_the_node_answers_everybody_with_figures_or_a_reason() -> None:
    assert set(MEASURES) == set(Measure)
    for member in (cast.ANALYST_XA, cast.STATISTICIAN_XA, cast.FIELD_OFFICER_XA):
        for measure in Measure:
            told = told_of(cast.officer(member), measure, now=NOW)
            assert told.reason is not None or told.by_month or told.by_quarter


def test_people_handed_over_are_told_by_quarter_and_in_bands_to_who_may_hand_over_alone() -> None:
    for _ in range(3):
        LedgerEntry.objects.create(
            position=LedgerEntry.objects.count() + 10_000,
            at="2026-02-03T10:00:00+00:00",
            event=Event.PERSON_HANDED_OVER.value,
            authority="XA-POL",
            hash=b"0" * 32,
        )
    handed = definition(f"node:{Measure.HANDED_OVER.value}")
    field = cast.officer(cast.FIELD_OFFICER_XA)

    quarter = queries.compute(field, handed, "2026-Q1", now=NOW)
    month = queries.compute(field, definition(handed.numerator, period=Period.MONTH), "2026-02", now=NOW)
    analyst = queries.compute(cast.officer(cast.ANALYST_XA), handed, "2026-Q1", now=NOW)

    assert (quarter.low, quarter.high) == (0, 9)
    assert month.reason is Uncomputed.BY_QUARTER_ONLY
    assert analyst.reason is Uncomputed.NOT_READABLE
