"""Shifts on a node: who sees which, what is worked out from what, and what an officer says of one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotPermitted
from corridor.core.kernel.months import after
from corridor.core.shifts.errors import AlongRefused, ShiftGone
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.actions import intern
from corridor.web.desk.series import worked
from corridor.web.desk.series.apart import work_of
from corridor.web.desk.series.models import Worked
from corridor.web.desk.shifts import actions, forms, queries, schedule
from corridor.web.desk.shifts.actions import Judged
from corridor.web.desk.shifts.models import ShiftCount, ShiftJudgement
from tests import cast, make
from tests.core.shifts import make as families
from tests.web.desk.series.test_series import NORTH, SOUTH, Row, border

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 20)
NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)
ASKED = queries.Question()
ADDRESS = "/analysis/shifts/"
FIRST, MONTHS, MOVED = "2017-01", 84, 45


def rows(*names: str, moved: int = MOVED) -> list[Row]:
    """Two routes over seven years; in one month the first loses four fifths, which the second takes up."""
    figures = families.figures(len(names), MONTHS)
    figures[0, moved:] *= 0.2
    figures[1, moved:] *= 5
    months = [after(FIRST, place) for place in range(MONTHS)]
    return [
        (name, month, str(int(figure)))
        for name, row in zip(names, figures, strict=True)
        for month, figure in zip(months, row, strict=True)
    ]


def scanned(by: Officer) -> queries.Looked:
    """Have what an officer sees scanned, here and now; the work is done in this process, which is quicker."""
    row = actions.ask(by=by, question=ASKED, now=NOW)
    assert row is not None
    if row.state == Worked.State.WAITING:
        Worked.objects.filter(key=row.key).update(state=Worked.State.DONE, answer=work_of(row.kind)(row.inputs))
    return queries.looked_for(by, ASKED, today=TODAY)


def found(looked: queries.Looked) -> list[tuple[str, str]]:
    return [
        (shift["fall"]["route"], shift["rise"]["route"])
        for answer in looked.answers.values()
        for shift in answer["shifts"]
    ]


def page(browser: Client, query: str = "") -> str:
    answer = browser.get(f"{ADDRESS}{query}")
    assert answer.status_code == HTTPStatus.OK
    assert len(answer.content) < 200_000
    return answer.content.decode()


def judged(by: Officer, looked: queries.Looked, verdict: str = "plausible", **more: str) -> str:
    (told,) = looked.families
    fall, rise = (next(one.scope.key for one in told.series if one.scope.route == route) for route in (NORTH, SOUTH))
    since = next(iter(looked.answers.values()))["shifts"][0]["since"]
    said = Judged(fall=fall, rise=rise, since=since, verdict=verdict, **more)
    return actions.judge(by=by, question=ASKED, said=said, now=NOW)


@pytest.mark.store
def test_a_shift_is_proposed_with_sizes_rivals_and_evidence_and_never_called_a_cause() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH))

    row = actions.ask(by=by, question=ASKED, now=NOW)
    assert row is not None
    worked.work.call(row.key)
    looked = queries.looked_for(by, ASKED, today=TODAY)
    shown = page(cast.client(cast.ANALYST_XA))

    assert found(looked) == [(NORTH, SOUTH)]
    for told in ("/analysis/series/", "/picture/compare/", "Season", "Demand", "expected to be chance alone"):
        assert told in shown
    assert "caused" not in shown
    assert "<script>" not in shown


def test_where_nobody_asked_the_page_offers_to_look_and_a_click_asks_once() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH))
    browser = cast.client(cast.ANALYST_XA)

    assert "Look for shifts" in page(browser)
    answers = [browser.post(ADDRESS) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {HTTPStatus.FOUND}
    assert Worked.objects.filter(kind=queries.KIND).count() == 1


def test_nothing_found_and_what_cannot_be_assessed_are_answers() -> None:
    by = cast.officer(cast.ANALYST_XA)
    quiet = families.figures(2, MONTHS)
    months = [after(FIRST, place) for place in range(MONTHS)]
    told = [
        (name, month, str(int(figure)))
        for name, row in zip((NORTH, SOUTH), quiet, strict=True)
        for month, figure in zip(months, row, strict=True)
    ]
    border(by, [*told, *(("Eastern track", month, "0") for month in months)])

    scanned(by)
    shown = page(cast.client(cast.ANALYST_XA))

    assert "Nothing was found" in shown
    assert "1 series cannot be assessed" in shown


def test_a_reader_who_may_not_see_a_route_finds_no_answer_that_rests_on_it() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH), preset="own-authority")
    scanned(by)
    other = cast.officer(cast.ANALYST_XB)

    looked = queries.looked_for(other, ASKED, today=TODAY)

    assert looked.families == ()
    assert looked.row is None
    assert NORTH not in page(cast.client(cast.ANALYST_XB))
    assert looked.count is None
    assert queries.looked_for(by, ASKED, today=TODAY).count == 1


def test_the_first_page_says_that_routes_moved_to_who_may_judge_it_and_sees_the_same_figures() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH), preset="own-authority")
    scanned(by)
    browser = cast.client(cast.ANALYST_XA)
    before = browser.get("/").content.decode()

    page(browser)

    assert "Routes moved" not in before
    assert "Routes moved" in browser.get("/").content.decode()
    page(cast.client(cast.ANALYST_XB))
    assert "Routes moved" not in cast.client(cast.ANALYST_XB).get("/").content.decode()


def test_the_first_page_says_it_under_every_purpose_without_anybody_asking_and_asks_no_second_time() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH), preset="own-authority")
    cast.grant(cast.ANALYST_XA, "analyst", "strategic-analysis")
    purposes = ("operational-analysis", "strategic-analysis")
    browsers = [cast.client(cast.ANALYST_XA, purpose=purpose) for purpose in purposes]
    stranger, overseer = cast.client(cast.ANALYST_XB), cast.officer(cast.OVERSEER_XA)
    now = timezone.now()

    assert schedule.look_after(now) == 3  # The analyst's two, and the stranger's, who has nothing to scan.
    row = Worked.objects.get(kind=queries.KIND)
    Worked.objects.filter(key=row.key).update(state=Worked.State.DONE, answer=work_of(row.kind)(row.inputs))
    schedule.look_after(now)

    assert all("Routes moved" in browser.get("/").content.decode() for browser in browsers)
    assert "Routes moved" not in stranger.get("/").content.decode()
    assert not ShiftCount.objects.filter(reader_class=overseer.reader_class).exists()
    assert LedgerEntry.objects.filter(event="analysis:asked", actor=cast.SERVICE).count() == 1
    assert schedule.look_after(now) == 0
    assert schedule.look_after(now + timedelta(days=1)) == 0, "Nobody was at work for a day"


def test_a_scan_that_failed_is_left_alone_for_that_day_and_keeps_no_other_reader_waiting() -> None:
    border(cast.officer(cast.ANALYST_XA), rows(NORTH, SOUTH))
    now = timezone.now()
    schedule.look_after(now)
    Worked.objects.filter(kind=queries.KIND).update(state=Worked.State.FAILED)

    schedule.look_after(now)

    assert schedule.look_after(now) == 0
    assert Worked.objects.get(kind=queries.KIND).state == Worked.State.FAILED


@pytest.mark.store
def test_an_officer_says_what_became_of_a_shift_for_the_own_authority_and_a_later_word_takes_its_place() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH))
    looked = scanned(by)

    judged(by, looked)
    judged(by, looked, "explained", explained_by="reporting", words="The southern post was opened that spring.")

    first, last = ShiftJudgement.objects.order_by("pk")
    assert first.ended_at is not None
    assert last.ended_at is None
    assert last.marks
    assert last.judged_by == by.handle
    entry = LedgerEntry.objects.filter(event="route-shift:judged").last()
    assert entry is not None
    assert "southern" not in str(entry.__dict__)
    assert "The southern post" in page(cast.client(cast.ANALYST_XA))
    assert "The southern post" not in page(cast.client(cast.ANALYST_XB))


def test_a_judgement_is_not_shown_to_a_colleague_who_may_not_read_all_that_it_rests_on() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH))
    judged(by, scanned(by))
    row = ShiftJudgement.objects.get()

    assert queries.judgements_for(by) == (row,)
    row.marks = [*row.marks, 10**6]
    row.save()

    assert queries.judgements_for(by) == ()


def test_a_judgement_is_gone_on_the_day_the_shortest_term_of_what_it_rests_on_ends() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH))
    judged(by, scanned(by))
    (row,) = queries.judgements_for(by)
    kept = [*row.marks, intern(make.marking("own-authority", "XA-POL"), timezone.now())]

    ShiftJudgement.objects.update(marks=kept, judged_at=timezone.now() - timedelta(days=1094))
    assert queries.judgements_for(by) == (row,)
    ShiftJudgement.objects.update(judged_at=timezone.now() - timedelta(days=1095))
    assert queries.judgements_for(by) == ()
    assert actions.erase_over(timezone.now()) == 1


def test_a_shift_that_the_scan_does_not_propose_cannot_be_judged() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH))
    scanned(by)

    with pytest.raises(ShiftGone):
        actions.judge(by=by, question=ASKED, said=Judged("a", "b", "2020-01", "not"), now=NOW)

    assert not ShiftJudgement.objects.exists()


def test_only_who_may_judge_is_offered_the_form_and_may_send_it() -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH))
    looked = scanned(by)
    field = cast.officer(cast.FIELD_OFFICER_XA)

    assert "Say what you found" in page(cast.client(cast.ANALYST_XA))
    assert "Say what you found" not in page(cast.client(cast.FIELD_OFFICER_XA))
    with pytest.raises(NotPermitted):
        judged(field, looked)


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"verdict": ""}, "Choose what you found"), ({"verdict": "not", "words": "x" * 501}, "at most 500 characters")],
)
def test_what_is_typed_wrongly_is_said_beside_its_field(fields: dict[str, str], told: str) -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, rows(NORTH, SOUTH))
    looked = scanned(by)
    (family,) = looked.families
    fall, rise = sorted(one.scope.key for one in family.series)
    since = looked.answers[family.scope.key]["shifts"][0]["since"]

    sent = {"fall": fall, "rise": rise, "since": since, **fields}
    answer = cast.client(cast.ANALYST_XA).post(f"{ADDRESS}judge/", sent)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in answer.content.decode()
    assert not ShiftJudgement.objects.exists()


def test_no_scan_runs_along_nationality() -> None:
    with pytest.raises(AlongRefused):
        forms.asked({"by": "nationality"})

    answer = cast.client(cast.ANALYST_XA).get(f"{ADDRESS}?by=nationality")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_the_page_opens_for_who_reads_the_picture_and_for_nobody_else() -> None:
    assert cast.client(cast.ANALYST_XB).get(ADDRESS).status_code == HTTPStatus.OK
    assert cast.client(cast.ADMINISTRATOR_XA).get(ADDRESS).status_code == HTTPStatus.FORBIDDEN
    assert cast.client(cast.ADMINISTRATOR_XA).post(ADDRESS).status_code == HTTPStatus.FORBIDDEN
    assert cast.client(cast.ANALYST_XB).get(f"{ADDRESS}judge/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
