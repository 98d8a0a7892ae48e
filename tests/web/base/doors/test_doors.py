"""The door of a node: the same answer to everything, nothing twice or partly, and nothing lost on the way."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test import Client
from django.utils import timezone

from corridor.core.doors import bodies, exchange
from corridor.core.doors.codes import Ending, Kind, Trouble
from corridor.core.doors.errors import CardInvalid, SecondOfficerNeeded
from corridor.core.doors.records import Message
from corridor.core.kernel.errors import NotPermitted
from corridor.web.base.doors import actions, answers, keyring, queries, transport
from corridor.web.base.doors.models import Arrival, Door, Outgoing
from corridor.web.base.sealing import new_pair
from tests import cast, peer
from tests.peer import Peer

pytestmark = pytest.mark.usefixtures("node")
BODY = bodies.withdrawal_body("2" * 32, Ending.WITHDRAWN)


@pytest.fixture
def other() -> Peer:
    """A protection body that the desk knows."""
    found = Peer("INT-MPA", "protection", "protection")
    found.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    return found


def put_out(door: Door) -> Outgoing:
    """Leave something for a door."""
    from corridor.core.access.codes import Event
    from corridor.web.base.ledger.actions import act

    now = timezone.now()
    with act(Event.PERSON_HANDED_OVER, by=actions.service(), now=now, about="x"):
        actions.put_out(kind=Kind.ATTESTATION, to=door, body={"uid": "2" * 32, "held": "held"}, about="x", now=now)
    return Outgoing.objects.get()


def troubles() -> list[str]:
    """Return why what came was kept aside."""
    return [one.trouble for one in queries.kept_aside()]


@pytest.mark.store
def test_every_envelope_gets_an_answer_of_the_same_form_whatever_it_is(other: Peer) -> None:
    good = other.envelope(other.message(Kind.WITHDRAWAL, BODY))
    junk = [b"", b"x", good[:-1], good[:-1] + b"x", bytes(len(good)), b"z" * 40_000]
    browser = Client()

    first = [browser.post("/door/", one, content_type="application/octet-stream") for one in (good, *junk)]
    again = browser.post("/door/", good, content_type="application/octet-stream")

    assert {(one.status_code, len(one.content), one["Content-Type"]) for one in (*first, again)} == {
        (200, len(first[0].content), "application/json")
    }
    assert again.content == first[0].content
    assert {tuple(sorted(one.items())) for one in (*first, again)} == {tuple(sorted(first[0].items()))}


def test_the_answer_runs_the_same_statements_for_known_and_unknown_senders(other: Peer) -> None:
    stranger = Peer("ZZ-NIX", "protection", "protection")
    told: list[list[str]] = [[], []]
    for sender, statements in zip((other, stranger), told, strict=True):
        envelope = sender.envelope(sender.message(Kind.WITHDRAWAL, BODY))
        with connection.execute_wrapper(_noting(statements)):
            actions.take_in(envelope, now=timezone.now())

    assert told[0] == told[1] != []


def _noting(statements: list[str]):  # type: ignore[no-untyped-def]  # as the framework's wrapper
    def wrapper(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        statements.append(sql)
        return execute(sql, params, many, context)

    return wrapper


def test_the_answer_is_signed_over_what_came(other: Peer) -> None:
    answer = actions.take_in(b"anything", now=timezone.now())

    key = keyring.signing_key()
    assert answers.signature_of(answer, b"anything", by="XA-POL", signing_key=key)
    assert answers.signature_of(answer, b"anything else", by="XA-POL", signing_key=key) is None
    assert answers.signature_of(answer, b"anything", by="XX", signing_key=keyring.signing_key()) is None
    assert answers.signature_of(answer, b"anything", by="XA-POL", signing_key=other.signing_key) is None


@pytest.mark.store
def test_what_cannot_be_carried_out_is_kept_aside_with_its_reason_and_nothing_of_it_is_done(other: Peer) -> None:
    stranger = Peer("ZZ-NIX", "protection", "protection")
    good = other.message(Kind.WITHDRAWAL, BODY)
    old = (timezone.now() - timedelta(days=31)).strftime("%Y-%m-%dT%H:%M:%SZ")
    sent = {
        Trouble.NO_ENVELOPE: b"not an envelope",
        Trouble.ADDRESSED_ELSEWHERE: other.envelope(good, to=new_pair()[1]),
        Trouble.NOT_OPENED: other.envelope(good)[:-1] + b"\0",
        Trouble.SENDER_UNKNOWN: stranger.envelope(stranger.message(Kind.WITHDRAWAL, BODY)),
        Trouble.SIGNATURE_WRONG: other.envelope(good, by=Ed25519PrivateKey.generate()),
        Trouble.OUT_OF_TIME: other.envelope(other.message(Kind.WITHDRAWAL, BODY, at=old)),
        Trouble.KIND_NOT_TAKEN: other.envelope(other.message(Kind.HAND_OVER, {})),
        Trouble.CONTENT_REFUSED: other.envelope(other.message(Kind.WITHDRAWAL, {"uid": "x", "ending": "withdrawn"})),
    }

    for envelope in sent.values():
        peer.send(envelope)

    assert sorted(troubles()) == sorted(sent)
    assert Outgoing.objects.count() == 0


def test_a_message_for_somebody_else_is_not_carried_out_here(other: Peer) -> None:
    peer.send(other.envelope(other.message(Kind.WITHDRAWAL, BODY, recipient="XB-BRD")))

    assert troubles() == [Trouble.ADDRESSED_ELSEWHERE]


@pytest.mark.store
def test_nothing_is_carried_out_twice(other: Peer) -> None:
    message = other.message(Kind.WITHDRAWAL, BODY)
    envelope = other.envelope(message)

    for _ in range(3):
        peer.send(envelope)
    peer.send(other.envelope(message))

    assert Outgoing.objects.count() == 1  # the attestation of the first
    assert troubles() == [Trouble.REPEATED]
    assert Arrival.objects.filter(state="applied").count() == 1


@pytest.mark.store
def test_an_envelope_is_tried_again_until_its_door_answers_and_then_forgotten(
    other: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = put_out(Door.objects.get())
    now = timezone.now()
    actions.deliver_due(now=now)
    tried = Outgoing.objects.get()

    def arrives(envelope: bytes, origin: str) -> bytes:
        assert other.read(envelope).kind is Kind.ATTESTATION
        said = exchange.canonical(
            {"form": 1, "by": "INT-MPA", "digest": answers.digest_of(envelope), "on": "2026-11-22"}
        )
        import json

        signature = other.signing.sign(answers.ANSWER_MARK + said).hex()
        return exchange.canonical({"answer": json.loads(said), "signature": signature})

    monkeypatch.setattr(transport, "deliver", arrives)
    too_early = actions.deliver_due(now=now + timedelta(seconds=5))
    delivered = actions.deliver_due(now=now + timedelta(minutes=2))

    assert tried.tries == waits.tries + 1
    assert (too_early, delivered, Outgoing.objects.count()) == (0, 1, 0)


def test_an_answer_that_the_door_did_not_sign_is_none(other: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    put_out(Door.objects.get())
    monkeypatch.setattr(transport, "deliver", lambda envelope, origin: b'{"answer":{},"signature":"00"}')

    actions.deliver_due(now=timezone.now())

    assert Outgoing.objects.count() == 1


def test_a_card_is_used_only_once_a_second_person_compared_the_fingerprint() -> None:
    other = Peer("INT-MPA", "protection", "protection")
    now, written = timezone.now(), exchange.card_written(other.card, other.signing.sign)
    administrator, same = cast.officer(cast.ADMINISTRATOR_XA), exchange.fingerprint(other.card)
    with pytest.raises(CardInvalid):
        actions.add_door(by=administrator, written=written, fingerprint="0" * 64, now=now)
    actions.add_door(by=administrator, written=written, fingerprint=same, now=now)

    before = queries.open_doors("protection")
    with pytest.raises(SecondOfficerNeeded):
        actions.confirm_door(by=administrator, code="INT-MPA", fingerprint=same, now=now)
    with pytest.raises(NotPermitted):
        actions.confirm_door(by=cast.officer(cast.ANALYST_XA), code="INT-MPA", fingerprint=same, now=now)

    assert before == ()
    assert queries.open_doors("protection") == ()


def test_a_card_that_its_own_key_did_not_sign_is_refused() -> None:
    other = Peer("INT-MPA", "protection", "protection")
    written = exchange.card_written(other.card, Ed25519PrivateKey.generate().sign)

    with pytest.raises(CardInvalid):
        actions.add_door(
            by=cast.officer(cast.ADMINISTRATOR_XA),
            written=written,
            fingerprint=exchange.fingerprint(other.card),
            now=timezone.now(),
        )


def test_a_closed_door_takes_nothing_in(other: Peer) -> None:
    actions.close_door(by=cast.officer(cast.ADMINISTRATOR_XA), code="INT-MPA", now=timezone.now())

    peer.send(other.envelope(other.message(Kind.WITHDRAWAL, BODY)))

    assert troubles() == [Trouble.SENDER_UNKNOWN]


def test_the_door_answers_post_only() -> None:
    assert Client().get("/door/").status_code == 405


def test_a_full_door_gives_no_answer_so_that_nobody_forgets_an_envelope(
    other: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_WAITING", 1)
    browser = Client()
    sent = [other.envelope(other.message(Kind.WITHDRAWAL, BODY)) for _ in range(2)]

    answered = [browser.post("/door/", one, content_type="application/octet-stream").status_code for one in sent]
    junk = browser.post("/door/", b"junk", content_type="application/octet-stream")

    assert answered == [200, 503]
    assert junk.status_code == 200
    assert Arrival.objects.count() == 1


def test_a_flood_of_junk_leaves_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_ASIDE", 3)
    for number in range(9):
        peer.send(f"junk {number}".encode())

    actions.sweep(now=timezone.now())

    assert len(troubles()) <= 3


@pytest.mark.store
def test_two_workers_that_open_the_same_envelope_carry_it_out_once(
    other: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.take_in(other.envelope(other.message(Kind.WITHDRAWAL, BODY)), now=timezone.now())
    usual = queries.opened

    def slow(envelope: bytes, now: datetime) -> Message:
        monkeypatch.setattr(queries, "opened", usual)
        actions.open_waiting(now=now)  # the other worker is quicker
        return usual(envelope, now)

    monkeypatch.setattr(queries, "opened", slow)
    actions.open_waiting(now=timezone.now())

    assert [one.state for one in Arrival.objects.all()] == ["applied"]
    assert Outgoing.objects.count() == 1
