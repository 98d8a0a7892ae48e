"""The page that reads a pasted text: proposals with their words, and a draft of what was confirmed and nothing else."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from corridor import shelf
from corridor.core.reports.places import place_of
from corridor.core.reports.records import Place
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.reports.forms import places
from corridor.web.desk.reports.models import Report
from corridor.web.desk.reports.queries import kept_of
from tests import cast, words

pytestmark = pytest.mark.django_db

PASTE = "/reports/new/paste/"
TEXT = (
    "Yesterday a rubber boat with about 80 people left Zuwara bound for Lampedusa and capsized off the coast of Libya. "
    "At least 12 bodies were recovered, 30 people were rescued. Ahmed Ben Ali, tel. +218 91 234 5678, steered it."
)


def read(client: Client, text: str = TEXT, on: str = "2026-03-10") -> str:
    """Return the page that proposes."""
    return unescape(client.post(PASTE, {"text": text, "on": on}).content.decode())


def offers(html: str) -> list[str]:
    """Return what may be taken."""
    return re.findall(r'name="(?:take|one-[^"]*)" value="([^"]+)"', html)


def test_each_proposal_stands_with_the_words_it_comes_from_and_none_is_ticked() -> None:
    html = read(cast.client(cast.FIELD_OFFICER_XA))

    assert {"occurred_on=2026-03-09", "counts.1.what=dead&counts.1.range=12%2B"} <= set(offers(html))
    assert "<mark>capsized<sup>" in html
    assert not re.search(r'<input[^>]*value="[^"]+"[^>]*checked', html)


def test_a_draft_holds_what_was_confirmed_and_nothing_else_of_the_text() -> None:
    client = cast.client(cast.FIELD_OFFICER_XA)
    taken = ["occurred_on=2026-03-09", "counts.1.what=dead&counts.1.range=12%2B", "transport=inflatable-boat"]

    answer = client.post(PASTE, {"act": "take", "take": taken})

    draft = Report.objects.get()
    values = kept_of(draft).values
    assert answer["Location"].endswith(f"/reports/{draft.uid}/edit/")
    assert values["occurred_on"] == "2026-03-09"
    assert (values["counts.0.what"], values["counts.0.range"]) == ("dead", "12+")
    assert values["transport"] == "inflatable-boat"
    assert "summary" not in values and "place_text" not in values


def test_rows_that_are_left_out_leave_no_gap_and_how_a_fee_was_paid_joins_it() -> None:
    client = cast.client(cast.FIELD_OFFICER_XA)
    taken = [
        "fees.0.payment_method=hawala",
        "counts.2.what=dead&counts.2.range=3",
        "counts.5.what=missing&counts.5.range=4",
        "fees.1.amount=900&fees.1.currency=EUR",
    ]

    client.post(PASTE, {"act": "take", "take": taken})

    values = kept_of(Report.objects.get()).values
    assert [values[f"counts.{row}.range"] for row in range(2)] == ["3", "4"]
    assert (values["fees.0.amount"], values["fees.0.payment_method"]) == ("900", "hawala")
    assert "fees.1.amount" not in values


def test_only_one_of_several_readings_can_be_taken() -> None:
    client = cast.client(cast.FIELD_OFFICER_XA)
    html = read(client, "A boat left Tripoli.")
    tripolis = [one for one in offers(html) if one.startswith("legs.0.from_text=Tripoli")]

    client.post(PASTE, {"act": "take", "one-legs-0-from_text": tripolis[1]})

    assert len(tripolis) > 1
    assert kept_of(Report.objects.get()).values["legs.0.from_text"].startswith("Tripoli (LB")


def test_fields_that_a_report_does_not_have_are_not_taken() -> None:
    cast.client(cast.FIELD_OFFICER_XA).post(
        PASTE, {"act": "take", "take": ["password=x", "state=released", "a" * 5000]}
    )

    assert not {"password", "state"} & set(kept_of(Report.objects.get()).values)


def test_the_officer_is_told_of_names_and_numbers_without_their_being_proposed() -> None:
    html = read(cast.client(cast.FIELD_OFFICER_XA))

    assert "The text seems to name people." in html
    assert "They are not taken over into the report." in html
    assert not any("Ahmed" in one or "234" in one for one in offers(html))


def test_neither_text_nor_names_reach_the_ledger() -> None:
    client = cast.client(cast.FIELD_OFFICER_XA)
    before = LedgerEntry.objects.count()

    read(client)
    client.post(PASTE, {"act": "take", "take": ["occurred_on=2026-03-09"]})

    written = str([entry.detail + entry.about for entry in LedgerEntry.objects.order_by("pk")[before:]])
    assert not [word for word in ("Zuwara", "Ahmed", "capsized", "2026-03-09") if word in written]


def test_markup_in_a_text_stays_text() -> None:
    answer = cast.client(cast.FIELD_OFFICER_XA).post(
        PASTE, {"text": "Off Zuwara <script>alert(1)</script> <mark>5</mark> dead"}
    )

    assert b"<script>alert" not in answer.content
    assert b"&lt;mark&gt;" in answer.content


def test_a_function_that_files_no_reports_gets_no_proposals() -> None:
    answer = cast.client(cast.OVERSEER_XA).post(PASTE, {"text": TEXT})

    assert answer.status_code == 403


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_every_place_that_is_proposed_is_one_that_the_report_knows(lang: str) -> None:
    known = places(cast.officer(cast.FIELD_OFFICER_XA), lang)
    texts = [
        item["text"]
        for part in words.PARTS
        for one in words.LANGUAGES
        for item in words.vectors(f"pasting-{one}")[part]
    ]

    proposed = {
        value
        for text in texts
        for one in shelf.pasting().proposals(text, lang=lang, message_on=words.MESSAGE_ON)
        for path, value in one.values
        if path in ("place_text", "legs.0.from_text", "legs.0.to_text")
    }

    assert len(proposed) > 50
    assert [value for value in sorted(proposed) if not isinstance(place_of(value, known), Place)] == []
