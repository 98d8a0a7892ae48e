"""A function of the other zone gets onto no account: by page, by command, by the demonstration, or by the table."""

from __future__ import annotations

import argparse

import pytest

from corridor.core.access.errors import ZonesJoined
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import models
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import turn
from corridor.web.commands import shared as commands
from tests import cast

pytestmark = pytest.mark.django_db

NEW = "/administration/officers/new/"
FOREIGN = "protection-officer:protection"


@pytest.mark.parametrize("duties", [[FOREIGN], [FOREIGN, "analyst:research"], [FOREIGN, "overseer:oversight"]], ids=str)
def test_the_page_adds_nobody_of_the_other_zone(duties: list[str]) -> None:
    administrator = cast.client(cast.ADMINISTRATOR_XA)
    typed = {"handle": "xa.both", "name": "Both", "authority": "XA-POL", "duties": duties}

    answer = administrator.post(NEW, typed)

    assert answer.status_code == 422
    assert [problem.field for problem in answer.context["page"].problems] == ["duties"]
    assert "other zone" in answer.content.decode()
    assert people.account_of("xa.both") is None


def test_the_page_gives_nobody_a_function_of_the_other_zone() -> None:
    administrator = cast.client(cast.ADMINISTRATOR_XA)
    card = f"/administration/officers/of/{cast.ANALYST_XA.handle}/"

    answer = administrator.post(f"{card}duties/", {"duties": ["analyst:research", FOREIGN]})

    assert answer.status_code == 422
    assert FOREIGN not in administrator.get(card).content.decode()
    assert not cast.account(cast.ANALYST_XA).grants.filter(function="protection-officer").exists()


def test_the_command_adds_nobody_of_the_other_zone() -> None:
    chosen = argparse.Namespace(handle="xa.both", name="Both", authority="XA-POL", duty=[FOREIGN], actor="")

    with pytest.raises(ZonesJoined):
        commands.officer(chosen)

    assert people.account_of("xa.both") is None


def test_whoever_writes_an_account_writes_none_of_the_other_zone() -> None:
    with pytest.raises(ZonesJoined), turn.write():
        accounts.add_officer(
            handle="xa.both",
            display_name="Both",
            authority=people.authority_of("XA-POL"),
            duties=[("analyst", "research"), ("protection-officer", "protection")],
            password=None,
        )

    assert people.account_of("xa.both") is None


def test_a_function_of_the_other_zone_written_past_the_node_counts_for_nothing() -> None:
    who = cast.account(cast.ANALYST_XA)
    models.Grant.objects.create(officer=who, function="protection-officer", purpose="protection")

    assert [duty.function for duty in people.duties_of(who)] == ["analyst"]
    with pytest.raises(people.ActorUnknown):
        people.duty_named(f"{cast.ANALYST_XA.handle}:protection-officer")
