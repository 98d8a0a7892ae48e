"""A complaint reaches a body that it does not concern, and nobody else; attacks on that among them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.complaints.codes import ComplaintKind, ComplaintState, Outcome
from corridor.core.complaints.errors import BodyConcerned, ComplaintClosed, NotAdmitted
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.accounts.models import Officer as Account
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.protection.complaints import actions, queries
from corridor.web.protection.complaints.models import Complaint, ComplaintEntry
from tests import cast
from tests.web.protection.complaints.ground import hired, sent

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def handler(member: cast.Member = cast.COMPLAINTS_OFFICER):  # type: ignore[no-untyped-def]  # an Officer
    return cast.officer(member)


def signs(taken: actions.Taken) -> str:
    return taken.code.replace("-", "")


def test_a_complaint_comes_to_a_body_that_it_does_not_concern() -> None:
    row, taken = sent(about="XB-RET")

    assert taken.body == "XB-OMB"
    assert [one.ref for one in queries.complaints_for(handler())] == [row.ref]


def test_a_complaint_about_the_only_body_is_held_and_the_sender_is_told() -> None:
    row, taken = sent(about="XB-OMB")

    assert taken.body == ""
    assert row.state == ComplaintState.HELD
    assert queries.complaints_for(handler()) == ()
    assert queries.held_for(cast.officer(cast.OVERSEER_MPA)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Nela Ostrov asked me for money",
        "a woman, OSTROV",
        "Ostrow did it",
        "in.nela",
        "the Asylum Office of XB",
        "XB-ASY",
    ],
)
def test_a_report_that_names_its_handler_or_its_house_in_words_goes_elsewhere(words: str) -> None:
    inspector = hired("in.nela", "Nela Ostrov", "XB-ASY")
    other, _ = sent("somebody else")

    row, taken = sent(words)

    assert other.body == "XB-ASY"
    assert taken.body == "XB-OMB"
    with pytest.raises(NotFound):
        queries.complaint_for(handler(inspector), row.ref)


@pytest.mark.parametrize("words", ["Gard Alby asked me for money", "om.complaints did it", "the Ombudsperson of XB"])
def test_where_the_only_body_is_named_nobody_receives_it(words: str) -> None:
    row, taken = sent(words)

    assert taken.body == ""
    with pytest.raises(NotFound):
        queries.complaint_for(handler(), row.ref)


def test_a_name_that_comes_later_in_the_thread_moves_the_complaint_at_once() -> None:
    row, taken = sent()
    actions.write_more(signs=signs(taken), words="It was Gard Alby himself.", now=timezone.now())

    row.refresh_from_db()
    assert (row.body, row.state) == ("", ComplaintState.HELD)
    assert queries.complaints_for(handler()) == ()


def test_who_is_hired_after_being_named_never_reads_it_and_it_moves() -> None:
    row, _ = sent("The driver was called Merrit Sand.")
    merrit = hired("om.merrit", "Merrit Sand", "XB-OMB")

    with pytest.raises(NotAdmitted):
        queries.complaints_for(handler(merrit))
    assert queries.complaints_for(handler()) == ()
    actions.route_again(by=handler(), now=timezone.now())
    row.refresh_from_db()
    assert row.state == ComplaintState.HELD


def test_a_held_complaint_goes_to_a_body_that_is_there_later() -> None:
    row, _ = sent(about="XB-OMB")
    hired("in.nela", "Nela Ostrov", "XB-ASY")

    actions.route_again(by=handler(), now=timezone.now())

    row.refresh_from_db()
    assert (row.body, row.state) == ("XB-ASY", ComplaintState.RECEIVED)


def test_an_administrator_who_gives_herself_the_function_reads_nothing_until_a_handler_admits_her() -> None:
    row, _ = sent(about="INT-MPA")
    own_house = hired("mp.second-self", "Somebody New", "INT-MPA")
    other_house = hired("om.second-self", "Somebody Else", "XB-OMB")

    with pytest.raises(NotFound):
        queries.complaint_for(handler(own_house), row.ref)
    with pytest.raises(NotAdmitted):
        queries.complaint_for(handler(other_house), row.ref)
    with pytest.raises(NotAdmitted):
        actions.admit(by=handler(other_house), handle="om.second-self", now=timezone.now())

    actions.admit(by=handler(), handle="om.second-self", now=timezone.now())

    assert queries.complaint_for(handler(other_house), row.ref).ref == row.ref


def test_an_administrator_who_suspends_every_handler_does_not_become_the_first() -> None:
    row, _ = sent(about="INT-MPA")
    Account.objects.filter(handle=cast.COMPLAINTS_OFFICER.handle).update(is_active=False)
    newcomer = hired("om.second-self", "Somebody Else", "XB-OMB")

    with pytest.raises(NotAdmitted):
        queries.complaint_for(handler(newcomer), row.ref)


@pytest.mark.parametrize(
    "member", [cast.OVERSEER_MPA, cast.ADMINISTRATOR_MPA, cast.PROTECTION_OFFICER, cast.RETURN_MONITOR], ids=str
)
def test_no_other_function_reads_complaints(member: cast.Member) -> None:
    row, _ = sent()

    with pytest.raises(NotPermitted):
        queries.complaint_for(cast.officer(member), row.ref)


def test_a_complaint_is_taken_answered_and_closed_and_the_sender_reads_it_by_the_code() -> None:
    row, taken = sent()
    by, now = handler(), timezone.now()

    actions.take_complaint(by=by, ref=row.ref, now=now)
    actions.answer_complaint(by=by, ref=row.ref, words="We ask the unit.", now=now)
    assert actions.write_more(signs=signs(taken), words="It was a grey telephone.", now=now)
    actions.close_complaint(by=by, ref=row.ref, outcome=Outcome.UPHELD, words="You get it back.", now=now)

    found = queries.complaint_followed(signs(taken))
    assert found is not None
    told = [queries.words_of(found, entry) for entry in queries.thread(found)]
    assert told == ["", "We ask the unit.", "It was a grey telephone.", "You get it back."]
    assert not actions.write_more(signs=signs(taken), words="One more thing.", now=now)
    with pytest.raises(ComplaintClosed):
        actions.answer_complaint(by=by, ref=row.ref, words="…", now=now)


def test_a_complaint_is_passed_on_only_to_a_body_that_it_does_not_concern() -> None:
    hired("in.nela", "Nela Ostrov", "XB-ASY")
    hired("rt.inner", "Ylva Brand", "XB-RET")
    row, _ = sent("They took it.", about="XB-RET")
    assert row.body == "XB-ASY"
    member = cast.Member("in.nela", "Nela Ostrov", "XB-ASY", "complaints-officer", "complaints")

    for wrong in ("XB-RET", "XB-NONE", ""):
        with pytest.raises(BodyConcerned):
            actions.pass_on(by=handler(member), ref=row.ref, to=wrong, now=timezone.now())
    actions.pass_on(by=handler(member), ref=row.ref, to="XB-OMB", now=timezone.now())

    assert [one.ref for one in queries.complaints_for(handler())] == [row.ref]
    with pytest.raises(NotFound):
        queries.complaint_for(handler(member), row.ref)


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM complaint",
        "DELETE FROM complaint_entry",
        "UPDATE complaint SET received_on = '2001-01-01'",
        "UPDATE complaint SET about = 'XB-ASY'",
        "UPDATE complaint SET kind = 'other'",
        "UPDATE complaint_entry SET kind = 'answered'",
    ],
)
def test_the_database_itself_keeps_a_complaint_as_it_came(attack: str) -> None:
    _, taken = sent()
    actions.write_more(signs=signs(taken), words="More.", now=timezone.now())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert (Complaint.objects.count(), ComplaintEntry.objects.count()) == (1, 1)


def test_replacing_a_complaint_is_refused_like_deleting_it() -> None:
    sent()
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no replacing")
    columns = "id, ref, follow, kind, about, received_on, language, body, concerned, state, outcome, sealed"

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO complaint ({columns}) SELECT {columns} FROM complaint")


def test_a_complaint_that_was_closed_and_is_older_than_it_is_kept_is_erased_and_no_other() -> None:
    now = timezone.now()
    sent()
    actions.send_complaint(
        sent=actions.Sent(kind=ComplaintKind.THEFT, words="Long ago."), now=now - timedelta(days=6 * 366)
    )
    old = Complaint.objects.order_by("received_on")[0]
    assert actions.erase_overdue(by=handler(), now=now) == 0
    actions.take_complaint(by=handler(), ref=old.ref, now=now)
    actions.close_complaint(by=handler(), ref=old.ref, outcome=Outcome.NOT_UPHELD, words="No.", now=now)

    assert actions.erase_overdue(by=handler(), now=now) == 1

    assert not Complaint.objects.filter(ref=old.ref).exists()
    assert Complaint.objects.count() == 1


def test_nothing_that_was_written_stands_in_the_ledger_or_in_a_column() -> None:
    sent("Vexmark did it", about="XB-RET", unit="Unitmark", place="Placemark", contact="Contactmark")

    told = " ".join(f"{row.about} {row.detail} {row.actor} {row.authority}" for row in LedgerEntry.objects.all())
    columns = " ".join(str(value) for row in Complaint.objects.all() for value in vars(row).values())
    for mark in ("Vexmark", "Unitmark", "Placemark", "Contactmark"):
        assert mark not in told
        assert mark not in columns
    [entry] = LedgerEntry.objects.filter(event=str(Event.COMPLAINT_RECEIVED))
    assert (entry.actor, json.loads(entry.detail)) == ("", {})
