"""Cases that are not kept any more are erased, key and all; whoever agrees again in time keeps theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.casework.codes import KEEPING, Basis
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.protection.vault import actions, erasing, keyring, queries, sharing
from corridor.web.protection.vault.checking import rolled_back
from corridor.web.protection.vault.models import Case, CaseEntry, CaseMember, CaseReading, DataKey
from tests import cast
from tests.web.protection.vault import make

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def erase(now: datetime) -> int:
    return erasing.erase_cases(by=cast.officer(cast.ADMINISTRATOR_MPA), now=now)


def withdrawn(now: datetime) -> str:
    """Open a case, write down that the person agreed to its keeping, and that this was taken back."""
    ref = make.case(now=now)
    uid = make.consent(ref, purpose=KEEPING, recipient="INT-MPA", now=now)
    sharing.withdraw_consent(by=make.officer(), ref=ref, uid=uid, why="", now=now)
    return ref


def test_a_case_is_erased_a_month_after_the_person_took_back_that_it_is_kept() -> None:
    now = timezone.now()
    ref = withdrawn(now)
    uid = Case.objects.get(ref=ref).uid

    assert erase(now + timedelta(days=29)) == 0
    assert erase(now + timedelta(days=30)) == 1

    assert not DataKey.objects.filter(of=uid).exists()
    assert not Case.objects.filter(ref=ref).exists()
    assert not CaseEntry.objects.exists()
    assert not CaseMember.objects.exists()
    assert not CaseReading.objects.exists()
    with pytest.raises(NotFound):
        queries.case_for(make.officer(), ref, now=now)
    with pytest.raises(keyring.KeyForgotten):
        keyring.key_of(uid)


def test_the_entry_names_the_case_by_its_reference_and_says_nothing_of_it() -> None:
    now = timezone.now()
    ref = withdrawn(now)

    erase(now + timedelta(days=31))

    entry = LedgerEntry.objects.get(event=Event.CASE_ERASED)
    assert entry.about == ref
    assert make.WORDS not in entry.detail
    assert make.NAME not in entry.detail
    assert rolled_back() == ()


def test_who_agrees_again_within_the_month_keeps_the_case() -> None:
    now = timezone.now()
    ref = withdrawn(now)
    make.consent(ref, purpose=KEEPING, recipient="INT-MPA", now=now + timedelta(days=20), days=400)

    assert erase(now + timedelta(days=60)) == 0
    assert queries.case_for(make.officer(), ref, now=now + timedelta(days=60)).file.called == make.NAME


def test_a_closed_case_is_erased_after_five_years_and_not_when_it_was_opened_again() -> None:
    now = timezone.now()
    closed, again, running = (make.case(now=now, basis=Basis.VITAL_INTERESTS) for _ in range(3))
    for ref in (closed, again):
        actions.close_case(by=make.officer(), ref=ref, reason=sorted(actions.lists()["closing-reasons"])[0], now=now)
    actions.reopen_case(by=make.officer(), ref=again, why="came back", now=now)

    assert erase(now + timedelta(days=1825)) == 0
    assert erase(now + timedelta(days=1826)) == 1

    assert set(Case.objects.values_list("ref", flat=True)) == {again, running}


def test_a_case_of_which_parts_are_with_another_body_is_erased_and_its_withdrawal_is_still_awaited() -> None:
    now = timezone.now()
    make.body()
    ref = make.case(now=now)
    kept = make.consent(ref, purpose=KEEPING, recipient="INT-MPA", now=now)
    given = make.consent(ref, now=now)
    sharing.share_parts(by=make.officer(), ref=ref, consent=given, fields=frozenset({"needs"}), now=now)
    for uid in (given, kept):
        sharing.withdraw_consent(by=make.officer(), ref=ref, uid=uid, why="", now=now)

    assert erase(now + timedelta(days=40)) == 1

    row = Case.objects.get(ref=ref)
    assert [share.withdrawal is not None for share in row.shares.all()] == [True]
    assert not row.entries.exists()
    assert rolled_back() == ()
    assert erase(now + timedelta(days=41)) == 0


def test_a_file_that_was_changed_from_outside_is_left_for_people_to_look_at() -> None:
    now = timezone.now()
    broken, other = withdrawn(now), withdrawn(now)
    Case.objects.filter(ref=broken).update(head=b"broken")

    assert erase(now + timedelta(days=31)) == 1
    assert list(Case.objects.values_list("ref", flat=True)) == [broken]
    assert other not in Case.objects.values_list("ref", flat=True)
