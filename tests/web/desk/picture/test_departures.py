"""Departures are drawn late and coarsely in every part of the picture, and nothing that comes after them is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.utils import timezone

from corridor.core.entities.records import Draft
from corridor.core.kernel.months import after
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.core.watching.rules.departures import last_month
from corridor.web.desk.picture import queries
from tests import cast, make

pytestmark = [pytest.mark.django_db, pytest.mark.store]

ROUTE = "Northern crossing"
QUESTION = Question(measure=Measure.DETECTIONS)


def counted(name: str, series: str, month: str, **said: str) -> Draft:
    told = {"series": series, "period": month, "route": ROUTE, "detections": "7", **said}
    return make.draft(name, "SeriesObservation", **told)


def test_departures_are_drawn_once_their_month_is_over_for_the_delay_and_of_no_place_nor_day() -> None:
    by, reader = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    settled = last_month(timezone.now().date())
    fresh = after(settled, 1)
    shown = ["departed", "arrived", "laid together"]
    things = [
        counted("departed", "departures", settled),
        counted("fresh", "departures", fresh),
        counted("this year", "departures", timezone.now().date().isoformat()[:4]),
        counted("of a day", "departures", f"{settled}-03"),
        counted("of a beach", "departures", settled, place_text="Ashmar"),
        counted("laid together", "departures", settled),
        counted("fresh and laid together", "departures", fresh),
        counted("arrived", "arrivals", f"{settled}-03", place_text="Ashmar"),
    ]
    make.file(by, *things)
    make.file(reader, *(counted(name, "departures", settled) for name in ("laid together", "departed")))
    make.file(reader, counted("fresh and laid together", "departures", fresh))

    def names(uids: Sequence[str]) -> set[str]:
        known = {str(make.uid(name)): name for name in ("fresh", "fresh and laid together", *shown)}
        return {known.get(uid, uid) for uid in uids}

    answer = queries.answer_for(reader, QUESTION)
    table = queries.rows_for(reader, QUESTION, limit=50)

    assert names([row.uid for row in answer.rows]) == names([row.uid for row in table]) == set(shown)
    assert {month.on: month.low for month in answer.months} == {settled: 21}
    assert [(along.route, along.low) for along in queries.along_routes_for(reader, QUESTION)] == [(ROUTE, 21)]
    assert len(queries.entities_for(reader, QUESTION)) == 3
    assert not queries.rows_for(reader, Question(measure=Measure.DETECTIONS, kind="departures", since=fresh), limit=9)
    assert "Departures are drawn" in cast.client(cast.ANALYST_XB).get("/picture/?measure=detections").content.decode()


def test_no_other_measure_of_the_picture_counts_departures() -> None:
    make.file(cast.officer(cast.ANALYST_XA), counted("old", "departures", "2024-03", people="9", dead="1"))
    reader = cast.officer(cast.ANALYST_XB)

    told = {measure: queries.answer_for(reader, Question(measure=measure)).things for measure in Measure}

    assert told == {Measure.DETECTIONS: 1, Measure.DEATHS: 0, Measure.INCIDENTS: 0, Measure.PEOPLE: 0}
