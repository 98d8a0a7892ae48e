"""A node that stood before legs were drawn draws them after its upgrade, and no coarse point is finer than told."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.web.desk.picture import legs, queries
from tests import cast, make, nodes

pytestmark = pytest.mark.store

ASKED = Question(measure=Measure.INCIDENTS)


def test_an_upgrade_draws_what_stood_already_as_if_it_were_filed_today(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    ports = [make.draft(name, "Place", name=name, point=f"-35,-2{n}") for n, name in enumerate(("here", "there"))]
    make.file(by, *ports)
    told = {"from_place": make.uid("here"), "to_place": make.uid("there"), "transport": "lorry", "people": "9"}
    make.file(by, make.draft("leg", "RouteLeg", period="2022-05", **told))
    make.file(by, make.incident("wreck", point="-35.47283,-20.91827", place_precision="region"))
    course, places = legs.course_for(by, ASKED), queries.places_for(by, ASKED)
    migration = import_module("corridor.web.desk.migrations.0006_picture")

    with connection.schema_editor() as editor:
        migration.undraw(apps, editor)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE fact SET lat = -35.47283, lon = -20.91827")
    without = legs.course_for(by, ASKED)
    with connection.schema_editor() as editor:
        migration.draw(apps, editor)

    assert without.legs == ()
    assert len(course.legs) == 1
    assert legs.course_for(by, ASKED) == course
    assert queries.places_for(by, ASKED) == places
    assert [(place.lat, place.lon) for place in places] == [(-35.5, -20.5)]
