"""The register of measures and what followed one: as the reader may see it, with its reasons where nothing is said."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.displacement.apart import work
from corridor.core.displacement.codes import Change, Lack
from corridor.core.kernel.months import after
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.terms import end_of
from corridor.web.desk.displacement import actions, basis
from corridor.web.desk.displacement.models import KeptAssessment
from corridor.web.desk.series.models import Worked
from corridor.web.desk.series.resting import TERM
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.core.displacement.series import figures, together

pytestmark = pytest.mark.django_db

START, NEW = "/analysis/measures/", "/analysis/measures/new/"
ROUTE, FIRST = "Northern crossing", "2016-03"
GOOD = {
    "name": "Night closure of Ashmar port",
    "kind": "closure",
    "since": "2020-01-01",
    "until": "",
    "country": "",
    "route": ROUTE,
    "region": "",
    "basis": "",
    "url": "https://example.org/closure",
    "marking": "public",
}
COLUMNS: dict[str, list[str]] = {name: [] for name in ("route", "border", "month", "count")}
MAPPING: dict[str, Any] = {
    "recognise": {"needs": ["route", "month", "count"]},
    "columns": COLUMNS,
    "entity": "SeriesObservation",
    "key": ["route", "month"],
    "fields": {
        "series": {"constant": "border-detections"},
        "route": {"column": "route"},
        "period": {"column": "month", "style": ["iso"]},
        "detections": {"column": "count"},
    },
}


def entered(**changed: object) -> str:
    """Enter a measure in the browser of an analyst, and return its address."""
    answer = cast.client(cast.ANALYST_XA).post(NEW, {**GOOD, **changed})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def told(rows: dict[str, list[float]], preset: str = "public") -> None:
    """Load a series of detections along routes, from March 2016 on."""
    lines = ["route,border,month,count"]
    lines += [
        f"{route},sea,{after(FIRST, n)},{round(one)}" for route, some in rows.items() for n, one in enumerate(some)
    ]
    name = make.mapping("routes", **MAPPING)
    loaded = make.load(
        cast.officer(cast.ANALYST_XA), "\n".join(lines).encode(), mapping=name, preset=preset, released="2021-06-01"
    )
    assert (loaded.rejected, loaded.accepted) == (0, len(lines) - 1)


def shown(address: str, member: cast.Member = cast.ANALYST_XA, query: str = "") -> str:
    return cast.client(member).get(f"{address}{query}").content.decode()


def worked_out(address: str, **chosen: object) -> str:
    """Have an assessment worked out, in this process, and return the page."""
    answer = cast.client(cast.ANALYST_XA).post(address, {"act": "ask", **chosen})
    assert answer.status_code == 302, answer.content.decode()
    asked = Worked.objects.get(kind=basis.KIND)
    Worked.objects.update(answer=work(asked.inputs), state=Worked.State.DONE)
    return shown(str(answer["Location"]))


def test_a_measure_that_is_entered_stands_in_the_list_with_those_that_were_imported() -> None:
    make.file(
        cast.officer(cast.ANALYST_XB),
        make.draft(None, "Measure", name="Doubled patrols", measure_kind="patrol", since="2019-05"),
    )
    entered()

    page = shown(START)

    assert "Night closure of Ashmar port" in page
    assert "Doubled patrols" in page
    assert page.count("no harm check that you may read") == 1
    assert page.count("no harm check (R-17)") == 1
    entry = LedgerEntry.objects.get(event=Event.MEASURE_ENTERED)
    assert "Ashmar" not in entry.detail + entry.about


@pytest.mark.store
def test_a_measure_is_seen_only_by_who_may_read_it() -> None:
    address = entered(marking="own-authority")

    assert "Night closure" in shown(START)
    assert "Night closure" not in shown(START, cast.ANALYST_XB)
    assert cast.client(cast.ANALYST_XB).get(address).status_code == 404
    assert cast.client(cast.OVERSEER_XA).get(START).status_code == 403
    assert cast.client(cast.ANALYST_XA).get(f"{START}{'f' * 32}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "raid"}, "kind"),
        ({"since": "soon"}, "since"),
        ({"since": "2999-01-01"}, "since"),
        ({"until": "2019-01-01"}, "until"),
        ({"route": ""}, "country"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"harm": ["none-found", "death"]}, "harm"),
        ({"basis": "call +000 555 0123456"}, "basis"),
        ({"marking": "law-enforcement"}, "marking"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_entered(changed: dict[str, object], field: str) -> None:
    answer = cast.client(cast.ANALYST_XA).post(NEW, {**GOOD, **changed})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert "Night closure" not in shown(START)


def test_an_operation_that_is_over_without_a_word_on_harm_is_shown_as_incomplete() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.draft(None, "Operation", name="Operation Lantern", period="2020-03"))
    make.file(by, make.draft(None, "Operation", name="Operation Anchor", period="2020-04", harm_to_migrants="injury"))

    page = shown(START)

    assert page.count("incomplete: harm to migrants is not told") == 1
    rows = re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', page, re.DOTALL)
    assert [("incomplete" in row) for row in rows if "Operation" in row] == [
        "Lantern" in row for row in rows if "Operation" in row
    ]


def test_what_followed_is_worked_out_on_its_route_and_beside_it_and_called_no_cause() -> None:
    areas = together(2, 5, 52, change=-1.6, at=46)
    told({ROUTE: areas[0], **{f"Route {n}": row for n, row in enumerate(areas[1:])}})
    address = entered()
    names = [f"route {n}" for n in range(4)]

    page = worked_out(
        address, chosen="1", along="route", area="northern crossing", compared=names[:3], beside=names[3:]
    )

    answer = Worked.objects.get().answer["courses"][0]
    assert [one["area"] for one in answer] == [ROUTE, "Route 3"]
    assert answer[0]["weighed"]["change"] == Change.FELL
    assert sorted(answer[0]["weighed"]["weights"]) == [f"Route {n}" for n in range(3)]
    assert "Fell:" in page
    tried = sum("lack" not in told for one in answer for told in (one["interrupted"], one["weighed"]))
    assert re.search(rf"{tried} comparisons? (was|were) tried", page)
    assert "Route 0 · July 2019" in page
    assert "Other explanations:" in page
    assert "effort to detect" in page
    assert "<svg" in page
    assert not re.search(r"\bcaused\b|\bbecause of the measure\b", page)


def test_too_little_is_never_no_effect() -> None:
    told({ROUTE: figures(1, 20), "Route 1": figures(2, 20)})
    address = entered(since="2016-12-01")

    page = worked_out(address)

    assert Worked.objects.get().answer["courses"][0][0]["interrupted"] == {"lack": Lack.TOO_FEW_BEFORE}
    assert "cannot be assessed" in page
    assert "Fewer than 24 months are told before the measure." in page
    assert not re.search(r"no effect|zero effect|no change was", page)


def test_without_any_figure_the_page_says_so_and_offers_no_button() -> None:
    page = shown(entered())

    assert "Cannot be assessed." in page
    assert "Work out what followed" not in page


def test_figures_that_a_reader_may_not_count_change_nothing_of_that_readers_assessment() -> None:
    address = entered()
    told({ROUTE: figures(1, 52)}, preset="own-authority")

    assert "Work out what followed" in shown(address)
    assert "Cannot be assessed." in shown(address, cast.ANALYST_XB)


@pytest.mark.store
def test_an_assessment_that_is_kept_has_its_choice_and_is_read_by_who_may_count_all_of_it() -> None:
    told({ROUTE: figures(1, 52), "Route 1": figures(2, 52), "Route 2": figures(3, 52)}, preset="own-authority")
    address = entered()
    chosen = {"chosen": "1", "along": "route", "area": "northern crossing", "compared": ["route 1", "route 2"]}
    browser = cast.client(cast.ANALYST_XA)
    assert browser.post(address, {"act": "keep", **chosen}).status_code == 409
    worked_out(address, **chosen)

    kept = str(browser.post(address, {"act": "keep", **chosen})["Location"])

    row = KeptAssessment.objects.get()
    assert row.chosen["compared"] == ["route 1", "route 2"]
    assert "Kept assessment" in shown(kept)
    assert kept in shown(address)
    assert cast.client(cast.ANALYST_XB).get(kept).status_code == 404
    assert "Kept assessments" not in shown(address, cast.ANALYST_XB)


def kept_assessment(preset: str = "own-authority") -> tuple[str, KeptAssessment]:
    told({ROUTE: figures(1, 52), "Route 1": figures(2, 52), "Route 2": figures(3, 52)}, preset=preset)
    address = entered()
    chosen = {"chosen": "1", "along": "route", "area": "northern crossing", "compared": ["route 1", "route 2"]}
    worked_out(address, **chosen)
    answer = cast.client(cast.ANALYST_XA).post(address, {"act": "keep", **chosen})
    return str(answer["Location"]), KeptAssessment.objects.get()


def test_a_kept_assessment_is_not_shown_while_an_import_that_it_rests_on_is_undone() -> None:
    kept, row = kept_assessment()
    by, browser = cast.officer(cast.ANALYST_XA), cast.client(cast.ANALYST_XA)
    (load,) = Load.objects.filter(pk__in=row.loads)

    make.undo(by, load)
    gone = browser.get(kept).status_code
    make.redo(by, load)

    assert (gone, browser.get(kept).status_code) == (404, 200)


def test_a_kept_assessment_ends_with_the_first_mark_that_it_rests_on() -> None:
    kept, row = kept_assessment()
    ends = [end for mark in row.marks if (end := end_of(mark, row.at)) is not None]

    assert row.until == min([*ends, (row.at + TERM).date()])
    assert actions.erase_over(row.at) == 0
    with turn.write():
        KeptAssessment.objects.update(until=timezone.now().date())
    assert cast.client(cast.ANALYST_XA).get(kept).status_code == 404
    assert actions.erase_over(timezone.now()) == 1
    assert not KeptAssessment.objects.exists()


def test_a_choice_in_the_address_is_read_and_what_is_not_there_cannot_be_chosen() -> None:
    told({ROUTE: figures(1, 52), "Route 1": figures(2, 52), "Route 2": figures(3, 52)})
    address = entered()

    page = shown(
        address, query="?chosen=1&along=route&area=northern+crossing&compared=route+1&compared=nowhere&beside=route+1"
    )

    assert re.search(r'name="beside" value="route 1"[^>]*checked', page)
    assert not re.search(r'name="compared" value="route 1"[^>]*checked', page)
    assert 'value="nowhere"' not in page


def test_methods_that_do_not_act_do_nothing() -> None:
    address = entered()

    assert cast.client(cast.ANALYST_XA).post(address, {"act": "delete"}).status_code == 405
    assert cast.client(cast.ANALYST_XA).post(START).status_code == 405
    assert not Worked.objects.exists()
