"""Series on a node: what a reader finds, what each lacks, what stands in one line, and what leaves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.test import Client

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.series.codes import BreakReason, Counted, State
from corridor.core.series.errors import BreakUnfit, SeriesKeptBack
from corridor.core.series.records import Scope, Series
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.desk.series import actions, queries
from corridor.web.desk.series.actions import Noted
from corridor.web.desk.series.models import SeriesBreak
from tests import cast, make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 20)
NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)
NORTH, SOUTH = "Northern crossing", "Southern crossing"
DETECTED = Scope(Counted.DETECTIONS, "border-detections", NORTH, source="border-source", edition="border")
Row = tuple[str, str, str]


def border(by: Officer, rows: Iterable[Row], *, preset: str = "public", released: str = "2026-02-01") -> None:
    """Load a release of a published series: route, month, detections."""
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
    make.load(by, "\n".join(lines).encode() + b"\n", mapping="border", preset=preset, released=released)


ROWS: tuple[Row, ...] = (
    (NORTH, "2025-01", "40"),
    (SOUTH, "2025-01", "3"),
    (SOUTH, "2025-02", "4"),
    (NORTH, "2025-06", "50"),
    (NORTH, "2025-07", "0"),
)


def series(by: Officer, scope: Scope = DETECTED) -> Series:
    (found,) = queries.series_for(by, [scope], today=TODAY)
    return found


def page(browser: Client, scope: Scope = DETECTED, query: str = "") -> str:
    answer = browser.get(f"/analysis/series/{scope.key}/{query}")
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


@pytest.mark.store
def test_a_month_that_the_source_covers_is_zero_and_one_that_it_does_not_is_missing() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS)

    found = {value.month: value.state for value in series(by).values}

    assert found == {
        "2025-01": State.TOLD,
        "2025-02": State.ZERO,
        "2025-03": State.MISSING,
        "2025-04": State.MISSING,
        "2025-05": State.MISSING,
        "2025-06": State.TOLD,
        "2025-07": State.TOLD,
    }
    assert [(one.month, one.reason) for one in series(by).breaks] == [("2025-06", BreakReason.GAP)]


def test_the_pages_open_for_who_reads_the_picture_and_for_nobody_else() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS)
    browser = cast.client(cast.ANALYST_XB)

    answers = {
        address: browser.get(address)
        for address in ("/analysis/", "/analysis/series/", f"/analysis/series/{DETECTED.key}/")
    }

    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(answers, HTTPStatus.OK)
    assert all(len(answer.content) < 200_000 for answer in answers.values())
    for address in answers:
        assert cast.client(cast.ADMINISTRATOR_XA).get(address).status_code == HTTPStatus.FORBIDDEN
        assert browser.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.store
def test_a_reader_adds_up_only_what_that_reader_may_count() -> None:
    owner, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    border(owner, ROWS[:2])
    border(owner, ROWS, preset="own-authority")

    assert series(other).months == ("2025-01",)
    assert series(owner).last == "2025-07"
    assert len(queries.all_series(owner, Counted.DETECTIONS, today=TODAY)) == 2


def test_a_series_that_only_others_may_read_is_not_there() -> None:
    border(cast.officer(cast.ANALYST_XA), ROWS, preset="own-authority")

    with pytest.raises(NotFound):
        series(cast.officer(cast.ANALYST_XB))
    assert cast.client(cast.ANALYST_XB).get(f"/analysis/series/{DETECTED.key}/").status_code == HTTPStatus.NOT_FOUND


def test_routes_of_one_source_are_laid_in_one_chart_and_another_scope_is_refused_in_words() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS)
    make.file(by, make.incident(None, occurred_on="2025-01-05", route=NORTH, dead="3"))
    browser = cast.client(cast.ANALYST_XA)
    south = Scope(Counted.DETECTIONS, "border-detections", SOUTH, source="border-source", edition="border")
    deaths = Scope(Counted.DEATHS, route=NORTH)

    together = browser.get(f"/analysis/series/{DETECTED.key}/", {"with": south.key})
    refused = browser.get(f"/analysis/series/{DETECTED.key}/", {"with": deaths.key})

    assert together.status_code == HTTPStatus.OK
    assert together.context["page"].chart.table.head[1:] == (NORTH, SOUTH)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "series.E01" in refused.content.decode()
    assert "what is counted" in refused.content.decode()
    assert len(refused.context["page"].chart.table.head) == 2


def test_what_an_earlier_release_said_stands_beside_what_it_says_now() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS, released="2025-08-01")
    border(by, [(NORTH, "2025-01", "44"), (NORTH, "2025-08", "9")], released="2025-09-01")

    found = series(by)

    assert found.revised == {"2025-01": (40, 40)}
    assert (found.values[0].low, found.publisher.released_on) == (44, "2025-09-01")


def test_a_revision_under_a_stricter_marking_is_none_for_who_may_not_read_it() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS, released="2025-08-01")
    border(by, [(NORTH, "2025-01", "44")], preset="own-authority", released="2025-09-01")

    found = series(cast.officer(cast.ANALYST_XB))

    assert (found.values[0].low, found.revised) == (40, {})


@pytest.mark.store
def test_what_officers_told_ends_as_late_as_departures_are_shown_and_what_is_published_does_not() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, [(NORTH, "2025-01", "5"), (NORTH, "2026-05", "7")], released="2026-06-05")
    for day in ("2026-01-05", "2026-05-05"):
        make.file(by, make.incident(None, occurred_on=day, route=NORTH, dead="3"))
    scopes = (DETECTED, Scope(Counted.DEATHS, route=NORTH), Scope(Counted.INCIDENTS))

    found = queries.series_for(by, scopes, today=date(2026, 6, 10))

    assert [one.last for one in found] == ["2026-05", "2026-01", "2026-01"]


@pytest.mark.parametrize(
    ("released", "last"), [("2025-07-12", "2025-06"), ("2025-07-31", "2025-07"), ("2025-06-03", "2025-02")]
)
def test_a_month_that_was_not_over_when_its_source_was_released_is_not_told_yet(released: str, last: str) -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS, released=released)

    assert series(by).last == last


def test_a_month_that_was_not_over_in_one_release_is_missing_where_sources_are_laid_together() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings", edition="landings")
    days = ("2025-01-05", "2025-02-05", "2025-03-02")
    make.load(by, make.table([make.row(day, 3, day=day) for day in days]), mapping="landings", released="2025-03-09")
    for day in ("2025-03-20", "2025-04-05"):
        make.file(by, make.incident(None, occurred_on=day, dead="3"))

    found = {value.month: value.state for value in series(by, Scope(Counted.DEATHS)).values}

    assert found["2025-03"] is State.MISSING
    assert found["2025-04"] is State.TOLD


def test_what_is_kept_rests_on_the_judgement_that_laid_two_things_together_as_well() -> None:
    by, outsider = cast.officer(cast.ANALYST_XA), cast.officer(cast.OUTSIDER)
    things = [make.incident(None, occurred_on="2025-01-05", dead=dead) for dead in ("3", "4", "9")]
    make.file(by, *things)
    one, other, _ = (thing.uid for thing in things)
    before = queries.marks_of(by, [Scope(Counted.DEATHS)])
    make.same(one, other, make.marking("partners", "XB-BRD"), by="xb.analyst")
    marks = queries.marks_of(by, [Scope(Counted.DEATHS)])

    assert series(by, Scope(Counted.DEATHS)).values[0].low == 12
    assert {marking_of(mark).originator for mark in marks - before} == {"XB-BRD"}
    assert visible_marks(outsider.reader_class, marks) == before


def test_a_year_is_in_no_month_and_is_said_to_be_without_one() -> None:
    by = cast.officer(cast.ANALYST_XA)
    for day in ("2025", "2025-01-05"):
        make.file(by, make.incident(None, occurred_on=day, route=NORTH, dead="3"))

    found = series(by, Scope(Counted.DEATHS, route=NORTH))

    assert (found.months, found.undated) == (("2025-01",), 1)


def noted(by: Officer, **changes: str) -> str:
    said = {"month": "2025-06", "reason": "method-changed", "words": "Counted ashore since", "preset": "own-authority"}
    return actions.note_break(by=by, scope=DETECTED, noted=Noted(**{**said, **changes}), now=NOW)


@pytest.mark.store
def test_a_break_stands_for_who_may_read_it_until_it_is_taken_back() -> None:
    by, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    border(by, ROWS)
    uid = noted(by)

    mine = [one.words for one in series(by).breaks if one.uid]
    theirs = [one.words for one in series(other).breaks if one.uid]
    marks = queries.marks_of(by, [DETECTED]) - queries.marks_of(other, [DETECTED])
    with pytest.raises(NotFound):
        actions.withdraw_break(by=other, uid=uid, now=NOW)
    actions.withdraw_break(by=by, uid=uid, now=NOW)

    assert (mine, theirs) == (["Counted ashore since"], [])
    assert len(marks) == 1
    assert [one for one in series(by).breaks if one.uid] == []
    events = list(LedgerEntry.objects.filter(about=uid).order_by("pk").values_list("event", flat=True))
    assert events == ["series-break:noted", "series-break:withdrawn"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("month", {"month": "2025-01"}),
        ("month", {"month": "2031-01"}),
        ("reason", {"reason": "reporting-gap"}),
        ("words", {"words": "Ask Karim on +33 6 12 34 56 78"}),
        ("words", {"words": "x" * 301}),
    ],
)
def test_a_break_that_is_none_or_names_somebody_is_not_noted(field: str, said: dict[str, str]) -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS)

    with pytest.raises(BreakUnfit) as refused:
        noted(by, **said)

    assert refused.value.params["field"] == field


def test_the_form_of_a_break_says_field_by_field_what_is_wrong_and_keeps_what_was_typed() -> None:
    border(cast.officer(cast.ANALYST_XA), ROWS)
    browser = cast.client(cast.ANALYST_XA)
    typed = {"month": "2025-06", "reason": "", "words": "Counted ashore", "marking": "own-authority"}

    wrong = browser.post(f"/analysis/series/{DETECTED.key}/break/", typed)
    right = browser.post(f"/analysis/series/{DETECTED.key}/break/", {**typed, "reason": "method-changed"})

    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [problem.field for problem in wrong.context["page"].form.problems] == ["reason"]
    assert 'value="Counted ashore"' in wrong.content.decode()
    assert right.status_code == HTTPStatus.FOUND
    assert "Counted ashore" in page(browser)


def test_who_only_reads_the_picture_notes_no_break() -> None:
    border(cast.officer(cast.ANALYST_XA), ROWS)

    with pytest.raises(NotPermitted):
        noted(cast.officer(cast.INVESTIGATOR_XA))
    assert (
        cast.client(cast.ANALYST_XA).get(f"/analysis/series/{DETECTED.key}/break/").status_code
        == HTTPStatus.METHOD_NOT_ALLOWED
    )


def test_a_series_leaves_with_what_it_counts_and_lacks_and_the_ledger_knows() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS)

    answer = cast.client(cast.ANALYST_XA).post(f"/analysis/series/{DETECTED.key}/take-along/")

    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    about = {row[0]: row[1] for row in rows if row[0].startswith("# ")}
    figures = {row[6]: row[7:10] for row in rows if row[0] == "detections"}
    assert about["# missing months"] == "2025-03 2025-04 2025-05"
    assert about["# credit"] == "Publisher of border"
    assert figures["2025-02"] == ["zero", "0", "0"]
    assert figures["2025-03"] == ["missing", "", ""]
    assert LedgerEntry.objects.filter(event="series:exported", actor=by.handle).count() == 1


def test_a_series_that_rests_on_what_may_not_be_exported_does_not_leave() -> None:
    by = cast.officer(cast.ANALYST_XA)
    kept = make.marking("own-authority", "XA-POL", uses=Use.READ | Use.COUNT)
    make.file(by, make.incident(None, occurred_on="2025-01-05", route=NORTH, dead="3"), marked=kept)

    with pytest.raises(SeriesKeptBack):
        actions.take_along(by=by, scopes=[Scope(Counted.DEATHS, route=NORTH)], now=NOW)

    assert LedgerEntry.objects.filter(event="series:exported").count() == 0


def test_a_break_goes_when_the_rule_of_its_marking_says_so() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS)
    noted(by)

    assert actions.erase_over(NOW) == 0
    assert [one for one in series(by).breaks if one.uid]
    SeriesBreak.objects.update(noted_at=NOW.replace(year=2001))
    assert [one for one in series(by).breaks if one.uid] == []
    assert actions.erase_over(NOW) == 1
