"""Maps in a briefing: what the picture draws, with its sources and marks, and blocked like any other figure."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.web.design.charts.maps import Spot
from corridor.web.desk.briefings.drawn import gathered
from corridor.web.desk.briefings.models import BriefingPart
from corridor.web.desk.imports import actions as imports
from tests import cast, make
from tests.web.desk.briefings import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Officer:
    return cast.officer(cast.ANALYST_XA)


@pytest.fixture
def analyst() -> Client:
    return cast.client(cast.ANALYST_XA)


def added(analyst: Client, here: str, **fields: str) -> int:
    """Add a map; return the status of the answer."""
    return analyst.post(f"{here}chart/", {"asks": "map", "measure": "deaths", **fields}).status_code


def test_a_map_stands_in_both_files_with_its_source_and_nothing_that_it_does_not_show_holds_it_back(
    by: Officer, analyst: Client
) -> None:
    text.own_deaths(by, "public")
    own = make.marking("own-authority", "XA-POL")
    make.file(by, make.draft(None, "Place", name="Quay seven", point="35.1,-20.2"), marked=own)
    here = text.begun(analyst, "fr", "Morts en mer")
    assert "Add a map" in analyst.get(here).content.decode()

    assert added(analyst, here, since="2025-01", until="2025-02") == 302

    page = analyst.get(here).content.decode()
    assert "<circle" in page
    row = BriefingPart.objects.get()
    assert (row.kind, row.levels) == ("chart", ["own-authority", "partners", "public"])
    version = text.make_version(analyst, here, "open")
    (chart,) = (one for one in version.document["parts"] if one["kind"] == "chart")
    assert [cells for _, *cells in chart["rows"]] == [["7"]]
    text.worked_out(version)
    paper = " ".join(" ".join(text.pages_of(text.taken(analyst, version, "pdf"))).split())
    assert "janvier 2025" in paper
    assert "publié le 10 avril 2025" in paper
    assert paper.count("°") >= 4
    assert len(text.words_of(text.taken(analyst, version, "docx"))[1].inline_shapes) == 1


def test_a_map_of_the_own_authority_stays_in_the_full_version_and_a_withdrawn_source_stops_it(
    by: Officer, analyst: Client
) -> None:
    load = text.own_deaths(by)
    here = text.begun(analyst, "en", "Deaths at sea")
    added(analyst, here)

    assert BriefingPart.objects.get().levels == ["own-authority"]
    assert analyst.post(f"{here}leave/open/").status_code == 409

    imports.undo(by=by, load=load, now=timezone.now())
    assert "its source is gone" in analyst.get(f"{here}changes/").content.decode()
    assert analyst.post(f"{here}leave/full/").status_code == 409


def test_a_new_release_changes_the_map_and_stops_it_until_the_author_keeps_it(by: Officer, analyst: Client) -> None:
    text.own_deaths(by, "public")
    here = text.begun(analyst, "en", "Deaths at sea")
    added(analyst, here)
    rows = [make.row("A", 9, "2025-01-14"), make.row("B", 5, "2025-03-09")]

    make.load(by, make.table(rows), mapping="landings", preset="public", released="2025-05-10")

    assert analyst.post(f"{here}leave/open/").status_code == 409
    assert "its figure changed" in analyst.get(f"{here}changes/").content.decode()
    assert analyst.post(f"{here}changes/").status_code == 302
    assert analyst.post(f"{here}leave/open/").status_code == 302


def test_what_is_laid_together_in_squares_adds_up_to_the_same() -> None:
    spots = [Spot(lat / 3, lon / 2, 1, 2) for lat in range(-30, 30) for lon in range(-20, 20)]

    size, found = gathered(spots, most=100)

    assert size > 0
    assert len(found) <= 100
    assert (sum(one.low for one in found), sum(one.high for one in found)) == (2400, 4800)
    assert gathered(spots, most=3000) == (0, tuple(spots))


@pytest.mark.parametrize("fields", [{"measure": "secrets"}, {"since": "soon"}, {"route": "No such route"}, {}])
def test_what_has_no_place_is_refused_in_words(analyst: Client, fields: dict[str, str]) -> None:
    here = text.begun(analyst, "en", "Deaths at sea")

    answer = analyst.post(f"{here}chart/", {"asks": "map", "measure": "deaths", **fields})

    assert answer.status_code == 422
    assert not BriefingPart.objects.exists()
