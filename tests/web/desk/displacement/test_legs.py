"""A measure at one leg is assessed on that leg, beside the legs that share a place with it, and on no route instead."""

from __future__ import annotations

import re
from typing import Any

import pytest

from corridor.core.displacement.codes import Change, Lack
from corridor.core.kernel.months import after
from corridor.web.desk.displacement import areas, queries
from corridor.web.desk.displacement.models import KeptAssessment
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.models import Entity, Load
from corridor.web.desk.statements.store import uids_of
from tests import cast, make
from tests.core.displacement.series import together
from tests.web.desk.displacement.test_measures import FIRST, ROUTE, entered, shown, worked_out

pytestmark = pytest.mark.django_db

OWN = ("Ashmar", "Bellin")
NEXT, INSTEAD = ("Bellin", "Corve"), ("Ashmar", "Corve")
FAR = tuple((f"Port {n}", f"Cape {n}") for n in range(3))
COLUMNS: dict[str, list[str]] = {name: [] for name in ("from", "to", "route", "month", "count")}
MAPPING: dict[str, Any] = {
    "recognise": {"needs": ["from", "to", "month"]},
    "columns": COLUMNS,
    "entity": "RouteLeg",
    "key": ["from", "to", "month"],
    "fields": {
        "from_place": {"column": "from"},
        "to_place": {"column": "to"},
        "route": {"column": "route"},
        "period": {"column": "month", "style": ["iso"]},
        "people": {"column": "count"},
    },
}


def key(way: tuple[str, str]) -> str:
    return ">".join(f"{name.lower()}|" for name in way)


def told(rows: dict[tuple[str, str], list[float]], preset: str = "public") -> None:
    """Load how many people were counted on each way, from March 2016 on."""
    lines = ["from,to,route,month,count"]
    for way, figures in rows.items():
        lines += [f"{','.join(way)},{ROUTE},{after(FIRST, n)},{round(one)}" for n, one in enumerate(figures)]
    name = make.mapping("legs", **MAPPING)
    by = cast.officer(cast.ANALYST_XA)
    loaded = make.load(by, "\n".join(lines).encode(), mapping=name, preset=preset, released="2021-06-01")
    assert (loaded.rejected, loaded.accepted) == (0, len(lines) - 1)


def six(**how: Any) -> dict[tuple[str, str], list[float]]:
    return dict(zip((OWN, *FAR, NEXT, INSTEAD), together(2, 7, 52, **how), strict=False))


def test_what_followed_is_worked_out_on_the_leg_and_on_the_legs_that_share_a_place_with_it() -> None:
    told(six(change=-1.6, at=46))
    address = entered()

    offered = shown(address, query=f"?along=leg&area={key(OWN)}")
    page = worked_out(address, along="leg", area=key(OWN))

    inputs, answer = Worked.objects.get().inputs, Worked.objects.get().answer["courses"][0]
    assert [one["area"] for one in inputs["courses"][0]["beside"]] == ["Ashmar → Corve", "Bellin → Corve"]
    assert sorted(one["area"] for one in inputs["courses"][0]["compared"]) == [f"Port {n} → Cape {n}" for n in range(3)]
    assert [one["area"] for one in answer] == ["Ashmar → Bellin", "Ashmar → Corve", "Bellin → Corve"]
    assert answer[0]["interrupted"]["change"] == Change.FELL
    assert "\u2066\u2068Ashmar\u2069 → \u2068Bellin\u2069\u2069" in page
    assert not re.search(r"\bcaused\b|\bbecause of the measure\b", page)
    assert re.search(r'href="[^"]*along=route&amp;area=northern\+crossing"', offered)


def test_too_little_of_a_leg_cannot_be_assessed_and_its_route_does_not_stand_in_for_it() -> None:
    told({OWN: [5.0] * 10, NEXT: [7.0] * 52})
    address = entered()

    page = worked_out(address, chosen="1", along="leg", area=key(OWN))

    assert Worked.objects.get().answer["courses"][0][0]["interrupted"] == {"lack": Lack.MOSTLY_ZERO}
    assert "cannot be assessed" in page
    assert "Look at the whole route instead" in page


def test_where_nobody_counts_people_on_any_leg_the_page_says_so_and_leads_to_routes() -> None:
    page = shown(entered(), query="?along=leg")

    assert "Cannot be assessed." in page
    assert "Look at the whole route instead" in page
    assert "Work out what followed" not in page


def test_a_leg_that_a_reader_may_not_count_leaves_no_trace_in_that_readers_page() -> None:
    address = entered()
    told({FAR[0]: [4.0] * 52})
    query = f"?along=leg&area={key(OWN)}"
    before = shown(address, cast.ANALYST_XB, query)

    told(six(), preset="own-authority")

    def plain(page: str) -> str:
        return re.sub(r"csrfmiddlewaretoken[^>]*|nonce-?=?\"?[^\"' ]+", "", page)

    assert plain(shown(address, cast.ANALYST_XB, query)) == plain(before)
    assert "Bellin" in shown(address, query=query)


@pytest.mark.store
def test_a_kept_assessment_of_a_leg_is_hidden_while_an_import_of_legs_is_undone() -> None:
    told(six(change=-1.6, at=46), preset="own-authority")
    address = entered()
    chosen = {"chosen": "1", "along": "leg", "area": key(OWN), "compared": [key(way) for way in FAR]}
    worked_out(address, **chosen)
    browser = cast.client(cast.ANALYST_XA)
    kept = str(browser.post(address, {"act": "keep", **chosen})["Location"])
    (load,) = Load.objects.filter(pk__in=KeptAssessment.objects.get().loads)
    by = cast.officer(cast.ANALYST_XA)

    make.undo(by, load)
    gone = browser.get(kept).status_code
    make.redo(by, load)

    assert (gone, browser.get(kept).status_code) == (404, 200)
    assert cast.client(cast.ANALYST_XB).get(kept).status_code == 404


def test_where_several_legs_meet_at_a_measure_the_one_that_is_told_most_often_is_taken() -> None:
    by = cast.officer(cast.ANALYST_XA)
    ford = make.draft("ford", "Place", name="Ford", country="XA")
    said = [("Bellin", f"2016-0{month}") for month in range(1, 5)] + [("Zephyr", "2016-01")]
    legs = [
        make.draft(None, "RouteLeg", from_place=make.uid("ford"), to_place=end, period=month, people="5")
        for end, month in said
    ]
    measure = make.draft(None, "Measure", measure_kind="closure", since="2019-01-01", place=make.uid("ford"))

    uid = make.file(by, measure, ford, *legs)

    assert areas.own_area(by, queries.measure_for(by, uid)) == ("leg", "ford|XA>bellin|")


def test_a_kept_assessment_of_a_leg_is_hidden_while_the_import_of_its_place_is_undone() -> None:
    by = cast.officer(cast.ANALYST_XA)
    columns: dict[str, list[str]] = {"name": [], "c": []}
    fields = {"name": {"column": "name"}, "country": {"column": "c"}}
    name = make.mapping(
        "places", recognise={"needs": ["name", "c"]}, columns=columns, entity="Place", key=["name"], fields=fields
    )
    places = make.load(by, b"name,c\nFord,XA", mapping=name, preset="public", released="2021-06-01")
    ford = next(iter(uids_of(list(Entity.objects.values_list("pk", flat=True))).values()))
    legs = [
        make.draft(None, "RouteLeg", from_place=ford, to_place="Bellin", period=after(FIRST, n), people=str(5 + n % 4))
        for n in range(52)
    ]
    make.file(by, *legs)
    address = entered()
    chosen = {"chosen": "1", "along": "leg", "area": "ford|XA>bellin|"}
    worked_out(address, **chosen)
    browser = cast.client(cast.ANALYST_XA)
    kept = str(browser.post(address, {"act": "keep", **chosen})["Location"])
    assert browser.get(kept).status_code == 200

    make.undo(by, places)

    assert browser.get(kept).status_code == 404
