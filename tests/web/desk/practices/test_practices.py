"""The library: entries are filed, graded by others, adopted; a claim stays one; nobody reads what is another's own."""

from __future__ import annotations

import pytest

from corridor.core.access.codes import Event
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.practices.models import Adoption, LibraryEntry, LibraryGrade
from tests import cast

pytestmark = pytest.mark.django_db

START, NEW = "/commitments/practices/", "/commitments/practices/new/"
GOOD = {
    "kind": "practice",
    "title": "Evening hours at the post (invented)",
    "done": "The post stays open in the evening.",
    "context": "One post in one year.",
    "limits": "One post only; nobody asked those who did not come.",
    "method": "Counts before and after.",
    "source": "Annual report (invented)",
    "where": "XB",
    "pillar": "protection",
    "theme": "",
    "items": "gcm-9",
    "level": "public",
}


def filed(member: cast.Member = cast.RAPPORTEUR_XB, **changed: str) -> str:
    answer = cast.client(member).post(NEW, {**GOOD, **changed})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def page(address: str, member: cast.Member = cast.ANALYST_XA) -> str:
    answer = cast.client(member).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_practice_is_filed_and_found_with_its_limits() -> None:
    address = filed()
    shown = page(address)

    assert "nobody asked those who did not come" in shown
    assert "Described: how it was done is told" in shown
    assert "Evening hours" in page(f"{START}?words=evening&kind=practice&pillar=protection")
    assert "Evening hours" not in page(f"{START}?words=nothing-of-the-kind")
    events = LedgerEntry.objects.filter(event=Event.PRACTICE_FILED)
    assert ["Evening" in entry.detail for entry in events] == [False]


def test_without_source_or_method_it_is_kept_as_a_claim_and_becomes_more_when_they_are_added() -> None:
    address = filed(source="")
    assert "No source is told: it is a claim, not a practice." in page(address)
    assert cast.client(cast.FOCAL_XB).post(f"{address}grade/", {"grade": "compared", "reason": "x"}).status_code == 422

    assert cast.client(cast.RAPPORTEUR_XB).post(f"{address}edit/", GOOD).status_code == 302
    assert "it is a claim" not in page(address)
    assert list(LibraryEntry.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_what_must_be_corrected_is_told_and_what_was_typed_is_still_there() -> None:
    answer = cast.client(cast.RAPPORTEUR_XB).post(NEW, {**GOOD, "title": "", "limits": "", "items": "nothing"})
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "Write what it does not show" in shown
    assert "Counts before and after." in shown
    assert not LibraryEntry.objects.exists()


def test_words_that_reach_a_person_are_refused() -> None:
    answer = cast.client(cast.RAPPORTEUR_XB).post(NEW, {**GOOD, "context": "Call +44 7700 900123 for the interview."})
    assert answer.status_code == 422
    assert not LibraryEntry.objects.exists()


def test_a_grade_is_a_second_officers_judgement_with_a_reason_and_can_be_taken_back() -> None:
    address = filed(cast.FOCAL_XB)
    author, second = cast.client(cast.FOCAL_XB), cast.client(cast.FOCAL_XA)
    assert author.post(f"{address}grade/", {"grade": "compared", "reason": "my own"}).status_code == 422
    assert second.post(f"{address}grade/", {"grade": "compared", "reason": ""}).status_code == 422
    assert second.post(f"{address}grade/", {"grade": "described", "reason": "x"}).status_code == 422
    assert second.post(f"{address}grade/", {"grade": "compared", "reason": "Two posts without."}).status_code == 302
    assert "Evaluated against a comparison" in page(address)

    second.post(f"{address}grade/", {"act": "take-back"})
    assert "Described: how it was done is told" in page(address)
    assert LibraryGrade.objects.count() == 1


def test_what_stays_with_an_authority_is_nobody_elses() -> None:
    address = filed(level="own", title="Own words of XB")
    assert "Own words of XB" in page(f"{START}?words=own", cast.FOCAL_XB)
    assert "Own words of XB" not in page(f"{START}?words=own")
    assert cast.client(cast.ANALYST_XA).get(address).status_code == 404
    for act in ("edit/", "adopt/", "grade/", "withdraw/"):
        assert cast.client(cast.FOCAL_XA).post(f"{address}{act}", {**GOOD, "grade": "compared"}).status_code in (
            404,
            422,
        )
    assert LibraryEntry.objects.get().withdrawn_at is None


def test_adoption_is_told_with_its_day_and_a_day_ahead_is_refused() -> None:
    address = filed()
    told = {"stage": "adapted", "on": "2026-03-01", "how": "Two evenings a week.", "came": "", "level": "public"}
    client = cast.client(cast.RAPPORTEUR_XA)
    assert client.post(f"{address}adopt/", {**told, "on": "2999-01-01"}).status_code == 422
    assert client.post(f"{address}adopt/", told).status_code == 302

    assert "Two evenings a week." in page(address)
    assert "Evening hours" in page(f"{START}?adopted=1")
    assert Adoption.objects.count() == 1


def test_what_the_catalogue_tells_is_there_in_the_language_of_the_page_and_is_a_claim() -> None:
    shown = page(f"{START}unodc-2024-p43a/")
    assert "Operation CARISICA" in shown
    assert "does not tell how this is known" in shown
    for kind in ("practice", "claim"):
        assert page(f"{START}?kind={kind}").count("stacked__title") == 14 + 9
    assert page(f"{START}?kind=lesson&page=2").count("stacked__title") == 53 - 40
    assert cast.client(cast.ANALYST_XA).get(f"{START}unodc-2024-p43a/edit/").status_code == 404


def test_an_entry_that_was_withdrawn_is_found_by_nobody() -> None:
    address = filed()
    assert cast.client(cast.RAPPORTEUR_XA).post(f"{address}withdraw/").status_code == 404
    cast.client(cast.RAPPORTEUR_XB).post(f"{address}withdraw/")
    assert cast.client(cast.RAPPORTEUR_XB).get(address).status_code == 404


def test_who_filed_an_earlier_version_does_not_grade_what_a_colleague_made_of_it() -> None:
    address = filed(cast.FOCAL_XB)
    assert cast.client(cast.RAPPORTEUR_XB).post(f"{address}edit/", GOOD).status_code == 302

    answer = cast.client(cast.FOCAL_XB).post(f"{address}grade/", {"grade": "compared", "reason": "Two posts without."})

    assert answer.status_code == 422
    assert not LibraryGrade.objects.exists()


def test_an_earlier_public_version_is_graded_no_more_where_its_authority_keeps_the_later_one() -> None:
    address = filed()
    assert cast.client(cast.RAPPORTEUR_XB).post(f"{address}edit/", {**GOOD, "level": "own"}).status_code == 302
    second = cast.client(cast.FOCAL_XA)

    assert second.get(address).status_code == 404
    assert second.post(f"{address}grade/", {"grade": "compared", "reason": "x"}).status_code == 404
    assert second.post(f"{address}grade/", {"act": "take-back"}).status_code == 404
    assert second.post(f"{START}%00/grade/", {"grade": "compared", "reason": "x"}).status_code == 404


@pytest.mark.parametrize("reason", ["Ask at +44 7700 900123.", "a" * 501])
def test_a_reason_reaches_nobody_and_fits(reason: str) -> None:
    answer = cast.client(cast.FOCAL_XA).post(f"{filed()}grade/", {"grade": "compared", "reason": reason})

    assert answer.status_code == 422
    assert not LibraryGrade.objects.exists()


@pytest.mark.parametrize("method", ["-", "…", "\x00", "1"])
def test_a_mark_in_place_of_a_method_makes_no_practice_of_a_claim(method: str) -> None:
    assert "No method is told: it is a claim, not a practice." in page(filed(method=method))


def test_a_pillar_is_never_guessed() -> None:
    assert cast.client(cast.RAPPORTEUR_XB).post(NEW, {**GOOD, "pillar": "nothing"}).status_code == 422
