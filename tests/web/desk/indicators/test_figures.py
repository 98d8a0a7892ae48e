"""Reference figures on a node: side by side, in one line only where that is honest, and marked like everything else."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from corridor.core.indicators.errors import FiguresDiffer
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.indicators import figures
from tests import cast, make

pytestmark = pytest.mark.django_db

FORM = {
    "topic": "deaths",
    "title": "Dead on one crossing",
    "stated": "about 40",
    "low": "35",
    "high": "45",
    "bound": "estimate",
    "unit": "people",
    "period": "2025",
    "scope": "one crossing; deaths",
    "method": "interviews",
    "publisher": "A university",
    "vintage": "2026",
    "document": "Study of a crossing",
    "caveat": "A small sample.",
    "is_publication": "1",
    "marking": "own-authority",
}
ALIKE = "/figures/line/?figure=deaths-2016&figure=deaths-2014-2023"
APART = "/figures/line/?figure=market-two-routes&figure=market-2016-range"


def seen(member: cast.Member, address: str = "/figures/") -> str:
    return cast.client(member).get(address).content.decode()


def test_competing_figures_stand_side_by_side_and_the_older_one_is_shown_as_superseded() -> None:
    page = seen(cast.STATISTICIAN_XA)

    assert "EUR 4.7-6 bn" in page
    assert "US$5.5-7 bn" in page
    assert "Superseded" in page
    assert "Partly from memory" in page
    older = seen(cast.STATISTICIAN_XA, "/figures/central-mediterranean-2023/")
    assert "175,000 to 228,000" in older
    assert "Superseded by a later figure" in older


def test_figures_of_equal_scope_and_method_are_drawn() -> None:
    answer = cast.client(cast.ANALYST_XA).get(ALIKE)

    assert answer.status_code == HTTPStatus.OK
    assert "chart" in answer.content.decode()


def test_figures_of_different_scope_are_refused_in_one_line_with_what_differs() -> None:
    answer = cast.client(cast.ANALYST_XA).get(APART)
    page = answer.content.decode()

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "They differ in:" in page
    assert "what is counted and where" in page
    assert 'class="chart"' not in page


def test_no_entrance_draws_figures_of_different_scope() -> None:
    by = cast.officer(cast.ANALYST_XA)

    with pytest.raises(FiguresDiffer):
        figures.line_for(by, ["market-two-routes", "market-2016-range"])
    with pytest.raises(FiguresDiffer):
        figures.line_for(by, ["papers-west-africa", "papers-west-africa"])
    with pytest.raises(NotFound):
        figures.line_for(by, ["deaths-2016", "f" * 32])


def test_one_figure_alone_is_no_line() -> None:
    assert cast.client(cast.ANALYST_XA).get("/figures/line/?figure=deaths-2016").status_code == 422


def test_the_page_of_discrepancies_shows_the_arithmetic() -> None:
    page = seen(cast.ANALYST_XA, "/figures/discrepancies/")

    assert "223 ÷ 141" in page
    assert "1.58" in page
    assert "5.5 ÷ 4.7" in page
    assert page.count("<section id=") == 10


@pytest.mark.store
def test_a_figure_is_added_with_everything_and_found_by_who_may_see_it_alone() -> None:
    browser = cast.client(cast.ANALYST_XA)

    assert browser.post("/figures/new/", FORM).status_code == HTTPStatus.FOUND

    (mine,) = figures.own_for(cast.officer(cast.ANALYST_XA))
    assert (mine.stated, str(mine.low), str(mine.high), mine.method) == ("about 40", "35", "45", "interviews")
    assert (mine.vintage, mine.document, mine.caveat) == ("2026", "Study of a crossing", "A small sample.")
    assert "about 40" in seen(cast.ANALYST_XA)
    assert "about 40" not in seen(cast.ANALYST_XB)
    assert cast.client(cast.ANALYST_XB).get(f"/figures/{mine.ref}/").status_code == HTTPStatus.NOT_FOUND
    line = cast.client(cast.ANALYST_XB).get(f"/figures/line/?figure={mine.ref}&figure=deaths-2016")
    assert "about 40" not in line.content.decode()


def test_an_own_figure_can_be_superseded_by_a_shipped_one() -> None:
    cast.client(cast.ANALYST_XA).post("/figures/new/", {**FORM, "superseded_by": "deaths-2014-2023"})

    (mine,) = figures.own_for(cast.officer(cast.ANALYST_XA))

    assert "over 63,000" in seen(cast.ANALYST_XA, f"/figures/{mine.ref}/")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"topic": ""}, "topic"),
        ({"stated": ""}, "stated"),
        ({"low": "many"}, "low"),
        ({"high": "3"}, "high"),
        ({"currency": "euro"}, "currency"),
        ({"bound": "guess"}, "bound"),
        ({"superseded_by": "f" * 32}, "superseded_by"),
        ({"marking": "partners-of-nobody"}, "marking"),
        ({"caveat": "Call +33 6 12 34 56 78"}, "caveat"),
    ],
)
def test_a_figure_that_says_too_little_or_too_much_is_refused_at_its_field(changed: dict[str, str], field: str) -> None:
    answer = cast.client(cast.ANALYST_XA).post("/figures/new/", {**FORM, **changed})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not figures.own_for(cast.officer(cast.ANALYST_XA))


def test_who_may_not_define_indicators_adds_no_figure() -> None:
    assert cast.client(cast.FIELD_OFFICER_XA).post("/figures/new/", FORM).status_code == HTTPStatus.FORBIDDEN


def test_figures_come_in_as_a_table() -> None:
    header = "Reference,Topic,Title,Stated,Lowest,Highest,Unit,Currency,Period,Scope,Method,Vintage,Bound,Replaced by,"
    header += "Caveat,Document,Publisher"
    row = 'F-1,prices,Price of one crossing,about 900,"850","1,000.5",a person,USD,2024,one crossing,interviews,2025,'
    row += "estimate,,Few interviews.,A study,A university"
    by = cast.officer(cast.ANALYST_XA)
    make.load(by, f"{header}\n{row}\n".encode(), mapping="reference-figures", preset="public", released="2025-01-01")

    (found,) = figures.own_for(cast.officer(cast.ANALYST_XB))

    assert (found.stated, str(found.low), str(found.high), found.currency) == ("about 900", "850", "1000.5", "USD")
    assert (found.scope, found.method, found.publisher) == ("one crossing", "interviews", "A university")
