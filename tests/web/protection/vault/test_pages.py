"""The pages of the vault: a protection officer works a case end to end, and nobody else sees any of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from corridor.core.casework.codes import MUST_EXPLAIN, Confirmation
from corridor.web.protection.vault.models import CaseShare
from tests import cast
from tests.web.protection.vault import make

pytestmark = pytest.mark.django_db

LANGUAGES = "en", "fr", "es", "ar"


def test_a_case_is_worked_end_to_end_without_a_script() -> None:
    make.body()
    officer = cast.client(cast.PROTECTION_OFFICER)

    opened = officer.post(
        "/cases/new/", {"basis": "consent", "called": make.NAME, "sex-asked": "declined", "needs": ["shelter"]}
    )
    case = opened["Location"]
    for item, typed in (
        ("need", {"kind": "medical-care", "words": "a cough", "urgent": "yes"}),
        ("service", {"kind": "health-service", "provider": "Clinic of XB"}),
        ("step", {"kind": "meet", "due_on": "2026-01-01"}),
        ("note", {"words": "was tired"}),
    ):
        assert officer.post(f"{case}write/{item}/", typed).status_code == 302
    uploaded = SimpleUploadedFile("letter.txt", b"To whom it may concern")
    assert officer.post(f"{case}documents/", {"file": uploaded, "words": "a letter"}).status_code == 302
    until = (timezone.now() + timedelta(days=20)).date().isoformat()
    agreed = {
        "purpose": "onward-protection",
        "recipient": make.BODY,
        "fields": ["name", "health"],
        "informed": sorted(MUST_EXPLAIN),
        "given_by": "person",
        "way": "spoken",
        "until": until,
    }
    assert officer.post(f"{case}consents/new/", agreed).status_code == 302
    page = officer.get(case).content.decode()
    for said in (make.NAME, "a cough", "Clinic of XB", "was tired", "letter.txt", "does not want to say", "overdue"):
        assert said in page
    share, withdraw = (re.search(rf'href="({case}consents/\w+/{act}/)"', page) for act in ("share", "withdraw"))
    assert share is not None and withdraw is not None
    assert officer.get(share[1]).status_code == 200
    assert officer.post(share[1], {"fields": ["name"]}).status_code == 302
    assert "sent, not confirmed" in officer.get(case).content.decode()
    assert "Haven of XC" in officer.get(withdraw[1]).content.decode()
    assert officer.post(withdraw[1], {"why": "changed their mind"}).status_code == 302
    assert "Unconfirmed since" in officer.get(case).content.decode()
    assert CaseShare.objects.get().state == Confirmation.UNCONFIRMED
    history = officer.get(f"{case}history/").content.decode()
    assert "changed their mind" in history and "Clinic of XB" in history
    printed = officer.get(f"{case}print/").content.decode()
    assert make.NAME in printed and "was tired" not in printed
    assert officer.post(f"{case}close/", {"reason": "needs-met"}).status_code == 302
    assert "Open again" in officer.get(case).content.decode()
    assert officer.post(f"{case}reopen/", {"why": "came back"}).status_code == 302


def test_a_case_is_found_by_words_that_stand_in_no_address() -> None:
    ref = make.case()
    officer = cast.client(cast.PROTECTION_OFFICER)

    found, other = officer.post("/cases/", {"words": "zinzindel"}), officer.post("/cases/", {"words": "nobody"})

    assert ref in found.content.decode()
    assert ref not in other.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_every_language(language: str) -> None:
    make.body()
    ref = make.case(age="disputed")
    uid = make.consent(ref)
    officer = cast.client(cast.PROTECTION_OFFICER)

    for address in (
        "/cases/",
        "/cases/new/",
        "/cases/emergency/",
        f"/cases/{ref}/",
        f"/cases/{ref}/history/",
        f"/cases/{ref}/print/",
        f"/cases/{ref}/person/",
        f"/cases/{ref}/consents/new/",
        f"/cases/{ref}/consents/{uid}/withdraw/",
        f"/cases/{ref}/consents/{uid}/share/",
        "/received/",
        "/bodies/",
        "/vault/",
    ):
        page = officer.get(address, headers={"accept-language": language})

        assert page.status_code == 200, address
        assert f'lang="{language}"' in page.content.decode()


@pytest.mark.parametrize("member", cast.IN_PROTECTION, ids=lambda member: member.handle)
def test_nobody_outside_the_team_sees_a_case_by_any_page(member: cast.Member) -> None:
    if member is cast.PROTECTION_OFFICER:
        pytest.skip("is the team")
    make.body()
    ref = make.case()
    uid = make.consent(ref)
    visitor = cast.client(member)

    for address in ("", "history/", "print/", "person/", "consents/new/", f"consents/{uid}/share/"):
        page = visitor.get(f"/cases/{ref}/{address}")

        assert page.status_code in (403, 404)
        assert make.NAME not in page.content.decode()
        assert make.WORDS not in page.content.decode()
    for address in ("/cases/", "/received/", "/bodies/", "/vault/"):
        assert make.NAME not in visitor.get(address).content.decode()
        assert ref not in visitor.get(address).content.decode()


def test_a_case_that_is_not_yours_looks_like_one_that_does_not_exist() -> None:
    ref = make.case()
    visitor = cast.client(cast.SECOND_PROTECTION_OFFICER)

    for address in ("", "history/", "print/", "person/", "consents/new/"):
        not_mine, never = (visitor.get(f"/cases/{one}/{address}") for one in (ref, "C-ZZZZ-ZZZZ"))

        assert not_mine.status_code == never.status_code == 404
        assert _told(not_mine.content, ref) == _told(never.content, "C-ZZZZ-ZZZZ")


def _told(page: bytes, ref: str) -> bytes:
    """Return a page without what is drawn anew for each answer, and without the address that was asked."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page).replace(ref.encode(), b"")


def test_a_case_no_longer_kept_shows_nothing_but_what_must_be_confirmed() -> None:
    make.body()
    ref = make.case()
    shared, kept = make.consent(ref), make.consent(ref, purpose="keeping-the-case", recipient="INT-MPA")
    officer = cast.client(cast.PROTECTION_OFFICER)
    assert officer.post(f"/cases/{ref}/consents/{shared}/share/", {"fields": ["name"]}).status_code == 302

    assert officer.post(f"/cases/{ref}/consents/{kept}/withdraw/").status_code == 302

    page = officer.get(f"/cases/{ref}/")
    assert page.status_code == 403
    assert "No longer kept" in page.content.decode()
    for address in ("", "history/", "print/", "person/", f"consents/{shared}/share/"):
        answer = officer.get(f"/cases/{ref}/{address}").content.decode()
        assert make.NAME not in answer and make.WORDS not in answer
    assert make.NAME not in officer.get("/cases/").content.decode()


def test_a_refused_file_is_told_and_nothing_is_kept() -> None:
    ref = make.case()
    officer = cast.client(cast.PROTECTION_OFFICER)

    page = officer.post(f"/cases/{ref}/documents/", {"file": SimpleUploadedFile("x.exe", b"MZ" + bytes(200))})

    assert page.status_code == 422
    assert "Nothing was written." in page.content.decode()


def test_only_one_who_is_on_the_team_gets_a_document_and_as_a_file() -> None:
    ref = make.case()
    officer, other = cast.client(cast.PROTECTION_OFFICER), cast.client(cast.SECOND_PROTECTION_OFFICER)
    officer.post(f"/cases/{ref}/documents/", {"file": SimpleUploadedFile("a.txt", make.WORDS.encode())})
    found = re.search(rf"/cases/{ref}/documents/[0-9a-f]{{32}}/", officer.get(f"/cases/{ref}/").content.decode())
    assert found is not None

    handed = officer.get(found[0])

    assert make.WORDS.encode() in handed.content
    assert handed["Content-Disposition"].startswith("attachment")
    assert other.get(found[0]).status_code == 404
    assert officer.post(f"{found[0]}remove/", {"why": "not needed"}).status_code == 302
    assert officer.get(found[0]).status_code == 404


def test_two_people_bring_a_body_in_and_one_alone_cannot() -> None:
    from corridor.web.base.sealing import new_pair
    from corridor.web.protection.vault import bodies

    card = bodies.Card("INT-MPC", "Harbour Aid", "shelter", new_pair()[1], new_pair()[1])
    first, second = cast.client(cast.PROTECTION_OFFICER), cast.client(cast.SECOND_PROTECTION_OFFICER)
    brought = SimpleUploadedFile("card", bodies.card_bytes(card))
    assert first.post("/bodies/", {"card": brought}).status_code == 302

    alone = first.post("/bodies/INT-MPC/check/", {"fingerprint": card.fingerprint})
    wrong = second.post("/bodies/INT-MPC/check/", {"fingerprint": "0000"})
    right = second.post("/bodies/INT-MPC/check/", {"fingerprint": card.fingerprint.lower()})

    assert (alone.status_code, wrong.status_code, right.status_code) == (403, 422, 302)
    assert "fingerprint compared" in first.get("/bodies/").content.decode()
