"""Both ends of a line when something goes wrong between them or at one of them, and a partner that means harm."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, OperationalError, connection
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from corridor.core.access.codes import Event
from corridor.core.access.rates import Allowance, Rate
from corridor.core.exchange.codes import Kind, Outcome, Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.core.exchange.letters import LARGEST_CONTENT
from corridor.core.exchange.records import Letter, Outgoing, Receipt
from corridor.web.base.exchange import wire
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.zone import zone
from corridor.web.desk.exchange.models import Received
from corridor.web.desk.lines import actions, intake, keyring
from corridor.web.desk.lines.models import AuthorityKey, Came, Line, Posted
from corridor.web.desk.lines.records import Saying
from tests import make
from tests.nodes import Node
from tests.web.desk.lines.far import US, Far, brought, moment

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("node")]


@pytest.fixture
def far(node: Node) -> Far:
    return Far().introduce()


def posted(far: Far, count: int) -> None:
    """Let the node under test put items in its log for the partner."""
    with turn.write():
        for number in range(count):
            about = make.uid(f"ours {number} {Posted.objects.count()}")
            saying = Saying(Kind.RECALL, US, about, 1, {"reason": "wrong"})
            actions.post(to=far.code, saying=saying, now=timezone.now())


def numbers(letter: Letter) -> list[int]:
    return [item.number for item in letter.items]


def receipts(letter: Letter, outcome: Outcome = Outcome.APPLIED) -> tuple[Receipt, ...]:
    return tuple(Receipt(item.number, item.digest, outcome) for item in letter.items)


def line(far: Far) -> Line:
    return Line.objects.get(partner=far.code)


def taken(far: Far, take: Callable[..., None] | None) -> list[tuple[int, str, str]]:
    """Take the partner's whole log with one way to carry items out; return how they were answered."""
    actions.take_letter(far.sealed(far.letter()), taking=lambda kind: take, now=timezone.now())
    rows = Came.objects.filter(partner=far.code).order_by("number")
    return list(rows.values_list("number", "outcome", "reason"))


# --- lost, doubled, restored -----------------------------------------------------------------------------------------


def test_an_item_counts_as_confirmed_only_once_it_was_answered(far: Far) -> None:
    posted(far, 2)
    first = far.brings()

    again = far.opened(brought(far.sealed(far.empty(have=2))).content)
    assert (numbers(first), numbers(again), line(far).confirmed) == ([1, 2], [1, 2], 0)

    last = far.opened(brought(far.sealed(replace(far.empty(have=2), receipts=receipts(again)))).content)
    assert (numbers(last), line(far).confirmed) == ([], 2)


def test_a_receipt_for_another_item_than_was_sent_says_nothing_and_none_is_taken_back(far: Far) -> None:
    posted(far, 1)
    (item,) = far.brings().items
    wrong = Receipt(1, bytes(32), Outcome.APPLIED)
    beyond = Receipt(9, item.digest, Outcome.APPLIED)

    far.brings(receipts=(wrong, beyond), have=1)
    assert Posted.objects.get().outcome == ""
    far.brings(receipts=(Receipt(1, item.digest, Outcome.APPLIED),), have=1)
    far.brings(receipts=(Receipt(1, item.digest, Outcome.KEPT_ASIDE, Reason.FORM),), have=1)

    assert (Posted.objects.get().outcome, Posted.objects.get().reason) == ("applied", "")


def test_a_recipient_that_was_restored_is_sent_again_what_it_lost(far: Far) -> None:
    posted(far, 3)
    far.brings(receipts=receipts(far.brings()), have=3)

    answer = far.brings(have=1)

    assert numbers(answer) == [2, 3]


def test_a_recipient_that_was_restored_gets_nothing_again_of_what_was_recalled_since(far: Far) -> None:
    about = make.uid("the report")
    far.releases("wreck", about=about)
    far.says(Kind.RECALL, {"reason": "wrong"}, about=about, version=2)
    emptied = replace(far.log.items[0], content=b"")

    answer = far.brings(emptied, far.log.items[1])

    assert [one.outcome for one in answer.receipts] == [Outcome.APPLIED] * 2
    assert not Received.objects.exists()


def test_what_an_authority_signed_after_its_key_had_ended_is_kept_aside(far: Far) -> None:
    with turn.write():
        AuthorityKey.objects.filter(authority=far.authority).update(ended_at=timezone.now() - timedelta(hours=1))
    far.releases("late wreck")
    far.releases("early wreck", at=moment(timedelta(hours=-2)))

    assert [one.reason for one in far.brings().receipts] == [Reason.NOT_THE_ORIGINATORS, None]


def test_an_old_letter_that_somebody_sends_again_takes_nothing_back(far: Far) -> None:
    posted(far, 3)
    old = far.sealed(replace(far.empty(), at=moment(timedelta(days=-2))))
    far.brings(receipts=receipts(far.brings()), have=3)
    reached = line(far).reached_at

    brought(old)

    assert (line(far).confirmed, line(far).reached_at) == (3, reached)


def test_a_sender_that_was_restored_and_says_something_else_is_stopped_and_shown_once(far: Far) -> None:
    far.releases("wreck")
    far.releases("second wreck")
    far.brings()
    far.log = Outgoing()
    far.releases("wreck")
    far.releases("another wreck")
    far.releases("third wreck")

    for _ in range(3):
        answer = far.brings()

    assert (answer.have, Received.objects.count()) == (2, 2)
    assert line(far).changed_at is not None
    assert LedgerEntry.objects.filter(event=Event.LOG_CHANGED).count() == 1


def test_a_node_that_was_restored_itself_sees_that_the_partner_has_more_of_its_log(far: Far) -> None:
    posted(far, 1)

    far.brings(have=5)

    assert line(far).changed_at is not None
    assert line(far).confirmed == 0


def test_a_letter_that_two_processes_take_at_once_is_carried_out_once(far: Far) -> None:
    for number in range(5):
        far.releases(f"wreck {number}")
    letter = far.sealed(far.letter())

    def take(_: int) -> int:
        try:
            return actions.take_letter(letter, taking=zone().taking, now=timezone.now()).have
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(take, range(4))) == [0] * 4

    assert Received.objects.count() == 5
    assert list(Came.objects.order_by("number").values_list("number", "outcome")) == [
        (n, "applied") for n in range(1, 6)
    ]


def test_a_letter_that_failed_at_the_node_itself_leaves_nothing_and_is_taken_when_it_comes_again(far: Far) -> None:
    def fails(came: object, *, doing: object) -> None:
        raise OperationalError

    far.releases()
    with pytest.raises(OperationalError):
        taken(far, fails)

    assert (Came.objects.count(), line(far).have) == (0, 0)
    assert far.brings().have == 1


# --- whatever an item does -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault", [KeyError, RecursionError, MemoryError, OverflowError, DataError, IntegrityError, UnicodeDecodeError]
)
def test_whatever_a_handler_raises_its_item_is_kept_aside_and_the_rest_goes_on(
    far: Far, fault: type[Exception]
) -> None:
    def take(came: Any, *, doing: Any) -> None:
        doing.note(Event.RELEASE_RECEIVED, about=came.content.about)
        if came.number == 2:
            Line.objects.create(partner="XE-NAT")
            raise fault("utf-8", b"", 0, 1, "") if fault is UnicodeDecodeError else fault

    for number in range(3):
        far.releases(f"wreck {number}")

    assert taken(far, take) == [(1, "applied", ""), (2, "kept-aside", "content-refused"), (3, "applied", "")]
    assert not Line.objects.filter(partner="XE-NAT").exists()
    assert LedgerEntry.objects.filter(event=Event.RELEASE_RECEIVED).count() == 2


def _deadlock() -> Exception:
    fault = OperationalError("deadlock detected")
    fault.__cause__ = DeadlockDetected()
    return fault


@pytest.mark.parametrize("fault", [IntegrityError, _deadlock])
def test_an_item_that_two_writers_met_over_is_carried_out_when_it_is_tried_again(
    far: Far, fault: Callable[[], Exception]
) -> None:
    tried: list[int] = []

    def take(came: Any, *, doing: Any) -> None:
        tried.append(came.number)
        doing.note(Event.RELEASE_RECEIVED, about=came.content.about)
        if len(tried) == 1:
            Line.objects.create(partner="XE-NAT")
            raise fault()

    far.releases()

    assert taken(far, take) == [(1, "applied", "")]
    assert tried == [1, 1]
    assert not Line.objects.filter(partner="XE-NAT").exists()
    assert LedgerEntry.objects.filter(event=Event.RELEASE_RECEIVED).count() == 1


def test_a_deadlock_that_comes_again_is_the_nodes_own_fault_and_the_letter_comes_again(far: Far) -> None:
    def take(came: Any, *, doing: Any) -> None:
        raise _deadlock()

    far.releases()
    with pytest.raises(OperationalError):
        taken(far, take)

    assert (Came.objects.count(), line(far).have) == (0, 0)


def test_what_the_database_itself_cannot_keep_is_kept_aside(far: Far) -> None:
    def take(came: Any, *, doing: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO desk_line (id) VALUES (1)")

    far.releases()

    assert taken(far, take) == [(1, "kept-aside", "content-refused")]


def test_a_kind_that_nobody_takes_is_kept_aside_with_what_it_said(far: Far) -> None:
    signed = far.releases()

    assert taken(far, None) == [(1, "kept-aside", "kind-not-taken")]
    assert bytes(Came.objects.get().content) == signed


def test_a_text_that_not_every_database_can_keep_is_refused_by_form(far: Far) -> None:
    signed, named = far.signed(Kind.RECALL, {"reason": "wrong"})
    payload = wire.verified(signed, keyring.public_of(far.signing), wire.ITEM).replace(b"wrong", b"wr\\u0000ng")
    far.adds(Kind.RECALL, wire.signed(payload, far.signing, wire.ITEM), **named)

    assert [one.reason for one in far.brings().receipts] == [Reason.FORM]


def test_an_item_at_the_limit_of_size_is_taken_and_one_above_is_kept_aside(far: Far) -> None:
    signed, named = far.signed(Kind.RECALL, {"reason": "wrong"})
    payload = wire.verified(signed, keyring.public_of(far.signing), wire.ITEM)
    for size in (LARGEST_CONTENT, LARGEST_CONTENT + 1):
        padded = payload.replace(b"wrong", b"w" * (size - len(payload) + len(b"wrong")))
        far.adds(Kind.RECALL, wire.signed(padded, far.signing, wire.ITEM), **named)

    assert [str(one.reason or "") for one in far.brings().receipts] == ["", "too-large"]


def test_of_a_letter_with_a_thousand_items_and_receipts_one_bad_item_is_kept_aside_and_all_else_is_taken(
    far: Far,
) -> None:
    posted(far, 1000)
    signed, named = far.signed(Kind.RECALL, {"reason": "wrong"})
    for number in range(1000):
        far.adds(Kind.RECALL, b"junk" if number == 500 else signed, **named)
    rows = Posted.objects.order_by("number").values_list("number", "digest")
    told = tuple(Receipt(number, bytes(digest), Outcome.APPLIED) for number, digest in rows)

    answer = far.brings(receipts=told, have=1000)

    assert (len(answer.receipts), line(far).have, line(far).confirmed) == (1000, 1000, 1000)
    assert [(one.number, one.reason) for one in answer.receipts if one.reason] == [(501, Reason.FORM)]


# --- a partner that means harm ---------------------------------------------------------------------------------------


def test_what_is_kept_aside_is_bounded_and_what_was_answered_stays(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_ASIDE_BYTES", 5000)
    for number in range(12):
        far.says(Kind.RECALL, {"junk": "x" * 1000}, about=make.uid(f"junk {number}"))

    far.brings()

    kept = [len(row.content) for row in Came.objects.order_by("number")]
    assert kept[:10] == [0] * 10
    assert kept[11] > 0
    assert sum(kept) <= 5000
    assert {row.reason for row in Came.objects.all()} == {"content-refused"}


def test_so_many_are_kept_aside_however_small_they_are(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_ASIDE_ITEMS", 3)
    for _ in range(6):
        far.adds(Kind.RECALL, b"x", originator="XD-POL", about="a" * 32, version=1)

    far.brings()

    assert sum(bool(row.content) for row in Came.objects.all()) == 3


def test_the_ledger_grows_with_letters_and_not_with_junk_in_them(far: Far) -> None:
    for _ in range(200):
        far.adds(Kind.RECALL, b"x", originator="XD-POL", about="a" * 32, version=1)
    before = LedgerEntry.objects.count()

    far.brings()

    assert Came.objects.count() == 200
    assert LedgerEntry.objects.count() - before <= 40


def test_who_sends_too_much_junk_is_not_heard_for_a_day_and_nobody_else_suffers(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Far(code="XE-NAT", authority="XE-POL").introduce()
    monkeypatch.setattr(intake, "MOST_ASIDE_A_DAY", 3)
    for _ in range(6):
        far.adds(Kind.RECALL, b"x", originator="XD-POL", about="a" * 32, version=1)
    far.brings(*far.log.items[:3])
    other.releases()

    refused = brought(far.sealed(far.letter()))

    assert (refused.status_code, refused.json()["reason"]) == (422, Reason.TOO_MUCH_ASIDE)
    assert other.brings().have == 1
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    actions.take_letter(far.sealed(far.letter()), taking=zone().taking, now=tomorrow)
    assert line(far).have == 6


def test_who_sends_letters_without_end_is_slowed_down_and_nobody_else_is(far: Far, settings: Any) -> None:
    settings.RATES = {Allowance.LETTERS: Rate(2, 60)}
    other = Far(code="XE-NAT", authority="XE-POL").introduce()

    statuses = [brought(far.sealed(far.empty())).status_code for _ in range(4)]

    assert statuses == [200, 200, 429, 429]
    assert brought(other.sealed(other.empty())).status_code == 200


def test_nobody_can_take_the_name_of_what_another_will_release(far: Far) -> None:
    """A partner who was given a report knows how its owner calls it, and is faster than the owner."""
    rival = Far(code="XE-NAT", authority="XE-POL").introduce()
    about = make.uid("the report")
    rival.releases("wreck", about=about)
    rival.brings()
    far.releases("wreck", about=about)

    assert [one.outcome for one in far.brings().receipts] == [Outcome.APPLIED]
    rival.says(Kind.RECALL, {"reason": "wrong"}, about=about, version=9)
    rival.brings()
    assert sorted(Received.objects.values_list("originator", "state")) == [("XD-POL", "shown"), ("XE-POL", "ended")]


def test_a_recall_that_was_meant_for_somebody_else_ends_nothing_here(far: Far) -> None:
    """The owner told another partner that it may not have a report any more; that one passes the signed item on."""
    other = Far(code="XE-NAT", authority="XE-POL").introduce()
    about = make.uid("the report")
    far.releases("wreck", about=about)
    far.brings()
    signed, named = far.signed(Kind.RECALL, {"reason": "wrong"}, about=about, version=2)
    other.adds(Kind.RECALL, signed, **named)

    answer = other.brings()

    assert [one.reason for one in answer.receipts] == [Reason.NOT_THE_ORIGINATORS]
    assert Received.objects.get().state == "shown"


def test_what_was_passed_on_may_be_ended_the_way_it_came(far: Far) -> None:
    other = Far(code="XE-NAT", authority="XE-POL").introduce()
    about = make.uid("the report")
    signed = far.releases("wreck", about=about)
    other.adds(Kind.RELEASE, signed, originator="XD-POL", about=about, version=1)
    assert [one.outcome for one in other.brings().receipts] == [Outcome.APPLIED]
    recall, named = far.signed(Kind.RECALL, {"reason": "wrong"}, about=about, version=2)
    other.adds(Kind.RECALL, recall, **named)

    other.brings(other.log.items[1])

    assert Received.objects.get().state == "ended"


def test_a_partner_cannot_speak_for_an_authority_of_this_node(far: Far) -> None:
    far.releases("wreck", originator=US, by=keyring.authority_key(US))

    assert [one.outcome for one in far.brings().receipts] == [Outcome.KEPT_ASIDE]
    assert not Received.objects.exists()


def test_nothing_waits_in_a_letter_for_a_partner_that_is_not_known_any_more(far: Far) -> None:
    with pytest.raises(LetterRefused):
        actions.take_letter(b"a.b.c.d.e", taking=zone().taking, now=timezone.now())
