"""Acts on the vault as a whole need two people; renewing the keys loses nothing wherever it is stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base import keys
from corridor.web.protection.vault import actions, dual, keyring, queries
from corridor.web.protection.vault.dual import Kind
from corridor.web.protection.vault.errors import ProposalMissing, ProposalOver, SamePerson
from corridor.web.protection.vault.models import CaseMember, DataKey
from tests import cast
from tests.nodes import Node
from tests.web.protection.vault import make

pytestmark = pytest.mark.store


def _propose() -> str:
    return dual.propose(by=cast.officer(cast.ADMINISTRATOR_MPA), kind=Kind.RENEW_KEYS, now=timezone.now())


def _approve(uid: str) -> None:
    dual.approve(by=make.officer(), uid=uid, now=timezone.now())


def _renew() -> dual.Renewed:
    return dual.renew_keys(by=cast.officer(cast.ADMINISTRATOR_MPA), now=timezone.now())


def test_keys_are_renewed_once_when_two_decided_and_every_case_opens_as_before(node: Node) -> None:
    refs = [make.case() for _ in range(3)]
    sealed = [bytes(row.wrapped) for row in DataKey.objects.order_by("pk")]
    _approve(_propose())

    renewed = _renew()

    assert (renewed.wrapped, renewed.removed, renewed.newest) == (3, (1,), 2)
    assert keys.numbers_of("vault") == (2,)
    assert {queries.case_for(make.officer(), ref, now=timezone.now()).file.called for ref in refs} == {make.NAME}
    assert not {bytes(row.wrapped) for row in DataKey.objects.all()} & set(sealed)
    with pytest.raises(ProposalMissing):
        _renew()


@pytest.mark.parametrize("stopped_after", range(4))
def test_a_renewal_stopped_anywhere_loses_nothing_and_is_finished_later(
    node: Node, stopped_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs = [make.case() for _ in range(3)]
    _approve(_propose())
    steps = 0
    renew = keyring.renew

    def one_at_a_time(limit: int = 1) -> int:
        nonlocal steps
        if steps == stopped_after:
            raise KeyboardInterrupt
        steps += 1
        return renew(1)

    monkeypatch.setattr(keyring, "renew", one_at_a_time)
    with pytest.raises(KeyboardInterrupt):
        _renew()
    monkeypatch.setattr(keyring, "renew", renew)
    new = make.case()

    opened = [queries.case_for(make.officer(), ref, now=timezone.now()).file.called for ref in (*refs, new)]
    assert opened == [make.NAME] * 4
    assert keyring.standing().behind == 3 - stopped_after
    _renew()

    assert keys.numbers_of("vault") == (2,)
    assert keyring.standing().behind == 0
    assert queries.case_for(make.officer(), refs[0], now=timezone.now()).file.called == make.NAME


def test_a_key_on_which_something_hangs_is_never_removed(node: Node) -> None:
    ref = make.case()
    keyring.begin_generation()

    assert keyring.retire() == ()

    assert queries.case_for(make.officer(), ref, now=timezone.now()).file.called == make.NAME


@pytest.mark.django_db
def test_nobody_does_it_alone() -> None:
    with pytest.raises(ProposalMissing):
        _renew()
    uid = _propose()
    with pytest.raises(ProposalMissing):
        _renew()
    own = dual.propose(by=make.officer(), kind=Kind.RENEW_KEYS, now=timezone.now())
    with pytest.raises(SamePerson):
        _approve(own)
    for member in (cast.ADMINISTRATOR_MPA, cast.OVERSEER_MPA, cast.VOLUNTEER):
        with pytest.raises(NotPermitted):
            dual.approve(by=cast.officer(member), uid=uid, now=timezone.now())
    with pytest.raises(ProposalMissing):
        _renew()


@pytest.mark.django_db
def test_nobody_of_another_body_decides() -> None:
    cast.grant(cast.ASYLUM_OFFICER, "protection-officer", "protection")
    stranger = cast.officer(cast.ASYLUM_OFFICER, function="protection-officer")

    with pytest.raises(NotFound):
        dual.approve(by=stranger, uid=_propose(), now=timezone.now())


@pytest.mark.django_db
def test_a_proposal_is_decided_once_and_within_a_day() -> None:
    uid, late, denied = _propose(), _propose(), _propose()
    _approve(uid)
    dual.deny(by=make.officer(), uid=denied, now=timezone.now())

    for over, now in (
        (uid, timezone.now()),
        (denied, timezone.now()),
        (late, timezone.now() + timedelta(hours=25)),
    ):
        with pytest.raises(ProposalOver):
            dual.approve(by=make.officer(), uid=over, now=now)


@pytest.mark.django_db
def test_an_approval_that_ran_out_renews_nothing() -> None:
    uid = _propose()
    _approve(uid)

    with pytest.raises(ProposalMissing):
        dual.renew_keys(by=cast.officer(cast.ADMINISTRATOR_MPA), now=timezone.now() + timedelta(hours=25))


def _leaver() -> str:
    """Let the second officer keep a case and leave; return its reference."""
    second = cast.officer(cast.SECOND_PROTECTION_OFFICER)
    ref = make.case(second)
    account = cast.account(cast.SECOND_PROTECTION_OFFICER)
    account.is_active = False
    account.save()
    return ref


@pytest.mark.django_db
def test_cases_of_somebody_who_left_are_taken_over_when_two_decided() -> None:
    ref = _leaver()
    administrator = cast.officer(cast.ADMINISTRATOR_MPA)
    about = (cast.SECOND_PROTECTION_OFFICER.handle, make.officer().handle)
    assert dual.orphaned(administrator) == {cast.SECOND_PROTECTION_OFFICER.handle: 1}

    uid = dual.propose(by=administrator, kind=Kind.REASSIGN, about=about, now=timezone.now())
    with pytest.raises(NotFound):
        queries.case_for(make.officer(), ref, now=timezone.now())
    _approve(uid)

    assert queries.case_for(make.officer(), ref, now=timezone.now()).file.called == make.NAME
    assert dual.orphaned(administrator) == {}
    assert not CaseMember.objects.filter(handle=cast.SECOND_PROTECTION_OFFICER.handle).exists()


@pytest.mark.django_db
def test_cases_of_somebody_who_still_works_here_are_not_taken_over() -> None:
    make.case(cast.officer(cast.SECOND_PROTECTION_OFFICER))
    about = (cast.SECOND_PROTECTION_OFFICER.handle, make.officer().handle)

    with pytest.raises(NotFound):
        dual.propose(by=cast.officer(cast.ADMINISTRATOR_MPA), kind=Kind.REASSIGN, about=about, now=timezone.now())


@pytest.mark.django_db
def test_an_administrator_sees_how_many_cases_there_are_and_none_of_them() -> None:
    ref = make.case()
    administrator = cast.officer(cast.ADMINISTRATOR_MPA)

    assert dual.cases_kept(administrator) == 1
    for attempt in (
        lambda: queries.cases_for(administrator, now=timezone.now()),
        lambda: queries.case_for(administrator, ref, now=timezone.now()),
        lambda: actions.open_in_emergency(by=administrator, ref=ref, reason="danger-to-life", now=timezone.now()),
    ):
        with pytest.raises(NotPermitted):
            attempt()
