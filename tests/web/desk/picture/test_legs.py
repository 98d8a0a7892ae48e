"""Legs, hubs and crossing points answer the same question as the picture, for what the reader may see and no more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.entities.records import Draft
from corridor.core.picture.codes import Doubt, Measure
from corridor.core.picture.legs import Leg, volume
from corridor.core.picture.records import Question
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.picture import legs
from tests import cast, make, nodes

pytestmark = pytest.mark.store

TRIPOLI, LAMPEDUSA, AGADEZ = "32.9,13.18", "35.5,12.6", "16.97,7.99"


def place(name: str, point: str | None, kind: str = "port", **said: make.Said) -> Draft:
    return make.draft(name, "Place", name=name.title(), point=point, place_kind=kind, **said)


def leg(name: str, start: str, end: str, **said: make.Said) -> Draft:
    return make.draft(
        name, "RouteLeg", from_place=make.uid(start), to_place=make.uid(end), **{"transport": "wooden-boat", **said}
    )


def crossing(by: Officer, **said: make.Said) -> None:
    """File two ports and a leg between them, in public."""
    make.file(by, place("tripoli", TRIPOLI), ref="P-1")
    make.file(by, place("lampedusa", LAMPEDUSA), ref="P-2")
    make.file(by, leg("crossing", "tripoli", "lampedusa", **said), ref="L-1")


def course(by: Officer, **question: Any) -> legs.Course:
    return legs.course_for(by, Question(measure=Measure.PEOPLE, **question))


def only(found: legs.Course) -> Leg:
    (one,) = found.legs
    return one


def test_a_leg_stands_between_its_places_with_means_and_people(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    crossing(by, people="40..60", period="2021-03", route="Central")

    found = only(course(by))
    assert (found.start.name, found.end.name, found.start.point) == ("Tripoli", "Lampedusa", (32.9, 13.18))
    assert volume(found.people, "2021-03", "2021-03") == (40, 60)
    assert volume(found.people, "2021-04", "") is None
    assert found.flags == ()


def test_a_leg_that_its_transport_cannot_connect_is_flagged_and_not_hidden(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    crossing(by, transport="lorry")

    assert [flag.doubt for flag in only(course(by)).flags] == [Doubt.SEA_BETWEEN]


@pytest.mark.parametrize(
    ("question", "legs_found"),
    [
        ({"transport": "lorry"}, 0),
        ({"transport": "wooden-boat"}, 1),
        ({"method": "concealment"}, 1),
        ({"method": "corruption"}, 0),
        ({"route": "Central"}, 1),
        ({"route": "Western"}, 0),
        ({"place": "LAMPE"}, 1),
        ({"place": "Agadez"}, 0),
        ({"country": "LY"}, 1),
        ({"country": "IT"}, 0),
        ({"reliability": "B"}, 1),
        ({"reliability": "A"}, 0),
        ({"accuracy": "1"}, 0),
        ({"since": "2021-03", "until": "2021-03"}, 1),
        ({"until": "2021-02"}, 0),
        ({"since": "2024-01"}, 1),
        ({"source": "nobody"}, 0),
        ({"invented": True}, 0),
    ],
)
def test_every_filter_of_the_question_narrows_legs_too(
    node: nodes.Node, question: dict[str, Any], legs_found: int
) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, place("tripoli", TRIPOLI, country="LY"), ref="P-1", grade="europol-4x4:B2")
    make.file(by, place("lampedusa", LAMPEDUSA), ref="P-2", grade="europol-4x4:B2")
    told = leg("crossing", "tripoli", "lampedusa", method="concealment", route="Central", period="2021-03")
    make.file(by, told, ref="L-1", grade="europol-4x4:B2")

    assert len(course(by, **question).legs) == legs_found


def test_people_of_different_records_and_months_are_added_and_of_the_same_month_spanned(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    crossing(by, people="40", period="2021-03")
    make.file(partner, leg("crossing", "tripoli", "lampedusa", people="50", period="2021-03"))
    make.file(partner, leg("crossing", "tripoli", "lampedusa", people="7", period="2021-04"))

    found = only(course(by))

    assert volume(found.people, "", "") == (47, 57)
    assert volume(found.people, "2021-04", "2021-04") == (7, 7)


def test_a_leg_under_another_marking_does_not_exist_for_who_may_not_see_it(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, place("tripoli", TRIPOLI), ref="P-1")
    make.file(by, place("lampedusa", LAMPEDUSA), ref="P-2")
    hidden = leg("crossing", "tripoli", "lampedusa")
    make.file(by, hidden, marked=make.marking("own-authority", "XA-POL"))

    assert len(course(by).legs) == 1
    assert course(partner).legs == ()
    page = cast.client(cast.ANALYST_XB).get("/picture/map.geojson?measure=people")
    assert not [one for one in page.json()["features"] if one["properties"].get("mark") == "leg"]


def test_a_leg_between_places_one_of_which_may_not_be_seen_is_no_leg(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, place("tripoli", TRIPOLI), ref="P-1")
    make.file(by, place("lampedusa", LAMPEDUSA), marked=make.marking("own-authority", "XA-POL"))
    make.file(by, leg("crossing", "tripoli", "lampedusa"))

    assert len(course(by).legs) == 1
    assert course(partner).legs == ()


def test_hubs_and_crossing_points_tell_how_many_legs_touch_them(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, place("agadez", AGADEZ, "transit-hub"), ref="P-3")
    make.file(by, place("tumu", "22.6,14.2", "border-crossing"), ref="P-4")
    make.file(by, leg("north", "agadez", "tumu", transport="lorry"), ref="L-2")

    found = course(by)

    assert [(spot.end.name, spot.departing, spot.arriving) for spot in found.hubs] == [("Agadez", 1, 0)]
    assert [(spot.end.name, spot.departing, spot.arriving) for spot in found.crossings] == [("Tumu", 0, 1)]


def test_an_ended_leg_stands_no_longer_and_one_not_yet_told_does_not_stand_yet(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    crossing(by, period=("2021-03", "2021-06"))

    assert course(by, until="2021-02").earlier == 1
    assert only(course(by, since="2022-01")).last_told == "2021-06"


def test_withdrawing_the_source_of_a_leg_removes_it(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    crossing(by)

    imports.withdraw_source(by=by, source="XA-POL", now=timezone.now())

    assert course(by).legs == ()


def test_map_page_and_command_line_tell_the_same_legs(node: nodes.Node, capsys: pytest.CaptureFixture[str]) -> None:
    from corridor import cli

    by = cast.officer(cast.ANALYST_XA)
    crossing(by, people="40..60", period="2021-03", transport="lorry")
    client = cast.client(cast.ANALYST_XA)

    features = client.get("/picture/map.geojson?measure=people").json()["features"]
    html = client.get("/picture/?measure=people").content.decode()
    status = cli.main(["picture", "--measure", "people", "--json", "--as", "xa.analyst"])

    assert status == 0
    told = json.loads(capsys.readouterr().out)["legs"]
    (line,) = [one["properties"] for one in features if one["properties"].get("mark") == "leg"]
    assert (line["low"], line["high"], line["doubtful"], line["band"]) == (40, 60, True, 2)
    assert [(one["from"], one["to"], one["people"], len(one["doubts"])) for one in told] == [
        ("Tripoli", "Lampedusa", [40, 60], 1)
    ]
    assert html.count("sea lies between the two places") == 1
    assert html.index("Tripoli</bdi>") < html.index("Lampedusa</bdi>")


def test_the_table_of_legs_can_be_put_in_order_by_link(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    crossing(by, people="9", period="2021-03")
    make.file(by, leg("back", "lampedusa", "tripoli", people="70", period="2021-03"))
    client = cast.client(cast.ANALYST_XA)

    def order(by_what: str) -> list[str]:
        html = client.get(f"/picture/?measure=people&legs={by_what}").content.decode()
        return sorted(("Tripoli</bdi> <span", "Lampedusa</bdi> <span"), key=html.index)

    assert order("people") == ["Lampedusa</bdi> <span", "Tripoli</bdi> <span"]
    assert order("from") == ["Lampedusa</bdi> <span", "Tripoli</bdi> <span"]
    assert order("to") == ["Tripoli</bdi> <span", "Lampedusa</bdi> <span"]
    assert order("nonsense") == ["Tripoli</bdi> <span", "Lampedusa</bdi> <span"]
