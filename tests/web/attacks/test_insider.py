"""An insider of XB at the node of XA who wants to learn of what XA keeps to itself."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from corridor.core.kernel.errors import CorridorError
from corridor.web.base.ledger.models import LedgerEntry
from tests import cast, make, nodes

pytestmark = pytest.mark.store

MASK = re.compile(rb'value="[A-Za-z0-9]{64}"|[0-9a-f]{32}')


def body(browser: Client, address: str) -> tuple[int, bytes]:
    answer = browser.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return answer.status_code, MASK.sub(b"#", content)


@pytest.fixture
def hidden(node: nodes.Node) -> str:
    """A report that XA keeps to itself."""
    by = cast.officer(cast.ANALYST_XA)
    return make.file(by, make.incident("hidden", place_text="Sealed cove"), marked=make.marking("own-authority"))


@pytest.mark.parametrize("part", ["", "print/", "export.json", "map.geojson"])
def test_a_hidden_thing_is_the_same_page_as_one_that_never_was(hidden: str, part: str) -> None:
    browser = cast.client(cast.ANALYST_XB)

    assert body(browser, f"/things/{hidden}/{part}") == body(browser, f"/things/{'f' * 32}/{part}")


@pytest.mark.parametrize("address", ["/sources/{}/", "/picture/?measure=incidents&source={}", "/find/?words={}"])
def test_a_hidden_source_is_the_same_page_as_one_that_never_was(hidden: str, address: str) -> None:
    browser = cast.client(cast.ANALYST_XB)
    status, seen = body(browser, address.format("XA-POL"))

    assert (status, seen.replace(b"XA-POL", b"XQ-POL")) == body(browser, address.format("XQ-POL"))


@pytest.mark.parametrize("preset", ["partners", "law-enforcement", "own-authority", "sealed"])
def test_a_carrier_sees_nothing_of_what_authorities_share_among_themselves(node: nodes.Node, preset: str) -> None:
    marked = make.marking(preset, "XA-POL", *(("XC-CAR",) if preset == "law-enforcement" else ()))
    known = make.file(cast.officer(cast.ANALYST_XA), make.incident("shared", place_text="Outer cove"), marked=marked)
    browser = cast.client(cast.CARRIER_XC)

    assert body(browser, f"/things/{known}/") == body(browser, f"/things/{'f' * 32}/")
    assert b"Outer cove" not in body(browser, "/picture/?measure=incidents")[1]


def test_a_carrier_sees_what_is_public_and_what_was_marked_for_carriers(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    notice = replace(make.marking("partners"), purposes=frozenset({"carrier-notices", "operational-analysis"}))
    told = [
        make.file(by, make.incident("public", place_text="Open bay"), marked=make.marking("public")),
        make.file(by, make.incident("notice", place_text="Ferry pier"), marked=notice),
    ]
    browser = cast.client(cast.CARRIER_XC)

    assert [body(browser, f"/things/{one}/")[0] for one in told] == [200, 200]


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_after_choosing_a_purpose_nobody_is_sent_elsewhere(node: nodes.Node, wanted: str) -> None:
    browser = cast.client(cast.ANALYST_XB)
    page = browser.get("/purpose/").content.decode()
    acting = re.search(r'name="acting" value="(\d+)"', page)
    assert acting is not None

    answer = browser.post("/purpose/", {"acting": acting[1], "next": wanted})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "post", "trace"])
def test_reading_pages_take_no_other_method(node: nodes.Node, method: str) -> None:
    browser = cast.client(cast.ANALYST_XB)

    for address in ("/", "/find/", "/sources/", "/picture/map.geojson", f"/things/{'f' * 32}/"):
        assert getattr(browser, method)(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/picture/?kind=%00",
        "/picture/?route=%00",
        "/picture/?source=%00",
        "/picture/?place=%00",
        "/picture/?edition=%00",
        "/find/?words=%00",
        "/things/%00/",
        "/sources/%00/",
        "/imports/%00/",
        "/imports/preview/%00/",
        "/picture/?kind=%ED%A0%80",
        "/find/?words=%ED%A0%80",
    ],
)
def test_no_address_is_a_fault(node: nodes.Node, address: str) -> None:
    browser = cast.client(cast.ANALYST_XB)

    assert browser.get(address).status_code in (200, 404, 422)


def test_a_form_shown_for_one_purpose_does_not_act_for_another(node: nodes.Node) -> None:
    """Two tabs: the purpose is changed in the second, and the form of the first is sent afterwards."""
    cast.grant(cast.ANALYST_XB, "analyst", "border-management")
    browser = cast.client(cast.ANALYST_XB, purpose="operational-analysis")
    form = browser.get("/imports/new/").content.decode()
    hidden_fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    choices = browser.get("/purpose/").content.decode()
    for value in re.findall(r'name="acting" value="(\d+)"', choices):
        browser.post("/purpose/", {"acting": value})
    from django.core.files.uploadedfile import SimpleUploadedFile

    before = LedgerEntry.objects.count()
    browser.post("/imports/new/", {**hidden_fields, "files": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")})

    purposes = set(LedgerEntry.objects.filter(position__gte=before).values_list("purpose", flat=True))
    assert "border-management" not in purposes


def test_nobody_learns_which_handles_exist_in_other_authorities_by_naming_reviewers(node: nodes.Node) -> None:
    from tests.core.entities import make as drafts

    by = cast.officer(cast.INVESTIGATOR_XA)
    told = set()
    for reviewer in (cast.PROSECUTOR_XC.handle, "xc.nobody"):
        role = drafts.role(author=by.handle, reviewer=reviewer)
        try:
            make.file(by, role, drafts.person(), drafts.group(), ref=reviewer)
            told.add("accepted")
        except CorridorError as refused:
            told.add(refused.code)

    assert len(told) == 1
