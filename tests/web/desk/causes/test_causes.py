"""The page of causes: what a reader may see and count, in panels of their own, never called what it is not."""

from __future__ import annotations

import ast
import re
from html import unescape
from http import HTTPStatus
from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings
from django.db import connection

import corridor.web as web
from corridor.core.access.records import Officer
from corridor.core.causes.codes import Grain
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.causes import queries
from corridor.web.desk.causes.queries import Question
from corridor.web.desk.series.models import Worked
from tests import cast, make

pytestmark = pytest.mark.django_db

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
YEARS = range(2000, 2024)


def readings(by: Officer, *, preset: str = "public", area: str = "SYR", seed: int = 1) -> dict[int, float]:
    """Load indicators of an area in the layout of the World Bank, and return one of them."""
    draw = np.random.default_rng(seed)
    walk = dict(zip(YEARS, np.exp(np.cumsum(draw.normal(size=len(YEARS))) / 3), strict=True))
    rows = ["geo,var,t,v"]
    for year in YEARS:
        rows += [f"{area},inf,{year},{walk[year]:.4f}", f"{area},pop,{year},{1000 + year}"]
    make.load(
        by, "\n".join(rows).encode() + b"\n", mapping="world-bank-indicators", preset=preset, released="2024-01-01"
    )
    return walk


def applications(by: Officer, told: dict[int, float], *, origin: str = "SY", preset: str = "public") -> None:
    """Load a published series of asylum applications by year and origin."""
    make.mapping(
        "asylum",
        edition="asylum",
        recognise={"needs": ["year", "origin", "applied"]},
        columns={"year": [], "origin": [], "applied": []},
        entity="SeriesObservation",
        key=["year", "origin"],
        fields={
            "series": {"constant": "arrivals"},
            "nationality": {"column": "origin"},
            "period": {"column": "year", "style": ["iso"], "required": True},
            "applications": {"column": "applied"},
        },
    )
    lines = ["year,origin,applied", *(f"{year},{origin},{count:.0f}" for year, count in told.items())]
    make.load(by, "\n".join(lines).encode() + b"\n", mapping="asylum", preset=preset, released="2024-01-01")


def linked(by: Officer) -> None:
    """Load an indicator that applications follow a year later."""
    walk = readings(by)
    applications(by, {year + 1: 1000 * walk[year] for year in list(YEARS)[:-1]})


def text_of(member: cast.Member, address: str) -> str:
    return unescape(cast.client(member).get(address).content.decode())


@pytest.mark.store
def test_an_area_shows_two_panels_each_with_its_own_unit() -> None:
    linked(cast.officer(cast.ANALYST_XA))

    page = text_of(cast.ANALYST_XA, "/causes/?area=SY")

    assert page.count('<figure class="chart"') == 2
    assert "Asylum applications, by origin as published" in page
    assert "Rise of consumer prices" in page
    assert "it says nothing of any person" in page


def test_what_moves_together_is_found_after_it_is_asked_for(settings: LazySettings) -> None:
    settings.TASKS = IMMEDIATE
    linked(cast.officer(cast.ANALYST_XA))
    browser = cast.client(cast.ANALYST_XA)
    assert "Work it out" in browser.get("/causes/?area=SY").content.decode()

    assert browser.post("/causes/?area=SY").status_code == HTTPStatus.FOUND
    page = text_of(cast.ANALYST_XA, "/causes/?area=SY")

    assert "moves together with it" in page
    assert "years before: 1" in page
    assert "8 combinations" in page
    taken = browser.post("/causes/table/?area=SY").content.decode()
    assert "inflation,per-cent,world-bank.indicators,year,together,,1," in taken
    assert "nothing here says what made anybody leave" in taken


def test_who_sees_other_figures_does_not_find_the_answer(settings: LazySettings) -> None:
    settings.TASKS = IMMEDIATE
    linked(cast.officer(cast.ANALYST_XA))
    readings(cast.officer(cast.ANALYST_XA), preset="own-authority", seed=2)
    cast.client(cast.ANALYST_XA).post("/causes/?area=SY")

    assert "moves together" in text_of(cast.ANALYST_XA, "/causes/?area=SY").replace("What moves together", "")
    assert "Work it out" in text_of(cast.ANALYST_XB, "/causes/?area=SY")
    assert Worked.objects.count() == 1


@pytest.mark.store
def test_readings_under_another_marking_do_not_exist_for_who_may_not_see_them() -> None:
    readings(cast.officer(cast.ANALYST_XA), preset="own-authority")
    applications(cast.officer(cast.ANALYST_XA), dict.fromkeys(YEARS, 5.0), preset="own-authority")

    mine = queries.told_for(cast.officer(cast.ANALYST_XA), Question(area="SY"))
    theirs = queries.told_for(cast.officer(cast.ANALYST_XB), Question(area="SY"))

    assert {line.code for line in mine.indicators} == {"inflation", "population"}
    assert (theirs.indicators, theirs.outcomes, theirs.marks) == ((), (), frozenset())
    assert queries.areas_for(cast.officer(cast.ANALYST_XB)) == ()
    assert cast.client(cast.ANALYST_XB).post("/causes/table/?area=SY").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.store
def test_years_and_months_are_never_compared_unless_years_are_asked_for_and_said() -> None:
    by = cast.officer(cast.ANALYST_XA)
    walk = readings(by)
    months = {f"{year}-{month:02d}": 10 * walk[year] for year in YEARS for month in range(1, 13)}
    make.mapping(
        "detected",
        edition="detected",
        recognise={"needs": ["month", "origin", "n"]},
        columns={"month": [], "origin": [], "n": []},
        entity="SeriesObservation",
        key=["month", "origin"],
        fields={
            "series": {"constant": "border-detections"},
            "nationality": {"column": "origin"},
            "period": {"column": "month", "style": ["iso"], "required": True},
            "detections": {"column": "n"},
        },
    )
    rows = ["month,origin,n", *(f"{month},SY,{count:.0f}" for month, count in months.items())]
    make.load(by, "\n".join(rows).encode() + b"\n", mapping="detected", preset="public", released="2024-01-01")

    plain = queries.told_for(by, Question(area="SY"))
    asked = queries.told_for(by, Question(area="SY", by_year=True))

    assert plain.outcome is not None
    assert (plain.outcome.grain, plain.comparable) == (Grain.MONTH, ())
    assert len(plain.apart) == 2
    assert queries.inputs_of(plain) is None
    assert asked.outcome is not None
    assert (asked.outcome.grain, asked.outcome.added_up) == (Grain.YEAR, True)
    assert len(asked.comparable) == 2
    assert "they are not compared" in text_of(cast.ANALYST_XA, "/causes/?area=SY")
    assert "Years were made of months" in text_of(cast.ANALYST_XA, "/causes/?area=SY&years=yes")


def test_an_index_that_changed_its_scale_is_shown_as_two_lines_that_are_not_joined() -> None:
    by = cast.officer(cast.ANALYST_XA)
    linked(by)
    years = [str(year) for year in range(2008, 2016)]
    told = [str(2 + n / 10) if int(year) < 2012 else str(20 + n) for n, year in enumerate(years)]
    table = f"Jurisdiction,{','.join(years)}\nSyria,{','.join(told)}\n".encode()
    make.load(by, table, mapping="corruption-perceptions-wide", preset="public", released="2016-01-01")

    found = [line for line in queries.told_for(by, Question(area="SY")).indicators if line.code.startswith("corr")]

    assert [(line.unit, min(line.values), max(line.values)) for line in found] == [
        ("index-10", "2008", "2011"),
        ("index-100", "2012", "2015"),
    ]
    page = text_of(cast.ANALYST_XA, f"/causes/?area=SY&beside={found[0].key}")
    assert "none is joined" in page


@pytest.mark.store
def test_events_of_conflict_are_added_up_by_month() -> None:
    by = cast.officer(cast.ANALYST_XA)
    rows = (
        "id,country,date_start,best,low,high",
        "1.0,Syria,2013-01-03,2.0,1.0,4.0",
        "2.0,Syria,2013-01-09,3.0,3.0,3.0",
        "3.0,Yemen (North Yemen),2013-02-09,7.0,7.0,9.0",
    )
    make.load(by, "\n".join(rows).encode() + b"\n", mapping="ucdp-events", preset="public", released="2024-01-01")

    (line,) = queries.told_for(by, Question(area="SY")).indicators

    assert (line.code, dict(line.values)) == ("conflict-deaths", {"2013-01": 5, "2013-02": 0})


def test_what_makes_a_period_zero_is_rested_on_as_well() -> None:
    by = cast.officer(cast.ANALYST_XA)
    readings(by)
    applications(by, {2001: 5}, origin="SY")
    applications(by, {2002: 7}, origin="YE")
    rows = ("id,country,date_start,best,low,high", "1.0,Syria,2013-01-03,2,2,2", "2.0,Yemen,2013-02-09,7,7,7")
    make.load(by, "\n".join(rows).encode() + b"\n", mapping="ucdp-events", preset="public", released="2024-01-01")
    year, month = make.mark(make.marking("own-authority")), make.mark(make.marking("partners"))
    with turn.write(), connection.cursor() as cursor:
        cursor.execute("UPDATE fact SET mark = %s WHERE scope = 'series' AND day LIKE '2002%%'", [year])
        cursor.execute(
            "UPDATE statement SET mark = %s WHERE entity IN (SELECT s.entity FROM statement s WHERE s.value = %s)",
            [month, "2013-02-09"],
        )

    told = queries.told_for(by, Question(area="SY"))

    zeros = {
        (line.code, period) for line in (*told.outcomes, *told.indicators) for period, n in line.values.items() if not n
    }
    assert zeros >= {("applications", "2002"), ("conflict-deaths", "2013-02")}
    assert {year, month} <= told.marks


def test_the_page_is_for_who_may_read_the_picture_and_an_empty_node_says_what_to_load() -> None:
    assert "No indicator of an area is told" in text_of(cast.STATISTICIAN_XA, "/causes/")
    assert cast.client(cast.OVERSEER_XA).get("/causes/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("query", ["area=zz", "area=SY&outcome=<script>", "area=SY&beside=~~~~", "years=perhaps"])
def test_an_address_that_means_nothing_is_answered_with_what_there_is(query: str) -> None:
    answer = cast.client(cast.ANALYST_XA).get(f"/causes/?{query}")

    assert answer.status_code == HTTPStatus.OK
    assert "<script>" not in answer.content.decode()


def test_the_ledger_does_not_hold_which_area_was_asked_for() -> None:
    cast.client(cast.ANALYST_XA).get("/causes/?area=SY")

    entry = LedgerEntry.objects.order_by("-position").first()

    assert entry is not None
    assert (entry.about, '"SY"' in entry.detail) == ("causes", False)


CLAIMS = re.compile(
    r"\bcause[sd]?\b|\bcausing\b|\bdrivers? of\b|\bdriven by\b|\bbecause of\b|\bdue to\b|\bleads? to\b", re.I
)
FOLDER = Path(web.__path__[0]) / "desk"


def texts_of(path: Path) -> list[str]:
    """Return the texts that a module or template can put on a page, without what it says of itself."""
    written = path.read_text("utf-8")
    if path.suffix == ".html":
        return [re.sub(r"</?[a-z][^>]*>", " ", written).replace("desk:causes", "")]
    tree = ast.parse(written)
    own = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in own
    ]


def test_no_text_of_these_pages_and_tables_says_what_made_anybody_leave() -> None:
    names = {"desk:causes", "desk:causes-table"}
    for path in (FOLDER / "templates/desk/causes.html", *(FOLDER / "causes").glob("*.py")):
        if path.name not in ("urls.py", "views.py", "queries.py"):
            assert not [one for one in texts_of(path) if one not in names and CLAIMS.search(one)]


def test_no_page_or_table_of_a_found_association_says_what_made_anybody_leave(settings: LazySettings) -> None:
    settings.TASKS = IMMEDIATE
    linked(cast.officer(cast.ANALYST_XA))
    browser = cast.client(cast.ANALYST_XA)
    browser.post("/causes/?area=SY")

    for said in (text_of(cast.ANALYST_XA, "/causes/?area=SY"), browser.post("/causes/table/?area=SY").content.decode()):
        main = re.sub(r"<[^>]*>", " ", said.partition("<main")[2].partition("</main>")[0] or said)
        assert "moves together" in main or "together" in main
        assert not CLAIMS.search(main)


def test_the_search_sees_a_text_that_does() -> None:
    assert all(CLAIMS.search(one) for one in ("prices cause departures", "Drivers of migration", "caused by drought"))
