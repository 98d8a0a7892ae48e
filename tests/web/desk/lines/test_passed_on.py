"""What a partner brings that another authority signed, what it leaves empty, and how much it may bring."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.rates import Allowance, Rate
from corridor.core.exchange.codes import Kind
from corridor.core.exchange.records import Letter
from corridor.core.exchange.releases import Released, body_of, narrowed
from corridor.core.handling.exchange import digest
from corridor.web.base.doors.models import Door
from corridor.web.base.ledger import turn
from corridor.web.desk.exchange.models import Received
from corridor.web.desk.lines.models import Came, Holding
from corridor.web.desk.partners.models import Suspension
from tests import make
from tests.nodes import Node
from tests.web.desk.lines.far import Far, brought

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("node")]
PURPOSE = "operational-analysis"


@pytest.fixture
def owner(node: Node) -> Far:
    return Far().introduce()


@pytest.fixture
def other(node: Node) -> Far:
    return Far("XE-NAT", "XE-POL").introduce()


def answers(letter: Letter) -> list[tuple[str, str]]:
    return [(one.outcome.value, str(one.reason or "")) for one in letter.receipts]


def bar(code: str, how: str) -> None:
    """Close the card of a partner, or suspend it."""
    with turn.write():
        if how == "closed":
            Door.objects.filter(code=code).update(closed_at=timezone.now())
        else:
            Suspension.objects.create(uid="a" * 32, partner=code, ground="misuse", by="two", at=timezone.now())


def passes_on(other: Far, owner: Far, signed: bytes, name: str, kind: Kind = Kind.RELEASE, version: int = 1) -> Any:
    """Let another node bring what the owner signed; return how it is answered."""
    other.adds(kind, signed, originator=owner.authority, about=make.uid(name), version=version)
    return answers(other.brings(other.log.items[-1]))


@pytest.mark.parametrize("how", ["closed", "suspended"])
def test_what_may_not_come_from_a_partner_does_not_come_by_way_of_another(owner: Far, other: Far, how: str) -> None:
    bar(owner.code, how)

    assert passes_on(other, owner, owner.releases("wreck"), "wreck") == [("kept-aside", "not-the-originators")]
    assert not Received.objects.exists()
    assert not Holding.objects.exists()


@pytest.mark.parametrize("how", ["closed", "suspended"])
def test_what_was_passed_on_is_ended_the_way_it_came_though_its_owner_is_barred(
    owner: Far, other: Far, how: str
) -> None:
    assert passes_on(other, owner, owner.releases("wreck"), "wreck") == [("applied", "")]
    bar(owner.code, how)
    recall, _ = owner.signed(Kind.RECALL, {"reason": "wrong"}, about=make.uid("wreck"), version=2)

    assert passes_on(other, owner, recall, "wreck", Kind.RECALL, 2) == [("applied", "")]
    assert Received.objects.get().state == "ended"


def theirs(owner: Far, name: str, to: str) -> bytes:
    """Return what the owner signed for somebody who is not here."""
    marking = narrowed(make.marking("law-enforcement", owner.authority, to), [to], PURPOSE)
    body = body_of(Released("", "2026-03-01", False, (to,), marking, ((make.incident(name), marking),)))
    signed, _ = owner.signed(Kind.RELEASE, body, marking=digest(marking), purpose=PURPOSE, about=make.uid(name))
    return signed


def test_nobody_learns_by_a_copy_of_its_own_whether_something_was_released_here_too(owner: Far, other: Far) -> None:
    ended = make.uid("ended")
    owner.releases("wreck")
    owner.releases("ended")
    owner.says(Kind.RECALL, {"reason": "wrong"}, about=ended, version=2)
    owner.brings()

    told = {name: passes_on(other, owner, theirs(owner, name, "XE-POL"), name) for name in ("wreck", "ended", "never")}

    assert all(answered == [("kept-aside", "not-the-originators")] for answered in told.values())
    assert not Holding.objects.filter(about=make.uid("never")).exists()


def test_what_is_for_others_is_refused_alike_whether_it_is_held_or_not(owner: Far) -> None:
    owner.releases("wreck")
    owner.brings()
    for name in ("wreck", "never"):
        owner.adds(
            Kind.RELEASE,
            theirs(owner, name, "XE-POL"),
            originator=owner.authority,
            about=make.uid(name),
            version=1,
        )

    assert answers(owner.brings(*owner.log.items[1:])) == [("kept-aside", "content-refused")] * 2
    assert not Holding.objects.filter(about=make.uid("never")).exists()


def test_nothing_is_ended_and_nothing_counts_as_taken_that_is_empty_and_that_nothing_ends(owner: Far) -> None:
    for number, originator in enumerate(("XC-POL", "XC-POL", owner.authority)):
        kind = Kind.RELEASE if number == 1 else Kind.RECALL
        owner.adds(kind, b"", originator=originator, about=make.uid(f"empty {number}"), version=1)
    owner.adds(Kind.RELEASE, b"", originator=owner.authority, about=make.uid("alone"), version=1)

    assert {outcome for outcome, _ in answers(owner.brings())} == {"kept-aside"}


def test_what_is_empty_because_its_owner_ended_it_since_is_taken(owner: Far) -> None:
    about = make.uid("wreck")
    owner.adds(Kind.RELEASE, b"", originator=owner.authority, about=about, version=1)
    owner.says(Kind.RECALL, {"reason": "wrong"}, about=about, version=2)

    assert answers(owner.brings()) == [("applied", ""), ("applied", "")]


def test_who_brings_items_without_end_is_not_heard_for_a_while_and_nobody_else_suffers(
    owner: Far, other: Far, settings: Any
) -> None:
    settings.RATES = {Allowance.ITEMS: Rate(3, 86_400)}
    for number in range(4):
        owner.releases(f"wreck {number}")
    first = owner.log.items[:3]

    assert answers(owner.brings(*first)) == [("applied", "")] * 3
    assert answers(owner.brings(*first)) == [("applied", "")] * 3
    assert brought(owner.sealed(owner.letter(owner.log.items[3]))).status_code == 429
    assert Came.objects.filter(partner=owner.code).count() == 3
    other.releases("of another")
    assert answers(other.brings()) == [("applied", "")]
