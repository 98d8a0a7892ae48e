"""The pages of reports to forums and of words: who may, what is refused field by field, and two officers for words."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from corridor.core.answers.codes import Form, WordsState
from corridor.core.answers.errors import AnotherPersonNeeded, WordsNotNow
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.progress.codes import Level
from corridor.web.desk.answers import actions, queries
from corridor.web.desk.answers.actions import Writing
from corridor.web.desk.answers.models import AnswerWords
from corridor.web.desk.series.models import Worked
from tests import cast
from tests.web.desk.answers import text

pytestmark = pytest.mark.django_db

HERE, WORDS = "/commitments/answers/", "/commitments/answers/words/"
QUERY = f"template=roma-lyon&subject=XB&since={text.HALF}&until={text.HALF}&level=public&language=en"
NEEDS = Writing("roma-lyon", "needs", text.HALF, "Boats for rescue, and two trainers.", "en", Level.PUBLIC)


@pytest.fixture
def browser() -> Client:
    return cast.client(cast.RAPPORTEUR_XB)


# --- the page of a report ---------------------------------------------------------------------------------------------


def test_a_report_is_shown_one_section_at_a_time_and_the_page_stays_light(browser: Client) -> None:
    text.approved(text.said())

    first = browser.get(f"{HERE}?{QUERY}").content
    third = browser.get(f"{HERE}?{QUERY}&part=part-3").content.decode()

    assert len(first) < 100_000
    assert "Nothing was reported for this period." in first.decode()
    assert "A unit of twelve officers" in third
    assert "overdue since 1 September 2026" in third
    assert 'aria-current="page">III.' in third


def test_the_page_opens_without_a_question_on_the_last_half_year_of_the_own_state(browser: Client) -> None:
    page = browser.get(HERE)

    assert page.status_code == 200
    assert "XB" in page.content.decode()
    assert "Half-yearly progress report" in page.content.decode()


def test_a_report_in_arabic_is_marked_as_such_on_a_page_in_english(browser: Client) -> None:
    page = browser.get(f"{HERE}?{QUERY.replace('language=en', 'language=ar')}").content.decode()

    assert 'lang="ar" dir="rtl"' in page
    assert '<html lang="en' in page


def test_the_page_says_how_many_entries_stay_out_at_its_level(browser: Client) -> None:
    text.approved(text.said(evidence=()), level=Level.OWN)

    assert "1 entry of this period" in browser.get(f"{HERE}?{QUERY}").content.decode()
    assert "entry of this period" not in browser.get(f"{HERE}?{QUERY.replace('public', 'own')}").content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("template=no-such", "template"),
        ("template=regional", "instrument"),
        ("subject=XA", "subject"),
        ("since=2026-H3", "since"),
        ("until=2999-H1", "until"),
        ("language=de", "language"),
        ("level=forum&forum=ffffffffffffffffffffffffffffffff", "forum"),
    ],
)
def test_what_does_not_fit_is_named_field_by_field(browser: Client, said: str, field: str) -> None:
    answer = browser.get(f"{HERE}?{said}")

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert browser.post(f"{HERE}take/json/?{said}").status_code == 422


def test_a_report_leaves_as_a_file_with_its_name(browser: Client) -> None:
    answer = browser.post(f"{HERE}take/xlsx/?{QUERY}")

    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="corridor-roma-lyon-{text.HALF}-en.xlsx"'
    assert answer["Cache-Control"] == "no-store"
    assert browser.post(f"{HERE}take/pdf/?{QUERY}").status_code == 409
    assert browser.post(f"{HERE}take/exe/?{QUERY}").status_code == 404
    assert browser.get(f"{HERE}take/xlsx/?{QUERY}").status_code == 405


def test_pdf_and_docx_are_asked_for_and_the_page_looks_again(browser: Client) -> None:
    assert "Make PDF and DOCX" in browser.get(f"{HERE}?{QUERY}").content.decode()

    assert browser.post(f"{HERE}files/?{QUERY}").status_code == 302

    assert Worked.objects.filter(kind="answers.1").count() == 1
    page = browser.get(f"{HERE}?{QUERY}").content.decode()
    assert 'http-equiv="refresh"' in page
    assert "Make PDF and DOCX" not in page


def test_who_reads_commitments_sees_a_report_and_takes_none_along() -> None:
    lawyer = cast.client(cast.LAWYER_XA)

    page = lawyer.get(f"{HERE}?template=untoc")

    assert page.status_code == 200
    assert "/take/" not in page.content.decode()
    assert lawyer.post(f"{HERE}take/json/?template=untoc").status_code == 403
    assert lawyer.post(f"{HERE}files/?template=untoc").status_code == 403
    assert lawyer.get(WORDS).status_code == 403


def test_without_the_permission_there_is_no_page() -> None:
    without = cast.client(cast.ADMINISTRATOR_XA)

    assert without.get(HERE).status_code == 403
    assert without.post(f"{HERE}take/json/").status_code == 403


# --- words ------------------------------------------------------------------------------------------------------------


def approved(writing: Writing = NEEDS) -> str:
    """Have words written by one officer and approved by another."""
    author, focal = cast.officer(cast.RAPPORTEUR_XB), cast.officer(cast.FOCAL_XB)
    uid = actions.write_words(by=author, writing=writing, now=text.NOW).uid
    actions.submit_words(by=author, uid=uid, now=text.NOW)
    actions.approve_words(by=focal, uid=uid, now=text.NOW)
    return uid


def in_report(**changed: Any) -> str:
    content = actions.compose(
        by=cast.officer(cast.RAPPORTEUR_XB), asked=text.asked(**changed), form=Form.JSON, now=text.NOW
    )
    return content.decode()


def test_words_are_in_a_report_once_a_second_officer_approved_them() -> None:
    author, focal = cast.officer(cast.RAPPORTEUR_XB), cast.officer(cast.FOCAL_XB)
    uid = actions.write_words(by=author, writing=NEEDS, now=text.NOW).uid
    with pytest.raises(NotPermitted):
        actions.approve_words(by=author, uid=uid, now=text.NOW)
    with pytest.raises(WordsNotNow):
        actions.approve_words(by=focal, uid=uid, now=text.NOW)
    actions.submit_words(by=author, uid=uid, now=text.NOW)
    assert "two trainers" not in in_report()
    actions.approve_words(by=focal, uid=uid, now=text.NOW)

    assert "two trainers" in in_report()
    actions.withdraw_words(by=focal, uid=uid, now=text.NOW)
    assert "two trainers" not in in_report()


def test_who_wrote_words_does_not_approve_them_in_another_function_either() -> None:
    author = cast.officer(cast.RAPPORTEUR_XB)
    uid = actions.write_words(by=author, writing=NEEDS, now=text.NOW).uid
    actions.submit_words(by=author, uid=uid, now=text.NOW)
    cast.grant(cast.RAPPORTEUR_XB, "focal-point", "strategic-analysis")

    with pytest.raises(AnotherPersonNeeded):
        actions.approve_words(by=cast.officer(cast.RAPPORTEUR_XB, function="focal-point"), uid=uid, now=text.NOW)


def test_words_go_no_further_than_their_level_and_to_no_other_forum() -> None:
    first, second = text.space(), text.space()
    approved(Writing("roma-lyon", "needs", text.HALF, "Own words.", "en", Level.OWN))
    approved(Writing("roma-lyon", "next-half-year", text.HALF, "Forum words.", "en", Level.FORUM, (first,)))

    public, own = in_report(), in_report(level=Level.OWN)
    forum = in_report(level=Level.FORUM, forum=first)

    assert "Own words" in own
    assert "Forum words" in own
    assert "words." not in public
    assert "Forum words" in forum
    assert "Own words" not in forum
    assert "Forum words" not in in_report(level=Level.FORUM, forum=second)


def test_new_words_take_the_place_of_old_ones_when_they_are_approved() -> None:
    old = approved()
    approved(Writing("roma-lyon", "needs", text.HALF, "Nothing any more.", "en", Level.PUBLIC))

    assert "two trainers" not in in_report()
    assert AnswerWords.objects.get(uid=old).state == WordsState.SUPERSEDED


def test_another_authority_finds_no_words_whatever_the_address() -> None:
    uid = approved(Writing("roma-lyon", "needs", text.HALF, "Own words.", "en", Level.OWN))
    other = cast.client(cast.FOCAL_XA)

    for act in ("submit", "approve", "withdraw", "send-back", "x"):
        assert other.post(f"{WORDS}{uid}/{act}/").status_code == 404
    with pytest.raises(NotFound):
        queries.own_words(cast.officer(cast.FOCAL_XA), uid)
    assert "Own words" not in other.get(f"{WORDS}?template=roma-lyon&period={text.HALF}").content.decode()


def test_words_go_their_way_on_the_pages(browser: Client) -> None:
    typed = {"template": "roma-lyon", "question": "needs", "period": text.HALF, "language": "fr", "reach": "public"}
    assert browser.post(WORDS, {**typed, "text": "Deux formateurs."}).status_code == 302
    row = AnswerWords.objects.get()
    focal = cast.client(cast.FOCAL_XB)
    address = f"{WORDS}?template=roma-lyon&period={text.HALF}"
    assert "Hand to the focal point" in browser.get(address).content.decode()
    assert browser.post(f"{WORDS}{row.uid}/submit/").status_code == 302
    assert browser.post(WORDS, {**typed, "text": "Autre chose."}).status_code == 409
    assert focal.post(f"{WORDS}{row.uid}/send-back/", {"why": " "}).status_code == 422
    assert focal.post(f"{WORDS}{row.uid}/send-back/", {"why": "Say for whom."}).status_code == 302
    assert "Say for whom." in browser.get(address).content.decode()
    assert browser.post(f"{WORDS}{row.uid}/submit/").status_code == 302
    assert "Approve</button>" in focal.get(address).content.decode()
    assert focal.post(f"{WORDS}{row.uid}/approve/").status_code == 302

    assert AnswerWords.objects.get().state == WordsState.APPROVED
    page = browser.get(f"{HERE}?{QUERY}&part=outlook").content.decode()
    assert "Deux formateurs." in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": " "}, 'href="#needs-text">Write the answer.'),
        ({"text": "x" * 4001}, 'href="#needs-text">Write at most 4,000 characters.'),
        ({"text": "Turn \u202e round"}, 'href="#needs-text">Leave out control characters'),
        ({"text": "Call Ahmed Bekele on +33 6 12 34 56 78"}, 'href="#needs-text">This may name or reach a person.'),
        ({"reach": "f" * 32}, 'href="#needs-reach">Choose from the list.'),
        ({"language": "de"}, 'href="#needs-language">Choose from the list.'),
        ({"question": "no-such"}, "<li>Choose from the list."),
        ({"period": "2026-H9"}, "<li>Choose from the list."),
    ],
)
def test_words_that_do_not_fit_are_refused_and_stay_on_the_page(
    browser: Client, changed: dict[str, str], told: str
) -> None:
    typed = {"template": "roma-lyon", "question": "needs", "period": text.HALF, "text": "Trainers.", "reach": "own"}

    answer = browser.post(WORDS, {**typed, **changed})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not AnswerWords.objects.exists()


def test_a_focal_point_writes_no_words() -> None:
    typed = {"template": "roma-lyon", "question": "needs", "period": text.HALF, "text": "Trainers.", "reach": "own"}

    assert cast.client(cast.FOCAL_XB).post(WORDS, typed).status_code == 403


def test_a_template_without_questions_says_so_and_an_unknown_one_is_not_there(browser: Client) -> None:
    assert browser.get(f"{WORDS}?template=no-such").status_code == 404
    assert "Pledges" in browser.get(f"{WORDS}?template=compact").content.decode()
