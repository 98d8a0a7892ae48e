"""Whoever sits at the desk tries to get at what goes through the doors: the administrator, a colleague, a thief."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.doors import exchange
from corridor.core.doors.codes import Kind
from corridor.core.doors.errors import CardInvalid, SecondOfficerNeeded
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.doors import actions as doors
from corridor.web.base.doors import answers, queries, transport
from corridor.web.base.doors.models import Outgoing
from corridor.web.desk.doors import actions
from tests import cast, nodes
from tests.core.doors import make
from tests.peer import Peer

pytestmark = pytest.mark.usefixtures("node")
WORD = "quorblimey at the pier"


def hand_over(to: str = "INT-MPA") -> None:
    """Hand a person over as a field officer."""
    by = cast.officer(cast.FIELD_OFFICER_XA)
    actions.hand_over(by=by, one=make.hand_over(reach=WORD), to=to, now=timezone.now())


def test_an_administrator_alone_cannot_put_a_body_of_the_own_in_place_of_protection() -> None:
    false = Peer("XX-SPY", "protection", "protection")
    administrator, now = cast.officer(cast.ADMINISTRATOR_XA), timezone.now()
    written, same = exchange.card_written(false.card, false.signing.sign), exchange.fingerprint(false.card)
    doors.add_door(by=administrator, written=written, fingerprint=same, now=now)

    with pytest.raises((SecondOfficerNeeded, NotPermitted)):
        doors.confirm_door(by=administrator, code="XX-SPY", fingerprint=same, now=now)
    with pytest.raises(NotFound):
        hand_over("XX-SPY")
    assert "XX-SPY" not in cast.client(cast.FIELD_OFFICER_XA).get("/hand-over/").content.decode()


def test_a_card_that_is_replaced_needs_a_second_person_again() -> None:
    body = Peer("INT-MPA", "protection", "protection")
    body.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    false = Peer("INT-MPA", "protection", "protection")
    written, same = exchange.card_written(false.card, false.signing.sign), exchange.fingerprint(false.card)

    administrator = cast.officer(cast.ADMINISTRATOR_XA)
    doors.add_door(by=administrator, written=written, fingerprint=same, now=timezone.now())

    with pytest.raises(NotFound):
        hand_over()
    with pytest.raises(CardInvalid):
        before = exchange.fingerprint(body.card)
        doors.confirm_door(by=cast.officer(cast.OVERSEER_XA), code="INT-MPA", fingerprint=before, now=timezone.now())


def test_a_desk_is_no_protection_body_whatever_its_card_says() -> None:
    Peer("XB-BRD", "desk", "protection").introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    Peer("XB-ASY", "protection", "asylum").introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)

    for code in ("XB-BRD", "XB-ASY"):
        with pytest.raises(NotFound):
            hand_over(code)


def test_whoever_holds_the_desks_keys_and_database_cannot_open_what_waits() -> None:
    from corridor.web.base.doors import keyring
    from corridor.web.base.sealing import SealBroken, open_with

    body = Peer("INT-MPA", "protection", "protection")
    body.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    hand_over()
    envelope = bytes(Outgoing.objects.get().envelope)
    head = exchange.header(body.pair[1])

    with pytest.raises(SealBroken):
        open_with(keyring.private_key(), envelope[len(head) :], bound=head)
    assert body.read(envelope).body["reach"] == WORD


def test_after_delivery_neither_the_words_nor_the_envelope_stand_in_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    body = Peer("INT-MPA", "protection", "protection")
    body.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    hand_over()
    envelope = bytes(Outgoing.objects.get().envelope)

    def answered(sent: bytes, origin: str) -> bytes:
        said = {"form": 1, "by": "INT-MPA", "digest": answers.digest_of(sent), "on": "2026-11-22"}
        signature = body.signing.sign(answers.ANSWER_MARK + exchange.canonical(said)).hex()
        return json.dumps({"answer": said, "signature": signature}).encode()

    monkeypatch.setattr(transport, "deliver", answered)
    delivered = doors.deliver_due(now=timezone.now() + timedelta(seconds=1))

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = b"".join(path.read_bytes() for path in nodes.here().home.rglob("*") if path.is_file())
    assert (delivered, queries.waiting_outside()) == (1, 0)
    assert WORD.encode() not in held
    assert envelope[100:164] not in held


def test_the_envelope_of_one_body_is_no_use_to_another() -> None:
    body, other = Peer("INT-MPA", "protection", "protection"), Peer("XB-MPB", "protection", "protection")
    body.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    hand_over()

    with pytest.raises(AssertionError):
        other.read(bytes(Outgoing.objects.get().envelope))


@pytest.mark.parametrize("member", [cast.ANALYST_XB, cast.STATISTICIAN_XA, cast.OVERSEER_XA])
def test_no_function_reads_what_it_was_not_disclosed_for(member: cast.Member) -> None:
    officer: Officer = cast.officer(member)

    with pytest.raises(NotPermitted):
        from corridor.web.desk.doors.queries import disclosed_to

        disclosed_to(officer, timezone.now().date())


def test_nobody_makes_the_desk_ask_another_place_by_a_card() -> None:
    administrator, now = cast.officer(cast.ADMINISTRATOR_XA), timezone.now()
    for origin in ("http://169.254.169.254", "https://user:word@host", "gopher://host", "https://host/path"):
        false = Peer("INT-MPA", "protection", "protection")
        card = make.card(origin=origin, sealing_key=false.pair[1], signing_key=false.signing_key)
        written = exchange.card_written(card, false.signing.sign)

        with pytest.raises(CardInvalid):
            doors.add_door(by=administrator, written=written, fingerprint=exchange.fingerprint(card), now=now)


def test_a_hand_over_makes_no_thing_statement_or_suspect() -> None:
    from corridor.web.desk.statements.models import Entity, Statement

    body = Peer("INT-MPA", "protection", "protection")
    body.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    before = Entity.objects.count(), Statement.objects.count()

    hand_over()

    assert (Entity.objects.count(), Statement.objects.count()) == before
    assert body.read(bytes(Outgoing.objects.get().envelope)).kind is Kind.HAND_OVER
