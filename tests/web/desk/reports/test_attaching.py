"""Files beside a report: written anew, under a name that says nothing, for who may export what the report says."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.quarantine.models import Quarantined
from corridor.web.desk.reports import attaching, queries, writing
from corridor.web.desk.reports.errors import FileTooMuch
from corridor.web.desk.reports.models import Report, ReportFile
from tests import cast
from tests.web.desk.reports.test_writing import AUTHOR, OTHER, SAID, SECOND

PHONE = "Zephyr 7"


def photograph() -> bytes:
    """Return a picture whose camera wrote its name beside it."""
    exif = Image.Exif()
    exif[272] = PHONE
    content = io.BytesIO()
    Image.new("RGB", (20, 20), "navy").save(content, "JPEG", exif=exif)
    return content.getvalue()


def draft() -> str:
    return writing.save_draft(by=cast.officer(AUTHOR), values=SAID, now=timezone.now())


def attached(uid: str, content: bytes, name: str = "Ahmed on the pier.jpg") -> str:
    given = SimpleUploadedFile(name, content)
    return attaching.attach(by=cast.officer(AUTHOR), uid=uid, file=given, now=timezone.now())


@pytest.mark.django_db
def test_a_picture_loses_what_the_camera_wrote_and_its_name_and_follows_the_marking_of_its_report() -> None:
    uid = draft()
    made = attached(uid, photograph())
    file = ReportFile.objects.get(uid=made)
    assert PHONE.encode() not in bytes(file.sealed)
    assert "Ahmed" not in file.name
    for member in (SECOND, OTHER):
        with pytest.raises(NotFound):
            attaching.had_by(cast.officer(member), made, timezone.now())
    writing.send(by=cast.officer(AUTHOR), uid=uid, now=timezone.now())
    writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())
    thing = Report.objects.get(uid=uid).thing

    had = attaching.had_by(cast.officer(OTHER), made, timezone.now())

    assert PHONE.encode() not in had.content
    assert Image.open(io.BytesIO(had.content)).size == (20, 20)
    assert [one.uid for one in attaching.files_about(cast.officer(OTHER), thing)] == [made]
    assert "Files of its reports" in cast.client(OTHER).get(f"/things/{thing}/").content.decode()
    assert not any("Ahmed" in str(entry.detail) for entry in LedgerEntry.objects.all())


@pytest.mark.django_db
def test_a_file_of_a_report_that_one_may_not_read_does_not_exist() -> None:
    uid = writing.save_draft(by=cast.officer(AUTHOR), values={**SAID, "marking": "own-authority"}, now=timezone.now())
    made = attached(uid, photograph())
    writing.send(by=cast.officer(AUTHOR), uid=uid, now=timezone.now())
    writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())
    thing = Report.objects.get(uid=uid).thing

    browser = cast.client(OTHER)

    assert browser.get(f"/report-files/{made}/").status_code == 404
    assert browser.get(f"/things/{thing}/files/").status_code == 404
    assert attaching.files_about(cast.officer(OTHER), thing) == []


@pytest.mark.django_db
def test_a_correction_takes_the_files_over_and_one_may_be_taken_away() -> None:
    uid = draft()
    attached(uid, photograph())
    writing.send(by=cast.officer(AUTHOR), uid=uid, now=timezone.now())
    writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())

    correction = writing.correct(by=cast.officer(AUTHOR), uid=uid, now=timezone.now())
    taken = queries.files_of(cast.officer(AUTHOR), correction)[0]
    attaching.detach(by=cast.officer(AUTHOR), uid=taken.uid, now=timezone.now())

    assert queries.files_of(cast.officer(AUTHOR), correction) == []
    assert len(queries.files_of(cast.officer(AUTHOR), uid)) == 1


@pytest.mark.django_db
def test_a_program_is_held_in_quarantine_and_too_many_or_too_large_files_are_refused() -> None:
    uid = draft()
    browser = cast.client(AUTHOR)

    browser.post(f"/reports/{uid}/attach/", {"file": SimpleUploadedFile("x.jpg", b"MZ\x90\x00" + bytes(500))})
    with pytest.raises(FileTooMuch):
        attached(uid, bytes(attaching.LARGEST + 1))

    assert ReportFile.objects.count() == 0
    assert Quarantined.objects.get().fault == "program"
