"""The shift log: written once, corrected by further entries, handed over with what is open, read by whom it names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.centre.codes import EntryKind
from corridor.core.centre.errors import EntryRefused, HandOverRefused
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.centre import actions, shifting, shifts
from corridor.web.desk.centre.models import ShiftEntry
from corridor.web.desk.centre.shifting import Noted
from tests import cast, make

pytestmark = pytest.mark.django_db

LOG = "/centre/log/"
GOOD: dict[str, Any] = {"kind": "seen", "words": "Two boats pulled up at the pier.", "to": ["XB-BRD"]}


def written(member: cast.Member = cast.ANALYST_XA, to: tuple[str, ...] = ("XB-BRD",), **changed: Any) -> str:
    now = timezone.now()
    fields = {"kind": EntryKind.SEEN, "words": "Two boats pulled up.", "to": frozenset(to), "happened_at": now}
    return shifting.write(by=cast.officer(member), noted=Noted(**{**fields, **changed}), now=now)


def log(member: cast.Member) -> shifts.Log:
    return shifts.log_for(cast.officer(member), now=timezone.now())


def seen(member: cast.Member) -> str:
    return cast.client(member).get(LOG).content.decode()


def test_an_entry_is_read_by_whom_it_names_and_by_nobody_else() -> None:
    assert cast.client(cast.ANALYST_XA).post(LOG, GOOD).status_code == 302

    assert "pulled up at the pier" in seen(cast.ANALYST_XB)
    assert "pulled up at the pier" not in seen(cast.ANALYST_XC)
    assert "pier" not in LedgerEntry.objects.get(event=Event.SHIFT_WRITTEN).detail


def test_an_entry_that_names_nobody_stays_with_its_authority() -> None:
    written(to=())

    assert len(log(cast.ANALYST_XA).entries) == 1
    assert log(cast.ANALYST_XB).entries == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "Spoke with Ahmed Mansouri, called the captain."}, "words"),
        ({"words": "x" * 1001}, "words"),
        ({"place": "Call +33 6 12 34 56 78"}, "place"),
        ({"happened": "2020-01-01T10:00"}, "happened"),
        ({"happened": "noon"}, "happened"),
        ({"kind": "hand-over"}, "kind"),
        ({"to": ["XX-NONE"]}, "to"),
        ({"thing": "f" * 32}, "thing"),
        ({"alert": "f" * 32}, "alert"),
    ],
)
def test_what_must_be_corrected_is_said_at_its_field_and_nothing_is_written(
    changed: dict[str, Any], field: str
) -> None:
    answer = cast.client(cast.ANALYST_XA).post(LOG, {**GOOD, **changed})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not ShiftEntry.objects.exists()


def test_an_entry_is_linked_with_what_its_writer_may_read() -> None:
    hidden = make.file(cast.officer(cast.ANALYST_XB), marked=make.marking("own-authority", "XB-BRD"))

    with pytest.raises(EntryRefused):
        written(thing=hidden)


def test_a_correction_is_a_further_entry_and_whoever_read_the_first_reads_it() -> None:
    first = written()
    before = ShiftEntry.objects.values().get(uid=first)

    shifting.correct(by=cast.officer(cast.ANALYST_XA), uid=first, words="It was three boats.", now=timezone.now())

    assert ShiftEntry.objects.values().get(uid=first) == before
    assert "three boats" in seen(cast.ANALYST_XB)
    assert log(cast.ANALYST_XB).corrected.keys() == {first}


def test_nobody_corrects_what_another_authority_wrote_or_what_is_hidden() -> None:
    first, hidden = written(), written(to=())

    with pytest.raises(EntryRefused):
        shifting.correct(by=cast.officer(cast.ANALYST_XB), uid=first, words="No.", now=timezone.now())
    with pytest.raises(NotFound):
        shifting.correct(by=cast.officer(cast.ANALYST_XB), uid=hidden, words="No.", now=timezone.now())


def test_a_member_settles_an_open_matter_of_another_and_both_read_how() -> None:
    first = written(is_open=True)
    assert log(cast.ANALYST_XB).open == (first,)

    answer = cast.client(cast.ANALYST_XB).post(f"{LOG}{first}/settle/", {"words": "Coast guard has gone out."})

    assert answer.status_code == 302
    assert log(cast.ANALYST_XA).open == log(cast.ANALYST_XB).open == ()
    assert "Coast guard has gone out" in seen(cast.ANALYST_XA)
    with pytest.raises(EntryRefused):
        shifting.settle(by=cast.officer(cast.ANALYST_XA), uid=first, words="Again.", now=timezone.now())


def test_a_shift_is_handed_over_with_what_is_open_and_taken_by_whom_was_named() -> None:
    first = written(is_open=True)
    written(cast.ANALYST_XB, to=("XA-POL",))
    answer = cast.client(cast.ANALYST_XA).post(
        f"{LOG}hand-over/", {"successor": cast.ANALYST_XB.handle, "words": "Quiet night.", "to": ["XB-BRD"]}
    )
    assert answer.status_code == 302, answer.content.decode()
    over = ShiftEntry.objects.get(kind=EntryKind.HAND_OVER)
    assert over.matters == [first]

    taking = cast.client(cast.ANALYST_XB).post(f"{LOG}{over.uid}/take/")

    assert taking.status_code == 302
    assert log(cast.ANALYST_XA).hand_over == ""
    with pytest.raises(HandOverRefused):
        shifting.take_over(by=cast.officer(cast.ANALYST_XB), uid=over.uid, now=timezone.now())


def test_a_shift_is_handed_to_nobody_who_is_unknown_may_not_keep_the_log_or_could_not_read_it() -> None:
    written(cast.ANALYST_XB, to=("XA-POL",))
    by, now = cast.officer(cast.ANALYST_XA), timezone.now()

    for handle in ("nobody", by.handle, cast.FIELD_OFFICER_XA.handle, cast.ANALYST_XC.handle):
        with pytest.raises(HandOverRefused):
            shifting.hand_over(by=by, to=handle, words="", named=["XB-BRD", "XC-POL"], now=now)
    with pytest.raises(HandOverRefused):
        shifting.hand_over(by=by, to=cast.ANALYST_XB.handle, words="", named=[], now=now)


def test_nobody_takes_a_shift_over_that_was_handed_to_another() -> None:
    written(cast.ANALYST_XB, to=("XA-POL",))
    by, now = cast.officer(cast.ANALYST_XA), timezone.now()
    uid = shifting.hand_over(by=by, to=cast.ANALYST_XB.handle, words="", named=["XB-BRD", "XC-POL"], now=now)

    assert cast.client(cast.ANALYST_XA).post(f"{LOG}{uid}/take/").status_code == 422


def test_handles_of_another_authority_are_offered_only_where_they_stand_in_the_log_already() -> None:
    by = cast.officer(cast.ANALYST_XA)
    assert cast.ANALYST_XB.handle not in dict(shifts.successors(by, log(cast.ANALYST_XA)))

    written(cast.ANALYST_XB, to=("XA-POL",))

    assert cast.ANALYST_XB.handle in dict(shifts.successors(by, log(cast.ANALYST_XA)))


@pytest.mark.parametrize("field", ["words", "by", "place", "is_open", "mark"])
def test_an_entry_that_was_changed_behind_the_node_is_shown_as_such(field: str) -> None:
    first, other = written(is_open=True), written(to=())
    assert log(cast.ANALYST_XA).altered == frozenset()

    changed = {"words": "One boat.", "by": "xa.other", "place": "Elsewhere", "is_open": False}
    changed["mark"] = ShiftEntry.objects.get(uid=other).mark
    ShiftEntry.objects.filter(uid=first).update(**{field: changed[field]})

    assert log(cast.ANALYST_XA).altered == {first}
    assert "not as it was written" in seen(cast.ANALYST_XA)


def test_who_reads_alerts_without_keeping_the_log_sees_it_and_writes_nothing() -> None:
    written(to=())

    page = seen(cast.FIELD_OFFICER_XA)

    assert 'action="/centre/log/"' in seen(cast.ANALYST_XA)
    assert "Two boats" in page
    assert 'action="/centre/log/"' not in page
    assert cast.client(cast.FIELD_OFFICER_XA).post(LOG, GOOD).status_code == 403


def test_the_log_is_printed_under_its_marking_by_who_may_print() -> None:
    written()

    printed = cast.client(cast.ANALYST_XA).get(f"{LOG}?print=1")

    assert "Two boats" in printed.content.decode()
    assert LedgerEntry.objects.filter(event=Event.PAGE_PRINTED).exists()
    assert cast.client(cast.FIELD_OFFICER_XA).get(f"{LOG}?print=1").status_code == 403


def test_entries_are_erased_when_the_rule_of_their_marking_says_so() -> None:
    written()

    assert actions.erase_over(timezone.now() + timedelta(days=364)) == 0
    assert actions.erase_over(timezone.now() + timedelta(days=366)) == 1
