"""What came of reports: within what the author may know, told without counting, and nobody is ranked."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.centre.codes import AlertKind, EndReason, Haste
from corridor.core.centre.records import Saying
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.returned.codes import Agreement, Kind, Sentence
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.centre import actions as centre
from corridor.web.desk.returned import actions, queries
from corridor.web.desk.returned.digest import returned_for
from corridor.web.desk.returned.errors import AskedAlready, OwnReport, ThankedAlready, WordsRefused
from corridor.web.desk.returned.models import Question, Thanks
from corridor.web.desk.returned.queries import CameOf
from corridor.web.desk.statements.models import Load
from tests import cast, make

pytestmark = pytest.mark.django_db

OURS = {"incident_kind": "shipwreck", "occurred_on": "2021-03-14", "country": "XA", "dead": "9"}


def said(response: Any) -> str:
    return html.unescape(response.content.decode())


def file(member: cast.Member, name: str, **fields: Any) -> str:
    """File a report of a member about a thing."""
    by = cast.officer(member)
    preset, *recipients = fields.pop("marked", ("public",))
    marking = make.marking(preset, by.reader.authority, *recipients)
    return make.file(by, make.incident(name, **{**OURS, **fields}), marked=marking, ref=f"R-{member.handle}-{name}")


def load_of(uid: str, authority: str = "XA-POL") -> str:
    _, reports = queries.behind(cast.officer(cast.ANALYST_XB), uid)
    return next(one.load for one in reports if one.authority == authority)


def came(member: cast.Member = cast.FIELD_OFFICER_XA) -> CameOf:
    officer = cast.officer(member)
    (found,) = queries.came_of(officer, queries.filed_by(officer), today=timezone.localdate())
    return found


def test_another_source_that_the_author_may_read_bears_a_report_out_or_says_otherwise() -> None:
    uid = file(cast.FIELD_OFFICER_XA, "a")
    assert came().is_nothing

    file(cast.ANALYST_XB, "a", dead="30..40")

    agreed = came().agreed
    assert came().filed.thing == uid
    assert agreed["occurred_on"] == Agreement.SAME
    assert agreed["dead"] == Agreement.OTHER
    page = said(cast.client(cast.FIELD_OFFICER_XA).get("/returned/"))
    assert "Another source says otherwise" in page
    assert Kind.BORNE_OUT in {one.kind for one in returned_for(cast.officer(cast.FIELD_OFFICER_XA))}


def test_what_the_author_may_not_read_bears_nothing_out() -> None:
    file(cast.FIELD_OFFICER_XA, "a")
    before = cast.client(cast.FIELD_OFFICER_XA).get("/returned/").content

    file(cast.ANALYST_XB, "a", marked=("own-authority",))

    assert came().is_nothing
    after = cast.client(cast.FIELD_OFFICER_XA).get("/returned/").content
    token = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|request[^<]*')
    assert token.sub(b"", after) == token.sub(b"", before)


def test_a_judgement_comes_back_to_those_alone_who_may_read_it() -> None:
    one, other = file(cast.FIELD_OFFICER_XA, "a"), file(cast.ANALYST_XB, "b")

    make.same(one, other, make.marking("own-authority", "XB-BRD"), by=cast.ANALYST_XB.handle)
    assert came().same == ()

    make.same(one, other, make.marking("public", "XB-BRD"), by=cast.ANALYST_XB.handle)
    assert [uid for uid, _ in came().same] == [other]


def test_a_question_goes_to_the_author_alone_and_its_answer_back() -> None:
    uid = file(cast.FIELD_OFFICER_XA, "a")
    asker, author = cast.client(cast.ANALYST_XB), cast.client(cast.FIELD_OFFICER_XA)
    assert "Reports behind this" in said(asker.get(f"/things/{uid}/"))

    sent = {"act": "ask", "load": load_of(uid), "text": "Was the engine <b>running</b>?"}
    assert asker.post(f"/things/{uid}/reports/", sent).status_code == 302

    page = author.get("/returned/")
    assert "Was the engine <b>running</b>?" in said(page)
    assert b"<b>running" not in page.content
    assert "engine" not in said(cast.client(cast.ANALYST_XA).get("/returned/?of=authority")), "nobody else is told"
    question = Question.objects.get()
    assert cast.client(cast.INVESTIGATOR_XA).post(
        "/returned/answer/", {"question": question.uid, "text": "No."}
    ).status_code == 404  # fmt: skip
    assert author.post("/returned/answer/", {"question": question.uid, "text": "It was not."}).status_code == 302
    assert "It was not." in said(asker.get("/returned/"))
    assert [one.kind for one in returned_for(cast.officer(cast.ANALYST_XB))] == [Kind.ANSWERED]
    assert author.post("/returned/answer/", {"question": question.uid, "text": "Yes."}).status_code == 409


@pytest.mark.parametrize("text", ["", "x" * 501, "Call +34 612 345 678", "Passport X1234567"])
def test_a_question_names_and_reaches_nobody(text: str) -> None:
    uid = file(cast.FIELD_OFFICER_XA, "a")

    answer = cast.client(cast.ANALYST_XB).post(
        f"/things/{uid}/reports/", {"act": "ask", "load": load_of(uid), "text": text}
    )

    assert answer.status_code == 422
    assert not Question.objects.exists()


def test_who_may_not_read_a_report_asks_nothing_about_it_and_learns_nothing() -> None:
    uid = file(cast.FIELD_OFFICER_XA, "a", marked=("own-authority",))
    other, now = cast.officer(cast.ANALYST_XB), timezone.now()
    load = Load.objects.get(dataset__edition="reports").uid

    with pytest.raises(NotFound):
        actions.ask(by=other, thing=uid, load=load, text="Which?", now=now)
    public = file(cast.ANALYST_XB, "b")
    with pytest.raises(NotFound):
        actions.thank(by=other, thing=public, load=load, sentence=Sentence.THANKS, is_named=True, now=now)
    with pytest.raises(NotPermitted):
        actions.ask(by=cast.officer(cast.FIELD_OFFICER_XA), thing=uid, load=load, text="Which?", now=now)


def test_a_question_is_out_of_sight_once_its_report_cannot_be_read() -> None:
    uid = file(cast.FIELD_OFFICER_XA, "a")
    by, now = cast.officer(cast.ANALYST_XB), timezone.now()
    question = actions.ask(by=by, thing=uid, load=load_of(uid), text="Which engine?", now=now)
    with pytest.raises(AskedAlready):
        actions.ask(by=by, thing=uid, load=load_of(uid), text="And when?", now=now)
    statistician = cast.officer(cast.STATISTICIAN_XA)

    from corridor.web.desk.statements.record_store import fall

    fall(Load.objects.get(uid=Question.objects.get().load).pk)

    with pytest.raises(NotFound):
        queries.question_for(cast.officer(cast.FIELD_OFFICER_XA), question)
    assert "engine" not in said(cast.client(cast.FIELD_OFFICER_XA).get("/returned/"))
    assert returned_for(statistician) == ()


def test_thanks_name_an_authority_only_where_it_said_so_and_count_nothing() -> None:
    uid = file(cast.FIELD_OFFICER_XA, "a")
    load, now = load_of(uid), timezone.now()
    for member, named in ((cast.ANALYST_XB, False), (cast.PROSECUTOR_XC, False), (cast.ANALYST_XC, True)):
        by = cast.officer(member)
        actions.thank(by=by, thing=uid, load=load, sentence=Sentence.IN_TIME, is_named=named, now=now)
    with pytest.raises(ThankedAlready):
        by = cast.officer(cast.ANALYST_XB)
        actions.thank(by=by, thing=uid, load=load, sentence=Sentence.THANKS, is_named=True, now=now)
    with pytest.raises(OwnReport):
        own = file(cast.ANALYST_XA, "b")
        actions.thank(
            by=cast.officer(cast.ANALYST_XA), thing=own, load=load_of(own), sentence=Sentence.THANKS,
            is_named=True, now=now,
        )  # fmt: skip

    page = said(cast.client(cast.FIELD_OFFICER_XA).get("/returned/"))

    assert page.count("It came in time.") == 1
    assert "It came in time. (XC-POL)" in page
    assert "XB-BRD" not in page
    assert not re.search(r"(thanked|thanks)\D{0,40}\d", page, re.IGNORECASE), "how many thanked is not told"


def alert(member: cast.Member, uid: str, kind: AlertKind = AlertKind.METHOD) -> None:
    haste = Haste.FLASH if kind is AlertKind.DISTRESS else Haste.PROMPT
    saying = Saying(kind=kind, haste=haste, words="A hull with a false floor.", area="Ashmar", hours=24, thing=uid)
    centre.send(by=cast.officer(member), saying=saying, to=("XA-POL", "XC-POL"), now=timezone.now())


def test_an_alert_about_what_was_reported_is_told_to_the_author_who_may_read_it_and_to_nobody_else() -> None:
    uid = file(cast.ANALYST_XA, "a")
    other = file(cast.OUTSIDER, "b")
    alert(cast.ANALYST_XB, uid)
    alert(cast.ANALYST_XB, other)  # Not sent to the authority that reported it.

    told = came(cast.ANALYST_XA)
    page = said(cast.client(cast.ANALYST_XA).get("/returned/"))
    assert [(one.kind, one.authority) for one in told.alerts] == [("method-seen", "XB-BRD")]
    assert f'href="/centre/alerts/{told.alerts[0].uid}/"' in page
    assert Kind.ALERTED in [one.kind for one in returned_for(cast.officer(cast.ANALYST_XA))]
    assert came(cast.OUTSIDER).is_nothing


def test_an_alert_that_was_taken_back_or_that_the_author_wrote_is_nothing_that_came_back() -> None:
    uid = file(cast.ANALYST_XA, "a")
    alert(cast.ANALYST_XA, uid)
    assert came(cast.ANALYST_XA).alerts == ()

    alert(cast.ANALYST_XB, uid)
    (sent,) = came(cast.ANALYST_XA).alerts
    centre.end(by=cast.officer(cast.ANALYST_XB), uid=sent.uid, reason=EndReason.MISTAKEN, now=timezone.now())

    assert came(cast.ANALYST_XA).alerts == ()


def test_no_page_orders_or_compares_officers() -> None:
    for number, member in enumerate((cast.FIELD_OFFICER_XA, cast.INVESTIGATOR_XA, cast.ANALYST_XA)):
        uid = file(member, f"t{number}")
        by = cast.officer(cast.ANALYST_XB)
        for _ in range(1):
            actions.thank(
                by=by, thing=uid, load=load_of(uid), sentence=Sentence.WELL_TOLD, is_named=False, now=timezone.now()
            )

    page = said(cast.client(cast.ANALYST_XA).get("/returned/?of=authority"))

    main = page[page.index("<main") : page.index("</main")]
    assert "told so that it could be used" in main
    for member in (cast.FIELD_OFFICER_XA, cast.INVESTIGATOR_XA, cast.ANALYST_XB):
        assert member.handle not in main
        assert member.name not in main


def test_use_by_others_is_told_by_month_once_the_month_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    file(cast.FIELD_OFFICER_XA, "a", marked=("partners",))
    uid = came().filed.thing
    cast.client(cast.ANALYST_XB).get(f"/things/{uid}/")
    cast.client(cast.ANALYST_XA).get("/returned/")

    assert came().uses == ()
    later = timezone.localdate() + timedelta(days=32)
    officer = cast.officer(cast.FIELD_OFFICER_XA)
    (found,) = queries.came_of(officer, queries.filed_by(officer), today=later)

    assert found.uses == ((timezone.now().date().isoformat()[:7], "page"),)


@pytest.mark.parametrize(("member", "status"), [(cast.OVERSEER_XA, 403), (cast.STATISTICIAN_XA, 403)])
def test_who_reads_no_content_is_told_nothing(member: cast.Member, status: int) -> None:
    assert cast.client(member).get("/returned/").status_code == status
    assert cast.client(cast.FIELD_OFFICER_XA).get("/returned/?of=authority").status_code == 403


def test_the_ledger_has_no_word_of_a_question_and_an_erased_report_takes_it_along() -> None:
    uid = file(cast.FIELD_OFFICER_XA, "a")
    by, now, load = cast.officer(cast.ANALYST_XB), timezone.now(), load_of(uid)
    question = actions.ask(by=by, thing=uid, load=load, text="Was Zephyrine blue?", now=now)
    actions.answer(by=cast.officer(cast.FIELD_OFFICER_XA), question=question, text="Turquoise it was.", now=now)
    actions.thank(by=by, thing=uid, load=load, sentence=Sentence.THANKS, is_named=True, now=now)
    with pytest.raises(WordsRefused):
        actions.ask(by=by, thing=uid, load=load, text="", now=now)

    entries = list(LedgerEntry.objects.order_by("position"))
    assert {Event.QUESTION_ASKED, Event.QUESTION_ANSWERED, Event.THANKS_GIVEN} <= {entry.event for entry in entries}
    assert not any(word in f"{entry.about} {entry.detail}" for entry in entries for word in ("Zephyrine", "Turquoise"))
    Load.objects.filter(uid=load).update(state=Load.State.ERASED)
    assert actions.erase_over() == 2
    assert not Question.objects.exists()
    assert not Thanks.objects.exists()
