"""Pages of treaty status: an as-of day on every cell, unknown that is not no party, lists that are read in once."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from corridor.web.desk.partners import writing
from corridor.web.desk.partners.models import StatusSheet
from tests import cast

pytestmark = pytest.mark.django_db

START = "/commitments/treaties/"
LIST = (
    'Participant,Signature,"Ratification, Accession(a)"\nAlbania,12 Dec 2000,21 Aug 2002\nNowhereland,,1 Jan 2003 a\n'
)


def page(query: str = "", member: cast.Member = cast.ANALYST_XA) -> str:
    answer = cast.client(member).get(f"{START}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def read_in(written: str = LIST, as_of: date = date(2015, 3, 1), instrument: str = "untoc") -> None:
    lawyer = cast.officer(cast.LAWYER_XA)
    now = timezone.now()
    writing.read_in(by=lawyer, instrument=instrument, written=written, as_of=as_of, source="Depositary", now=now)
    StatusSheet.objects.update(confirmed_by="somebody.else", confirmed_at=now)


def test_every_cell_says_as_of_which_day_it_is_known() -> None:
    read_in()
    shown = page("?state=AL&on=2014-01-01")

    assert "Albania" in shown
    assert "Ratification 21 August 2002" in shown
    assert "as of 1 March 2015" in shown
    assert "Not known" in shown


def test_a_day_after_the_list_says_that_later_acts_are_not_known() -> None:
    read_in()
    assert "what was done since is not known" in page("?state=AL")


def test_a_protocol_without_its_convention_is_shown_with_what_to_do() -> None:
    read_in("Participant,Signature,Ratification\nAlgeria,12 Dec 2000,\n")
    read_in("Participant,Signature,Ratification\nAlgeria,12 Dec 2000,9 Mar 2004\n", instrument="smuggling-protocol")
    shown = page("?flags=1&on=2014-01-01")

    assert "Party to this protocol and not to" in shown
    assert f"{START}states/DZ/" in shown
    assert f"{START}states/DZ/" not in page("?flags=1&on=2003-01-01")


def test_what_cannot_be_asked_is_told_at_its_field() -> None:
    for query in ("?on=31.12.2014", "?on=2999-01-01", "?state=ZZ", "?instrument=nothing"):
        answer = cast.client(cast.ANALYST_XA).get(f"{START}{query}")
        assert answer.status_code == 422
    assert cast.client(cast.ANALYST_XA).get(f"{START}nothing/").status_code == 404
    assert cast.client(cast.ANALYST_XA).get(f"{START}states/ZZ/").status_code == 404


def test_who_does_not_read_commitments_does_not_see_it() -> None:
    assert cast.client(cast.ADMINISTRATOR_XA).get(START).status_code == 403


def test_one_state_and_one_instrument_have_pages_of_their_own() -> None:
    read_in()
    read_in("Participant,Signature,Ratification\nAlgeria,12 Dec 2000,7 Oct 2002\n", as_of=date(2016, 1, 1))
    client = cast.client(cast.LAWYER_XA)

    assert "12 December 2000" in client.get(f"{START}states/AL/?on=2014-01-01").content.decode()
    shown = client.get(f"{START}untoc/").content.decode()
    assert "Albania: no longer on the list" in shown
    assert "Algeria: new on the list" in shown


def sent(written: bytes) -> str:
    data = {
        "act": "list",
        "instrument": "untoc",
        "source": "Depositary",
        "as_of": "2015-03-01",
        "file": SimpleUploadedFile("list.csv", written),
    }
    return cast.client(cast.LAWYER_XA).post("/bases/kept/", data).content.decode()


def test_a_list_that_cannot_be_read_is_refused_with_line_and_reason() -> None:
    assert "Line 2: it is not clear which number is the month" in sent(
        b"State,Signature,Ratification\nAlbania,3/4/2001,\n"
    )
    assert "Line 3: this participant stands in the list twice" in sent(
        b"Participant,Ratification\nAlbania,3 Apr 2001\nAlbania,3 Apr 2001\n"
    )
    assert "The first line must name the columns" in sent(b"a,b\n1,2\n")
    assert not StatusSheet.objects.exists()


def test_lists_of_other_forms_are_read_and_the_same_one_is_not_read_in_twice() -> None:
    written = (
        "Country\tSignature\tAccession(a)\nC\xf4te d\u2019Ivoire 1\t2000-12-12\t25/10/2012 a\nNowhereland\t\t\u2026\n"
    )
    sent(written.encode("cp1252"))
    row = StatusSheet.objects.get()

    assert [(one["state"], one["signed_on"], one["consented_on"], one["by"]) for one in row.statuses] == [
        ("CI", "2000-12-12", "2012-10-25", "accession")
    ]
    assert row.lines == [3]
    assert "is here already" in sent(written.encode("cp1252"))
    assert StatusSheet.objects.count() == 1
