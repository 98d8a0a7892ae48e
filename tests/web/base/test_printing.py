"""A print holds what may be printed, says under which marking and for whom, and is written down."""

from __future__ import annotations

import json
import re

import pytest

from corridor.core.handling.codes import ALL_USES, Use
from corridor.web.base.ledger.models import LedgerEntry
from tests import cast, make

pytestmark = pytest.mark.django_db

NO_PRINT = ALL_USES & ~Use.PRINT


def file_two() -> None:
    by = cast.officer(cast.ANALYST_XA)
    printed = make.incident("printed", incident_kind="shipwreck", place_text="Ashmar", dead="4")
    kept = make.incident("kept", incident_kind="shipwreck", place_text="Zephyr", point="-36.5,-21", dead="7")
    make.file(by, printed, marked=make.marking("partners"))
    make.file(by, kept, marked=make.marking("partners", uses=NO_PRINT))


def words(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def test_what_may_be_read_but_not_printed_is_in_no_part_of_the_print_and_counted() -> None:
    file_two()
    browser = cast.client(cast.ANALYST_XA)

    read = words(browser.get("/picture/?measure=deaths").content)
    printed = words(browser.get("/picture/?measure=deaths&print=1").content)

    assert "Zephyr" in read
    assert "Ashmar" in printed
    assert "Zephyr" not in printed
    assert "does not allow printing: 1" in printed


def test_the_map_the_search_and_the_source_leave_out_the_same() -> None:
    file_two()
    browser = cast.client(cast.ANALYST_XA)

    asked = [f"/picture/map.geojson?measure=deaths{paper}" for paper in ("", "&print=1")]
    points = [len(json.loads(browser.get(address).content)["features"]) for address in asked]
    results = [
        browser.get(f"/find/?words=zephyr{paper}").content.count(b'class="result"') for paper in ("", "&print=1")
    ]
    source = words(browser.get("/sources/XA-POL/?print=1").content)

    assert points == [2, 1]
    assert results == [1, 0]
    assert "does not allow printing: 1" in source
    assert browser.get(f"/things/{make.uid('kept')}/?print=1").status_code == 404


def test_a_print_says_for_whom_when_and_under_the_strictest_marking_of_what_it_shows() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.incident("open", dead="4"), marked=make.marking("public"))
    make.file(by, make.incident("own", dead="2"), marked=make.marking("own-authority"))

    page = cast.client(cast.ANALYST_XA).get("/picture/?measure=deaths&print=1").content.decode()

    head = page[page.index("imprint__marking") : page.index("</header>")]
    assert "Own authority" in words(head.encode())
    assert all(word in words(head.encode()) for word in ("XA-POL", "analyst", "operational analysis", "UTC"))
    assert "destinations" not in page
    assert "data-source-line" in page


def test_a_print_is_written_down_as_printed() -> None:
    file_two()

    cast.client(cast.ANALYST_XA).get("/picture/?measure=deaths&print=1")

    events = list(LedgerEntry.objects.order_by("-position").values_list("event", "about")[:2])
    assert events == [("page:printed", "desk:picture"), ("item:printed", "picture")]


def test_who_may_not_print_is_refused_and_that_is_written_down() -> None:
    browser = cast.client(cast.FIELD_OFFICER_XA)

    assert b"Print this page" not in browser.get("/picture/").content
    assert browser.get("/picture/?print=1").status_code == 403
    assert LedgerEntry.objects.order_by("-position").values_list("event", flat=True)[0] == "act:refused"


def test_a_page_whose_content_no_marking_governs_is_not_printed() -> None:
    browser = cast.client(cast.INVESTIGATOR_XA)

    assert browser.get("/compartments/?print=1").status_code == 403


def test_a_page_that_tells_no_marking_is_printed_for_the_own_authority_alone() -> None:
    page = cast.client(cast.ANALYST_XA).get("/vocabularies/?print=1").content

    assert "Stays with XA-POL." in words(page)
