"""The overseer of protection has the same desk as the one of enforcement; the two compare their staff."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from corridor.core.access import staff
from corridor.web.base.ledger import proofs
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.store]

WORDS = "lantern heron quiet estuary morning"
PAGES = ("/ledger/", "/ledger/heads/", "/ledger/acts/", "/ledger/readings/", "/ledger/staff/")


@pytest.mark.parametrize("where", PAGES)
def test_each_page_of_oversight_stands_in_protection_too(where: str) -> None:
    assert cast.client(cast.OVERSEER_MPA).get(where).status_code == 200


def test_the_ledger_of_protection_is_verified_and_its_heads_name_the_zone() -> None:
    overseer = cast.client(cast.OVERSEER_MPA)

    assert "The ledger is whole." in overseer.post("/ledger/").content.decode()
    size = proofs.newest_head().head.size
    assert '"zone": "protection"' in overseer.get(f"/ledger/head/?size={size}").content.decode()


def test_somebody_who_works_for_both_zones_is_found_and_nobody_else_is_named() -> None:
    overseer = cast.client(cast.OVERSEER_MPA)
    key = staff.key_from(WORDS)
    desk = [staff.Person("xa.other", cast.OVERSEER_MPA.name.upper()), staff.Person("xa.more", "Nobody Of Here")]
    theirs = staff.file_document(staff.file_of(desk, key=key, zone="desk", authority="XA-POL"))

    answer = overseer.post(
        "/ledger/staff/",
        {"words": WORDS, "act": "compare", "file": SimpleUploadedFile("desk.json", theirs.encode())},
    ).content.decode()

    assert cast.OVERSEER_MPA.handle in answer
    assert "xa.other" not in answer
    assert "xa.more" not in answer
