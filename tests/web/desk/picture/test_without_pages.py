"""Who reads the picture and opens no thing is not led to pages that refuse."""

from __future__ import annotations

import pytest

from tests import cast, make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("member", "leads"), [(cast.ANALYST_XA, True), (cast.RAPPORTEUR_XA, False)])
def test_titles_of_the_table_and_points_of_the_map_lead_to_things_only_for_who_may_open_them(
    member: cast.Member, leads: bool
) -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("wreck"))
    browser = cast.client(member)

    page, drawn = (browser.get(address).content.decode() for address in ("/picture/", "/picture/map.geojson"))

    assert "Coast of Ashmar" in page or "shipwreck" in page.lower()
    for shown in (page, drawn):
        assert ("/things/" in shown) is leads
