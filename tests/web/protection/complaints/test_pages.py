"""The pages of complaints: anybody's, without a trace of them; and those of handlers."""

from __future__ import annotations

import logging
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from corridor.core.access.rates import Allowance, Rate
from corridor.web.base.limits.models import Kept
from corridor.web.protection.complaints.models import Complaint
from tests import cast
from tests.web.protection.complaints.ground import sent

pytestmark = pytest.mark.django_db

FORM = {"kind": "bribery", "words": "The man at the gate asked for fifty.", "about": "XB-RET"}
ADDRESS = "198.51.100.77"


def complained(browser: Client, **more: object) -> str:
    """Send the form and return the code."""
    page = browser.post("/complaints/", FORM | more)
    assert page.status_code == 200
    found = re.search(r'class="secret" dir="ltr">([^<]+)<', page.text)
    assert found is not None
    return found[1]


def test_anybody_complains_and_reads_the_answer_without_an_account() -> None:
    visitor = Client()
    code = complained(visitor)
    row = Complaint.objects.get()
    browser = cast.client(cast.COMPLAINTS_OFFICER)
    assert row.ref in browser.get("/complaints/inbox/").text
    assert "asked for fifty" in browser.get(f"/complaints/of/{row.ref}/").text
    answered = browser.post(f"/complaints/of/{row.ref}/act/", {"act": "answer", "words": "We look into it."})
    assert answered.status_code == 302

    page = visitor.post("/complaints/follow/", {"code": code.lower().replace("-", " ")}).text

    assert "We look into it." in page
    assert "Gard" not in page
    more = visitor.post("/complaints/follow/write/", {"code": code, "words": "He has a scar."})
    assert "He has a scar." in more.text
    assert "He has a scar." in browser.get(f"/complaints/of/{row.ref}/").text


def test_the_visitor_gets_no_cookie_but_the_one_against_forged_forms_and_no_session_is_kept() -> None:
    visitor = Client()
    visitor.get("/complaints/")
    code = complained(visitor)
    visitor.post("/complaints/follow/", {"code": code})

    assert set(visitor.cookies) <= {"corridor_protection_csrf"}


def test_neither_the_address_nor_the_device_nor_the_words_are_logged_or_kept(caplog: pytest.LogCaptureFixture) -> None:
    visitor = Client(REMOTE_ADDR=ADDRESS, headers={"user-agent": "Devicemark/1"})
    with caplog.at_level(logging.DEBUG):
        code = complained(visitor)
        visitor.post("/complaints/follow/", {"code": code})

    logged = " ".join(f"{record.getMessage()} {vars(record).get('facts', '')}" for record in caplog.records)
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if not name.startswith("sqlite")]
        kept = ""
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            kept += " ".join(str(value) for row in cursor.fetchall() for value in row)
    for mark in (ADDRESS, "Devicemark", "fifty", code, code.replace("-", "")):
        assert mark not in kept
        if mark != "fifty":
            assert mark not in logged


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"words": "x"}, "kind"),
        ({"kind": "none", "words": "x"}, "kind"),
        ({"kind": "abuse", "words": "  "}, "words"),
        ({"kind": "abuse", "words": "x", "about": "XZ-NO"}, "about"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_kept(form: dict[str, str], field: str) -> None:
    page = Client().post("/complaints/", form)

    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert not Complaint.objects.exists()


def test_a_picture_loses_what_the_telephone_wrote_into_it_and_only_the_handler_gets_it() -> None:
    from tests.web.protection.complaints.pictures import with_place

    picture = with_place("Placemark")
    assert b"Placemark" in picture
    complained(Client(), files=SimpleUploadedFile("DSC_Namemark.jpg", picture))
    row = Complaint.objects.get()
    address = f"/complaints/of/{row.ref}/files/1/"

    handed = cast.client(cast.COMPLAINTS_OFFICER).get(address)

    assert handed.status_code == 200
    assert b"Placemark" not in handed.content
    assert handed["Content-Disposition"].startswith("attachment")
    assert cast.client(cast.OVERSEER_MPA).get(address).status_code == 403
    assert cast.client(cast.COMPLAINTS_OFFICER).get(f"/complaints/of/{row.ref}/files/2/").status_code == 404


def test_a_file_that_cannot_be_made_safe_is_refused_and_nothing_is_kept() -> None:
    page = Client().post("/complaints/", FORM | {"files": SimpleUploadedFile("a.exe", b"MZ\x90\x00" + b"\0" * 200)})

    assert page.status_code == 422
    assert not Complaint.objects.exists()


def test_a_wrong_code_a_malformed_one_and_one_that_nobody_has_are_one_page_and_one_way_there() -> None:
    sent()
    visitor = Client()
    pages, ways = set(), set()
    for code in ("0000-0000-0000-0000-0000", "0000-0000-0000-0000-0001", "what", "", "Z" * 300):
        with CaptureQueriesContext(
            connection,
        ) as ran:
            page = visitor.post("/complaints/follow/", {"code": code})
        pages.add((page.status_code, re.sub(r'value="[A-Za-z0-9]{64}"', "", page.text)))
        ways.add(tuple(re.sub(r"'[0-9a-f]{64}'", "", query["sql"]) for query in ran.captured_queries))

    assert len(pages) == 1
    assert len(ways) == 1


def test_to_guess_codes_is_slowed_down_without_looking_at_an_address(settings: object) -> None:
    settings.RATES = {Allowance.FOLLOW: Rate(3, 60)}  # type: ignore[attr-defined]  # the plug-in's type is private
    statuses = [
        Client(REMOTE_ADDR=f"198.51.100.{number}").post("/complaints/follow/", {"code": "x"}).status_code
        for number in range(5)
    ]

    assert statuses == [200, 200, 200, 429, 429]
    assert Kept.objects.count() == 1


@pytest.mark.parametrize(
    ("member", "address", "status"),
    [
        (cast.OVERSEER_MPA, "/complaints/inbox/", 403),
        (cast.STATUS_OFFICER, "/complaints/inbox/", 403),
        (cast.COMPLAINTS_OFFICER, "/complaints/held/", 403),
        (cast.OVERSEER_MPA, "/complaints/held/", 200),
        (cast.COMPLAINTS_OFFICER, "/complaints/of/K-0000-0000/", 404),
        (cast.COMPLAINTS_OFFICER, "/complaints/inbox/", 200),
    ],
    ids=str,
)
def test_who_sees_which_page(member: cast.Member, address: str, status: int) -> None:
    assert cast.client(member).get(address).status_code == status


def test_nobody_sees_the_inbox_without_signing_in() -> None:
    assert Client().get("/complaints/inbox/").status_code == 302


def test_a_complaint_about_the_only_body_tells_the_sender_that_it_is_held() -> None:
    page = Client().post("/complaints/", FORM | {"about": "XB-OMB"})

    assert "Nobody here may receive it" in page.text
    held = cast.client(cast.OVERSEER_MPA).get("/complaints/held/").text
    assert "fifty" not in held


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_public_pages_are_there_in_four_languages(language: str) -> None:
    for address in ("/complaints/", "/complaints/follow/", "/receipt/"):
        page = Client().get(address, headers={"accept-language": language})

        assert page.status_code == 200
        assert f'lang="{language}"' in page.text
