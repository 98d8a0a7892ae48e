"""Forecasts on a node: shown with their error, refused with a reason, kept, scored, never a warning without worth."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.forecasting.errors import (
    ForecastKept,
    MarkedAgainst,
    NoBetterThanNaive,
    NotDecided,
    NotForecast,
    NotWorkedOut,
)
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.kernel.months import after
from corridor.core.series.codes import Counted, Unassessed
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.forecasting import actions, commands, queries
from corridor.web.desk.forecasting.models import ForecastWithdrawal, KeptForecast
from corridor.web.desk.series import queries as series
from corridor.web.desk.series.apart import worked_apart
from corridor.web.desk.series.models import Worked
from tests import cast, make
from tests.core.forecasting.figures import FIRST, around_a_level
from tests.web.desk.forecasting.make_series import (
    QUIET,
    SHORT,
    STEADY,
    TODAY,
    WILD,
    load,
    scope_of,
    work_out,
)

pytestmark = pytest.mark.django_db

LIST = "/analysis/forecasts/"
NEXT = after(FIRST, 96)


@pytest.fixture
def by() -> Officer:
    officer = cast.officer(cast.ANALYST_XA)
    load(officer, released="2026-01-05")
    work_out(officer, STEADY, WILD)
    return officer


@pytest.fixture
def analyst() -> Client:
    return cast.client(cast.ANALYST_XA)


def address(by: Officer, route: str, act: str = "") -> str:
    name = f"desk:forecast-{act}" if act else "desk:forecast"
    return reverse(name, args=[scope_of(by, route).key])


def keep(by: Officer, route: str = STEADY) -> str:
    return actions.keep_forecast(by=by, scope=scope_of(by, route), has_looked=True, now=timezone.now())


def test_the_list_tells_of_each_route_what_it_is_worth_or_why_there_is_none(by: Officer, analyst: Client) -> None:
    found = {one.scope.route: one for one in queries.forecasts_for(by, Counted.DETECTIONS, today=TODAY)}

    page = analyst.get(LIST).content.decode()

    assert [found[route].refused for route in (STEADY, WILD, QUIET, SHORT)] == [
        *(None, None, Unassessed.MOSTLY_ZERO, Unassessed.MOSTLY_ZERO),
    ]
    assert "better than naive" in page
    assert "no better than naive" in page
    assert "most months have no figure" in page
    assert "named human decision" in page


def test_a_forecast_stands_beside_its_error_its_coverage_and_the_rules_that_were_tried(
    by: Officer, analyst: Client
) -> None:
    page = analyst.get(address(by, STEADY)).content.decode()

    assert "clearly nearer than both naive rules" in page
    for words in ("How wrong it has been", "Error of the previous month", "Error of last year", "Held of 80 %"):
        assert words in page
    for rule in ("Previous month", "Same month of last year", "Mean of the last three months"):
        assert rule in page
    assert len(page.encode()) < 200_000


def test_where_a_naive_rule_is_as_good_the_page_says_so_and_shows_it(by: Officer, analyst: Client) -> None:
    page = analyst.get(address(by, WILD)).content.decode()
    found = queries.forecast_for(by, scope_of(by, WILD), today=TODAY)

    assert "No better than naive. Shown: Previous month." in page
    assert found.forecast is not None
    assert {step.middle for step in found.forecast.steps} == {found.forecast.steps[0].previous}
    assert "It does not leave" in page
    assert "take-along" not in page


def test_a_refused_series_shows_no_figure_ahead_and_no_way_out(by: Officer, analyst: Client) -> None:
    page = analyst.get(address(by, QUIET)).content.decode()

    assert "Cannot be assessed" in page
    for absent in ("The months ahead", "take-along", "/keep/", "work-out"):
        assert absent not in page


def test_a_forecast_that_nobody_worked_out_is_offered_asked_for_and_waited_for(analyst: Client) -> None:
    by = cast.officer(cast.ANALYST_XA)
    load(by, released="2026-01-05")
    here = address(by, STEADY)

    before = analyst.get(here).content.decode()
    answer = analyst.post(address(by, STEADY, "work-out"))
    after_asking = analyst.get(here).content.decode()

    assert "Work it out" in before
    assert answer.status_code == 302
    assert 'http-equiv="refresh"' in after_asking
    assert Worked.objects.get().state == Worked.State.WAITING


def test_all_forecasts_of_a_list_are_asked_for_at_once_but_none_of_a_refused_series(analyst: Client) -> None:
    by = cast.officer(cast.ANALYST_XA)
    load(by, released="2026-01-05")

    analyst.post(f"{LIST}work-out/", {"counted": "detections", "by": "route"})

    assert Worked.objects.count() == 2


def test_the_work_is_done_by_a_process_of_its_own() -> None:
    told = around_a_level(52)

    answer = worked_apart(queries.KIND, {"first": FIRST, "values": told, "library": queries.has_library()})

    assert len(answer["steps"]) == 3
    assert answer["library"]


@pytest.mark.parametrize(("route", "refusal"), [(WILD, NoBetterThanNaive), (QUIET, NotForecast), (SHORT, NotForecast)])
def test_what_is_refused_or_no_better_than_naive_does_not_leave_by_any_door(
    by: Officer, analyst: Client, route: str, refusal: type[Exception]
) -> None:
    """A hand-made POST, the act itself, the command and the gate for who cites one."""
    scope, now = scope_of(by, route), timezone.now()

    answer = analyst.post(address(by, route, "take-along"), {"looked": "yes"})
    with pytest.raises(refusal):
        actions.take_along(by=by, scope=scope, has_looked=True, now=now)
    with pytest.raises(refusal):
        commands.taken(by, series=scope.key, has_looked=True, now=now)
    with pytest.raises(refusal):
        queries.warning_in(queries.forecast_for(by, scope, today=TODAY))

    assert answer.status_code == 422
    assert "attachment" not in str(answer.headers)
    for view in ("forecast", "forecasts", "analysis"):
        assert analyst.get(f"/api/v1/exports?format=csv&view={view}&series={scope.key}").status_code >= 400


def test_the_command_tells_no_figure_ahead_of_what_may_not_leave(by: Officer) -> None:
    told = commands.listed(by, counted="detections", is_asking=False, now=timezone.now())
    rows = {row["series"]: row for row in told["forecasts"]}

    assert rows[scope_of(by, WILD).key]["may_leave"] is False
    assert rows[scope_of(by, QUIET).key]["state"] == "mostly-zero"
    assert "months" not in json.dumps(told)


def test_what_is_not_worked_out_does_not_leave_and_is_not_kept() -> None:
    by = cast.officer(cast.ANALYST_XA)
    load(by, released="2026-01-05")
    scope = scope_of(by, STEADY)

    with pytest.raises(NotWorkedOut):
        actions.take_along(by=by, scope=scope, has_looked=True, now=timezone.now())
    with pytest.raises(NotWorkedOut):
        actions.keep_forecast(by=by, scope=scope, has_looked=True, now=timezone.now())


def test_an_answer_made_from_other_figures_is_never_found(by: Officer) -> None:
    """Whoever puts an answer in for one series puts it in for those figures alone."""
    scope = scope_of(by, STEADY)
    load(by, [(STEADY, NEXT, 900)], released="2026-02-05")

    assert queries.forecast_for(by, scope, today=TODAY).forecast is None
    with pytest.raises(NotWorkedOut):
        actions.take_along(by=by, scope=scope, has_looked=True, now=timezone.now())


def test_a_forecast_that_may_leave_leaves_with_its_error_and_an_entry_in_the_ledger(
    by: Officer, analyst: Client
) -> None:
    answer = analyst.post(address(by, STEADY, "take-along"), {"looked": "yes"})
    text = answer.content.decode()

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert "needs a named human decision" in text
    assert "mean error of the previous month" in text
    assert "# the months ahead are over already,yes" in text
    assert [line.split(",")[0] for line in text.splitlines()[-3:]] == [after(NEXT, ahead) for ahead in range(3)]
    assert LedgerEntry.objects.filter(event=Event.FORECAST_EXPORTED).count() == 1
    entry = LedgerEntry.objects.get(event=Event.FORECAST_EXPORTED)
    assert STEADY not in entry.detail


def test_nothing_leaves_or_is_kept_before_somebody_says_to_have_looked(by: Officer, analyst: Client) -> None:
    taken = analyst.post(address(by, STEADY, "take-along"))
    kept = analyst.post(address(by, STEADY, "keep"), {"looked": "on"})

    assert (taken.status_code, kept.status_code) == (422, 422)
    assert "Look at the error and the coverage first" in taken.content.decode()
    assert not KeptForecast.objects.exists()
    service = cast.service("import-officer")
    if "entity:export" in service.permissions:
        with pytest.raises(NotDecided):
            commands.taken(service, series=scope_of(by, STEADY).key, has_looked=True, now=timezone.now())


def test_who_may_not_export_or_keep_does_not(by: Officer) -> None:
    scope, now = scope_of(by, STEADY), timezone.now()
    field = cast.officer(cast.FIELD_OFFICER_XA)
    page = cast.client(cast.FIELD_OFFICER_XA).get(address(by, STEADY)).content.decode()

    with pytest.raises(NotPermitted):
        actions.take_along(by=field, scope=scope, has_looked=True, now=now)
    with pytest.raises(NotPermitted):
        actions.keep_forecast(by=field, scope=scope, has_looked=True, now=now)

    assert "take-along" not in page
    assert "/keep/" not in page


def test_figures_that_may_be_read_but_not_exported_are_not_exported_as_a_forecast(by: Officer) -> None:
    scope = scope_of(by, STEADY)
    (mark,) = series.marks_of(by, [scope])
    with turn.write(), connection.cursor() as cursor:
        cursor.execute("UPDATE reader_mark SET uses = %s WHERE mark = %s", [int(Use.READ | Use.COUNT), mark])

    with pytest.raises(MarkedAgainst):
        actions.take_along(by=by, scope=scope, has_looked=True, now=timezone.now())


def test_a_kept_forecast_is_scored_when_the_truth_is_told_and_never_rewritten(by: Officer, analyst: Client) -> None:
    uid = keep(by)
    before = KeptForecast.objects.filter(uid=uid).values().get()

    load(by, [(STEADY, NEXT, 100_000), (STEADY, after(NEXT, 1), 1000)], released="2026-02-05")
    (past,) = queries.past_for(by, queries.forecast_for(by, scope_of(by, STEADY), today=TODAY).series)
    page = analyst.get(address(by, STEADY)).content.decode()

    assert [(came.truth, came.is_inside) for came in past.months] == [(100_000, False), (1000, True), (None, None)]
    assert "outside the interval" in page
    assert "not told yet" in page
    assert KeptForecast.objects.filter(uid=uid).values().get() == before
    assert before["verdict"] == "better"
    assert before["released_on"] == "2026-01-05"


def test_the_same_forecast_is_kept_once(by: Officer, analyst: Client) -> None:
    before = analyst.get(address(by, STEADY)).content.decode()
    keep(by)

    assert "/keep/" in before
    assert "/keep/" not in analyst.get(address(by, STEADY)).content.decode()

    with pytest.raises(ForecastKept):
        keep(by)


def test_a_forecast_that_is_no_better_than_naive_is_kept_as_such_and_still_does_not_leave(
    by: Officer, analyst: Client
) -> None:
    keep(by, WILD)

    assert "no better than naive when it was made" in analyst.get(address(by, WILD)).content.decode()
    with pytest.raises(NoBetterThanNaive):
        actions.take_along(by=by, scope=scope_of(by, WILD), has_looked=True, now=timezone.now())


def test_a_withdrawn_forecast_stays_with_its_reason(by: Officer, analyst: Client) -> None:
    uid = keep(by)

    wrong = analyst.post(f"{LIST}kept/{uid}/withdraw/", {"reason": "because"})
    right = analyst.post(f"{LIST}kept/{uid}/withdraw/", {"reason": "mistaken"})
    again = analyst.post(f"{LIST}kept/{uid}/withdraw/", {"reason": "mistaken"})

    assert (wrong.status_code, right.status_code, again.status_code) == (422, 302, 404)
    assert ForecastWithdrawal.objects.get().reason == "mistaken"
    assert "withdrawn: It was made by mistake" in analyst.get(address(by, STEADY)).content.decode()
    assert KeptForecast.objects.count() == 1


def test_another_authority_does_not_withdraw_what_it_did_not_keep(by: Officer) -> None:
    uid = keep(by)

    with pytest.raises(NotFound):
        actions.withdraw_forecast(by=cast.officer(cast.ANALYST_XB), uid=uid, reason="mistaken", now=timezone.now())


def test_a_kept_forecast_goes_when_its_term_has_passed_and_not_before(by: Officer) -> None:
    keep(by)
    until = KeptForecast.objects.get().until
    day = timezone.now().replace(year=until.year, month=until.month, day=until.day)

    assert actions.erase_over(day - timedelta(days=1)) == 0
    assert actions.erase_over(day) == 1


@pytest.mark.store
def test_what_a_forecast_rests_on_decides_who_sees_it_kept(by: Officer) -> None:
    """One authority's own figures do not come back to another as a kept forecast of published ones."""
    uid = keep(by)
    hidden = make.mark(make.marking("own-authority", "XA-POL"))
    KeptForecast.objects.filter(uid=uid).update(marks=[*KeptForecast.objects.get().marks, hidden])
    own, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)

    def seen(officer: Officer) -> int:
        return len(
            queries.past_for(officer, queries.forecast_for(officer, scope_of(officer, STEADY), today=TODAY).series)
        )

    assert (seen(own), seen(other)) == (1, 0)


@pytest.mark.store
def test_who_sees_fewer_figures_finds_no_forecast_of_more(by: Officer) -> None:
    load(by, [(STEADY, NEXT, 900)], preset="own-authority", released="2026-02-05")
    work_out(by, STEADY)
    other = cast.officer(cast.ANALYST_XB)

    mine = queries.forecast_for(by, scope_of(by, STEADY), today=TODAY)
    theirs = queries.forecast_for(other, scope_of(other, STEADY), today=TODAY)

    assert mine.forecast is not None
    assert mine.series.last == NEXT
    assert (theirs.series.last, theirs.forecast is None or theirs.forecast.steps[0].month) == (after(NEXT, -1), NEXT)


def test_on_paper_no_month_ahead_stands_that_may_not_leave(by: Officer, analyst: Client) -> None:
    keep(by, WILD)
    better = analyst.get(f"{address(by, STEADY)}?print=1").content.decode()
    naive = analyst.get(f"{address(by, WILD)}?print=1").content.decode()
    listed = analyst.get(f"{LIST}?print=1").content.decode()

    assert "The months ahead" in better
    assert "The months ahead" not in naive
    assert "not told yet" not in naive
    assert "No better than naive" in naive
    assert "not told yet" in analyst.get(address(by, WILD)).content.decode()
    assert (listed.count("Jan 2022:"), analyst.get(LIST).content.decode().count("Jan 2022:")) == (1, 2)


def test_a_function_that_does_not_read_the_picture_opens_no_forecast(by: Officer) -> None:
    overseer = cast.client(cast.OVERSEER_XA)

    assert overseer.get(LIST).status_code == 403
    assert overseer.get(address(by, STEADY)).status_code == 403
    assert overseer.post(address(by, STEADY, "work-out")).status_code == 403


def test_acts_are_not_done_by_looking(by: Officer, analyst: Client) -> None:
    for act in ("work-out", "keep", "take-along"):
        assert analyst.get(address(by, STEADY, act)).status_code == 405
    assert not KeptForecast.objects.exists()
