"""Pages of the catalogue: views, one item, a lawyer's confirmation, and instruments that authorities add."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from xlsxwriter import Workbook

from corridor.core.progress.codes import Level
from corridor.web.desk.commitments import forms
from corridor.web.desk.commitments.models import AddedInstrument, Confirmation
from corridor.web.desk.progress.actions import Writing
from tests import cast
from tests.web.desk.progress.test_progress import approved, said

pytestmark = pytest.mark.django_db

START = "/commitments/catalogue/"
NEW = "/commitments/instruments/new/"
HEAD = {
    "key": "invented-plan",
    "name": "Invented work plan",
    "issuer": "Invented conference",
    "date": "2024-05-01",
    "binding": "political",
}
ROW = {
    "id-1": "invented-plan-1",
    "paragraph-1": "Paragraph 3",
    "kind-1": "commitment",
    "pillar-1": "cooperation",
    "theme-1": "channels",
    "title-1": "Name one contact for urgent requests",
    "paraphrase-1": "Each State names an authority that answers at any hour.",
    "addressed_to-1": "governments",
    "equivalents-1": "som-art8-6",
    "indicator-1": "Contact named",
    "unit-1": "yes_no",
}


def page(address: str, member: cast.Member = cast.ANALYST_XA, language: str = "en") -> str:
    client = cast.client(member)
    with translation.override(language):
        answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def total(shown: str) -> int:
    """Return how many rows the list says that there are."""
    told = re.search(r'class="pages__where">(.*?)</p>', shown, re.DOTALL)
    assert told is not None
    return int(re.findall(r"\d+", re.sub(r"<[^>]+>", "", told[1]))[-1])


def sent(**changed: Any) -> tuple[int, str]:
    return sent_by(cast.RAPPORTEUR_XB, **changed)


def sent_by(member: cast.Member, **changed: Any) -> tuple[int, str]:
    answer = cast.client(member).post(NEW, {**HEAD, **ROW, **changed})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?instrument=g7-2024", 63),
        ("?pillar=protection&instrument=som", None),
        ("?theme=legis", None),
        ("?addressee=carriers", None),
        ("?article=som-art8-6", None),
        ("?sdg=10.7", None),
        ("?kind=lesson", 53),
        ("?words=carisica", 1),
        ("?asked=1&instrument=som", None),
    ],
)
def test_the_catalogue_has_a_view_for_each_question(query: str, count: int | None) -> None:
    shown = page(f"{START}{query}")
    assert "stacked__title" in shown
    assert count is None or total(shown) == count


def test_nothing_that_fits_is_said_and_what_is_not_known_narrows_nothing() -> None:
    assert "Nothing in the catalogue fits this." in page(f"{START}?words=nothing-of-the-kind")
    assert total(page(f"{START}?theme=nothing&page=x")) == 404


def test_an_item_shows_where_it_stands_what_is_alike_and_that_it_is_from_memory() -> None:
    shown = page(f"{START}som-art10-1e/", cast.RAPPORTEUR_XB)
    assert "Written from memory." in shown
    assert "Compared with its text" in shown
    assert "The same is asked elsewhere" in shown
    assert "/commitments/progress/new/?item=som-art10-1e" in shown
    assert cast.client(cast.ANALYST_XA).get(f"{START}nothing/").status_code == 404


def test_a_lawyer_confirms_with_a_source_and_the_caveat_goes_until_it_is_taken_back() -> None:
    address, lawyer = f"{START}som-art8-6/", cast.client(cast.LAWYER_XA)
    assert lawyer.post(f"{address}confirm/", {"source": " "}).status_code == 422
    assert lawyer.post(f"{address}confirm/", {"source": "UNTS 2241, article 8(6)"}).status_code == 302
    shown = page(address)
    assert "Written from memory." not in shown
    assert "UNTS 2241, article 8(6)" in shown

    Confirmation.objects.update(digest="0" * 64)
    assert "Written from memory." in page(address)
    lawyer.post(f"{address}confirm/", {"act": "take-back"})
    assert Confirmation.objects.get().withdrawn_at is not None


def test_who_is_no_lawyer_confirms_nothing_and_nobody_confirms_what_was_read_in_its_document() -> None:
    refused = cast.client(cast.RAPPORTEUR_XB).post(f"{START}som-art8-6/confirm/", {"source": "x"})
    assert refused.status_code == 403
    answer = cast.client(cast.LAWYER_XA).post(f"{START}ga-2023-prevention-01/confirm/", {"source": "x"})
    assert answer.status_code == 404
    assert not Confirmation.objects.exists()


def test_an_instrument_is_added_by_form_stands_in_the_catalogue_and_gets_a_later_version() -> None:
    assert sent()[0] == 302
    shown = page("/commitments/instruments/invented-plan/")
    assert "Added by XB-BRD" in shown
    assert "Name one contact for urgent requests" in page(f"{START}som-art8-6/")

    assert "is here already and says the same" in sent()[1]
    assert sent(**{"title-1": "Name one contact that is tested"})[0] == 302
    assert list(AddedInstrument.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert "stood at another paragraph before" in sent(**{"paragraph-1": "Paragraph 9"})[1]


def test_another_authoritys_key_is_taken() -> None:
    sent()
    status, shown = sent_by(cast.RAPPORTEUR_XA)
    assert status == 422
    assert "This key is taken." in shown


def test_refusals_name_line_and_column_and_what_was_typed_is_still_there() -> None:
    status, shown = sent(**{"theme-1": "nothing", "equivalents-1": "nothing-at-all", "name": ""})
    assert status == 422
    assert "Line 1, Theme: is not of the list" in shown
    assert "Line 1, Asked elsewhere: ids: is not of the list" in shown
    assert "Write the name of the instrument" in shown
    assert "Each State names an authority that answers at any hour." in shown
    assert not AddedInstrument.objects.exists()


def test_more_rows_keep_what_was_typed() -> None:
    shown = sent(act="more")[1]
    assert 'id="id-10"' in shown
    assert "Paragraph 3" in shown
    assert '<bdi dir="ltr">yes_no</bdi> · ' in shown


NAMES = {
    "declaration": "Invented regional declaration",
    "empact": "Invented operational action plan",
    "rcm": "Invented work plan of a conference",
    "strategy": "Invented national strategy",
}


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_tables_of_every_kind_of_plan_are_read(kind: str) -> None:
    lines = forms.template().replace("example-2024-1", f"{kind}-1")
    if kind == "rcm":
        out = io.BytesIO()
        with Workbook(out) as book:
            sheet = book.add_worksheet()
            for number, line in enumerate(csv.reader(lines.splitlines())):
                sheet.write_row(number, 0, line)
        file = SimpleUploadedFile("plan.xlsx", out.getvalue())
    else:
        file = SimpleUploadedFile("plan.csv", lines.encode("utf-8-sig"))
    status, shown = sent(key=f"invented-{kind}", name=NAMES[kind], file=file)
    assert status == 302, shown
    assert AddedInstrument.objects.get().document["items"][0]["id"] == f"{kind}-1"


def test_a_damaged_file_is_refused_whole_by_line_number() -> None:
    lines = forms.template() + "x-2,,wish,nowhere,channels,A,B,governments,nothing,,,,\n"
    status, shown = sent(file=SimpleUploadedFile("plan.csv", lines.encode()))
    assert status == 422
    assert "Line 3, Paragraph: is missing" in shown
    assert "Line 3, Kind: is not of the list" in shown
    assert sent(file=SimpleUploadedFile("plan.csv", b"\x00\x01\x02"))[0] == 422
    assert sent(file=SimpleUploadedFile("plan.csv", b"a,b\n1,2\n"))[0] == 422
    assert not AddedInstrument.objects.exists()


def test_an_instrument_added_by_mistake_is_withdrawn_within_a_week_whatever_was_reported_on_it() -> None:
    sent()
    address = "/commitments/instruments/invented-plan/withdraw/"
    assert cast.client(cast.RAPPORTEUR_XA).post(address).status_code == 404
    AddedInstrument.objects.update(added_at=timezone.now() - timedelta(days=8))
    assert cast.client(cast.RAPPORTEUR_XB).post(address).status_code == 409
    AddedInstrument.objects.update(added_at=timezone.now() - timedelta(days=6))
    about = approved(Writing(said(item="invented-plan-1"), "2026-H2", Level.OWN))
    assert cast.client(cast.RAPPORTEUR_XB).post(address).status_code == 302

    assert cast.client(cast.ANALYST_XA).get("/commitments/instruments/invented-plan/").status_code == 404
    assert cast.client(cast.RAPPORTEUR_XB).get(f"/commitments/progress/{about}/").status_code == 200


def test_arabic_shows_the_catalogue_in_arabic() -> None:
    shown = page(f"{START}som-art8-6/", language="ar")
    assert "بروتوكول مكافحة تهريب المهاجرين" in shown
