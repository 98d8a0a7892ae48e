"""Heads of ledgers between nodes: a history that is written anew, and one that is told twice, come to light."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.ledger import signed_head_from
from corridor.core.cards import exchange
from corridor.core.cards.codes import Fault
from corridor.core.cards.records import Passed
from corridor.core.cards.rules import leads
from corridor.core.exchange.codes import Kind, Reason
from corridor.core.exchange.letters import content_from
from corridor.web.base import keys
from corridor.web.base.doors import keyring
from corridor.web.base.exchange import wire
from corridor.web.base.ledger import checking, turn
from corridor.web.base.ledger.actions import record
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.ledger.proofs import newest_head
from corridor.web.desk.cards import actions, heads, queries
from corridor.web.desk.cards.models import HeadFault, HeadWanted, KeptHead
from tests import cast
from tests.web.desk.cards.strangers import Key, Stranger, public_of

pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def stranger() -> Stranger:
    """A partner that has told its card."""
    return accepted("YB-NAT")


def accepted(code: str) -> Stranger:
    found = Stranger(code)
    found.introduce()
    found.tell_roster()
    return found


def faults(node: str = "YB-NAT") -> list[str]:
    return [one.fault for one in HeadFault.objects.filter(node=node)]


def passed(one: Stranger, size: int, *, story: str = "") -> Passed:
    """Return a head of one node as another passes it on."""
    return Passed(queries.key_digest(public_of(one.ledger)), one.head(size, story=story))


def told_heads(to: Stranger) -> list[dict[str, object]]:
    """Return what the node under test has told a partner of heads."""
    letter = to.read(known_as=keyring.pair(0).signing_public)
    signed = [item.content for item in letter.items if item.kind is Kind.HEAD]
    key = keyring.pair(0).signing_public
    return [dict(content_from(wire.verified(one, key, wire.ITEM)).body) for one in signed]


@pytest.mark.store
def test_a_ledger_that_only_grows_is_kept_without_a_word(stranger: Stranger) -> None:
    stranger.tell_head(stranger.shown(10))
    stranger.tell_head(stranger.shown(17, 10))
    stranger.tell_head(stranger.shown(17, 10))

    assert [row.size for row in queries.heads_of("YB-NAT", is_joined=True)] == [10, 17]
    assert faults() == []


def test_a_history_written_anew_is_seen_by_its_proof(stranger: Stranger) -> None:
    stranger.tell_head(stranger.shown(10))

    stranger.tell_head(stranger.shown(20, 10, story="forged"))

    assert faults() == [Fault.REWRITTEN.value]
    assert LedgerEntry.objects.filter(event=Event.HEAD_CONTRADICTED, about="YB-NAT").count() == 1


def test_two_heads_of_one_size_are_a_split_view(stranger: Stranger) -> None:
    stranger.tell_head(stranger.shown(10))
    stranger.tell_head(stranger.shown(10, story="other"))

    assert faults() == [Fault.SPLIT.value]


def test_a_ledger_that_became_shorter_was_cut_back(stranger: Stranger) -> None:
    stranger.tell_head(stranger.shown(10))
    stranger.tell_head(stranger.shown(8))

    assert faults() == [Fault.CUT_BACK.value]


def test_a_node_that_tells_two_partners_two_stories_is_found_when_one_passes_on_what_it_was_told(
    stranger: Stranger,
) -> None:
    witness = accepted("YC-NAT")
    stranger.tell_head(stranger.shown(10))

    witness.tell_head(witness.shown(5, others=(passed(stranger, 10, story="other"),)))

    assert faults() == [Fault.SPLIT.value]
    assert faults("YC-NAT") == []


@pytest.mark.store
def test_a_head_of_another_size_that_somebody_passes_on_must_be_led_to_by_its_node(stranger: Stranger) -> None:
    witness = accepted("YC-NAT")
    stranger.tell_head(stranger.shown(10))
    witness.tell_head(witness.shown(5, others=(passed(stranger, 14, story="other"),)))
    assert {"says": "asked", "sizes": [14]} in told_heads(stranger)

    stranger.tell_head(stranger.shown(20, 10, 14))

    assert faults() == [Fault.REWRITTEN.value]


def test_a_head_that_its_node_does_not_lead_to_in_time_is_shown(stranger: Stranger) -> None:
    witness = accepted("YC-NAT")
    stranger.tell_head(stranger.shown(10))
    witness.tell_head(witness.shown(5, others=(passed(stranger, 14, story="other"),)))

    assert heads.note_unproved(now=timezone.now() + timedelta(days=2)) == 0
    assert heads.note_unproved(now=timezone.now() + timedelta(days=4)) == 1
    assert heads.note_unproved(now=timezone.now() + timedelta(days=5)) == 0
    assert faults() == [Fault.UNPROVED.value]


def test_an_honest_head_that_was_passed_on_is_led_to_and_blames_nobody(stranger: Stranger) -> None:
    witness = accepted("YC-NAT")
    stranger.tell_head(stranger.shown(10))
    witness.tell_head(witness.shown(5, others=(passed(stranger, 14),)))

    stranger.tell_head(stranger.shown(20, 10, 14))

    assert heads.note_unproved(now=timezone.now() + timedelta(days=9)) == 0
    assert faults() == []


def test_nobody_is_blamed_by_a_head_that_its_node_did_not_sign(stranger: Stranger) -> None:
    witness = accepted("YC-NAT")
    stranger.tell_head(stranger.shown(10))
    forger = Stranger("YB-NAT")

    forged = Passed(queries.key_digest(public_of(stranger.ledger)), forger.head(10, story="other"))
    witness.tell_head(witness.shown(5, others=(forged,)))

    assert faults() == []
    assert [row.size for row in KeptHead.objects.filter(node="YB-NAT")] == [10]


def test_a_head_of_a_ledger_that_nobody_knows_leaves_no_trace(stranger: Stranger) -> None:
    unknown = Stranger("YD-NAT")

    stranger.tell_head(stranger.shown(5, others=(passed(unknown, 9),)))

    assert set(KeptHead.objects.values_list("node", flat=True)) == {"YB-NAT"}


def test_a_head_signed_by_another_key_than_the_ledgers_is_kept_aside(stranger: Stranger) -> None:
    stranger.ledger = Key.generate()

    assert stranger.tell_head(stranger.shown(5)) is Reason.SIGNATURE


def test_our_own_ledger_is_compared_with_what_partners_keep_of_it(stranger: Stranger) -> None:
    own = newest_head()
    mine = queries.key_digest(keys.public_key().public_bytes_raw())
    stranger.tell_head(stranger.shown(5, others=(Passed(mine, own),)))
    assert faults("XA-POL") == []

    # A node restored from a backup has other entries than those that its head told of.
    forged = LedgerEntry.objects.filter(position=own.head.size - 1)
    with turn.write():
        forged.update(hash=bytes(32))
    stranger.tell_head(stranger.shown(6, 5, others=(Passed(mine, own),)))
    assert faults("XA-POL") == [Fault.REWRITTEN.value]


def test_partners_are_told_our_head_once_a_day_with_the_way_that_leads_there(stranger: Stranger) -> None:
    now = timezone.now()
    assert heads.tell_heads(now=now + timedelta(hours=23)) == 0
    record(Event.PAGE_READ, by=cast.officer(cast.ANALYST_XA), now=now, about="x")

    assert heads.tell_heads(now=now + timedelta(hours=25)) == 1

    first, second = (exchange.shown_from(one) for one in told_heads(stranger))
    key = keys.public_key().public_bytes_raw()
    assert checking.is_signed(second.head, key)
    assert leads(first.head, second.proofs[first.head.head.size], second.head)


@pytest.mark.store
def test_a_partner_that_asks_is_led_from_the_size_it_names(stranger: Stranger) -> None:
    now = timezone.now()
    stranger.send(Kind.HEAD, exchange.asked_body((3,)), about="a" * 32, version=1)
    assert HeadWanted.objects.count() == 1

    assert heads.tell_heads(now=now + timedelta(minutes=1)) == 0
    assert heads.tell_heads(now=now + timedelta(minutes=11)) == 1

    last = exchange.shown_from(told_heads(stranger)[-1])
    assert 3 in last.proofs
    assert not HeadWanted.objects.exists()


def test_heads_of_others_are_passed_on_without_their_names(stranger: Stranger) -> None:
    other = accepted("YC-NAT")
    other.tell_head(other.shown(12))

    heads.tell_heads(now=timezone.now(), to=["YB-NAT"])

    told = told_heads(stranger)[-1]
    assert "YC-NAT" not in json.dumps(told)
    assert [one.head.head.size for one in exchange.shown_from(told).others] == [12]


def test_a_partner_that_asks_without_end_is_answered_for_the_last_of_it_only(stranger: Stranger) -> None:
    for start in (1, 21, 41):
        sizes = tuple(range(start, start + 20))
        stranger.send(Kind.HEAD, exchange.asked_body(sizes), about="a" * 32, version=1)

    assert HeadWanted.objects.count() == 20


def test_the_evidence_of_a_contradiction_can_be_checked_by_anybody(stranger: Stranger) -> None:
    stranger.tell_head(stranger.shown(10))
    stranger.tell_head(stranger.shown(10, story="other"))
    fault = HeadFault.objects.get()

    by = cast.officer(cast.OVERSEER_XA)
    written = json.loads(actions.evidence(by=by, uid=fault.uid, now=timezone.now()))

    key = bytes.fromhex(written["ledger_key"])
    both = [
        signed_head_from(json.dumps({"head": one["head"], "signature": one["signature"]})) for one in written["heads"]
    ]
    assert key == public_of(stranger.ledger)
    assert all(checking.is_signed(one, key) for one in both)
    assert len({one.head.root for one in both}) == 2


def test_who_contradicts_itself_without_end_fills_nothing(stranger: Stranger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "MOST_FAULTS", 3)
    stranger.tell_head(stranger.shown(10))
    for story in "abcdef":
        stranger.tell_head(stranger.shown(10, story=story))

    assert (len(faults()), KeptHead.objects.count()) == (3, 4)


def test_a_node_that_people_accepted_anew_begins_another_ledger_without_blame(stranger: Stranger) -> None:
    stranger.tell_head(stranger.shown(10))
    actions.revoke(by=cast.officer(cast.OVERSEER_XA), code="YB-NAT", now=timezone.now())
    renewed = stranger.with_new_keys()
    renewed.authorities, renewed.ledger = {"YB-NAT": Key.generate()}, Key.generate()
    renewed.introduce()
    renewed.tell_roster(version=1)

    renewed.tell_head(renewed.shown(4, story="other"))

    assert faults() == []
    assert [row.size for row in queries.heads_of("YB-NAT", is_joined=True)] == [4]
