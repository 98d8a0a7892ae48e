"""The file of a protection body: taken when a body signed it whose card two people accepted, and then anybody's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from corridor.core.disclosure.codes import State
from corridor.core.disclosure.records import Axis, Published, Shown
from corridor.core.publishing.codes import Kind
from corridor.core.publishing.exchange import content_of, digest_of, payload_of
from corridor.core.publishing.records import Coverage, Publication, Release
from corridor.web.base.doors.models import Door, FormerKey
from corridor.web.base.exchange import wire
from corridor.web.base.ledger import turn
from corridor.web.base.published import files
from tests import cast, make
from tests.web.desk.publishing import told

UID = make.uid("fixed tables")


def table(few: int = 20, name: str = "interviews", release: int = 0) -> Published:
    """Return a table of interviews in which one count is as small as told, and nothing is hidden."""
    cells: dict[tuple[str, ...], int] = {("female",): few, ("male",): 20, ("unknown",): 30, ("_T",): 50 + few}
    shown = {key: Shown(State.SHOWN, count) for key, count in cells.items()}
    axes = (Axis("sex", ("female", "male", "unknown")),)
    return Published(name, axes, shown, counted="interviews", within={"month": ("2026-01",)}, release=release)


FIXED = Publication(
    kind=Kind.FIXED,
    release=Release(UID, 1, "Protection node", "INT-MPA", "2026-05-15"),
    tables=(table(),),
    coverage=Coverage(),
)


def known(key: Ed25519PrivateKey, **changed: object) -> None:
    """Let this node know a protection body by its key."""
    said: dict[str, object] = {"code": "INT-MPA", "name": "Protection", "kind": "protection", "country": "XB"}
    said |= {"zone": "protection", "sealing_key": b"s" * 32, "confirmed_by": "somebody", "added_at": timezone.now()}
    Door.objects.create(**said | changed, signing_key=key.public_key().public_bytes_raw())


def signed(key: Ed25519PrivateKey, publication: Publication = FIXED, found: int = 0) -> bytes:
    content = content_of(publication)
    payload = payload_of(content, {"of": digest_of(content), "found": found})
    return wire.signed(payload, key.private_bytes_raw(), files.TABLE)


def laid(key: Ed25519PrivateKey) -> None:
    """Let the file of a body have been taken before."""
    files.trust(key.public_key().public_bytes_raw(), "INT-MPA")
    files.keep(files.name_of(UID, 1), signed(key))


def sent(file: bytes, member: cast.Member = cast.STATISTICIAN_XA) -> int:
    """Send a file in somebody's browser, and return how it was answered."""
    browser = cast.client(member)
    return browser.post("/tables/take/", {"file": SimpleUploadedFile("fixed.jws", file)}).status_code


def test_the_bytes_of_a_known_body_are_laid_as_they_came_and_anybody_reads_them(node: object) -> None:
    key = Ed25519PrivateKey.generate()
    with turn.write():
        known(key)
    file = signed(key)

    assert sent(file) == 302
    assert sent(file) == 302

    assert (files.folder() / files.name_of(UID, 1)).read_bytes() == file
    page = Client().get(f"/public/en/tables/{UID}/").content.decode()
    assert "INT-MPA" in page
    assert "Fixed tables of a protection body" in page


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"confirmed_by": ""}, {"closed_at": "now"}, {"zone": "desk"}])
def test_a_body_that_nobody_accepted_or_whose_door_is_closed_is_not_heard(changed: dict[str, object]) -> None:
    key = Ed25519PrivateKey.generate()
    known(key, **{name: timezone.now() if value == "now" else value for name, value in changed.items()})

    assert sent(signed(key)) == 422
    assert not files.folder().exists()


@pytest.mark.django_db
def test_what_is_no_fixed_table_of_that_body_is_not_laid() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    known(key)

    assert sent(signed(other)) == 422
    assert sent(signed(key, replace(FIXED, kind=Kind.TABLE))) == 422
    assert sent(signed(key, found=1)) == 422
    assert sent(files.signed(payload_of(content_of(FIXED), {"found": 0}))) == 422
    assert sent(b"no file") == 422
    assert sent(b"") == 422
    FormerKey.objects.create(
        code="INT-MPA",
        kid=wire.key_id(key.public_key().public_bytes_raw()),
        public=key.public_key().public_bytes_raw(),
        until=timezone.now(),
        is_revoked=True,
    )
    assert sent(signed(key)) == 422
    assert not files.folder().exists()


@pytest.mark.django_db
def test_who_may_not_publish_takes_no_file() -> None:
    key = Ed25519PrivateKey.generate()
    known(key)

    assert sent(signed(key), cast.INVESTIGATOR_XA) == 403


@pytest.mark.django_db
def test_a_table_of_this_node_is_not_superseded_by_a_file_of_another_body() -> None:
    key = Ed25519PrivateKey.generate()
    known(key)
    told.deaths()
    row = told.published()
    later = replace(FIXED, release=Release(row.uid, 2, "Protection node", "INT-MPA", "2026-05-15", 1))

    assert sent(signed(key, later)) == 422

    # Even where such a file lies in the folder, it is a table of its own body.
    files.trust(key.public_key().public_bytes_raw(), "INT-MPA")
    files.keep(files.name_of(row.uid, 2), signed(key, later))
    page = Client().get(f"/public/en/tables/{row.uid}/").content.decode()
    assert "XA-POL" in page
    assert "INT-MPA" not in page


@pytest.mark.django_db
def test_a_second_version_of_a_file_that_was_taken_is_not_taken() -> None:
    key = Ed25519PrivateKey.generate()
    known(key)
    laid(key)
    later = replace(FIXED, release=Release(UID, 2, "Protection node", "INT-MPA", "2026-05-15", 1))

    assert sent(signed(key, later)) == 422


@pytest.mark.django_db
def test_what_says_of_itself_that_nothing_was_found_is_attacked_before_it_is_taken() -> None:
    key = Ed25519PrivateKey.generate()
    known(key)

    assert sent(signed(key, replace(FIXED, tables=(table(few=3),)))) == 409
    assert sent(signed(key, replace(FIXED, tables=(replace(table(few=3), threshold=2),)))) == 409
    assert not files.folder().exists()


@pytest.mark.django_db
def test_a_file_that_gives_a_count_away_only_with_an_earlier_one_is_not_taken() -> None:
    key = Ed25519PrivateKey.generate()
    known(key)
    laid(key)
    second = replace(
        FIXED,
        release=Release(make.uid("later"), 1, "Protection node", "INT-MPA", "2026-08-15"),
        tables=(table(few=23, name="again", release=1),),
    )

    assert sent(signed(key, second)) == 409
