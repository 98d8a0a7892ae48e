"""What anybody sees: only what was published, without an account, a cookie or a row of a database."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.utils import timezone

from corridor.core.disclosure.codes import State
from corridor.core.publishing.codes import Kind
from corridor.core.publishing.exchange import content_of, digest_of, payload_of, publication_from
from corridor.core.publishing.records import Publication, Release
from corridor.web.base.exchange import wire
from corridor.web.base.published import files
from corridor.web.desk.publishing import actions
from corridor.web.desk.publishing.models import PublicTable
from tests import cast, make
from tests.core.publishing.test_formats import PUBLICATION, read_back
from tests.web.desk.publishing import told

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es", "ar")


def laid(publication: Publication = PUBLICATION) -> Publication:
    """Lay a published file without any row of the desk."""
    content = content_of(publication)
    payload = payload_of(content, {"of": digest_of(content), "found": 0})
    release = publication.release
    files.keep(files.name_of(release.uid, release.number), files.signed(payload))
    return publication_from(payload)


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_anybody_reads_the_list_and_a_table_in_four_languages(language: str) -> None:
    publication = laid()
    uid = publication.release.uid

    listed, shown = page(f"/public/{language}/tables/"), page(f"/public/{language}/tables/{uid}/")

    assert uid in listed
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in shown
    assert "Western route" in shown
    assert "Missing persons" in shown


def test_nothing_is_published_yet_is_said() -> None:
    assert "Nothing is published yet." in page("/public/en/tables/")


def test_no_cookie_is_set_and_anybodys_cache_may_keep_the_answer() -> None:
    uid = laid().release.uid
    browser = Client()

    for address in ("/public/en/tables/", f"/public/en/tables/{uid}/", f"/public/files/{uid}.2.1.csv"):
        answer = browser.get(address)
        assert not answer.cookies
        assert answer["Cache-Control"] == "public, max-age=300"
        again = browser.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
        assert not again.content


def test_no_query_asks_the_database(django_assert_num_queries: object) -> None:
    uid = laid().release.uid

    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture of the plug-in
        page(f"/public/en/tables/{uid}/")
        page("/public/en/tables/")


def test_what_is_taken_away_has_equal_values_in_every_form() -> None:
    publication = laid()
    release, table = publication.release, publication.tables[0]
    at = f"/public/files/{release.uid}.{release.number}"

    plain = [line for line in csv.reader(io.StringIO(page(f"{at}.1.csv"))) if not line[0].startswith("# ")][1:]
    sdmx = read_back(page(f"{at}.1.sdmx.csv"))
    structure = json.loads(page(f"{at}.1.sdmx.json"))
    signed = Client().get(f"{at}.jws").content

    shown = sorted(one.value for one in table.cells.values() if one.value is not None)
    assert sorted(int(line[2]) for line in plain if line[2]) == shown
    assert sorted(int(value) for value, _ in sdmx.values() if value.isdecimal()) == shown
    assert structure["data"]["dataStructures"][0]["agencyID"] == "CORRIDOR"
    assert files.payload_in(signed)[0] == payload_of(content_of(publication), publication.attack)


@pytest.mark.parametrize(
    "address",
    [
        "/public/xx/tables/",
        "/public/en/tables/ffffffffffffffffffffffffffffffff/",
        "/public/files/ffffffffffffffffffffffffffffffff.1.jws",
        "/public/files/{uid}.2.9.csv",
        "/public/files/{uid}.2.1.exe",
        "/public/files/{uid}.7.1.csv",
        "/public/files/..%2F..%2Fkeys%2Fdesk.1.jws",
    ],
)
def test_what_was_not_published_is_not_there(address: str) -> None:
    uid = laid().release.uid

    assert Client().get(address.format(uid=uid)).status_code == 404


def test_a_file_that_somebody_changed_or_signed_with_another_key_is_not_shown() -> None:
    publication = laid()
    name = files.name_of(publication.release.uid, publication.release.number)
    sound = (files.folder() / name).read_bytes()
    payload, _ = files.payload_in(sound)
    for forged in (
        sound[:-8] + b"AAAAAAAA",
        wire.signed(payload, Ed25519PrivateKey.generate().private_bytes_raw(), files.TABLE),
        wire.signed(
            payload.replace(b'"found":0', b'"found":9'), Ed25519PrivateKey.generate().private_bytes_raw(), files.TABLE
        ),
        b"",
    ):
        (files.folder() / name).write_bytes(forged)
        assert publication.release.uid not in page("/public/en/tables/")


def test_a_file_under_another_name_is_not_shown() -> None:
    publication = laid()
    name = files.name_of(publication.release.uid, publication.release.number)
    (files.folder() / name).rename(files.folder() / files.name_of(make.uid("another"), 2))

    assert "Missing persons" not in page("/public/en/tables/")
    assert Client().get(f"/public/en/tables/{make.uid('another')}/").status_code == 404


def test_a_table_that_was_withdrawn_stays_listed_and_says_so() -> None:
    publication = laid()
    release = publication.release
    last = Release(release.uid, 3, release.node, release.authority, "2026-04-01", 2, "counted-wrongly")
    laid(Publication(kind=Kind.WITHDRAWN, release=last, asked=publication.asked))

    listed, latest = page("/public/en/tables/"), page(f"/public/en/tables/{release.uid}/")
    before = page(f"/public/en/tables/{release.uid}/2/")

    assert "withdrawn" in listed
    assert "This table was withdrawn." in latest
    assert "Western route" not in latest
    assert "This table was withdrawn." in before
    assert "Western route" in before


def test_what_the_desk_publishes_is_what_anybody_sees_and_nothing_else() -> None:
    told.deaths()
    draft = told.drafted()
    row = told.published()

    shown = page(f"/public/en/tables/{row.uid}/")

    assert draft.uid not in page("/public/en/tables/")
    publication = publication_from(files.payload_in(bytes(row.signed or b""))[0])
    hidden = [key for key, one in publication.tables[0].cells.items() if one.state is State.HIDDEN]
    assert hidden
    assert shown.count("not told</span>") == len(hidden)
    assert not {cast.STATISTICIAN_XA.handle, cast.ANALYST_XA.handle, "Pell"} & set(shown.split())


def test_a_superseded_version_leads_to_the_one_that_stands() -> None:
    told.deaths()
    row = told.published()
    by = cast.officer(cast.STATISTICIAN_XA)
    withdrawal = actions.propose_withdrawal(by=by, uid=row.uid, why="asked-by-source", now=timezone.now())
    told.released(PublicTable.objects.get(pk=withdrawal.pk))

    assert "The authority whose figures these are asked for it." in page(f"/public/en/tables/{row.uid}/")
    assert len(list(Path(files.folder()).glob("*.jws"))) == 2


def test_a_page_stays_light_and_without_scripts() -> None:
    shown = page(f"/public/en/tables/{laid().release.uid}/")

    assert len(shown.encode()) < 200_000
    assert "<script" not in shown
    assert "style=" not in shown
