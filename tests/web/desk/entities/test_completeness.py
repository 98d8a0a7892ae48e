"""An operation whose harm to migrants is not stated is shown, printed and exported as incomplete (R-38)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from corridor.core.exports.codes import Format, View
from corridor.web.desk.exports import actions
from corridor.web.desk.exports.queries import Asked
from tests import cast, make, nodes

pytestmark = pytest.mark.store


def pages(member: cast.Member = cast.ANALYST_XA) -> list[str]:
    """Return the page and the print of the operation."""
    browser = cast.client(member)
    names = ("thing", "thing-print")
    return [browser.get(reverse(f"desk:{name}", args=[make.uid("sweep")])).text for name in names]


def export(form: Format, path: Path) -> None:
    asked = Asked(view=View.THING, thing=make.uid("sweep"))
    actions.export_to(by=cast.officer(cast.ANALYST_XA), asked=asked, form=form, path=path, now=timezone.now())


def row(path: Path) -> dict[str, str]:
    """Return the operation as exported."""
    export(Format.CSV, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))


def test_an_operation_that_says_nothing_of_harm_is_incomplete_everywhere(node: nodes.Node, tmp_path: Path) -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.draft("sweep", "Operation", name="Sweep", arrests="12"))

    for page in pages():
        assert "Not stated: Harm to migrants." in page
    assert row(tmp_path / "out.csv")["incomplete"] == "harm_to_migrants"
    drawn, entity, said = tmp_path / "out.geojson", tmp_path / "out.ftm.json", tmp_path / "out.statements.csv"
    for form, path in ((Format.GEOJSON, drawn), (Format.FTM, entity), (Format.FTM_STATEMENTS, said)):
        export(form, path)
    (feature,) = json.loads(drawn.read_text("utf-8"))["features"]
    assert feature["properties"]["incomplete"] == ["harm_to_migrants"]
    assert json.loads(entity.read_text("utf-8"))["incomplete"] == ["harm_to_migrants"]
    assert "Not stated: Harm to migrants" in said.read_text("utf-8")


def test_an_operation_that_says_that_none_was_found_is_complete(node: nodes.Node, tmp_path: Path) -> None:
    said = make.draft("sweep", "Operation", name="Sweep", harm_to_migrants="none-found")
    make.file(cast.officer(cast.ANALYST_XA), said)

    for page in pages():
        assert "Not stated" not in page
    assert "incomplete" not in row(tmp_path / "out.csv")


def test_what_a_reader_may_not_read_does_not_make_it_complete_for_them(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.draft("sweep", "Operation", name="Sweep"))
    hidden = make.marking("own-authority", cast.ANALYST_XA.authority)
    make.file(by, make.draft("sweep", "Operation", name="Sweep", harm_to_migrants="death"), ref="hidden", marked=hidden)

    assert "Not stated" not in pages()[0]
    assert "Not stated: Harm to migrants." in pages(cast.ANALYST_XB)[0]
